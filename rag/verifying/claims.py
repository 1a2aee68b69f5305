"""What a sentence claims in other words than its source: counts, stances, denials, absolutes.

A sentence that was looked up is held against whatever comes nearest to it, and a model's against
what it cites: what only sounds like it is told apart here.
"""

import re
from collections.abc import Iterator, Sequence

from rag.records import Fault
from rag.verifying import saying
from rag.verifying.kin import kin, sides
from rag.verifying.reading import Reading, read

_STANCES = kin("賛成") | kin("反対") | kin("約束") | kin("決める") | kin("合意") | kin("拒否")
_BINDS = kin("約束")  # who says what he will do has promised it
_WILL = re.compile(
    r"(?:し|り|き|え|べ|め|み)ます。?(?:\n|$)|\b(?:I|we)(?: will|'ll| shall)\b", re.I
)
_AGAINST = kin("反対") | kin("拒否")
_FOR = kin("提案") | kin("求める") | kin("望む")  # who proposes a thing is not against it
_ABSOLUTE = re.compile(
    r"無条件|全員一致|満場一致|例外なく|一切|永久に|完全に|全面的に|"
    r"\b(?:unconditional\w*|unanimous\w*|without exception|always|never)\b",
    re.I,
)
_ANY_UNIT = {"", "つ"}  # 三つ counts whatever was listed before
_STAYS = {"居る", "おる", "いる"}  # 解けておりません denies 解ける, and 出なくなる denies 出る


def unlike(statement: Reading, source: Reading) -> tuple[Fault, ...]:
    """Faults of a sentence by what seems to prove it."""
    return (*_counts(statement, source), *_stances(statement, source), *_denied(statement, source))


def rivals(words: str, wrong: Sequence[str], lines: Sequence[str]) -> bool:
    """Tell whether lines hold another number of a kind that a sentence has wrongly."""
    own, others = read(words).numbers, read("\n".join(lines)).numbers
    units = {one.unit for one in own if one.words in wrong}
    values = {one.value for one in own}
    return any(one.unit in units and one.value not in values for one in others)


def _counts(statement: Reading, source: Reading) -> Iterator[Fault]:
    """Numbers in whose place the lines themselves have another of the same unit, and only it."""
    for number in statement.numbers:
        there = [one.value for one in source.numbers if one.unit == number.unit and one.unit]
        mine = {one.value for one in statement.numbers if one.unit == number.unit}
        loose = {one.value for one in source.numbers if one.unit in _ANY_UNIT}
        if there and not mine & set(there) and not number.about and number.value not in loose:
            yield Fault("number", number.words)


def _stances(statement: Reading, source: Reading) -> Iterator[Fault]:
    """Stances and absolutes that nobody takes in the lines."""
    taken = {axis for word in source.words for axis in sides(word.plain)}
    said = saying.frame(statement.text)
    for word in statement.words:
        if word.start >= said or (word.forms & _BINDS and _WILL.search(source.text)):
            continue
        if word.forms & _STANCES and not (word.forms & source.forms):
            if word.forms & _AGAINST and any(one.forms & _FOR for one in source.words):
                yield Fault("polarity", word.surface)
            elif not taken & set(sides(word.plain)):
                yield Fault("support", word.surface)
    for found in _ABSOLUTE.finditer(statement.text):
        if not _ABSOLUTE.search(source.text):
            yield Fault("polarity", found[0])


def _denied(statement: Reading, source: Reading) -> Iterator[Fault]:
    """Words that the lines deny by an auxiliary, and the sentence affirms."""
    denied = {
        word.plain
        for word, after in zip(source.words, source.words[1:], strict=False)
        if after.plain in _STAYS and after.denied and word.kind == "verb" and not word.denied
    }
    denied |= {
        word.plain
        for word in source.words
        if word.denied and source.text.startswith("なくな", word.end)
    }
    follows = {
        word.start
        for word, after in zip(statement.words, statement.words[1:], strict=False)
        if after.denied
    }
    for word in statement.words:
        if word.plain in denied and not word.denied and word.start not in follows:
            yield Fault("polarity", word.surface)
