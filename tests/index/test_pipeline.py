"""Files are read and cut while those before them are embedded; nothing is embedded twice."""

import re
import subprocess
import sys
import textwrap
import time
from threading import Event

import pytest

from index import build, pipeline
from index.bulk.faster import WORTH
from index.errors import EncoderError
from index.read import read_bytes
from tests.conftest import ROOT, BigramEncoder

# the last sentence of each is one and the same: it has one vector
MEETING = "港の会 第{0}回\n2031年4月{0}日\n\n" + "".join(
    f"岩田：{{0}}の{n}番の話です。よろしくお願いします。\n" for n in range(12)
)
OWN, SHARED = 2 + 12 * 2, 1  # texts: of a file alone; of all


def meetings(count: int):
    return [read_bytes(MEETING.format(n).encode(), f"{n}.txt") for n in range(1, count + 1)]


def test_what_files_have_in_common_is_embedded_once(library, encoder):
    rows = list(build.add_sources(iter(meetings(4)), library(), encoder))
    assert [(row.status, row.embedded) for row in rows] == [("added", 13)] * 4
    assert encoder.embedded == 4 * OWN + SHARED


def test_the_next_file_is_read_while_one_is_embedded(library, encoder):
    read, encode = Event(), encoder.encode_passages

    def embed(texts):
        assert read.wait(20)  # it would wait in vain, were files read one after the other
        return encode(texts)

    def sources():
        first, second = meetings(2)
        yield first
        read.set()
        yield second

    encoder.encode_passages = embed
    rows = list(build.add_sources(sources(), library(), encoder))
    assert [row.status for row in rows] == ["added", "added"]


def test_no_more_is_read_than_may_wait(library, encoder, monkeypatch):
    monkeypatch.setattr(pipeline, "_AHEAD", 1_200)  # a file and a half
    taken, ahead, encode = [], [], encoder.encode_passages

    def embed(texts):
        time.sleep(0.03)  # in which all would be read
        at_work = max(int(n) for text in texts for n in re.findall(r"第(\d+)回", text))
        ahead.append(len(taken) - at_work)
        return encode(texts)

    def sources():
        for source in meetings(9):
            taken.append(source)
            yield source

    encoder.encode_passages = embed
    list(build.add_sources(sources(), library(), encoder))
    assert max(ahead) <= 2


def test_a_file_that_fails_takes_no_shared_sentence_from_the_next(library, encoder):
    encode, failing = encoder.encode_passages, [True]

    def embed(texts):
        if failing and any("1の0番" in text for text in texts):
            failing.clear()
            raise EncoderError("the encoder is away.")
        return encode(texts)

    encoder.encode_passages = embed
    shelf = library()
    rows = list(build.add_sources(iter(meetings(2)), shelf, encoder))
    assert [(row.path, row.status, row.error) for row in rows] == [
        ("1.txt", "failed", "the encoder is away."),
        ("2.txt", "added", None),
    ]
    assert encoder.embedded == OWN + SHARED
    with shelf.reading() as view:
        assert len(view.snapshot.sentences.passage_of) == 2 + 12 * 2
    [row] = build.add_sources(iter(meetings(1)), shelf, encoder)  # it is none that is known
    assert (row.status, encoder.embedded) == ("added", 2 * OWN + SHARED)


def test_what_is_wrong_in_the_program_is_raised(library, encoder):
    encoder.encode_passages = lambda texts: 1 / 0
    with pytest.raises(ZeroDivisionError):
        list(build.add_sources(iter(meetings(2)), library(), encoder))


def test_leaving_it_keeps_what_is_made(library, encoder):
    shelf = library()

    def sources():
        yield from meetings(2)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(build.add_sources(sources(), shelf, encoder))
    rows = list(build.add_sources(iter(meetings(2)), shelf, encoder))
    assert [row.status for row in rows] == ["added", "added"]
    assert encoder.embedded == 2 * OWN + SHARED  # of both runs


def test_the_bulk_engine_is_told_how_much_waits(library, encoder, monkeypatch):
    told = []
    monkeypatch.setattr(pipeline.Faster, "expect", lambda self, count: told.append(count))
    source = read_bytes(
        ("岩田：" + "".join(f"{n}番の話です。" for n in range(5_000))).encode(), "long.txt"
    )
    list(build.add_sources(iter([source]), library(), encoder))
    [count] = told
    assert count > WORTH


# adds files, and is killed as the vectors of its third batch are to be kept
KILLED = """
    import os, signal, sys
    from pathlib import Path
    from index import build
    from index.library import Library
    from index.writer import Draft
    from tests.conftest import BigramEncoder
    from tests.index.test_pipeline import meetings

    keep, kept = Draft.keep, []

    def dying(draft, keys, vectors):
        if len(kept) == 3:
            print(sum(kept), flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        keep(draft, keys, vectors)
        kept.append(len(keys))

    Draft.keep = dying
    list(build.add_sources(iter(meetings(4)), Library.create(Path(sys.argv[1])), BigramEncoder()))
"""


def test_a_process_that_is_killed_embeds_nothing_twice(library, encoder):
    shelf = library()
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(shelf.folder)],
        cwd=ROOT, check=False, capture_output=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (-9, b"")
    kept = int(done.stdout)
    assert kept == 16 + 11 + 16
    rows = list(build.add_sources(iter(meetings(4)), shelf, encoder))
    assert [row.status for row in rows] == ["added"] * 4
    assert encoder.embedded == 4 * OWN + SHARED - kept
    again = BigramEncoder()
    rows = list(build.add_sources(iter(meetings(4)), shelf, again))
    assert [(row.status, again.embedded) for row in rows] == [("unchanged", 0)] * 4
