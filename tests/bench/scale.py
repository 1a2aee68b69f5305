"""Measure archives of 10,000 passages and more: python tests/bench/scale.py

The table of bulk.py comes first. The archives are generated (see grammar.py) and kept in --folder,
so that a second run only measures. Each is measured in a process of its own; the time of a
question includes that of the bundled encoder.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from index import build  # noqa: E402
from index.encode import Vectors  # noqa: E402
from index.library import Library  # noqa: E402
from index.read import read_bytes  # noqa: E402
from index.snapshot import Snapshot  # noqa: E402
from index.stores import Stores  # noqa: E402
from rag.answer import ask  # noqa: E402
from rag.reading.rows import allowed_rows  # noqa: E402
from rag.records import Filter, Hit  # noqa: E402
from rag.search import search  # noqa: E402
from tests.bench import grammar  # noqa: E402
from tests.bench.making import make, make_large  # noqa: E402

LARGE = 500_000  # passages from which an archive is made without a vector in its catalogue
ASKED = 100  # questions of each kind
ADDED = 5  # meetings added one after another
FILTERS = {
    "no filter": Filter(),
    "one speaker": Filter(speaker=grammar.NAMES[7]),
    "1 in 100 passages": Filter(speaker=grammar.NAMES[7], since="2011-01-01", until="2016-12-31"),
    "one year": Filter(since="2011-01-01", until="2011-12-31"),
}


def questions(meetings: int) -> list[str]:
    """Questions about planted facts, and about what many say."""
    step = max(1, meetings // grammar.FACTS)
    facts = [f"灯台第{number}号の改修費はいくらですか" for number in range(0, meetings, step)]
    chance = np.random.default_rng(1)
    loose = [
        grammar.ASKED.format(
            place=chance.choice(grammar.PLACES),
            thing=chance.choice(grammar.THINGS),
            verb=chance.choice(grammar.VERBS),
        )
        for _ in range(ASKED - len(facts))
    ]
    return [*facts[:ASKED], *loose]


def opened(folder: Path) -> Library:
    """An archive, whose parts may be on servers."""
    return Library(folder, Stores.named_in(os.environ))


def measure(folder: Path, passages: int) -> dict[str, float]:
    """Searches of one archive: times, what they find, memory, and additions."""
    meetings = passages // grammar.TURNS
    library, encoder, found = opened(folder), grammar.GrammarEncoder(), 0
    asked = questions(meetings)
    measured: dict[str, float] = {}
    for name, wanted in FILTERS.items():
        search(asked[-1], library, encoder, wanted)
        times, spent = [], []
        for question in asked:
            begun, used = time.perf_counter(), time.process_time()
            hits = search(question, library, encoder, wanted)
            times.append((time.perf_counter() - begun) * 1000)
            spent.append((time.process_time() - used) * 1000)
            found += not wanted.as_dict() and _tells(question, hits)
        for share in (50, 95):
            measured[f"search p{share}, {name}, ms"] = float(np.percentile(times, share))
        measured[f"  of it processor time, p95, {name}, ms"] = float(np.percentile(spent, 95))
    measured["planted facts found in the first 10"] = found / sum("号" in one for one in asked)
    for what in ("RssAnon", "RssFile"):
        measured[f"memory, {what}, MB"] = _memory(what)
    with library.reading() as view:
        for share, wanted in FILTERS.items():
            allowed = allowed_rows(view.snapshot, wanted)
            measured[f"recall@10 of vectors, {share}"] = _recall(view.snapshot, encoder, allowed)
    added, noticed = _added(library, encoder)
    measured["add one meeting, encoding aside, s, median"] = float(np.median(added))
    measured["  the longest"] = max(added)
    measured["a reader goes on to a new state, s, longest"] = max(noticed)
    return measured


def _tells(question: str, hits: list[Hit]) -> bool:
    """Whether the fact that a question is after is among the hits."""
    fact = question.partition("の改修費")[0]
    return fact != question and any(hit.text.startswith(fact) for hit in hits)


def _memory(what: str) -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in status if line.startswith(what))


def _recall(
    snapshot: Snapshot, encoder: grammar.GrammarEncoder, allowed: np.ndarray | None
) -> float:
    """Share of the ten nearest passages and sentences that are found, over 20 questions."""
    rows = np.arange(len(snapshot.passages)) if allowed is None else allowed
    if not len(rows):  # of a small archive
        return float("nan")
    inside = np.isin(snapshot.sentences.passage_of, rows)
    shares = []
    for index, among in (
        (snapshot.vectors, rows),
        (snapshot.sentences.vectors, np.flatnonzero(inside)),
    ):
        queries = encoder.encode_passages(questions(1_000)[-20:])
        exact = np.concatenate(
            [index.rows(among[at : at + 50_000]) @ queries.T for at in range(0, len(among), 50_000)]
        )
        for query, cosines in zip(queries, exact.T, strict=True):
            least = np.sort(cosines)[-10:].min() - 1e-6  # many say the same: any of them will do
            near, scores = index.search(query, 10, None if allowed is None else among)
            shares.append(float((scores >= least).mean()) if len(near) else 0.0)
    return float(np.mean(shares))


def _added(library: Library, encoder: grammar.GrammarEncoder) -> tuple[list[float], list[float]]:
    """Seconds of adding one meeting as a file, its encoding aside; and of then reading it."""
    times, noticed, timed = [], [], _Timed(encoder)
    numbers = range(900_000, 900_000 + ADDED)
    for number in numbers:
        transcript = grammar.meeting(number, 1)
        source = read_bytes(transcript.text.encode(), transcript.source.name)
        timed.spent, begun = 0.0, time.perf_counter()
        [row] = build.add_sources(iter([source]), library, timed)
        ended = time.perf_counter()
        times.append(ended - begun - timed.spent)
        assert row.status == "added", row
        with library.reading():
            noticed.append(time.perf_counter() - ended)
        print(f"added {row.passages} passages in {times[-1]:.2f} s", file=sys.stderr)
    build.remove([f"m{number:06}" for number in numbers], library, encoder)
    return times, noticed


class _Timed(grammar.GrammarEncoder):
    """Counts the seconds that encoding passages takes."""

    def __init__(self, encoder: grammar.GrammarEncoder) -> None:
        self._encoder, self.spent = encoder, 0.0

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        begun = time.perf_counter()
        found = self._encoder.encode_passages(texts)
        self.spent += time.perf_counter() - begun
        return found


def first_answer(folder: Path) -> None:
    """Open a library and answer one question: what a new process does."""
    answer = ask("灯台第0号の改修費はいくらですか", opened(folder), grammar.GrammarEncoder())
    best = answer.citations[0].quote if answer.citations else answer.nearest[0].text
    assert best.startswith("灯台第0号"), answer


def _child(*arguments: str) -> tuple[float, str]:
    """Seconds and output of this script in a new process."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True, check=True
    )
    return time.perf_counter() - begun, done.stdout


def in_processes(folder: Path, passages: int) -> dict[str, float]:
    """What is measured of an archive that is made, in new processes."""
    starts = sorted(_child("--first", str(folder))[0] for _ in range(3))
    rows = {"new process to first answer, s, median of 3": starts[1]}
    return rows | json.loads(_child("--measure", str(folder), str(passages))[1])


def of_archive(folder: Path, passages: int) -> dict[str, float]:
    """Everything that is measured of an archive, in new processes."""
    built = (make_large if passages >= LARGE else make)(folder, passages)
    rows = in_processes(folder, passages)
    for name, part in (("catalogue", "catalogue.sqlite"), ("segments", "segments")):
        rows[f"disk, {name}, MB"] = size(folder / part) / 1e6
    return rows | ({"built in, s": built} if built else {})


def size(path: Path) -> int:
    """Bytes of a file, or of all files of a folder."""
    paths = [path, *path.rglob("*")]
    return sum(one.stat().st_size for one in paths if one.is_file())


def show(title: str, columns: Sequence[str], tables: Sequence[dict[str, float]]) -> None:
    """Print figures, a column a table, with machine and date."""
    machine = f"{os.cpu_count()} cores, {platform.machine()}, load {os.getloadavg()[0]:.1f}"
    print(f"{date.today()}, {machine}, Python {platform.python_version()}")
    print(f"{title:<50}", *(f"{column:>12}" for column in columns))
    for what in dict.fromkeys(name for table in tables for name in table):
        print(f"{what:<50}", *(f"{table.get(what, float('nan')):>12.3f}" for table in tables))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "archives")
    parser.add_argument("--first", type=Path)
    parser.add_argument("--measure", nargs=2)
    given = parser.parse_args()
    if given.first:
        first_answer(given.first)
        return
    if given.measure:
        print(json.dumps(measure(Path(given.measure[0]), int(given.measure[1]))))
        return
    subprocess.run([sys.executable, Path(__file__).with_name("bulk.py")], check=True)
    tables = [of_archive(given.folder / str(size), size) for size in given.sizes]
    show("passages", [f"{size:,}" for size in given.sizes], tables)


if __name__ == "__main__":
    main()
