"""The one component: conversation, source pane and conditions, drawn by plain JavaScript from text.

What the browser sends back is checked where it is read; it may name anything.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from ui.book import Book
from ui.chips import Chip
from ui.source import Data
from ui.words import Words

STATIC = Path(__file__).with_name("static")
PAGE_STYLE = STATIC / "page.css"  # of what Streamlit itself draws
_SCRIPTS = (
    "hatsugen",
    "conversation",
    "tools",
    "written",
    "understood",
    "book",
    "source",
    "turns",
    "reading",
    "picture",
    "outline",
    "sheet",
    "find",
    "selection",
)  # joined, they are one module
_STYLES = ("hatsugen", "who", "reader")
# keys in the session
CONVERSATION, SOURCE, BOOK, CONDITIONS = "conversation", "source", "book", "conditions_set"
_DRAFT = "draft"

_LABELS = {  # of the conversation: what the script calls them, and what `Words` does
    "you": "you",
    "sources": "sources",
    "nearest": "nearest",
    "notAnAnswer": "not_an_answer",
    "show": "show_source",
    "answered": "answered",
    "searching": "searching",
    "readFrom": "read_from",
    "dropChip": "drop_chip",
    "unread": "unread",
    "restoreChip": "restore_chip",
    "byHand": "by_hand",
    "searchedAs": "searched_as",
    "edit": "edit",
    "editLabel": "edit_label",
    "askEdited": "ask_edited",
    "cancel": "cancel",
    "wider": "wider",
    "widerNote": "wider_note",
    "widen": "widen",
    "anywhere": "anywhere",
    "comma": "comma",
    "close": "close",
    "standings": "standings",
    "standingNotes": "standing_notes",
}


def _joined(names: tuple[str, ...], suffix: str) -> str:
    return "\n".join((STATIC / f"{name}{suffix}").read_text(encoding="utf-8") for name in names)


_draw = st.components.v2.component(
    "hatsugen",
    html='<div class="hatsugen"></div><p class="hidden" role="status"></p>',
    css=_joined(_STYLES, ".css"),
    js=_joined(_SCRIPTS, ".js"),
)


def page_language(words: Words) -> None:
    """Tell the browser which language the page is in."""
    with st.container(key="page_language"):
        _draw(key="page", data={"kind": "page", "lang": words.language})


@dataclass(frozen=True, slots=True)
class Handlers:
    """What is called when the reader acts on the conversation; `sent` tells what was meant."""

    open: Callable[[], None]  # a source
    again: Callable[[], None]  # a condition taken away, a question edited
    ask: Callable[[], None]  # a suggested question
    vote: Callable[[], None]
    report: Callable[[], None]  # a citation that is wrong
    receipt: Callable[[], None]


def conversation(words: Words, data: Data, handlers: Handlers) -> None:
    """Draw the questions and answers.

    `data` holds conversation, exchanges (see `ui.exchange.exchange_data`), votes, asked,
    suggestions, receipt, and whether it is `readOnly`: then nothing is asked or judged.
    """
    labels = {name: getattr(words, word) for name, word in _LABELS.items()}
    _draw(
        key=CONVERSATION,
        data=data
        | {
            "kind": "conversation",
            "lang": words.language,
            "labels": labels | {"tools": asdict(words.tools), "model": asdict(words.model)},
        },
        on_open_change=handlers.open,
        on_again_change=handlers.again,
        on_ask_change=handlers.ask,
        on_vote_change=handlers.vote,
        on_report_change=handlers.report,
        on_receipt_change=handlers.receipt,
    )


def drafts(words: Words, exchanges: list[Data]) -> None:
    """Draw answers that are being written into the conversation; see `ui.exchange.draft_data`.

    It is an instance of its own, so that what is drawn already is not sent again and again.
    """
    _draw(key=_DRAFT, data={"kind": "draft", "lang": words.language, "exchanges": exchanges})


def condition_chips(words: Words, chips: list[Chip], on_drop: Callable[[], None]) -> None:
    """Draw the conditions set by hand; a click on one calls `on_drop`, see `dropped_condition`."""
    data: Data = {
        "kind": "conditions",
        "lang": words.language,
        "labels": {"byHand": words.by_hand, "remove": words.remove_condition},
        "chips": [asdict(chip) for chip in chips],
    }
    _draw(key=CONDITIONS, data=data, on_drop_change=on_drop)


def source(
    words: Words,
    drawn: Book,
    data: Data,
    placement: str,
    step: str,
    *,
    on_close: Callable[[], None],
    on_cite: Callable[[], None],
) -> None:
    """Draw a transcript: placement "side" beside the conversation, "page" as the page itself.

    Its words go to the browser once, as an instance of their own; what is shown of them changes
    with `data`. Where `step` differs from the last drawing the pane scrolls to the cited
    characters. A passage that the reader selects calls `on_cite`: `wanted_passage` tells it.
    """
    with st.container(key="book_box"):
        _draw(key=BOOK, data=drawn.content)
    _draw(
        key=SOURCE,
        data=data
        | {"book": drawn.name, "lang": words.language, "placement": placement, "step": step},
        on_close_change=on_close,
        on_cite_change=on_cite,
    )


def sent(name: str) -> Any:
    """What the conversation sent, as it came: it may name anything. `ui.talk` reads it."""
    return _sent(CONVERSATION, name)


def dropped_condition() -> list[str]:
    """Names of the filters set by hand that the reader took away."""
    value = _sent(CONDITIONS, "drop")
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def wanted_passage() -> Any:
    """The passage whose citation the reader wants, as it came; `ui.selected` reads it."""
    return _sent(SOURCE, "cite")


def _sent(key: str, name: str) -> Any:
    state = st.session_state.get(key)
    return state.get(name) if state else None
