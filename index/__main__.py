"""The command line of the library: add, list, show, remove, move, check, rebuild."""

import argparse
import json
import logging
import os
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from index import build
from index.catalogue import summaries
from index.check import check
from index.encode import Encoder, load_encoder
from index.errors import (
    BadQuestion,
    EncoderError,
    EncoderMismatch,
    HatsugenError,
    LibraryMissing,
    UnknownTranscript,
)
from index.incoming import Added
from index.library import Library
from index.meter import Meter, pieces
from index.move import move, targets
from index.read import find_files
from index.stores import Stores

DONE, SOME_FAILED, WRONG_USE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    args = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = args.run
    try:
        return run(args)
    except HatsugenError as error:
        return report(error)
    except KeyboardInterrupt:
        print("stopped; what was finished is kept, run the same command to go on.", file=sys.stderr)
        return SOME_FAILED


def report(error: HatsugenError) -> int:
    """Print an error's sentence; returns the exit status that it means."""
    print(error, file=sys.stderr)
    wrong = (LibraryMissing, EncoderMismatch, EncoderError, BadQuestion, UnknownTranscript)
    return WRONG_USE if isinstance(error, wrong) else SOME_FAILED


def printable(words: str) -> str:
    """Text for a terminal: what would command it (escape sequences) is shown as U+FFFD."""
    return "".join(
        "\ufffd" if unicodedata.category(c) == "Cc" and c not in "\n\t" else c for c in words
    )


def add_library_option(parser: argparse.ArgumentParser) -> None:
    """Give a command --library and --json."""
    parser.add_argument(
        "--library",
        type=Path,
        default=Path(os.environ.get("HATSUGEN_LIBRARY") or "library"),
        metavar="DIR",
        help="the library's folder (default: library, or HATSUGEN_LIBRARY)",
    )
    parser.add_argument(
        "--json", action="store_true", help="one JSON object a line on standard output"
    )
    parser.set_defaults(stores=Stores.named_in(os.environ))


def opened(args: argparse.Namespace) -> Library:
    """Open the library that the options and the environment name."""
    return Library(args.library, args.stores)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], text: str
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        add_library_option(made)
        return made

    made = command("add", _add, "add or update files and folders (recursive)")
    made.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    command("list", _list, "transcripts in the library")
    made = command("show", _show, "the source text of a transcript, exactly, and nothing else")
    made.add_argument("transcript", metavar="TRANSCRIPT")
    made = command("remove", _remove, "take transcripts out of the library")
    made.add_argument("transcripts", nargs="+", metavar="TRANSCRIPT")
    made = command("move", _move, "carry the library into another store, without embedding")
    made.add_argument(
        "--to",
        action="append",
        required=True,
        metavar="PLACE",
        help="postgresql://… for the catalogue, milvus:… for the vectors, or a folder",
    )
    command("check", _check, "verify every checksum, count and span")
    command("rebuild", _rebuild, "cut everything anew, embedding what is not known")
    return parser


def _encoder() -> Encoder:
    return load_encoder(os.environ.get("HATSUGEN_ENCODER"))


def _add(args: argparse.Namespace) -> int:
    library = Library.create(args.library, args.stores)
    status, rows = DONE, 0
    files = list(find_files(args.paths))
    for row in build.add(files, library, _encoder(), Meter(pieces(files), sys.stderr)):
        rows += 1
        if args.json:
            print(
                json.dumps(
                    {name: getattr(row, name) for name in row.__slots__}, ensure_ascii=False
                ),
                flush=True,
            )
        else:
            print(printable(_sentence(row)), flush=True)
        for warning in row.warnings:
            print(printable(f"{row.path}: {warning}"), file=sys.stderr)
        if row.error:
            print(printable(row.error), file=sys.stderr)
            status = SOME_FAILED
    if not rows:
        print(
            f"no .txt, .md, .pdf or .docx file in {', '.join(map(str, args.paths))}; "
            "name files, or a folder that holds some.",
            file=sys.stderr,
        )
        return SOME_FAILED
    return status


def _sentence(row: Added) -> str:
    if row.status == "failed":
        return f"failed     {row.path}"
    counts = f"{row.turns} turns, {row.passages} passages, {row.embedded} embedded"
    return f"{row.status:<10} {row.transcript}: {counts}"


def _list(args: argparse.Namespace) -> int:
    with opened(args).reading_raw() as connection:
        for summary in summaries(connection):
            header = summary.header
            if args.json:
                row = {
                    "transcript": summary.id,
                    "title": header.title,
                    "series": header.series,
                    "session": header.session,
                    "part": header.part,
                    "date": header.date,
                    "speakers": summary.speakers,
                    "source": summary.name,
                    "turns": summary.turns,
                    "passages": summary.passages,
                    "characters": summary.characters,
                }
                print(json.dumps(row, ensure_ascii=False))
            else:
                print(printable(f"{summary.id}  {header.date or '-'}  {header.title}"))
                people = ", ".join(summary.speakers) or "no speakers"
                print(printable(f"    {people}; {summary.turns} turns"))
    return DONE


def _show(args: argparse.Namespace) -> int:
    with opened(args).reading() as view:
        text = view.transcript(args.transcript).text
    if args.json:
        print(json.dumps({"transcript": args.transcript, "text": text}, ensure_ascii=False))
    else:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    return DONE


def _remove(args: argparse.Namespace) -> int:
    build.remove(args.transcripts, opened(args), _encoder())
    for name in args.transcripts:
        print(
            json.dumps({"transcript": name, "status": "removed"})
            if args.json
            else f"removed    {name}"
        )
    return DONE


def _check(args: argparse.Namespace) -> int:
    problems = check(opened(args))
    if args.json:
        print(json.dumps({"ok": not problems, "problems": problems}, ensure_ascii=False))
    else:
        print("\n".join(problems) or "all is well")
    return SOME_FAILED if problems else DONE


def _move(args: argparse.Namespace) -> int:
    folder, stores = targets(args.to, args.library, args.stores)
    moved = move(opened(args), folder, stores, _copied)
    if args.json:
        print(json.dumps(asdict(moved)))
    else:
        print(
            f"moved {moved.transcripts} transcripts, {moved.passages} passages, "
            f"{moved.vectors} vectors; counts, hashes and a sample of searches agree"
        )
    return DONE


def _copied(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r{done} of {total} transcripts", end=end, file=sys.stderr, flush=True)


def _rebuild(args: argparse.Namespace) -> int:
    library = Library.upgraded(args.library, args.stores)
    count = build.rebuild(library, _encoder(), Meter([], sys.stderr))
    print(json.dumps({"rebuilt": count}) if args.json else f"rebuilt {count} transcripts")
    return DONE


if __name__ == "__main__":
    sys.exit(main())
