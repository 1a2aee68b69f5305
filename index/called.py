"""How speakers are called in speech: 岩田さん, 岩田主任, Mr Marsh; counted for each person."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.records import Speaker, Transcript
from index.speakers import HONORIFIC, OFFICE, name_parts, split_label

_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady)\.? $")
_LONGEST = 12  # characters of a title, at most
_ADDRESS = re.compile(rf"(?P<office>{OFFICE}){HONORIFIC}?|{HONORIFIC}")
_EDGE = re.compile("[一-龯々ァ-ヴー]")  # before a name: it is a part of a longer word
_WRAP = re.compile(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])")  # inside Japanese: no space
_SPACE = re.compile(r"\s+")
_TURN = "\n\0\n"  # between two turns: no name spans it
_LEAST = 3  # letters of a Latin name by itself

Calls = Counter[tuple[str, str]]  # (person, form) -> how often


@dataclass(frozen=True, slots=True)
class Callers:
    """The names by which persons may be called."""

    names: tuple[str, ...]  # longest first
    bearers: dict[str, dict[str, set[str]]]  # name -> persons who bear it -> their offices


def _one(space: re.Match[str]) -> str:
    """One line break for white space that holds some."""
    return "\n" if "\n" in space[0] else space[0]


def callers(people: Iterable[Speaker]) -> Callers:
    """Collect names of all labels of each person, and parts of names."""
    bearers: dict[str, dict[str, set[str]]] = {}
    for speaker in people:
        for name in _names(speaker):
            offices = bearers.setdefault(name, {}).setdefault(speaker.known_as, set())
            offices.update([speaker.role] if speaker.role else [])
    return Callers(tuple(sorted(bearers, key=lambda name: (-len(name), name))), bearers)


def calls(transcript: Transcript, known: Callers) -> Calls:
    """Count the forms in what is said in a transcript.

    A name that several bear counts for one of them where an office is said that only one holds.
    """
    words = _spoken(transcript)
    common = set(re.findall(r"\b[a-z]+\b", words))
    taken: set[int] = set()  # characters of a longer name
    found: Calls = Counter()
    for name in known.names:
        for start in _places(words, name):
            form, office = _form(words, name, start, common)
            if form and start not in taken:
                taken.update(range(start, start + len(name)))
                who = _meant(known.bearers[name], office)
                found.update([(who, form)] if who else [])
    return found


def _names(speaker: Speaker) -> Iterator[str]:
    given = (split_label(speaker.person).name,) if speaker.person else ()
    for name in dict.fromkeys((speaker.name, *given)):
        if name.isascii():
            yield from (part for part in name_parts(name) if len(part) >= _LEAST)
        elif name != speaker.role:  # 司会 is nobody's name
            yield from (*name_parts(name), name)


def _places(words: str, name: str) -> Iterator[int]:
    start = words.find(name)
    while start >= 0:
        yield start
        start = words.find(name, start + len(name))


def _form(words: str, name: str, start: int, common: set[str]) -> tuple[str, str]:
    """Form of address at a name, and the office in it; empty where nobody is called.

    A Japanese name needs an office or an honorific; a Latin one, a title if it is a word, too.
    """
    end = start + len(name)
    before = words[max(0, start - _LONGEST) : start]
    if not name.isascii():
        address = None if _EDGE.match(before[-1:]) else _ADDRESS.match(words, end)
        return (words[start : address.end()], address["office"] or "") if address else ("", "")
    title = _TITLE.search(before)
    inside = before[-1:].isalnum() or words[end : end + 1].isalnum()
    if inside or (name.lower() in common and not title):
        return "", ""
    return f"{title[0] if title else ''}{name}", ""


def _meant(bearers: dict[str, set[str]], office: str) -> str | None:
    if len(bearers) == 1:
        return next(iter(bearers))
    holding = [who for who, offices in bearers.items() if _holds(office, offices)]
    return holding[0] if len(holding) == 1 else None


def _holds(office: str, offices: set[str]) -> bool:
    return bool(office) and any(office in held or held in office for held in offices)


def _spoken(transcript: Transcript) -> str:
    """All that is said, in NFKC and without the line breaks of the file."""
    text = _TURN.join(turn.span.of(transcript.text) for turn in transcript.turns if turn.speaker)
    joined = _WRAP.sub("", _SPACE.sub(_one, unicodedata.normalize("NFKC", text)))
    return re.sub(r"\s+", " ", joined)
