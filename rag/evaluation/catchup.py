"""What is found for newcomers, against gold: terms, definitions, questions, promises, stances.

A gold line is `{"id", "kind"}` with, by its kind, any of term, variants, evidence (as in gold
questions; more items are places that do as well), state and answers (of a question), by and
fulfilled (of a promise), stance ("none" for a sentence that takes none), and `"may": true` where
it is right to find it and right not to. Of stances the sentences listed are judged alone.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from index.errors import BadGold, BadQuestion, UnknownTranscript
from index.view import View
from rag.catchup.found import Promise, Question, Taken, Vocabulary
from rag.catchup.fulfilment import kept
from rag.catchup.promises import promises_in
from rag.catchup.questions import questions_in
from rag.catchup.stances import stances_in
from rag.catchup.terms import ledger, terms_in
from rag.evaluation.catchup_scores import KINDS, Everything, Row, Score, scores
from rag.evaluation.evidence import Evidence, Transcripts, evidence_of
from rag.evaluation.fields import check_names, items, need, optional
from rag.evaluation.gold import lines_of
from rag.lines import lines_of as sentences_of
from rag.lines import vectors_of

_FIELDS = {
    *("id", "kind", "term", "variants", "evidence", "state", "answers", "by", "fulfilled"),
    *("stance", "may"),
}


def is_catchup(path: Path) -> bool:
    """Tell whether a gold file is of this form, by its first line."""
    try:
        first = json.loads(next((line for _, line in lines_of(path)), "{}"))
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and first.get("kind") in KINDS and "question" not in first


def evaluate(path: Path, view: View) -> tuple[Score, ...]:
    """Score what is found in the transcripts that a gold file names.

    Raises:
        BadGold: names the file, the line, what is wrong and the way out.
    """
    rows = list(_rows(path, view))
    named = {one.transcript for row in rows for one in row.evidence}
    everything = find(view, sorted(named))
    return tuple(scores(rows, everything))


def find(view: View, names: Sequence[str]) -> Everything:
    """Everything in some transcripts, in the order of their dates."""
    transcripts = sorted(map(view.transcript, names), key=lambda one: one.header.date or "")
    vocabularies: list[Vocabulary] = []
    questions: list[Question] = []
    promises: tuple[Promise, ...] = ()
    stances: list[Taken] = []
    for transcript in transcripts:
        lines = sentences_of(transcript)
        vocabularies.append(terms_in(lines))
        questions += questions_in(lines, vectors_of(view, lines))
        promises = (*kept(promises, lines), *promises_in(lines))
        stances += stances_in(lines)
    return Everything(ledger(vocabularies), tuple(questions), promises, tuple(stances))


def as_text(scores: Sequence[Score]) -> str:
    """A table: kind, precision, recall and the counts they are of."""
    lines = [f"{'kind':<12}{'precision':>16}{'recall':>16}"]
    for one in scores:
        precision = _share(one.precision, one.right, one.found)
        lines.append(f"{one.kind:<12}{precision:>16}{_share(one.recall, one.met, one.wanted):>16}")
    return "\n".join(lines)


def as_row(scores: Sequence[Score]) -> dict[str, Any]:
    """Scores as they are stored, a kind a row."""
    return {
        "rows": [
            {
                "kind": one.kind,
                "precision": one.precision,
                "recall": one.recall,
                "found": one.found,
                "wanted": one.wanted,
            }
            for one in scores
        ]
    }


def _share(share: float | None, count: int, of: int) -> str:
    return "-" if share is None else f"{share:.2f} ({count}/{of})"


def _rows(path: Path, view: View) -> Iterator[Row]:
    transcripts = Transcripts(view)
    for number, line in lines_of(path):
        try:
            yield _row(_read(line), transcripts)
        except (BadQuestion, UnknownTranscript) as error:
            raise BadGold(f"{path} line {number}: {error}") from error


def _read(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadGold(f"this is no JSON ({error}); write one object a line.") from error


def _row(row: Any, transcripts: Transcripts) -> Row:
    check_names(row, _FIELDS, "a catch-up gold line")

    if row.get("kind") not in KINDS:
        raise BadGold(f"'kind' cannot be {row.get('kind')!r}; write one of {', '.join(KINDS)}.")

    def places(name: str) -> tuple[Evidence, ...]:
        return tuple(evidence_of(item, transcripts) for item in items(row, name, dict))

    return Row(
        need(row, "kind", str),
        optional(row, "term") or "",
        tuple(items(row, "variants", str)),
        places("evidence"),
        places("answers"),
        optional(row, "by") or "",
        places("fulfilled"),
        optional(row, "stance") or "",
        bool(row.get("may")),
    )
