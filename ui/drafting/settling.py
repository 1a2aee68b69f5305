"""The rows of an open draft are checked beside the page, those that have changed alone."""

from functools import partial

from index.library import Library
from rag.drafting.check import recheck
from rag.drafting.records import Checked, Sentence
from ui.drafting.editing import Editing
from ui.drafting.office import Office
from ui.room import Room
from ui.task import Task

PATIENCE = 0.25  # seconds that a page waits for verdicts before it is drawn without them

Found = dict[int, tuple[Sentence, Checked]]  # by row, with the sentence as it was checked


def settle(office: Office, editing: Editing, patience: float = PATIENCE) -> Task[Found] | None:
    """Take over what was found, and see to the rest; returns the work that still goes on.

    Raises:
        HatsugenError: sentences cannot be checked.
    """
    library: Library = office.room.library
    if editing.generation != library.generation:
        editing.begin_anew(library.generation)
    key = "rows", editing.token
    while editing.pending() or office.tasks.known(key):
        task = office.tasks.of(key, partial(_check, office.room, editing.pending()))
        if not task.wait(patience):
            return task
        office.tasks.forget(key)
        editing.settle(task.result())
    return None


def _check(room: Room, pending: list[tuple[int, Sentence]], task: Task[Found]) -> Found:
    found: Found = {}
    for number, sentence in pending:
        if task.stopping:
            break
        result = recheck(sentence.words, sentence.citations, room.library, room.encoder)
        found[number] = sentence, result
    return found
