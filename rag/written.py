"""What a language model writes -> sentences with the numbers they cite, also while it writes."""

import re
import unicodedata
from dataclasses import dataclass

from index.sentences import sentences

_NUMBERS = r"\d{1,3}(?:\s*[,、，;；‐–~〜-]\s*\^?\d{1,3})*"
_NAMED = r"(?:出典|資料|証拠|引用|発言|source|evidence|ref)?\s*[:：]?\s*"
MARKER = re.compile(
    rf"\s*[\[［【]\s*{_NAMED}(?P<numbers>\^?{_NUMBERS})\s*(?:†[^\]］】]*)?[\]］】]", re.IGNORECASE
)
_BEGUN = re.compile(r"\s*[\[［【][^\]］】]{0,40}\Z")  # may become a marker
_RANGE = re.compile(r"(\d{1,3})\s*[‐–~〜-]\s*(\d{1,3})")
_WIDEST = 10  # numbers of a range; a wider one names its ends alone
_DECORATION = re.compile(
    r"^[ \t]*(?:[-*+•・]|#{1,6}|>|\d{1,2}[.)．](?!\d))[ \t　]+|\*\*|__|"
    r"^[ \t]*(?:-{3,}|\*{3,}|`{3,}\w*)[ \t]*$|</?e[0-9a-f]{8}>",  # the last: the prompt's fence
    re.MULTILINE,
)
_LEAD = re.compile(r"\A\s*(?:回答|答え|答|Answer)\s*[:：]\s*")
_UNSEEN = ("Cc", "Cf", "Cs", "Co")


@dataclass(frozen=True, slots=True)
class Written:
    """One sentence that a model wrote."""

    words: str  # without markers
    cited: tuple[int, ...]  # numbers as the model gave them, each once
    paragraph: bool  # begins a new paragraph


def read(raw: str, *, done: bool) -> tuple[list[Written], str]:
    """Read complete sentences, and the beginning of the next one.

    Nothing of a marker is ever in the words: what may become one is held back until it is one
    or is none. A sentence is complete when another begins: its markers may follow its full stop.

    >>> read("雨です。[1] 風も", done=False)
    ([Written(words='雨です。', cited=(1,), paragraph=True)], '風も')
    """
    begun = None if done else _BEGUN.search(raw)
    text = raw[: begun.start()] if begun else raw
    text = _LEAD.sub("", "".join(c for c in text if c == "\n" or _is_seen(c)))
    plain, markers = _without_markers(_DECORATION.sub("", text))
    places = sentences(plain)
    cited: list[list[int]] = [[] for _ in places]
    for at, numbers in markers:
        owner = max((n for n, (start, _) in enumerate(places) if start < at), default=0)
        if places:
            cited[owner] += numbers
    found: list[Written] = []
    last = 0
    for (start, end), numbers in zip(places, cited, strict=True):
        words = plain[start:end]
        paragraph = not found or "\n" in plain[last:start]
        last = end
        if any(c.isalnum() for c in words):
            found.append(Written(words, tuple(dict.fromkeys(numbers)), paragraph))
    if done:
        return found, ""
    broken = bool(places) and "\n" in plain[places[-1][1] :]  # a line break ends a sentence, too
    if found and not broken:
        return found[:-1], found[-1].words
    return found, ""


def _is_seen(char: str) -> bool:
    return unicodedata.category(char) not in _UNSEEN


def _without_markers(text: str) -> tuple[str, list[tuple[int, list[int]]]]:
    """Text without markers, and each marker's numbers at the place where it stood."""
    pieces, markers, last, length = [], [], 0, 0
    for found in MARKER.finditer(text):
        piece = text[last : found.start()]
        pieces.append(piece)
        length += len(piece)
        markers.append((length, _numbers(found["numbers"])))
        last = found.end()
    return "".join([*pieces, text[last:]]), markers


def _numbers(words: str) -> list[int]:
    words = words.replace("^", "")
    numbers: list[int] = []
    for part in re.split(r"[,、，;；]", words):
        span = _RANGE.search(part)
        if span and 0 < int(span[2]) - int(span[1]) < _WIDEST:
            numbers += range(int(span[1]), int(span[2]) + 1)
        else:
            numbers += [int(number) for number in re.findall(r"\d{1,3}", part)]
    return numbers
