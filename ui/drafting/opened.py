"""An open draft: its title, what is not saved yet, and the parts of the page."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from ui.drafting.covered import show_coverage
from ui.drafting.edit import show_text
from ui.drafting.editing import Editing
from ui.drafting.export import show_export
from ui.drafting.office import Office, go
from ui.drafting.versions import show_versions

_OPENED = "drafting_opened"  # in the session: what is being edited, by the draft's id
_TITLE = 120  # characters

_PARTS: dict[str, Callable[[Office, Editing], None]] = {
    "text": show_text,
    "coverage": show_coverage,
    "export": show_export,
    "versions": show_versions,
}


def show_opened(office: Office, name: str) -> None:
    """Draw a draft of the reader's own."""
    label = office.words.drafting
    st.button(
        label.back, key="drafting_back", type="tertiary", icon=":material/arrow_back:",
        on_click=go,
    )  # fmt: skip
    editing = _editing(office, name)
    if editing is None:
        st.warning(label.not_yours)
        return
    _title(office, editing)
    _save(office, editing)
    part = st.segmented_control(
        label.part, list(_PARTS), default="text", required=True,
        format_func=label.parts.__getitem__, key="drafting_part", label_visibility="collapsed",
    )  # fmt: skip
    _PARTS[part or "text"](office, editing)


def _editing(office: Office, name: str) -> Editing | None:
    """What is being edited; begun with the newest version, where nothing unsaved stands."""
    opened: dict[str, Editing] = st.session_state.setdefault(_OPENED, {})
    versions = office.drafts.versions(name, office.whose)
    if not versions:
        opened.pop(name, None)
        return None
    known = opened.get(name)
    if known and (known.is_changed or known.version == versions[0].number):
        return known
    draft = office.drafts.read(name, office.whose)
    if draft is None:
        return None
    opened[name] = Editing.of(name, versions[0].number, draft, office.room.library.generation)
    return opened[name]


def discard(name: str) -> None:
    """Forget what was not saved of a draft."""
    st.session_state.get(_OPENED, {}).pop(name, None)


def _title(office: Office, editing: Editing) -> None:
    key = f"drafting_title_{editing.token}"
    st.session_state.setdefault(key, editing.title)

    def take() -> None:
        editing.title = " ".join(st.session_state[key].split()) or editing.title
        st.session_state[key] = editing.title

    st.text_input(office.words.drafting.title, max_chars=_TITLE, key=key, on_change=take)


def _save(office: Office, editing: Editing) -> None:
    label, changed = office.words.drafting, editing.is_changed
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            label.save, key="drafting_save", type="primary", icon=":material/save:",
            disabled=not changed, on_click=partial(_keep, office, editing),
        )  # fmt: skip
        st.button(
            label.discard, key="drafting_discard", icon=":material/undo:", disabled=not changed,
            on_click=partial(discard, editing.name),
        )  # fmt: skip
        st.caption((label.unsaved if changed else label.saved).format(editing.version))


def _keep(office: Office, editing: Editing) -> None:
    made = editing.current
    number = office.drafts.save(editing.name, office.whose, made)
    if number:
        editing.draft, editing.version = made, number
