"""How like two names of speakers are, and whether what the labels say of them agrees."""

import re
from collections.abc import Sequence

from index.morphemes import tokenizer
from index.records import Speaker
from index.roster import Person
from index.speakers import name_parts
from index.spelling import folded, romaji, shinjitai

_VARIANTS = str.maketrans(  # characters of names that are one and the same to those who write them
    "髙﨑邉濵𠮷冨嶋嶌桒栁埜礒", "高崎辺浜吉富島島桑柳野磯"
)
_BETWEEN = re.compile(r"[\s・.'’_-]")  # what stands between the parts of a name, or does not
_NUMBERED = re.compile(r"\d|[^\x00-\x7f] ?[A-Z]$")  # 参加者2, 質問者B: no misspellings
_LOOKS = str.maketrans(  # characters that are typed or recognised for each other
    {
        other: alike[0]
        for alike in "栗粟 荻萩 綱網 崎埼 島鳥烏 太大犬 未末 土士 千干 門問間 阪坂板 藤籐 爪瓜 "
        "宮官 今令 輪輸 己巳已 博傅 治冶 佑祐裕 郎朗 徹撤 隆降 綿錦 堀掘".split()
        for other in alike
    }
)
_SPELLED = re.compile(r"[A-Za-z .'’-]+|[ァ-ヴー・]+")  # names in letters, not in kanji
_LONG = 5  # letters of a name from which one is not much to differ by
_LEAST = 3  # letters of a name that tell it from others when it is spelled in another script


def names_of(person: Person) -> dict[str, None]:
    """Name of an entry, and the names of its labels."""
    return dict.fromkeys((person.name, *(labelled.speaker.name for labelled in person.labels)))


def spelling(name: str) -> str:
    """Key under which spellings of one name meet.

    >>> spelling("髙橋 一郎") == spelling("高橋一郎")
    True
    """
    return shinjitai(_BETWEEN.sub("", name).translate(_VARIANTS)).casefold()


def in_latin(person: Person, *, written: bool) -> set[str]:
    """Keys of names and parts of names, those written in Latin letters or those read so."""
    names = [name for name in names_of(person) if name.isascii() is written]
    words = [part for name in names for part in (*name_parts(name), name)]
    latin = [word if written else romaji(spelling(word)) for word in words]
    # folding hears no voice, and so takes Gotō for Kōdō: the first letter must be the same, too
    return {f"{word[:1].casefold()}{folded(word)}" for word in latin if len(word) >= _LEAST}


def is_office(person: Person) -> bool:
    """Tell whether all labels of an entry are offices alone: 司会, 事務局."""
    return all(one.speaker.name == one.speaker.role for one in person.labels)


def slipped(one: str, other: str) -> bool:
    """Tell whether one name is likely a misspelling of the other: one character is wrong.

    In kanji, where one character makes another family, only one that is read the same or looks
    alike. Numbered people are never each other.

    >>> slipped("栗林", "粟林"), slipped("田中", "田村"), slipped("参加者1", "参加者2")
    (True, False, False)
    """
    if _NUMBERED.search(one) or _NUMBERED.search(other) or not _one_apart(one, other):
        return False
    if min(len(one), len(other)) >= _LONG and _SPELLED.fullmatch(one + other):
        return True
    if one.isascii() or other.isascii():
        return False
    alike = len(one) == len(other) and one.translate(_LOOKS) == other.translate(_LOOKS)
    return alike or romaji(one) == romaji(other)


def _one_apart(one: str, other: str) -> bool:
    """Tell whether one character is another, missing or too many."""
    short, long = sorted((one, other), key=len)
    pairs = enumerate(zip(short, long, strict=False))
    same = next((place for place, (a, b) in pairs if a != b), len(short))
    if len(short) == len(long):
        return short != long and short[same + 1 :] == long[same + 1 :]
    return len(long) - len(short) == 1 and short[same:] == long[same + 1 :]


def at_odds(one: Person, other: Person) -> bool:
    """Tell whether two entries state offices, or houses, of which none agree."""
    return _disagree(one.roles, other.roles) or _disagree(one.affiliations, other.affiliations)


def agree(one: Speaker, other: Speaker) -> bool:
    """Tell whether two labels state one office, or one house."""
    pairs = ((one.role, other.role), (one.affiliation, other.affiliation))
    return any(
        first
        and second
        and first.isascii() == second.isascii()
        and not _disagree([first], [second])
        for first, second in pairs
    )


def is_surname(name: str) -> bool:
    """Tell whether a name is one word that many may bear: 岩田, Marsh; not 岩田太郎 or 参加者2.

    A Japanese name must be one that Sudachi's dictionary has for people, or for places.
    """
    if _NUMBERED.search(name) or not set(name_parts(name)) <= {name}:
        return False
    if name.isascii():
        return bool(name_parts(name))
    kinds = [word.part_of_speech()[2] for word in tokenizer().tokenize(f"{name}さん")][:-1]
    return bool(kinds) and set(kinds) <= {"人名", "地名"}


def differ(one: Speaker, other: Speaker) -> bool:
    """Tell whether two labels state offices, or houses, that do not agree."""
    offices = [[speaker.role] if speaker.role else [] for speaker in (one, other)]
    houses = [[speaker.affiliation] if speaker.affiliation else [] for speaker in (one, other)]
    return _disagree(*offices) or _disagree(*houses)


def _disagree(some: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether both are stated and none is part of another: 研究員 agrees with 主任研究員.

    What is stated in two scripts is not compared.
    """
    return bool(some and others) and not any(
        one in other or other in one or one.isascii() != other.isascii()
        for one in some
        for other in others
    )
