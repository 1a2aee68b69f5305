"""The command line: search, ask, evaluate, replay; brief, draft, verify."""

import argparse
import logging
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.__main__ import (
    DONE,
    SOME_FAILED,
    WRONG_USE,
    add_library_option,
    opened,
    printable,
    report,
)
from index.encode import Encoder, load_encoder
from index.errors import BadQuestion, HatsugenError, UnknownTranscript
from index.library import Library
from rag import replay
from rag.answer import ask
from rag.batch import Asked, asked_of, lines
from rag.catchup import command as catchup
from rag.drafting import command as drafting
from rag.evaluation import evaluate
from rag.reading.followup import Earlier
from rag.records import FILTER_FIELDS, Filter
from rag.rerank import Reranker, load_reranker
from rag.search import find
from rag.settings import settings_from
from rag.show import answer_row, as_json, as_text, hit_row
from rag.writer import Writer, load_writer


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    args = _parser().parse_args(arguments)
    evaluating = args.command == "evaluate"
    if args.command in ("search", "ask") and (args.question is None) == (args.batch is None):
        print("give one question, or --batch FILE with one JSON question a line.", file=sys.stderr)
        return WRONG_USE
    try:
        library = opened(args)
        if args.command == "brief":
            return catchup.run(args, library)
        encoder = load_encoder(os.environ.get("HATSUGEN_ENCODER"))
        library.check_encoder(encoder)
        reranker = load_reranker(os.environ.get("HATSUGEN_RERANKER"))
        if evaluating:
            return evaluate.run(args, library, encoder, reranker)
        if args.command == "search":
            return _run(args, lambda asked: _search(args, library, encoder, reranker, asked))
        if args.command == "verify":
            return drafting.run_verify(args, library, encoder)
        writer = _writer(args, library)
        if args.command == "draft":
            return drafting.run_draft(args, library, encoder, writer)
        if args.command == "replay":
            return replay.run(args, library, encoder, reranker, writer)
        return _run(args, lambda asked: _ask(library, encoder, reranker, writer, asked))
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
            _add_model_option(made, "HATSUGEN_MODEL; without one, quotes alone")
    text = "scores on gold questions, with what changed since another run"
    made = commands.add_parser(  # its --json takes a file, in place of the others'
        "evaluate", help=text, description=text, conflict_handler="resolve"
    )
    add_library_option(made)
    evaluate.add_options(made)
    text = "a receipt's question again, and what changed since"
    made = commands.add_parser("replay", help=text, description=text)
    made.add_argument("receipt", type=Path, metavar="RECEIPT", help="a receipt's JSON file")
    add_library_option(made)
    _add_model_option(made, "the receipt's")
    catchup.add_commands(commands)
    drafting.add_commands(commands)
    return parser


def _add_model_option(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument(
        "--model", metavar="PROVIDER:MODEL", help=f"language model that writes ({default})"
    )


def _positive(words: str) -> int:
    number = int(words)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{words} is no count; give 1 or more")
    return number


def _run(args: argparse.Namespace, answer: Callable[[Asked], dict[str, Any]]) -> int:
    """Answer the one question or every line of the batch; a line that fails fails alone."""
    given = Filter(**{name: getattr(args, name) for name in FILTER_FIELDS.values()})
    history = tuple(Earlier(question) for question in getattr(args, "after", ()))
    if not args.batch:
        _print(args, {"id": None, **answer(Asked(args.question, given, history))})
        return DONE
    status = DONE
    for place, line in lines(args.batch):
        number: Any = place
        try:
            number, asked = asked_of(line, place, Asked("", given, history))
            row = answer(asked)
        except (BadQuestion, UnknownTranscript) as error:
            print(f"question {number}: {error}", file=sys.stderr)
            status = SOME_FAILED
            continue
        _print(args, {"id": number, **row})
    return status


def _print(args: argparse.Namespace, row: dict[str, Any]) -> None:
    print(as_json(row) if args.json else printable(as_text(row)), flush=True)


def _search(
    args: argparse.Namespace,
    library: Library,
    encoder: Encoder,
    reranker: Reranker | None,
    asked: Asked,
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


def _writer(args: argparse.Namespace, library: Library) -> Writer | None:
    """The language model that the command or the environment names; a receipt's is its own."""
    name = args.model
    if args.command == "replay":
        name = name or replay.model_of(replay.read_receipt(args.receipt))
        if not name:
            return None
    settings = settings_from(os.environ, name=name)
    return load_writer(settings, library.folder) if settings else None


def _ask(
    library: Library,
    encoder: Encoder,
    reranker: Reranker | None,
    writer: Writer | None,
    asked: Asked,
) -> dict[str, Any]:
    return answer_row(
        ask(
            asked.question,
            library,
            encoder,
            asked.wanted,
            asked.history,
            reranker=reranker,
            writer=writer,
        )
    )


if __name__ == "__main__":
    sys.exit(main())
