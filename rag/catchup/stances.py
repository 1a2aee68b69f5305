"""Who takes which stance: all of a transcript, and the board of a topic."""

from collections.abc import Iterable, Sequence

from index.encode import Vectors
from rag.catchup.found import Cell, Place, Stance, Taken
from rag.catchup.nearness import nearness
from rag.catchup.stance import stance_of
from rag.lines import Line

MOST = 2  # quotes in a cell


def stances_in(lines: Sequence[Line]) -> tuple[Taken, ...]:
    """Every stance taken in a transcript, in reading order."""
    return tuple(Taken(Place.of(line), stance) for line in lines if (stance := stance_of(line)))


def stances_on(
    topic: str, lines: Sequence[Line], vectors: Vectors, query: Vectors, taken: Iterable[Taken]
) -> tuple[Cell, ...]:
    """The stance board of a topic: for each speaker and stance the best quotes, at most two.

    lines: of all sessions; vectors: one a line; query: the topic's; taken: of the same lines.
    """
    return board(lines, nearness(topic, lines, vectors, query), taken)


def board(
    lines: Sequence[Line], scores: Sequence[float], taken: Iterable[Taken]
) -> tuple[Cell, ...]:
    """The stance board of a topic; scores: how much each line is on it (`nearness`)."""
    at = {(line.transcript, line.place): score for line, score in zip(lines, scores, strict=True)}
    found: dict[tuple[str, Stance], list[tuple[float, Place]]] = {}
    for one in taken:
        score = at.get((one.place.transcript, one.place.line), 0.0)
        if score > 0 and one.place.speaker:
            found.setdefault((one.place.speaker, one.stance), []).append((score, one.place))
    return tuple(
        Cell(speaker, stance, _best(scored)) for (speaker, stance), scored in found.items()
    )


def _best(scored: list[tuple[float, Place]]) -> tuple[Place, ...]:
    ranked = sorted(scored, key=lambda one: -one[0])
    return tuple(place for _, place in ranked[:MOST])
