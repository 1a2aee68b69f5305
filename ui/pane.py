"""A transcript, drawn beside the conversation or as a page: its words, and a place in them."""

from collections.abc import Callable

from index.layout import Layout
from index.records import Transcript
from ui.book import book
from ui.component import source, wanted_passage
from ui.place import Place
from ui.selected import reply
from ui.source import Data, source_data
from ui.voices import ALONE, Looks
from ui.words import Words


def transcript_pane(
    words: Words,
    transcript: Transcript,
    layout: Layout,
    place: Place,
    step: str,
    *,
    on_close: Callable[[], None] | None = None,
    around: Data | None = None,
    looks: Looks = ALONE,
) -> None:
    """Draw a transcript around a place, and answer what the reader asks about a passage.

    step: differs with each showing, so that the browser scrolls once for each.
    on_close: what closes a pane beside the conversation; without it the transcript is the page.
    around: what a page shows besides, see `ui.source`: its facts and parts.
    looks: by which people are told apart throughout the library.
    """
    data = source_data(words, transcript, place) | (around or {})
    data["reply"] = reply(words, transcript, layout, wanted_passage())
    source(
        words,
        book(transcript, layout, looks),
        data,
        "side" if on_close else "page",
        step,
        on_close=on_close or _nothing,
        on_cite=_nothing,  # it is answered as the pane is drawn
    )


def _nothing() -> None:
    """Leave everything as it is."""
