"""The transcripts of the library: what there is, adding and removing."""

from functools import partial
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from index.build import Added, remove
from index.catalogue import Summary
from index.encode import Encoder
from index.errors import HatsugenError
from index.library import Library
from index.read import SUFFIXES
from ui.adding import Adding, watch
from ui.conditions import names
from ui.plain import plain
from ui.problem import show_problem
from ui.sample import samples
from ui.words import Words

_ADDING, _RESULTS, _REMOVED = "adding", "results", "removed"  # in the session
_ICONS = {
    "added": ":green[:material/check_circle:]",
    "updated": ":green[:material/check_circle:]",
    "unchanged": ":material/info:",
    "failed": ":red[:material/error:]",
    "warned": ":orange[:material/warning:]",
}


def show(library: Library, encoder: Encoder, words: Words) -> None:
    """Draw the page."""
    with library.reading() as view:
        summaries = view.summaries()
    with st.container(key="wide"):
        st.title(words.library, anchor=False)
        if summaries:
            st.caption(words.count.format(len(summaries)))
            st.dataframe(
                rows(words, summaries),
                hide_index=True,
                column_config={
                    words.open: st.column_config.LinkColumn(display_text=words.open),
                },
            )
        else:
            st.write(words.nothing_here)
        _add(library, encoder, words)
        if summaries:
            _remove(library, encoder, words, summaries)


def rows(words: Words, summaries: list[Summary]) -> list[dict[str, str | int]]:
    """Table of transcripts, one dict a row."""
    return [
        {
            words.open: f"read?{urlencode({'transcript': summary.id})}",
            words.session: summary.header.session or "",
            words.title: summary.header.series or summary.header.title,
            words.part: summary.header.part or "",
            words.held: summary.header.date or "",
            words.turns: summary.turns,
            words.passages: summary.passages,
            words.speakers: words.comma.join(names([summary])),
        }
        for summary in summaries
    ]


def _add(library: Library, encoder: Encoder, words: Words) -> None:
    st.subheader(words.add_heading, anchor=False)
    st.html(_uploader_style(words))
    with st.form("add", clear_on_submit=True):
        files = st.file_uploader(
            words.add_label, type=sorted(SUFFIXES), accept_multiple_files=True, key="files"
        )
        if st.form_submit_button(words.add_button, type="primary"):
            if not files:
                st.warning(words.add_none)
            elif _ADDING not in st.session_state:
                st.session_state[_ADDING] = Adding(_named(files), library, encoder)
    adding: Adding | None = st.session_state.get(_ADDING)
    if adding:
        _finish(adding, words)
    _results(words)


def _uploader_style(words: Words) -> str:
    """Streamlit's uploader speaks English only: its button shows our word instead."""
    box = '[data-testid="stFileUploaderDropzone"]'
    return f"""<style>
{box} > [data-testid="stFileUploaderDropzoneInstructions"] {{ display: none; }}
{box} button p {{ font-size: 0; }}
{box} button p::after {{ content: "{words.browse}"; font-size: 1rem; }}
</style>"""


def _named(files: list[UploadedFile]) -> list[tuple[str, partial[bytes]]]:
    return [(file.name, partial(UploadedFile.getvalue, file)) for file in files]


def _finish(adding: Adding, words: Words) -> None:
    """Show how far it is; at the end keep the results and draw the page anew."""
    if adding.running:
        st.write(words.adding)
        watch(adding, words)
    del st.session_state[_ADDING]
    try:
        st.session_state[_RESULTS] = adding.result()
    except HatsugenError as error:
        st.session_state[_RESULTS] = error
    st.rerun()


def _results(words: Words) -> None:
    results: list[Added] | HatsugenError | None = st.session_state.get(_RESULTS)
    if results is None:
        return
    with st.container(border=True, key="results_box"):
        st.markdown(f"**{words.results}**")
        if isinstance(results, HatsugenError):
            show_problem(words, results)
        else:
            for row in results:
                st.markdown(line(words, row))
        st.button(words.dismiss, type="tertiary", on_click=partial(st.session_state.pop, _RESULTS))


def line(words: Words, row: Added) -> str:
    """Say what became of a file, as Markdown in which the file's name is only text."""
    known = row.status in ("added", "updated")
    counts = f" · {words.counts.format(row.turns, row.passages)}" if known else ""
    icon = _ICONS["warned" if known and row.warnings else row.status]
    head = f"{icon} **{plain(row.path)}** — {words.statuses[row.status]}{counts}"
    more = [row.error] if row.error else row.warnings
    return "  \n".join([head, *(f":small[{plain(sentence)}]" for sentence in more)])


def _remove(library: Library, encoder: Encoder, words: Words, summaries: list[Summary]) -> None:
    titles = {summary.id: summary.header.title for summary in summaries}
    sample = samples(summaries)
    with st.expander(words.remove_heading):
        chosen = st.multiselect(
            words.remove_label,
            list(titles),
            format_func=titles.__getitem__,
            placeholder=words.choose,
            select_all=False,
            key="to_remove",
        )
        with st.container(horizontal=True):
            if st.button(words.remove_button, disabled=not chosen, key="remove"):
                _confirm(words, chosen, titles, library, encoder)
            if sample and st.button(words.sample_remove, key="remove_sample"):
                _confirm(words, sample, titles, library, encoder)
    outcome: HatsugenError | str | None = st.session_state.pop(_REMOVED, None)
    if isinstance(outcome, HatsugenError):
        show_problem(words, outcome)
    elif outcome:
        st.toast(outcome)


def _confirm(
    words: Words, chosen: list[str], titles: dict[str, str], library: Library, encoder: Encoder
) -> None:
    @st.dialog(words.remove_heading)
    def dialog() -> None:
        st.write(words.remove_question)
        for name in chosen:
            st.markdown(f"- {plain(titles[name])}")
        with st.container(horizontal=True, horizontal_alignment="right"):
            stay = st.button(words.cancel, key="cancel")
            act = partial(_remove_now, words, chosen, library, encoder)
            if st.button(words.remove_confirm, key="confirm", type="primary", on_click=act) or stay:
                st.rerun()

    dialog()


def _remove_now(words: Words, chosen: list[str], library: Library, encoder: Encoder) -> None:
    try:
        remove(chosen, library, encoder)
    except HatsugenError as error:
        st.session_state[_REMOVED] = error
    else:
        st.session_state[_REMOVED] = words.removed
