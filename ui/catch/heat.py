"""The map of a library as a picture: a row a topic, a column a session, shaded by how much."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import altair as alt
import streamlit as st

from ui.catch.ink import few_to_many, ground, ink
from ui.words import Words

_CELL = "cell"  # the selection of the picture
_KEY = "map_picture"  # in the session
_ROW = 24  # pixels
_FEW = 14  # sessions whose columns are wide enough for numbers
_FITS, _LEAST, _MOST = 740, 14, 22  # pixels of all columns beside each other, of a narrow one


@dataclass(frozen=True, slots=True)
class Square:
    """One cell that holds passages, as it is named on the page."""

    theme: str
    session: str
    transcript: str
    count: int
    chosen: bool


def heat(
    words: Words,
    sessions: Sequence[str],
    squares: Sequence[Square],
    chosen: Callable[[str, str], None],
) -> None:
    """Draw the picture; chosen: told the theme and the transcript of a cell that is clicked.

    sessions: in the order of the columns.
    """
    few = len(sessions) <= _FEW
    themes = list(dict.fromkeys(square.theme for square in squares))
    empty = [{"theme": theme, "session": one} for theme in themes for one in sessions]
    rows = [asdict(square) for square in squares]
    x, y = _columns(sessions), _rows(themes)
    layers = [
        _ground(empty).encode(x=x, y=y),
        _cells(words, rows).encode(x=x, y=y),
        _frame([row for row in rows if row["chosen"]]).encode(x=x, y=y),
    ]
    if few:
        layers.append(_counts(rows).encode(x=x, y=y))
    drawn = alt.layer(*layers)
    if not few:
        drawn = drawn.properties(width=alt.Step(max(_LEAST, min(_MOST, _FITS // len(sessions)))))
    st.altair_chart(
        drawn.properties(height=alt.Step(_ROW), description=words.map.picture),
        width="stretch" if few else "content",
        key=_KEY,
        on_select=lambda: _selected(chosen),
        selection_mode=[_CELL],
    )


def _columns(sessions: Sequence[str]) -> alt.X:
    few = len(sessions) <= _FEW
    axis = alt.Axis(
        labelAngle=-35 if few else -60,
        labelOverlap=not few,
        labelColor=ink(),
        labelLimit=120,
        grid=False,
    )
    return alt.X("session:N", sort=sessions, title=None, axis=axis)


def _rows(themes: Sequence[str]) -> alt.Y:
    axis = alt.Axis(labelColor=ink(), labelLimit=240, labelFlush=False, grid=False)
    return alt.Y("theme:N", sort=themes, title=None, axis=axis)


def _ground(rows: Sequence[dict[str, str]]) -> alt.Chart:
    """A faint square for every topic in every session."""
    drawn: alt.Chart = alt.Chart({"values": rows}).mark_rect(
        color=ink(), opacity=0.05, stroke=ground(), aria=False, tooltip=None
    )
    return drawn


def _cells(words: Words, rows: Sequence[dict[str, Any]]) -> alt.Chart:
    """A square where something is said, which can be clicked."""
    label = words.map
    drawn: alt.Chart = (
        alt.Chart({"values": rows})
        .mark_rect(cursor="pointer", stroke=ground())
        .encode(
            color=alt.Color("count:Q", scale=alt.Scale(range=few_to_many()), legend=None),
            tooltip=[
                alt.Tooltip("theme:N", title=label.theme),
                alt.Tooltip("session:N", title=label.session),
                alt.Tooltip("count:Q", title=label.passages),
            ],
        )
        .add_params(alt.selection_point(name=_CELL, fields=["theme", "transcript"]))
    )
    return drawn


def _frame(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    """The frame around the cell that is chosen."""
    drawn: alt.Chart = alt.Chart({"values": rows}).mark_rect(
        fillOpacity=0, stroke=ink(), strokeWidth=3, aria=False, tooltip=None
    )
    return drawn


def _counts(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    """How many passages, where columns are wide enough to say it."""
    half = max(row["count"] for row in rows) / 2
    colour = alt.condition(f"datum.count > {half}", alt.value(ground()), alt.value(ink()))
    drawn: alt.Chart = (
        alt.Chart({"values": rows})
        .mark_text(fontSize=12, aria=False)
        .encode(text="count:Q", color=colour)
    )
    return drawn


def _selected(chosen: Callable[[str, str], None]) -> None:
    """Tell which cell was clicked; a click beside all cells chooses nothing."""
    for cell in st.session_state[_KEY].selection.get(_CELL, []):
        chosen(cell["theme"], cell["transcript"])
