"""Questions of a batch: one JSON object a line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import BadQuestion
from rag.question import check_text
from rag.reading.followup import Earlier
from rag.records import FILTER_FIELDS, Filter


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a command or a batch."""

    question: str
    wanted: Filter
    history: tuple[Earlier, ...] = ()


def lines(batch: Path) -> Iterator[tuple[int, str]]:
    """Lines of a batch that are not empty, with their numbers from 1.

    Raises:
        BadQuestion: the file cannot be read.
    """
    try:
        text = batch.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuestion(f"{batch} cannot be read as UTF-8 text ({error}).") from error
    for place, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield place, line


def asked_of(line: str, place: int, given: Asked) -> tuple[Any, Asked]:
    """Read a batch line: (id, question). What it sets comes before what the command sets.

    Raises:
        BadQuestion: the line is none of a batch.
    """
    form = (
        'a line of a batch is {"id": …, "question": "…"} with any of transcript, speaker, '
        'not_speaker, session, from, to, and history: [{"question": "…", "answer": "…"}]'
    )
    try:
        row = json.loads(line)
        question = row["question"]
        values = {name: row[name] for name in FILTER_FIELDS if row.get(name) is not None}
        history = [Earlier(one["question"], one.get("answer")) for one in row.get("history") or ()]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadQuestion(f"line {place} cannot be read ({error}); {form}.") from error
    said = [one.answer for one in history if one.answer is not None]
    texts = [question, *values.values(), *(one.question for one in history), *said]
    if not all(isinstance(text, str) for text in texts):
        raise BadQuestion(f"line {place} holds something else than text; {form}.")
    for text in texts:
        check_text(text)
    wanted = Filter.of(given.wanted.as_dict() | values)
    return row.get("id", place), Asked(question, wanted, tuple(history) or given.history)
