"""Where sentences end in search text, brackets and quotes respected; and whether one asks."""

import re
from collections import Counter

_OPEN = dict(zip("「『（(［[【〈《“〔", "」』）)］]】〉》”〕", strict=True))
_CLOSERS = "」』）)］]】〉》”’\"'〕"
_STRONG = "。！？!?｡"
_QUOTE_LIMIT = 150  # characters; a longer quotation is cut inside like any speech
_GOES_ON = re.compile(r"(?:と|って|という|との|」)")  # 「…か?」と聞いた: the sentence goes on
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_FOLLOWS = re.compile(rf"[{re.escape(_CLOSERS)}]* +[\"'“‘(]?(?:[A-Z0-9]|[\u3040-\u9fff])")
_NUMBER = 8  # characters of a number with which a paragraph begins
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|cf|No|Fig|Vol|pp|Inc|Ltd|Co|Jr|Sr)|\b[A-Z])$"
)


_ASKS = re.compile(
    r"(?:か|かね|かな|でしょう|のか|ですか|ますか)[。？?」』]*$|[？?][」』”\"']*$|"
    r"(?:伺い|お聞き|お尋ね|教えて|ご説明)(?:し)?(?:たい|いただ|くださ|願い)[^。]*。?$"
)


def asks(text: str) -> bool:
    """Tell whether a sentence, or a text by its last one, asks: asks("運賃はいくらですか。")."""
    return bool(_ASKS.search(text.rstrip()))


def sentences(text: str) -> list[tuple[int, int]]:
    """Ranges of the sentences, in order, without white space around them.

    >>> sentences("はい。「そう。です」と。 A b. C d.")
    [(0, 3), (3, 13), (14, 18), (19, 23)]
    """
    found: list[tuple[int, int]] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        start = paragraph.start()
        for end in [*_ends(paragraph[0], start), paragraph.end()]:
            words = text[start:end]
            if words.strip():
                begin = start + len(words) - len(words.lstrip())
                found.append((begin, begin + len(words.strip())))
            start = end
    return found


def _ends(paragraph: str, offset: int) -> list[int]:
    shielded = _shielded(paragraph)
    ends, i = [], 0
    while i < len(paragraph):
        if i in shielded or not _terminates(paragraph, i):
            i += 1
            continue
        while i + 1 < len(paragraph) and paragraph[i + 1] in _STRONG + _CLOSERS:
            if i + 1 in shielded:
                break
            i += 1
        i += 1
        if not (paragraph[i - 1] != "。" and _GOES_ON.match(paragraph, i)):
            ends.append(offset + i)
    return ends


def _terminates(text: str, i: int) -> bool:
    char = text[i]
    after = text[i + 1 : i + 2]
    if char in "。｡":
        return True
    if char in _STRONG:
        return not after or after in _STRONG + _CLOSERS + " " or bool(_WIDE.match(after))
    if char != ".":
        return False
    if i and _WIDE.match(text[i - 1]):
        return after != "."
    if i < _NUMBER and text[:i].strip().isdigit():  # "1. " at a paragraph's head numbers it
        return False
    return bool(_FOLLOWS.match(text, i + 1)) and not _ABBREVIATION.search(text[max(0, i - 8) : i])


def _shielded(text: str) -> set[int]:
    """Offsets inside brackets and quotes that close again within reach."""
    stack: list[tuple[str, int]] = []
    waited_for: Counter[str] = Counter()  # closers of what is on the stack
    inside: set[int] = set()
    for i, char in enumerate(text):
        if char in _OPEN:
            stack.append((_OPEN[char], i))
            waited_for[_OPEN[char]] += 1
        elif waited_for[char]:
            closer = ""
            while closer != char:
                closer, begin = stack.pop()
                waited_for[closer] -= 1
            if i - begin <= _QUOTE_LIMIT:
                inside.update(range(begin, i))
    return inside
