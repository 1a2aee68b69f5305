"""Promises of a library, followed from session to session until they are fulfilled."""

from collections.abc import Mapping

from index.view import View
from rag.catchup.found import Promise
from rag.catchup.fulfilment import kept
from rag.lines import lines_of


def homework(view: View, found: Mapping[str, tuple[Promise, ...]]) -> tuple[Promise, ...]:
    """Promises in the order of the sessions; found: those of each transcript, by id.

    A promise is looked for in the sessions after its own only; one without a date comes first.
    """
    promises: tuple[Promise, ...] = ()
    for name in by_date(view):
        if promises:
            promises = kept(promises, lines_of(view.transcript(name)))
        promises += found.get(name, ())
    return promises


def by_date(view: View) -> list[str]:
    """The transcripts of a library in the order of their sessions."""
    headers = view.snapshot.transcripts
    return sorted(headers, key=lambda name: (headers[name].date or "", name))
