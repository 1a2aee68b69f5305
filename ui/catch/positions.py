"""Position history: what one person says on a topic from session to session, and where it turns."""

from collections.abc import Sequence

import streamlit as st

from index.catalogue import Summary
from rag.catchup.found import History, Position
from ui.catch.address import go
from ui.catch.quote import quote
from ui.catch.sessions import session_names
from ui.catch.timeline import Point, timeline
from ui.catch.topic import on_topic
from ui.plain import plain
from ui.resources import summaries_of
from ui.room import Room
from ui.words import Words

_WHO = "who"  # in the address: "catch-up?view=positions&topic=運賃&who=水野"
_CHOSEN, _ALL = "catch_positions_who", "catch_positions_all"  # in the session
_SHOWN = 20  # sessions listed at first: fewer than `ui.resources` keeps open


def show(room: Room, words: Words) -> None:
    """Choose a topic and a person, and draw the person's history, as a picture and as a list."""
    label = words.positions
    with st.container(key="wide"):
        found = on_topic(room, words, "positions")
        if found is None:
            return
        if not found.histories:
            st.info(label.nothing.format(plain(found.topic)))
            return
        history = _chosen(words, found.topic, people(found.histories))
        turning = sum(one.turning for one in history.positions)
        sessions = len({one.place.transcript for one in history.positions})
        st.write(label.told.format(sessions, turning))
        if len(history.positions) > 1:
            timeline(words, points(words, summaries_of(room.library), history.positions))
        _list(room, words, found.topic, history)
        st.caption(label.note)


def people(histories: Sequence[History]) -> dict[str, History]:
    """Histories by name, those first that turn, and that take the most stances; facts are none."""

    def weight(history: History) -> tuple[int, int, int]:
        own = history.positions
        taken = sum(one.stance not in (None, "fact") for one in own)
        return sum(one.turning for one in own), taken, len(own)

    return {one.person: one for one in sorted(histories, key=weight, reverse=True)}


def points(
    words: Words, summaries: Sequence[Summary], positions: Sequence[Position]
) -> list[Point]:
    """What the picture shows of positions."""
    names = session_names(words, summaries, [one.place.transcript for one in positions])
    return [
        Point(names[one.place.transcript], stance_label(words, one), one.turning)
        for one in positions
    ]


def stance_label(words: Words, position: Position) -> str:
    """Name of a position's stance."""
    if position.stance is None:
        return words.positions.undecided
    return words.board.stances[position.stance]


def _chosen(words: Words, topic: str, histories: dict[str, History]) -> History:
    """Draw the choice of a person, which the address keeps."""
    asked = st.query_params.get(_WHO)
    name = asked if asked in histories else next(iter(histories))
    st.session_state[_CHOSEN] = name
    st.selectbox(
        words.positions.person,
        list(histories),
        key=_CHOSEN,
        on_change=lambda: go("positions", topic=topic, who=st.session_state[_CHOSEN]),
    )
    return histories[name]


def _list(room: Room, words: Words, topic: str, history: History) -> None:
    """Draw the list, of a long history its first part; each quote opens a transcript."""
    here = (topic, history.person)
    shown = None if st.session_state.get(_ALL) == here else _SHOWN
    st.markdown("\n".join(_rows(room, words, history.positions[:shown])))
    if shown and shown < len(history.positions):
        st.button(
            words.history.more,
            key="positions_more",
            on_click=lambda: st.session_state.update({_ALL: here}),
        )


def _rows(room: Room, words: Words, positions: Sequence[Position]) -> list[str]:
    rows = []
    for one in positions:
        told = f"**{stance_label(words, one)}**"
        if one.turning:
            told += f" · :material/turn_right: **{words.positions.turning}**"
        rows.append(f"1. {told}  \n   {quote(room.library, words, one.place)}")
    return rows
