"""What a draft is to be of, its form and its length."""

import streamlit as st

from rag.drafting.records import FORMS, LENGTHS, Choice
from ui.conditions import names
from ui.drafting.making import begin
from ui.drafting.office import Office
from ui.newest import newest
from ui.plain import plain
from ui.resources import summaries_of
from ui.shelf import titles_of

_TOPIC = 200  # characters


def choose(office: Office) -> None:
    """Draw the choice; its button begins the draft."""
    label, words = office.words.drafting, office.words
    summaries = newest(summaries_of(office.room.library))
    titles = titles_of(summaries)
    with st.form("drafting_choice"):
        form = st.radio(
            label.form,
            FORMS,
            format_func=label.forms.__getitem__,
            captions=[label.form_helps[one] for one in FORMS],
            key="drafting_form",
        )
        length = st.radio(
            label.length,
            LENGTHS,
            index=LENGTHS.index("half"),
            format_func=label.lengths.__getitem__,
            horizontal=True,
            key="drafting_length",
        )
        sessions = st.multiselect(
            words.transcript, list(titles), format_func=titles.__getitem__,
            placeholder=words.any_transcript, select_all=False, key="drafting_sessions",
        )  # fmt: skip
        speakers = st.multiselect(
            words.speaker, names(summaries), placeholder=words.any_speaker, select_all=False,
            key="drafting_speakers",
        )  # fmt: skip
        topic = st.text_input(
            label.topic, max_chars=_TOPIC, placeholder=label.topic_hint, key="drafting_topic"
        )
        _say_who_writes(office)
        asked = st.form_submit_button(label.make, type="primary", icon=":material/edit_note:")
    if asked:
        begin(office, Choice(form, length, tuple(sessions), tuple(speakers), topic.strip()))


def _say_who_writes(office: Office) -> None:
    label, model = office.words.drafting, office.model
    st.caption(label.written.format(plain(model)) if model else label.quoted)
