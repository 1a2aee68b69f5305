"""Segments: a library that grew by many changes is, row for row, the one made anew."""

import random

import numpy as np
import pytest

from index import build, generations, manifest
from index.assemble import Layer, assemble
from index.check import check
from index.library import Library
from index.merge import merged
from index.segment import Segment, from_catalogue

WORDS = "予算 決算 運賃 防災 人事 堤防 条例 航路 倉庫 苗木".split()
PEOPLE = "岩田 岡野 黒磯 有馬".split()


def meeting(chance: random.Random) -> str:
    lines = ["会議の記録\n"]
    for _ in range(chance.randint(1, 4)):
        said = "".join(f"{chance.choice(WORDS)}の話です。" for _ in range(chance.randint(1, 3)))
        lines.append(f"{chance.choice(PEOPLE)}：{said}\n")
    return "\n".join(lines)


def told(snapshot) -> dict[str, object]:
    """All that a snapshot knows, in plain values."""
    query = np.ones(64, dtype=np.float32) / 8
    rows = np.arange(len(snapshot.passages))
    return {
        "passages": list(snapshot.passages),
        "transcripts": snapshot.transcripts,
        "languages": snapshot.languages,
        "speakers": [snapshot.speaker(row) for row in rows],
        "people": snapshot.people,
        "asking": snapshot.asking.tolist(),
        "columns": snapshot.columns.tolist(),
        "turns": snapshot.turns.tolist(),
        "transcript_of": snapshot.transcript_of.tolist(),
        "vectors": snapshot.vectors.rows(rows).tolist(),
        "near": [part.tolist() for part in snapshot.vectors.search(query, 1_000, None)],
        "sentences": [
            snapshot.sentences.passage_of.tolist(),
            snapshot.sentences.starts.tolist(),
            snapshot.sentences.first.tolist(),
            snapshot.sentences.vectors.rows(np.arange(len(snapshot.sentences.starts))).tolist(),
        ],
        "words": [snapshot.words.scores([(word,)]).tolist() for word in WORDS],
    }


def same_as_anew(library: Library) -> int:
    """Compare what readers see with what the catalogue alone gives; returns the generation."""
    with library.reading() as view, library.reading_raw() as connection:
        found = view.snapshot
        assert told(found) == told(generations.build(connection, found.generation, 64))
        return found.generation


def held(library: Library) -> tuple[manifest.Held, ...]:
    return manifest.read(library.folder, library.generation).segments


@pytest.mark.parametrize("most", [7, generations.MOST])
def test_any_changes_leave_what_the_catalogue_gives(library, encoder, write, monkeypatch, most):
    monkeypatch.setattr(generations, "MOST", most)
    chance, reader, names = random.Random(most), library(), set()
    for _ in range(14):
        if names and chance.random() < 0.3:
            gone = chance.sample(sorted(names), min(len(names), chance.randint(1, 2)))
            build.remove(gone, library(), encoder)
            names -= set(gone)
        else:
            chosen = [f"t{chance.randint(0, 9)}" for _ in range(chance.randint(1, 3))]
            paths = [write(f"files/{name}.txt", meeting(chance)) for name in chosen]
            names |= {row.transcript for row in build.add(paths, library(), encoder)}
        same_as_anew(reader)
        assert all(not one.dead for one in held(reader))
        kept = {folder.name for folder in (reader.folder / "segments").iterdir()}
        assert kept == {one.name for one in held(reader)}
    assert check(library()) == []


def test_readers_keep_segments_that_did_not_change(library, encoder, write):
    text = "会議の記録\n\n" + "".join(f"岩田：{n}番の話です。\n岡野：はい。\n" for n in range(9))
    list(build.add([write("a.txt", text)], library(), encoder))
    reader = library()
    with reader.reading() as view:
        [first] = view.snapshot.opened.values()
    list(build.add([write("b.txt", "別の会\n\n水野：運賃です。\n")], library(), encoder))
    with reader.reading() as view:
        one, other = view.snapshot.opened.values()
        assert one is first
        assert len(other) == 2
        assert len(view.snapshot.passages) == 21


def test_segments_as_large_as_their_neighbours_are_put_together(library, encoder, write):
    sizes = []
    for number in range(8):
        text = f"会議の記録 {number}\n\n岩田：運賃は{number}円です。\n"
        list(build.add([write(f"{number}.txt", text)], library(), encoder))
        sizes.append([one.living for one in held(library())])
    assert sizes == [[2], [4], [4, 2], [8], [8, 2], [8, 4], [8, 4, 2], [16]]
    assert same_as_anew(library()) == 8


def test_a_merged_segment_is_the_one_that_the_catalogue_gives_byte_for_byte(
    library, encoder, write
):
    for name in ("a", "b", "c"):
        list(build.add([write(f"{name}.txt", meeting(random.Random(name)))], library(), encoder))
    build.remove(["b"], library(), encoder)
    with library().reading_raw() as connection:
        made = [from_catalogue(connection, [name], 64) for name in ("a", "c")]
        whole = from_catalogue(connection, ["a", "c"], 64)
    folder = library().folder
    again = merged([(one, ()) for one in made])
    assert manifest.keep(again, folder) == manifest.keep(whole, folder)


def test_a_segment_without_some_transcripts_is_as_if_they_had_never_been(library, encoder, write):
    for name in ("a", "b", "c"):
        list(build.add([write(f"{name}.txt", meeting(random.Random(name)))], library(), encoder))
    with library().reading_raw() as connection:
        whole = from_catalogue(connection, ["a", "b", "c"], 64)
        left = from_catalogue(connection, ["a", "c"], 64)
        layers = [Layer.of("x", whole, {1})], [Layer.of("x", left, ())]
        some, all_ = (assemble(connection, 1, layer, 64) for layer in layers)
        assert told(some) == told(all_)
        names = [one.name for one in (manifest.keep(merged([(whole, {1})]), library().folder),)]
        assert names == [manifest.keep(left, library().folder).name]


def test_only_the_damaged_segment_is_made_again(library, encoder, write, monkeypatch):
    text = "会議の記録\n\n" + "".join(f"岩田：{n}番の話です。\n岡野：はい。\n" for n in range(9))
    list(build.add([write("a.txt", text)], library(), encoder))
    list(build.add([write("b.txt", "別の会\n\n水野：運賃です。\n")], library(), encoder))
    before = held(library())
    path = manifest.segment_folder(library().folder, before[1].name) / "vectors.faiss"
    content, asked = path.read_bytes(), []
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

    def noting(connection, names, dimension):
        asked.append(names)
        return from_catalogue(connection, names, dimension)

    monkeypatch.setattr(generations, "from_catalogue", noting)
    encoder.embedded = 0
    with library().reading() as view:
        assert len(view.snapshot.passages) == 21
    assert (asked, encoder.embedded, held(library())) == ([["b"]], 0, before)
    assert path.read_bytes() == content
    assert check(library()) == []


def test_a_damaged_segment_is_not_merged_into_a_sound_one(library, encoder, write):
    list(build.add([write("a.txt", "会議の記録\n\n岩田：運賃です。\n")], library(), encoder))
    [first] = held(library())
    path = manifest.segment_folder(library().folder, first.name) / "vectors.faiss"
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    list(build.add([write("b.txt", "別の会\n\n水野：運賃です。\n")], library(), encoder))
    assert [one.transcripts for one in held(library())] == [("a",), ("b",)]
    assert len(check(library())) == 1
    assert same_as_anew(library()) == 2
    assert check(library()) == []


def test_a_reader_who_comes_too_late_for_a_state_reads_the_next(
    library, encoder, write, monkeypatch
):
    path = write("a.txt", "会議の記録\n\n岩田：運賃です。\n")
    list(build.add([path], library(), encoder))
    reader, load = library(), generations.load

    def slow(*given):
        monkeypatch.setattr(generations, "load", load)
        write("a.txt", "会議の記録\n\n岩田：予算です。\n")
        list(build.add([path], library(), encoder))
        return load(*given)

    monkeypatch.setattr(generations, "load", slow)
    monkeypatch.setattr(generations, "build", None)
    monkeypatch.setattr(generations, "mend", None)
    with reader.reading() as view:
        assert view.snapshot.generation == 2
        assert "予算" in view.transcript("a").text
        assert view.snapshot.words.rows_with(("予算",)).tolist() == [1]


def test_a_transcript_without_passages_has_its_place(library, encoder, write, tmp_path):
    list(build.add([write("a.txt", "会議の記録\n\n岩田：運賃です。\n")], library(), encoder))
    with library().reading_raw() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("DELETE FROM passages")
        empty = from_catalogue(connection, ["a"], 64)
        empty.save(tmp_path)
        again = Segment.open(tmp_path)
        for one in (empty, again, merged([(again, ()), (empty, {0})])):
            snapshot = assemble(connection, 1, [Layer.of("x", one, ())], 64)
            assert ([*snapshot.transcripts], [*snapshot.passages]) == (["a"], [])
            assert snapshot.rows_of("a") == range(0)
            assert snapshot.vectors.search(np.ones(64, dtype=np.float32), 3, None)[0].tolist() == []
