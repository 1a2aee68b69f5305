"""What a library promises, whatever keeps it: the same steps in each store, the same results."""

import subprocess
import sys
import textwrap
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from index import build, corrections, people
from index.check import check
from index.errors import LibraryBusy, UnknownTranscript
from index.findings import Finding
from index.library import Library
from index.review import dismiss, review
from rag.records import Filter
from rag.search import search
from tests.conftest import ROOT, BigramEncoder
from tests.contract.stores import Store

FARES = (
    "「交通」研究会\n2031年度第1回\n2031年5月20日\n\n"
    "＜岩田＞\n運賃は三百円です。改定は四月でした。\n＜岡野＞\n赤字はいくらですか。\n"
)
DOCKS = (
    "「交通」研究会\n2031年度第2回\n2031年9月9日\n\n"
    "＜藤崎理事⾧＞\n埠頭の工事は来年です。\n＜岩田＞\n運賃の話に戻ります。\n"
)
ODD = "会議の記録\n\n岩田：100%の😀と\\n、:name、$1、'引用'、\"引用\"です。\r\n岡野：が゙と①です。\n"
QUESTIONS = ("運賃はいくらですか", "埠頭の工事", "赤字", "ない言葉")
FILTERS = (
    Filter(),
    Filter(speaker="岩田"),
    Filter(transcript="docks"),
    Filter(since="2031-06-01"),
    Filter(speaker="岩田", until="2031-06-01"),
)
ASKED = [(QUESTIONS[0], wanted) for wanted in FILTERS] + [(one, Filter()) for one in QUESTIONS[1:]]


@dataclass
class Added:
    """A store with two meetings in it."""

    store: Store
    library: Library
    encoder: BigramEncoder


@pytest.fixture
def added(store, write) -> Added:
    library, encoder = store.create(), BigramEncoder()
    rows = list(build.add([write("in/fares.txt", FARES), write("in/docks.txt", DOCKS)],
                          library, encoder))  # fmt: skip
    assert [(row.status, row.error) for row in rows] == [("added", None)] * 2
    encoder.embedded = 0
    return Added(store, library, encoder)


def found(library: Library) -> list[list[tuple]]:
    """Every hit that is better than none, of every question under every filter."""
    return [[hit[:3] for hit in hits] for hits in scored(library)]


def scored(library: Library) -> list[list[tuple]]:
    """The hits with their scores."""
    encoder = BigramEncoder()
    return [
        [
            (hit.passage.transcript_id, hit.passage.turn, hit.text, hit.score)
            for hit in search(question, library, encoder, wanted, k=5)
            if hit.score > 0
        ]
        for question, wanted in ASKED
    ]


def names(library: Library) -> list[str]:
    with library.reading() as view:
        return [summary.id for summary in view.summaries()]


def test_a_new_library_is_empty(store):
    library = store.create()
    assert (library.generation, names(library), check(library)) == (0, [], [])
    with library.reading() as view:
        assert (list(view.snapshot.passages), len(view.snapshot.words)) == ([], 0)


def test_texts_and_turns_come_back_as_they_went_in(store, write):
    library = store.create()
    [row] = build.add([write("odd.txt", ODD.encode())], library, BigramEncoder())
    assert (row.status, row.error, check(library)) == ("added", None, [])
    with store.open().reading() as view:
        transcript = view.transcript("odd")
        assert transcript.text == ODD
        assert [turn.speaker.label for turn in transcript.turns[1:]] == ["岩田", "岡野"]
        passage = view.snapshot.passages[1]
        assert view.words_of(passage) == passage.span.of(ODD)
        [summary] = view.summaries()
        assert (summary.characters, summary.turns) == (len(ODD), 2)
        assert summary.added.startswith("20") and len(summary.added) == len("2031-05-20T00:00:00Z")


def test_searches_find_the_same_in_every_store(added, tmp_path, write):
    plain = Library.create(tmp_path / "plain")
    list(build.add([write("in/fares.txt", FARES), write("in/docks.txt", DOCKS)],
                   plain, BigramEncoder()))  # fmt: skip
    expected = found(plain)
    assert expected[0][0] == ("fares", 1, "運賃は三百円です。改定は四月でした。")
    assert [hit[:2] for hit in expected[4]] == [("fares", 1)]
    assert found(added.library) == expected
    if not added.store.alone:
        assert found(added.store.open()) == expected
    numbers = [hit[3] for hits in scored(added.library) for hit in hits]
    close = pytest.approx([hit[3] for hits in scored(plain) for hit in hits], abs=2e-3)
    assert numbers == close  # some keep vectors in float16


def test_the_same_file_again_changes_nothing_and_embeds_nothing(added, write):
    before = added.library.generation, found(added.library)
    rows = list(build.add([write("in/fares.txt", FARES)], added.library, added.encoder))
    assert ([row.status for row in rows], added.encoder.embedded) == (["unchanged"], 0)
    assert (added.library.generation, found(added.library)) == before


def test_a_new_version_takes_the_place_of_the_old_one(added, write):
    path = write("in/fares.txt", FARES.replace("三百円", "四百円"))
    [row] = build.add([path], added.library, added.encoder)
    assert (row.status, check(added.library)) == ("updated", [])
    texts = [hit[2] for hits in found(added.library) for hit in hits]
    assert "運賃は四百円です。改定は四月でした。" in texts
    assert [text for text in texts if "三百円" in text] == []


def test_what_is_removed_is_never_found_again(added, write):
    build.remove(["fares"], added.library, added.encoder)
    for library in (added.library, added.store.open()):
        assert names(library) == ["docks"]
        assert {hit[0] for hits in found(library) for hit in hits} == {"docks"}
        assert check(library) == []
    with pytest.raises(UnknownTranscript):
        build.remove(["fares"], added.library, added.encoder)
    [row] = build.add([write("in/fares.txt", FARES)], added.library, added.encoder)
    assert (row.status, names(added.library)) == ("added", ["docks", "fares"])


def test_a_reader_keeps_its_state_while_others_write(added, write):
    reader = added.store.open()
    with reader.reading() as view:
        build.remove(["docks"], added.library, added.encoder)
        assert [summary.id for summary in view.summaries()] == ["docks", "fares"]
        assert view.transcript("docks").text == DOCKS
        assert list(view.snapshot.transcripts) == ["docks", "fares"]
        assert len(view.snapshot.passages) == len(view.snapshot.vectors)
    assert names(reader) == ["fares"]


def test_what_editors_decide_is_kept(added):
    library, encoder = added.library, added.encoder
    decision = people.confirm(["岩田", "岡野"], "岩田五郎", library, encoder)
    build.correct("fares", {"date": "2031-05-21"}, library, encoder)
    dismiss(library, "fares", Finding("date_missing"))
    reader = added.store.open()
    with reader.reading() as view:
        assert view.decisions().taken == (decision,)
        assert view.snapshot.transcripts["fares"].date == "2031-05-21"
        assert view.transcript("fares").turns[1].speaker.known_as == "岩田五郎"
    with reader.reading_raw() as connection:
        assert corrections.stored(connection) == {"fares": {"date": "2031-05-21"}}
        assert "fares" not in review(connection)
    people.undo(decision, library, encoder)
    with reader.reading() as view:
        assert view.decisions().taken == ()


def test_rebuilding_embeds_nothing_that_is_known(added):
    before = found(added.library)
    assert build.rebuild(added.library, added.encoder) == 2
    assert (added.encoder.embedded, found(added.library), check(added.library)) == (0, before, [])


def test_another_encoder_takes_the_place_of_the_first(added):
    other = BigramEncoder("other")
    build.rebuild(added.library, other)
    assert (other.embedded > 0, check(added.store.open())) == (True, [])
    added.store.open().check_encoder(other)


@contextmanager
def another(store: Store, script: str, *arguments: str):
    """Another process, with the library's folder and more to go by."""
    if store.alone:
        pytest.skip("Milvus Lite lets one process at a time open its file")
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), str(store.folder), *arguments],
        env=store.environment,
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


HOLD = """
    import os, sys, time
    from pathlib import Path
    from index.library import Library
    from index.stores import Stores
    from tests.conftest import BigramEncoder
    with Library(Path(sys.argv[1]), Stores.named_in(os.environ)).writing(BigramEncoder()):
        print("held", flush=True)
        time.sleep(60)
"""


def test_one_writer_at_a_time_and_a_crash_lets_go(added, write, monkeypatch):
    monkeypatch.setattr("index.locks.LOCK_SECONDS", 0.3)
    store = added.store
    with another(store, HOLD) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LibraryBusy) as caught:
            build.remove(["fares"], added.library, added.encoder)
        assert f"the library in {store.name} is being written by " in str(caught.value)
        assert str(holder.pid) in str(caught.value)
        assert names(added.library) == ["docks", "fares"]
    monkeypatch.undo()
    build.remove(["fares"], added.library, added.encoder)
    assert names(added.library) == ["docks"]


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from index import build, catalogue, library
    from index.stores import Stores
    from index.writer import Draft
    from tests.conftest import BigramEncoder

    def die(*_): os.kill(os.getpid(), signal.SIGKILL)

    encoder, place = BigramEncoder(), sys.argv[2]
    keep, kept = Draft.keep, []
    if place == "between vectors":
        Draft.keep = lambda *args: (kept.append(keep(*args)), len(kept) < 2 or die())
    elif place == "among the passages":
        catalogue._put_passages = die
    elif place == "before the commit":
        build.review.remember = lambda *args: (catalogue.transcript_ids(args[0]), die())
    made = library.Library(Path(sys.argv[1]), Stores.named_in(os.environ))
    list(build.add([Path(sys.argv[3])], made, encoder))
"""
LONG = "".join(f"岩田：{n}番の話です。\n岡野：{n}番ですね。\n" for n in range(20))


@pytest.mark.parametrize(
    ("place", "embedded_later"),
    [("between vectors", 8), ("among the passages", 0), ("before the commit", 0)],
)
def test_a_writer_killed_leaves_the_last_state_and_its_vectors(added, write, place, embedded_later):
    store, before, path = added.store, found(added.library), write("in/long.txt", LONG)
    with another(store, KILLED, place, str(path)) as dying:
        assert (dying.wait(60), dying.stderr.read()) == (-9, "")
    for library in (added.library, store.open()):
        assert (names(library), found(library), check(library)) == (["docks", "fares"], before, [])
    [row] = build.add([path], added.library, added.encoder)
    assert (row.status, row.passages, added.encoder.embedded) == ("added", 40, embedded_later)
    assert (names(store.open()), check(store.open())) == (["docks", "fares", "long"], [])
