"""Where a sentence may have its ground: the nearest sentences, alone and with those beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.library import Library
from rag.drafting.attribution import Attributed
from rag.drafting.sources import Sources
from rag.lines import Line
from rag.question import MAX_QUESTION, understand
from rag.records import Filter
from rag.retrieve import rank
from rag.verify import Ground, likest
from rag.verifying.asking import asks, tells_of_asking
from rag.verifying.holders import Person, parts

_BY_VECTOR, _BY_WORDS = 16, 6  # sentences, and passages, that are looked at
_OWN = 12  # sentences of whoever is named
_TRIED, _JOINED = 6, 4  # sentences judged alone, and with those beside them
_RUNS = ((0, 1), (-1, 0), (-1, 1), (0, 2))  # first and last of a run around a sentence


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences next to each other by which one may be judged."""

    rows: tuple[int, ...]
    likeness: float  # to the sentence, of the likest of them


def nearest(told: Attributed, sources: Sources, library: Library, ground: Ground) -> list[Run]:
    """Sentences by which one may be judged, alone first, the likest first."""
    if not sources.lines:
        return []
    [vector] = ground.encoder.encode_passages([told.words])
    cosines = sources.vectors @ vector
    people = [one for part in parts(told.words, sources.people) for one in part.holders]
    own = [row for row, line in enumerate(sources.lines) if _is_by(line, told, people)]
    rows = set(_best(cosines, range(len(sources.lines)), _BY_VECTOR))
    rows |= set(_by_words(told.words, sources, library, ground))
    rows |= set(_best(cosines, own, _OWN))
    alike = _likeness(told.words, rows, sources, ground)
    ordered = list(alike)
    named = [row for row in ordered if row in set(own)]
    alone = dict.fromkeys((*ordered[:_TRIED], *named[:_TRIED]))
    found: list[tuple[int, ...]] = [(row,) for row in sorted(alone, key=lambda row: -alike[row])]
    centres = (named or ordered)[:_JOINED]
    found += [run for row in centres for run in _runs(row, told.words, sources)]
    found += _together(people, ordered, sources)
    return [Run(run, max(alike.get(row, 0.0) for row in run)) for run in dict.fromkeys(found)]


def _is_by(line: Line, told: Attributed, people: Sequence[Person]) -> bool:
    if line.speaker is None:
        return False
    if told.persons and line.speaker.known_as in told.persons:
        return True
    return any(person.is_one(line.speaker) for person in people)


def _best(cosines: np.ndarray, rows: Sequence[int] | range, count: int) -> list[int]:
    order = sorted(rows, key=lambda row: (-float(cosines[row]), row))
    return order[:count]


def _by_words(words: str, sources: Sources, library: Library, ground: Ground) -> Iterator[int]:
    """Rows in the passages that a search for the sentence finds."""
    asked = understand(words[:MAX_QUESTION])
    with library.reading() as view:
        if view.snapshot.generation != sources.generation:  # changed since; vectors are enough
            return
        ranking = rank(view.snapshot, ground.encoder, asked, Filter())
        for row in ranking.rows[:_BY_WORDS].tolist():
            passage = view.snapshot.passages[row]
            yield from sources.rows_in(passage.transcript_id, passage.turn, passage.span)


def _likeness(words: str, rows: set[int], sources: Sources, ground: Ground) -> dict[int, float]:
    """Likeness of rows, the likest first."""
    ordered = sorted(rows)
    evidence = [sources.evidence(row, number) for number, row in enumerate(ordered)]
    return {ordered[one.number]: score for one, score in likest(words, evidence, ground)}


def _runs(row: int, words: str, sources: Sources) -> Iterator[tuple[int, ...]]:
    """Runs around a row within its turn, none that only asks; an answer with its question."""
    lines = sources.lines
    inside = sources.rows[lines[row].transcript, lines[row].turn]
    may_ask = tells_of_asking(words)
    for first, last in _RUNS:
        run = tuple(range(row + first, row + last + 1))
        within = run[0] >= inside[0] and run[-1] <= inside[-1]
        if within and (may_ask or not any(asks(lines[one].words) for one in run)):
            yield run
    question = inside[0] - 1
    if row <= inside[0] + 1 and question >= 0 and _is_asked_before(sources, question, row):
        yield tuple(range(question, row + 1))


def _is_asked_before(sources: Sources, question: int, row: int) -> bool:
    before, line = sources.lines[question], sources.lines[row]
    follows = before.transcript == line.transcript and before.turn == line.turn - 1
    return follows and asks(before.words)


def _together(
    people: Sequence[Person], ordered: Sequence[int], sources: Sources
) -> list[tuple[int, ...]]:
    """The likest row of each person, where a sentence names several."""
    chosen = []
    for person in dict.fromkeys(people):
        own = [row for row in ordered if person.is_one(sources.lines[row].speaker)]
        chosen += own[:1]
    return [tuple(sorted(chosen))] if len(chosen) > 1 else []
