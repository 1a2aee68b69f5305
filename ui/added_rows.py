"""What became of each file: a line, and what there is to check in it."""

from functools import partial

import streamlit as st

from index.catalogue import Summary
from index.errors import HatsugenError
from index.incoming import Added
from ui.findings import Actions, show_findings
from ui.plain import plain
from ui.problem import show_problem
from ui.removing import show_sample_among
from ui.sentences import told
from ui.shelf import Shelf, choose
from ui.words import Words
from ui.work import Work, forget, was_stopped

_ICONS = {
    "added": ":green[:material/check_circle:]",
    "updated": ":green[:material/check_circle:]",
    "unchanged": ":material/info:",
    "failed": ":red[:material/error:]",
    "stopped": ":material/block:",
}


def show_results(words: Words, work: Work, shelf: Shelf, actions: Actions) -> None:
    """Draw the results of work that has ended, until somebody dismisses them."""
    known = {summary.id: summary for summary in shelf.summaries}
    with st.container(border=True, key="results_box"):
        st.markdown(f"**{words.results}**")
        try:
            done = work.result()
            for number, row in enumerate(done):
                summary = known.get(row.transcript or "")
                st.markdown(line(words, row, summary))
                if summary and row.status != "failed":
                    _more(words, summary, shelf, actions, number)
            if any(row.status == "added" for row in done):
                show_sample_among(words, shelf, actions, "results")
        except HatsugenError as error:
            show_problem(words, error)
        st.button(words.dismiss, type="tertiary", on_click=partial(forget, actions.library))


def line(words: Words, row: Added, summary: Summary | None = None) -> str:
    """Say what became of a file, as Markdown in which the file's name is only text."""
    known = row.status in ("added", "updated")
    counts = f" · {words.counts.format(row.turns, row.passages)}" if known else ""
    kind = "stopped" if was_stopped(row) else row.status
    status = words.work.stopped if kind == "stopped" else words.statuses[row.status]
    said = [f"{_ICONS[kind]} **{plain(row.path)}** — {status}{counts}"]
    if row.error and kind != "stopped":
        said.append(f":small[{plain(told(words, row.error))}]")
    if row.status == "unchanged" and summary and summary.name != row.path:
        said.append(f":small[{plain(words.work.same_file.format(summary.name))}]")
    return "  \n".join(said)


def _more(words: Words, summary: Summary, shelf: Shelf, actions: Actions, number: int) -> None:
    found = shelf.findings.get(summary.id, ())
    show_findings(words, summary, found, actions, f"row{number}")
    act = partial(choose, summary.id)
    st.button(words.work.details, key=f"details_{number}", type="tertiary", on_click=act)
