"""What may be wrong with a transcript, in the reader's language, with what can be done about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from index.catalogue import Summary
from index.encode import Encoder
from index.errors import HatsugenError
from index.findings import Finding
from index.library import Library
from index.review import dismiss
from ui.plain import plain
from ui.words import Words

_PROBLEM = "finding_problem"  # in the session
_OF_HEADER = ("session_missing", "date_missing")


@dataclass(frozen=True, slots=True)
class Actions:
    """What the page can do about a finding, besides opening its place."""

    library: Library
    encoder: Encoder
    titles: dict[str, str]  # by transcript
    open_card: Callable[[str], None]  # shows a transcript's header to be filled in
    remove: Callable[[str], None]  # asks first
    busy: bool  # the library is being written: nothing else can be now


def sentence(words: Words, finding: Finding, titles: dict[str, str]) -> str:
    """Say what was found."""
    values = [titles.get(value, value) for value in finding.values]
    return words.findings.kinds[finding.kind].format(*values)


def show_findings(
    words: Words, summary: Summary, findings: Sequence[Finding], actions: Actions, place: str
) -> None:
    """Draw the findings of a transcript; `place` tells two drawings on one page apart."""
    for number, finding in enumerate(findings):
        with st.container(key=f"finding_{place}_{number}", gap="xsmall"):
            said = plain(sentence(words, finding, actions.titles))
            st.markdown(f":orange[:material/warning:] {said}")
            with st.container(horizontal=True, gap="small"):
                _show_actions(words, summary, finding, actions, f"{place}_{number}")


def _show_actions(
    words: Words, summary: Summary, finding: Finding, actions: Actions, key: str
) -> None:
    label = words.findings
    if finding.span is not None:
        link = link_to(summary.id, finding)
        st.link_button(label.open_place, link, icon=":material/open_in_new:", key=f"open_{key}")
    if finding.kind == "speaker_spellings":
        st.link_button(label.to_people, _link("people"), key=f"people_{key}")
    if finding.kind in _OF_HEADER:
        act = partial(actions.open_card, summary.id)
        st.button(label.fill_in, key=f"fill_{key}", on_click=act)
    if finding.kind == "same_content":
        link = _link("read", transcript=finding.values[0])
        st.link_button(label.open_other, link, icon=":material/open_in_new:", key=f"open_{key}")
        if st.button(label.remove_this, key=f"remove_{key}", disabled=actions.busy):
            actions.remove(summary.id)
    settle = partial(_dismiss, actions.library, summary.id, finding)
    st.button(label.settle[finding.kind], key=f"settle_{key}", type="tertiary", on_click=settle)


def link_to(transcript: str, finding: Finding) -> str:
    """Address of the place that a finding is about."""
    at = finding.span.start if finding.span else 0
    return _link("read", transcript=transcript, turn=str(finding.turn or 0), at=str(at))


def _link(page: str, **query: str) -> str:
    kept = {"lang": st.query_params["lang"]} if "lang" in st.query_params else {}
    return f"{page}?{urlencode(query | kept)}" if query or kept else page


def _dismiss(library: Library, transcript: str, finding: Finding) -> None:
    try:
        dismiss(library, transcript, finding)
    except HatsugenError as error:
        st.session_state[_PROBLEM] = error


def dismissing_failed() -> HatsugenError | None:
    """Why a finding could not be dismissed just now, told once."""
    problem: HatsugenError | None = st.session_state.pop(_PROBLEM, None)
    return problem
