"""Words that date a meeting, and the days they mean."""

from datetime import date

import pytest

from rag.reading.dates import read_dates

TODAY = date(2032, 3, 10)  # a Wednesday
HELD = ["2030-09-12", "2031-05-20", "2031-06-12", "2031-09-09", "2031-12-16"]
DAYS = [
    ("ja", "2031年5月の会合で", "2031-05-01", "2031-05-31"),
    ("ja", "2031年の研究会では", "2031-01-01", "2031-12-31"),
    ("ja", "2031年度の研究会では", "2031-04-01", "2032-03-31"),
    ("ja", "令和13年9月9日の会議で", "2031-09-09", "2031-09-09"),
    ("ja", "令和十三年の会議で", "2031-01-01", "2031-12-31"),
    ("ja", "2031年9月9日に開かれた定例研究会で", "2031-09-09", "2031-09-09"),
    ("ja", "九月の会議で", "2031-09-01", "2031-09-30"),
    ("ja", "十二月の議論で", "2031-12-01", "2031-12-31"),
    ("ja", "6月以降の議論で", "2031-06-01", None),
    ("ja", "2031年9月以降に開かれた会合で", "2031-09-01", None),
    ("ja", "2031年5月までの会合で", None, "2031-05-31"),
    ("ja", "六月から九月までの会合で", "2031-06-01", "2031-09-30"),
    ("ja", "去年の研究会で", "2031-01-01", "2031-12-31"),
    ("ja", "一昨年の研究会で", "2030-01-01", "2030-12-31"),
    ("ja", "昨年度の研究会で", "2030-04-01", "2031-03-31"),
    ("ja", "先月の会合で", "2032-02-01", "2032-02-29"),
    ("ja", "先週の会議で", "2032-03-01", "2032-03-07"),
    ("ja", "昨日の会議で", "2032-03-09", "2032-03-09"),
    ("ja", "直近の会合で", "2031-12-16", "2031-12-16"),
    ("ja", "前回の研究会では", "2031-12-16", "2031-12-16"),
    ("ja", "前回では", "2031-12-16", "2031-12-16"),
    ("ja", "初回の会合で", "2030-09-12", "2030-09-12"),
    ("ja", "最初の会合で", "2030-09-12", "2030-09-12"),
    ("en", "In the September meeting, ", "2031-09-01", "2031-09-30"),
    ("en", "at the May 2031 meeting", "2031-05-01", "2031-05-31"),
    ("en", "at the meeting on 12 June 2031", "2031-06-12", "2031-06-12"),
    ("en", "in the 2030 meetings", "2030-01-01", "2030-12-31"),
    ("en", "in meetings since June 2031", "2031-06-01", None),
    ("en", "in meetings before June 2031", None, "2031-06-30"),
    ("en", "in meetings held between May and September", "2031-05-01", "2031-09-30"),
    ("en", "at last year's meetings", "2031-01-01", "2031-12-31"),
    ("en", "at the last session", "2031-12-16", "2031-12-16"),
    ("en", "at the most recent meeting", "2031-12-16", "2031-12-16"),
    ("zh", "九月的会议上", "2031-09-01", "2031-09-30"),
    ("zh", "去年的会议上", "2031-01-01", "2031-12-31"),
    ("zh", "上次会议上", "2031-12-16", "2031-12-16"),
    ("ko", "9월 회의에서", "2031-09-01", "2031-09-30"),
    ("ko", "2031년 5월 회의에서", "2031-05-01", "2031-05-31"),
    ("ko", "작년 회의에서", "2031-01-01", "2031-12-31"),
    ("ko", "지난 회의에서", "2031-12-16", "2031-12-16"),
]
NO_DAYS = [
    ("ja", "九月の案と十二月の案"),
    ("ja", "2025年までに何をしますか"),
    ("ja", "去年の台風で"),
    ("ja", "来年四月に始める"),
    ("ja", "2030年11月の調査で"),
    ("ja", "前回の調査との違い"),
    ("ja", "13月の会議で"),
    ("en", "What happened in September?"),
    ("en", "by the end of 2031"),
    ("en", "They may meet again."),
    ("en", "the last boat"),
    ("zh", "九月的方案"),
    ("ko", "9월 태풍에서"),
]


@pytest.mark.parametrize(("language", "words", "since", "until"), DAYS)
def test_the_days_that_words_mean(language, words, since, until):
    mark = read_dates(words, language, TODAY, HELD)
    assert mark
    assert (mark.filter.since, mark.filter.until) == (since, until)


@pytest.mark.parametrize(("language", "words"), NO_DAYS)
def test_words_that_date_no_meeting(language, words):
    assert read_dates(words, language, TODAY, HELD) is None


@pytest.mark.parametrize(
    ("language", "words", "missing"),
    [
        ("ja", "2020年5月の会合で", "2020-05-01 〜 2020-05-31"),
        ("ja", "先月の会合で", "2032-02-01 〜 2032-02-29"),
        ("ja", "四月の会議で", "2031-04-01 〜 2031-04-30"),
        ("en", "at the May 2020 meeting", "2020-05-01 〜 2020-05-31"),
    ],
)
def test_a_date_without_a_meeting_is_missing(language, words, missing):
    mark = read_dates(words, language, TODAY, HELD)
    assert mark
    assert mark.missing
    assert (mark.missing.kind, mark.missing.shown) == ("from", missing)


def test_without_dates_none_is_read():
    assert read_dates("前回の会合で", "ja", TODAY, []) is None
