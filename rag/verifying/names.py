"""Proper names of a sentence must stand in what it cites, in whatever script."""

import re
from collections.abc import Iterable, Sequence

from index.records import Speaker
from index.spelling import folded, romaji, skeleton
from rag.orders import wants_words
from rag.records import Evidence
from rag.verifying.reading import Reading, read
from rag.verifying.words import Word, plain

_TITLE = re.compile(r"(?:mr|mrs|ms|miss|dr|prof|professor|sir|dame|lord|lady)\.?", re.I)
_DAYS = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|"
    r"august|"
    r"september|october|november|december|japan(?:ese)?|english|i|reiwa|heisei|shōwa|showa|ltd|"
    r"inc|co",
    re.I,
)
_SAYS = re.compile(
    r"(?:です|ます|だ|である|でした|ました|った|する|した|ない|せん)(?:[。!」]|$)|\b(?:is|are|was|were|has|"
    r"have|had|will|must|should)\b|\b(?:say|state)\b",
    re.I,
)
_QUOTED = re.compile(r"[「『]([^「」『』]+)[」』]")
_QUOTED_TOPIC = re.compile(r"[「『]([^「」『』]+)[」』]は$")
_KANA = re.compile(r"[ぁ-ん]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z_]{2,}")
_LEAST = 3  # consonants by which two spellings of a name are told to be one


def said_of(evidence: Sequence[Evidence], people: Iterable[Speaker]) -> str:
    """All that a citation shows besides its words: who speaks, by all labels, in which meeting."""
    persons = {one.speaker.known_as for one in evidence if one.speaker}
    labels = {one.label for one in people if one.known_as in persons and not claims(one.label)}
    headers = {f"{'' if claims(one.title) else one.title} {one.session or ''}" for one in evidence}
    return " ".join(sorted(labels | persons | headers))


def claims(title: str) -> bool:
    """Tell whether a title or a label says or orders something; those that only name do not.

    >>> claims("料金は無料です"), claims("渡し船の集まり 第1回")
    (True, False)
    """
    return wants_words(title) or bool(_SAYS.search(plain(title)))


def unknown_names(
    statement: Reading, texts: Iterable[str], people: Iterable[str] = ()
) -> list[Word]:
    """Names in a statement that stand in none of the texts.

    people: names of persons, which are judged elsewhere.
    """
    held = " ".join(texts)
    source = read(held)
    elsewhere = {plain(name).casefold() for name in people}
    return [
        word
        for word in [*statement.words, *_foreign(statement)]
        if word.kind == "name"
        and not _DAYS.fullmatch(word.surface)
        and not _TITLE.fullmatch(word.surface)
        and not any(word.surface.casefold() in name for name in elsewhere)
        and not _stands(word, source)
    ]


def _foreign(statement: Reading) -> list[Word]:
    """Latin words of a statement in another script: a name, or nothing that belongs there."""
    if statement.language == "en":
        return []
    return [
        Word(found[0], frozenset({found[0].lower()}), found[0], "name", *found.span(), 0)
        for found in _LATIN.finditer(statement.text)
    ]


def misquoted(statement: Reading, texts: Iterable[str]) -> list[str]:
    """What a statement quotes in brackets that stands in none of the texts word for word.

    >>> misquoted(read("「鷺の首」という停留所"), ["鷺の鼻という停留所です。"])
    ['鷺の首']
    """
    held = _letters(" ".join(texts))
    if statement.language == "ja" and not _KANA.search(held):
        return []  # a translation
    return [words for words in _QUOTED.findall(statement.text) if _letters(words) not in held]


def exchanged(statement: Reading, sources: Sequence[Reading]) -> list[str]:
    """What a Japanese statement is about, where each sentence cited names something else first.

    >>> exchanged(read("「港便」は毎日出ます。"), [read("「島便」は毎日出ます。")])
    ['港便']
    """
    topic = _topic(statement)
    if not topic or any(_letters(topic) in _letters(source.text) for source in sources):
        return []
    others = [_topic(source) for source in sources if source.language == "ja"]
    strange = [other and _letters(other) not in _letters(statement.text) for other in others]
    return [topic] if strange and all(strange) else []


def _topic(reading: Reading) -> str:
    """The name or the quoted words that a Japanese sentence first marks with は; empty: none."""
    if reading.language != "ja":
        return ""
    first = reading.text.find("は")
    quoted = _QUOTED_TOPIC.search(reading.text[: first + 1]) if first > 0 else None
    if quoted:
        return quoted[1]
    named = [word for word in reading.words if word.kind == "name" and word.end == first]
    return named[0].surface if named else ""


def _letters(text: str) -> str:
    return "".join(char for char in plain(text) if char.isalnum())


def _stands(word: Word, source: Reading) -> bool:
    if word.surface.casefold() in source.text.casefold() or word.forms & source.forms:
        return True
    if word.surface.isascii() != source.text.isascii():
        return _sounds_in(word, source)
    return False


def _sounds_in(word: Word, source: Reading) -> bool:
    """Tell whether a name stands there in another script: its consonants, in one run."""
    own = skeleton(folded(word.surface if word.surface.isascii() else romaji(word.surface)))
    return len(own) >= _LEAST and any(own in run for run in _skeletons(source))


def _skeletons(source: Reading) -> list[str]:
    if source.text.isascii():
        return [
            skeleton(folded(run)) for run in re.findall(r"[A-Za-z]+(?: [A-Z][a-z]+)*", source.text)
        ]
    runs = re.findall(r"[一-龯々ヶケァ-ヴー]{2,}", source.text)
    return [skeleton(folded(romaji(run))) for run in runs]
