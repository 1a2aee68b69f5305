"""Measure verification on this machine: python tests/bench/verify.py

Prints how many of the gold pairs are told apart, by kind, and what verification adds to an
answer of five sentences with forty sentences of evidence, warm.
"""

import os
import platform
import statistics
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from index.encode import BundledEncoder  # noqa: E402
from rag.verify import Ground, judge  # noqa: E402
from tests.rag.proving import BLIND, PAIRS, THIRD, judgements, pairs, people  # noqa: E402

SENTENCES, EVIDENCE, REPEATS = 5, 40, 12


def main() -> None:
    """Print both tables."""
    print(f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores\n")
    encoder = BundledEncoder()
    for file in (PAIRS, BLIND, THIRD):
        told = Counter[tuple[str, bool]]()
        for pair, found in judgements(pairs(file), encoder):
            kind = "true" if pair.supported else pair.kind
            told[kind, pair.supported == (not found.faults)] += 1
        print(f"| {file.name} | told apart | of |\n| --- | --- | --- |")
        for kind in sorted({kind for kind, _ in told}):
            print(f"| {kind} | {told[kind, True]} | {told[kind, True] + told[kind, False]} |")
        wrong = [right for (kind, right), n in told.items() if kind != "true" for _ in range(n)]
        print(f"\nwrong ones caught: {sum(wrong) / len(wrong):.1%}\n")
    times = [_answer(encoder, at) for at in range(REPEATS)]
    print(f"five sentences: median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms")


def _answer(encoder: BundledEncoder, at: int) -> float:
    """Milliseconds that judging an answer takes; its evidence has vectors, as the library's has."""
    chosen = [p for p in pairs(PAIRS) if p.language == "ja"][at * SENTENCES :][:SENTENCES]
    evidence = [one for pair in pairs(PAIRS) for one in pair.cited][:EVIDENCE]
    vectors = encoder.encode_passages([one.words for pair in chosen for one in pair.cited])
    given = iter(vectors)
    cited = [[replace(one, vector=next(given)) for one in pair.cited] for pair in chosen]
    ground = Ground(people(), encoder, "ja")
    for one in evidence:  # read once, as the passages of a library are
        judge("はい。", [replace(one, vector=vectors[0])], ground)
    begun = time.perf_counter()
    for pair, sources in zip(chosen, cited, strict=True):
        judge(pair.statement, sources, ground)
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
