"""Where to search, set by hand: transcript, speaker, dates."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import streamlit as st

from index.catalogue import Summary
from rag.records import FILTER_FIELDS, Filter
from ui.chips import chips
from ui.component import condition_chips, dropped_condition
from ui.words import Words

_KEPT = "conditions"  # in the session; widgets forget when another page is shown
_SET_HERE = ("transcript", "turns", "speaker", "from", "to")  # as in `Filter.as_dict`


def names(summaries: list[Summary]) -> list[str]:
    """Names of the speakers' entries, each once, in order of first speech."""
    return list(dict.fromkeys(name for summary in summaries for name in summary.people))


def conditions(words: Words, summaries: list[Summary]) -> Filter:
    """Draw the conditions and return them."""
    kept: Filter = st.session_state.get(_KEPT, Filter())
    count = len(kept.as_dict())
    label = f"{words.conditions} ({count})" if count else words.conditions
    titles = {summary.id: summary.header.title for summary in summaries}
    people = {name: name for name in names(summaries)}
    dates = sorted({summary.header.date for summary in summaries if summary.header.date})
    days = {date: words.day(date) for date in dates}
    with st.popover(label, icon=":material/filter_list:", type="tertiary", key="conditions_open"):
        chosen = Filter(
            _choose(words.transcript, "transcript", titles, kept.transcript, words.any_transcript),
            _choose(words.speaker, "speaker", people, kept.speaker, words.any_speaker),
            _choose(words.since, "since", days, kept.since, words.any_date),
            _choose(words.until, "until", days, kept.until, words.any_date),
        )
        if chosen.transcript == kept.transcript:
            chosen = replace(chosen, turns=kept.turns)  # set where a passage is read, not here
        if count:
            st.button(words.clear, key="conditions_clear", on_click=clear)
    if chosen != kept:
        st.session_state[_KEPT] = chosen
        st.rerun()
    return chosen


def show_conditions(words: Words, wanted: Filter, titles: Mapping[str, str]) -> None:
    """Draw the conditions that are set as chips, each removable."""
    if wanted.as_dict():
        condition_chips(words, chips(words, wanted, titles), _drop)


def clear(names: Collection[str] = _SET_HERE) -> None:
    """Take conditions away, all or those that are named as in `Filter.as_dict`."""
    kept: Filter = st.session_state.get(_KEPT, Filter())
    fields = [FILTER_FIELDS[name] for name in names if name in _SET_HERE]
    if "transcript" in fields:
        fields.append("turns")
    st.session_state[_KEPT] = replace(kept, **dict.fromkeys(fields))
    for field in fields:
        st.session_state[f"condition_{field}"] = None


def set_conditions(wanted: Filter) -> None:
    """Set the conditions, before they are drawn."""
    st.session_state[_KEPT] = wanted
    for name in _SET_HERE:
        field = FILTER_FIELDS[name]
        st.session_state[f"condition_{field}"] = getattr(wanted, field)


def restore_conditions(wanted: Filter) -> None:
    """Set the conditions of a conversation that is opened again, where none are set yet."""
    if _KEPT not in st.session_state:
        set_conditions(wanted)


def _drop() -> None:
    clear(dropped_condition())


def _choose(
    label: str, name: str, options: dict[str, str], kept: str | None, anything: str
) -> str | None:
    """Draw a list in which nothing chosen means anything."""
    key = f"condition_{name}"
    if st.session_state.get(key, "") not in (None, *options):
        st.session_state[key] = kept if kept in options else None
    return st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        placeholder=anything,
        key=key,
    )
