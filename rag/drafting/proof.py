"""Sentences of transcripts as evidence, as citations, and as quotes of a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.encode import Vectors
from index.language import language_of
from index.records import Transcript
from prompts import wording
from rag.cite import cite
from rag.drafting.records import Block, Sentence
from rag.lines import Line
from rag.records import Citation, Evidence

_BEFORE = 2  # sentences before one that tell what it leans on


def evidence(
    lines: Sequence[Line],
    vectors: Vectors,
    transcripts: Mapping[str, Transcript],
    row: int,
    number: int,
) -> Evidence:
    """One sentence with what stands around it in its turn."""
    line, header = lines[row], transcripts[lines[row].transcript].header
    before = [lines[at] for at in range(max(0, row - _BEFORE), row) if _is_near(lines[at], line)]
    after = [
        lines[at] for at in range(row + 1, min(row + 2, len(lines))) if _is_near(lines[at], line)
    ]
    return Evidence(
        number,
        line.words,
        line.shown,
        " ".join(one.words for one in before),
        " ".join(one.words for one in after),
        line.transcript,
        line.turn,
        line.span,
        line.speaker,
        header.title,
        header.session,
        header.date,
        language_of(line.words),
        vectors[row],
    )


def _is_near(one: Line, other: Line) -> bool:
    same = (one.transcript, one.turn) == (other.transcript, other.turn)
    return same and abs(one.place - other.place) <= _BEFORE


def quoted(line: Line, transcript: Transcript, language: str) -> Sentence:
    """A sentence of a draft that is a quote, led by who says it."""
    words = wording(language)
    form = words["line" if line.speaker else "line_nobody"]
    label = line.speaker.label if line.speaker else None
    shown = form.format(speaker=label, words=line.shown, marker="").rstrip()
    return Sentence(shown, (cite(1, transcript, line.turn, line.span),))


def numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks whose citations count from 1 in order; one place has one number."""
    numbers: dict[tuple[str, int, int], int] = {}

    def renumbered(one: Citation) -> Citation:
        place = one.transcript, one.span.start, one.span.end
        return replace(one, number=numbers.setdefault(place, len(numbers) + 1))

    return tuple(
        replace(block, citations=tuple(renumbered(one) for one in block.citations))
        if isinstance(block, Sentence)
        else block
        for block in blocks
    )
