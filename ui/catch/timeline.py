"""A history as a picture: sessions from left to right, a lane for each stance."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import altair as alt
import streamlit as st

from ui.words import Words

# as in board.css: legible on light and dark ground
_COLOURS = {
    "agree": "#1f7d4e",
    "concern": "#ca3732",
    "reservation": "#b07a12",
    "proposal": "#2c6fbc",
    "fact": "#6b7280",
}
_UNDECIDED = "#8a8f98"
_LANE = 44  # pixels


@dataclass(frozen=True, slots=True)
class Point:
    """One session of a history, as it is named on the page."""

    session: str
    stance: str
    turning: bool


def ink() -> str:
    """Colour of the page's text: what a chart takes by itself is too faint to read."""
    kind = "dark" if st.context.theme.type == "dark" else "light"
    return str(st.get_option(f"theme.{kind}.textColor"))


def timeline(words: Words, points: Sequence[Point]) -> None:
    """Draw a point for each session; turning points are larger diamonds with their name."""
    label = words.positions
    stances = words.board.stances
    lanes = [*stances.values(), label.undecided]
    rows = {"values": [{"place": place} | asdict(one) for place, one in enumerate(points)]}
    base = alt.Chart(rows).encode(
        x=alt.X(
            "session:N",
            sort=[point.session for point in points],
            title=None,
            axis=alt.Axis(labelAngle=-35, labelOverlap=True, labelLimit=140, labelColor=ink()),
        ),
        y=alt.Y(
            "stance:N",
            scale=alt.Scale(domain=lanes),
            title=None,
            axis=alt.Axis(grid=True, labelLimit=160, labelColor=ink()),
        ),
        tooltip=[
            alt.Tooltip("session:N", title=label.session),
            alt.Tooltip("stance:N", title=label.stance),
        ],
    )
    colour = alt.Color(
        "stance:N",
        scale=alt.Scale(domain=lanes, range=[*(_COLOURS[one] for one in stances), _UNDECIDED]),
        legend=None,
    )
    turning = base.transform_filter("datum.turning")
    drawn = alt.layer(
        base.mark_line(color=_UNDECIDED, strokeWidth=1.5).encode(order="place:Q"),
        base.transform_filter("!datum.turning")
        .mark_circle(size=140, opacity=1)
        .encode(color=colour),
        turning.mark_point(shape="diamond", size=320, filled=True, opacity=1).encode(color=colour),
        turning.mark_text(dy=-18, fontWeight="bold", color=ink()).encode(
            text=alt.value(label.turning)
        ),
    ).properties(height=_LANE * len(lanes), description=label.picture)
    st.altair_chart(drawn, width="stretch", key="timeline")
