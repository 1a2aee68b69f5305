"""The forms in a transcript that can be terms, counted wherever they stand."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bm25s.stopwords import STOPWORDS_EN_PLUS

from index.language import main_language
from index.terms import terms as words_of
from rag.catchup.definitions import of_kind
from rag.catchup.found import Mention, Place
from rag.catchup.nouns import joined, key_of, nouns, units
from rag.lines import Line
from rag.suggesting import english

_CAPITAL = re.compile(r"(?<!^)(?<![.?!:“\"] )\b[A-Z][a-z]{3,}\b(?:[ -][A-Z][a-z]+)*")
_DATED = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|"
    r"September|October|November|December|English|Japanese|Christmas|Easter"
)
_LINK = re.compile(r"https?://\S+")
_PLAIN = re.compile(r"\b[a-z]+\b")
_COMMON = frozenset(STOPWORDS_EN_PLUS)
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Lady|Lord|Dame|Hon)\.? ?$")
_HONOURED = re.compile(r"^[おご御](?=[一-龯ぁ-ん])|(?:さん|様|氏|先生)")


def mentions_in(lines: Sequence[Line], told: set[str]) -> tuple[Mention, ...]:
    """Every form that can be a term, counted wherever it stands between two units."""
    topics: set[str] = set()
    forms: dict[str, None] = dict.fromkeys(sorted(told))
    common = {word for line in lines for word in _plain_words(line.words)}
    for line in lines:
        for form, topic in _forms(line.words):
            if form.isascii() and " " not in form and form.lower() in common | _COMMON:
                continue  # Well, Chair: a word that begins a sentence or addresses somebody
            forms[form] = None
            topics |= {form} if topic else set()
    at: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        edges = units(line.words)
        for form in forms:
            if form in line.words:
                at[form] += [line] * _count(form, line.words, edges)
    return tuple(_mention(form, at[form], form in topics) for form in forms if at[form])


def _plain_words(words: str) -> list[str]:
    """Words of an English sentence that are no names; addresses of pages have none."""
    return [] if main_language(words) == "ja" else _PLAIN.findall(_LINK.sub(" ", words))


def _mention(form: str, at: Sequence[Line], topic: bool) -> Mention:
    turns = tuple(dict.fromkeys(line.turn for line in at))
    latin = form.isascii()
    key = " ".join(words_of(form)) if latin else key_of(form)
    size = len(form.split()) if latin else max(1, len(units(form)) - 1)
    return Mention(form, key or form.casefold(), size, len(at), turns, Place.of(at[0]), topic)


def _forms(words: str) -> Iterator[tuple[str, bool]]:
    """Forms of a sentence, and whether each is a name or a topic even if it is said once."""
    if main_language(words) == "ja":
        for noun in nouns(words):
            form = of_kind(noun)
            if len(form) > 1 and not _HONOURED.search(form):
                yield form, noun.named and (noun.size > 1 or form.isascii() or len(form) > 2)
        for phrase in joined(words):
            if not _HONOURED.search(phrase):
                yield phrase, False
        return
    for found in _CAPITAL.finditer(words):
        if not _DATED.match(found[0]) and not _TITLE.search(words[: found.start()]):
            yield found[0], True
    for phrase in english.phrases(words):
        yield phrase.removeprefix("the "), False


def _count(form: str, words: str, edges: frozenset[int]) -> int:
    """How often a form stands in a sentence, between two units."""
    count, start = 0, words.find(form)
    while start >= 0:
        count += start in edges and start + len(form) in edges
        start = words.find(form, start + len(form))
    return count
