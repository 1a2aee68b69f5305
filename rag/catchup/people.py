"""Whom a sentence addresses or names, among those who speak in the transcript."""

import re
from collections.abc import Sequence

from index.speakers import HONORIFIC, OFFICE
from rag.lines import Line

_CALL = rf"(?:{HONORIFIC}|{OFFICE}{HONORIFIC}?)"


def named_in(words: str, lines: Sequence[Line]) -> list[str]:
    """Entries of speakers that a sentence names, in its order: "黒磯さんには…" -> ["黒磯"]."""
    found = []
    for name, entry in _names(lines).items():
        if place := re.search(_form(name), words):
            found.append((place.start(), entry))
    return list(dict.fromkeys(entry for _, entry in sorted(found)))


def addressed(words: str, lines: Sequence[Line]) -> str | None:
    """Entry of the speaker whom a sentence calls at its beginning or end: "有馬さん、…"."""
    for name, entry in _names(lines).items():
        form = _form(name)
        if re.match(
            rf"(?:では|それでは|次に|続いて|まず)?、?{form}(?:に(?:は|も)?[^、。]{{0,12}})?[、,]",
            words,
        ):
            return entry
        if name.isascii() and re.search(rf"[, ]{form}[?.]$", words):
            return entry
    return None


def _names(lines: Sequence[Line]) -> dict[str, str]:
    """Entry of each name under which somebody speaks."""
    return {line.speaker.name: line.speaker.known_as for line in lines if line.speaker}


def _form(name: str) -> str:
    """Pattern of a name in speech; a Japanese one needs an honorific or an office."""
    if name.isascii():
        return rf"\b{re.escape(name)}\b"
    return name if re.fullmatch(OFFICE, name) else rf"{re.escape(name)}{_CALL}"
