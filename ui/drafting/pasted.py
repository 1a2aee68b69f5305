"""The quote checker: any text that is pasted, sentence by sentence against the transcripts."""

from collections.abc import Hashable
from functools import partial

import streamlit as st

from index.errors import HatsugenError
from rag.drafting.check import checked
from rag.drafting.records import Checked
from ui.drafting.office import Office, show_error
from ui.drafting.verdict import passages, show_counts, verdict_line
from ui.plain import plain
from ui.room import Room
from ui.task import Task, show_progress

_MOST = 20_000  # characters of one text
_TEXT, _TYPED = "drafting_pasted", "drafting_typed"  # in the session; widgets forget elsewhere

Results = tuple[Checked, ...]


def show_checker(office: Office) -> None:
    """Draw the field, and what was found of the text that was checked last."""
    label = office.words.drafting
    st.write(label.check_intro)
    with st.form("drafting_check"):
        st.session_state.setdefault(_TYPED, st.session_state.get(_TEXT, ""))
        hint = label.pasted_hint.format(f"{_MOST:,}")
        text = st.text_area(label.pasted, height=200, placeholder=hint, key=_TYPED)
        asked = st.form_submit_button(label.check, type="primary", icon=":material/fact_check:")
    key = "pasted", office.whose
    if len(text) > _MOST:  # a field with a limit of its own cuts what is pasted, and says nothing
        st.warning(label.too_long.format(f"{len(text):,}", f"{_MOST:,}"))
        return
    if asked and text.strip():
        st.session_state[_TEXT] = text
        office.tasks.forget(key)
        office.tasks.of(key, partial(_check, office.room, text))
    task: Task[Results] | None = office.tasks.known(key)
    if task and task.running:
        show_progress(office.words, task, label.checking)
    elif task:
        _results(office, task, key)


def _check(room: Room, text: str, task: Task[Results]) -> Results:
    return checked(
        text, room.library, room.encoder, on_progress=task.report, stop=lambda: task.stopping
    )


def _results(office: Office, task: Task[Results], key: Hashable) -> None:
    label = office.words.drafting
    try:
        found = task.result()
    except HatsugenError as error:
        office.tasks.forget(key)  # what went wrong is told once, and not at the next visit again
        show_error(office.words, error)
        return
    st.subheader(label.results, anchor=False)
    if not found:
        st.write(label.no_sentence)
        return
    show_counts(office.words, found)
    for number, one in enumerate(found):
        with st.container(key=f"drafting_result_{number}", border=True):
            left, right = st.columns([1, 1], gap="medium")
            left.markdown(f"{plain(one.sentence)}\n\n{verdict_line(office.words, one)}")
            right.markdown(passages(office.room.library, office.words, one))
