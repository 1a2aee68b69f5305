"""Whom a name, an office or a house means among the speakers of a library."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from index.morphemes import tokenizer
from index.records import Speaker
from index.speakers import same_person, split_label
from index.spelling import folded, romaji

_OFFICES = [  # words for one office, as labels and questions have them
    "議長 座長 委員長 司会 司会者 chair chairman chairwoman chairperson 主席 主持人 座长 议长 "
    "委员长 의장 위원장 좌장",
    "所長 director 所长 소장",
    "理事長 会長 社長 president 理事长 会长 社长 이사장 회장",
    "顧問 adviser advisor 顾问 고문",
    "事務局 secretariat 秘书处 사무국",
]
_NO_NAMES = set(  # words of a Latin label that call nobody by themselves
    "am mp ms mr mrs miss dr prof professor postdoc phd grad student speaker chair unknown the "
    "project manager user interface industrial designer marketing expert director minister member "
    "dame sir lord lady hon right of and de van von der chairman secretary guest".split()
)
_FAMILY = 2  # characters up to which a Japanese name is a family name alone
_LEAST = 3  # letters of a part of a Latin name, so that the C of "Professor C" is none


def whom(wanted: str, people: Sequence[Speaker]) -> list[bool]:
    """Tell of each speaker whether a filter means them: by name, else by office, else by house.

    >>> whom("理事長", [split_label("藤崎・中曽根平和研理事長"), split_label("岩田")])
    [True, False]
    """
    named = [same_person(wanted, speaker) for speaker in people]
    if any(named):
        return named
    query = split_label(wanted).label.casefold()
    ways: tuple[Callable[[Speaker], bool], ...] = (
        lambda speaker: bool(speaker.role) and query in _words_for(speaker.role or ""),
        lambda speaker: len(query) > 1 and (speaker.affiliation or "").casefold().startswith(query),
    )
    for belongs in ways:
        names = {speaker.name for speaker in people if belongs(speaker)}
        if names:
            return [speaker.name in names for speaker in people]
    return named


@lru_cache(maxsize=8)
def names_of(people: tuple[Speaker, ...]) -> dict[str, str | None]:
    """What speakers may be called, in lower case -> the filter that finds them, None for several.

    >>> names_of((split_label("黒磯・葦戸バス運行部長"),))["黒磯"]
    '黒磯'
    """
    called: dict[str, set[str]] = {}
    for speaker in people:
        for words in (*_parts(speaker.name), speaker.name, speaker.label):
            called.setdefault(words, set()).add(speaker.name)
    offices = {office for speaker in people if speaker.role for office in _words_for(speaker.role)}
    found = {words.casefold(): _filter(words, names, people) for words, names in called.items()}
    for office in offices - found.keys():
        found[office] = _filter(office, _held(office, people), people)
    return found


@lru_cache(maxsize=8)
def foreign_names_of(people: tuple[Speaker, ...]) -> dict[str, str | None]:
    """As `names_of`, for Japanese names spelled in Latin letters or Hangul: by folded spelling."""
    called: dict[str, set[str]] = {}
    for speaker in people:
        if not speaker.name.isascii():
            for words in (*_parts(speaker.name), speaker.name):
                called.setdefault(folded(romaji(words)), set()).add(speaker.name)
    return {words: _filter("", names, people) for words, names in called.items() if len(words) > 2}


def of_house(house: str, people: tuple[Speaker, ...]) -> str | None:
    """Filter for the speakers of an organisation, or None when it has none: 葦戸バス -> 黒磯."""
    names = {s.name for s in people if s.affiliation and s.affiliation.startswith(house)}
    if not names:
        return None
    return names.pop() if len(names) == 1 else house


def is_family_name(words: str) -> bool:
    """Tell whether Sudachi has Japanese words as a name of people, or of places that name them."""
    kinds = [word.part_of_speech()[2] for word in tokenizer().tokenize(f"{words}さん")][:-1]
    return bool(kinds) and set(kinds) <= {"人名", "地名"}


def _held(office: str, people: tuple[Speaker, ...]) -> set[str]:
    return {s.name for s in people if s.role and office in _words_for(s.role)}


def _filter(words: str, names: set[str], people: tuple[Speaker, ...]) -> str | None:
    if len(names) == 1:
        return next(iter(names))
    found = {
        s.name for s, meant in zip(people, whom(words, people), strict=True) if words and meant
    }
    return words if found == names else None


def _parts(name: str) -> list[str]:
    """Parts by which a person is called: family names, and given names in Latin script."""
    if name.isascii():
        words = [word.strip(",.") for word in name.split()]
        own = [word for word in words if word.casefold() not in _NO_NAMES]
        whole = [" ".join(own)] if len(own) > 1 else []
        return [*(word for word in own if len(word) >= _LEAST), *whole]
    if " " in name:
        return [name.replace(" ", ""), name.partition(" ")[0]]
    if len(name) <= _FAMILY:
        return []
    words = tokenizer().tokenize(f"{name}さん")
    family = [word.surface() for word in words if word.part_of_speech()[3] == "姓"]
    return family[:1] if family and name.startswith(family[0]) else name.split("・")[-1:]


def _words_for(role: str) -> set[str]:
    """Words that mean an office, in all languages: 座長 -> 座長, chair, 의장 and more."""
    words = {role.casefold()}
    for office in _OFFICES:
        if words & set(office.split()):
            words |= set(office.split())
    return words
