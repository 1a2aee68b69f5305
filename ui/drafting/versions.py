"""The versions of a draft: looked at, and made the newest again."""

from functools import partial

import streamlit as st

from rag.drafting.records import Checked, Draft, Heading
from rag.drafting.revising import examined, honest, is_proven, verdict_of
from rag.drafting.store import Version
from ui.drafting.editing import Editing
from ui.drafting.office import Office
from ui.drafting.settling import PATIENCE
from ui.drafting.verdict import verdict
from ui.plain import plain
from ui.room import Room
from ui.shelf import local_time
from ui.task import Task, await_end
from ui.words import Words

Verdicts = tuple[Checked, ...]


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
    key = "version", editing.name, number, office.room.library.generation
    task = office.tasks.of(key, partial(_examine, office.room, draft))
    if not task.wait(PATIENCE):
        await_end(task, label.checking)
        return
    with st.container(border=True, key="drafting_old"):
        st.markdown(_written(office.words, draft, task.result()))


def _examine(room: Room, draft: Draft, task: Task[Verdicts]) -> Verdicts:
    return examined(draft, room.library, room.encoder)


def _restore(office: Office, name: str, number: int) -> None:
    office.drafts.restore(name, office.whose, number)


def _written(words: Words, draft: Draft, found: Verdicts) -> str:
    """The words of a version as Markdown, with the footnotes that stand; verdicts on the others."""
    lines = [f"**{plain(draft.title)}**"]
    rest = iter(found)
    for block in honest(draft, found).blocks:
        if isinstance(block, Heading):
            lines.append(f"**{plain(block.words)}**")
            continue
        one = next(rest)
        marks = "".join(f"\\[{cited.number}\\]" for cited in block.citations)
        if not is_proven(one):
            moved = f":orange[:material/warning:] **{words.drafting.moved}**"
            marks = f"　{moved if verdict_of(one) == 'moved' else verdict(words, one)}"
        lines.append(f"{plain(block.words)}{marks}")
    return "\n\n".join(lines)
