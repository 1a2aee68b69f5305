"""Questions that somebody asks another in a session, and the sentences that answer them."""

import re
from collections.abc import Sequence

import numpy as np

from index.encode import Vectors
from index.terms import terms
from rag.catchup import said
from rag.catchup.asking import ends_asking, is_asked
from rag.catchup.found import Place, Question, State
from rag.catchup.nearness import centred
from rag.lines import Line

_REACH = 3  # turns after the asker's in which an answer may stand
_MOST = 3  # sentences of an answer
_NEAR = 0.4  # likeness from which a sentence answers one of several questions

_PUTS_OFF = re.compile(
    r"次回|持ち帰|(?:お答え|回答)(?:でき|しかね|いたしかね)|持ち合わせて|検討中|調べ|後(?:ほど|"
    r"日)|追って|確認(?:し|いた|さ)|把握して(?:おり|い)ま|宿題|"
    r"\b(?:get back|find out|look into|(?:will|shall|'ll|’ll) (?:put|ask|check|note|take|"
    r"come back|report))\b|"
    r"\bleave (?:that|it) (?:for|to|until)\b|\b(?:do not|don['’]t|no) (?:know|have an answer|"
    r"answer)\b",
    re.I,
)
_ECHOES = re.compile(
    r"(?:私|こちら|当方)(?:も|からも)[^。]*(?:知りたい|伺いたい|お聞きしたい|気になって)|"
    r"同じ(?:質問|疑問|こと)|"
    r"\bI (?:would|should|['’]d) (?:also )?like to know\b|\bI was (?:about|going) to ask\b|"
    r"\bsame question\b",
    re.I,
)
_ORDINALS = (
    r"一つ目|一点目|1点目|第一|最初の|first",
    r"二つ目|二点目|2点目|第二|second|もう一",
    r"三つ目|三点目|3点目|第三|third",
)


def questions_in(lines: Sequence[Line], vectors: Vectors) -> tuple[Question, ...]:
    """Questions of one transcript, each with the sentences that answer it.

    vectors: of the lines, as `rag.lines.vectors_of`.
    """
    asked = [place for place in range(len(lines)) if is_asked(lines, place)]
    vectors = centred(vectors)
    found = []
    for place in asked:
        turn = lines[place].turn
        beside = [other for other in asked if lines[other].turn == turn]
        answers = _answers(lines, place, beside, vectors)
        state = _state([lines[answer] for answer in answers])
        answers = answers[:1] if state == "promised" else answers
        found.append(
            Question(
                Place.of(lines[place]), tuple(Place.of(lines[answer]) for answer in answers), state
            )
        )
    return tuple(found)


def _state(answers: Sequence[Line]) -> State:
    if not answers:
        return "open"
    return "promised" if _PUTS_OFF.search(answers[0].words) else "answered"


def _answers(
    lines: Sequence[Line], place: int, beside: Sequence[int], vectors: Vectors
) -> list[int]:
    """Lines that answer a question; `beside` are the questions of its turn."""
    options = _options(lines, place)
    if not options:
        return []
    if len(beside) == 1:
        return _together(lines, options, place, vectors)
    ordered = _by_number(lines, options, beside.index(place))
    if ordered is not None:
        return ordered
    best = [at for at in options if _likeness(lines, vectors, place, at) >= _NEAR]
    mine = [
        at
        for at in best
        if all(
            _likeness(lines, vectors, place, at) >= _likeness(lines, vectors, other, at)
            for other in beside
        )
    ]
    if not mine and len(options) == len(beside):  # as many sentences as questions: in their order
        return [options[beside.index(place)]]
    ranked = sorted(mine, key=lambda at: -_likeness(lines, vectors, place, at))
    return sorted(ranked[:_MOST])


def _options(lines: Sequence[Line], place: int) -> list[int]:
    """Telling lines of the next speaker's turn, or of the one after a mere word between."""
    asker, turn = _who(lines[place]), lines[place].turn
    for number in range(turn + 1, turn + 1 + _REACH):
        inside = [at for at, line in enumerate(lines) if line.turn == number]
        if not inside or _who(lines[inside[0]]) == asker:
            return []
        told = [
            at
            for at in inside
            if not said.is_small_talk(lines[at]) and not ends_asking(lines[at].words)
        ]
        if told and not _ECHOES.search(lines[told[0]].words):
            return told
    return []


def _together(
    lines: Sequence[Line], options: Sequence[int], place: int, vectors: Vectors
) -> list[int]:
    """The first telling line of the answering turn, and those of it that are near."""
    near = [at for at in options[1:] if _likeness(lines, vectors, place, at) >= _NEAR]
    near = sorted(near, key=lambda at: -_likeness(lines, vectors, place, at))[: _MOST - 1]
    return sorted([options[0], *near])


def _by_number(lines: Sequence[Line], options: Sequence[int], at: int) -> list[int] | None:
    """Lines that say which of several questions they answer; None where none says so."""
    marked = [
        (place, number)
        for place in options
        for number, words in enumerate(_ORDINALS)
        if re.search(words, lines[place].words, re.I)
    ]
    if not marked:
        return None
    return [place for place, number in marked if number == at][:_MOST]


def _likeness(lines: Sequence[Line], vectors: Vectors, one: int, other: int) -> float:
    """Cosine, and what share of the words of the shorter sentence stand in the other, halved."""
    mine, theirs = set(terms(lines[one].words)), set(terms(lines[other].words))
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    return float(np.dot(vectors[one], vectors[other])) + shared / 2


def _who(line: Line) -> str:
    return line.speaker.known_as if line.speaker else ""
