"""The versions of a draft: looked at, and made the newest again."""

from functools import partial

import streamlit as st

from rag.drafting.records import Draft, Heading
from rag.drafting.store import Version
from ui.drafting.editing import Editing
from ui.drafting.office import Office
from ui.plain import plain
from ui.shelf import local_time


def show_versions(office: Office, editing: Editing) -> None:
    """Draw the choice of a version and its words."""
    label = office.words.drafting
    kept = {one.number: one for one in office.drafts.versions(editing.name, office.whose)}

    def named(number: int) -> str:
        version: Version = kept[number]
        return label.version.format(number, local_time(version.saved))

    number = st.selectbox(
        label.versions, list(kept), format_func=named, key=f"drafting_version_{editing.name}"
    )
    draft = office.drafts.read(editing.name, office.whose, number)
    if draft is None:
        return
    if number != max(kept):
        if editing.is_changed:
            st.caption(label.save_first)
        st.button(
            label.restore, key="drafting_restore", icon=":material/history:",
            disabled=editing.is_changed,
            on_click=partial(_restore, office, editing.name, number),
        )  # fmt: skip
    with st.container(border=True, key="drafting_old"):
        st.markdown(_written(draft))


def _restore(office: Office, name: str, number: int) -> None:
    office.drafts.restore(name, office.whose, number)


def _written(draft: Draft) -> str:
    """The words of a version as Markdown."""
    lines = [f"**{plain(draft.title)}**"]
    for block in draft.blocks:
        if isinstance(block, Heading):
            lines.append(f"**{plain(block.words)}**")
        else:
            marks = "".join(f"\\[{one.number}\\]" for one in block.citations)
            lines.append(f"{plain(block.words)}{marks}")
    return "\n\n".join(lines)
