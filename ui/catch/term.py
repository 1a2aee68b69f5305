"""One entry of the ledger of terms: what it means, how it is written, and where it is said."""

from collections.abc import Iterable, Sequence
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from rag.catchup.found import Place, Spoken, Term
from ui.ask import QUESTION
from ui.catch.quote import quote
from ui.newest import kept_language, newest
from ui.plain import plain
from ui.resources import opened, summaries_of
from ui.room import Room
from ui.shelf import titles_of
from ui.words import Words

TERM = "term"  # in the address: "catch-up?view=terms&term=EC"
_PAGE = 20  # transcripts listed at first, and more at each press
_SHOWN = "term_shown"  # in the session


def parameters(name: str | None = None) -> dict[str, str]:
    """What an address holds that opens a term, or the list of them."""
    return {"view": "terms"} | ({TERM: name} if name else {}) | kept_language()


def show(room: Room, words: Words, one: Term) -> None:
    """Draw an entry."""
    label = words.terms
    st.header(plain(one.name), anchor=False)
    st.caption(told(words, one))
    question = urlencode({QUESTION: label.question.format(one.name)} | kept_language())
    st.link_button(label.ask, f"./?{question}", icon=":material/forum:")
    meaning = [each.place for each in one.definitions]
    _quotes(room, words, label.meaning, meaning)
    spelling = [each.place for each in one.aliases if each.place not in meaning]
    _quotes(room, words, label.spelling, spelling)
    if one.first not in (*meaning, *spelling):
        _quotes(room, words, label.first, [one.first])
    st.subheader(label.discussed, anchor=False)
    _discussed(room, words, one.sessions)


def told(words: Words, one: Term) -> str:
    """Say how often a term is said and how else it is written, as Markdown."""
    label = words.terms
    parts = [label.times.format(one.count, len(one.sessions))]
    for said, forms in ((label.variants, one.variants), (label.short, one.short)):
        if forms:
            parts.append(said.format(words.comma.join(plain(form) for form in forms)))
    return " · ".join(parts)


def _quotes(room: Room, words: Words, heading: str, places: Iterable[Place]) -> None:
    rows = [f"- {quote(room.library, words, place)}" for place in dict.fromkeys(places)]
    if rows:
        st.subheader(heading, anchor=False)
        st.markdown("\n".join(rows))


def _discussed(room: Room, words: Words, sessions: Sequence[Spoken]) -> None:
    """List the transcripts that have a term, the newest first, with links to the turns."""
    summaries = newest(summaries_of(room.library))
    titles, said = titles_of(summaries), {one.transcript: one for one in sessions}
    found = [said[summary.id] for summary in summaries if summary.id in said]
    shown = st.session_state.get(_SHOWN, _PAGE)
    rows = [
        f"- {plain(titles[one.transcript])} · "
        + words.terms.session.format(one.count, words.comma.join(_turns(room, one)))
        for one in found[:shown]
    ]
    st.markdown("\n".join(rows))
    if len(found) > shown:
        more = partial(st.session_state.update, {_SHOWN: shown + _PAGE})
        st.button(words.terms.more, key="term_more", on_click=more)


def _turns(room: Room, one: Spoken) -> list[str]:
    """Numbers of the turns, each linked to where its turn begins."""
    transcript, _ = opened(room.library, one.transcript)
    return [
        f"[{number}](read?{urlencode({'transcript': transcript.id, 'at': start})})"
        for number, start in ((turn, transcript.turns[turn].span.start) for turn in one.turns)
    ]
