"""What a change touches, and which vectors nothing refers to after it."""

import pytest

from index import build, changes
from index.read import read_bytes


def add(library, encoder, name, words):
    text = f"港の会\n\n岩田：{words}\n"
    [row] = build.add_sources(iter([read_bytes(text.encode(), f"{name}.txt")]), library, encoder)
    return row


def spare(library) -> int:
    with library.reading_raw() as connection:
        query = (
            "SELECT count(*) FROM vectors WHERE key NOT IN"
            " (SELECT vector FROM passages UNION SELECT vector FROM sentences)"
        )
        return connection.execute(query).fetchone()[0]


def kept(library) -> int:
    with library.reading_raw() as connection:
        return connection.execute("SELECT count(*) FROM vectors").fetchone()[0]


SHARED = "運賃は三百円です。工事は四月に始まります。"


def test_vectors_that_others_refer_to_stay(library, encoder):
    add(library(), encoder, "a", SHARED)
    add(library(), encoder, "b", f"{SHARED}予算は百万円です。")
    assert (kept(library()), spare(library())) == (6, 0)  # title, two passages, three sentences
    build.remove(["a"], library(), encoder)
    assert (kept(library()), spare(library())) == (5, 0)
    add(library(), encoder, "b", "防災の話を始めます。")
    assert (kept(library()), spare(library())) == (2, 0)


@pytest.mark.parametrize("then", ["add", "remove"])
def test_vectors_of_a_writer_that_was_stopped_are_dropped_by_the_next_who_publishes(
    library, encoder, then
):
    add(library(), encoder, "a", SHARED)
    with library().writing(encoder) as draft:  # it keeps two vectors and is heard of no more
        draft.keep(["x", "y"], encoder.encode_passages(["一", "二"]))
    assert spare(library()) == 2
    if then == "add":
        add(library(), encoder, "b", "予算は百万円です。")
    else:
        build.remove(["a"], library(), encoder)
    assert spare(library()) == 0


def test_work_that_waits_is_not_dropped(library, encoder):
    add(library(), encoder, "a", SHARED)
    with library().writing(encoder) as draft:
        draft.keep(["x"], encoder.encode_passages(["一"]))
        draft.publish(lambda connection: None, tidy=False)
        assert spare(library()) == 1
        draft.publish(lambda connection: None)
    assert spare(library()) == 0


def test_what_a_change_touches(library, encoder):
    for name in ("a", "b", "c"):
        add(library(), encoder, name, f"{SHARED}{name}です。")
    with library().writing(encoder) as draft:
        connection = draft.connection
        changes.watch(connection)
        assert changes.touched(connection) == set()
        connection.execute("DELETE FROM transcripts WHERE id = 'a'")
        connection.execute("UPDATE transcripts SET name = 'other' WHERE id = 'c'")
        assert changes.touched(connection) == {"a", "c"}
        changes.watch(connection)
        assert changes.touched(connection) == set()
