"""Which transcript of the library a file is: its path, name and header tell, not its folder."""

import re
import unicodedata
from pathlib import Path

from index.catalogue import Summary
from index.records import Header, Source


def identify(source: Source, header: Header, known: dict[str, Summary]) -> str:
    """Id of the transcript that a file is, or becomes.

    The same path is the same transcript; so is an upload, which has a name alone, unless its
    session or date is another. A file of the same name from elsewhere is a new version if it is
    of the same session or date and title, else another transcript, named after its folder as
    well. Ids come from names alone, so addresses outlive a rebuilt library.
    """
    uploaded = source.path == source.name
    for summary in known.values():
        if summary.path == source.path and not (uploaded and _differ(summary.header, header)):
            return summary.id
    for summary in known.values():
        if summary.name == source.name and _same_meeting(summary.header, header):
            return summary.id
    parts = [_slug(part) for part in Path(source.path).with_suffix("").parts[::-1]]
    name = parts[0] or "transcript"
    for part in [*parts[1:], *map(str, range(2, len(known) + 3))]:
        if name not in known:
            break
        name = f"{part}-{name}"
    return name


def _differ(one: Header, other: Header) -> bool:
    pairs = (
        (one.session, other.session),
        (one.date, other.date),
        (one.part, other.part),
    )
    return any(first and second and first != second for first, second in pairs)


def _same_meeting(one: Header, other: Header) -> bool:
    told = one.session or one.date  # a title alone does not tell one meeting from the next
    return bool(told) and one.title == other.title and not _differ(one, other)


def _slug(words: str) -> str:
    kept = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFKC", words))
    return kept.strip("-.")[:80]
