"""The passages to read first, one after another, with the terms explained where they come up."""

from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from index.library import Library
from index.search_text import search_text
from rag.catchup.derive import PATH, TERMS, Overviews
from rag.catchup.found import Place, Term
from rag.catchup.records import Cited, Path
from rag.catchup.uses import Use, first_uses
from ui.catch.quote import quote, said
from ui.catch.term import parameters
from ui.catch.topic import choose, kept
from ui.plain import bare, plain
from ui.resources import opened
from ui.room import Room
from ui.words import Words


def show(room: Room, words: Words) -> None:
    """Draw the path through the whole library, or through a topic where one is named."""
    topic = choose(room, words, "path", whole=words.path.whole)
    if topic is None:
        st.write(words.path.intro)
        found = Overviews(room.library).library(PATH)
        if found is None:
            st.info(words.catch_up.missing)
        else:
            steps(room, words, found.record)
    elif on_topic := kept(room, words, topic):
        steps(room, words, on_topic.path)


def steps(room: Room, words: Words, path: Path) -> None:
    """Draw a path: how long it takes, and each passage with the terms that are new in it."""
    label, library = words.path, room.library
    if not path.steps:
        st.info(label.nothing.format(plain(path.topic)) if path.topic else label.none)
        return
    st.caption(label.minutes.format(len(path.steps), max(1, path.minutes)))
    ledger = Overviews(library).library(TERMS)
    texts = [_search_text(room, step) for step in path.steps]
    uses = first_uses(ledger.record if ledger else (), path.steps, texts)
    for number, (step, new) in enumerate(zip(path.steps, uses, strict=True), 1):
        one = said(library, words, step)
        with st.container(border=True, key=f"step_{number}"):
            place = plain(f"{one.speaker} · {one.where}")
            st.markdown(f"**{number}.** [{place}]({one.address})")
            st.html(bare(one.words))
            if new:
                rows = "\n".join(f"- {row}" for row in explained(library, words, new))
                st.markdown(f"{label.terms}\n\n{rows}")


def _search_text(room: Room, step: Cited) -> str:
    transcript, layout = opened(room.library, step.transcript)
    return search_text(transcript.text, step.span, layout).text


def explained(library: Library, words: Words, uses: Sequence[Use]) -> list[str]:
    """Terms, linked to the ledger, with the sentence that explains them; once for all it does."""
    named: dict[Place | None, list[str]] = defaultdict(list)  # None: the passage explains them
    for use in uses:
        named[None if use.here else use.place].append(_entry(words, use.term))
    return [
        f"{words.comma.join(names)} · "
        + (quote(library, words, place) if place else words.path.here)
        for place, names in named.items()
    ]


def _entry(words: Words, term: Term) -> str:
    """A term with its abbreviations, linked to its place in the ledger."""
    short = words.comma.join(term.short)
    written = f"{term.name} ({short})" if short else term.name
    return f"**[{plain(written)}](catch-up?{urlencode(parameters(term.name))})**"
