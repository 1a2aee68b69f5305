"""What an editor set by hand in a meeting's header, over what the file says.

Kept in the catalogue beside the transcripts, so that it outlives a new version of the file.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace

from sqlalchemy import Connection

from index import schema
from index.errors import BadCorrection
from index.header import MAX_TITLE, composed_title, find_date, find_session
from index.records import Header
from index.speakers import normal

FIELDS = ("series", "session", "date", "part", "title")
_KEY = "corrections"  # in the catalogue's table of what it remembers

Changes = Mapping[str, str | None]  # field -> what it is to be; None takes what the file says away


def checked(changes: Mapping[str, str]) -> Changes:
    """What an editor typed, in the forms that headers have; an empty field says nothing.

    Raises:
        BadCorrection: no such field, a date that is none, no title, or too long a text.
    """
    return {field: _checked(field, normal(words)) for field, words in changes.items()}


def _checked(field: str, words: str) -> str | None:
    if field not in FIELDS:
        raise BadCorrection(f"a header has no {field}; name one of {', '.join(FIELDS)}.")
    if len(words) > MAX_TITLE:
        raise BadCorrection(f"the {field} has more than {MAX_TITLE} characters; shorten it.")
    if field == "title" and not words:
        raise BadCorrection("the title is empty; write one.")
    if field == "date" and words:
        return _date(words)
    if field == "session" and words:
        return f"第{words}回" if words.isdecimal() else find_session(words) or words
    return words or None


def _date(words: str) -> str:
    found = find_date(words)
    if found is None:
        raise BadCorrection(
            f"{words!r} is no date; write it as 2031-05-20, 2031年5月20日 or 20 May 2031."
        )
    return found


def corrected(header: Header, changes: Changes) -> Header:
    """Header with what was set by hand; a title made of series, session and part follows them."""
    found = Header(**asdict(header) | dict(changes))
    made = header.series and header.title == composed_title(
        header.series, header.session, header.part
    )
    if "title" not in changes and found.series and (made or "series" in changes):
        return replace(found, title=composed_title(found.series, found.session, found.part))
    return found


def differing(read: Header, changes: Changes) -> Changes:
    """Those changes that say something else than the file does."""
    return {field: words for field, words in changes.items() if getattr(read, field) != words}


def stored(connection: Connection) -> dict[str, Changes]:
    """What was set by hand, by transcript."""
    kept: dict[str, Changes] = json.loads(schema.meta(connection, _KEY) or "{}")
    return kept


def store(connection: Connection, transcript: str, changes: Changes) -> None:
    """Keep what was set by hand for a transcript, in place of what was; nothing forgets it."""
    kept = stored(connection)
    kept.pop(transcript, None)
    if changes:
        kept[transcript] = changes
    schema.set_meta(connection, _KEY, json.dumps(kept, ensure_ascii=False))
