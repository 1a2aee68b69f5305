"""Where promises are fulfilled in later sessions: the same person says that it is done.

He says so, or that what he promised lies before the others or was answered; or he is called upon
to tell it, and tells. That it is not done yet, or is promised again, fulfils nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from index.terms import terms
from rag.catchup import said
from rag.catchup.commitments import ACCEPTS, REFUSES, UNTIL, commits
from rag.catchup.found import Place, Promise
from rag.catchup.people import named_in
from rag.lines import Line
from rag.verifying.asking import asks

_DONE = re.compile(  # the speaker says that it is done
    r"(?:て|持って)まいり(?:まし|ます)|宿題|お?約束(?:した|の|どおり)|前回(?:の)?(?:お約束|"
    r"ご?質問|お?尋ね|ご?指摘)|"
    r"(?:尋ね|調べ|確認し|確かめ|照会し|送り|送っ|お送りし|配り|配っ|お?届け(?:し)?|お?渡し|作り|"
    r"作成し|まとめ|試算し|"
    r"計算し|集計し|数え|測り|測っ|伺い|聞い|聞き|問い合わせ|見積もり|修正し|手配し|持ち帰(?:り|っ)|"
    r"用意し|提出し|報告し|話し合い|相談し|協議し|減らし|書い|書き)[^、。]{0,8}(?:まし|た)|"
    r"をいただきました|ましたところ|(?:て|んで)(?:ござい|あり)ます|とのこと(?:です|でし)|"
    r"\b(?:as promised|since then|I (?:have )?(?!wanted|hoped|intended|needed|tried)"
    r"(?:\w+ed|sent|put|found|wrote|brought|spoke))\b",
    re.I,
)
_BRINGS = re.compile(
    r"てまいりました|持ってまいり|宿題|お約束|as promised", re.I
)  # one word is enough
_HERE = re.compile(  # it lies before the others, or was answered by those who were asked
    r"お手元|資料|別紙|画面に|ご覧|回覧|(?:返事|回答|連絡)[^、。]{0,4}(?:いただ|あり|届|来|もら)|"
    r"\b(?:in front of you|before you|attached|you have (?:it|them)|"
    r"ha(?:s|ve) (?:answered|replied))\b",
    re.I,
)
_PAST = re.compile(r"(?:まし|でし)た(?:。|が、|$)")
_SAID = re.compile(  # by himself once, or by others
    r"と(?:も|は)?(?:申|言い|言っ|思って|(?:聞い|伺っ)て(?:い|おり)|聞きました|伺いました)[^、。]{0,8}。?$"
)
_NOT_DONE = re.compile(
    r"まだ|途中|かけの|間に合(?:い|っ|わ)|もう(?:少し|しばらく)|いま?しばらく|お待ち|(?:でき|終わ|済ん|届|伺え|"
    r"至|取れ|着手)[^、。]{0,4}(?:ません|ない|おらず)|忘れて|たかった|つもりでした|"
    r"\b(?:not|yet|never|(?:I|we) will|failed|forgot)\b|n['’]t\b",
    re.I,
)
_CALLED_ON = re.compile(  # a chair's words that give somebody the floor, or ask how it came out
    r"お願い|どうぞ|いかが|どうなり|どうでし|(?:分|わ)かりました(?:か|でしょうか)|"
    r"(?:報告|説明|発表|紹介|お話し?)[^。]{0,6}(?:いただ|もら|ください)|"
    r"\b(?:would you|could you|can you|will you|over to|please|(?:what|how) did)\b",
    re.I,
)
_SHARED = 0.2  # of the words of a promise, in the sentence that fulfils it
_CALLED = 0.3  # of them, in the words that call upon the person
_SEEN = 0.4  # of them, where no word says that it was done


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence by which its speaker may fulfil what he promised, in words like it."""

    line: Line
    words: frozenset[str]
    least: int  # words that it must share with the promise
    share: float  # of the promise's words, which it must share
    act: bool = False  # the promised act, which the promise names last, must be among them


def kept(promises: Sequence[Promise], later: Sequence[Line]) -> tuple[Promise, ...]:
    """The promises, each with the line of a later session in which its person fulfils it."""
    if all(promise.kept for promise in promises):
        return tuple(promises)
    done, told = tuple(_done(later)), tuple(_told_when_called(later))
    return tuple(
        promise
        if promise.kept
        else replace(promise, kept=_nearest(promise, done) or _nearest(promise, told))
        for promise in promises
    )


def _nearest(promise: Promise, candidates: Sequence[_Candidate]) -> Place | None:
    """The sentence of the person that is nearest to the promise in words."""
    wanted = set(promise.about)
    best, most = None, 0
    for one in candidates:
        common = len(wanted & one.words)
        near = common >= min(one.least, len(wanted)) and common > one.share * len(wanted)
        if one.act and not one.words.intersection(promise.about[-1:]):
            continue
        if _who(one.line) == promise.by and near and common > most:
            best, most = one.line, common
    return Place.of(best) if best else None


def _done(later: Sequence[Line]) -> Iterator[_Candidate]:
    """Sentences that say of something that it is done."""
    for line in later:
        words = said.unquoted(line.words)
        if _is_open(words):
            continue
        said_so = _DONE.search(words) or _BRINGS.search(words)
        if not (said_so or _HERE.search(words) or _PAST.search(words)):
            continue
        yield _Candidate(
            line,
            frozenset(terms(line.words)),
            least=1 if _BRINGS.search(words) else 2,
            share=_SHARED if said_so else _SEEN,
            act=not (said_so or _HERE.search(words)),
        )


def _is_open(words: str) -> bool:
    """Tell whether a sentence says that something is still to do, or only what was once said."""
    asked = asks(words) and "ましたが、" not in words
    return bool(asked or _NOT_DONE.search(words) or _SAID.search(words) or commits(words))


def _told_when_called(later: Sequence[Line]) -> Iterator[_Candidate]:
    """What is told first by those who are given the floor, with the words that gave it."""
    turns = [tuple(turn) for _, turn in groupby(later, key=lambda line: line.turn)]
    for turn, following in pairwise(turns):
        answer = next((one for one in following if not _says_nothing(one)), None)
        if answer is None or _is_open(answer.words) or REFUSES.search(answer.words):
            continue
        for line in turn:
            if _gives_floor(line.words) and _who(answer) in named_in(line.words, later):
                yield _Candidate(answer, frozenset(terms(line.words)), 2, _CALLED)


def _gives_floor(words: str) -> bool:
    return bool(_CALLED_ON.search(words)) and not UNTIL.search(words)


def _says_nothing(line: Line) -> bool:
    return said.is_small_talk(line) or bool(ACCEPTS.fullmatch(line.words.rstrip("。.")))


def _who(line: Line) -> str:
    return line.speaker.known_as if line.speaker else ""
