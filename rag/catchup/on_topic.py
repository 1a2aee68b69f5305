"""What is derived of a topic: a reading path, who takes which stance, and how positions moved.

Where a topic is named by words that users write, it is made when it is first asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.encode import Encoder, Vectors
from index.records import Span
from index.view import View
from rag.catchup.found import Cell, History, Taken
from rag.catchup.homework import by_date
from rag.catchup.nearness import Words, nearness, words_in
from rag.catchup.path import topic_path
from rag.catchup.positions import histories
from rag.catchup.records import Path, Sifted
from rag.catchup.stances import board
from rag.lines import Line, lines_of, vectors_of
from rag.question import understand


@dataclass(frozen=True, slots=True)
class OnTopic:
    """What is said on a topic in all sessions."""

    topic: str  # NFKC
    path: Path
    cells: tuple[Cell, ...]  # of the stance board
    undecided: int  # sentences that tell something on it, and take no stance that can be told
    histories: tuple[History, ...]


@dataclass(frozen=True)
class Discussion:
    """All that is said in a library, read once for all topics; one of each a line."""

    lines: Sequence[Line]  # in the order of the sessions
    vectors: Vectors
    words: Words
    telling: Sequence[bool]  # neither courtesy nor procedure nor a question
    taken: Sequence[Taken]  # of those lines that take a stance
    sifted: Mapping[str, tuple[Sifted, ...]]  # the lines again, by transcript


def topic_of(words: str) -> str:
    """The topic that words name, the same however wide they are typed: "ＥＣ " -> "EC".

    Raises:
        BadQuestion: they are empty or oversized.
    """
    return understand(words).text


def discussion_of(
    view: View, sifted: Mapping[str, tuple[Sifted, ...]], taken: Mapping[str, tuple[Taken, ...]]
) -> Discussion:
    """Read what is said in a library; sifted, taken: what was derived of its transcripts."""
    names = by_date(view)
    of_each = [lines_of(view.transcript(name)) for name in names]
    lines = [line for own in of_each for line in own]
    vectors = [vectors_of(view, own) for own in of_each]
    return Discussion(
        lines,
        np.vstack(vectors) if vectors else np.zeros((0, 1), dtype=np.float32),
        words_in(lines),
        [one.tells for name in names for one in sifted[name]],
        [one for name in names for one in taken[name]],
        sifted,
    )


def on_topic(view: View, said: Discussion, encoder: Encoder, topic: str) -> OnTopic:
    """Derive what is said on a topic; said: of the same state of the library.

    Raises:
        BadQuestion: the topic is empty or oversized.
    """
    query = encoder.encode_queries([topic])[0]
    scores = nearness(topic, said.lines, said.vectors, query, said.words)
    return OnTopic(
        topic,
        topic_path(view, said.sifted, encoder, topic, _spans(said, scores)),
        board(said.lines, scores, said.taken),
        _undecided(said, scores),
        histories(said.lines, scores, said.taken),
    )


def _spans(said: Discussion, scores: Iterable[float]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for line, score in zip(said.lines, scores, strict=True):
        if score > 0 and line.speaker is not None:
            found.setdefault(line.transcript, []).append(line.span)
    return found


def _undecided(said: Discussion, scores: Iterable[float]) -> int:
    taken = {(one.place.transcript, one.place.line) for one in said.taken}
    return sum(
        score > 0 and tells and (line.transcript, line.place) not in taken
        for line, tells, score in zip(said.lines, said.telling, scores, strict=True)
    )
