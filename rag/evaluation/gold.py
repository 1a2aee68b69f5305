"""Gold questions: a file of questions with their accepted evidence, checked line by line.

A line is `{"id", "question", "answerable", "evidence"}` with any of language, kind, filters,
reads (the filters that the question's own words set), answers, speakers, history and note.
Evidence is `{"transcript", "quote"}`, with the turn where the words stand in several, or
`{"transcript", "start", "end"}`. Several items may be parts of one answer or the same thing
said twice; no measure takes one for the other.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.errors import BadGold, BadQuestion, UnknownTranscript
from index.language import language_of
from index.view import View
from rag.evaluation.evidence import Evidence, Transcripts, evidence_of
from rag.evaluation.fields import check_names, items, need, optional
from rag.question import understand
from rag.records import FILTER_FIELDS, Filter

_FIELDS = {
    *("id", "question", "language", "kind", "filters", "evidence"),
    *("answers", "speakers", "answerable", "reads", "history", "note"),
}
NO_KIND = "other"  # of a line that names none


@dataclass(frozen=True, slots=True)
class Gold:
    """A question and what is known about it."""

    line: int  # of the file, from 1
    id: str
    question: str
    language: str
    kind: str
    answerable: bool
    evidence: tuple[Evidence, ...] = ()
    answers: tuple[str, ...] = ()  # any of them is accepted
    speakers: tuple[str, ...] = ()  # labels or names, any of whom may be quoted first
    filters: Filter = field(default_factory=Filter)
    reads: Filter | None = None  # filters that the question's own words set; None where untold
    history: tuple[str, ...] = ()  # questions asked before, oldest first


def read_gold(path: Path, view: View) -> list[Gold]:
    """Read a gold file and find its evidence in the library.

    Raises:
        BadGold: names the file, the line, what is wrong and the way out; one bad line refuses
            the whole file, since scores over the others would be of another file.
    """
    transcripts = Transcripts(view)
    found: dict[str, Gold] = {}
    for number, line in lines_of(path):
        try:
            gold = _gold(number, line, transcripts)
            if gold.id in found:
                raise BadGold(
                    f"the id {gold.id!r} stands in line {found[gold.id].line} already; "
                    "give every question its own."
                )
        except (BadGold, BadQuestion, UnknownTranscript) as error:
            raise BadGold(f"{path} line {number}: {error}") from error
        found[gold.id] = gold
    if not found:
        raise BadGold(f"{path} holds no question; write one JSON object a line.")
    return list(found.values())


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Lines of a file that hold something, numbered from 1.

    Raises:
        BadGold: the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadGold(f"{path} cannot be read as UTF-8 text ({error}); name another.") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line


def _gold(number: int, line: str, transcripts: Transcripts) -> Gold:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadGold(f"this is no JSON ({error}); write one object a line.") from error
    check_names(row, _FIELDS, "a question")
    identity, question = need(row, "id", str | int), need(row, "question", str)
    answerable = need(row, "answerable", bool)
    understand(question)
    evidence = tuple(evidence_of(item, transcripts) for item in items(row, "evidence", dict))
    if answerable != bool(evidence):
        raise BadGold(
            "the question is answerable and has no evidence; quote what answers it."
            if answerable
            else "the question is not answerable and has evidence; take one of them back."
        )
    filters = _filters(row, "filters", transcripts) or Filter()
    reads = _filters(row, "reads", transcripts)
    history = tuple(need(turn, "question", str) for turn in items(row, "history", dict))
    return Gold(
        number,
        str(identity),
        question,
        optional(row, "language") or language_of(question),
        optional(row, "kind") or NO_KIND,
        answerable,
        evidence,
        tuple(items(row, "answers", str)),
        tuple(items(row, "speakers", str)),
        filters,
        reads,
        history,
    )


def _filters(row: dict[str, Any], name: str, transcripts: Transcripts) -> Filter | None:
    if row.get(name) is None:
        return None
    given = row[name]
    check_names(given, set(FILTER_FIELDS), name)
    wanted = Filter.of({key: optional(given, key) for key in given})
    if wanted.transcript:
        transcripts.named(wanted.transcript)
    return wanted
