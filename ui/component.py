"""The one component: conversation and source pane, drawn by plain JavaScript from text alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from ui.exchange import Exchange, exchange_data
from ui.source import Data
from ui.words import Words

_STATIC = Path(__file__).with_name("static")
PAGE_STYLE = _STATIC / "page.css"  # of what Streamlit itself draws
CONVERSATION, SOURCE = "conversation", "source"  # keys in the session

_draw = st.components.v2.component(
    "hatsugen",
    html='<div class="hatsugen"></div>',
    css=(_STATIC / "hatsugen.css").read_text(encoding="utf-8"),
    js=(_STATIC / "hatsugen.js").read_text(encoding="utf-8"),
)


def page_language(words: Words) -> None:
    """Tell the browser which language the page is in."""
    with st.container(key="page_language"):
        _draw(key="page", data={"kind": "page", "lang": words.language})


def conversation(
    words: Words, exchanges: list[Exchange], opened: str | None, on_open: Callable[[], None]
) -> None:
    """Draw the questions and answers; `opened` is the "exchange:source" shown in the pane.

    A click on a source calls `on_open`; `clicked_source` says which one.
    """
    labels = {
        "you": words.you,
        "sources": words.sources,
        "nearest": words.nearest,
        "notAnAnswer": words.not_an_answer,
        "show": words.show_source,
    }
    data: Data = {
        "kind": "conversation",
        "lang": words.language,
        "labels": labels,
        "exchanges": [exchange_data(words, exchange) for exchange in exchanges],
        "opened": opened,
    }
    _draw(key=CONVERSATION, data=data, on_open_change=on_open)


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
    if 0 <= exchange < len(exchanges) and 0 <= at < len(exchanges[exchange].sources):
        return exchange, at
    return None


def wanted_offset() -> int | None:
    """Offset from which the reader wants to go on, or None."""
    value = _sent(SOURCE, "more")
    return value if isinstance(value, int) and value >= 0 else None


def _sent(key: str, name: str) -> Any:
    state = st.session_state.get(key)
    return state.get(name) if state else None
