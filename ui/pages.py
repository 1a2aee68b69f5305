"""Every page: who asks, in which language, which library, then the page itself."""

import os
from pathlib import Path

import streamlit as st

from index.errors import HatsugenError
from ui import answer, ask, history, library, people, read, reports, settings
from ui.catch import page as catch_up
from ui.drafting import page as drafting
from ui.frame import language, menu, sample_notice
from ui.problem import show_problem
from ui.resources import shared_encoder, shared_reranker
from ui.room import Room, shared_room
from ui.sample import library_or_sample

FOLDER = Path(os.environ.get("HATSUGEN_LIBRARY") or "library")
ENCODER = os.environ.get("HATSUGEN_ENCODER")
RERANKER = os.environ.get("HATSUGEN_RERANKER")
STATIC = Path(__file__).with_name("static")

st.set_page_config("Hatsugen", str(STATIC / "icon.svg"), layout="wide")
st.logo(str(STATIC / "logo.svg"), size="large")
words = language()


def ask_page() -> None:
    """Ask, and see the source beside the answer."""
    ask.show(room, words, menu_pages["settings"])


def read_page() -> None:
    """Read one transcript; the page of permanent links."""
    read.show(room.library, words)


def catch_up_page() -> None:
    """Sum sessions up."""
    catch_up.show(room, words)


def draft_page() -> None:
    """Draft summaries, and check any text."""
    drafting.show(room, words)


def library_page() -> None:
    """Add, describe and remove transcripts."""
    library.show(room.library, room.encoder, words)
    reports.way(room, words, others[-1])


def people_page() -> None:
    """Tell who is who."""
    people.show(room.library, room.encoder, words)


def history_page() -> None:
    """Find earlier conversations again."""
    history.show(room, words, menu_pages["ask"])


def settings_page() -> None:
    """Choose how answers are written."""
    settings.show(room, words)


def answer_page() -> None:
    """One answer at its permanent link."""
    answer.show(room, words, menu_pages["ask"])


def reports_page() -> None:
    """Citations that readers found wrong."""
    reports.show(room, words)


menu_pages = {
    "ask": st.Page(ask_page, title=words.ask, icon=":material/forum:", default=True),
    "read": st.Page(read_page, title=words.read, icon=":material/article:", url_path="read"),
    "catch_up": st.Page(
        catch_up_page,
        title=words.catch_up.heading,
        icon=":material/school:",
        url_path="catch-up",
    ),
    "draft": st.Page(
        draft_page, title=words.drafting.heading, icon=":material/edit_note:", url_path="draft"
    ),
    "library": st.Page(
        library_page, title=words.library, icon=":material/library_books:", url_path="library"
    ),
    "people": st.Page(
        people_page, title=words.people.heading, icon=":material/group:", url_path="people"
    ),
    "history": st.Page(
        history_page, title=words.history.menu, icon=":material/history:", url_path="history"
    ),
    "settings": st.Page(
        settings_page, title=words.settings.menu, icon=":material/tune:", url_path="settings"
    ),
}
others = [
    st.Page(answer_page, title=words.answer_page, url_path="answer"),
    st.Page(reports_page, title=words.reports.heading, url_path="reports"),
]
page = st.navigation([*menu_pages.values(), *others], position="hidden")
if page != menu_pages["ask"]:
    st.set_page_config(f"{page.title} · Hatsugen")
menu(menu_pages, ask.address_of_talk())
try:
    encoder = shared_encoder(ENCODER)
    transcripts = library_or_sample(FOLDER, encoder, words)
    room: Room = shared_room(transcripts, FOLDER, encoder, shared_reranker(RERANKER))
    sample_notice(words, transcripts, menu_pages["library"], page)
    page.run()
except HatsugenError as error:
    show_problem(words, error)
