"""An evaluation as JSON: one object with its scores, and every question's outcome in it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.errors import BadGold
from rag.evaluation.compare import Comparison
from rag.evaluation.groups import groups
from rag.evaluation.judge import Outcome
from rag.evaluation.metrics import Score, curve, scores
from rag.evaluation.worst import faults

FORMAT = 1
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One run of a gold file on a library."""

    gold: str  # the file's name, without folders
    encoder: str
    transcripts: int
    outcomes: tuple[Outcome, ...]
    failed: tuple[str, ...] = ()  # ids of questions that could not be asked


def as_row(evaluation: Evaluation, against: Comparison | None = None) -> dict[str, Any]:
    """All of it as JSON has it; `rows` alone are read back, the rest follows from them."""
    outcomes = evaluation.outcomes
    row = {
        "format": FORMAT,
        "gold": evaluation.gold,
        "encoder": evaluation.encoder,
        "transcripts": evaluation.transcripts,
        "questions": len(outcomes),
        "failed": list(evaluation.failed),
        "scores": _scores(scores(outcomes)),
        "groups": {
            by: {name: _scores(scores(members)) for name, members in found.items()}
            for by, found in groups(outcomes).items()
        },
        "curve": [
            {"threshold": threshold, "coverage": coverage, "risk": risk}
            for threshold, coverage, risk in curve(outcomes)
        ],
        "rows": [_row(outcome) for outcome in outcomes],
    }
    if against:
        row["against"] = asdict(against)
    return dict(_rounded(row))


def write(row: dict[str, Any], file: Path) -> None:
    """Write an evaluation, a question a line, so that a version control shows which changed.

    Raises:
        BadGold: the file cannot be written.
    """
    head = json.dumps(row | {"rows": []}, ensure_ascii=False)
    rows = ",\n".join(json.dumps(outcome, ensure_ascii=False) for outcome in row["rows"])
    try:
        file.write_text(head.replace('"rows": []', f'"rows": [\n{rows}\n]') + "\n", "utf-8")
    except OSError as error:
        raise BadGold(f"{file} cannot be written ({error}); name another file.") from error


def read(file: Path) -> list[Outcome]:
    """Read the outcomes of a stored evaluation.

    Raises:
        BadGold: the file cannot be read, or is none.
    """
    way_out = "store one with `python -m rag evaluate GOLD --json FILE`."
    try:
        row = json.loads(file.read_text(encoding="utf-8"))
        if row["format"] != FORMAT:
            raise BadGold(f"{file} has the format {row['format']!r}, not {FORMAT}; {way_out}")
        return [_outcome(stored) for stored in row["rows"]]
    except OSError as error:
        raise BadGold(f"{file} cannot be read ({error}); {way_out}") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadGold(f"{file} holds no stored evaluation ({error}); {way_out}") from error


def _scores(found: dict[str, Score]) -> dict[str, Any]:
    return {name: asdict(score) for name, score in found.items()}


def _row(outcome: Outcome) -> dict[str, Any]:
    return asdict(outcome) | {"faults": faults(outcome)}


def _outcome(row: dict[str, Any]) -> Outcome:
    values = {name: value for name, value in row.items() if name != "faults"}
    values["citations"] = tuple(tuple(citation) for citation in values["citations"])
    values["parts"] = {name: (float(a), float(b)) for name, (a, b) in values["parts"].items()}
    return Outcome(**values)


def _rounded(value: Any) -> Any:
    """Every number in it with few digits: the rest differs between machines."""
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {name: _rounded(inner) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_rounded(inner) for inner in value]
    return value
