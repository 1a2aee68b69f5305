"""Whom a name, an office or a house means among the speakers of a library."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from index.morphemes import tokenizer
from index.records import Speaker
from index.speakers import name_parts, same_person, split_label
from index.spelling import folded, romaji

_OFFICES = [  # words for one office, as labels and questions have them
    "議長 座長 委員長 司会 司会者 chair chairman chairwoman chairperson 主席 主持人 座长 议长 "
    "委员长 의장 위원장 좌장",
    "所長 director 所长 소장",
    "理事長 会長 社長 president 理事长 会长 社长 이사장 회장",
    "顧問 adviser advisor 顾问 고문",
    "事務局 secretariat 秘书处 사무국",
]


def whom(wanted: str, people: Sequence[Speaker]) -> list[bool]:
    """Tell of each speaker whether a filter means them: by name, else by office, else by house.

    All labels that an editor gave to one person are meant together.

    >>> whom("理事長", [split_label("藤崎・中曽根平和研理事長"), split_label("岩田")])
    [True, False]
    """
    named = _named(wanted, people)
    if any(named):
        return named
    query = split_label(wanted).label.casefold()
    ways: tuple[Callable[[Speaker], bool], ...] = (
        lambda speaker: bool(speaker.role) and query in _words_for(speaker.role or ""),
        lambda speaker: len(query) > 1 and (speaker.affiliation or "").casefold().startswith(query),
    )
    for belongs in ways:
        names = {speaker.known_as for speaker in people if belongs(speaker)}
        if names:
            return [speaker.known_as in names for speaker in people]
    return named


def _named(wanted: str, people: Sequence[Speaker]) -> list[bool]:
    """Tell of each speaker whether a filter names them.

    A bare name means all who bear it; a label or a name with an office, of those who were told
    apart, the one whose it is.
    """
    query = split_label(wanted)
    if query.role or query.affiliation:
        exact = {speaker.person for speaker in people if speaker.person and _is_of(speaker, query)}
        if exact:
            return [speaker.person in exact for speaker in people]
    named = [same_person(wanted, speaker) or _is_called(query, speaker) for speaker in people]
    persons = {speaker.person for speaker, meant in zip(people, named, strict=True) if meant}
    persons.discard(None)
    return [
        meant or speaker.person in persons for speaker, meant in zip(people, named, strict=True)
    ]


def _is_called(query: Speaker, speaker: Speaker) -> bool:
    """Tell whether a query names the person whom an editor knows by a label, in full or in part."""
    if speaker.person is None:
        return False
    parts = (part for name in _names(speaker) for part in name_parts(name))
    bare = query.role is None and query.name.casefold() in (part.casefold() for part in parts)
    return bare or same_person(query.label, split_label(speaker.person))


def _is_of(speaker: Speaker, query: Speaker) -> bool:
    """Tell whether a label states all that a query does, or its person is called just so."""
    if query.label.casefold() in (speaker.label.casefold(), (speaker.person or "").casefold()):
        return True
    return (
        query.name.casefold() == speaker.name.casefold()
        and query.role in (None, speaker.role)
        and query.affiliation in (None, speaker.affiliation)
    )


@lru_cache(maxsize=8)
def names_of(people: tuple[Speaker, ...]) -> dict[str, str | None]:
    """What speakers may be called, in lower case -> the filter that finds them, None for several.

    >>> names_of((split_label("黒磯・葦戸バス運行部長"),))["黒磯"]
    '黒磯'
    """
    called: dict[str, set[str]] = {}
    for speaker in people:
        parts = (part for name in _names(speaker) for part in (*name_parts(name), name))
        for words in (*parts, speaker.label, speaker.known_as):
            called.setdefault(words, set()).add(speaker.known_as)
    shared = {s.person for s in people if s.person and _meant(s.person, people) != {s.person}}
    offices = {office for speaker in people if speaker.role for office in _words_for(speaker.role)}
    found = {words.casefold(): _filter(words, names, people) for words, names in called.items()}
    for words, names in called.items():
        if names & shared and _meant(words, people) == names:
            found[words.casefold()] = words  # the person's own name means others too
    for office in offices - found.keys():
        found[office] = _filter(office, _held(office, people), people)
    return found


@lru_cache(maxsize=8)
def foreign_names_of(people: tuple[Speaker, ...]) -> dict[str, str | None]:
    """As `names_of`, for Japanese names spelled in Latin letters or Hangul: by folded spelling."""
    called: dict[str, set[str]] = {}
    for speaker in people:
        for name in _names(speaker):
            for words in () if name.isascii() else (*name_parts(name), name):
                called.setdefault(folded(romaji(words)), set()).add(speaker.known_as)
    return {words: _filter("", names, people) for words, names in called.items() if len(words) > 2}


def of_house(house: str, people: tuple[Speaker, ...]) -> str | None:
    """Filter for the speakers of an organisation, or None when it has none: 葦戸バス -> 黒磯."""
    names = {s.known_as for s in people if s.affiliation and s.affiliation.startswith(house)}
    if not names:
        return None
    return names.pop() if len(names) == 1 else house


def is_family_name(words: str) -> bool:
    """Tell whether Sudachi has Japanese words as a name of people, or of places that name them."""
    kinds = [word.part_of_speech()[2] for word in tokenizer().tokenize(f"{words}さん")][:-1]
    return bool(kinds) and set(kinds) <= {"人名", "地名"}


def _held(office: str, people: tuple[Speaker, ...]) -> set[str]:
    return {s.known_as for s in people if s.role and office in _words_for(s.role)}


def _names(speaker: Speaker) -> dict[str, None]:
    """Name of a speaker, and the one that an editor gave."""
    given = (split_label(speaker.person).name,) if speaker.person else ()
    return dict.fromkeys((speaker.name, *given))


def _filter(words: str, names: set[str], people: tuple[Speaker, ...]) -> str | None:
    if len(names) == 1:
        return next(iter(names))
    return words if words and _meant(words, people) == names else None


def _meant(words: str, people: tuple[Speaker, ...]) -> set[str]:
    return {s.known_as for s, meant in zip(people, whom(words, people), strict=True) if meant}


def _words_for(role: str) -> set[str]:
    """Words that mean an office, in all languages: 座長 -> 座長, chair, 의장 and more."""
    words = {role.casefold()}
    for office in _OFFICES:
        if words & set(office.split()):
            words |= set(office.split())
    return words
