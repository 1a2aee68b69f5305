"""Stances: whether a sentence agrees, objects, reserves, proposes or states a fact.

Told by the predicate of the main clause and its modality, as in the annotation of modality by
Matsuyoshi et al. (2010); what is reported of others is nobody's stance here. What no cue decides
has none.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from index.encode import Vectors
from index.language import main_language
from index.terms import terms
from rag.catchup import said
from rag.catchup.found import Cell, Place, Stance, Taken
from rag.catchup.stance_en import stance_of as english
from rag.catchup.stance_ja import stance_of as japanese
from rag.lines import Line

MOST = 2  # quotes in a cell
_NEAR = 0.35  # cosine from which a sentence is on a topic by its meaning alone


def stance_of(line: Line) -> Stance | None:
    """Stance that a line takes, or None: "異存ありません。" -> "agree"."""
    if line.speaker is None or said.is_small_talk(line):
        return None
    return japanese(line.words) if main_language(line.words) == "ja" else english(line.words)


def stances_in(lines: Sequence[Line]) -> tuple[Taken, ...]:
    """Every stance taken in a transcript, in reading order."""
    return tuple(Taken(Place.of(line), stance) for line in lines if (stance := stance_of(line)))


def stances_on(
    topic: str,
    lines: Sequence[Line],
    vectors: Vectors,
    query: Vectors,
    taken: Iterable[Taken],
) -> tuple[Cell, ...]:
    """The stance board of a topic: for each speaker and stance the best quotes, at most two.

    lines: of all sessions; vectors: their vectors, one a line; query: the topic's vector.
    """
    scores = nearness(topic, lines, vectors, query)
    at = {(line.transcript, line.place): score for line, score in zip(lines, scores, strict=True)}
    found: dict[tuple[str, Stance], list[tuple[float, Place]]] = {}
    for one in taken:
        score = at.get((one.place.transcript, one.place.line), 0.0)
        if score > 0 and one.place.speaker:
            found.setdefault((one.place.speaker, one.stance), []).append((score, one.place))
    return tuple(
        Cell(speaker, stance, _best(scored)) for (speaker, stance), scored in found.items()
    )


def nearness(topic: str, lines: Sequence[Line], vectors: Vectors, query: Vectors) -> list[float]:
    """How much each line is on a topic; 0 for one that is not.

    A line is on it when it, or the line before it in the same turn, has a word of the topic, or
    when it is near in meaning.
    """
    wanted = set(terms(topic))
    cosines = np.asarray(vectors @ query, dtype=float).reshape(-1)
    found, before = [], 0.0
    for place, line in enumerate(lines):
        shared = len(wanted & set(terms(line.words))) / max(1, len(wanted))
        same = place > 0 and lines[place - 1].turn == line.turn
        carried = before / 2 if same else 0.0  # これを外に出すことには反対です
        before = shared
        on = shared > 0 or carried > 0 or cosines[place] >= _NEAR
        found.append(max(shared, carried) + max(0.0, float(cosines[place])) if on else 0.0)
    return found


def _best(scored: list[tuple[float, Place]]) -> tuple[Place, ...]:
    ranked = sorted(scored, key=lambda one: -one[0])
    return tuple(place for _, place in ranked[:MOST])
