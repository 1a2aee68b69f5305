"""A draft in the making: begun, watched, and opened when it is there."""

from functools import partial

import streamlit as st

from index.errors import HatsugenError
from rag.drafting.compose import draft
from rag.drafting.records import Choice
from rag.writer import Writer
from ui.drafting.office import OPEN, Office, go, show_error
from ui.task import Task, show_progress


def begin(office: Office, choice: Choice) -> None:
    """Begin a draft, and draw the page again with its progress.

    Raises:
        ModelError: the language model that is to write cannot be used.
    """
    model = office.model
    writer = office.room.models.writer(model, "replace") if model else None
    office.tasks.of(_key(office), partial(_make, office, choice, writer))
    st.rerun()


def show_making(office: Office) -> bool:
    """Draw a draft in the making, and open it when it is there; tells whether there is one."""
    task: Task[str] | None = office.tasks.known(_key(office))
    if task is None:
        return False
    if task.running:
        show_progress(office.words, task, office.words.drafting.making)
        return True
    office.tasks.forget(_key(office))
    try:
        go(**{OPEN: task.result()})
    except HatsugenError as error:
        show_error(office.words, error)
        return False
    st.rerun()
    return True


def _key(office: Office) -> tuple[str, str]:
    return "making", office.whose


def _make(office: Office, choice: Choice, writer: Writer | None, task: Task[str]) -> str:
    """Compose a draft and keep it; returns its id."""
    made = draft(
        office.room.library, office.room.encoder, choice, writer,
        on_progress=task.report, stop=lambda: task.stopping,
    )  # fmt: skip
    return office.drafts.keep(office.whose, made)
