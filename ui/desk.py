"""Where an editor's decisions about speakers are taken, and what came of the last one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

import streamlit as st

from index.decisions import Decision
from index.encode import Encoder
from index.errors import HatsugenError
from index.library import Library
from index.people import confirm, split, undo

OUTCOME = "people_outcome"  # in the session: the decision just taken, or why it could not be
JOINED, PARTED = "people_join", "people_split"  # keys of what is chosen by hand


@dataclass(frozen=True, slots=True)
class Desk:
    """Where decisions are written."""

    library: Library
    encoder: Encoder

    def join(self, labels: Sequence[str], name: str) -> None:
        """Decide that labels are one person."""
        _keep(lambda: confirm(labels, name, self.library, self.encoder))

    def part(self, groups: Sequence[Sequence[str]]) -> None:
        """Decide that groups of labels are different persons."""
        _keep(lambda: split(groups, self.library, self.encoder))

    def undo(self, decision: Decision) -> None:
        """Take a decision back."""
        _keep(lambda: undo(decision, self.library, self.encoder))


def key_of(*groups: Sequence[str]) -> str:
    """Key of a widget that is about labels."""
    return sha256("\n\n".join("\n".join(group) for group in groups).encode()).hexdigest()[:12]


def _keep(act: Callable[[], Decision | None]) -> None:
    for key in (JOINED, PARTED):
        st.session_state.pop(key, None)
    try:
        st.session_state[OUTCOME] = act()
    except HatsugenError as error:
        st.session_state[OUTCOME] = error
