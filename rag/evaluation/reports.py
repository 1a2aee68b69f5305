"""Reports that a quote is wrong, and how an editor makes gold questions of them.

A report is a question with the citation that missed it and, where the reader knew better, the
passage that answers. Accepted, it is one more line of the gold file that `rag evaluate` reads.
"""

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from index.errors import BadGold
from index.records import Span, Transcript
from index.view import View
from rag.cite import locate
from rag.evaluation.evidence import Evidence
from rag.evaluation.folding import find, fold, plain
from rag.evaluation.gold import Gold, read_gold
from rag.imprint import Imprint, imprint
from rag.imprint import find as find_words
from rag.records import Citation, Filter

_LOCK_SECONDS = 10  # a line is written in far less; longer means another program holds the file


@dataclass(frozen=True, slots=True)
class Report:
    """「この引用は違う」: what was asked, what was cited, and what should have been."""

    id: str
    question: str
    language: str
    citation: Citation
    when: str  # UTC, ISO 8601
    filters: Filter = field(default_factory=Filter)  # set by hand
    history: tuple[str, ...] = ()  # questions asked before, oldest first
    passage: str | None = None  # as given: words copied from a transcript, or a permanent link
    comment: str = ""


def find_passage(view: View, words: str, near: str | None = None) -> Evidence | None:
    """Find copied words in the library, whatever their line breaks and width.

    They are looked for in the transcript `near` first, then in the others; where they stand more
    than once, the first place counts. None where no speaker or heading holds them whole.
    """
    wanted = imprint(words)
    names = sorted(view.snapshot.transcripts, key=lambda name: (name != near, name))
    for name in names if wanted.length else ():
        transcript = view.transcript(name)
        for span in find_words(transcript.text, wanted):
            if found := _evidence(view, transcript, span):
                return found
    return None


def passage_at(
    view: View,
    transcript_id: str,
    span: Span,
    check: str | None,
    *,
    words: Imprint | None = None,
    by: str | None = None,
) -> Evidence | None:
    """Find what a permanent link points to; None where its words stand there no more.

    Raises:
        UnknownTranscript: the library does not hold it.
    """
    transcript = view.transcript(transcript_id)
    found, _ = locate(transcript, span, check, words, by)
    return _evidence(view, transcript, found) if found else None


def accept(
    path: Path,
    view: View,
    report: Report,
    evidence: Evidence | None,
    *,
    unanswerable: bool = False,
) -> Gold:
    """Add a report to a gold file as one question; the file is made where there is none.

    Readers see the file without it or with it, whole. What is returned was read back from disk.

    Raises:
        BadGold: nothing says what answers; the question is in the file already; the file holds
            a fault, or cannot be written.
    """
    if (evidence is None) != unanswerable:
        raise BadGold(
            "nothing says what answers the question; give the right passage, or say that the "
            "transcripts do not answer it."
            if evidence is None
            else "the question has a right passage and is said to have none; take one of them back."
        )
    path = path.resolve()  # a link stays a link
    try:
        with FileLock(path.with_name(f"{path.name}.lock"), timeout=_LOCK_SECONDS):
            text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
            before = read_gold(path, view) if text.strip() else []
            _refuse_twice(path, before, report)
            name = _unused(report.id, {gold.id for gold in before})
            line = json.dumps(_row(view, name, report, evidence), ensure_ascii=False)
            whole = text + ("" if not text or text.endswith("\n") else "\n") + line + "\n"
            return _replace(path, view, whole)
    except (OSError, UnicodeError, Timeout) as error:
        raise BadGold(f"{path} cannot be written ({error}); check it and try again.") from error


def _evidence(view: View, transcript: Transcript, span: Span) -> Evidence | None:
    turn = transcript.turn_at(span.start)
    if turn is None or span.end > turn.span.end:
        return None
    snapshot = view.snapshot
    languages = dict(zip(snapshot.transcripts, snapshot.languages, strict=True))
    label = turn.speaker.label if turn.speaker else None
    return Evidence(transcript.id, span, turn.number, label, languages[transcript.id])


def _refuse_twice(path: Path, before: Sequence[Gold], report: Report) -> None:
    for gold in before:
        same = plain(gold.question) == plain(report.question) and gold.filters == report.filters
        if same and gold.history == report.history:
            raise BadGold(
                f"{path} line {gold.line} asks this question already, as {gold.id!r}; "
                "mend that line instead."
            )


def _unused(name: str, taken: set[str]) -> str:
    """Name that no question bears: the report's own, or with a number after it."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def _row(view: View, name: str, report: Report, evidence: Evidence | None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": name,
        "question": report.question,
        "language": report.language,
        "answerable": evidence is not None,
        "evidence": [_item(view, evidence)] if evidence else [],
        "filters": report.filters.as_dict(),
        "history": [{"question": question} for question in report.history],
        "note": report.comment.strip(),
    }
    return {key: value for key, value in row.items() if value or key in ("answerable", "evidence")}


def _item(view: View, evidence: Evidence) -> dict[str, Any]:
    """Evidence by its words, which outlive corrections; by offsets where they stand twice."""
    transcript, span = view.transcript(evidence.transcript), evidence.span
    quote = span.of(transcript.text)
    turn = transcript.turns[evidence.turn].span
    if find(quote, fold(transcript.text, turn)) == [span]:
        return {"transcript": transcript.id, "turn": evidence.turn, "quote": quote}
    return {"transcript": transcript.id, "start": span.start, "end": span.end}


def _replace(path: Path, view: View, text: str) -> Gold:
    """Put a text in a file's place once it reads as gold; returns its last question."""
    draft = path.with_name(f"{path.name}.draft")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        gold = read_gold(draft, view)[-1]
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    except BadGold as error:
        raise BadGold(str(error).replace(str(draft), str(path))) from error
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return gold
