"""The table of transcripts: one row each, searched and chosen from."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import partial
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from index.catalogue import Summary
from index.findings import Finding
from index.library import Library
from index.review import Revision, review, revision
from ui.conditions import names
from ui.words import Words

CHOSEN, SEARCH = "shelf_chosen", "shelf_search"  # keys of the list and of the search field
OPENED = "shelf_opened"  # in the session: that it is to be told where the card is
_DRAWN = "shelf_drawn"  # in the session: how often a choice elsewhere has emptied the table's own
_EIGHT_ROWS = 318  # pixels: the table scrolls beyond, the page does not

Row = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What there is, in one state of the library."""

    summaries: list[Summary]
    findings: Mapping[str, Sequence[Finding]]  # by transcript
    words: Mapping[str, str]  # that a search looks in, by transcript
    titles: dict[str, str]  # by transcript


def shelf_of(library: Library) -> Shelf:
    """Read what there is, once a state of the library and of what was dismissed."""
    with library.reading_raw() as connection:
        state = revision(connection)
    return _shelf(library, str(library.folder), state)


@st.cache_resource(show_spinner=False, max_entries=2)
def _shelf(_library: Library, folder: str, state: Revision) -> Shelf:
    with _library.reading_raw() as connection:
        findings = review(connection)
    with _library.reading() as view:
        summaries = view.summaries()
    searched = {summary.id: _searched(summary) for summary in summaries}
    return Shelf(summaries, findings, searched, titles_of(summaries))


def _searched(summary: Summary) -> str:
    header = summary.header
    told = (header.title, header.series, header.session, header.part, header.date, summary.name)
    return _folded(" ".join([*(words for words in told if words), *summary.speakers]))


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()


def matching(shelf: Shelf, query: str) -> list[Summary]:
    """Transcripts that hold every word of a search, whatever its width and case."""
    wanted = _folded(query).split()
    return [s for s in shelf.summaries if all(word in shelf.words[s.id] for word in wanted)]


def titles_of(summaries: Sequence[Summary]) -> dict[str, str]:
    """Title of each transcript, with the file's name where two have the same, by id."""
    times = Counter(summary.header.title for summary in summaries)
    return {
        summary.id: summary.header.title
        if times[summary.header.title] == 1
        else f"{summary.header.title} · {summary.name}"
        for summary in summaries
    }


def rows(
    words: Words, summaries: Sequence[Summary], findings: Mapping[str, Collection[Finding]]
) -> list[Row]:
    """Table of transcripts, one dict a row."""
    kept = {"lang": st.query_params["lang"]} if "lang" in st.query_params else {}
    return [
        {
            words.open: f"read?{urlencode({'transcript': summary.id} | kept)}",
            words.session: summary.header.session or "",
            words.title: summary.header.series or summary.header.title,
            words.part: summary.header.part or "",
            words.held: summary.header.date or "",
            words.speakers: words.comma.join(names([summary])),
            words.turns: summary.turns,
            words.shelf.characters: summary.characters,
            words.shelf.to_check: len(findings.get(summary.id, ())),
            words.shelf.added: local_time(summary.added),
        }
        for summary in summaries
    ]


def local_time(added: str) -> str:
    """Time of UTC in the reader's own zone: "2031-05-20T03:00:00Z" -> "2031-05-20 12:00"."""
    return f"{datetime.fromisoformat(added).astimezone(_zone()):%Y-%m-%d %H:%M}"


def _zone() -> tzinfo:
    """The browser's zone; UTC where it tells none, or one that this machine does not know."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def show_table(words: Words, shelf: Shelf) -> Summary | None:
    """Draw search, table and list; returns the transcript that was chosen."""
    label = words.shelf
    st.text_input(label.search, key=SEARCH, placeholder=label.search_hint, icon=":material/search:")
    found = matching(shelf, st.session_state.get(SEARCH) or "")
    count = words.count.format(len(shelf.summaries))
    st.caption(count if len(found) == len(shelf.summaries) else label.found.format(len(found)))
    known = {summary.id: summary for summary in shelf.summaries}
    if st.session_state.get(CHOSEN) not in known:
        st.session_state[CHOSEN] = None
    if found:
        _draw(words, shelf, found)
        chosen = st.session_state[CHOSEN]
        ids = dict.fromkeys([summary.id for summary in found] + ([chosen] if chosen else []))
        st.selectbox(
            label.choose,
            list(ids),
            index=None,
            format_func=shelf.titles.__getitem__,
            placeholder=words.choose,
            key=CHOSEN,
            on_change=_empty_selection,
        )
    else:
        st.write(label.none_found)
    return known.get(st.session_state[CHOSEN] or "")


def choose(transcript: str) -> None:
    """Choose a transcript from elsewhere on the page, from where its card may be out of sight."""
    st.session_state[CHOSEN] = transcript
    st.session_state[OPENED] = True
    _empty_selection()


def _draw(words: Words, shelf: Shelf, found: list[Summary]) -> None:
    ids = tuple(summary.id for summary in found)
    key = f"shelf_{hash(ids)}_{st.session_state.get(_DRAWN, 0)}"  # a selection is of these rows
    column = st.column_config
    st.dataframe(
        rows(words, found, shelf.findings),
        hide_index=True,
        height=_EIGHT_ROWS if len(found) > 8 else "auto",
        key=key,
        on_select=partial(_take_selection, key, ids),
        selection_mode="single-row",
        column_config={
            words.open: column.LinkColumn(display_text=words.open, width=52),
            words.title: column.TextColumn(width=230),
            words.session: column.TextColumn(width=112),
            words.part: column.TextColumn(width=92),
            words.held: column.TextColumn(width=96),
            words.speakers: column.TextColumn(width=170),
            words.turns: column.NumberColumn(width=56),
            words.shelf.characters: column.NumberColumn(format="localized", width=92),
            words.shelf.to_check: column.NumberColumn(width=66, help=words.shelf.check_help),
            words.shelf.added: column.TextColumn(width=128),
        },
    )


def _take_selection(key: str, ids: tuple[str, ...]) -> None:
    selected = st.session_state[key].selection.rows
    st.session_state[CHOSEN] = ids[selected[0]] if selected else None


def _empty_selection() -> None:
    st.session_state[_DRAWN] = st.session_state.get(_DRAWN, 0) + 1
