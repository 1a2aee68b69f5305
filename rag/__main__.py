"""The command line of questions: search, ask, evaluate."""

import argparse
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.__main__ import DONE, SOME_FAILED, WRONG_USE, add_library_option, printable, report
from index.encode import Encoder, load_encoder
from index.errors import BadQuestion, HatsugenError, UnknownTranscript
from index.library import Library
from rag.answer import ask
from rag.evaluation import evaluate
from rag.question import check_text
from rag.reading.followup import Earlier
from rag.records import FILTER_FIELDS, Filter
from rag.rerank import Reranker, load_reranker
from rag.search import find
from rag.show import answer_row, as_json, as_text, hit_row


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question of a command or a batch."""

    question: str
    wanted: Filter
    history: tuple[Earlier, ...] = ()


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    args = _parser().parse_args(arguments)
    evaluating = args.command == "evaluate"
    if not evaluating and (args.question is None) == (args.batch is None):
        print("give one question, or --batch FILE with one JSON question a line.", file=sys.stderr)
        return WRONG_USE
    try:
        library = Library(args.library)
        encoder = load_encoder(os.environ.get("HATSUGEN_ENCODER"))
        library.check_encoder(encoder)
        reranker = load_reranker(os.environ.get("HATSUGEN_RERANKER"))
        if evaluating:
            return evaluate.run(args, library, encoder, reranker)
        answer = _search if args.command == "search" else _ask
        return _run(args, lambda asked: answer(args, library, encoder, reranker, asked))
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
        made.add_argument(
            "--not-speaker", metavar="SPEAKER", help="leave out what this person said"
        )
        made.add_argument("--session", help="search this session alone: 3, 第3回, 2031年度第3回")
        made.add_argument("--turns", help="search these turns of a transcript alone: 4, 4-6")
        made.add_argument("--from", dest="since", metavar="DATE", help="first date, ISO 8601")
        made.add_argument("--to", dest="until", metavar="DATE", help="last date, ISO 8601")
        add_library_option(made)
        if name == "search":
            made.add_argument("-k", type=_positive, default=10, help="how many passages (10)")
        else:
            made.add_argument(
                "--after",
                action="append",
                default=[],
                metavar="QUESTION",
                help="earlier question that this one follows; repeatable, oldest first",
            )
    text = "scores on gold questions, with what changed since another run"
    made = commands.add_parser(  # its --json takes a file, in place of the others'
        "evaluate", help=text, description=text, conflict_handler="resolve"
    )
    add_library_option(made)
    evaluate.add_options(made)
    return parser


def _positive(words: str) -> int:
    number = int(words)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{words} is no count; give 1 or more")
    return number


def _run(args: argparse.Namespace, answer: Callable[[_Asked], dict[str, Any]]) -> int:
    """Answer the one question or every line of the batch; a line that fails fails alone."""
    given = Filter(
        args.transcript,
        args.speaker,
        args.since,
        args.until,
        args.session,
        args.not_speaker,
        args.turns,
    )
    history = tuple(Earlier(question) for question in getattr(args, "after", ()))
    if not args.batch:
        _print(args, {"id": None, **answer(_Asked(args.question, given, history))})
        return DONE
    status = DONE
    for place, line in _lines(args.batch):
        number: Any = place
        try:
            number, asked = _question(line, place, _Asked("", given, history))
            row = answer(asked)
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


def _question(line: str, place: int, given: _Asked) -> tuple[Any, _Asked]:
    """Read a batch line: (id, question). What it sets comes before what the command sets."""
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
    return row.get("id", place), _Asked(question, wanted, tuple(history) or given.history)


def _search(
    args: argparse.Namespace,
    library: Library,
    encoder: Encoder,
    reranker: Reranker | None,
    asked: _Asked,
) -> dict[str, Any]:
    begun = time.perf_counter()
    found = find(asked.question, library, encoder, asked.wanted, args.k, reranker=reranker)
    return {
        "question": asked.question,
        "hits": [hit_row(hit) for hit in found.hits],
        "filters": found.filters.as_dict(),
        "read": found.read.as_dict(),
        "timings_ms": {"total": round((time.perf_counter() - begun) * 1000, 1)},
    }


def _ask(
    args: argparse.Namespace,
    library: Library,
    encoder: Encoder,
    reranker: Reranker | None,
    asked: _Asked,
) -> dict[str, Any]:
    return answer_row(
        ask(asked.question, library, encoder, asked.wanted, asked.history, reranker=reranker)
    )


if __name__ == "__main__":
    sys.exit(main())
