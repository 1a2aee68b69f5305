"""What overviews of one transcript are made from, read once for all of them."""

from dataclasses import dataclass

import numpy as np

from index.encode import Vectors
from index.records import Passage, Speaker, Transcript
from index.view import View
from rag.catchup.records import Cited, Sifted
from rag.catchup.sift import sifted
from rag.lines import Line, lines_of, vectors_of


@dataclass(frozen=True, slots=True)
class Material:
    """A transcript with its sentences and passages, and their vectors."""

    transcript: Transcript
    lines: tuple[Line, ...]
    vectors: Vectors  # of the lines
    sifted: tuple[Sifted, ...]  # the lines again
    passages: tuple[Passage, ...]  # that somebody says
    passage_vectors: Vectors


def material_of(view: View, transcript_id: str) -> Material:
    """Read a transcript's material.

    Raises:
        UnknownTranscript: there is none of that name.
    """
    transcript = view.transcript(transcript_id)
    lines = lines_of(transcript)
    snapshot = view.snapshot
    every = np.array(snapshot.rows_of(transcript_id), dtype=np.int64)
    rows = every[snapshot.person_of[every] >= 0]
    return Material(
        transcript,
        lines,
        vectors_of(view, lines),
        sifted(transcript, lines),
        tuple(snapshot.passages[row] for row in rows),
        snapshot.vectors.rows(rows),
    )


def cited(transcript_id: str, sentence: Sifted) -> Cited:
    """Cite a sentence."""
    return Cited(transcript_id, sentence.turn, sentence.span, sentence.speaker)


def known_as(transcript: Transcript) -> dict[str, str]:
    """Name of the person's entry, by label."""
    return {speaker.label: speaker.known_as for speaker in speakers_of(transcript)}


def speakers_of(transcript: Transcript) -> list[Speaker]:
    """Everybody who speaks, by label, in order of first speech."""
    return list(dict.fromkeys(turn.speaker for turn in transcript.turns if turn.speaker))
