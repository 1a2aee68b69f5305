"""A history as a picture: sessions from left to right, a lane for each stance.

Stances stand on a ladder from agreement to objection, joined by a line; what takes none (a fact, or
what cannot be told) stands below, apart from it and joined to nothing.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import altair as alt
import streamlit as st

from rag.catchup.found import Stance
from ui.catch.ink import STANCES, UNDECIDED, ink
from ui.words import Words

_LANE = 44  # pixels
_LADDER: tuple[Stance, ...] = ("agree", "proposal", "reservation", "concern")
_GAP = ""  # the lane between the ladder and what takes no stance
_NAMED = 10  # points among which names of turning points do not overlap


@dataclass(frozen=True, slots=True)
class Point:
    """A position of a history, as it is named on the page."""

    session: str
    stance: str
    turning: bool


def timeline(words: Words, points: Sequence[Point]) -> None:
    """Draw a point for each position; turning points are larger diamonds, named where few are."""
    label, stances = words.positions, words.board.stances
    ladder = [stances[one] for one in _LADDER]
    lanes = [*ladder, _GAP, stances["fact"], label.undecided]
    base = _places(words, points, lanes)
    named = [*stances.values(), label.undecided]
    colours = [*(STANCES[one] for one in stances), UNDECIDED]
    colour = alt.Color("stance:N", scale=alt.Scale(domain=named, range=colours), legend=None)
    taken = base.transform_filter(alt.FieldOneOfPredicate(field="stance", oneOf=ladder))
    steady, turning = (
        base.transform_filter(which) for which in ("!datum.turning", "datum.turning")
    )
    layers = [
        taken.mark_line(color=UNDECIDED, strokeWidth=1.5).encode(order="place:Q"),
        steady.mark_circle(size=140, opacity=1).encode(color=colour),
        turning.mark_point(shape="diamond", size=320, filled=True, opacity=1).encode(color=colour),
    ]
    if len(points) <= _NAMED:
        name = turning.mark_text(dy=-18, fontWeight="bold", color=ink())
        layers.append(name.encode(text=alt.value(label.turning)))
    drawn = alt.layer(*layers).properties(height=_LANE * len(lanes), description=label.picture)
    st.altair_chart(drawn, width="stretch", key="timeline")


def _places(words: Words, points: Sequence[Point], lanes: Sequence[str]) -> alt.Chart:
    """Where each point stands: its session in the order given, its stance's lane."""
    rows = [{"place": place} | asdict(one) for place, one in enumerate(points)]
    sessions = alt.Axis(labelAngle=-35, labelOverlap=True, labelLimit=140, labelColor=ink())
    stances = alt.Axis(grid=True, labelLimit=160, labelColor=ink())
    order = list(dict.fromkeys(point.session for point in points))
    drawn: alt.Chart = alt.Chart({"values": rows}).encode(
        x=alt.X("session:N", sort=order, title=None, axis=sessions),
        y=alt.Y("stance:N", scale=alt.Scale(domain=lanes), title=None, axis=stances),
        tooltip=[
            alt.Tooltip("session:N", title=words.positions.session),
            alt.Tooltip("stance:N", title=words.positions.stance),
        ],
    )
    return drawn
