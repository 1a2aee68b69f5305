"""Exact answers on the sample library, with the bundled encoder."""

import pytest

from index.errors import BadQuestion, UnknownTranscript
from rag.answer import ask, search
from rag.records import Filter

ANSWERS = [
    (
        "秘匿とは何ですか",
        [("shiomi_2031_1", 15, "栗林研究委員", "秘匿とは、", "伏せる処理のことです。")],
    ),
    (
        "ミナトグラムとは何ですか",
        [
            ("shiomi_2031_1", 6, "有馬", "ミナトグラムとは、", "呼び名のことです。"),
        ],
    ),
    (
        "提言の仮の題名は何ですか",
        [("shiomi_2031_3", 1, "水野", "提言の題名は、", "あいだ』としました。")],
    ),
    (
        "県の予算はいつ発表されますか",
        [("shiomi_2031_3", 1, "水野", "県からは、予算の発表が", "連絡がありました。")],
    ),
    (
        "호나미초 조사에서 스마트폰을 쓰지 않는 어르신은 몇 퍼센트였나요?",
        [
            (
                "shiomi_2031_2",
                11,
                "真壁・帆波町社会福祉協議会事務局長",
                "スマートフォンを使っていない方が",
                "予約の七割が電話です。",  # the sentence beside it, which names a share as well
            )
        ],
    ),
]


def spans(library, expected):
    with library.reading() as view:
        for name, turn, speaker, first, last in expected:
            text = view.transcript(name).text
            compact = "".join(text.split())
            assert compact.count(first) == 1, first
            start = text.index(first)
            wrapped = next(
                end
                for end in range(start, len(text))
                if "".join(text[start:end].split()).endswith(last)
            )
            yield name, turn, speaker, start, wrapped, text[start:wrapped]


@pytest.mark.parametrize(("question", "expected"), ANSWERS)
def test_an_answer_quotes_who_said_it(sample_library, bundled_encoder, question, expected):
    answer = ask(question, sample_library, bundled_encoder)
    found = [
        (c.transcript, c.turn, c.speaker, c.span.start, c.span.end, c.quote)
        for c in answer.citations
    ]
    assert answer.found
    assert found == list(spans(sample_library, expected))


def test_the_text_leads_each_quote_with_its_speaker_and_ends_it_with_its_marker(
    sample_library, bundled_encoder
):
    answer = ask("参加団体とは", sample_library, bundled_encoder)
    assert answer.text == (
        "黒磯：「参加団体とは、三市町と協定を結び、自分の記録も同じように出している団体のことです。」[1]"
    )
    [citation] = answer.citations
    assert "".join(citation.quote.split()) == answer.statements[0].words
    assert (citation.session, citation.date) == ("2031年度第3回", "2031-12-16")
    assert (answer.mode, answer.language, answer.unsupported) == ("extractive", "ja", ())


def test_labels_follow_the_questions_language_and_quotes_their_own(sample_library, bundled_encoder):
    answer = ask("미나토그램이란 무엇입니까?", sample_library, bundled_encoder)
    assert answer.language == "ko"
    assert answer.text == (
        "有馬: “ミナトグラムとは、乗り物の記録を書き表すための共通の書式と、"
        "それを受け渡しする中継所とを合わせた呼び名のことです。” [1]"
    )


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "新幹線の延伸について誰が発言しましたか",
            "会議録には見当たりません。"
            "探した範囲：登録されているすべての会議録（会議録 4 件、発言 101 件）。",
        ),
        (
            "What is the capital of Mongolia?",
            "The transcripts do not say. "
            "Searched: all transcripts in the library (4 transcripts, 101 turns).",
        ),
        (
            "谁赢得了奥运会金牌？",
            "会议记录中没有找到相关内容。"
            "查找范围：库中的全部会议记录（会议记录 4 份，发言 101 次）。",
        ),
        (
            "월드컵에서 누가 우승했습니까?",
            "회의록에서 찾을 수 없습니다. "
            "찾아본 범위: 등록된 모든 회의록 (회의록 4건, 발언 101건).",
        ),
    ],
)
def test_what_nobody_said_is_refused(sample_library, bundled_encoder, question, text):
    answer = ask(question, sample_library, bundled_encoder)
    assert not answer.found
    assert answer.text == text
    assert (answer.statements, answer.citations) == ((), ())
    assert len(answer.nearest) == 3


def test_a_refusal_names_the_filters(sample_library, bundled_encoder):
    wanted = Filter(transcript="shiomi_2031_2", speaker="栗林", since="2031-09-01")
    answer = ask("新幹線の延伸について", sample_library, bundled_encoder, wanted)
    assert answer.text == (
        "会議録には見当たりません。探した範囲：会議録「「地域の足と共有データ」研究会 "
        "2031年度第2回（中・議論編）」、発言者「栗林」、"
        "2031-09-01 以降（会議録 1 件、発言 6 件）。"
    )
    assert {hit.speaker for hit in answer.nearest} == {"栗林研究委員"}


def test_a_filter_that_lets_nothing_through_says_so(sample_library, bundled_encoder):
    answer = ask("秘匿とは何ですか", sample_library, bundled_encoder, Filter(speaker="門間"))
    assert answer.text == (
        "会議録には見当たりません。条件に合う会議録がありません（発言者「門間」）。"
        "条件を外して、もう一度お尋ねください。"
    )
    assert answer.nearest == ()


def test_a_speaker_filter_finds_all_labels_of_one_person(sample_library, bundled_encoder):
    hits = search("データ", sample_library, bundled_encoder, Filter(speaker="水野"), k=100)
    assert {hit.speaker for hit in hits} == {"水野", "水野主任研究員"}
    assert len(hits) == 18


def test_hits_are_slices_in_falling_order(sample_library, bundled_encoder):
    hits = search("ferry", sample_library, bundled_encoder, k=20)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    with sample_library.reading() as view:
        for hit in hits:
            text = view.transcript(hit.passage.transcript_id).text
            assert hit.text == text[hit.passage.span.start : hit.passage.span.end]
    assert hits[0].passage.transcript_id == "harbour_transit_2031"


def test_dates_bound_the_search(sample_library, bundled_encoder):
    def found(since, until):
        hits = search(
            "データ", sample_library, bundled_encoder, Filter(None, None, since, until), 200
        )
        return {hit.passage.transcript_id for hit in hits}

    assert found("2031-06-12", "2031-09-09") == {"harbour_transit_2031", "shiomi_2031_2"}
    assert found(None, "2031-06-11") == {"shiomi_2031_1"}
    assert found("2031-09-10", None) == {"shiomi_2031_3"}


@pytest.mark.parametrize("date", ["2031-13-01", "20310601", "去年", "2031-6-1"])
def test_a_date_that_is_none_is_refused(sample_library, bundled_encoder, date):
    with pytest.raises(BadQuestion, match=f"^'{date}' is no date; write it as year-month-day"):
        search("データ", sample_library, bundled_encoder, Filter(since=date))


def test_an_unknown_transcript_is_refused(sample_library, bundled_encoder):
    with pytest.raises(UnknownTranscript, match="the library has no transcript 'shiomi' "):
        ask("データ", sample_library, bundled_encoder, Filter(transcript="shiomi"))


def test_a_session_filter_takes_as_much_as_is_named(sample_library, bundled_encoder):
    def found(session):
        hits = search("データ", sample_library, bundled_encoder, Filter(session=session), 200)
        return {hit.passage.transcript_id for hit in hits}

    assert found("2") == found("第二回") == {"shiomi_2031_2", "harbour_transit_2031"}
    assert found("2031年度第2回") == found("令和13年度第2回") == {"shiomi_2031_2"}
    assert found("2030年度第2回") == found("第9回") == set()


def test_everybody_but_one_leaves_out_text_that_nobody_says(sample_library, bundled_encoder):
    wanted = Filter(transcript="shiomi_2031_2", not_speaker="水野")
    hits = search("データ", sample_library, bundled_encoder, wanted, 200)
    assert {hit.speaker for hit in hits} == {
        "黒磯", "黒磯・葦戸バス運行部長", "栗林研究委員", "有馬", "有馬・灯ヶ浦町企画課長", "真壁",
        "真壁・帆波町社会福祉協議会事務局長",
    }  # fmt: skip


def test_read_filters_order_a_search_and_hide_nothing(sample_library, bundled_encoder):
    question = "真壁さんは紙の時刻表について何と言いましたか"
    hits = search(question, sample_library, bundled_encoder, k=200)
    by = [(hit.speaker or "").partition("・")[0] for hit in hits]
    assert by[:4] == ["真壁"] * 4
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert {hit.passage.transcript_id for hit in hits} > {"shiomi_2031_1", "shiomi_2031_3"}


def test_a_session_that_is_read_comes_first_and_hides_nothing(sample_library, bundled_encoder):
    hits = search("第3回で示された割合は？", sample_library, bundled_encoder, k=200)
    inside = [hit.passage.transcript_id == "shiomi_2031_3" for hit in hits]
    assert inside[: sum(inside)] == [True] * sum(inside)
    assert (sum(inside), len(set(inside))) == (31, 2)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert 0 <= hits[-1].score < 0.5 < hits[0].score <= 1


def test_a_follow_up_is_answered_as_the_question_it_stands_for(sample_library, bundled_encoder):
    history = [("ウミツバメ便はいつから走っていますか", None)]
    leaning = ask("それは一回いくらですか", sample_library, bundled_encoder, history=history)
    whole = ask("ウミツバメ便は一回いくらですか", sample_library, bundled_encoder)
    assert leaning.standalone == "ウミツバメ便は一回いくらですか"
    assert (leaning.question, whole.standalone) == ("それは一回いくらですか", None)
    assert (leaning.text, leaning.citations) == (whole.text, whole.citations)
