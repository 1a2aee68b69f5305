"""Map of the library: its topics over its sessions; each cell leads to its passages."""

from collections.abc import Mapping

import streamlit as st

from rag.catchup.derive import MAP, Overviews
from rag.catchup.on_topic import topic_of
from rag.catchup.records import Cell, Theme, Themes
from ui.catch.address import go, link
from ui.catch.heat import Square, heat
from ui.catch.quote import said
from ui.catch.sessions import session_names
from ui.plain import bare, plain
from ui.resources import summaries_of
from ui.room import Room
from ui.shelf import titles_of
from ui.words import Words

_THEME, _SESSION = "theme", "session"  # in the address: "catch-up?view=map&theme=…&session=…"
_CHOSEN_THEME, _CHOSEN_SESSION, _ALL = "map_theme", "map_session", "map_all"  # in the session
_SHOWN = 5  # passages of a cell shown at first


def show(room: Room, words: Words) -> None:
    """Draw the picture, the same choice by hand, and the passages of the cell that is chosen."""
    found = Overviews(room.library).library(MAP)
    with st.container(key="wide"):
        if found is None:
            st.info(words.catch_up.missing)
        elif not found.record.themes:
            st.info(words.map.nothing)
        else:
            _draw(room, words, found.record)


def _draw(room: Room, words: Words, record: Themes) -> None:
    themes = {theme.title: theme for theme in record.themes}
    asked = st.query_params.get(_THEME)
    theme = themes[asked if asked in themes else next(iter(themes))]
    cells = {cell.transcript: cell for cell in theme.cells}
    held = st.query_params.get(_SESSION)
    cell = cells[held if held in cells else next(iter(cells))]
    st.write(words.map.intro)
    names = session_names(words, summaries_of(room.library), record.transcripts)
    with st.container(key="map_box"):
        squares = _squares(record, names, (theme.title, cell.transcript))
        heat(words, list(names.values()), squares, _go)
    _by_hand(room, words, themes, cells, (theme.title, cell.transcript))
    _passages(room, words, theme, cell)


def _squares(record: Themes, names: Mapping[str, str], chosen: tuple[str, str]) -> list[Square]:
    return [
        Square(
            theme.title,
            names[cell.transcript],
            cell.transcript,
            cell.count,
            (theme.title, cell.transcript) == chosen,
        )
        for theme in record.themes
        for cell in theme.cells
    ]


def _by_hand(
    room: Room,
    words: Words,
    themes: Mapping[str, Theme],
    cells: Mapping[str, Cell],
    chosen: tuple[str, str],
) -> None:
    """Draw the choice for who uses the keyboard or hears the page."""
    label, titles = words.map, titles_of(summaries_of(room.library))
    st.session_state[_CHOSEN_THEME], st.session_state[_CHOSEN_SESSION] = chosen
    left, right = st.columns(2)
    left.selectbox(
        label.theme,
        list(themes),
        key=_CHOSEN_THEME,
        on_change=lambda: go("map", theme=st.session_state[_CHOSEN_THEME]),
    )
    right.selectbox(
        label.session,
        list(cells),
        key=_CHOSEN_SESSION,
        format_func=lambda name: label.counted.format(cells[name].count, titles[name]),
        on_change=lambda: _go(st.session_state[_CHOSEN_THEME], st.session_state[_CHOSEN_SESSION]),
    )


def _passages(room: Room, words: Words, theme: Theme, cell: Cell) -> None:
    label = words.map
    terms = words.comma.join(
        f"[{plain(term)}]({link('board', topic=topic_of(term))})" for term in theme.terms
    )
    st.markdown(f"{label.terms} {terms}")
    here = f"{theme.title} {cell.transcript}"
    shown = len(cell.passages) if st.session_state.get(_ALL) == here else _SHOWN
    for passage in cell.passages[:shown]:
        one = said(room.library, words, passage)
        with st.container(border=True):
            st.markdown(f"[{plain(one.speaker)} · {plain(one.where)}]({one.address})")
            st.html(bare(one.words))
    if shown < len(cell.passages):
        st.button(
            words.history.more,
            key="map_more",
            on_click=lambda: st.session_state.update({_ALL: here}),
        )
    elif cell.count > len(cell.passages):
        st.caption(label.more.format(cell.count, len(cell.passages)))


def _go(theme: str, transcript: str) -> None:
    go("map", theme=theme, session=transcript)
