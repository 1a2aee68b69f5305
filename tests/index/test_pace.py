"""How far work is, how fast it goes, and what the command line says of it."""

import io
import time

import pytest

from index.meter import Meter, pieces
from index.pace import Pace, Piece

FILES = [Piece("a.txt", 100), Piece("b.txt", 100), Piece("b.txt", 200)]


@pytest.fixture
def now(monkeypatch):
    clock = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    return clock


def test_nothing_can_be_told_at_first(now):
    pace = Pace(FILES)
    pace.report("a.txt", 5, 10)
    now[0] += 2.9
    assert (pace.share, pace.per_second, pace.seconds_left) == (0.125, None, None)
    now[0] += 0.1
    assert pace.per_second == pytest.approx(5 / 3)
    assert pace.seconds_left == pytest.approx(3 * 350 / 50)


def test_files_of_one_name_are_told_apart_by_their_order(now):
    pace = Pace(FILES)
    for name, done in [("a.txt", 0), ("a.txt", 10), ("b.txt", 0), ("b.txt", 10)]:
        pace.report(name, done, 10)
    assert (pace.at, pace.share) == (1, 0.5)
    pace.report("b.txt", 0, 20)
    assert (pace.at, pace.share) == (2, 0.5)
    pace.report("b.txt", 10, 20)
    assert (pace.at, pace.share) == (2, 0.75)


def test_what_was_there_already_does_not_count_as_speed(now):
    pace = Pace([Piece("old.txt", 9_000), Piece("a.txt", 100), Piece("b.txt", 100)])
    pace.report("a.txt", 0, 10)
    pace.report("a.txt", 5, 10)
    now[0] += 10
    assert pace.share == pytest.approx(9_050 / 9_200)
    assert pace.seconds_left == pytest.approx(30)


def test_the_speed_is_that_of_late(now):
    pace = Pace([Piece("a.txt", 1_000)])
    for second in range(100):
        now[0] += 1
        done = second + 1 if second < 50 else 50 + 9 * (second - 49)
        pace.report("a.txt", done, 1_000)
    assert pace.per_second == pytest.approx(9)
    assert pace.seconds_left == pytest.approx(500 / 9)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_line_on_a_terminal(now):
    stream = Terminal()
    meter = Meter(FILES, stream)
    meter("a.txt", 0, 16)
    now[0] += 8
    meter("a.txt", 8, 16)
    now[0] += 1
    meter("a.txt", 16, 16)
    first = "a.txt: 0 of 16 passages and sentences embedded"
    assert stream.getvalue() == (
        f"\r{first}"
        "\ra.txt: 8 of 16 passages and sentences embedded, 1 a second, 1 min left"
        "\ra.txt: 16 of 16 passages and sentences embedded, 2 a second, under a minute left"
        "\n"
    )


def test_a_shorter_line_leaves_nothing_of_the_longer_one(now):
    stream = Terminal()
    meter = Meter([Piece("a.txt", 1)], stream)
    now[0] += 3
    meter("a.txt", 10, 20)
    now[0] += 60
    meter("a.txt", 10, 20)
    long, short = stream.getvalue().split("\r")[1:]
    assert (len(long), long.rstrip() == long, short.rstrip() == short) == (len(short), True, False)


def test_nothing_is_said_where_nobody_looks():
    stream = io.StringIO()
    Meter(FILES, stream)("a.txt", 16, 16)
    assert stream.getvalue() == ""


def test_files_have_sizes(write, tmp_path):
    assert list(pieces([write("a.txt", "港"), tmp_path / "no.txt"])) == [
        Piece("a.txt", 3),
        Piece("no.txt", 0),
    ]
