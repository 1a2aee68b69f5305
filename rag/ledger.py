"""What language models have cost today, and the ceilings: one SQLite file for all processes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index.errors import ModelError
from index.storage import SPENDING, opened
from rag.settings import ModelSettings

_SCHEMA = """
CREATE TABLE IF NOT EXISTS calls (
    id INTEGER PRIMARY KEY, day TEXT NOT NULL, tokens INTEGER NOT NULL, cost REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS calls_by_day ON calls (day);
"""


@dataclass(frozen=True, slots=True)
class Spent:
    """What was spent on a day."""

    tokens: int
    cost: float  # in the currency of the price
    calls: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The file beside a library in which spending is kept."""

    path: Path

    def reserve(self, tokens: int, cost: float | None, settings: ModelSettings) -> int:
        """Set aside what a call may cost at most; returns its number.

        What is set aside counts until `settle` says what it was; a crash leaves it counted.

        Raises:
            ModelError: the day's ceiling would be passed; kind ceiling.
            LibraryError: the file cannot be used.
        """
        today = _today()
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            spent = _spent(connection, today)
            _check(spent, tokens, cost or 0.0, settings)
            row = connection.execute(
                "INSERT INTO calls (day, tokens, cost) VALUES (?, ?, ?)",
                (today, tokens, cost or 0.0),
            )
            connection.execute("COMMIT")
            return int(row.lastrowid or 0)

    def settle(self, number: int, tokens: int, cost: float | None) -> None:
        """Put what a call has cost in the place of what was set aside."""
        with self._connection() as connection:
            connection.execute(
                "UPDATE calls SET tokens = ?, cost = ? WHERE id = ?", (tokens, cost or 0.0, number)
            )

    def today(self) -> Spent:
        """What was spent today, calls that still run included."""
        with self._connection() as connection:
            return _spent(connection, _today())

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with opened(self.path) as connection:
            connection.executescript(_SCHEMA)
            yield connection


def ledger_of(folder: Path) -> Ledger:
    """The ledger beside a library."""
    return Ledger(folder / SPENDING)


def _today() -> str:
    return date.today().isoformat()


def _spent(connection: sqlite3.Connection, day: str) -> Spent:
    row = connection.execute(
        "SELECT coalesce(sum(tokens), 0), coalesce(sum(cost), 0), count(*) FROM calls "
        "WHERE day = ?",
        (day,),
    ).fetchone()
    return Spent(int(row[0]), float(row[1]), int(row[2]))


def _check(spent: Spent, tokens: int, cost: float, settings: ModelSettings) -> None:
    limit, most = settings.daily_tokens, settings.daily_cost
    if limit is not None and spent.tokens + tokens > limit:
        raise ModelError(
            f"today's ceiling of {limit:,} tokens does not allow another answer "
            f"({spent.tokens:,} are spent); it opens again tomorrow, or raise "
            "HATSUGEN_MODEL_DAILY_TOKENS.",
            "ceiling",
        )
    if most is not None and spent.cost + cost > most:
        raise ModelError(
            f"today's ceiling of {most:g} does not allow another answer ({spent.cost:.4g} is "
            "spent); it opens again tomorrow, or raise HATSUGEN_MODEL_DAILY_COST.",
            "ceiling",
        )
