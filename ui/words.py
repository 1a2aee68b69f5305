"""What the pages say: one text file a language; a label missing in one fails at the first page."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ui.labels.board import BoardWords
from ui.labels.catch_up import CatchUpWords
from ui.labels.drafting import DraftingWords
from ui.labels.map import MapWords
from ui.labels.matters import MatterWords
from ui.labels.news import NewsWords
from ui.labels.path import PathWords
from ui.labels.positions import PositionWords
from ui.labels.terms import TermWords
from ui.labels.who import WhoWords

LANGUAGES = {"ja": "日本語", "en": "English"}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderWords:
    """Labels of the page that reads one transcript."""

    outline: str
    everybody: str
    picture: str
    picture_help: str
    others: str
    find: str
    find_next: str
    find_previous: str
    found: str
    found_none: str
    jump: str
    jump_of: str
    print: str
    tools: str
    characters: str
    selection: str
    copy_citation: str
    copy_link: str
    ask_passage: str
    ask_turn: str
    copy_turn: str
    copied_citation: str
    copied_link: str
    cannot_cite: str
    previous_part: str
    next_part: str
    previous_session: str
    next_session: str
    neighbours: str
    footnote: str
    between: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleWords:
    """Labels of the page of speakers."""

    heading: str
    intro: str
    nobody: str
    deriving: str
    proposals: str
    settled: str
    question_several: str
    question_one: str
    quoted: str
    there: str
    together: str
    kinds: dict[str, str]
    same: str
    different: str
    more: str
    seen: str
    and_more: str
    everybody: str
    name: str
    labels: str
    office: str
    sessions: str
    characters: str
    share: str
    share_note: str
    called: str
    times: str
    join: str
    join_label: str
    join_note: str
    choose: str
    join_name: str
    join_button: str
    taken: str
    split: str
    split_label: str
    split_out: str
    split_button: str
    split_done: str
    history: str
    joined: str
    renamed: str
    told_apart: str
    undo: str
    decided: str
    undone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWords:
    """What may be wrong with a transcript, and what can be done about it."""

    heading: str
    none: str
    open_place: str
    open_other: str
    to_people: str
    fill_in: str
    remove_this: str
    kinds: dict[str, str]
    settle: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfWords:
    """Labels of the table of transcripts, and of one that was chosen."""

    looking: str
    search: str
    search_hint: str
    found: str
    none_found: str
    choose: str
    opened: str
    characters: str
    added: str
    to_check: str
    check_help: str
    gave: str
    download: str
    edit: str
    by_hand: str
    date_help: str
    save: str
    take_back: str
    busy: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkWords:
    """Labels of what takes long: how far it is, what is left, what became of it."""

    embedded: str
    finishing: str
    files_left: str
    seconds_left: str
    minutes_left: str
    per_second: str
    counting: str
    stop: str
    stopping: str
    stopped: str
    same_file: str
    details: str
    kinds: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolWords:
    """Labels of what can be done with an answer, and of questions to go on with."""

    bar: str
    copy: str
    copied: str
    link: str
    linkCopied: str  # noqa: N815 - as the script calls it
    good: str
    bad: str
    receipt: str
    receiptTitle: str  # noqa: N815
    receiptNote: str  # noqa: N815
    receiptCopy: str  # noqa: N815
    receiptSave: str  # noqa: N815
    wrong: str
    rightPassage: str  # noqa: N815
    rightPassageHint: str  # noqa: N815
    comment: str
    send: str
    sent: str
    next: str
    looking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptWords:
    """Labels of what a receipt says in brief."""

    asked: str
    searched: str
    transcripts: str
    decided: str
    found: str
    refused: str
    likely: str
    compared: str
    equal: str
    took: str
    milliseconds: str
    model: str
    used: str
    tokens: str
    estimated: str
    cost: str
    sentence: str
    proven: str
    prompt: str
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelWords:
    """Labels of what a language model wrote, and of what was found of its sentences."""

    chip: str
    chip_help: str
    welcome_text: str
    proven: str
    unproven: str
    replaced: str
    checking: str
    why: str
    by: str
    checked: str
    checked_all: str
    left_out: str
    unknown: str
    faults: dict[str, str]
    whole: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingWords:
    """Labels of the page on which a language model is chosen."""

    menu: str
    heading: str
    whose: str
    model: str
    without: str
    configured: str
    other: str
    name: str
    unsupported: str
    replace: str
    mark: str
    try_it: str
    trying: str
    works: str
    today: str
    used: str
    cost: str
    token_ceiling: str
    cost_ceiling: str
    no_ceiling: str
    sent: str
    not_here: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryWords:
    """Labels of kept conversations, and of an answer at its link."""

    menu: str
    heading: str
    whose: str
    not_lasting: str
    not_yours: str
    search: str
    search_hint: str
    none_yet: str
    none_found: str
    count: str
    more: str
    questions: str
    rename: str
    title: str
    save: str
    export: str
    check: str
    nothing_cited: str
    standing: str
    delete: str
    delete_question: str
    delete_now: str
    no_answer: str
    asked_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """Labels of the page of citations that readers found wrong."""

    heading: str
    explain: str
    none: str
    made: str
    question: str
    cited: str
    right: str
    right_hint: str
    found_at: str
    not_found: str
    comment: str
    accept: str
    unanswerable: str
    refuse: str
    accepted: str
    refused: str
    link: str


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
    standings: dict[str, str]
    standing_notes: dict[str, str]
    answer_page: str
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
    chip_turns: str
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
    sample_among: str
    sample_quoted: str
    sample_way: str
    # what went wrong
    wrong: dict[str, str]
    # pages and parts with labels of their own
    reader: ReaderWords
    people: PeopleWords
    findings: FindingWords
    shelf: ShelfWords
    work: WorkWords
    tools: ToolWords
    receipt: ReceiptWords
    history: HistoryWords
    reports: ReportWords
    model: ModelWords
    settings: SettingWords
    catch_up: CatchUpWords
    board: BoardWords
    positions: PositionWords
    path: PathWords
    terms: TermWords
    drafting: DraftingWords
    who: WhoWords
    matters: MatterWords
    news: NewsWords
    map: MapWords

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
    "shelf": ShelfWords,
    "work": WorkWords,
    "tools": ToolWords,
    "receipt": ReceiptWords,
    "history": HistoryWords,
    "reports": ReportWords,
    "model": ModelWords,
    "settings": SettingWords,
    "catch_up": CatchUpWords,
    "board": BoardWords,
    "positions": PositionWords,
    "path": PathWords,
    "terms": TermWords,
    "drafting": DraftingWords,
    "who": WhoWords,
    "matters": MatterWords,
    "news": NewsWords,
    "map": MapWords,
}


@cache
def words_of(language: str) -> Words:
    """Return the labels of a language; Japanese for one we do not speak."""
    name = language if language in LANGUAGES else "ja"
    path = Path(__file__).with_name(f"words.{name}.toml")
    labels = tomllib.loads(path.read_text(encoding="utf-8"))
    return Words(**labels | {part: kind(**labels[part]) for part, kind in _PARTS.items()})
