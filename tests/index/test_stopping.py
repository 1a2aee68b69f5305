"""Adding that is stopped: what was finished stays, and is not embedded again."""

from index import build
from index.errors import Stopped
from index.read import read_bytes

LONG = "港の会 第{}回\n2031年4月1日\n\n" + "岩田：{}番です。\n岡野：はい、{}番。\n" * 12


def meeting(number: int) -> str:
    return LONG.format(number, *(f"{number}の{n // 2}" for n in range(24)))


def test_stopping_keeps_the_files_before_and_the_vectors_of_the_one_at_work(library, encoder):
    shelf, steps = library(), []

    def progress(file: str, done: int, total: int) -> None:
        steps.append((file, done, total))
        if (file, done) == ("2.txt", 16):
            raise Stopped(f"{file} was stopped.")

    sources = [read_bytes(meeting(n).encode(), f"{n}.txt") for n in (1, 2)]
    rows = list(build.add_sources(iter(sources), shelf, encoder, progress))
    assert [(row.path, row.status, row.error) for row in rows] == [
        ("2.txt", "failed", "2.txt was stopped."),
        ("1.txt", "added", None),
    ]
    with shelf.reading() as view:
        assert [summary.id for summary in view.summaries()] == ["1"]
    assert steps[-1] == ("2.txt", 16, 25)
    encoder.embedded = 0
    [row] = build.add_sources(iter(sources[1:]), shelf, encoder)
    assert (row.status, encoder.embedded) == ("added", 25 - 16)
    with shelf.reading_raw() as connection:
        (spare,) = connection.exec_driver_sql(
            "SELECT count(*) FROM vectors WHERE key NOT IN"
            " (SELECT vector FROM passages UNION SELECT vector FROM sentences)"
        ).fetchone()
    assert spare == 0
