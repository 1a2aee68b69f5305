"""Measure speed and memory on this machine and print a table: python tests/bench/speed.py [FILE]

FILE is the transcript to add and ask about (default: the first session of the sample). Commands
run in new processes; the search over 20,000 turns runs in this one, warm, on generated
meetings with generated vectors, so that building it takes minutes and not hours.
"""

import hashlib
import os
import platform
import random
import resource
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

from index.build import add_sources  # noqa: E402
from index.encode import BundledEncoder, Vectors  # noqa: E402
from index.library import Library  # noqa: E402
from index.read import read_bytes  # noqa: E402
from rag.answer import search  # noqa: E402
from rag.records import Filter  # noqa: E402

SAMPLE = ROOT / "index" / "sample" / "shiomi_2031_1.txt"
QUESTIONS = [
    "料金はいつ改定されましたか",
    "誰が反対しましたか",
    "河口の工事は何年かかりますか",
    "提案の理由",
]
MEETINGS, TURNS, SENTENCES, REPEATS = 200, 100, 6, 50
SPEAKERS = ["浅見", "小牧", "長峰", "戸張", "野々村", "目黒"]
SUBJECTS = (
    "料金 工事 河口 提案 予算 名簿 試算 倉庫 航路 条例 窓口 見積もり 苗木 水門 校舎 寄付".split()
)
VERBS = "を見直す を延期する に反対する を認める を調べる を増やす を減らす を公開する".split()


class GeneratedVectors(BundledEncoder):
    """The bundled encoder for questions; passages get unit vectors drawn from their hash."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors that mean nothing, made fast."""
        rows = []
        for text in texts:
            seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
            rows.append(np.random.default_rng(seed).standard_normal(self.dimension))
        vectors = np.asarray(rows, dtype=np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def meeting(number: int) -> bytes:
    """One generated meeting as a file."""
    chance = random.Random(number)
    lines = [f"「試験」研究会\n{2000 + number // 12} 年度第 {number % 12 + 1} 回\n"]
    for _ in range(TURNS):
        lines.append(f"\n＜{chance.choice(SPEAKERS)}＞\n")
        for _ in range(SENTENCES):
            first, second = chance.sample(SUBJECTS, 2)
            year = chance.randint(1990, 2030)
            lines.append(
                f"{first}については{year}年の{second}の結果を踏まえて、来年の春までに"
                f"{second}{chance.choice(VERBS)}ことを考えています。"
            )
        lines.append("\n")
    return "".join(lines).encode()


def command(*arguments: str | Path) -> tuple[float, float]:
    """Seconds and peak memory in MB of one command in a new process.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    script = (
        "import resource, runpy, sys; sys.argv = sys.argv[1:]\n"
        "try: runpy.run_module(sys.argv[0], run_name='__main__')\n"
        "except SystemExit as end:\n"
        "    assert not end.code, end.code\n"
        "sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))"
    )
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return time.perf_counter() - begun, int(done.stderr.split()[-1]) / 1024


def warm_search(folder: Path) -> list[float]:
    """Milliseconds of each search over 20,000 turns, sorted."""
    encoder = GeneratedVectors()
    library = Library.create(folder)
    sources = (read_bytes(meeting(number), f"{number:03}.txt") for number in range(MEETINGS))
    passages = sum(row.passages for row in add_sources(sources, library, encoder))
    print(f"generated {passages:,} passages", file=sys.stderr)
    times = []
    for repeat in range(REPEATS):
        for question in QUESTIONS:
            wanted = Filter(speaker="浅見") if repeat % 2 else Filter()
            begun = time.perf_counter()
            search(question, library, encoder, wanted, k=10)
            times.append((time.perf_counter() - begun) * 1000)
    return sorted(times[len(QUESTIONS) * 2 :])  # the first loads the snapshot


def main() -> None:
    """Measure and print."""
    transcript = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    question = "いつ始まりましたか"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        added = sorted(
            command("index", "add", transcript, "--library", folder / name)[0]
            for name in ("one", "two", "three")
        )
        asked = sorted(
            command("rag", "ask", question, "--library", folder / "one") for _ in range(5)
        )
        times = warm_search(folder / "many")
    rows = [
        ("index add, new process, median of 3", f"{added[1]:.1f} s"),
        ("rag ask, new process, median of 5", f"{asked[2][0]:.2f} s"),
        ("rag ask, peak memory", f"{max(memory for _, memory in asked):.0f} MB"),
        ("rag search, warm, 20,000 turns, p50", f"{times[len(times) // 2]:.0f} ms"),
        ("rag search, warm, 20,000 turns, p95", f"{times[int(len(times) * 0.95)]:.0f} ms"),
        (
            "this process, peak memory",
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB",
        ),
    ]
    machine = f"{os.cpu_count()} cores, {platform.machine()}"
    print(f"{date.today()}, {machine}, Python {platform.python_version()}")
    for what, value in rows:
        print(f"{what:<50} {value:>10}")


if __name__ == "__main__":
    main()
