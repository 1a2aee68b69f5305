"""What every part of the page works with, and the addresses under which they are found."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from index.errors import BadQuestion, HatsugenError, Stopped
from rag.drafting.store import Drafts
from ui.kept.choices import choice_of
from ui.kept.records import Problem
from ui.newest import kept_language
from ui.plain import plain
from ui.problem import show_problem
from ui.room import Room
from ui.sentences import detail
from ui.server import owner
from ui.task import Tasks
from ui.words import Words

OPEN, VIEW = "d", "view"  # in the address: "draft?d=ID", "draft?view=check"


@dataclass(frozen=True, slots=True)
class Office:
    """One reader's drafts, with what makes and checks them."""

    room: Room
    words: Words
    drafts: Drafts
    tasks: Tasks
    whose: str

    @property
    def model(self) -> str | None:
        """PROVIDER:MODEL that writes for this reader; None where drafts are made of quotes."""
        return self.room.models.chosen(choice_of(self.room.store, self.whose))


def office_of(room: Room, words: Words) -> Office:
    """The office of whoever looks at the page.

    Raises:
        LibraryError: drafts cannot be kept.
    """
    folder = room.store.path.parent
    return Office(room, words, _drafts(folder), _tasks(folder), owner())


@st.cache_resource(show_spinner=False)
def _drafts(folder: Path) -> Drafts:
    return Drafts(folder)


@st.cache_resource(show_spinner=False)
def _tasks(folder: Path) -> Tasks:
    return Tasks()


def go(**address: str) -> None:
    """Put what is shown into the address, so that it can be gone back from."""
    st.query_params.from_dict(address | kept_language())


def show_error(words: Words, error: HatsugenError) -> None:
    """Say what went wrong; what a choice does not allow needs no more than its own sentence."""
    if isinstance(error, Stopped):
        st.info(plain(detail(words, Problem.of(error))), icon=":material/stop_circle:")
    elif isinstance(error, BadQuestion):
        st.warning(plain(detail(words, Problem.of(error))), icon=":material/search_off:")
    else:
        show_problem(words, error)
