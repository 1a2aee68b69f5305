"""Refusals that know who is not there; end to end on the sample library."""

from datetime import date

import pytest

from index.errors import BadQuestion
from rag.answer import ask
from rag.reading.mentions import mentions
from rag.records import Filter

EVERYWHERE = {
    "ja": "探した範囲：登録されているすべての会議録（会議録 4 件、発言 101 件）。",
    "en": "Searched: all transcripts in the library (4 transcripts, 101 turns).",
}
LACKING = [
    (
        "早乙女顧問は予約の記録を出すことについてどう発言しましたか",
        {"speaker": "早乙女"},
        "会議録には見当たりません。早乙女顧問の名前は会議録 3 件に出てきますが、"
        "本人の発言は一つもありません。" + EVERYWHERE["ja"],
    ),
    (
        "What did Dr Ingleby say about live positions?",
        {"speaker": "Ingleby"},
        "The transcripts do not say. Dr Ingleby is mentioned in 1 of the transcripts, "
        "but does not speak in any. " + EVERYWHERE["en"],
    ),
    (
        "山田さんは県の予算について何と言いましたか",
        {"speaker": "山田"},
        "会議録には見当たりません。山田さんという人は、発言者にも、話の中にも出てきません。"
        + EVERYWHERE["ja"],
    ),
    (
        "第9回の研究会では何が決まりましたか",
        {"session": "第9回"},
        "会議録には見当たりません。第9回の会議録は登録されていません。"
        "あるのは2031年度第1回〜2031年度第3回です。" + EVERYWHERE["ja"],
    ),
    (
        "What was decided in the seventh meeting?",
        {"session": "Session 7"},
        "The transcripts do not say. Session 7 is not in the library; it has Session 2. "
        + EVERYWHERE["en"],
    ),
    (
        "2020年5月の会合では何が決まりましたか",
        {"from": "2020-05-01", "to": "2020-05-31"},
        "会議録には見当たりません。その時期（2020-05-01 〜 2020-05-31）の会議録は"
        "登録されていません。あるのは2031-05-20〜2031-12-16のものです。" + EVERYWHERE["ja"],
    ),
]


@pytest.mark.parametrize(("question", "read", "text"), LACKING)
def test_who_or_what_is_not_there_is_said(sample_library, bundled_encoder, question, read, text):
    answer = ask(question, sample_library, bundled_encoder)
    assert (answer.found, answer.citations) == (False, ())
    assert answer.read.as_dict() == answer.filters.as_dict() == read
    widened = " Something was found" if answer.language == "en" else "この条件を外すと"
    assert answer.text.partition(widened)[0] == text
    assert len(answer.nearest) == 3


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did Kuroiso say about printed timetables?", "黒磯"),  # speaks, in another script
        ("What did Monma say about printed timetables?", None),  # a speaker's, for all we know
        ("What did Parliament say about ferries?", None),
        ("外務大臣は何と言いましたか", None),
        ("運転士の組合は何と言いましたか", None),
        ("鷺の鼻の方は何と言いましたか", None),
        ("早乙女さんの後を引き継ぐ会の代表は誰", None),
    ],
)
def test_what_may_be_no_missing_speaker(sample_library, bundled_encoder, question, speaker):
    answer = ask(question, sample_library, bundled_encoder)
    assert answer.read.speaker == speaker
    assert "speak in any" not in answer.text
    assert "出てきません" not in answer.text


def test_what_is_found_without_the_read_filter_is_offered(sample_library, bundled_encoder):
    answer = ask("真壁さんは参加団体についてどう言いましたか", sample_library, bundled_encoder)
    assert answer.text == (
        "会議録には見当たりません。探した範囲：発言者「真壁」（会議録 1 件、発言 5 件）。"
        "この条件を外すと、見つかるものがあります。"
    )
    assert answer.wider
    assert answer.wider.found
    assert answer.wider.filters == Filter()
    assert "参加団体とは" in answer.wider.text
    assert answer.wider.wider is None


def test_a_filter_taken_away_is_not_read(sample_library, bundled_encoder):
    question = "真壁さんは参加団体についてどう言いましたか"
    answer = ask(question, sample_library, bundled_encoder, unread=["speaker"])
    assert (answer.found, answer.read, answer.wider) == (True, Filter(), None)


def test_given_filters_stay_when_read_ones_are_taken_away(sample_library, bundled_encoder):
    given = Filter(since="2031-12-01")
    question = "真壁さんは参加団体についてどう言いましたか"
    answer = ask(question, sample_library, bundled_encoder, given)
    assert answer.read == Filter()  # 真壁 does not speak then: the words contradict what was given
    assert {c.transcript for c in answer.citations} == {"shiomi_2031_3"}


def test_what_was_given_wins_over_the_words(sample_library, bundled_encoder):
    answer = ask(
        "第2回で黒磯さんは何と言いましたか",
        sample_library,
        bundled_encoder,
        Filter(session="3", speaker="有馬"),
    )
    assert answer.filters == Filter(session="3", speaker="有馬")
    assert answer.read == Filter()


def test_relative_dates_count_from_the_day_given(sample_library, bundled_encoder):
    question = "去年の研究会では参加団体について何が決まりましたか"
    answer = ask(question, sample_library, bundled_encoder, today=date(2032, 5, 1))
    assert answer.read == Filter(since="2031-01-01", until="2031-12-31")
    missing = ask(question, sample_library, bundled_encoder, today=date(2026, 5, 1))
    assert not missing.found
    assert "その時期（2025-01-01 〜 2025-12-31）の会議録は登録されていません" in missing.text
    assert missing.wider


@pytest.mark.parametrize(
    ("name", "count"), [("早乙女", 3), ("Saotome", 3), ("사오토메", 3), ("Ingleby", 1), ("山田", 0)]
)
def test_a_name_is_found_in_any_script(sample_library, name, count):
    with sample_library.reading() as view:
        assert mentions(view.snapshot, name) == count


HOSTILE = [
    "\ue000は何と言いましたか",
    "\x00\x01\x02さんは何と言いましたか",
    "第百百百百百回の会議で",
    "2031年99月99日の会議で",
    "0000年の会議で",
    "9999年度の会議で",
    "令和百年の会議で",
    "黒磯さんは" * 300,
    "What did Rusk say " * 100,
    "なぜ" * 900,
    "、" * 1_999 + "a",
    "구로이소 씨는 " * 200,
    "九月从九月的会议上" * 100,
    "-1回目の会合で、" + "(" * 500,
    "第１回　の　会合　で\u200b\u202e",
    "[岩田]{2}\\g<who>",
]


@pytest.mark.parametrize("question", HOSTILE)
def test_no_question_makes_it_fail(sample_library, bundled_encoder, question):
    history = [(question, question), ("\ue000", None), ("", "")]
    answer = ask(question, sample_library, bundled_encoder, history=history)
    assert answer.text
    with pytest.raises(BadQuestion):
        ask(question + "あ" * 2_000, sample_library, bundled_encoder, history=history)


@pytest.mark.parametrize("session", ["abc", "第回", "-1", "3.5", "第3回の会合で"])
def test_a_session_that_is_none_is_refused(sample_library, bundled_encoder, session):
    with pytest.raises(BadQuestion, match="is no session; write it as 3, 第3回 or 2031年度第3回"):
        ask("運賃は", sample_library, bundled_encoder, Filter(session=session))
