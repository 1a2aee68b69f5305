"""What was asked and what was promised as one list: each thing once, what is open first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.catchup.found import Place, Promise, Question

Standing = Literal["open", "promised", "settled"]  # in the order in which they are read
STANDINGS: tuple[Standing, ...] = ("open", "promised", "settled")
_REACH = 2  # sentences: "I do not know that. I am sorry. I will ask and tell you next time."


@dataclass(frozen=True, slots=True)
class Matter:
    """A question, a promise, or a question with the promise to answer it."""

    standing: Standing
    place: Place  # of the question; of the promise where nobody asked
    question: Question | None
    promise: Promise | None


def matters(
    questions: Iterable[Question], promises: Iterable[Promise], order: Sequence[str]
) -> list[Matter]:
    """List questions and promises, those first that nobody answered, then those put off.

    order: ids of transcripts, in which matters of one standing follow each other.
    """
    rest = list(promises)
    found = []
    for question in questions:
        promise = _promise_of(question, rest)
        if promise:
            rest.remove(promise)
        found.append(Matter(_standing(question, promise), question.place, question, promise))
    found += [Matter(_standing(None, one), one.place, None, one) for one in rest]
    rank = {name: place for place, name in enumerate(order)}
    return sorted(
        (one for one in found if one.place.transcript in rank),
        key=lambda one: (
            STANDINGS.index(one.standing),
            rank[one.place.transcript],
            one.place.span.start,
        ),
    )


def given(promise: Promise) -> Place:
    """Where somebody says that he will do it: his answer, where another asked for it."""
    return promise.accepted or promise.place


def _promise_of(question: Question, promises: Iterable[Promise]) -> Promise | None:
    """Promise by which who was asked put the question off: in the answer or right after it."""
    if question.state != "promised":
        return None
    answer = question.answers[0]
    near = [
        promise
        for promise in promises
        if promise.by == answer.speaker
        and given(promise).transcript == answer.transcript
        and answer.line <= given(promise).line <= answer.line + _REACH
    ]
    return min(near, key=lambda promise: given(promise).line, default=None)


def _standing(question: Question | None, promise: Promise | None) -> Standing:
    if promise:
        return "settled" if promise.kept else "promised"
    if question is None or question.state == "answered":
        return "settled"
    return question.state
