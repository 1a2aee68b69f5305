"""How an answer is spoken: plainly, without faces, cries or endings that belong to no sentence."""

import re
from collections.abc import Iterable

from index.morphemes import tokenizer
from rag.verifying.words import plain

_PLAIN = (
    r"\w\s、。，．・,.!?;:'\"()\[\]「」『』〈〉《》【】〔〕“”‘’…‥ー~〜\-‐–—−/%‰&+±×÷=°℃#*@¥$€£§→"
)
_SIGNS = re.compile(rf"[^{_PLAIN}]|(?<!\w)_|_(?!\w)")  # faces and pictures are made of others
_REPEATED = re.compile(r"[!?]{3,}|([~〜*#=])\1{2,}|[♪☆★♡♥]")
_SHOUT = re.compile(r"\b[A-Z]{2,}(?:[ ,:;-]+(?:[A-Z]{2,}|[AI]\b)){2,}")  # three: no abbreviation
_CLOSED = ("です", "ます", "だ")  # after their plain form only particles and auxiliaries follow
_FOLLOW = ("助詞", "助動詞", "補助記号", "空白", "接尾辞", "形状詞", "記号")
_FORMAL = ("こと", "もの", "とおり", "ところ", "ため", "ゆえ", "わけ", "はず")
_LAUGHS = re.compile(r"[(（](?:笑|爆笑|苦笑|泣|涙|汗|怒)[)）]|(?<![A-Za-z])[wｗ]{2,}(?![A-Za-z])|"
                     r"[。!?]?(?<=[いたすだ。!?])[wｗ草](?=[。!?]?$)")  # fmt: skip


def strange(words: str, cited: Iterable[str]) -> list[str]:
    """Signs, capitals and endings of a sentence that nothing it cites has.

    >>> strange("三百円です(^o^)。", ["三百円です。"]), strange("三百円ですにゃん。", [])
    (['^', '^'], ['にゃん'])
    """
    text, held = plain(words), " ".join(plain(one) for one in cited)
    found = [
        part[0]
        for form in (_SIGNS, _REPEATED, _SHOUT, _LAUGHS)
        for part in form.finditer(text)
        if part[0] not in held
    ]
    ending = _ending(text)
    return [*found, ending] if ending and ending not in held else found


def _ending(text: str) -> str:
    """What follows a finished predicate at the end and is neither particle nor mark."""
    pieces = list(tokenizer(short=True).tokenize(text))
    for place, piece in enumerate(pieces):
        closed = piece.surface() in _CLOSED and piece.part_of_speech()[0] == "助動詞"
        if not closed or not piece.part_of_speech()[5].startswith(("終止形", "連体形")):
            continue
        rest = pieces[place + 1 :]
        tail = [one for one in rest if one.part_of_speech()[0] not in _FOLLOW]
        only = len(tail) == 1 and len(rest) <= 2 and rest[0] is tail[0]
        if only and tail[0].surface() not in _FORMAL:
            return str(tail[0].surface())
    return ""
