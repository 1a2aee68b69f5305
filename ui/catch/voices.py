"""Who's who: what each person is, where they speak, what of, and what they alone would say."""

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path

import streamlit as st

from index.catalogue import Summary
from rag.catchup.derive import VOICES, Overviews
from rag.catchup.records import Voice
from ui.catch.address import go, reading
from ui.catch.quote import quote
from ui.newest import newest
from ui.plain import plain
from ui.resources import looks_in, summaries_of
from ui.room import Room
from ui.source import where
from ui.voices import Looks, voice
from ui.words import Words

_STYLE = Path(__file__).parent.parent / "static" / "who.css"
_PAGE = 10  # people drawn at first, and more at each press
_SESSIONS = 3  # linked of each person among others; all of one who was chosen
_WHO, _CHOSEN, _SHOWN = "who", "catch_who", "catch_who_shown"  # in the address; in the session


def show(room: Room, words: Words) -> None:
    """Draw everybody, who speaks most first, or the one whom the address names."""
    label, found = words.who, Overviews(room.library).library(VOICES)
    if found is None:
        st.info(words.catch_up.missing)
        return
    if not found.record:
        st.info(label.nobody)
        return
    people = {one.name: one for one in sorted(found.record, key=lambda one: -one.turns)}
    who = st.query_params.get(_WHO)
    if who and who not in people:
        st.info(label.unknown.format(plain(who)))
    st.session_state[_CHOSEN] = who if who in people else None
    st.selectbox(
        label.choose,
        list(people),
        index=None,
        placeholder=label.everybody,
        key=_CHOSEN,
        on_change=_choose,
    )
    st.html(_STYLE)
    if who in people:
        _person(room, words, people[who], alone=True)
    else:
        _everybody(room, words, list(people.values()))


def _choose() -> None:
    go("voices", who=st.session_state[_CHOSEN])


def _everybody(room: Room, words: Words, people: Sequence[Voice]) -> None:
    shown = st.session_state.get(_SHOWN, _PAGE)
    st.caption(words.who.count.format(len(people)))
    for one in people[:shown]:
        _person(room, words, one, alone=False)
    if len(people) > shown:
        more = partial(st.session_state.update, {_SHOWN: shown + _PAGE})
        st.button(words.history.more, key="catch_who_more", on_click=more)


def _person(room: Room, words: Words, one: Voice, *, alone: bool) -> None:
    summaries = summaries_of(room.library)
    statements = [f"- {quote(room.library, words, cited)}" for cited in one.statements]
    told = [f"**{words.who.statements}**", "", *statements] if statements else [words.who.silent]
    with st.container(gap=None):
        st.html(_head(one.name, looks_in(room.library)))
        st.markdown("  \n".join(_facts(words, one, summaries, alone)))
        st.markdown("\n".join(told))


def _head(name: str, looks: Looks) -> str:
    look = voice(name, looks)
    letter = f"<span>{escape(look.letter)}</span>"
    kind = f"badge colour-{look.colour} shape-{look.shape}"
    badge = f'<span class="{kind}" aria-hidden="true">{letter}</span>'
    return f'<h3 class="person">{badge} {escape(name)}</h3>'


def _facts(words: Words, one: Voice, summaries: Sequence[Summary], alone: bool) -> list[str]:
    """Lines of Markdown: offices, how much is said, topics, sessions."""
    label = words.who
    offices = [plain(office) for office in (*one.affiliations, *one.roles)]
    lines = [" · ".join(offices)] if offices else []
    lines.append(f"{label.turns.format(one.turns)} · {label.share.format(one.share)}")
    if one.topics:
        topics = words.comma.join(plain(topic) for topic in one.topics)
        lines.append(f"**{words.catch_up.topics}** {topics}")
    links = _links(words, one.transcripts, summaries)
    shown = links if alone else links[:_SESSIONS]
    if len(links) > len(shown):
        shown = [*shown, label.others.format(len(links) - len(shown))]
    sessions = label.sessions.format(len(one.sessions) or len(one.transcripts))
    return [*lines, f"**{sessions}** {' / '.join(shown)}"]


def _links(words: Words, transcripts: Sequence[str], summaries: Sequence[Summary]) -> list[str]:
    """Links to where a person speaks, the newest first."""
    found: Mapping[str, Summary] = {one.id: one for one in newest(summaries)}
    links = []
    for name, summary in found.items():
        if name in transcripts:
            header = summary.header
            shown = where(words, header.session or header.title, header.date, None, None)
            links.append(f"[{plain(shown)}]({reading(name)})")
    return links
