"""Who holds what a sentence says: the persons it names, and for which part of it they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.language import language_of
from index.records import Speaker
from index.spelling import folded, latin, skeleton
from rag.reading.marks import NAME, Masked
from rag.reading.names import mask
from rag.reading.people import whom
from rag.verifying.saying import TELLING
from rag.verifying.words import plain

_APART = re.compile(r"(?<=[A-Za-z])(?=[ぁ-んァ-ヴ一-龯])")
_KANA_NAME = re.compile(
    r"[ァ-ヴー・]{2,12}(?=氏|さん|議長|委員|部長|課長|会長|座長|博士|教授|代表)|"
    r"(?<![ァ-ヴー・])[ァ-ヴー]{2,12}(?=は、|"
    r"は(?:[^。]*)(?:述べ|主張|提案|反対|賛成|考え|指摘))"
)
_HOLDS_JA = re.compile(
    r" ?(?:氏|さん|議長|委員|部長|課長|会長|座長|博士|教授|代表)?(?:ら|たち|自身|"
    r"本人)?(?:\([^)]*\))?(?:は|が|も|から(?:は|も)|"
    r"としては?|に(?:よれば|よると|よりますと|言わせれば|とって)|"
    rf"の(?:{TELLING})(?:で|に(?:よれば|よると)|として)(?:は|も)?|の(?:{TELLING})は|"
    rf"、(?![^、。]{{0,3}}{NAME}))"
)
_TURNS_JA = re.compile(
    r"(?:[いきしちにひみりえけせてねべめれぎじずく]|たが|るが|すが|だが|いが|ため|一方|一方で|"
    r"対し|対して|ものの|けれど|けれども|ので|[るただ]のに|、|"
    r"。)[、。]$|^$|[。;]$|一方$"
)
_HOLDS_EN = re.compile(
    r"(?: \([^)]*\))?(?:,[^,]{0,60},)?(?: 's)? (?!of\b|and\b|or\b|to\b|in\b|at\b|for\b|on\b|'s)|^, "
)
_POSSESSED_EN = re.compile(r" 's (?P<what>\w+)(?: \w+)?(?P<end> (?:is|was|that)\b|,)?")
_TURNS_EN = re.compile(
    r"(?:^|[.;,:—–]|\b(?:and|but|while|whereas|although|though|because|as|when|so|after|yet|"
    r"then)) ?$",
    re.I,
)
_THAT_EN = re.compile(r"\b(?:that|whether|how|why|what|if|because|when|,) (?:the )?$")
_SAME_JA = re.compile(r"(?:同(?:氏|委員|研究員|研究委員|課長|部長|局長|所長|座長|議長|教授|"
                      r"代表|社長|会長|顧問)|彼女?(?!ら)|"
                      r"両氏)(?=は|が|も|に|の|、|か)")  # fmt: skip
_SAME_EN = re.compile(
    r"(?:^|[.;,] |\b(?:and|but|that|while|although|because) )(?P<who>he|she)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a sentence names."""

    words: str  # as the sentence has it
    known: frozenset[str]  # names of entries of the library; empty: no speaker
    bare: str = ""  # of somebody who is no speaker

    def is_one(self, speaker: Speaker | None) -> bool:
        """Tell whether a speaker is meant."""
        return speaker is not None and speaker.known_as in self.known


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence, and who holds it."""

    words: str  # names of the holders are blanks
    holders: tuple[Person, ...]
    about: tuple[Person, ...]  # named in it, but not as holders


def parts(words: str, people: Sequence[Speaker], before: Sequence[str] = ()) -> list[Part]:
    """Cut a sentence where another person begins to hold what is said."""
    text = _in_latin(_APART.sub(" ", plain(words)), people)
    text = re.sub(r"(?<=\w)['’]s\b", " 's", text)  # a name is read without it
    masked, persons = _persons(text, people)
    same = _SAME_EN if language_of(text) == "en" else _SAME_JA
    last = _last_holder(before, people) if same.search(text) else None
    places = [m.start() for m in re.finditer(NAME, masked.text)]
    starts: list[tuple[int, list[str]]] = []
    about: list[tuple[int, str]] = []
    for place in places:
        char = masked.text[place]
        if not _holds(masked.text, place, bool(starts)):
            about.append((place, char))
        elif starts and _is_joined(masked.text, starts[-1][0], place):
            starts[-1][1].append(char)
        else:
            starts.append((place, [char]))
    _join_backwards(masked.text, starts, about)
    return list(_cut(masked.text, persons, starts, about, last))


def _cut(
    text: str,
    persons: dict[str, Person],
    starts: Sequence[tuple[int, list[str]]],
    about: Sequence[tuple[int, str]],
    last: Person | None,
) -> Iterator[Part]:
    begins = [0, *(place for place, _ in starts[1:])]
    for number, begin in enumerate(begins):
        end = begins[number + 1] if number + 1 < len(begins) else len(text)
        names = starts[number][1] if starts else []
        holders = tuple(persons[name] for name in names) or ((last,) if last else ())
        inside = tuple(persons[name] for place, name in about if begin <= place < end)
        yield Part(_shown(text[begin:end], persons, names), holders, inside)


def _shown(text: str, persons: dict[str, Person], holders: Sequence[str]) -> str:
    return re.sub(NAME, lambda m: " " if m[0] in holders else persons[m[0]].words, text)


def _persons(text: str, people: Sequence[Speaker]) -> tuple[Masked, dict[str, Person]]:
    masked = mask(text, language_of(text), tuple(people))
    plainly = {c: n.words for c, n in masked.names.items() if n.bare and not n.titled}
    shown = "".join(plainly.get(c, c) for c in masked.text)  # 公開日は: hardly a person
    masked = Masked(shown, {c: n for c, n in masked.names.items() if c not in plainly})
    found = {}
    for char, name in masked.names.items():
        wanted = name.speaker or (None if name.bare else name.words)
        meant = whom(wanted, people) if wanted else []
        known = {one.known_as for one, is_meant in zip(people, meant, strict=False) if is_meant}
        found[char] = Person(name.words, frozenset(known), name.bare)
    return masked, found


def _in_latin(text: str, people: Sequence[Speaker]) -> str:
    """Names of speakers that are written in Latin letters, where a text has them in katakana."""
    foreign = {speaker.name for speaker in people if speaker.name.isascii()}

    def spelled(found: re.Match[str]) -> str:
        heard = skeleton(folded(latin(found[0])))
        alike = [name for name in sorted(foreign) if sounds_alike(heard, skeleton(folded(name)))]
        return f"{alike[0]} " if len(alike) == 1 else found[0]

    return _KANA_NAME.sub(spelled, text) if foreign else text


def sounds_alike(heard: str, other: str) -> bool:
    """Tell whether two skeletons of names are one but for an r that katakana leaves silent.

    >>> sounds_alike("ms", "mrs"), sounds_alike("rsk", "trpr")
    (True, False)
    """
    if heard[:1] != other[:1] or min(len(heard), len(other)) < 2:
        return False
    return heard == other or (heard.replace("r", "") == other.replace("r", "") and "r" in other)


def _holds(text: str, place: int, later: bool) -> bool:
    """Tell whether the name at a place holds what follows; a later one, only in its own clause."""
    before, after = text[:place], text[place + 1 :]
    if (not before.isascii() and re.search(r"[ぁ-ん一-龯]", text)) or re.search(
        r"^[はがもにのとを、]", after
    ):
        holding = _HOLDS_JA.match(after)
        if not holding:
            return False
        return not later or (bool(_TURNS_JA.search(before.rstrip())) and holding[0][:1] != "、")
    if re.search(r"[가-힣一-龯]", text):
        return True
    possessed = _POSSESSED_EN.match(after)
    if possessed:
        view = re.search(r"\b(?:in|according to|on) $", before, re.I)
        return bool(view or possessed["end"]) and not later
    if re.search(
        r"(?:according to|in the (?:view|opinion|words) of|,\s?(?:said|says)|[”\"] (?:said|"
        r"says)) $",
        before,
        re.I,
    ):
        return True
    if re.search(r"\bby $", before):
        return not later
    begins = _TURNS_EN.search(before) and _HOLDS_EN.match(after)
    return bool(begins) and not (later and _THAT_EN.search(before))


def _is_joined(text: str, first: int, place: int) -> bool:
    """Tell whether two names stand together: AとBは."""
    between = re.sub(rf"{NAME}", "", text[first:place])
    return bool(
        re.fullmatch(r"\s*(?:と|や|、|・|および|及び|ならびに|,|and|&|, and|\s)+\s*", between)
    )


def _join_backwards(
    text: str, starts: list[tuple[int, list[str]]], about: list[tuple[int, str]]
) -> None:
    """Names before a holder's that only an "and" parts from it hold as much."""
    for number, (place, names) in enumerate(starts):
        first = place
        for at, name in reversed(about[:]):
            if at < first and _is_joined(text, at, first):
                names.insert(0, name)
                about.remove((at, name))
                first = at
        starts[number] = (first, names)


def _last_holder(before: Sequence[str], people: Sequence[Speaker]) -> Person | None:
    for sentence in reversed(before):
        held = [person for part in parts(sentence, people) for person in part.holders]
        if held:
            return held[-1]
    return None
