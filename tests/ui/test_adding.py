from pathlib import Path

import pytest

from index.errors import EncoderMismatch
from index.library import Library
from tests.conftest import BigramEncoder
from ui.adding import Adding
from ui.library import line, rows
from ui.sample import FOLDER, is_sample, samples
from ui.words import words_of

JA = words_of("ja")
MEETING = "第1回 港の会\n2031年4月1日\n\n＜岩田＞\n港の灯は青です。\n"


def test_every_file_gets_a_row_and_the_good_ones_are_in(library: Library, encoder):
    files = {
        "港.txt": MEETING.encode(),
        "../../空.txt": b"",
        "x.exe": b"MZ",
        "again.txt": (FOLDER / "shiomi_2031_1.txt").read_bytes(),
    }
    adding = Adding([(name, lambda b=b: b) for name, b in files.items()], library, encoder)
    by_name = {row.path: row for row in adding.result()}
    assert {name: row.status for name, row in by_name.items()} == {
        "港.txt": "added",
        "空.txt": "failed",
        "x.exe": "failed",
        "again.txt": "unchanged",
    }
    assert (adding.running, adding.share, adding.count) == (False, 1.0, 4)
    with library.reading() as view:
        summaries = view.summaries()
    assert len(summaries) == 5
    assert (is_sample(summaries), len(samples(summaries))) == (False, 4)


def test_what_stops_everything_is_raised_to_whoever_asks(library: Library):
    adding = Adding([("a.txt", MEETING.encode)], library, BigramEncoder("another"))
    with pytest.raises(EncoderMismatch):
        adding.result()


def test_lines_say_what_happened_and_names_are_only_text(library: Library, encoder):
    files = [
        ("![x](y)*.txt", MEETING.encode),
        ("no_speaker.txt", "今日は晴れ。".encode),
        ("e.md", bytes),
    ]
    lines = [line(JA, row) for row in Adding(files, library, encoder).result()]
    assert sorted(lines) == [
        ":green[:material/check_circle:] **\\!\\[x\\]\\(y\\)\\*\\.txt** — "
        "追加しました · 発言 1 件・2 か所",
        ":orange[:material/warning:] **no\\_speaker\\.txt** — 追加しました · 発言 0 件・1 か所  \n"
        r":small[no speaker label was found\; the text is searched without speakers]",
        ":red[:material/error:] **e\\.md** — 追加できませんでした  \n"
        r":small[e\.md is empty\; check the file and add it again\.]",
    ]


def test_the_sample_is_known_by_its_bytes(library: Library):
    with library.reading() as view:
        summaries = view.summaries()
    assert is_sample(summaries)
    assert sorted(samples(summaries)) == sorted(path.stem for path in Path(FOLDER).glob("*.txt"))
    assert not is_sample([])


def test_the_table_has_a_row_a_transcript(library: Library):
    with library.reading() as view:
        table = {row["読む"]: row for row in rows(JA, view.summaries())}
    row = table["read?transcript=shiomi_2031_2"]
    assert (row["回"], row["編"], row["開催日"]) == (
        "2031年度第2回",
        "中・議論編",
        "2031-09-09",
    )
    assert (row["題名"], row["発言"]) == ("「地域の足と共有データ」研究会", 25)
    assert row["発言者"] == "水野、黒磯、栗林、有馬、真壁"
