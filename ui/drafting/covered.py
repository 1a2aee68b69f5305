"""What a draft represents of what was said, and what it leaves out, each added by a button."""

from functools import partial

import streamlit as st

from index.errors import HatsugenError
from rag.drafting.coverage import Coverage, Share, coverage
from rag.drafting.records import Draft, Sentence
from rag.drafting.revising import examined, honest
from ui.drafting.editing import Editing
from ui.drafting.office import Office, show_error
from ui.drafting.passage import spot
from ui.plain import plain
from ui.room import Room
from ui.task import Task, await_end


def show_coverage(office: Office, editing: Editing) -> None:
    """Draw the coverage of the version that is saved; it is worked out once a version."""
    label, room = office.words.drafting, office.room
    key = "coverage", editing.name, editing.version, room.library.generation
    task = office.tasks.of(key, partial(_cover, room, editing.draft))
    if task.running:
        await_end(task, label.covering)
        return
    try:
        found = task.result()
    except HatsugenError as error:
        show_error(office.words, error)
        return
    if editing.is_changed:
        st.caption(label.of_saved)
    _shares(office, found)
    _left_out(office, editing, found)


def _cover(room: Room, draft: Draft, task: Task[Coverage]) -> Coverage:
    """Coverage by what is proven: no sentence stands for what it says otherwise."""
    proven = honest(draft, examined(draft, room.library, room.encoder))
    return coverage(proven, room.library, room.encoder)


def _shares(office: Office, found: Coverage) -> None:
    label = office.words.drafting
    with st.container(horizontal=True, key="drafting_shares"):
        for name, share in (
            (office.words.turns, found.turns),
            (office.words.speakers, found.speakers),
            (label.represented, found.sentences),
        ):
            st.metric(name, f"{share.part:.0%}", _of(share), delta_color="off", delta_arrow="off")
    st.caption(label.represented_help)
    st.subheader(label.topics, anchor=False)
    for topic in found.topics:
        name = plain(topic.name) or label.unnamed
        st.progress(topic.share.part, f"{name}　{topic.share.part:.0%}（{_of(topic.share)}）")


def _of(share: Share) -> str:
    return f"{share.done:,} / {share.of:,}"


def _left_out(office: Office, editing: Editing, found: Coverage) -> None:
    label = office.words.drafting
    st.subheader(label.left_out, anchor=False)
    if not found.left_out:
        st.write(label.nothing_left_out)
    held = {
        (one.transcript, one.span)
        for row in editing.rows
        if isinstance(row.block, Sentence)
        for one in row.block.citations
    }
    for place, sentence in enumerate(found.left_out):
        [citation] = sentence.citations
        is_held = (citation.transcript, citation.span) in held
        with st.container(border=True, key=f"drafting_left_{place}", gap="xsmall"):
            words = f"[{plain(sentence.words)}]({citation.address})"
            st.markdown(f"{words}  \n{spot(office.words, citation)}")
            st.button(
                label.added if is_held else label.add,
                key=f"drafting_add_{place}",
                icon=":material/check:" if is_held else ":material/add:",
                disabled=is_held,
                on_click=partial(_add, office, editing, sentence),
            )


def _add(office: Office, editing: Editing, sentence: Sentence) -> None:
    with office.room.library.reading() as view:
        editing.add(sentence, view.snapshot.people)
