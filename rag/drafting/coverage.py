"""How much of what was said a draft represents, and the most central statements it leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.encode import Encoder
from index.library import Library
from rag.drafting.cover import cover
from rag.drafting.material import Material, gather
from rag.drafting.proof import quoted
from rag.drafting.records import Choice, Draft, Sentence
from rag.drafting.topics import topics_of
from rag.near import centred

_LEFT_OUT = 5  # statements that are offered
_NEAR = 0.45  # likeness, common direction taken away, from which one sentence stands for another


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    done: int
    of: int

    @property
    def part(self) -> float:
        """0 to 1; 1 where there is nothing to represent."""
        return self.done / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class Represented:
    """A topic, and the share of its sentences that a draft stands for."""

    name: str  # empty where no phrase stands out
    share: Share


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a draft represents of what it was made from."""

    turns: Share  # cited, of those that say something
    speakers: Share  # cited
    sentences: Share  # cited, or near to a cited one
    topics: tuple[Represented, ...]  # the largest first
    left_out: tuple[Sentence, ...]  # the most central first


def coverage(draft: Draft, library: Library, encoder: Encoder) -> Coverage:
    """Compare a draft with all that its choice gathers.

    Raises:
        BadQuestion: nothing is said there any more.
        UnknownTranscript: a transcript of it is gone.
    """
    choice = Choice(transcripts=draft.choice.transcripts, speakers=draft.choice.speakers,
                    topic=draft.choice.topic)  # fmt: skip
    material = gather(library, encoder, choice)
    cited = _cited(draft, material)
    telling = np.flatnonzero(material.worth)
    near = _near(material, telling, cited)
    by_turn = {(material.lines[row].transcript, material.lines[row].turn) for row in telling}
    cited_turns = {(material.lines[row].transcript, material.lines[row].turn) for row in cited}
    return Coverage(
        Share(len(by_turn & cited_turns), len(by_turn)),
        Share(len(_speakers(material, cited)), len(_speakers(material, telling.tolist()))),
        Share(len(near), len(telling)),
        tuple(_topics(material, near)),
        tuple(_left_out(material, cited, near, draft.language)),
    )


def _cited(draft: Draft, material: Material) -> list[int]:
    """Rows that the draft cites."""
    spans = [(one.transcript, one.span) for block in draft.sentences for one in block.citations]
    return [
        row
        for row, line in enumerate(material.lines)
        if any(line.transcript == name and line.span.meets(span) for name, span in spans)
    ]


def _near(material: Material, telling: np.ndarray, cited: Sequence[int]) -> set[int]:
    if not cited:
        return set()
    apart = centred(material.vectors)
    likeness = (apart[telling] @ apart[list(cited)].T).max(axis=1)
    return {int(row) for row in telling[likeness >= _NEAR]} | (set(cited) & set(telling.tolist()))


def _speakers(material: Material, rows: Sequence[int]) -> set[str]:
    said = (material.lines[row].speaker for row in rows)
    return {one.known_as for one in said if one}


def _topics(material: Material, near: set[int]) -> list[Represented]:
    return [
        Represented(topic.name, Share(len(near & set(topic.rows)), len(topic.rows)))
        for topic in topics_of(material)
    ]


def _left_out(
    material: Material, cited: Sequence[int], near: set[int], language: str
) -> list[Sentence]:
    worth = material.worth.copy()
    worth[list(near | set(cited))] = 0
    rows = cover(material.vectors, worth, _LEFT_OUT, cited)
    return [
        quoted(line, material.transcripts[line.transcript], language)
        for line in (material.lines[row] for row in rows)
    ]
