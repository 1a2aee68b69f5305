"""Work in the background: what it yields, how far it is, what is left when it is stopped."""

import time
from pathlib import Path
from threading import Event

import pytest

from index.errors import EncoderMismatch
from index.incoming import Added
from index.library import Library
from index.pace import Piece
from tests.conftest import BigramEncoder
from ui.adding import Upload, adding, correcting
from ui.progress import doing, left
from ui.sample import FOLDER, samples
from ui.words import words_of
from ui.work import Progress, Work, forget, start, was_stopped, work_on

JA, EN = words_of("ja"), words_of("en")
MEETING = "第1回 港の会\n2031年4月1日\n\n＜岩田＞\n港の灯は青です。\n"
LONG = "第{0}回 港の会\n2031年4月1日\n\n" + "".join(f"＜岩田＞\n{{0}}の{n}。\n" for n in range(40))


def upload(name: str, content: bytes) -> Upload:
    return Upload(name, len(content), lambda: content)


class PatientEncoder(BigramEncoder):
    """Embeds once it is let go: until then work on the library stands still."""

    def __init__(self) -> None:
        super().__init__()
        self.at_work, self.go = Event(), Event()

    def encode_passages(self, texts):
        self.at_work.set()
        assert self.go.wait(20)
        return super().encode_passages(texts)


def test_every_file_gets_a_row_and_the_good_ones_are_in(library: Library, encoder):
    files = {
        "港.txt": MEETING.encode(),
        "../../空.txt": b"",
        "x.exe": b"MZ",
        "again.txt": (FOLDER / "shiomi_2031_1.txt").read_bytes(),
    }
    work = adding([upload(name, content) for name, content in files.items()], library, encoder)
    assert [(row.path, row.status) for row in work.result()] == [  # as they were chosen
        ("港.txt", "added"),
        ("空.txt", "failed"),
        ("x.exe", "failed"),
        ("again.txt", "unchanged"),
    ]
    state = work.progress()
    assert (work.running, state.share, state.count, state.waiting) == (False, 1.0, 4, ())
    with library.reading() as view:
        summaries = view.summaries()
    assert len(summaries) == 5
    assert len(samples(summaries)) == 4


def test_what_stops_everything_is_raised_to_whoever_asks(library: Library):
    work = adding([upload("a.txt", MEETING.encode())], library, BigramEncoder("another"))
    with pytest.raises(EncoderMismatch):
        work.result()


def test_the_kind_of_a_file_is_told_by_its_bytes_and_not_by_what_the_browser_says(
    library: Library, encoder
):
    files = [
        upload("evil.exe", MEETING.encode()),
        upload("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9),
        upload("not.pdf", b"hello"),
        upload("", MEETING.encode()),
        upload("large.txt", b"a" * 20_000_001),
    ]
    rows = adding(files, library, encoder).result()
    assert {row.status for row in rows} == {"failed"}
    assert all(row.error for row in rows)


def test_stopping_keeps_the_last_state_and_names_every_file_that_is_left_out(library: Library):
    encoder = PatientEncoder()
    before = library.generation
    files = [upload(f"{n}.txt", LONG.format(n).encode()) for n in (1, 2, 3)]
    work = adding(files, library, encoder)
    assert encoder.at_work.wait(20)
    state = work.progress()
    assert (state.file, state.number, state.count) == ("1.txt", 1, 3)
    assert (state.done, state.total, state.waiting) == (0, 41, ("2.txt", "3.txt"))
    work.cancel()
    encoder.go.set()
    rows = work.result()
    sentence = "{} was not added, because the work was stopped; add it again to go on."
    assert rows == [
        Added(f"{n}.txt", "failed", error=sentence.format(f"{n}.txt")) for n in (1, 2, 3)
    ]
    assert all(was_stopped(row) for row in rows)
    assert library.generation == before
    assert encoder.embedded == 16
    again = adding(files[:1], library, encoder)
    assert [row.status for row in again.result()] == ["added"]
    assert encoder.embedded == 41  # nothing is embedded twice


def test_questions_are_read_from_the_last_state_while_files_are_added(library: Library):
    encoder = PatientEncoder()
    work = adding([upload("1.txt", LONG.format(1).encode())], library, encoder)
    assert encoder.at_work.wait(20)
    begun = time.monotonic()
    with library.reading() as view:
        assert len(view.summaries()) == 4
        [query] = encoder.encode_queries(["港の灯は何色ですか。"])
        assert len(view.snapshot.vectors.search(query, 5, None)[0]) == 5
    assert time.monotonic() - begun < 1.5
    assert work.running
    encoder.go.set()
    assert [row.status for row in work.result()] == ["added"]


def test_a_library_has_one_work_at_a_time_which_every_session_sees(library: Library):
    encoder = PatientEncoder()
    files = [upload("港.txt", MEETING.encode())]
    assert work_on(library) is None
    assert start(library, lambda: adding(files, library, encoder))
    assert not start(library, lambda: adding(files, library, encoder))
    work = work_on(Library(library.folder))
    assert work is not None
    assert work.running
    forget(library)
    assert work_on(library) is work  # what goes on is not forgotten
    encoder.go.set()
    work.result()
    assert work_on(library) is work  # until somebody has seen what became of it
    forget(library)
    assert work_on(library) is None


def test_a_header_is_corrected_as_work(library: Library, encoder):
    with library.reading() as view:
        summary = next(s for s in view.summaries() if s.id == "shiomi_2031_1")
    [row] = correcting(summary, {"session": "第9回"}, library, encoder).result()
    assert (row.status, row.transcript) == ("updated", "shiomi_2031_1")
    with library.reading() as view:
        assert view.transcript("shiomi_2031_1").header.session == "第9回"


def test_how_long_it_takes_is_told_once_it_can_be(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    go, told = Event(), Event()

    def rows(work: Work):
        work.begin(0)
        work.report("a.txt", 0, 8)
        work.report("a.txt", 8, 8)
        work.begin(1)
        work.report("b.txt", 5, 10)
        work.begin(2)  # it is read while the one before is embedded
        told.set()
        assert go.wait(20)
        yield Added("a.txt", "added")

    work = Work("adding", [Piece("a.txt", 100), Piece("b.txt", 100), Piece("c.txt", 200)], rows)
    assert told.wait(20)
    state = work.progress()
    assert (state.file, state.number, state.done, state.total) == ("b.txt", 2, 5, 10)
    assert (state.share, state.seconds_left, state.per_second) == (0.375, None, None)
    now[0] += 6
    state = work.progress()
    assert state.seconds_left == pytest.approx(10)
    assert state.per_second == pytest.approx(13 / 6)
    go.set()
    work.result()


@pytest.mark.parametrize(
    ("state", "what", "rest"),
    [
        (Progress("", 1, 3, 0, 0, 0.0, None, ()), JA.reading_files, "残り時間を計っています"),
        (
            Progress("a*.txt", 2, 3, 8, 20, 0.4, 42.0, ("c.txt",)),
            "a\\*\\.txt　2 / 3　検索の準備 8 / 20",
            "残り 1 ファイル、あと約 40 秒",
        ),
        (Progress("a.txt", 3, 3, 20, 20, 0.9, 300.0, ()), "仕上げています…", "あと約 5 分"),
        (
            Progress("a.txt", 1, 2, 0, 0, 0.0, None, ("b.txt",)),
            "a\\.txt　1 / 2　ファイルを読んでいます…",
            "残り 1 ファイル",
        ),
        (
            Progress("a.txt", 1, 1, 8, 20, 0.4, 42.0, (), 30.7),
            "a\\.txt　1 / 1　検索の準備 8 / 20",
            "あと約 40 秒、毎秒約 31 件",
        ),
    ],
)
def test_the_progress_says_what_is_done_and_what_is_left(state: Progress, what: str, rest: str):
    assert (doing(JA, state), left(JA, state)) == (what, rest)


def test_the_sample_is_known_by_its_bytes(library: Library):
    with library.reading() as view:
        summaries = view.summaries()
    assert sorted(samples(summaries)) == sorted(path.stem for path in Path(FOLDER).glob("*.txt"))
    assert samples([]) == []
