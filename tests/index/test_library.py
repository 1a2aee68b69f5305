"""The library: strangers refused, one writer, readers on one state."""

import re
import socket
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from index import build, locks, schema
from index.errors import (
    EncoderMismatch,
    LibraryBusy,
    LibraryError,
    LibraryMissing,
    UnknownTranscript,
)
from index.library import Library
from tests.conftest import ROOT, BigramEncoder


def minutes(word: str) -> str:
    return f"会議の記録\n\n岩田：{word}の話を始めます。\n岡野：{word}は大切です。\n"


def test_a_new_library_is_empty(library):
    made = library()
    assert made.generation == 0
    with made.reading() as view:
        assert (view.summaries(), list(view.snapshot.passages)) == ([], [])
        assert (len(view.snapshot.vectors), len(view.snapshot.words)) == (0, 0)


def test_nothing_there(tmp_path):
    with pytest.raises(LibraryMissing) as caught:
        Library(tmp_path / "no")
    assert str(caught.value) == (
        f"there is no library in {tmp_path / 'no'}; make one with "
        f"`python -m index add FILES --library {tmp_path / 'no'}`."
    )


@pytest.mark.parametrize("open_it", [Library, Library.create])
def test_a_folder_of_other_files(open_it, write):
    folder = write("photos/cat.jpg", "x").parent
    with pytest.raises(LibraryError) as caught:
        open_it(folder)
    assert str(caught.value) == (
        f"{folder} holds other files and no library; name an empty or a new folder with --library."
    )
    assert [path.name for path in folder.iterdir()] == ["cat.jpg"]


@pytest.mark.parametrize("open_it", [Library, Library.create])
def test_a_file_for_a_folder(open_it, write):
    path = write("library", "x")
    with pytest.raises(LibraryError) as caught:
        open_it(path)
    assert str(caught.value) == f"{path} is a file, no library; name a folder."


def strange(folder: Path, *, application: int, form: str) -> Path:
    with sqlite3.connect(folder / "catalogue.sqlite") as connection:
        connection.execute(f"PRAGMA application_id = {application}")
        connection.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)")
        connection.execute("INSERT INTO meta VALUES ('format', ?)", (form,))
    connection.close()
    return folder


@pytest.mark.parametrize(
    ("application", "form"), [(0, "1"), (schema.APPLICATION_ID, "3"), (7, "2")]
)
def test_another_programs_or_a_later_versions_catalogue(tmp_path, application, form):
    folder = strange(tmp_path, application=application, form=form)
    for open_it in (Library, Library.create):
        with pytest.raises(LibraryError) as caught:
            open_it(folder)
        assert str(caught.value) == (
            f"{folder / 'catalogue.sqlite'} is no Hatsugen library of this version; "
            "name another folder or database and add the transcripts to it."
        )


def test_a_catalogue_that_is_no_database(write):
    path = write("library/catalogue.sqlite", b"junk" * 500)
    with pytest.raises(LibraryError) as caught:
        Library(path.parent)
    assert str(caught.value) == (
        f"{path} cannot be used (file is not a database); "
        f"`python -m index check --library {path.parent}` says more. "
        "If it is damaged, add the transcripts to a new library."
    )


def test_another_encoder_is_refused(library, encoder, write):
    list(build.add([write("a.txt", minutes("予算"))], library(), encoder))
    other = BigramEncoder("other")
    with pytest.raises(EncoderMismatch) as caught:
        list(build.add([write("b.txt", minutes("決算"))], library(), other))
    assert str(caught.value) == (
        f"the library in {library().folder} was built with the encoder bigrams "
        f"(64 dimensions, weights {encoder.fingerprint[:8]}), not with "
        f"other (64, {other.fingerprint[:8]}); set "
        "HATSUGEN_ENCODER to the former, or embed everything anew: `python -m index rebuild`."
    )
    assert other.embedded == 0


def test_the_same_name_with_other_weights_is_another_encoder(library, encoder, write):
    list(build.add([write("a.txt", minutes("予算"))], library(), encoder))
    encoder.fingerprint = "0" * 64
    with pytest.raises(EncoderMismatch):
        library().check_encoder(encoder)


def test_an_open_library_sees_a_new_state_without_being_opened_again(library, encoder, write):
    list(build.add([write("a.txt", minutes("予算"))], library(), encoder))
    reader = library()
    with reader.reading() as view:
        assert (view.snapshot.generation, [s.id for s in view.summaries()]) == (1, ["a"])
        list(build.add([write("b.txt", minutes("決算"))], library(), encoder))
        assert (view.snapshot.generation, [s.id for s in view.summaries()]) == (1, ["a"])
        assert view.transcript("a").text == minutes("予算")
    with reader.reading() as view:
        assert (view.snapshot.generation, [s.id for s in view.summaries()]) == (2, ["a", "b"])


def test_a_transcript_that_is_not_there(library, encoder, write):
    list(build.add([write("a.txt", minutes("予算"))], library(), encoder))
    with library().reading() as view, pytest.raises(UnknownTranscript) as caught:
        view.transcript("b")
    assert str(caught.value) == (
        "the library has no transcript 'b' (it has: a); `python -m index list` names them all."
    )


HOLD = """
    import sys, time
    from pathlib import Path
    from index.library import Library
    from tests.conftest import BigramEncoder
    with Library(Path(sys.argv[1])).writing(BigramEncoder()):
        print("held", flush=True)
        time.sleep(60)
"""


def test_a_second_writer_is_told_who_holds_the_lock(library, encoder, write, monkeypatch):
    monkeypatch.setattr(locks, "LOCK_SECONDS", 0.2)
    made = library()
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD), str(made.folder)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LibraryBusy) as caught:
            list(build.add([write("a.txt", minutes("予算"))], made, encoder))
        holder.kill()
    expected = (
        f"the library in {made.folder} is being written by process {holder.pid} on "
        f"{socket.gethostname()} (-c, since TIME); wait for it to end, or end it, and try again."
    )
    assert re.sub(r"since [-\d:T+]{25}", "since TIME", str(caught.value)) == expected
    # the lock of a writer that was killed holds nobody up
    [row] = build.add([write("a.txt", minutes("予算"))], made, encoder)
    assert (row.status, encoder.embedded) == ("added", 3)


def test_readers_do_not_wait_for_a_writer(library, encoder, write):
    list(build.add([write("a.txt", minutes("予算"))], library(), encoder))
    with library().writing(encoder), library().reading() as view:
        assert [s.id for s in view.summaries()] == ["a"]


def test_readers_during_publishes_always_see_one_state(library, encoder, write):
    """Each state n holds the one transcript that says n; a mixed one would not."""
    words = ["予算", "決算", "運賃", "防災", "人事"]
    list(build.add([write("a.txt", minutes(words[0]))], library(), encoder))
    shared, failures, seen, done = library(), [], Counter(), threading.Event()

    def read(reader: Library) -> None:
        last = 0
        while not done.is_set():
            with reader.reading() as view:
                transcript = view.transcript("a")
                generation = view.snapshot.generation
                word = words[generation - 1]
                spans = [passage.span.of(transcript.text) for passage in view.snapshot.passages]
                expected = ["会議の記録", f"{word}の話を始めます。", f"{word}は大切です。"]
                rows = view.snapshot.words.rows_with((word,)).tolist()
            if (transcript.text, spans, rows) != (minutes(word), expected, [1, 2]):
                failures.append((generation, transcript.text, spans, rows))
            seen[generation] += generation != last
            last = generation

    readers = [threading.Thread(target=read, args=[r]) for r in (shared, shared, library())]
    for reader in readers:
        reader.start()
    for generation, word in enumerate(words, 1):
        list(build.add([write("a.txt", minutes(word))], library(), encoder))
        deadline = time.monotonic() + 20
        while seen[generation] < len(readers) and time.monotonic() < deadline:
            time.sleep(0.001)
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert seen == {1: 3, 2: 3, 3: 3, 4: 3, 5: 3}
    assert [path.name for path in (shared.folder / "snapshots").iterdir()] == ["00000005"]
