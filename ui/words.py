"""What the pages say: one text file a language; a label missing in one fails at the first page."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

LANGUAGES = {"ja": "日本語", "en": "English"}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderWords:
    """Labels of the page that reads one transcript."""

    outline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleWords:
    """Labels of the page of speakers."""

    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWords:
    """What may be wrong with a transcript, and what can be done about it."""

    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolWords:
    """Labels of what can be done with an answer."""

    copy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryWords:
    """Labels of the page of kept conversations."""

    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All labels of one language; those with braces are filled with `format`."""

    language: str
    # pages
    ask: str
    read: str
    library: str
    language_label: str
    # asking
    welcome: str
    welcome_text: str
    examples_label: str
    examples: list[str]
    ask_here: str
    empty: str
    searching: str
    new_conversation: str
    sources: str
    nearest: str
    not_an_answer: str
    you: str
    show_source: str
    answered: str
    # how a question was understood
    read_from: str
    drop_chip: str
    unread: str
    restore_chip: str
    by_hand: str
    searched_as: str
    edit: str
    edit_label: str
    ask_edited: str
    wider: str
    wider_note: str
    widen: str
    anywhere: str
    # conditions
    conditions: str
    any_transcript: str
    any_speaker: str
    any_date: str
    transcript: str
    speaker: str
    since: str
    until: str
    clear: str
    remove_condition: str
    chip_transcript: str
    chip_speaker: str
    chip_not_speaker: str
    chip_session: str
    chip_session_year: str
    chip_since: str
    chip_until: str
    chip_span: str
    chip_year: str
    # a source
    source: str
    close: str
    link: str
    turn: str
    page: str
    front: str
    moved: str
    gone: str
    earlier: str
    later: str
    choose: str
    bad_address: str
    meeting: str
    organisation: str
    held: str
    part: str
    speakers: str
    comma: str
    file: str
    length: str
    extent: str
    # the library
    title: str
    turns: str
    passages: str
    session: str
    open: str
    nothing_here: str
    count: str
    add_heading: str
    add_label: str
    add_button: str
    add_none: str
    browse: str
    adding: str
    preparing: str
    reading_files: str
    statuses: dict[str, str]
    counts: str
    results: str
    dismiss: str
    remove_heading: str
    remove_label: str
    remove_button: str
    remove_question: str
    remove_confirm: str
    cancel: str
    removed: str
    sample_notice: str
    sample_add: str
    sample_remove: str
    # what went wrong
    wrong: dict[str, str]
    # pages and parts with labels of their own
    reader: ReaderWords
    people: PeopleWords
    findings: FindingWords
    tools: ToolWords
    history: HistoryWords

    def day(self, iso: str) -> str:
        """Write a date: "2031-05-20" -> "2031年5月20日" or "20 May 2031"."""
        day = date.fromisoformat(iso)
        if self.language == "ja":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def month(self, iso: str) -> str:
        """Write the month of a date: "2031-05-01" -> "2031年5月" or "May 2031"."""
        day = date.fromisoformat(iso)
        if self.language == "ja":
            return f"{day.year}年{day.month}月"
        return f"{_MONTHS[day.month - 1]} {day.year}"


_PARTS: dict[str, type] = {  # tables of the file -> what they fill
    "reader": ReaderWords,
    "people": PeopleWords,
    "findings": FindingWords,
    "tools": ToolWords,
    "history": HistoryWords,
}


@cache
def words_of(language: str) -> Words:
    """Return the labels of a language; Japanese for one we do not speak."""
    name = language if language in LANGUAGES else "ja"
    path = Path(__file__).with_name(f"words.{name}.toml")
    labels = tomllib.loads(path.read_text(encoding="utf-8"))
    return Words(**labels | {part: kind(**labels[part]) for part, kind in _PARTS.items()})
