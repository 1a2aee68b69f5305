"""Which of a library's questions to show: at first, and after an answer. Pure and quick."""

from collections.abc import Callable, Collection, Sequence
from random import Random

from index.records import Span
from rag.evaluation.folding import plain
from rag.records import Answer
from rag.suggesting.records import Suggestion

_KINDS = ("term", "person", "asked", "topic")  # that tell most of what can be asked, first
_NAMED, _SAME_SPEAKER, _SAME_TRANSCRIPT = 3.0, 1.5, 1.0  # what brings a question near an answer
_SAME_KIND = 0.5  # what a kind costs that is chosen already: less than any nearness brings
_FOREIGN = 3  # what naming something in another language weighs among the first: come last
_FAR = 12  # turns from which distance tells nothing more


def first(pool: Sequence[Suggestion], count: int = 3, seed: int | None = None) -> list[Suggestion]:
    """Choose the first questions, of different transcripts and kinds as far as there are.

    seed: shuffles which come first, the same way for the same seed.
    """
    order = list(pool)
    if seed is not None:
        Random(seed).shuffle(order)
    order.sort(key=lambda suggestion: _KINDS.index(suggestion.kind))
    return _choose(order, count, lambda one, chosen: _FOREIGN * one.foreign + _taken(one, chosen))


def after(
    pool: Sequence[Suggestion], answer: Answer, asked: Collection[str], count: int = 3
) -> list[Suggestion]:
    """Choose what to ask after an answer: near what it cites, and neither asked nor answered yet.

    Near is what its quotes name, what was said around them, and what the same people said; a
    refusal cites nothing, and its nearest passages count instead.
    """
    known = {plain(question) for question in (*asked, answer.question)}
    cited = [(c.transcript, c.turn, c.span, plain(c.quote)) for c in answer.citations] or [
        (h.passage.transcript_id, h.passage.turn, h.passage.span, plain(h.text))
        for h in answer.nearest
    ]
    people = {citation.speaker for citation in answer.citations if citation.speaker}
    quoted = [(c.transcript, c.span) for c in answer.citations]
    nearness = {
        suggestion: _near(suggestion, cited, people)
        for suggestion in pool
        if plain(suggestion.question) not in known and not _repeats(suggestion, quoted)
    }
    return _choose(
        list(nearness),
        count,
        lambda one, chosen: _SAME_KIND * sum(one.kind == c.kind for c in chosen) - nearness[one],
    )


def _near(
    suggestion: Suggestion, cited: Sequence[tuple[str, int, Span, str]], people: Collection[str]
) -> float:
    """How near a suggestion is to what is cited; nothing where they share nothing."""
    about = plain(suggestion.about)
    named = any(about in quote for _, _, _, quote in cited) if about else False
    near = _NAMED * named
    if suggestion.speaker and any(suggestion.speaker in label for label in people):
        near += _SAME_SPEAKER
    steps = [
        abs(turn - other)
        for name, turn, _, _ in cited
        for other in suggestion.turns
        if name == suggestion.transcript
    ]
    if steps:
        near += _SAME_TRANSCRIPT + 1 - min(*steps, _FAR) / _FAR
    return near


def _repeats(suggestion: Suggestion, quoted: Sequence[tuple[str, Span]]) -> bool:
    """Tell whether a question would be answered by words that are quoted already."""
    return any(
        name == suggestion.transcript and span.meets(other)
        for name, other in quoted
        for span in suggestion.spans
    )


def _choose(
    order: Sequence[Suggestion],
    count: int,
    cost: Callable[[Suggestion, Sequence[Suggestion]], float],
) -> list[Suggestion]:
    """Take what costs least beside those that are chosen, of equals the first, again and again."""
    chosen: list[Suggestion] = []
    rest = list(order)
    while rest and len(chosen) < count:
        best = min(rest, key=lambda one: cost(one, chosen))
        chosen.append(best)
        rest.remove(best)
    return chosen


def _taken(suggestion: Suggestion, chosen: Sequence[Suggestion]) -> int:
    """How often its transcript and its kind are chosen already."""
    return sum(
        (suggestion.transcript == one.transcript) + (suggestion.kind == one.kind) for one in chosen
    )
