"""Fifty sessions ask one question every ten seconds: python tests/bench/load.py [SECONDS]

Prints how long answers took, how many failed, and what the server's memory did. The server is
started on a library of the sample, as `streamlit run app.py` does it.
"""

import asyncio
import json
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from client import SECONDS, visit

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from index.build import add  # noqa: E402
from index.encode import BundledEncoder  # noqa: E402
from index.library import Library  # noqa: E402
from tests.browser.server import serving  # noqa: E402

SESSIONS, PAUSE, MINUTE = 50, 10.0, 60.0
GOLD = ROOT / "tests" / "gold" / "members.jsonl"


def memory(process: int) -> float:
    """Resident memory of a process in MB."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"process {process} tells no memory")


async def session(
    address: str, number: int, until: float, took: list[float], failed: list[str]
) -> None:
    """One session: begins at its own moment, then a question every ten seconds."""
    chance = random.Random(number)
    questions = [json.loads(line)["question"] for line in GOLD.read_text().splitlines()]
    await asyncio.sleep(PAUSE * number / SESSIONS)
    try:
        async with visit(address) as page:
            await ask_on(page, chance, questions, until, took)
    except (OSError, RuntimeError, TimeoutError) as error:
        failed.append(f"session {number}: {error or type(error).__name__}")


async def ask_on(page, chance, questions, until, took) -> None:
    """Ask until the time is up."""
    while time.monotonic() < until:
        begun = time.monotonic()
        async with asyncio.timeout(SECONDS):
            took.append(await page.run(chance.choice(questions)))
        await asyncio.sleep(max(0.0, PAUSE - (time.monotonic() - begun)))


async def watch(process: int, until: float, seen: list[tuple[float, float]]) -> None:
    """Read the server's memory every second."""
    begun = time.monotonic()
    while time.monotonic() < until:
        seen.append((time.monotonic() - begun, memory(process)))
        await asyncio.sleep(1)


async def load(address: str, process: int, seconds: float) -> None:
    """Run all sessions and print the table."""
    async with visit(address) as page:
        for _ in range(3):
            await page.run("初年度の総額はいくらですか。")  # warm
    took: list[float] = []
    failed: list[str] = []
    seen: list[tuple[float, float]] = []
    until = time.monotonic() + seconds
    jobs = [session(address, n, until, took, failed) for n in range(SESSIONS)]
    await asyncio.gather(watch(process, until, seen), *jobs)
    report(took, failed, seen, seconds)


def report(
    took: list[float], failed: list[str], seen: list[tuple[float, float]], seconds: float
) -> None:
    """Print what was measured."""
    begin, end = seen[0][1], statistics.median(mb for _, mb in seen[-5:])
    minute = min(seen, key=lambda reading: abs(reading[0] - MINUTE))[1]
    p50, p95 = (statistics.quantiles(took, n=100)[n - 1] * 1000 for n in (50, 95))
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, {date.today()}")
    print(f"{SESSIONS} sessions, {len(took)} questions in {seconds:.0f} s, {len(failed)} errors")
    print(f"answer drawn: p50 {p50:.0f} ms, p95 {p95:.0f} ms, longest {max(took) * 1000:.0f} ms")
    print(
        f"memory: {begin:.0f} MB before, {minute:.0f} MB after a minute, {end:.0f} MB at the end; "
        f"{(end - begin) / SESSIONS:.1f} MB a session"
    )
    print("\n".join(failed[:10]))


def main() -> None:
    """Make a library, start the server, ask."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 120.0
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        list(add([ROOT / "index" / "sample"], Library.create(library), BundledEncoder()))
        with serving(library) as (address, process):
            asyncio.run(load(address, process, seconds))


if __name__ == "__main__":
    main()
