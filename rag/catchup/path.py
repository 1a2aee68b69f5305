"""Reading path: the passages to read one after another, chosen to cover a topic or a library."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from index.encode import Encoder
from index.records import Passage, Span
from index.vectors import Rows
from index.view import View
from rag.catchup.cover import chosen
from rag.catchup.pace import minutes
from rag.catchup.records import Cited, Path, Sifted
from rag.question import understand
from rag.records import Filter
from rag.retrieve import rank

STEPS = 10
_LOOKED_AT = 2_000  # passages of a library at most, evenly spread
_NEAR, _FAR = 60, 0.35  # nearest passages to a topic; share of the best one's score they must have
_LEAST, _OF_TOPIC = 0.6, 0.3  # share of a passage that must tell something; of one on a topic
_NARROW = 160  # columns of a passage worth opening

Kept = Mapping[str, tuple[Sifted, ...]]  # sifted sentences, by transcript
Said = Mapping[str, Sequence[Span]]  # sentences on a topic, by transcript


def library_path(view: View, kept: Kept) -> Path:
    """The passages that cover the whole library, by date and place."""
    snapshot = view.snapshot
    rows = np.flatnonzero(snapshot.person_of >= 0)
    rows = rows[:: len(rows) // _LOOKED_AT + 1]
    return path_of(view, kept, "", rows, np.ones(len(rows)))


def topic_path(view: View, kept: Kept, encoder: Encoder, topic: str, said: Said) -> Path:
    """The passages that cover what is said of a topic; empty where nothing is.

    said: where a sentence is on it.

    Raises:
        BadQuestion: the topic is empty or oversized.
    """
    ranking = rank(view.snapshot, encoder, understand(topic), Filter())
    near = ranking.scores >= _FAR * ranking.scores.max(initial=0.0)
    on = np.array([_meets(view.snapshot.passages[row], said) for row in ranking.rows], dtype=bool)
    rows, scores = ranking.rows[near & on][:_NEAR], ranking.scores[near & on][:_NEAR]
    return path_of(view, kept, topic, rows, scores)


def _meets(passage: Passage, said: Said) -> bool:
    return any(span.meets(passage.span) for span in said.get(passage.transcript_id, ()))


def path_of(view: View, kept: Kept, topic: str, rows: Rows, worth: npt.NDArray[np.float64]) -> Path:
    """Choose the path among rows of the snapshot; worth: how near each is to the topic."""
    snapshot = view.snapshot
    passages = [snapshot.passages[row] for row in rows]
    tells = np.array([told(kept.get(p.transcript_id, ()), p) for p in passages])
    wide = snapshot.columns[rows] >= _NARROW
    cost = np.where((tells >= (_OF_TOPIC if topic else _LEAST)) & wide, 1.0, np.inf)
    groups = np.zeros((len(rows), len(snapshot.transcripts)))
    groups[np.arange(len(rows)), snapshot.transcript_of[rows]] = 1.0
    weights = np.maximum(worth, 0) * tells
    vectors = snapshot.vectors.rows(rows)
    merit = weights * np.array([_inviting(kept.get(p.transcript_id, ()), p) for p in passages])
    places = chosen(vectors, weights, cost, STEPS, groups=groups, merit=merit)
    order = sorted((passages[place] for place in places), key=lambda p: _when(view, p))
    labels = {passages[place]: snapshot.speaker(int(rows[place])) for place in places}
    steps = []
    for passage in order:
        speaker = labels[passage]
        label = speaker.label if speaker else None
        steps.append(Cited(passage.transcript_id, passage.turn, passage.span, label))
    return Path(topic, tuple(steps), round(sum(minutes(view.words_of(p)) for p in order), 1))


def told(sentences: tuple[Sifted, ...], passage: Passage) -> float:
    """Share of a passage's characters that tell something."""
    inside = [one for one in sentences if one.span.meets(passage.span)]
    length = sum(len(one.span) for one in inside)
    return sum(len(one.span) for one in inside if one.tells) / length if length else 0.0


def _inviting(sentences: tuple[Sifted, ...], passage: Passage) -> int:
    """1, and more where a passage's first sentence stands alone, or one says what a term means."""
    inside = [one for one in sentences if one.span.meets(passage.span)]
    begins = bool(inside) and inside[0].alone and inside[0].span.start >= passage.span.start
    return 1 + begins + any(one.explains for one in inside)


def _when(view: View, passage: Passage) -> tuple[str, str, int]:
    header = view.snapshot.transcripts[passage.transcript_id]
    return header.date or "", passage.transcript_id, passage.span.start
