"""An archive of synthetic meetings by grammar, of any size, with facts planted to be found.

Each turn is one passage of four sentences. Its vector, and that of each sentence, is made of the
words of the grammar that it holds: every word has a direction of its own, drawn from its name, and
all texts share one direction, as texts of one language do under e5. A question is encoded by the
bundled encoder, for the time that takes, and then by the same rule.
"""

import random
import re
from collections.abc import Sequence
from functools import cache
from zlib import crc32

import numpy as np

from index.catalogue import IndexedPassage
from index.embedding import digest
from index.encode import BundledEncoder, Vectors
from index.records import Header, Passage, Source, Span, Speaker, Transcript, Turn
from index.terms import terms

TURNS, SENTENCES, VOICES = 100, 4, 8  # of a meeting; sentences of a turn; speakers of a meeting
FACTS = 50  # planted in an archive, spread evenly
NAMES = [f + g for f in "青赤石岩大川木黒小高田" for g in "井木口崎沢田谷野原村山"]
AREAS = "東部 西部 南部 北部 中央 湾岸 山手 臨海 川上 川下 旧市街 新市街 島部 丘陵 平野".split()
PLACES = [f"{area}{kind}" for area in AREAS for kind in "地区 校区 港 駅前 団地 公園 水源".split()]
THINGS = [
    f"{one}{other}"
    for one in "防災 交通 福祉 観光 農業 教育 環境 財政 漁業 医療 住宅 文化 統計 水道 林業".split()
    for other in "計画 条例 予算 審査 名簿 試算 施設 窓口 調査 基金 協定 委員".split()
]
VERBS = "を見直す を延期する に反対する を認める を調べる を増やす を減らす を公開する".split()
YEARS = [f"{year}年" for year in range(1995, 2031)]
SAID = "{place}では{year}の結果を踏まえて、来年の春までに{thing}{verb}ことを考えています。"
ASKED = "{place}で{thing}{verb}ことを考えているのは誰ですか"
PLANTED = "灯台第{number}号の改修費は{amount}万円と見積もられました。"
WORDS = [*PLACES, *THINGS, *VERBS, *YEARS]
_SLOTS = (PLACES, YEARS, THINGS, VERBS)
_SHARED = 0.85  # of a vector's length is the direction that all texts share
_WORD = re.compile("|".join(sorted([*WORDS, r"灯台第\d+号"], key=len, reverse=True)))

Choice = tuple[int, int, int, int]  # places in PLACES, YEARS, THINGS and VERBS


@cache
def direction(word: str, dimension: int) -> Vectors:
    """Direction of a word."""
    drawn = np.random.default_rng(crc32(word.encode())).standard_normal(dimension)
    return (drawn / np.linalg.norm(drawn)).astype(np.float32)


@cache
def directions(kind: int, dimension: int) -> Vectors:
    """Directions of the words of one kind, in their order."""
    return np.stack([direction(word, dimension) for word in _SLOTS[kind]])


def unit(sums: Vectors) -> Vectors:
    """Sums of words' directions -> vectors of length 1 that lean to one side, as e5's do."""
    own = sums / np.maximum(np.linalg.norm(sums, axis=-1, keepdims=True), 1e-6)
    mixed = _SHARED * direction("", own.shape[-1]) + np.sqrt(1 - _SHARED**2) * own
    found: Vectors = mixed / np.linalg.norm(mixed, axis=-1, keepdims=True)
    return found.astype(np.float32)


class GrammarEncoder:
    """Vectors of what the grammar says; a question also costs what the bundled encoder takes."""

    dimension, max_tokens, name, fingerprint = 384, 512, "grammar", digest("grammar")

    def __init__(self) -> None:
        """Load the bundled encoder."""
        self._bundled = BundledEncoder()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions."""
        self._bundled.encode_queries(texts)
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages and sentences."""
        sums = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in _WORD.findall(text):
                sums[row] += direction(word, self.dimension)
        return unit(sums)

    def count_tokens(self, text: str) -> int:
        """About as many as e5 counts."""
        return len(text) * 2 // 3


def choices(number: int) -> np.ndarray:
    """What is said in a meeting: shape (turns, sentences, 4), a `Choice` each."""
    chance = np.random.default_rng(number)
    sizes = [len(slot) for slot in _SLOTS]
    return chance.integers(0, sizes, (TURNS, SENTENCES, 4))


def sentence(choice: Sequence[int]) -> str:
    """Sentence of a choice."""
    place, year, thing, verb = (slot[at] for slot, at in zip(_SLOTS, choice, strict=True))
    return SAID.format(place=place, year=year, thing=thing, verb=verb)


@cache
def sentence_terms(choice: Choice) -> tuple[str, ...]:
    """Terms of a sentence, whose words do not run into each other."""
    place, year, thing, verb = (slot[at] for slot, at in zip(_SLOTS, choice, strict=True))
    return (*_known(place), *_known(year), *_rest(), *_known(thing), *_known(verb))


@cache
def _known(word: str) -> tuple[str, ...]:
    return tuple(terms(word))


@cache
def _rest() -> tuple[str, ...]:
    return tuple(terms(SAID.format(place="", year="", thing="", verb="")))


def planted(number: int, meetings: int) -> str | None:
    """The fact that is planted in a meeting, in its middle turn."""
    step = max(1, meetings // FACTS)
    return PLANTED.format(number=number, amount=number % 900 + 100) if not number % step else None


def meeting(number: int, meetings: int) -> Transcript:
    """One generated meeting of an archive."""
    said = choices(number)
    chance = random.Random(number)
    voices = chance.sample(NAMES, VOICES)
    year, month = 1995 + number % 36, number // 36 % 12 + 1
    header = Header(
        f"地域の会議 {number}",
        "地域の会議",
        session=f"第{number}回",
        date=f"{year}-{month:02}-{number // 432 % 28 + 1:02}",
    )
    pieces = [f"地域の会議 第{number}回\n{year}年{month}月{number // 432 % 28 + 1}日\n\n"]
    turns = [Turn(0, None, Span(0, len(pieces[0].rstrip())))]
    length = len(pieces[0])
    fact = planted(number, meetings)
    for turn in range(TURNS):
        name = chance.choice(voices)
        words = "".join(sentence(choice) for choice in said[turn].tolist())
        if fact and turn == TURNS // 2:
            words = fact + words
        begin = length + len(name) + 1
        pieces.append(f"{name}：{words}\n")
        turns.append(Turn(turn + 1, Speaker(name, name), Span(begin, begin + len(words))))
        length += len(pieces[-1])
    text = "".join(pieces)
    name = f"m{number:06}"
    source = Source(f"{name}.txt", f"{name}.txt", text, digest(text), "utf-8")
    return Transcript(name, source, header, tuple(turns))


def indexed(transcript: Transcript) -> tuple[list[IndexedPassage], dict[str, str]]:
    """A meeting's passages with the keys of their vectors, and the text of each key."""
    said = choices(int(transcript.id[1:]))
    passages, texts = [], {}
    for turn in transcript.turns[1:]:
        words = turn.span.of(transcript.text)
        texts[digest(words)] = words
        spans, held, at = [], [], turn.span.start
        for part in re.findall("[^。]+。", words):
            texts[digest(part)] = part
            spans.append((Span(at, at + len(part)), digest(part)))
            at += len(part)
        fact = len(spans) - SENTENCES
        held += terms(words[: len(spans[0][0])]) if fact else []
        for choice in said[turn.number - 1].tolist():
            held += sentence_terms(tuple(choice))
        passage = Passage(transcript.id, turn.number, turn.span)
        passages.append(IndexedPassage(passage, tuple(held), False, digest(words), tuple(spans)))
    return passages, texts
