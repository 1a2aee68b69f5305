"""What the readers of a question's words hand to each other: names made plain, and marks."""

import re
from dataclasses import dataclass

from rag.records import Filter

# A name in a question is replaced by one character of Unicode's private use area, so that the
# grammar around it is read the same for every name: known speakers first, then other names.
KNOWN, OTHER, LAST = "\ue000", "\ue800", "\uf8ff"
NAME = f"[{KNOWN}-{LAST}]"
_PRIVATE = re.compile(NAME)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the question writes it."""

    words: str  # with title or honorific
    speaker: str | None  # filter that finds the speaker; None when nobody or several are meant
    bare: str = ""  # of somebody who is no speaker: without title and honorific
    titled: bool = False  # of somebody who is no speaker: a title or an honorific says: a person


@dataclass(frozen=True, slots=True)
class Masked:
    """A question's text with each name in it replaced by one character."""

    text: str
    names: dict[str, Name]  # by their character

    def shown(self, text: str) -> str:
        """Put the names back."""
        return _PRIVATE.sub(lambda found: self.names[found[0]].words, text)


@dataclass(frozen=True, slots=True)
class Missing:
    """A speaker, session or date that the question names and the library lacks."""

    kind: str  # as in `Filter.as_dict`: speaker, session, from
    value: str
    shown: str  # as the question writes it
    titled: bool = False  # of a speaker: certainly a person


@dataclass(frozen=True, slots=True)
class Mark:
    """What some words of a question say about where to search, and the question without them."""

    filter: Filter
    rest: str
    missing: Missing | None = None


def cut(text: str, start: int, end: int) -> str:
    """Text without a piece: cut("In June, what did they say?", 0, 8) -> "what did they say?"."""
    before, piece, after = text[:start], text[start:end], text[end:]
    space = " " if " " in (before[-1:], piece[:1], piece[-1:], after[:1]) else ""
    return f"{before.rstrip()}{space}{after.lstrip()}".strip(" 、,，")


def without_private(text: str) -> str:
    """Text in which no character can be taken for a name."""
    return _PRIVATE.sub(" ", text)
