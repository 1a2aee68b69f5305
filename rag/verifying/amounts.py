"""Whether the numbers of a sentence stand in what it cites, and belong to the same things there."""

import math
import re
from collections.abc import Sequence

from rag.records import Evidence
from rag.verifying.bounds import Number
from rag.verifying.numbers import numbers
from rag.verifying.reading import Reading, read
from rag.verifying.units import MONEY, UNITS
from rag.verifying.words import Word, plain

_LABEL = 2.0  # votes of the word that names what a number is of
_ANCHORS = 4  # words beside a number that say what it counts
_DATED = ("年", "月", "日", "回", "年度")
_YEARS = {
    "今年": 0, "本年": 0, "今年度": 0, "本年度": 0, "来年": 1, "来年度": 1, "翌年": 1,
    "昨年": -1, "去年": -1, "昨年度": -1, "一昨年": -2, "再来年": 2,
    "this year": 0, "next year": 1, "last year": -1,
}  # fmt: skip
_SERIAL = re.compile(r"[①-⑳]")  # a list numbered so may be counted


def unproven(
    statement: Reading, evidence: Sequence[Evidence], context: str = "", asked: str = ""
) -> list[Number]:
    """Numbers of a statement that its citations do not hold, or hold of something else.

    context: words around the citations, which tell a number that they only take up. asked:
    questions that are cited with their answer; their numbers stand beside the answer's own.
    """
    source = read("\n".join(one.words for one in evidence))
    held, headers = [*source.numbers], _headers(evidence, statement)
    if any(is_same(one, other) for one in statement.numbers for other in source.numbers):
        held += numbers(plain(asked))
    taken_up = [one for one in numbers(plain(context)) if not _rivals(one, source)]
    strict = statement.language == source.language == "ja"
    wrong = []
    for number in statement.numbers:
        if number.value == 1 and not strict and number.unit not in MONEY:
            continue  # "a bus" is 一台
        told = [] if number.unit in MONEY else headers
        same = [one for one in (*held, *told, *taken_up) if is_same(number, one, strict=strict)]
        if not same:
            if not _counts(number, source, evidence):
                wrong.append(number)
        elif (
            not any(_agrees(number, one) for one in same)
            or _is_turned(number, same)
            or _is_of_another(number, statement, source, strict=strict)
        ):
            wrong.append(number)
    return wrong


def _agrees(number: Number, other: Number) -> bool:
    return number.bound == other.bound or (number.bound < 0 and other.kept)


def _rivals(number: Number, source: Reading) -> bool:
    return any(one.unit == number.unit for one in source.numbers)


def is_same(number: Number, other: Number, *, strict: bool = True) -> bool:
    """Tell whether two numbers may be the same one: value and unit, or about the value.

    strict: both are of one language, so that their units can be compared.
    """
    if number.unit != other.unit and not _akin(number.unit, other.unit, strict=strict):
        return False
    if math.isclose(number.value, other.value, rel_tol=1e-3 if number.unit == "%" else 1e-9):
        return True
    if not number.about or not other.value or not number.value:
        return False
    size = 10 ** math.floor(math.log10(abs(number.value)))
    return math.isclose(round(other.value / size) * size, number.value)


def _akin(one: str, other: str, *, strict: bool) -> bool:
    if {one, other} in _PAIRS:
        return True
    if {one, other} <= MONEY:
        return False
    if strict:
        return bool({one, other} & {"", "つ"}) and not {one, other} & set(_DATED)
    return "" in (one, other) or not {one, other} <= _KNOWN


_PAIRS = tuple(
    set(pair.split("="))
    for pair in ("月間=月 年間=年 日間=日 時間=時 人=名 年=年度 人=つ 系統=つ 所=つ 台=つ").split()
)
_TITLED = set("回 年 年度 月 日 期 部 号".split())  # what a title counts: it tells no facts
_KNOWN = {*"人 % 月間 年間 日間 時間 分 秒 台 件 回 所 系統 歳 時 週 倍 年 月 日".split(), *MONEY}


def _headers(evidence: Sequence[Evidence], statement: Reading) -> list[Number]:
    """Numbers of the meetings' sessions and dates, and of years told from them.

    A day is the meeting's own only beside no other month.
    """
    months = {one.value for one in statement.numbers if one.unit == "月"}
    found: list[Number] = []
    for one in evidence:
        held = int((one.date or "0-0")[5:7] or 0)
        dated = [n for n in numbers(one.date or "") if n.unit != "日" or months <= {held}]
        titled = [n for n in numbers(one.title) if n.unit in _TITLED]
        found += [*dated, *numbers(one.session or ""), *titled]
        if one.date:
            year = int(one.date[:4])
            text = f"{one.before} {one.words}"
            named = {year + shift for words, shift in _YEARS.items() if words in text}
            found += [Number(value, "年", 0, 0, "") for value in sorted(named)]
        if one.session:
            found += [
                Number(n.value, "回", 0, 0, "") for n in numbers(one.session) if n.value < 1000
            ]
    return found


def _counts(number: Number, source: Reading, evidence: Sequence[Evidence]) -> bool:
    """Tell whether a number counts what a citation enumerates."""
    if number.unit not in ("", "つ", "点", "項", "条") or not 2 <= number.value <= 9:
        return False
    listed = len(set(_SERIAL.findall(" ".join(f"{e.before}{e.words}{e.after}" for e in evidence))))
    return listed == number.value


def _is_turned(number: Number, same: Sequence[Number]) -> bool:
    """Tell whether "from" became "to"."""
    roles = {one.role for one in same}
    return bool(number.role) and bool(roles) and "" not in roles and number.role not in roles


def _is_of_another(number: Number, statement: Reading, source: Reading, *, strict: bool) -> bool:
    """Tell whether what a number is said of belongs to another number in the source.

    Each word beside the number votes: against it, where it stands nearer a rival there, or only in
    another sentence that has a rival.
    """
    if statement.language != source.language:
        return False  # no word can tell
    own = [n for n in source.numbers if is_same(number, n, strict=strict)]
    rivals = [n for n in source.numbers if n not in own and _could_be(number, n, strict=strict)]
    if not own or not rivals:
        return False
    votes = [
        _vote(word, own, rivals, source)
        * (_LABEL if _names(word, number, statement, source) else 1)
        for word in _anchors(number, statement)
    ]
    return sum(votes) < 0


def _names(word: Word, number: Number, statement: Reading, source: Reading) -> bool:
    """Tell whether a word names what a number is of, here and in the source."""
    there = [one for one in source.words if one.plain == word.plain]
    return _is_label(word, number, statement) and any(
        _is_label(one, other, source) for one in there for other in source.numbers
    )


def _is_label(word: Word, number: Number, reading: Reading) -> bool:
    """Tell whether a word is right beside a number: 大人三百円, "50 for guests"."""
    between = reading.text[word.end : number.start]
    behind = reading.text[number.end : word.start]
    return bool(
        re.fullmatch(r"(?:は|が|の|で|も)?", between)
        if word.end <= number.start
        else re.fullmatch(r"(?: [a-z]+)? (?:for|per|from|by) (?:the |all |an? )?", behind)
    )


def _could_be(number: Number, other: Number, *, strict: bool) -> bool:
    if strict:
        return number.unit == other.unit or {number.unit, other.unit} in _PAIRS
    return number.unit == other.unit or (number.unit in MONEY and not other.unit)


def _vote(word: Word, own: Sequence[Number], rivals: Sequence[Number], source: Reading) -> float:
    places = [one for one in source.words if one.plain == word.plain or one.surface == word.surface]
    if not places:
        return 0.0
    mine, own_one = min(_nearest(place, own, source) for place in places)
    theirs, rival = min(_nearest(place, rivals, source) for place in places)
    if mine < _SENTENCE <= theirs:
        return 0.5  # no rival in its sentence
    if word.kind == "verb" and max(mine, theirs) < _COMMA:
        return 0.0  # the verb of both
    first, last = sorted((own_one, rival))
    between = [one for one in source.words if first < one.start < last and one.kind != "verb"]
    if not _STOP.search(source.text[first:last]) and not between:
        return 0.0  # both of one thing: 40を22に減らした
    return float((mine < theirs) - (theirs < mine))


def _nearest(word: Word, choice: Sequence[Number], source: Reading) -> tuple[int, int]:
    """Distance and place of the number nearest to a word."""
    return min((_distance(word, number, source), number.start) for number in choice)


_STOP = re.compile(r"[、。,;:!?\n]|\.\s")


def _anchors(number: Number, statement: Reading) -> list[Word]:
    """Words nearest to a number, and nearer to it than to another number."""
    near = sorted(statement.words, key=lambda word: _distance(word, number, statement))
    mine = [
        word
        for word in near
        if word.plain not in UNITS
        and all(
            _distance(word, number, statement) <= _distance(word, other, statement)
            for other in statement.numbers
            if other.start != number.start
        )
    ]
    return mine[:_ANCHORS]


def _distance(word: Word, number: Number, reading: Reading) -> int:
    """Characters between a word and a number; a comma counts for many, another sentence for more.

    In Japanese a number follows what it counts.
    """
    before = word.end <= number.start
    start, end = (word.end, number.start) if before else (number.end, word.start)
    between = reading.text[start:end]
    stops = len(re.findall(r"[、,;:]", between)) * _COMMA
    sentences = len(re.findall(r"[。!?\n]|\.\s", between)) * _SENTENCE
    return (
        len(between)
        + stops
        + sentences
        + (_AFTER if not before and reading.language == "ja" else 0)
    )


_COMMA, _SENTENCE, _AFTER = 12, 1000, 4  # characters
