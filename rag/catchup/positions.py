"""How one person's words on a topic moved from session to session."""

import re
from collections.abc import Iterable, Mapping, Sequence

from index.encode import Vectors
from index.layout import columns
from rag.catchup.found import History, Place, Position, Stance, Taken
from rag.catchup.nearness import nearness
from rag.catchup.said import unquoted
from rag.lines import Line

_TURNS = re.compile(
    r"考え(?:方)?(?:が|を|も)[^、。]{0,6}(?:変わ|変え|改め|あらため)|(?:意見|立場|方針|"
    r"見方)を(?:変え|改め)|"
    r"(?:前回|先日|以前|当初|春に?|[0-9一二三四五六七八九十]+月に)[^。]{0,40}(?:申し(?:まし|"
    r"上げまし)た|提案しました|言いました)が、|"
    r"(?:取り下げ|撤回し|撤回いたし)ます|間違っていました|誤りでした|見誤って(?:いまし|おりまし)た|"
    r"\b(?:I have |I['’]ve )?(?:changed my (?:mind|view|position)|come round|"
    r"had second thoughts)\b|"
    r"\bI (?:withdraw|have dropped|was wrong|no longer (?:think|believe|oppose|object))\b|"
    r"\blast (?:time|meeting) I said\b.*\bbut\b",
    re.I,
)
_FACT, _TELLS = 0.05, 0.8  # what stating a fact, and saying that it changed, add to being near
_SHORTEST = 30  # columns of a sentence that says something without a stance
_SIDES = ("agree", "concern", "reservation")  # stances that can take an earlier one back
_LEAST = 0.3  # of being on the topic, without which nothing adds


def turns(words: str) -> bool:
    """Tell whether the speaker says that the position is another one than before.

    >>> turns("五人と申しましたが、考えが変わりました。"), turns("「考えが変わった」と聞きました。")
    (True, False)
    """
    return bool(_TURNS.search(unquoted(words)))


def positions(
    person: str,
    topic: str,
    lines: Sequence[Line],
    vectors: Vectors,
    *,
    query: Vectors,
    taken: Iterable[Taken],
) -> tuple[Position, ...]:
    """The lines that say best where a person stands on a topic, in order.

    One of each session, and the last one that takes another side after it.

    person: name of the entry; lines: of all sessions in the order of their dates; vectors: one a
    line; query: the topic's; taken: stances of the same lines. A session in which the person says
    nothing on the topic has none.
    """
    found = histories(lines, nearness(topic, lines, vectors, query), taken)
    return next((one.positions for one in found if one.person == person), ())


def histories(
    lines: Sequence[Line], scores: Sequence[float], taken: Iterable[Taken]
) -> tuple[History, ...]:
    """Positions of everybody who says something on a topic, in order of their first words on it.

    scores: how much each line is on the topic (`nearness`).
    """
    stances = {(one.place.transcript, one.place.line): one.stance for one in taken}
    said: dict[str, list[tuple[float, Line]]] = {}
    for line, near in zip(lines, scores, strict=True):
        if near >= _LEAST and line.speaker is not None:
            said.setdefault(line.speaker.known_as, []).append((near, line))
    found = [History(person, _best(own, stances)) for person, own in said.items()]
    return tuple(one for one in found if one.positions)


def _best(
    said: Sequence[tuple[float, Line]], stances: Mapping[tuple[str, int], Stance]
) -> tuple[Position, ...]:
    """The best line of each session, and the side last taken in it, where it is another."""
    best: dict[str, tuple[bool, float, Line, Stance | None]] = {}
    last: dict[str, tuple[Line, Stance | None]] = {}
    for near, line in said:
        stance = stances.get((line.transcript, line.place))
        tells = turns(line.words)
        takes = tells or stance not in (None, "fact")
        if columns(line.words) < _SHORTEST and not takes:
            continue
        score = near + (_FACT if stance == "fact" else 0.0) + (_TELLS if tells else 0.0)
        if line.transcript not in best or (takes, score) > best[line.transcript][:2]:
            best[line.transcript] = (takes, score, line, stance)
        if stance in _SIDES:
            last[line.transcript] = (line, stance)
    found = []
    for transcript, (_, _, line, stance) in best.items():
        found.append((line, stance))
        after, other = last.get(transcript, (line, stance))
        if after.place > line.place and other != stance:
            found.append((after, other))
    return _in_order(found)


def _in_order(said: Sequence[tuple[Line, Stance | None]]) -> tuple[Position, ...]:
    found: list[Position] = []
    before: Stance | None = None
    for line, stance in said:
        moved = bool(before and stance and stance not in ("fact", before))
        found.append(Position(Place.of(line), stance, moved or turns(line.words)))
        before = stance if stance and stance != "fact" else before
    return tuple(found)
