"""What was asked and what was promised in all sessions, with what became of it."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from index.library import Library
from rag.catchup.derive import HOMEWORK, QUESTIONS, Overviews
from rag.catchup.found import Promise
from rag.catchup.matters import STANDINGS, Matter, Standing, given, matters
from ui.catch.address import go
from ui.catch.quote import quote
from ui.newest import newest
from ui.plain import plain
from ui.resources import summaries_of
from ui.room import Room
from ui.shelf import titles_of
from ui.words import Words

_PAGE = 15  # matters of one standing drawn at first, and more at each press
_SESSION, _STATE = "session", "state"  # in the address
_OF, _ONLY, _SHOWN = "catch_matters_of", "catch_matters_only", "catch_matters_shown"  # the session


def show(room: Room, words: Words) -> None:
    """Draw what nobody answered, then what was put off, then what is settled."""
    library = room.library
    overviews, order = Overviews(library), [one.id for one in newest(summaries_of(library))]
    asked, homework = overviews.each(QUESTIONS), overviews.library(HOMEWORK)
    if homework is None:
        st.info(words.catch_up.missing)
        return
    found = matters((one for name in order for one in asked.get(name, ())), homework.record, order)
    session, state = _filters(room, words, order)
    wanted = [
        one
        for one in found
        if session in (None, one.place.transcript) and state in (None, one.standing)
    ]
    if not wanted:
        st.info(words.matters.none)
    for standing in STANDINGS:
        inside = [one for one in wanted if one.standing == standing]
        if inside:
            _group(library, words, standing, inside)


def _filters(room: Room, words: Words, order: Sequence[str]) -> tuple[str | None, str | None]:
    """Draw the choices, and return the session and the standing that the address names."""
    label, titles = words.matters, titles_of(summaries_of(room.library))
    session, state = st.query_params.get(_SESSION), st.query_params.get(_STATE)
    st.session_state[_OF] = session if session in titles else None
    st.session_state[_ONLY] = state if state in STANDINGS else None
    st.selectbox(
        words.catch_up.session,
        order,
        index=None,
        format_func=titles.__getitem__,
        placeholder=label.everywhere,
        key=_OF,
        on_change=_choose,
    )
    st.pills(
        label.only,
        STANDINGS,
        format_func=label.standings.__getitem__,
        key=_ONLY,
        on_change=_choose,
        label_visibility="collapsed",
    )
    return st.session_state[_OF], st.session_state[_ONLY]


def _choose() -> None:
    go("questions", session=st.session_state[_OF], state=st.session_state[_ONLY])


def _group(library: Library, words: Words, standing: Standing, found: Sequence[Matter]) -> None:
    label, key = words.matters, f"{_SHOWN}_{standing}"
    shown = st.session_state.get(key, _PAGE)
    st.subheader(label.count.format(label.standings[standing], len(found)), anchor=False)
    for one in found[:shown]:
        st.markdown(_item(library, words, one))
    if len(found) > shown:
        more = partial(st.session_state.update, {key: shown + _PAGE})
        st.button(words.history.more, key=f"{key}_more", on_click=more)


def _item(library: Library, words: Words, one: Matter) -> str:
    """An item of a list in Markdown, what came of it below it."""
    label = words.matters
    if one.question is None:
        lines = _promise(library, words, one.promise) if one.promise else []
    else:
        told = label.put_off if one.question.state == "promised" else label.answer
        promised = given(one.promise) if one.promise else None
        lines = [f"**{label.question}** {quote(library, words, one.place)}"]
        lines += [
            f"**{told}** {quote(library, words, answer)}"
            for answer in one.question.answers
            if answer != promised
        ]
        lines += _promise(library, words, one.promise) if one.promise else []
    return "\n".join(f"{'    ' if below else ''}- {line}" for below, line in enumerate(lines))


def _promise(library: Library, words: Words, promise: Promise) -> list[str]:
    label = words.matters
    due = f" · {label.due.format(plain(promise.due))}" if promise.due else ""
    told = f"**{label.promise}** {label.by.format(plain(promise.by))}{due}"
    lines = [f"{told}  \n{quote(library, words, promise.place)}"]
    if promise.accepted:
        lines.append(f"**{label.accepted}** {quote(library, words, promise.accepted)}")
    if promise.kept:
        lines.append(f"**{label.reported}** {quote(library, words, promise.kept)}")
    return lines
