"""What puts a sentence on a topic that its own words do not name: lists, their numbers, replies."""

import re
from collections.abc import Mapping, Sequence

from index.terms import terms
from rag.catchup.said import unquoted
from rag.catchup.stance import stance_of
from rag.lines import Line

_MARK = re.compile(r"[①-⑳]")
_NAMES = re.compile(  # "④予約の記録", not "④も出してよい"
    r"[①-⑳](?=[^ぁ-ん、。\s])|^[①-⑳](?![はもをにのがでとかやへ、。\s])"
)
_RANGE = re.compile(r"([①-⑳])(?:から|[~～〜-])([①-⑳])")
_ITEM = re.compile(
    r"(?:[①-⑳]|[(（]?\d+[.)）]|(?:一|二|三|四|五)つ目|第[一二三四五]に|(?:first|second|third)\b)",
    re.I,
)
_ANNOUNCES = re.compile(
    r"(?:次|以下|下記)の(?:[0-9〇一二三四五六七八九十]+ ?(?:つ|点|項目|条件)|条件|とおり|通り)|"
    r"\bthe following\b|\bthese (?:two|three|four|five) \w+",
    re.I,
)
_YIELDS = re.compile(
    r"(?:私|こちら|当社|うち)(?:は|が|も)(?:引き|譲り|折れ)ます|引き下がります|(?:反対|異議|懸念|主張|意見|案)[^、。]{0,6}"
    r"(?:取り下げ|引っ込め|撤回し|撤回いたし)ます|納得(?:し|いたし|でき)ました|"
    r"\bI (?:withdraw|give way|stand down|am satisfied|will not stand in the way)\b",
    re.I,
)
_REPLY = 2  # turns from what somebody says to the same person's reply to the answer


def yields(words: str) -> bool:
    """Tell whether the speaker gives way: "それでしたら、私は引きます。"."""
    return bool(_YIELDS.search(unquoted(words)))


def threaded(lines: Sequence[Line], shares: Sequence[float], wanted: set[str]) -> list[float]:
    """Share of a topic that each line has from the lines around it; -1 where it leaves it out.

    "次の三つが守られるなら賛成です。" has that of the list after it; "④も出してよい" that of what
    the meeting numbered ④, which "①から③までを出す" leaves out; "私は引きます。" that of what the
    person objected to before the answer.

    shares: of the topic's words that each line has by itself; wanted: those words.
    """
    found = [0.0] * len(lines)
    named: dict[str, float] = {}
    objected: dict[str, tuple[int, float]] = {}  # turn of the latest objection, by person
    for at, line in enumerate(lines):
        if not at or line.transcript != lines[at - 1].transcript:
            named, objected = {}, {}
        if _NAMES.search(line.shown):
            _number(named, line.shown, shares[at], wanted)
        elif _MARK.search(line.shown):
            found[at] = _meant(named, line.shown)
        if _ANNOUNCES.search(line.words):
            found[at] = max(found[at], _of_list(lines, shares, at))
        who = line.speaker.known_as if line.speaker else ""
        turn, share = objected.get(who, (0, 0.0))
        if share and turn < line.turn <= turn + _REPLY and yields(line.words):
            found[at] = max(found[at], share)
        if shares[at] > 0 and stance_of(line) == "concern":
            objected[who] = (line.turn, max(shares[at], share if line.turn == turn else 0.0))
    return found


def _meant(named: Mapping[str, float], shown: str) -> float:
    """The largest share among what the numbers of a line stand for; -1 if only others have any."""
    marks = set(_MARK.findall(shown))
    for first, last in _RANGE.findall(shown):
        marks |= {chr(code) for code in range(ord(first), ord(last) + 1)}
    best = max((named.get(mark, 0.0) for mark in marks), default=0.0)
    return best if best or not any(named.values()) else -1.0


def _of_list(lines: Sequence[Line], shares: Sequence[float], at: int) -> float:
    """The largest share among the items that follow in the same turn."""
    best = 0.0
    for place in range(at + 1, len(lines)):
        line = lines[place]
        if (line.transcript, line.turn) != (lines[at].transcript, lines[at].turn):
            break
        if _ITEM.match(line.shown):
            best = max(best, shares[place])
    return best


def _number(named: dict[str, float], shown: str, share: float, wanted: set[str]) -> None:
    """Note what a line numbers; ① begins another list."""
    marks = list(_MARK.finditer(shown))
    if marks[0][0] == "①":
        named.clear()
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(shown)
        own = share
        if share and len(marks) > 1:
            own = len(wanted & set(terms(shown[mark.end() : end]))) / len(wanted)
        named[mark[0]] = own
