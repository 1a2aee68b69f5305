"""The fields of a JSON line, each asked for in words that say how to mend it."""

import json
from typing import Any

from index.errors import BadGold
from rag.question import check_text

_FORMS: dict[Any, str] = {
    str: "it as text",
    int: "it as a whole number",
    bool: "true or false",
    dict: "it as a JSON object",
    str | int: "it as text or a whole number",
}


def check_names(row: Any, known: set[str], what: str) -> None:
    """Refuse what is no object, or has a field that nobody reads: a typing error, surely.

    Raises:
        BadGold: names the field and those there are.
    """
    if not isinstance(row, dict):
        raise BadGold(f"{what} is a JSON object, not {_shown(row)}.")
    if strange := sorted(set(row) - known):
        raise BadGold(
            f"{what} has no field {strange[0]!r}; it may have {', '.join(sorted(known))}."
        )


def need(row: dict[str, Any], name: str, kind: Any) -> Any:
    """Value of a field that must be there, and of its kind (`str`, `int`, `bool`, `dict`).

    Raises:
        BadGold: it is missing, or of another kind.
        BadQuestion: it is text that cannot be written as UTF-8.
    """
    value = row.get(name)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        state = f"cannot be {_shown(value)}" if name in row else "is missing"
        raise BadGold(f"{name!r} {state}; write {_FORMS[kind]}.")
    if isinstance(value, str):
        check_text(value)
    return value


def optional(row: dict[str, Any], name: str) -> str | None:
    """Text of a field that may be missing or null.

    Raises:
        BadGold: it is of another kind.
    """
    return None if row.get(name) is None else str(need(row, name, str))


def items(row: dict[str, Any], name: str, kind: type) -> list[Any]:
    """Items of a list that may be missing or null.

    Raises:
        BadGold: it is no list, or holds something of another kind.
    """
    found = row.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise BadGold(f"{name!r} cannot be {_shown(found)}; write it as a JSON list.")
    return [need({f"an item of {name}": item}, f"an item of {name}", kind) for item in found]


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:40]
