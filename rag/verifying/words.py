"""What a sentence says, word by word: plain forms, whether denied, and how surely it is said."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Kind = Literal["noun", "verb", "quality", "name"]
Mood = Literal["wish", "may", "should", "if", "past", "ask", "hard"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word that carries meaning."""

    surface: str
    forms: frozenset[str]  # plain form, sounds, and the groups of its kin
    plain: str
    kind: Kind
    start: int  # in the plain text
    end: int
    clause: int  # counted from 0 in its sentence or sentences
    denied: bool = False
    moods: frozenset[Mood] = frozenset()


def plain(text: str) -> str:
    """Text in NFKC, radicals as characters, blanks as one, none beside Japanese; line breaks stay.

    >>> plain("１２  件⾧ by  Rusk")
    '12件長by Rusk'
    """
    text = unicodedata.normalize("NFKC", text).translate(_RADICALS)
    text = re.sub(r"[^\S\n]+", " ", re.sub(r"\s*\n\s*", "\n", text))
    return re.sub(rf" (?={_WIDE})|(?<={_WIDE}) ", "", text).strip()


_WIDE = "[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]"
_RADICALS = str.maketrans("⻑⻄⻘⻝⻩⺠⻁⻤⻨⻲", "長西青食黄民虎鬼麦亀")  # NFKC leaves these alone
