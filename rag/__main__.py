"""The command line of questions: search, ask."""

import argparse
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from index.__main__ import DONE, SOME_FAILED, WRONG_USE, add_library_option, printable, report
from index.encode import Encoder, load_encoder
from index.errors import BadQuestion, HatsugenError, UnknownTranscript
from index.library import Library
from rag.answer import ask, search
from rag.question import check_text
from rag.records import Filter
from rag.show import answer_row, as_json, as_text, hit_row

_FILTERS = {"transcript", "speaker", "from", "to"}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    args = _parser().parse_args(arguments)
    if (args.question is None) == (args.batch is None):
        print("give one question, or --batch FILE with one JSON question a line.", file=sys.stderr)
        return WRONG_USE
    try:
        library = Library(args.library)
        encoder = load_encoder(os.environ.get("HATSUGEN_ENCODER"))
        library.check_encoder(encoder)
        answer = _search if args.command == "search" else _ask
        return _run(args, lambda question, wanted: answer(args, library, encoder, question, wanted))
    except HatsugenError as error:
        return report(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m rag", description=__doc__)
    commands = parser.add_subparsers(required=True, dest="command", metavar="COMMAND")
    texts = {"search": "ranked passages", "ask": "an answer with citations"}
    for name, text in texts.items():
        made = commands.add_parser(name, help=text, description=text)
        made.add_argument("question", nargs="?", metavar="QUESTION")
        made.add_argument("--batch", type=Path, metavar="FILE", help="one JSON question a line")
        made.add_argument("--transcript", help="search this transcript alone")
        made.add_argument("--speaker", help="search what this person said alone")
        made.add_argument("--from", dest="since", metavar="DATE", help="first date, ISO 8601")
        made.add_argument("--to", dest="until", metavar="DATE", help="last date, ISO 8601")
        add_library_option(made)
        if name == "search":
            made.add_argument("-k", type=_positive, default=10, help="how many passages (10)")
    return parser


def _positive(words: str) -> int:
    number = int(words)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{words} is no count; give 1 or more")
    return number


def _run(args: argparse.Namespace, answer: Callable[[str, Filter], dict[str, Any]]) -> int:
    """Answer the one question or every line of the batch; a line that fails fails alone."""
    given = Filter(args.transcript, args.speaker, args.since, args.until)
    if not args.batch:
        _print(args, {"id": None, **answer(args.question, given)})
        return DONE
    status = DONE
    for place, line in _lines(args.batch):
        number: Any = place
        try:
            number, question, wanted = _question(line, place, given)
            row = answer(question, wanted)
        except (BadQuestion, UnknownTranscript) as error:
            print(f"question {number}: {error}", file=sys.stderr)
            status = SOME_FAILED
            continue
        _print(args, {"id": number, **row})
    return status


def _print(args: argparse.Namespace, row: dict[str, Any]) -> None:
    print(as_json(row) if args.json else printable(as_text(row)), flush=True)


def _lines(batch: Path) -> Iterator[tuple[int, str]]:
    try:
        text = batch.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuestion(f"{batch} cannot be read as UTF-8 text ({error}).") from error
    for place, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield place, line


def _question(line: str, place: int, given: Filter) -> tuple[Any, str, Filter]:
    """Read a batch line: (id, question, filter). Its filters come before the command's."""
    form = (
        'a line of a batch is {"id": …, "question": "…"} with any of transcript, speaker, from, to'
    )
    try:
        row = json.loads(line)
        question = row["question"]
        values = {name: row[name] for name in _FILTERS if row.get(name) is not None}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadQuestion(f"line {place} cannot be read ({error}); {form}.") from error
    if not all(isinstance(value, str) for value in [question, *values.values()]):
        raise BadQuestion(f"line {place} holds something else than text; {form}.")
    for value in [question, *values.values()]:
        check_text(value)
    merged = given.as_dict() | values
    wanted = Filter(
        merged.get("transcript"), merged.get("speaker"), merged.get("from"), merged.get("to")
    )
    return row.get("id", place), question, wanted


def _search(
    args: argparse.Namespace, library: Library, encoder: Encoder, question: str, wanted: Filter
) -> dict[str, Any]:
    begun = time.perf_counter()
    found = search(question, library, encoder, wanted, args.k)
    return {
        "question": question,
        "hits": [hit_row(hit) for hit in found],
        "filters": wanted.as_dict(),
        "timings_ms": {"total": round((time.perf_counter() - begun) * 1000, 1)},
    }


def _ask(
    args: argparse.Namespace, library: Library, encoder: Encoder, question: str, wanted: Filter
) -> dict[str, Any]:
    return answer_row(ask(question, library, encoder, wanted))


if __name__ == "__main__":
    sys.exit(main())
