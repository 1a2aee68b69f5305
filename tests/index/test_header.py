"""The lines before the first speaker."""

import pytest

from index.header import find_date, find_header
from index.records import Header
from index.turns import find_turns


def header(lines: str, end: str = "", name: str = "record.txt") -> Header:
    text = f"{lines}\n\n＜岩田＞\nはい、始めます。\n{end}"
    return find_header(text, find_turns(text, name), name)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2020年6月30日", "2020-06-30"),
        ("(2020.6.30 開催)", "2020-06-30"),
        ("2020/6/30", "2020-06-30"),
        ("2020-06-30", "2020-06-30"),
        ("令和2年6月30日", "2020-06-30"),
        ("令和 2 年 6 月 30 日", "2020-06-30"),
        ("令和元年五月一日", "2019-05-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("昭和六十四年一月七日", "1989-01-07"),
        ("大正十二年九月一日", "1923-09-01"),
        ("明治33年1月2日", "1900-01-02"),
        ("平成三十年十二月三十一日", "2018-12-31"),
        ("12 June 2031", "2031-06-12"),
        ("June 12, 2031", "2031-06-12"),
        ("1st Sept. 2020", "2020-09-01"),
        ("March 3rd, 2021", "2021-03-03"),
        ("2021年1月2日と2020年1月2日", "2021-01-02"),
        ("2020.13.45 のち 2021年1月2日", "2021-01-02"),
        ("2020.13.45", None),
        ("2020年2月30日", None),
        ("令和2年13月1日", None),
        ("令和2年0月1日", None),
        ("0000年1月1日", None),
        ("12020.6.30", None),
        ("2020.6.301", None),
        ("電話 03-1234-5678", None),
        ("20200630", None),
        ("", None),
    ],
)
def test_dates(words, iso):
    assert find_date(words) == iso


@pytest.mark.parametrize(
    ("line", "session"),
    [
        ("2020 年度第 1 回定例研究会", "2020年度第1回"),
        ("２０２０年度　第３回", "2020年度第3回"),
        ("2020年第5回", "2020年度第5回"),
        ("令和2年度第1回", "2020年度第1回"),
        ("令和元年度 第二回", "2019年度第2回"),
        ("平成三十年度第二十三回", "2018年度第23回"),
        ("第十二回研究会", "第12回"),
        ("第百二回総会", "第102回"),
        ("Session 4", "Session 4"),
        ("Workshop No. 7", "Session 7"),
        ("Third meeting of the board", "Session 3"),
        ("12th session", "Session 12"),
        ("定例会", None),
    ],
)
def test_sessions(line, session):
    assert header(f"経済の会\n{line}").session == session


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("（上・プレゼン編）", "上・プレゼン編"),
        ("（その２）", "その2"),
        ("（後編）", "後編"),
        ("(第2部)", "第2部"),
        ("Part II", "Part II"),
        ("（2020年6月30日）", None),
        ("（仮称）", None),
    ],
)
def test_parts(line, part):
    assert header(f"経済の会\n{line}").part == part


@pytest.mark.parametrize(
    ("note", "part"),
    [
        ("（中・議論編１ に続く）", "中・議論編1"),
        ("（中・議論編 第 2 回 に続く）", "中・議論編 第2回"),
        ("（議論編につづく）", "議論編"),
        ("（下へ続く）", "下"),
        ("（以上）", None),
        ("", None),
    ],
)
def test_the_next_part(note, part):
    assert header("経済の会", note).next_part == part


def test_series_and_organisation():
    found = header("汐見研究所「地域の足」研究会\n令和13年度第1回 (2031.5.20 開催)\n（上・報告編）")
    assert found == Header(
        title="「地域の足」研究会 2031年度第1回（上・報告編）",
        series="「地域の足」研究会",
        organisation="汐見研究所",
        session="2031年度第1回",
        date="2031-05-20",
        part="上・報告編",
        next_part=None,
    )


@pytest.mark.parametrize(
    ("lines", "name", "title"),
    [
        ("経済の会\n第1回", "x.txt", "経済の会"),
        ("# Harbour Circle", "x.md", "Harbour Circle"),
        ("", "minutes.2020.txt", "minutes.2020"),
        ("あ" * 121, "x.txt", "x"),
        ("あ" * 120, "x.txt", "あ" * 120),
    ],
)
def test_titles(lines, name, title):
    assert header(lines, name=name).title == title


def test_without_speakers_the_header_ends_with_the_first_sentence():
    text = "防災の記録\n2020年1月2日\n\n今日は晴れです。第9回、2021年3月4日の話です。\n"
    assert find_header(text, find_turns(text, "x.txt"), "x.txt") == Header(
        title="防災の記録", date="2020-01-02"
    )
    text = "今日は晴れです。2021年3月4日の話です。"
    assert find_header(text, find_turns(text, "x.txt"), "x.txt") == Header(title="x")


def test_a_line_without_end_before_the_first_speaker_is_read_in_no_time():
    long = "第3回の会合です " + "あ" * 300_000
    text = f"「海」研究会 第2回\n{long}\n\n＜岩田＞\n青です。\n"
    header = find_header(text, find_turns(text, "m.txt"), "m.txt")
    assert (header.series, header.session) == ("「海」研究会", "第2回")
