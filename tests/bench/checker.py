"""Measure the quote checker on this machine: python tests/bench/checker.py

Prints what each kind of sentence of tests/gold/checker.jsonl, and of the statements on which the
checks of a model's sentences are measured, is told to be when it is looked up in the whole sample;
and how long a sentence takes, warm.
"""

import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from index import build  # noqa: E402
from index.encode import BundledEncoder  # noqa: E402
from index.library import Library  # noqa: E402
from rag.drafting.check import checked  # noqa: E402

VERDICTS = ("exact", "paraphrase", "unsupported", "opposite")
FILES = ("checker", "statements", "statements_blind")


def main() -> None:
    """Print a table a file, and the times."""
    print(f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores\n")
    encoder = BundledEncoder()
    times: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        library = Library.create(Path(folder) / "library")
        assert all(build.add([ROOT / "index" / "sample"], library, encoder))
        checked("はい。", library, encoder)  # warm
        for name in FILES:
            told = Counter[tuple[str, str]]()
            for line in (ROOT / "tests" / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines():
                row = json.loads(line)
                begun = time.perf_counter()
                found = checked(row.get("sentence") or row["statement"], library, encoder)
                times.append((time.perf_counter() - begun) * 1000)
                kind = "true" if row.get("supported") else row["kind"]
                worst = max((one.verdict for one in found), key=VERDICTS.index)
                told[kind, worst] += 1
            _print(name, told)
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(f"a sentence: median {statistics.median(times):.0f} ms, p95 {p95:.0f} ms")


def _print(name: str, told: Counter[tuple[str, str]]) -> None:
    print(f"| {name}.jsonl | {' | '.join(VERDICTS)} |\n|{' --- |' * 5}")
    for kind in dict.fromkeys(kind for kind, _ in told):
        print(f"| {kind} | {' | '.join(str(told[kind, verdict]) for verdict in VERDICTS)} |")
    print()


if __name__ == "__main__":
    main()
