"""Reports that a citation is wrong, kept until an editor has looked at them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from rag.evaluation.reports import Report
from ui.kept.records import Exchange
from ui.kept.store import Store

MAX_PASSAGE, MAX_COMMENT = 4_000, 500  # characters
_REPORT = TypeAdapter(Report)


def keep(
    store: Store,
    exchange: Exchange,
    before: Sequence[Exchange],
    at: int,
    said: Mapping[str, Any],
) -> Report:
    """Keep a report about the source `at` of an exchange; `said` is what the reader wrote."""
    request = exchange.request
    report = Report(
        f"report-{token_hex(4)}",
        request.question,
        exchange.answer.language if exchange.answer else "ja",
        exchange.shown[at].citation,
        datetime.now(UTC).isoformat(timespec="seconds"),
        request.wanted,
        tuple(one.request.question for one in before) if request.leans else (),
        _text(said.get("passage"), MAX_PASSAGE) or None,
        _text(said.get("comment"), MAX_COMMENT),
    )
    with store.connection() as connection:
        connection.execute(
            "INSERT INTO reports (id, made, report) VALUES (?, ?, ?)",
            (report.id, report.when, _REPORT.dump_json(report).decode("utf-8")),
        )
    return report


def waiting(store: Store) -> list[Report]:
    """Reports that nobody has looked at, the oldest first."""
    with store.connection() as connection:
        rows = connection.execute(
            "SELECT report FROM reports WHERE state = 'open' ORDER BY made, id"
        ).fetchall()
    return [report for (text,) in rows if (report := _read(text))]


def close(store: Store, report: str, state: Literal["accepted", "refused"]) -> None:
    """Write down what an editor decided."""
    with store.connection() as connection:
        connection.execute("UPDATE reports SET state = ? WHERE id = ?", (state, report))


def _read(text: str) -> Report | None:
    try:
        return _REPORT.validate_json(text)
    except ValidationError:  # of another version of the program; it stays in the file
        return None


def _text(value: Any, most: int) -> str:
    text = value[:most].encode("utf-8", "ignore").decode("utf-8") if isinstance(value, str) else ""
    return text.strip()
