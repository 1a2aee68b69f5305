"""Citations that readers found wrong: an editor makes evaluation questions of them."""

from functools import partial

import streamlit as st
from streamlit.navigation.page import Page

from index.errors import HatsugenError, UnknownTranscript
from index.storage import GOLD
from index.view import View
from rag.evaluation.evidence import Evidence
from rag.evaluation.reports import Report, accept, find_passage, passage_at
from ui.kept import reports
from ui.place import place_in
from ui.plain import plain
from ui.problem import show_problem
from ui.room import Room
from ui.source import where
from ui.words import Words

_OUTCOME = "report_outcome"  # in the session


def show(room: Room, words: Words) -> None:
    """Draw the page."""
    labels = words.reports
    with st.container(key="wide"):
        st.title(labels.heading, anchor=False)
        st.write(labels.explain)
        st.code(f"{room.library.folder.name}/{GOLD}", language=None)
        outcome: str | HatsugenError | None = st.session_state.pop(_OUTCOME, None)
        if isinstance(outcome, HatsugenError):
            show_problem(words, outcome)
        elif outcome:
            st.toast(outcome)
        found = reports.waiting(room.store)
        if not found:
            st.info(labels.none)
        for report in found:
            _report(report, room, words)


def way(room: Room, words: Words, page: Page) -> None:
    """Draw the link to this page, where something waits for an editor."""
    count = len(reports.waiting(room.store))
    if count:
        st.page_link(page, label=words.reports.link.format(count), icon=":material/flag:")


def _report(report: Report, room: Room, words: Words) -> None:
    labels, cited = words.reports, report.citation
    with st.container(border=True, key=report.id):
        st.caption(labels.made.format(words.day(report.when[:10])))
        st.markdown(f"**{plain(report.question)}**")
        place = where(words, cited.session, cited.date, cited.turn, cited.page)
        who = plain(cited.speaker or words.front)
        quote = plain(cited.quote)
        st.markdown(f"{labels.cited}: **{who}** {plain(place)}  \n「[{quote}]({cited.address})」")
        if report.comment:
            st.markdown(f"{labels.comment}: {plain(report.comment)}")
        given = st.text_area(
            labels.right,
            report.passage or "",
            placeholder=labels.right_hint,
            key=f"right_{report.id}",
            max_chars=reports.MAX_PASSAGE,
        )
        evidence = _find(given, report, room, words)
        with st.container(horizontal=True):
            st.button(
                labels.accept,
                type="primary",
                disabled=evidence is None,
                key=f"accept_{report.id}",
                on_click=partial(_accept, report, room, words, given),
            )
            st.button(
                labels.unanswerable,
                key=f"unanswerable_{report.id}",
                on_click=partial(_accept, report, room, words, None),
            )
            st.button(
                labels.refuse,
                type="tertiary",
                key=f"refuse_{report.id}",
                on_click=partial(_refuse, report, room, words),
            )


def _find(given: str, report: Report, room: Room, words: Words) -> Evidence | None:
    """Find the right passage and say where it stands, or that it stands nowhere."""
    if not given.strip():
        return None
    with room.library.reading() as view:
        found = _passage(view, given, report)
        if found is None:
            st.warning(words.reports.not_found, icon=":material/search_off:")
            return None
        title = view.transcript(found.transcript).header.title
    told = " · ".join((title, found.speaker or words.front, words.turn.format(found.turn)))
    st.success(f"{words.reports.found_at}: {plain(told)}", icon=":material/check_circle:")
    return found


def _passage(view: View, given: str, report: Report) -> Evidence | None:
    """The passage that is given by its words or by a link."""
    place = place_in(given)
    if place is None:
        return find_passage(view, given, report.citation.transcript)
    if place.span is None:
        return None
    try:
        return passage_at(
            view, place.transcript, place.span, place.check, words=place.words, by=place.by
        )
    except UnknownTranscript:
        return None


def _accept(
    report: Report,
    room: Room,
    words: Words,
    given: str | None,
) -> None:
    """Add the report with the passage that was given, or as answered nowhere.

    The passage is found again: the library may have changed since the page was drawn.
    """
    path = room.library.folder / GOLD
    try:
        with room.library.reading() as view:
            evidence = _passage(view, given, report) if given else None
            accept(path, view, report, evidence, unanswerable=given is None)
    except HatsugenError as error:
        st.session_state[_OUTCOME] = error
        return
    reports.close(room.store, report.id, "accepted")
    st.session_state[_OUTCOME] = words.reports.accepted


def _refuse(report: Report, room: Room, words: Words) -> None:
    reports.close(room.store, report.id, "refused")
    st.session_state[_OUTCOME] = words.reports.refused
