"""All speakers, each once, and joining and telling apart any of them by hand."""

from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path

import streamlit as st

from index.roster import Person
from ui.desk import JOINED, PARTED, Desk, key_of
from ui.plain import plain
from ui.proposed import written
from ui.words import Words

_STYLE = Path(__file__).parent / "static" / "people.css"


def table(words: Words, people: Sequence[Person]) -> None:
    """Draw a row for each entry, on a phone a card."""
    label = words.people
    heads = (
        label.name, label.labels, label.office, label.sessions, words.turns, label.characters,
        label.share, label.called,
    )  # fmt: skip
    rows = "".join(_row(words, person, heads[1:]) for person in people)
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    st.html(_STYLE)
    st.html(f'<table class="people"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>')
    st.caption(label.share_note)


def _row(words: Words, person: Person, heads: Sequence[str]) -> str:
    """HTML of a row; what the transcripts say is escaped."""
    called = [words.people.times.format(*form) for form in person.called]
    cells = (
        _lines(person.written),
        _lines((*person.roles, *person.affiliations)),
        f"{len(person.sessions):,}",
        f"{person.turns:,}",
        f"{person.characters:,}",
        f'<span><meter value="{person.share:.3f}"></meter> {person.share:.0%}</span>',
        _lines(called),
    )
    drawn = "".join(
        f'<td data-head="{escape(head)}">{cell}</td>'
        for head, cell in zip(heads, cells, strict=True)
    )
    return f'<tr><th scope="row">{escape(person.name)}</th>{drawn}</tr>'


def _lines(pieces: Sequence[str]) -> str:
    return "<br>".join(escape(piece) for piece in pieces)


def join(words: Words, desk: Desk, people: Sequence[Person]) -> None:
    """Draw what joins entries, or gives one another name."""
    label = words.people
    with st.expander(label.join):
        st.caption(label.join_note)
        chosen = st.multiselect(
            label.join_label, [person.name for person in people], placeholder=label.choose,
            select_all=False, key=JOINED,
        )  # fmt: skip
        joined = [person for person in people if person.name in chosen]
        most = max(joined, key=lambda person: person.turns).name if joined else ""
        typed = st.text_input(label.join_name, most, key=f"people_name_{key_of(chosen)}")
        name = " ".join(typed.split())
        taken = name in {person.name for person in people} - set(chosen)
        if taken:
            st.warning(label.taken.format(plain(name)))
        labels = [key for person in joined for key in person.keys]
        idle = taken or not name or chosen in ([], [name])
        act = partial(desk.join, labels, name)
        st.button(label.join_button, disabled=idle, key="people_do_join", on_click=act)


def part(words: Words, desk: Desk, people: Sequence[Person]) -> None:
    """Draw what takes labels out of an entry."""
    label = words.people
    several = {person.name: person.keys for person in people if len(person.keys) > 1}
    with st.expander(label.split):
        if not several:
            st.caption(label.split_done)
            return
        name = st.selectbox(
            label.split_label, list(several), index=None, placeholder=label.choose, key=PARTED
        )
        labels = several.get(name or "", ())
        chosen = st.multiselect(
            label.split_out, labels, format_func=partial(written, words),
            placeholder=label.choose, select_all=False,
            disabled=not labels, key=f"people_labels_{key_of(labels)}",
        )  # fmt: skip
        st.button(
            label.split_button, disabled=not 0 < len(chosen) < len(labels),
            key="people_do_split", on_click=partial(desk.part, [chosen]),
        )  # fmt: skip
