"""The sentences that a draft is made of: those of the chosen sessions, speakers and topic."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.encode import Encoder, Vectors
from index.errors import BadQuestion
from index.library import Library
from index.records import Speaker, Transcript
from index.terms import asked_words, terms
from index.view import View
from rag.answer import ask
from rag.drafting.records import Choice
from rag.drafting.telling import tells, worth
from rag.lines import Line, lines_of, vectors_of
from rag.near import Floats
from rag.question import Question, understand
from rag.reading.people import whom
from rag.records import Filter
from rag.retrieve import Ranking, rank

_PASSAGES = 40  # best ones on a topic
_NEAR = 0.55  # of the best passage's score: what is further behind is about something else
_LEAST = 0.15  # worth, of a sentence none of whose words any other holds
_FULL = 0.8  # share of the sentences that hold less of the meeting's words than counts
_SOUNDS = "/~"  # begin terms that are a sound; the word itself is counted
_ABOUT = 0.25  # worth, of a sentence that names the topic in no word


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Sentences in order of their meetings, with what tells how well each stands for others."""

    lines: tuple[Line, ...]
    vectors: Vectors  # of each
    worth: Floats  # of each, 0 to 1; 0: it is never quoted
    transcripts: Mapping[str, Transcript]  # by name, in order of their dates
    people: tuple[Speaker, ...]  # all speakers of the library
    generation: int

    def rows_of(self, transcript: str) -> list[int]:
        """Rows of a transcript's sentences."""
        return [row for row, line in enumerate(self.lines) if line.transcript == transcript]


def gather(library: Library, encoder: Encoder, choice: Choice) -> Material:
    """Read what is chosen.

    Raises:
        BadQuestion: nobody of that name speaks there, or nothing is said about the topic.
        UnknownTranscript: there is none of a name.
    """
    about = _about(library, encoder, choice)
    with library.reading() as view:
        for name in choice.transcripts:
            view.require(name)
        headers = view.snapshot.transcripts
        wanted = [name for name in headers if name in choice.transcripts or not choice.transcripts]
        wanted.sort(key=lambda name: (headers[name].date or "", name))
        transcripts = {name: view.transcript(name) for name in wanted}
        meant = _meant(choice, view.snapshot.people)
        lines: list[Line] = []
        vectors: list[Vectors] = []
        for name in wanted:
            own = lines_of(transcripts[name])
            found = vectors_of(view, own)
            kept = [at for at, line in enumerate(own) if _is_chosen(line, meant, about)]
            lines += [own[at] for at in kept]
            vectors.append(found[kept])
        weighed = _worth(lines, choice)
        if not weighed.any():
            raise BadQuestion("the chosen sessions and speakers say nothing to draft from.")
        return Material(
            tuple(lines),
            np.concatenate(vectors),
            weighed,
            transcripts,
            tuple(view.snapshot.people),
            view.snapshot.generation,
        )


def _meant(choice: Choice, people: Sequence[Speaker]) -> frozenset[str] | None:
    """Whom the choice names; None where it names nobody.

    Raises:
        BadQuestion: nobody bears a name.
    """
    if not choice.speakers:
        return None
    found: set[str] = set()
    for wanted in choice.speakers:
        named = {
            one.known_as
            for one, is_meant in zip(people, whom(wanted, people), strict=True)
            if is_meant
        }
        if not named:
            raise BadQuestion(
                f"nobody called {wanted!r} speaks; `python -m index list` names the speakers."
            )
        found |= named
    return frozenset(found)


def _is_chosen(
    line: Line, meant: frozenset[str] | None, about: frozenset[tuple[str, int]] | None
) -> bool:
    if meant is not None and (line.speaker is None or line.speaker.known_as not in meant):
        return False
    return about is None or (line.transcript, line.span.start) in about


def _about(library: Library, encoder: Encoder, choice: Choice) -> frozenset[tuple[str, int]] | None:
    """First characters of the sentences on the topic; None where there is none.

    Raises:
        BadQuestion: nothing is said about it.
    """
    if not choice.topic.strip():
        return None
    asked = understand(choice.topic)
    with library.reading() as view:
        ranking = rank(view.snapshot, encoder, asked, Filter())
        if not _is_there(asked, ranking) or not ask(choice.topic, library, encoder).found:
            raise BadQuestion(f"nothing is said about {choice.topic!r}; try other words.")
        least = _NEAR * float(ranking.scores[0])
        rows = [
            row
            for row, score in zip(ranking.rows.tolist(), ranking.scores.tolist(), strict=True)
            if score >= least
        ][:_PASSAGES]
        return frozenset(_starts(view, rows))


def _is_there(asked: Question, ranking: Ranking) -> bool:
    """Tell whether half of a topic's words are known, where passages are in its language."""
    foreign = bool(len(ranking.languages)) and ranking.languages[0] != asked.language
    return foreign or 2 * len(ranking.known) >= max(1, len(ranking.weights))


def _starts(view: View, rows: Sequence[int]) -> set[tuple[str, int]]:
    found = set()
    for row in rows:
        passage = view.snapshot.passages[row]
        inside = list(view.snapshot.sentences.of(row))
        starts = view.snapshot.sentences.starts[inside].tolist()
        found |= {(passage.transcript_id, start) for start in starts}
    return found


def _worth(lines: Sequence[Line], choice: Choice) -> Floats:
    """How well each sentence stands for others: by itself, by its words, and for the topic."""
    said = [frozenset(terms(line.words)) if tells(line) else frozenset[str]() for line in lines]
    held_by = Counter(term for one in said for term in one if term[0] not in _SOUNDS)
    central = np.array(
        [sum(math.log(held_by[term]) for term in one if term in held_by) for one in said]
    )
    full = max(float(np.quantile(central[central > 0], _FULL)), 1e-6) if central.any() else 1.0
    found = np.array([worth(line.words) if tells(line) else 0.0 for line in lines])
    found *= _LEAST + (1 - _LEAST) * np.minimum(1, central / full)
    if choice.topic.strip():
        wanted = [set(word) for word in asked_words(choice.topic)]
        for row in np.flatnonzero(found):
            held = sum(1 for word in wanted if word & said[row]) / max(1, len(wanted))
            found[row] *= max(held, _ABOUT)
    return found
