"""One's own drafts: opened again, or deleted after a question."""

from functools import partial

import streamlit as st

from rag.drafting.store import Kept
from ui.drafting.office import OPEN, Office, go
from ui.plain import plain
from ui.shelf import local_time

_PAGE = 20  # drafts drawn at first, and more at each press
_SHOWN = "drafting_shown"  # in the session


def show_mine(office: Office) -> None:
    """List them, the last changed first."""
    label, found = office.words.drafting, office.drafts.of(office.whose)
    st.subheader(label.mine, anchor=False)
    st.caption(label.whose if office.room.lasting else label.not_lasting)
    if not found:
        st.write(label.none_yet)
    shown = st.session_state.get(_SHOWN, _PAGE)
    for kept in found[:shown]:
        _row(office, kept)
    if len(found) > shown:
        more = partial(st.session_state.update, {_SHOWN: shown + _PAGE})
        st.button(office.words.history.more, key="drafting_more", on_click=more)


def _row(office: Office, kept: Kept) -> None:
    label = office.words.drafting
    with st.container(border=True, key=f"drafting_mine_{kept.id}", gap="xsmall"):
        st.button(
            f"**{plain(kept.title)}**", key=f"drafting_open_{kept.id}", type="tertiary",
            on_click=partial(go, **{OPEN: kept.id}),
        )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="center"):
            changed = label.changed.format(local_time(kept.changed), kept.versions)
            st.caption(changed, width="stretch")
            if st.button(label.delete, key=f"drafting_delete_{kept.id}", type="tertiary"):
                _confirm(office, kept)


def _confirm(office: Office, kept: Kept) -> None:
    """Ask in a dialog; only its button deletes."""
    label = office.words.drafting

    @st.dialog(label.delete)
    def dialog() -> None:
        st.write(label.delete_question)
        st.markdown(f"**{plain(kept.title)}**")
        with st.container(horizontal=True, horizontal_alignment="right"):
            stay = st.button(office.words.cancel, key="cancel")
            act = partial(office.drafts.delete, kept.id, office.whose)
            sure = st.button(label.delete_now, key="confirm", type="primary", on_click=act)
            if sure or stay:
                st.rerun()

    dialog()
