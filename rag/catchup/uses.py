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
    """For each step the terms to explain that no earlier step uses, as they come.

    These are terms with a definition, and abbreviations with a sentence that resolves them.

    words: search text of each step.
    """
    waiting = {term.name: term for term in terms if _explanations(term)}
    found: list[list[Use]] = []
    for step, said in zip(steps, words, strict=True):
        at = {name: _place(term, step, said) for name, term in waiting.items()}
        used = sorted((place, name) for name, place in at.items() if place >= 0)
        found.append([_use(waiting.pop(name), step) for _, name in used])
    return found


def _explanations(term: Term) -> list[Place]:
    if term.definitions:
        return [one.place for one in term.definitions]
    return [one.place for one in term.aliases if one.short]


def _place(term: Term, step: Cited, said: str) -> int:
    """Where a passage has one of a term's forms, or -1; its turn is known to have the term."""
    turns = (one.turns for one in term.sessions if one.transcript == step.transcript)
    if not any(step.turn in spoken for spoken in turns):
        return -1
    known = (term.name, *term.variants) if term.definitions else ()
    places = [_find(form, said) for form in (*known, *term.short)]
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

    place = min(_explanations(term), key=nearness)
    return Use(term, place, not any(nearness(place)))
