"""What is derived of topics, kept beside the library: read at once, made elsewhere."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import zip_longest

from pydantic import TypeAdapter

from index.encode import Encoder
from index.library import Library
from rag.catchup import rows, topic_rows
from rag.catchup.derive import MAP, SIFTED, STANCES
from rag.catchup.on_topic import OnTopic, discussion_of, on_topic, topic_of
from rag.catchup.state import keys_of, state_of
from rag.catchup.store import Made, Overviews, parsed

READY = 24  # topics that are made before anybody asks
_TYPE = TypeAdapter(OnTopic)


def kept_on(library: Library, topic: str) -> OnTopic | None:
    """What is kept on a topic (as `topic_of` writes it) for the library as it is now.

    Raises:
        LibraryError: the file cannot be used.
    """
    with _reading(library) as (connection, state):
        record = topic_rows.record_of(connection, topic, state) if connection else None
    return parsed(_TYPE, record)


def offered_topics(library: Library) -> list[str]:
    """Topics that were made before anybody asked, those of which the most is quoted first.

    Raises:
        LibraryError: the file cannot be used.
    """
    with _reading(library) as (connection, state):
        return topic_rows.offered(connection, state) if connection else []


def topics_to_offer(library: Library) -> list[str]:
    """The most telling phrase of each theme of the map, then each second one, and so on.

    Raises:
        LibraryError: the file cannot be used.
    """
    found = Overviews(library).library(MAP)
    themes = sorted(found.record.themes, key=lambda theme: -theme.count) if found else []
    ranks = zip_longest(*(theme.terms for theme in themes))
    phrases = dict.fromkeys(topic_of(term) for rank in ranks for term in rank if term)
    return list(phrases)[:READY]


def make_on(
    library: Library,
    encoder: Encoder,
    topics: Iterable[str],
    *,
    offered: Iterable[str] = (),
    used: Iterable[str] = (),
    stop: Callable[[], bool] = lambda: False,
) -> bool:
    """Make what is missing on topics; returns whether all of it is there.

    What they are made from must be derived before. offered: topics to make as well, for
    everybody; used: those looked at since, the last one last; stop: asked before each topic.

    Raises:
        EncoderMismatch: the library was built with another encoder.
        LibraryError: the library cannot be read, or its folder cannot be written.
        BadQuestion: a topic is empty or oversized.
    """
    library.check_encoder(encoder)
    with library.reading() as view, rows.writing(library) as connection:
        keys = keys_of(view)
        state = state_of(keys)
        topic_rows.use(connection, used)
        there = topic_rows.kept(connection, state)
        missing = [one for one in dict.fromkeys([*topics, *offered]) if one not in there]
        made = Made(connection, keys)
        sifted, taken = made.of(SIFTED), made.of(STANCES)
        if len(sifted) < len(keys) or len(taken) < len(keys):
            return False
        said = discussion_of(view, sifted, taken) if missing else None
        for topic in missing:
            if stop() or said is None:
                return False
            found = on_topic(view, said, encoder, topic)
            quotes = sum(len(cell.places) for cell in found.cells)
            record = _TYPE.dump_json(found).decode()
            topic_rows.put(connection, topic, state, record, quotes=quotes)
        topic_rows.offer(connection, offered)
    return True


@contextmanager
def _reading(library: Library) -> Iterator[tuple[sqlite3.Connection | None, str]]:
    """The file where it knows topics, and the state of the library."""
    with library.reading() as view, rows.reading(library) as connection:
        known = (
            connection
            and connection.execute(
                "SELECT 1 FROM sqlite_master WHERE name = 'of_topics'"
            ).fetchone()
        )
        yield connection if known else None, state_of(keys_of(view))
