"""The one component: conversation, source pane and conditions, drawn by plain JavaScript from text.

What the browser sends back is checked where it is read; it may name anything.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import streamlit as st

from ui.chips import Chip
from ui.exchange import Exchange, exchange_data
from ui.source import Data
from ui.talk import Talk
from ui.words import Words

_STATIC = Path(__file__).with_name("static")
PAGE_STYLE = _STATIC / "page.css"  # of what Streamlit itself draws
_SCRIPTS = ("hatsugen", "conversation", "understood", "source")  # joined, they are one module
CONVERSATION, SOURCE, CONDITIONS = "conversation", "source", "conditions_set"  # keys in the session

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
}

_draw = st.components.v2.component(
    "hatsugen",
    html='<div class="hatsugen"></div><p class="hidden" role="status"></p>',
    css=(_STATIC / "hatsugen.css").read_text(encoding="utf-8"),
    js="\n".join((_STATIC / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS),
)


def page_language(words: Words) -> None:
    """Tell the browser which language the page is in."""
    with st.container(key="page_language"):
        _draw(key="page", data={"kind": "page", "lang": words.language})


def conversation(
    words: Words,
    talk: Talk,
    titles: Mapping[str, str],
    *,
    on_open: Callable[[], None],
    on_again: Callable[[], None],
) -> None:
    """Draw the questions and answers; `titles` names transcripts by their ids.

    A click on a source calls `on_open`: `clicked_source` says which one. A condition taken away
    or a question edited calls `on_again`: `sent_again` says what was sent.
    """
    data: Data = {
        "kind": "conversation",
        "lang": words.language,
        "labels": {name: getattr(words, word) for name, word in _LABELS.items()},
        "exchanges": [exchange_data(words, exchange, titles) for exchange in talk.exchanges],
        "opened": talk.open_source,
        "asked": talk.asked,
    }
    _draw(key=CONVERSATION, data=data, on_open_change=on_open, on_again_change=on_again)


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
    data: Data,
    placement: str,
    step: str,
    *,
    on_close: Callable[[], None],
    on_more: Callable[[], None],
) -> None:
    """Draw a transcript: placement "side" beside the conversation, "page" as the page itself.

    Where `step` differs from the last drawing the pane scrolls to the cited characters.
    """
    _draw(
        key=SOURCE,
        data=data | {"lang": words.language, "placement": placement, "step": step},
        on_close_change=on_close,
        on_more_change=on_more,
    )


def clicked_source(exchanges: list[Exchange]) -> tuple[int, int] | None:
    """(exchange, source) that was clicked, or None when the browser names none of ours."""
    value = _sent(CONVERSATION, "open")
    if not isinstance(value, dict):
        return None
    exchange, at = value.get("exchange"), value.get("source")
    if not (isinstance(exchange, int) and isinstance(at, int)):
        return None
    if 0 <= exchange < len(exchanges) and 0 <= at < len(exchanges[exchange].shown):
        return exchange, at
    return None


def sent_again() -> Any:
    """What the browser wants asked again, as it came; `ui.talk.changed` reads it."""
    return _sent(CONVERSATION, "again")


def dropped_condition() -> list[str]:
    """Names of the filters set by hand that the reader took away."""
    value = _sent(CONDITIONS, "drop")
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def wanted_offset() -> int | None:
    """Offset from which the reader wants to go on, or None."""
    value = _sent(SOURCE, "more")
    return value if isinstance(value, int) and value >= 0 else None


def _sent(key: str, name: str) -> Any:
    state = st.session_state.get(key)
    return state.get(name) if state else None
