"""A draft taken along: for Word, as Markdown, as plain text, and its evidence as a table."""

import re
from functools import partial

import streamlit as st

from rag.drafting.export import Kind, exported
from rag.drafting.records import Checked, Sentence
from rag.drafting.revising import honest, is_proven
from ui.drafting.editing import Editing
from ui.drafting.office import Office
from ui.drafting.settling import settle
from ui.drawing import app_address
from ui.task import await_end

_TYPES: dict[Kind, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown",
    "txt": "text/plain",
    "csv": "text/csv",
}
_NAME = 40  # characters of a file's name


def show_export(office: Office, editing: Editing) -> None:
    """Draw a button a kind of file; what is exported is what stands on the page."""
    label = office.words.drafting
    work = settle(office, editing)
    if work:
        await_end(work, label.checking)
        return
    found = _found(editing)
    unproven = sum(not is_proven(one) for one in found)
    if unproven:
        st.warning(label.unproven.format(unproven), icon=":material/warning:")
    st.caption(label.exported)
    draft = honest(editing.current, found)
    for kind, media in _TYPES.items():
        st.download_button(
            label.kinds[kind],
            data=partial(exported, draft, kind, app_address(), found),
            file_name=f"{_file_name(draft.title)}.{kind}",
            mime=media,
            key=f"drafting_export_{kind}",
            icon=":material/download:",
            on_click="ignore",
        )


def _found(editing: Editing) -> list[Checked]:
    """What was found of each sentence, in order."""
    return [row.found for row in editing.rows if isinstance(row.block, Sentence) and row.found]


def _file_name(title: str) -> str:
    return "-".join(re.findall(r"\w+", title))[:_NAME].strip("-") or "draft"
