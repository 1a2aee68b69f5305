"""The recipe of an evaluation: read the gold, ask every question, judge, score, compare, show."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from index.__main__ import DONE, SOME_FAILED, printable
from index.encode import Encoder
from index.errors import BadGold, BadQuestion, UnknownTranscript
from index.library import Library
from rag.answer import ask
from rag.evaluation import catchup
from rag.evaluation.compare import Comparison, compare
from rag.evaluation.finding import DEPTH
from rag.evaluation.gold import Gold, read_gold
from rag.evaluation.judge import Outcome, Run, judge
from rag.evaluation.plot import draw
from rag.evaluation.scoreboard import as_text
from rag.evaluation.stored import Evaluation, as_row, read, write
from rag.rerank import Reranker
from rag.search import find

STANDARD_OUTPUT = Path("-")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the command its arguments; --json of the other commands gains a file."""
    parser.add_argument("gold", type=Path, metavar="GOLD", help="JSONL, one gold question a line")
    parser.add_argument(
        "--json",
        type=Path,
        nargs="?",
        const=STANDARD_OUTPUT,
        metavar="FILE",
        help="one JSON object with every score and question, to FILE or to standard output",
    )
    parser.add_argument(
        "--against", type=Path, metavar="FILE", help="compare with a run stored by --json FILE"
    )
    parser.add_argument(
        "--plot", type=Path, metavar="FILE", help="draw the coverage–risk curve as a PNG"
    )


def run(
    args: argparse.Namespace, library: Library, encoder: Encoder, reranker: Reranker | None = None
) -> int:
    """Evaluate as the command line asks; returns the exit status.

    Raises:
        BadGold: the gold, the stored run or a file to write; found out before any question
            is asked, where it can be.
    """
    for file in (args.json, args.plot):
        if file and (file.is_dir() or not file.parent.is_dir()):
            raise BadGold(f"{file} cannot be written; name a file in a folder that exists.")
    if catchup.is_catchup(args.gold):
        return _catch_up(args, library)
    before = read(args.against) if args.against else None
    evaluation = evaluate(args.gold, library, encoder, reranker)
    against = compare(before, evaluation.outcomes) if before is not None else None
    _show(evaluation, against, args.json)
    if args.plot:
        draw(evaluation.outcomes, args.plot, args.gold.name)
    return SOME_FAILED if evaluation.failed else DONE


def _catch_up(args: argparse.Namespace, library: Library) -> int:
    """Score what is found for newcomers.

    Raises:
        BadGold: the gold cannot be used, or there are to be answers to compare or draw.
    """
    if args.against or args.plot:
        raise BadGold(
            f"{args.gold} asks no questions; leave out --against and --plot, which are of answers."
        )
    with library.reading() as view:
        scores = catchup.evaluate(args.gold, view)
    if args.json and args.json != STANDARD_OUTPUT:
        write(catchup.as_row(scores), args.json)
    as_json = args.json == STANDARD_OUTPUT
    print(json.dumps(catchup.as_row(scores)) if as_json else catchup.as_text(scores))
    return DONE


def evaluate(
    path: Path, library: Library, encoder: Encoder, reranker: Reranker | None = None
) -> Evaluation:
    """Ask every question of a gold file and judge what comes back.

    Relative dates are counted from the day of the newest transcript, so that scores do not age.
    A question that cannot be asked is named on standard error and left out of the scores.

    Raises:
        BadGold: the gold file cannot be used, or no question of it could be asked.
        LibraryError: as `rag.answer.ask`.
    """
    with library.reading() as view:
        golds = read_gold(path, view)
        passages, headers = view.snapshot.passages, view.snapshot.transcripts
    dates = [header.date for header in headers.values() if header.date]
    today = date.fromisoformat(max(dates)) if dates else date.today()
    asking = partial(_ask, library=library, encoder=encoder, reranker=reranker, today=today)
    runs, failed = _ask_all(golds, asking)
    if not runs:
        raise BadGold(f"no question of {path} could be asked; mend those named above.")
    outcomes: Sequence[Outcome] = judge(runs, passages)
    return Evaluation(path.name, encoder.name, len(headers), tuple(outcomes), tuple(failed))


def _ask_all(golds: Sequence[Gold], asking: Callable[[Gold], Run]) -> tuple[list[Run], list[str]]:
    runs, failed = [], []
    for done, gold in enumerate(golds, 1):
        try:
            runs.append(asking(gold))
        except (BadQuestion, UnknownTranscript) as error:
            print(f"question {gold.id}: {error}", file=sys.stderr)
            failed.append(gold.id)
        _progress(done, len(golds))
    return runs, failed


def _ask(
    gold: Gold, library: Library, encoder: Encoder, reranker: Reranker | None, today: date
) -> Run:
    """Ask and search one question, after the questions of its history were asked in turn.

    A question that leans on its history is searched in the words that `ask` completed it to.
    """
    history: list[tuple[str, str | None]] = []
    for question in gold.history:
        earlier = ask(
            question, library, encoder, gold.filters, history, today=today, reranker=reranker
        )
        history.append((question, earlier.text if earlier.found else None))
    answer = ask(
        gold.question, library, encoder, gold.filters, history, today=today, reranker=reranker
    )
    searched = answer.standalone or gold.question
    found = find(searched, library, encoder, gold.filters, DEPTH, today=today, reranker=reranker)
    return Run(gold, tuple(hit.passage for hit in found.hits), answer)


def _show(evaluation: Evaluation, against: Comparison | None, file: Path | None) -> None:
    row = as_row(evaluation, against) if file else {}
    if file == STANDARD_OUTPUT:
        print(json.dumps(row, ensure_ascii=False))
        return
    if file:
        write(row, file)
    print(printable(as_text(evaluation, against)))


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r{done} of {total} questions asked", end=end, file=sys.stderr, flush=True)
