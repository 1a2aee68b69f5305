"""The recipe of a search: read the question, rank, put first where its words say to search."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from index.encode import Encoder
from index.errors import BadQuestion
from index.library import Library
from index.records import Passage
from index.vectors import Rows
from index.view import View
from rag.question import understand
from rag.reading.rows import allowed_rows, turns_of
from rag.reading.scope import read_scope
from rag.reading.sessions import session_of
from rag.records import Filter, Hit
from rag.rerank import Reranker, ranked
from rag.retrieve import Ranking, hits

# Added to the score of what the speaker says whom a question asks about. What X thought is often
# told by the others: measured on English meetings, X's own passages alone are a worse beginning.
_SPEAKER = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """What `find` returns."""

    hits: tuple[Hit, ...]  # best first
    filters: Filter  # given and read
    read: Filter  # those that the question's own words set; they order and hide nothing


def search(
    question: str,
    library: Library,
    encoder: Encoder,
    wanted: Filter | None = None,
    k: int = 10,
    *,
    reranker: Reranker | None = None,
) -> list[Hit]:
    """Find the best k passages for a question, best first.

    Passages of the session or the dates that the question's own words name come before all
    others, and those of the speaker whom it names before others as good.

    Raises:
        BadQuestion: an empty or oversized question, or a filter that cannot be meant.
        LibraryError: the library cannot be read, or was built with another encoder.
        UnknownTranscript: the filter names a transcript that is not there.
    """
    return list(find(question, library, encoder, wanted, k, reranker=reranker).hits)


def find(
    question: str,
    library: Library,
    encoder: Encoder,
    wanted: Filter | None = None,
    k: int = 10,
    *,
    today: date | None = None,
    reranker: Reranker | None = None,
) -> Found:
    """Search as `search` does, and tell which filters the question's words set.

    Raises:
        BadQuestion, LibraryError, UnknownTranscript: as `search`.
    """
    wanted = wanted or Filter()
    asked = understand(question)
    library.check_encoder(encoder)
    with library.reading() as view:
        check_filter(view, wanted)
        scope = read_scope(asked, view.snapshot, wanted, today or date.today())
        places = dict.fromkeys([scope.place(), wanted])  # one where no place is read
        rankings = [ranked(view, encoder, asked, place, reranker) for place in places]
        if scope.read.speaker or scope.read.not_speaker:
            spoken = allowed_rows(view.snapshot, scope.filter)
            rankings = [_lifted(ranking, spoken) for ranking in rankings]
        found = [hits(view, ranking, k) for ranking in rankings]
    return Found(_in_turn(found)[:k], scope.filter, scope.read)


def _lifted(ranking: Ranking, spoken: Rows | None) -> Ranking:
    """Ranking with a speaker's rows lifted; its rows and scores alone are in the new order."""
    if spoken is None:
        return ranking
    scores = (ranking.scores + _SPEAKER * np.isin(ranking.rows, spoken)) / (1 + _SPEAKER)
    order = np.argsort(-scores, kind="stable")
    return replace(ranking, rows=ranking.rows[order], scores=scores[order])


def _in_turn(lists: list[list[Hit]]) -> tuple[Hit, ...]:
    """All hits of the first list, then the others of the next, with scores that fall."""
    found: dict[Passage, Hit] = {}
    for place, hits_there in enumerate(lists):
        below = len(lists) - 1 - place
        for hit in hits_there:
            lowered = replace(hit, score=round((hit.score + below) / len(lists), 6))
            found.setdefault(hit.passage, lowered)
    return tuple(found.values())


def check_filter(view: View, wanted: Filter) -> None:
    """Refuse a filter that cannot be meant.

    Raises:
        BadQuestion: a date or a session that is none.
        UnknownTranscript: a transcript that is not there.
    """
    for value in (wanted.since, wanted.until):
        try:
            if value is not None and date.fromisoformat(value).isoformat() != value:
                raise ValueError(value)
        except ValueError as error:
            raise BadQuestion(
                f"{value!r} is no date; write it as year-month-day, like 2020-06-30."
            ) from error
    if wanted.session and not session_of(wanted.session):
        raise BadQuestion(
            f"{wanted.session!r} is no session; write it as 3, 第3回 or 2031年度第3回."
        )
    if wanted.turns:
        _check_turns(wanted)
    if wanted.transcript:
        view.require(wanted.transcript)


def _check_turns(wanted: Filter) -> None:
    try:
        turns_of(wanted.turns or "")
    except ValueError as error:
        raise BadQuestion(f"{wanted.turns!r} names no turns; write them as 4 or 4-6.") from error
    if not wanted.transcript:
        raise BadQuestion("turns are those of one transcript; name it, too.")
