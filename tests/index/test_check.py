"""`check` finds each kind of damage, and what it advises mends it."""

import pytest

from index import build
from index.check import check
from index.errors import LibraryError
from index.library import Library
from index.sqlite import open_file

TEXT = "会議の記録\n\n岩田：予算の話を始めます。\n岡野：運賃は三百円です。\n"
READD = "remove it (`python -m index remove old`) and add its file again."


@pytest.fixture
def made(library, encoder, write) -> Library:
    made = library()
    list(build.add([write("old.txt", TEXT)], made, encoder))
    encoder.embedded = 0
    return made


def harm(made: Library, statement: str) -> None:
    connection = open_file(made.folder / "catalogue.sqlite")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(statement)
    connection.close()


def keys(made: Library) -> list[str]:
    with made.reading_raw() as connection:
        found = connection.exec_driver_sql("SELECT key FROM vectors ORDER BY key")
        return list(found.scalars())


def test_nothing_is_wrong(made, library):
    assert check(made) == []
    assert check(library("empty")) == []


@pytest.mark.parametrize(
    ("statement", "sentences"),
    [
        (
            "UPDATE transcripts SET text = replace(text, '三百', '四百')",
            ["the source text of old is not as it was added; " + READD],
        ),
        (
            "DELETE FROM turns WHERE number = 1",
            [
                "the turns of old are not numbered from 0 without a gap; " + READD,
                "a passage of old (10 to 20) does not lie in its turn 1; " + READD,
            ],
        ),
        (
            "UPDATE turns SET first = 12 WHERE number = 2",
            ["turn 2 of old overlaps or leaves the text; " + READD],
        ),
        (
            "UPDATE turns SET last = 35 WHERE number = 2",
            ["turn 2 of old overlaps or leaves the text; " + READD],
        ),
        (
            "UPDATE turns SET last = 0 WHERE number = 2",
            ["the record of old cannot be read (no such span: 24 to 0); " + READD],
        ),
        (
            "UPDATE passages SET last = 21 WHERE turn = 1",
            ["a passage of old (10 to 21) does not lie in its turn 1; " + READD],
        ),
        (
            "UPDATE passages SET turn = 9 WHERE turn = 1",
            ["a passage of old (10 to 20) does not lie in its turn 9; " + READD],
        ),
    ],
)
def test_damage_to_a_transcript_is_mended_by_adding_it_again(
    made, encoder, write, statement, sentences
):
    harm(made, statement)
    assert check(made) == sentences
    build.remove(["old"], made, encoder)
    [row] = build.add([write("old.txt", TEXT)], made, encoder)
    assert (row.status, check(Library(made.folder))) == ("added", [])


@pytest.mark.parametrize(
    ("damage", "wrong"),
    [("zeroblob(256)", "is not of unit length"), ("x'00'", "has 1 bytes, not 256")],
)
def test_a_damaged_vector_is_mended_by_rebuilding(made, library, encoder, damage, wrong):
    key = keys(made)[0]
    harm(made, f"UPDATE vectors SET vector = {damage} WHERE key = '{key}'")
    assert check(made) == [f"vector {key[:8]} {wrong}; run `python -m index rebuild`."]
    build.rebuild(library(), encoder)
    assert (encoder.embedded, check(library())) == (1, [])


def test_a_missing_vector_is_mended_by_rebuilding(made, library, encoder):
    harm(made, "DELETE FROM vectors WHERE key = (SELECT vector FROM passages WHERE turn = 1)")
    assert check(made) == ["1 passages of old have no vector; run `python -m index rebuild`."]
    build.rebuild(library(), encoder)
    assert (encoder.embedded, check(library())) == (1, [])


def test_a_missing_sentence_is_mended_by_rebuilding(made, library, encoder, write):
    list(
        build.add(
            [write("new.txt", "別の会\n\n水野：運賃は三百円です。予算は百万円です。\n")],
            made,
            encoder,
        )
    )
    encoder.embedded = 0
    harm(made, "DELETE FROM vectors WHERE key = (SELECT vector FROM sentences WHERE first = 8)")
    assert check(made) == ["1 sentences of new have no vector; run `python -m index rebuild`."]
    build.rebuild(library(), encoder)
    assert (encoder.embedded, check(library())) == (1, [])
    harm(made, "UPDATE sentences SET last = 99 WHERE first = 17")
    assert check(made) == [
        "a sentence of new (17 to 99) does not lie in its passage; run `python -m index rebuild`."
    ]
    build.rebuild(library(), encoder)
    assert (encoder.embedded, check(library())) == (1, [])
    harm(made, "DELETE FROM sentences WHERE passage IN (SELECT id FROM passages WHERE turn = 1)")
    sentences = [
        f"1 passages of {name} have no sentences; run `python -m index rebuild`."
        for name in ("new", "old")
    ]
    place = made.folder / "snapshots" / "00000004"
    assert check(made) == [
        *sentences,
        f"{place} does not hold the passages of the catalogue; "
        "the next search makes it again by itself.",
    ]
    build.rebuild(library(), encoder)
    assert (encoder.embedded, check(library())) == (1, [])


def test_rows_keep_their_places_beside_a_missing_vector(made, library, encoder):
    (made.folder / "snapshots" / "00000001" / "manifest.json").unlink()
    harm(made, "DELETE FROM vectors WHERE key = (SELECT vector FROM passages WHERE turn = 1)")
    [query] = encoder.encode_queries(["会議の記録 岡野\n運賃は三百円です。"])
    with library().reading() as view:
        rows, scores = view.snapshot.vectors.search(query, 1, None)
    assert (rows.tolist(), scores.tolist()) == ([2], [pytest.approx(1.0, abs=1e-3)])


def test_a_damaged_snapshot_is_mended_by_the_next_search(made, library):
    [place] = (made.folder / "segments").iterdir()
    (place / "vectors.faiss").write_bytes(b"x")
    assert check(made) == [
        f"{place / 'vectors.faiss'} is not as it was written; "
        "the next search makes it again by itself."
    ]
    with library().reading():
        assert check(made) == []


def test_a_snapshot_of_another_number_of_passages(made):
    place = made.folder / "snapshots" / "00000001"
    harm(made, "DELETE FROM passages WHERE turn = 1")
    assert check(made) == [
        f"{place} does not hold the passages of the catalogue; "
        "the next search makes it again by itself."
    ]


def test_a_damaged_catalogue(made):
    path = made.folder / "catalogue.sqlite"
    content = bytearray(path.read_bytes())
    content[32768:49152] = bytes(c ^ 0x5A for c in content[32768:49152])
    path.write_bytes(content)
    with pytest.raises(LibraryError) as caught:
        check(made)
    assert str(caught.value) == (
        f"{path} cannot be used (database disk image is malformed); "
        f"`python -m index check --library {made.folder}` says more. "
        "If it is damaged, add the transcripts to a new library."
    )


def test_every_problem_is_named(made):
    harm(made, "UPDATE transcripts SET text = text || '!'")
    harm(made, "UPDATE vectors SET vector = zeroblob(256)")
    wrong = [
        f"vector {key[:8]} is not of unit length; run `python -m index rebuild`."
        for key in keys(made)
    ]
    assert check(made) == ["the source text of old is not as it was added; " + READD, *wrong]
