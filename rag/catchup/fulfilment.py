"""Where promises are fulfilled in later sessions: the same person says that it is done."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.terms import terms
from rag.catchup.found import Place, Promise
from rag.lines import Line

_DONE = re.compile(  # the speaker says that it is done
    r"(?:て|持って)まいり(?:まし|ます)|宿題|お?約束(?:した|の|どおり)|前回(?:の)?(?:お約束|"
    r"ご?質問|お?尋ね|ご?指摘)|"
    r"(?:尋ね|調べ|確認し|確かめ|照会し|送り|送っ|お送りし|配り|配っ|作り|作成し|まとめ|試算し|"
    r"計算し|集計し|伺い|聞い|聞き|"
    r"用意し|提出し|報告し|話し合い|相談し|減らし|書い)[^、。]{0,8}(?:まし|た)|"
    r"\b(?:as promised|since then|I (?:have )?(?:\w+ed|sent|put|found|wrote|brought|spoke))\b",
    re.I,
)
_BRINGS = re.compile(
    r"てまいりました|持ってまいり|宿題|お約束|as promised", re.I
)  # one word is enough
_SAID = re.compile(r"と(?:も|は)?(?:申|言い|言っ|思って)[^、。]{0,8}。?$")
_SHARED = 0.2  # of the words of a promise, in the sentence that fulfils it


def kept(promises: Sequence[Promise], later: Sequence[Line]) -> tuple[Promise, ...]:
    """The promises, each with the line of a later session in which its person fulfils it."""
    return tuple(
        promise if promise.kept else replace(promise, kept=_fulfils(promise, later))
        for promise in promises
    )


def _fulfils(promise: Promise, later: Sequence[Line]) -> Place | None:
    """The line that says it is done, nearest in words."""
    wanted = set(promise.about)
    best, most = None, _SHARED
    for line in later:
        if _who(line) != promise.by or not _DONE.search(line.words) or _SAID.search(line.words):
            continue
        common = wanted & set(terms(line.words))
        shared = len(common) / max(1, len(wanted))
        needed = 1 if _BRINGS.search(line.words) else min(2, len(wanted))
        if shared > most and len(common) >= needed:
            best, most = line, shared
    return Place.of(best) if best else None


def _who(line: Line) -> str:
    return line.speaker.known_as if line.speaker else ""
