"""One transcript of the library: what its file gave, what to check, its header, its text."""

from functools import partial
from html import escape
from pathlib import PurePath
from urllib.parse import urlencode

import streamlit as st

from index import corrections
from index.catalogue import Summary
from index.errors import HatsugenError
from index.library import Library
from ui.adding import correcting
from ui.findings import Actions, show_findings
from ui.plain import plain
from ui.sentences import told
from ui.shelf import OPENED, Shelf, choose, local_time
from ui.words import Words
from ui.work import start

_EDITED = "card_edited"  # in the session: whose form is open
_PROBLEMS = "card_problems"  # and what could not be set, by field
_STYLE = """<style>
.card-facts { display: grid; grid-template-columns: max-content 1fr; }
.card-facts { gap: 0.25rem 1.25rem; margin: 0; padding: 0; }
.card-facts dt { opacity: 0.92; } .card-facts :is(dt, dd) { margin: 0; padding: 0; }
.card-facts dd { overflow-wrap: anywhere; }
</style>"""


def show_card(words: Words, summary: Summary, shelf: Shelf, actions: Actions) -> None:
    """Draw the card of a chosen transcript."""
    if st.session_state.pop(OPENED, False):
        st.toast(words.shelf.opened)
    with st.container(border=True, key="card"):
        st.subheader(plain(summary.header.title), anchor=False)
        st.html(_STYLE + facts(words, summary))
        _buttons(words, summary, actions)
        found = shelf.findings.get(summary.id, ())
        if found:
            st.markdown(f"**{words.findings.heading}**")
            show_findings(words, summary, found, actions, "card")
        else:
            st.caption(words.findings.none)
        _header_form(words, summary, actions)


def facts(words: Words, summary: Summary) -> str:
    """What the file gave, as HTML that holds its words as text only."""
    header, label = summary.header, words.shelf
    told = [
        (words.session, header.session),
        (words.part, header.part),
        (words.held, words.day(header.date) if header.date else None),
        (words.speakers, words.comma.join(summary.speakers)),
        (words.length, label.gave.format(summary.turns, summary.passages, summary.characters)),
        (words.file, summary.name),
        (label.added, local_time(summary.added)),
    ]
    lines = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in told if value
    )
    return f'<dl class="card-facts" style="padding: 0">{lines}</dl>'


def _buttons(words: Words, summary: Summary, actions: Actions) -> None:
    kept = {"lang": st.query_params["lang"]} if "lang" in st.query_params else {}
    link = f"read?{urlencode({'transcript': summary.id} | kept)}"
    with st.container(horizontal=True, gap="small"):
        st.link_button(words.open, link, icon=":material/article:", key="card_open")
        st.download_button(
            words.shelf.download,
            partial(source_text, actions.library, summary.id),
            file_name=f"{PurePath(summary.name).stem}.txt",
            mime="text/plain; charset=utf-8",
            icon=":material/download:",
            on_click="ignore",
            key="card_download",
        )
        remove = st.button(
            words.remove_button, icon=":material/delete:", disabled=actions.busy, key="card_remove"
        )
    if remove:
        actions.remove(summary.id)


def source_text(library: Library, transcript: str) -> bytes:
    """Source text as UTF-8; read when somebody wants it, not when the page is drawn."""
    with library.reading() as view:
        return view.transcript(transcript).text.encode("utf-8", "surrogatepass")


def open_form(transcript: str) -> None:
    """Choose a transcript and open its header to be filled in."""
    choose(transcript)
    st.session_state[_EDITED] = transcript


def _header_form(words: Words, summary: Summary, actions: Actions) -> None:
    label = words.shelf
    problems: dict[str, HatsugenError] = st.session_state.pop(_PROBLEMS, {})
    with actions.library.reading_raw() as connection:
        by_hand = corrections.stored(connection).get(summary.id, {})
    opened = bool(problems) or st.session_state.get(_EDITED) == summary.id
    if by_hand:
        fields = words.comma.join(label.fields[field] for field in by_hand)
        st.caption(label.by_hand.format(fields))
    with st.expander(label.edit, expanded=opened, icon=":material/edit:"):
        with st.form(f"header_{summary.id}", border=False):
            typed = {
                field: _field(words, summary, field, problems.get(field))
                for field in corrections.FIELDS
            }
            if st.form_submit_button(label.save, disabled=actions.busy, type="primary"):
                _submit(summary, typed, actions)
        if by_hand:
            back = partial(_begin, summary, None, actions)
            st.button(label.take_back, disabled=actions.busy, type="tertiary", on_click=back)
        if actions.busy:
            st.caption(label.busy)


def _field(words: Words, summary: Summary, field: str, problem: HatsugenError | None) -> str:
    """Draw a field, below it what was wrong with what was typed there."""
    label = words.shelf
    typed = st.text_input(
        label.fields[field],
        getattr(summary.header, field) or "",
        key=f"{field}_{summary.id}_{hash(summary.header)}",  # another header is typed anew
        help=label.date_help if field == "date" else None,
    )
    if problem:
        st.error(plain(told(words, str(problem))), icon=":material/error:")
    return typed


def _submit(summary: Summary, typed: dict[str, str], actions: Actions) -> None:
    """Begin the work on what was changed, or say what cannot be set."""
    header = summary.header
    changes = {
        field: word for field, word in typed.items() if word != (getattr(header, field) or "")
    }
    problems = {}
    for field, word in changes.items():
        try:
            corrections.checked({field: word})
        except HatsugenError as error:
            problems[field] = error
    if problems:
        st.session_state[_PROBLEMS] = problems
    elif changes:
        _begin(summary, changes, actions)
    st.rerun()


def _begin(summary: Summary, changes: dict[str, str] | None, actions: Actions) -> None:
    st.session_state.pop(_EDITED, None)
    library, encoder = actions.library, actions.encoder
    start(library, lambda: correcting(summary, changes, library, encoder))
