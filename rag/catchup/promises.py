"""Promises and homework (宿題): who does what until when.

A promise is a commissive act (Searle, 1976): the speaker commits himself to something to do, or
is asked to by another and does not refuse.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from index.language import main_language
from index.terms import terms
from rag.catchup import said
from rag.catchup.commitments import (
    ACCEPTS,
    DUE,
    EN_NO,
    EN_OF_OTHER,
    EN_PROMISE,
    HOMEWORK,
    LISTED,
    REFUSES,
    UNTIL,
    asks_for_work,
    commits,
    due,
)
from rag.catchup.found import Place, Promise
from rag.catchup.people import named_in
from rag.lines import Line

_EMPTY = set(
    "前 次 後 元 お願い 送る 出す 見せる 聞く 行く 致す 貰う 一つ 今 次回 前回 回 私 皆 "
    "さん 様 御 合わせる 言う 1 つ 件".split()
)
_ACTS = set(
    "調べる 答える 伝える 尋ねる 届ける 配る 確認 報告 説明 回答 連絡 検討 約束 願い".split()
)
_TELLING = 2  # content words, without acts, from which a sentence says what is promised
_SHARED = 0.2  # of the words of a promise, in the sentence that fulfils it


def promises_in(lines: Sequence[Line]) -> tuple[Promise, ...]:
    """Promises of one transcript, in reading order."""
    found: list[Promise] = []
    taken: set[int] = set()
    for place, line in enumerate(lines):
        if line.speaker is None or place in taken:
            continue
        for promise in _of(lines, place):
            if not any(_is_again(promise, other) for other in found):
                found.append(promise)
            if promise.accepted:
                taken.add(promise.accepted.line)
    return tuple(found)


def _is_again(promise: Promise, other: Promise) -> bool:
    """Tell whether a promise is an earlier one of the same person, said again in short."""
    if promise.by != other.by or promise.place.turn == other.place.turn:
        return False
    mine, theirs = set(promise.about), set(other.about)
    return len(mine & theirs) > 1 and len(mine & theirs) / len(mine) >= _SHARED


def _of(lines: Sequence[Line], place: int) -> Iterator[Promise]:
    line = lines[place]
    words = said.unquoted(line.words)
    if main_language(words) != "ja":
        yield from _english(lines, place)
        return
    if listed := LISTED.search(words):
        who = named_in(listed["who"], lines) or ([_me(line)] if "私" in listed["who"] else [])
        if who and _heads_homework(lines, place):
            yield _promise(line, who[0])
        return
    if commits(words):
        before = lines[max(0, place - 1) : place]
        yield _promise(line, _me(line), before=before)
        return
    yield from _requested(lines, place)


def _requested(lines: Sequence[Line], place: int) -> Iterator[Promise]:
    """What others are asked to do: the one who answers that he will, or those who are named."""
    line = lines[place]
    words = said.unquoted(line.words)
    if not asks_for_work(words):
        return
    answer = _answer(lines, place)
    named = [who for who in named_in(words, lines) if who != _me(line)]
    if answer and ACCEPTS.search(answer.words) and not REFUSES.search(answer.words):
        who = _me(answer)
        if not named or who in named:
            yield replace(
                _promise(line, who),
                accepted=Place.of(answer),
                due=due(words) or due(answer.words),
            )
        return
    if UNTIL.search(words) and not _is_refused(lines, place):
        yield from (_promise(line, who, _part(words, who, named, lines)) for who in named)


def _part(words: str, who: str, named: Sequence[str], lines: Sequence[Line]) -> str:
    """What a sentence that asks several persons says from one's name to the next."""
    names = {line.speaker.known_as: line.speaker.name for line in lines if line.speaker}
    start = words.find(names[who])
    ends = [at for other in named if (at := words.find(names[other])) > start]
    return words[start : min(ends, default=len(words))]


def _answer(lines: Sequence[Line], place: int) -> Line | None:
    """First telling line of the next turn, where the turn of a request ends with it."""
    rest = lines[place + 1 :]
    own = list(takewhile(lambda other: other.turn == lines[place].turn, rest))
    if any(not said.is_small_talk(line) for line in own):
        return None
    turn = [line for line in rest[len(own) :] if line.turn == lines[place].turn + 1]
    firm = [line for line in turn if commits(line.words) or ACCEPTS.search(line.words)]
    telling = [line for line in firm if len(line.words) > _NOD]
    return next(iter(telling or firm), None)


_NOD = 8  # characters up to which an answer is no more than a nod: 承知しました。


def _is_refused(lines: Sequence[Line], place: int) -> bool:
    turn = lines[place].turn + 1
    told = next((line for line in lines[place:] if line.turn == turn), None)
    return bool(told and REFUSES.search(told.words))


def _heads_homework(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a list of homework is announced in the turn, before a line."""
    turn = lines[place].turn
    return any(line.turn == turn and HOMEWORK.search(line.words) for line in lines[:place])


def _english(lines: Sequence[Line], place: int) -> Iterator[Promise]:
    line = lines[place]
    if EN_NO.search(line.words):
        return
    if other := EN_OF_OTHER.search(line.words):
        if who := named_in(other["who"], lines):
            yield _promise(line, who[0])
    elif EN_PROMISE.search(line.words):
        yield _promise(line, _me(line))


def _promise(line: Line, by: str, part: str = "", before: Sequence[Line] = ()) -> Promise:
    """A promise; what it is about stands in the line before where its own says too little."""
    words = part or line.words
    about = _content(words, by)
    if len(set(about) - _ACTS) < _TELLING:
        about += _content(" ".join(one.words for one in before if one.turn == line.turn), by)
    return Promise(Place.of(line), by, due(words) or due(line.words), about=about)


def _content(words: str, by: str) -> tuple[str, ...]:
    """Content words, without dates, sounds and the person's own name."""
    bare = DUE.sub(" ", words).replace(by, " ")
    return tuple(
        dict.fromkeys(one for one in terms(bare) if one[0] not in "/~" and one not in _EMPTY)
    )


def _me(line: Line) -> str:
    return line.speaker.known_as if line.speaker else ""
