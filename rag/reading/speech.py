"""Who is asked about as a speaker: "what did X say".

A name counts only as the subject of saying, thinking or wanting; as an object, or as one of
several, it does not.
"""

import re
from collections.abc import Sequence

from rag.reading import chinese, english, japanese, korean
from rag.reading.marks import NAME, Mark, Missing, Name, cut
from rag.records import Filter

_SPEECH = {
    "ja": japanese.speech,
    "en": english.speech,
    "zh": chinese.speech,
    "ko": korean.speech,
}
_TOGETHER = re.compile(
    rf"{NAME} ?(?:と|や|、|・|,|and|or|&|和|与|跟|와|과|랑|하고) ?(?:the )?(?={NAME})",
    re.IGNORECASE,
)


def read_speaker(text: str, names: dict[str, Name], language: str) -> Mark | None:
    """Speaker that a question asks about, or the one it leaves out.

    text: with every name replaced by a character, as `rag.reading.names.mask` does; names: those.
    """
    if not names:
        return None
    speech = _SPEECH[language]()
    besides = speech.besides.search(text)
    if besides:
        name = names[besides["who"]]
        rest = cut(text, *besides.span())
        return Mark(Filter(not_speaker=name.speaker), rest) if name.speaker else None
    according = speech.according.search(text)
    if according:
        return _mark(according, names, [according.span()])
    start = _subject(text) if language == "ja" else 0
    if start is None or speech.not_asked.search(text) or _TOGETHER.search(text):
        return None
    for pattern in speech.subjects:
        found = pattern.search(text, start)
        if found:
            empty = [found.span(group) for group in ("who", "said") if group in pattern.groupindex]
            return _mark(found, names, empty)
    return None


def _mark(
    found: re.Match[str], names: dict[str, Name], empty: Sequence[tuple[int, int]]
) -> Mark | None:
    """Filter for the subject that was found; the empty pieces say nothing of a topic."""
    rest = found.string
    for start, end in sorted((piece for piece in empty if piece[0] >= 0), reverse=True):
        rest = cut(rest, start, end)
    subject = re.search(NAME, found["who"])
    name = names[subject[0]] if subject else None
    if name and name.bare:
        missing = Missing("speaker", name.bare, name.words, name.titled)
        return Mark(Filter(speaker=name.bare), rest, missing)
    return Mark(Filter(speaker=name.speaker), rest) if name and name.speaker else None


def _subject(text: str) -> int | None:
    """Where the only subject of a Japanese question begins; 0 without one, None with several.

    A topic (は) is the subject of the last predicate, however many others (が) stand before it.
    """
    for particle in ("は", "[がも]"):
        found = [m.start() for m in re.finditer(f"{japanese.SUBJECT}{particle}", text)]
        if found:
            return found[0] if len(found) == 1 else None
    return 0
