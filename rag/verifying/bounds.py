"""A number as a text has it: at least or at most so much, about so much, from it or to it."""

import re
from dataclasses import dataclass
from typing import Literal

_MORE = re.compile(
    r"^\S{0,2}?(?:以上|を?超|を?越え|を?上回)|^(?: \w+)? (?:or more|and above|or over)"
)

_LESS = re.compile(
    r"^\S{0,2}?(?:以下|未満|以内|に満たな|に満たず|に?[もは]?届[かき]|を?下回|を?切|足らず|弱)|"
    r"^(?: \w+)? (?:or less|"
    r"or fewer|and below)"
)

_MORE_EN = re.compile(
    r"(?:more than|over|above|at least|exceed(?:s|ed|ing)?|upwards of|no fewer than|"
    r"no less than)(?: the)? $",
    re.I,
)

_LESS_EN = re.compile(
    r"(?:less than|fewer than|under|below|up to|at most|within|no more than|short of)(?: the)? $",
    re.I,
)

_KEPT = re.compile(r"\S{0,2}?に(?:収|おさ)ま|前後")

_ABOUT = re.compile(
    r"(?:約|およそ|おおよそ|ほぼ|概ね|おおむね|およ|about|roughly|around|nearly|almost|"
    r"approximately|some) ?$",
    re.I,
)

_ABOUT_AFTER = re.compile(r"^(?:程度|くらい|ぐらい|ほど|前後|近く|余り|余)")

Bound = Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a text has it."""

    value: float
    unit: str  # one of ours, "" for none
    start: int
    end: int
    words: str
    bound: Bound = 0  # 1: this or more; -1: this or less
    about: bool = False
    role: str = ""  # from, to
    kept: bool = False  # 二分に収まった: as little as that


def placed(number: Number, text: str) -> Number:
    """Add what the words beside a number say of it: its bound, its role, how exact it is."""
    before, after = text[max(0, number.start - 24) : number.start], text[number.end :]
    bound: Bound = 0
    if _MORE.match(after) or _MORE_EN.search(before):
        bound = 1
    elif _LESS.match(after) or _LESS_EN.search(before):
        bound = -1
    about = bool(_ABOUT.search(before) or _ABOUT_AFTER.match(after))
    role = ""
    if re.match(r"\w{0,2}?(?:から|だった|であった|より)", after) or re.search(
        r"\bfrom (?:about )?$", before
    ):
        role = "from"
    elif re.match(r"\w{0,2}?(?:まで|へと?|に)(?!満|届|つき)", after) or re.search(
        r"\bto (?:about )?$", before
    ):
        role = "to"
    return Number(
        number.value,
        number.unit,
        number.start,
        number.end,
        number.words,
        bound,
        about,
        role,
        bool(_KEPT.match(after)),
    )
