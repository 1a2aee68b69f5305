"""Short names of sessions for pictures: no two are the same."""

from collections import Counter
from collections.abc import Iterable, Sequence

from index.catalogue import Summary
from ui.words import Words


def session_names(
    words: Words, summaries: Sequence[Summary], transcripts: Iterable[str]
) -> dict[str, str]:
    """The day of each transcript, or its title; those of one day are numbered: "…（2）"."""
    headers = {summary.id: summary.header for summary in summaries}
    found: dict[str, str] = {}
    often: Counter[str] = Counter()
    for transcript in transcripts:
        header = headers[transcript]
        name = words.day(header.date) if header.date else header.title
        often[name] += 1
        found[transcript] = name if often[name] == 1 else words.map.again.format(name, often[name])
    return found
