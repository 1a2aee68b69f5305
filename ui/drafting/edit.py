"""The text of a draft, each sentence in a field of its own with what proves it beside it."""

from functools import partial
from itertools import count

import streamlit as st

from rag.drafting.records import Heading
from rag.drafting.revising import is_proven
from rag.records import Citation
from ui.drafting.editing import Editing, Row
from ui.drafting.office import Office
from ui.drafting.settling import settle
from ui.drafting.verdict import footnotes, passages, show_counts, verdict_line
from ui.plain import plain
from ui.sentences import told
from ui.task import await_end

_SENTENCE, _HEADING = 2_000, 200  # characters


def show_text(office: Office, editing: Editing) -> None:
    """Draw every row; what is typed is checked as soon as a field is left."""
    label = office.words.drafting
    work = settle(office, editing)
    with st.container():  # of its own, so that nothing below moves when it grows
        _head(office, editing)
        if work:
            await_end(work, label.checking)
    cited = editing.citations
    numbers = count(1)
    for slot in editing.slots:
        with st.container():
            for row in slot:
                if isinstance(row.block, Heading):
                    _heading(office, editing, row, row.block.level)
                else:
                    _sentence(office, editing, row, next(numbers), cited[row.id])
    st.button(label.append, key="drafting_append", icon=":material/add:", on_click=editing.append)


def _head(office: Office, editing: Editing) -> None:
    """Draw what the draft says of itself, and how many sentences have which verdict."""
    for note in editing.draft.notes:
        st.caption(plain(told(office.words, note)))
    if editing.rows:
        show_counts(office.words, [row.found for row in editing.rows if row.found])
        st.caption(office.words.drafting.how_to_edit)


def _key(editing: Editing, row: Row) -> str:
    return f"drafting_words_{editing.token}_{row.id}"


def _heading(office: Office, editing: Editing, row: Row, level: int) -> None:
    key = _key(editing, row)
    st.session_state.setdefault(key, row.block.words)
    with st.container(key=f"drafting_heading_{level}_{editing.token}_{row.id}"):
        st.text_area(
            office.words.drafting.heading_field, max_chars=_HEADING, key=key, height="content",
            label_visibility="collapsed", on_change=partial(_take, editing, row, key),
        )  # fmt: skip


def _sentence(
    office: Office, editing: Editing, row: Row, number: int, cited: tuple[Citation, ...]
) -> None:
    key = _key(editing, row)
    st.session_state.setdefault(key, row.block.words)
    with st.container(key=f"drafting_row_{editing.token}_{row.id}"):
        left, right = st.columns([11, 9], gap="medium")
        with left:
            st.text_area(
                office.words.drafting.sentence_field.format(number), max_chars=_SENTENCE, key=key,
                height="content", label_visibility="collapsed",
                on_change=partial(_take, editing, row, key),
            )  # fmt: skip
        stands = row.found is None or is_proven(row.found)
        state = "proven" if stands else "amber"
        with right, st.container(key=f"drafting_{state}_{editing.token}_{row.id}", gap="xsmall"):
            _proof(office, row, cited)
            _actions(office, editing, row)


def _proof(office: Office, row: Row, cited: tuple[Citation, ...]) -> None:
    """Draw the verdict, the footnotes, and where these do not say it all, the passages."""
    label, library, found = office.words.drafting, office.room.library, row.found
    if not row.block.words:
        return
    parts = [verdict_line(office.words, found) if found else label.unchecked]
    if found and found.moved:
        parts.append(f":material/warning: **{label.moved}**")
    if cited:
        parts.append(footnotes(office.words, cited))
    if found and (found.verdict != "exact" or found.moved):
        parts.append(passages(library, office.words, found))
    st.markdown("\n\n".join(part for part in parts if part))


def _actions(office: Office, editing: Editing, row: Row) -> None:
    label, found = office.words.drafting, row.found
    with st.container(horizontal=True, gap="small"):
        if found and found.moved and found.verdict in ("exact", "paraphrase"):
            st.button(
                label.cite, key=f"drafting_cite_{editing.token}_{row.id}",
                icon=":material/link:", on_click=partial(editing.cite, row),
            )  # fmt: skip
        st.button(
            label.remove, key=f"drafting_remove_{editing.token}_{row.id}", type="tertiary",
            icon=":material/close:", on_click=partial(editing.remove, row),
        )  # fmt: skip


def _take(editing: Editing, row: Row, key: str) -> None:
    """Take what was typed; a field that was cut into several sentences keeps the first."""
    editing.edit(row, st.session_state[key])
    st.session_state[key] = row.block.words
