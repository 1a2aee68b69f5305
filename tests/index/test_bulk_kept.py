"""What is kept in the user's cache: made once, and made anew when it is damaged."""

import logging
import sys
from pathlib import Path

import pytest

from index.bulk.kept import cache_folder, kept


class Maker:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return b"weights"


@pytest.fixture
def make() -> Maker:
    return Maker()


@pytest.mark.parametrize(
    ("system", "environment", "folder"),
    [
        ("linux", {"HOME": "/h"}, "/h/.cache/hatsugen"),
        ("linux", {"HOME": "/h", "XDG_CACHE_HOME": ""}, "/h/.cache/hatsugen"),
        ("linux", {"HOME": "/h", "XDG_CACHE_HOME": "/c"}, "/c/hatsugen"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Caches/hatsugen"),
        ("win32", {"HOME": "/h", "LOCALAPPDATA": "/l"}, "/l/hatsugen"),
        ("win32", {"HOME": "/h"}, "/h/AppData/Local/hatsugen"),
    ],
)
def test_the_folder_is_where_the_system_keeps_such_things(monkeypatch, system, environment, folder):
    monkeypatch.setattr(sys, "platform", system)
    assert cache_folder(environment) == Path(folder)


def test_it_is_made_once(tmp_path, make):
    path = tmp_path / "cache" / "weights.bin"
    assert [kept(path, make), kept(path, make)] == [b"weights", b"weights"]
    assert make.times == 1
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("damaged", [b"", b"weights", b"\0" * 39])
def test_what_is_damaged_is_made_anew(tmp_path, make, damaged):
    path = tmp_path / "weights.bin"
    path.write_bytes(damaged)
    assert [kept(path, make), kept(path, make)] == [b"weights", b"weights"]
    assert make.times == 1


@pytest.mark.parametrize("place", [0, 31, 32, 38])
def test_one_flipped_bit_is_seen(tmp_path, make, place):
    path = tmp_path / "weights.bin"
    kept(path, make)
    whole = bytearray(path.read_bytes())
    whole[place] ^= 1
    path.write_bytes(whole)
    assert kept(path, make) == b"weights"
    assert make.times == 2


def test_a_cache_that_cannot_be_written_is_told_and_does_without(tmp_path, make, caplog):
    (tmp_path / "cache").write_bytes(b"a file")
    path = tmp_path / "cache" / "weights.bin"
    with caplog.at_level(logging.WARNING):
        assert kept(path, make) == b"weights"
    assert caplog.messages == [
        f"{path} cannot be written (File exists), so it is made anew each time."
    ]
