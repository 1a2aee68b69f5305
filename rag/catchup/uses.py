"""Where passages that are read one after another first use a term that somebody explains."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.catchup.found import Place, Term
from rag.catchup.records import Cited


@dataclass(frozen=True, slots=True)
class Use:
    """A term, and the sentence that explains it to who meets it in a passage."""

    term: Term
    place: Place
    here: bool  # whether the passage itself holds the sentence


def first_uses(
    terms: Sequence[Term], steps: Sequence[Cited], words: Sequence[str]
) -> list[list[Use]]:
    """For each step the terms with an explanation that no earlier step uses, as they come.

    words: search text of each step.
    """
    waiting = {term.name: term for term in terms if term.definitions}
    found: list[list[Use]] = []
    for step, said in zip(steps, words, strict=True):
        at = {name: _place(term, step, said) for name, term in waiting.items()}
        used = sorted((place, name) for name, place in at.items() if place >= 0)
        found.append([_use(waiting.pop(name), step) for _, name in used])
    return found


def _place(term: Term, step: Cited, said: str) -> int:
    """Where a passage has one of a term's forms, or -1; its turn is known to have the term."""
    turns = (one.turns for one in term.sessions if one.transcript == step.transcript)
    if not any(step.turn in known for known in turns):
        return -1
    places = [_find(form, said) for form in (term.name, *term.variants, *term.short)]
    return min((place for place in places if place >= 0), default=-1)


def _find(form: str, said: str) -> int:
    """Where a form stands; one in Latin script by itself, no part of a longer word."""
    if not form.isascii():
        return said.find(form)
    match = re.search(rf"(?<![A-Za-z0-9]){re.escape(form)}(?![A-Za-z0-9])", said)
    return match.start() if match else -1


def _use(term: Term, step: Cited) -> Use:
    """Explained by the passage itself, else in its own session, else where it was first."""

    def nearness(place: Place) -> tuple[bool, bool]:
        return place.transcript != step.transcript, not place.span.meets(step.span)

    place = min((one.place for one in term.definitions), key=nearness)
    return Use(term, place, not any(nearness(place)))
