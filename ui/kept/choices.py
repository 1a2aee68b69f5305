"""How each owner of conversations wants answers to be written."""

from ui.kept.records import Choice
from ui.kept.store import Store

MAX_MODEL = 200  # characters of PROVIDER:MODEL


def choice_of(store: Store, owner: str) -> Choice:
    """What an owner chose; as the server is set where nothing was chosen."""
    with store.connection() as connection:
        row = connection.execute(
            "SELECT used, model, unsupported FROM settings WHERE owner = ?", (owner,)
        ).fetchone()
    if row is None:
        return Choice()
    used, model, unsupported = row
    return Choice(bool(used), model, "mark" if unsupported == "mark" else "replace")


def choose(store: Store, owner: str, choice: Choice) -> None:
    """Keep what an owner chose."""
    with store.connection() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO settings (owner, used, model, unsupported) VALUES (?, ?, ?, ?)",
            (owner, choice.use, choice.model, choice.unsupported),
        )
