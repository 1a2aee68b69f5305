"""Pairs of a statement and what it cites, and what verification says of each."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.encode import Encoder
from index.header import find_header
from index.language import language_of
from index.layout import measure
from index.read import read_file
from index.records import Header, Span, Speaker, Turn
from index.search_text import SearchText, search_text
from index.sentences import sentences
from index.turns import find_turns
from rag.records import Evidence, Judgement
from rag.verify import Ground, judge

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "index" / "sample"
PAIRS = ROOT / "tests" / "gold" / "statements.jsonl"
BLIND = ROOT / "tests" / "gold" / "statements_blind.jsonl"
THIRD = ROOT / "tests" / "gold" / "statements_third.jsonl"  # for measuring, not for mending


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement, the sentences it cites, and whether they prove it."""

    id: str
    kind: str
    language: str
    statement: str
    cited: tuple[Evidence, ...]
    supported: bool


@dataclass(frozen=True, slots=True)
class _Meeting:
    text: str
    header: Header
    turns: tuple[Turn, ...]


@cache
def meeting(name: str) -> _Meeting:
    """Read a transcript of the sample."""
    text = read_file(SAMPLE / f"{name}.txt").text
    turns = find_turns(text, name)
    return _Meeting(text, find_header(text, turns, name), turns)


@cache
def people() -> tuple[Speaker, ...]:
    """All speakers of the sample."""
    names = sorted(path.stem for path in SAMPLE.glob("*.txt"))
    found = [turn.speaker for name in names for turn in meeting(name).turns if turn.speaker]
    return tuple(dict.fromkeys(found))


def pairs(file: Path = PAIRS) -> list[Pair]:
    """Read pairs; each quote is the sentences that it touches.

    Raises:
        ValueError: a quote does not stand in its transcript.
    """
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        cited = []
        for cite in row["cites"]:
            cited += evidence(cite, len(cited) + 1)
        found.append(
            Pair(
                *(row["id"], row["kind"], row["language"], row["statement"]),
                tuple(cited),
                row["supported"],
            )
        )
    return found


def evidence(cite: dict[str, object], number: int) -> Iterator[Evidence]:
    """Sentences of the sample that a quote, or a start and an end, touch."""
    name = str(cite["transcript"])
    text = meeting(name).text
    if "quote" in cite:
        start = text.find(str(cite["quote"]))
        end = start + len(str(cite["quote"]))
    else:
        start, end = int(str(cite["start"])), int(str(cite["end"]))
    if start < 0:
        raise ValueError(f"{cite['quote']!r} does not stand in {name}.")
    turn = next(t for t in meeting(name).turns if t.span.start <= start < t.span.end)
    _, spans = _sentences(name, turn.number)
    for place, span in enumerate(spans):
        if span.start < end and start < span.end:
            yield _evidence(name, turn, place, number)
            number += 1


@cache
def _sentences(name: str, number: int) -> tuple[SearchText, tuple[Span, ...]]:
    text = meeting(name).text
    search = search_text(text, meeting(name).turns[number].span, measure(text))
    return search, tuple(search.to_source(*place) for place in sentences(search.text))


def _evidence(name: str, turn: Turn, place: int, number: int) -> Evidence:
    search, spans = _sentences(name, turn.number)
    header, words = meeting(name).header, search.words(spans[place])
    return Evidence(
        number,
        words,
        words,
        " ".join(search.words(span) for span in spans[max(0, place - 2) : place]),
        " ".join(search.words(span) for span in spans[place + 1 : place + 2]),
        name,
        turn.number,
        spans[place],
        turn.speaker,
        header.title,
        header.session,
        header.date,
        language_of(words),
    )


def judgements(all_pairs: list[Pair], encoder: Encoder) -> Iterator[tuple[Pair, Judgement]]:
    """Judge each pair."""
    for pair in all_pairs:
        ground = Ground(people(), encoder, pair.language)
        yield pair, judge(pair.statement, pair.cited, ground)
