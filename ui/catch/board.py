"""The stance board of a topic: a column a speaker, a row a stance, every cell what was said."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from index.library import Library
from rag.catchup.found import Cell, Place
from rag.catchup.on_topic import OnTopic
from ui.catch.quote import said
from ui.catch.topic import on_topic
from ui.plain import plain
from ui.room import Room
from ui.words import Words

_STYLE = Path(__file__).parents[1] / "static" / "board.css"
_COLUMNS = 4  # speakers shown at first: as many as stand beside each other on the page


def show(room: Room, words: Words) -> None:
    """Choose a topic and draw its board."""
    label = words.board
    with st.container(key="wide"):
        found = on_topic(room, words, "board")
        if found is None:
            return
        if found.cells:
            _board(room.library, words, found)
            st.caption(label.note)
        else:
            st.info(label.nothing.format(plain(found.topic)))
        if found.undecided:
            st.caption(label.undecided.format(f"{found.undecided:,}"))


def _board(library: Library, words: Words, found: OnTopic) -> None:
    people = speakers(found.cells)
    shown = people
    if len(people) > _COLUMNS:
        shown = st.multiselect(
            words.board.speakers,
            people,
            default=people[:_COLUMNS],
            key=f"board_people_{found.topic}",
            placeholder=words.board.speakers_hint,
        )
    if not shown:
        st.info(words.board.nobody)
        return
    st.html(_STYLE)
    columns = "".join(
        _column(library, words, name, place, found.cells) for place, name in enumerate(shown, 2)
    )
    heads = "".join(
        f"<div><span>{escape(stance)}</span></div>" for stance in words.board.stances.values()
    )
    many = " many" if len(shown) > _COLUMNS else ""  # the names of the rows may be out of sight
    told = f'aria-label="{escape(words.board.board)}" style="--speakers: {len(shown)}"'
    st.html(
        f'<div class="board{many}" role="region" tabindex="0" {told}>'
        f'<div class="heads" aria-hidden="true">{heads}</div>{columns}</div>'
    )


def speakers(cells: Sequence[Cell]) -> list[str]:
    """Everybody who takes a stance, those first of whom the most quotes are shown."""
    counts: dict[str, int] = {}
    for cell in cells:
        counts[cell.speaker] = counts.get(cell.speaker, 0) + len(cell.places)
    return sorted(counts, key=lambda name: -counts[name])


def _column(library: Library, words: Words, name: str, place: int, cells: Sequence[Cell]) -> str:
    """HTML of what one person says, in a column of the board; what transcripts say is escaped."""
    own = {cell.stance: cell.places for cell in cells if cell.speaker == name}
    drawn = "".join(
        f'<div class="row-{row} {stance}"><dt>{escape(label)}</dt>'
        f"{''.join(_quote(library, words, place) for place in own[stance])}</div>"
        for row, (stance, label) in enumerate(words.board.stances.items(), 1)
        if stance in own
    )
    return f'<section style="--at: {place}"><h3>{escape(name)}</h3><dl>{drawn}</dl></section>'


def _quote(library: Library, words: Words, place: Place) -> str:
    one = said(library, words, place)
    return (
        f'<dd><a href="{escape(one.address)}">{escape(one.words)}</a>'
        f"<small>{escape(one.where)}</small></dd>"
    )
