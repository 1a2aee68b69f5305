"""A receipt asked again: what the same question gives today, and what has changed since."""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.__main__ import DONE, printable
from index.encode import Encoder
from index.errors import BadQuestion
from index.library import Library
from rag.answer import ask
from rag.receipt import FORMAT, PROGRAM, receipt_text
from rag.records import FILTER_FIELDS, Filter
from rag.rerank import Reranker
from rag.writer import Writer

_TOLD = 300  # characters of a value that the terminal shows
_LARGEST = 10_000_000  # bytes; a receipt is some ten thousand


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as the receipt has it."""

    what: str  # decision, text, citations, passages, …
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Replay:
    """What `replay` returns."""

    question: str
    receipt: dict[str, Any]  # of the answer that the question has now
    changes: tuple[Change, ...]


def read_receipt(path: Path) -> dict[str, Any]:
    """Read a receipt from a file.

    Raises:
        BadQuestion: the file cannot be read, or holds something else.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("it is too large")
        receipt = json.loads(path.read_text(encoding="utf-8-sig"))
        if receipt["program"] != PROGRAM or receipt["format"] not in range(1, FORMAT + 1):
            raise ValueError("it is of another program or version")
        if not isinstance(receipt["question"], str):
            raise TypeError("its question is no text")
        Filter.of(receipt["filters"]["given"] | receipt["filters"]["read"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadQuestion(
            f"{path} is no receipt that can be asked again ({error}); give a file that "
            "“receipt” under an answer, or a copy of it, was saved to."
        ) from error
    found: dict[str, Any] = receipt
    return found


def model_of(receipt: dict[str, Any]) -> str | None:
    """Name of the language model that a receipt's answer was asked of, PROVIDER:MODEL."""
    model = receipt.get("model")
    return str(model["name"]) if model else None


def replay(
    receipt: dict[str, Any],
    library: Library,
    encoder: Encoder,
    *,
    reranker: Reranker | None = None,
    writer: Writer | None = None,
) -> Replay:
    """Ask a receipt's question again under its conditions, and compare.

    Raises:
        BadQuestion, LibraryError, UnknownTranscript: as `ask`.
    """
    question = receipt["standalone"] or receipt["question"]
    read = receipt["filters"]["read"]
    answer = ask(
        question,
        library,
        encoder,
        Filter.of(receipt["filters"]["given"]),
        unread=[name for name in FILTER_FIELDS if name not in read],
        reranker=reranker,
        writer=writer,
    )
    now: dict[str, Any] = json.loads(receipt_text(answer, library))
    return Replay(question, now, tuple(_changes(receipt, now)))


def run(
    args: argparse.Namespace,
    library: Library,
    encoder: Encoder,
    reranker: Reranker | None,
    writer: Writer | None,
) -> int:
    """Print what changed since a receipt was written; with --json, the new receipt, too."""
    found = replay(read_receipt(args.receipt), library, encoder, reranker=reranker, writer=writer)
    if args.json:
        print(json.dumps(asdict(found), ensure_ascii=False))
        return DONE
    lines = [found.question, *(_told(change) for change in found.changes)]
    print(printable("\n".join(lines if found.changes else [*lines, "nothing changed"])))
    return DONE


def _told(change: Change) -> str:
    before, after = (json.dumps(one, ensure_ascii=False) for one in (change.before, change.after))
    return f"{change.what}: {_shortened(before)} -> {_shortened(after)}"


def _shortened(text: str) -> str:
    return text if len(text) <= _TOLD else f"{text[: _TOLD - 1]}…"


def _changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for what, look in _COMPARED.items():
        old, new = look(before), look(after)
        if old != new:
            yield Change(what, old, new)


def _model(part: str) -> Callable[[dict[str, Any]], Any]:
    return lambda receipt: (receipt.get("model") or {}).get(part)


def _places(rows: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    return [(row["transcript"], row["start"], row["end"]) for row in rows]


_COMPARED: dict[str, Callable[[dict[str, Any]], Any]] = {
    "transcripts": lambda receipt: receipt["library"]["transcripts"],
    "encoder": lambda receipt: receipt["library"]["encoder"]["fingerprint"],
    "files": lambda receipt: {f["transcript"]: f["sha256"] for f in receipt["library"]["cited"]},
    "conditions": lambda receipt: receipt["filters"],
    "found": lambda receipt: receipt["found"],
    "refused": lambda receipt: receipt["refused"],
    "probability": lambda receipt: round(receipt["probability"], 2),
    "passages": lambda receipt: _places(receipt["looked_at"]),
    "citations": lambda receipt: _places(receipt["citations"]),
    "quotes": lambda receipt: [citation["sha256"] for citation in receipt["citations"]],
    "text": lambda receipt: receipt["text"],
    "unsupported": lambda receipt: receipt["unsupported"],
    "model": _model("name"),
    "prompt": _model("messages"),
    "output": _model("raw"),
    "fallback": _model("fallback"),
}
