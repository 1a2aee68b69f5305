"""Questions of a meeting with what answers them, and promises with what fulfils them."""

import pytest
from pydantic import TypeAdapter

from rag.catchup.found import Promise, Question
from rag.catchup.fulfilment import kept
from rag.catchup.promises import promises_in
from rag.catchup.questions import questions_in
from tests.rag.meeting import lines_in, vectors_in


def asked(text, encoder):
    lines = lines_in(text)
    return [
        (lines[one.place.line].words, one.state, [lines[a.line].words for a in one.answers])
        for one in questions_in(lines, vectors_in(lines, encoder))
    ]


def test_a_question_is_linked_to_the_next_speakers_words(encoder):
    text = "＜川上＞\n利用者は何人でしたか。\n\n"
    text += "＜谷口＞\nありがとうございます。利用者は三百人でした。\n"
    assert asked(text, encoder) == [
        ("利用者は何人でしたか。", "answered", ["利用者は三百人でした。"])
    ]


def test_a_question_that_nobody_takes_up_is_open(encoder):
    text = "＜川上＞\n料金は幾らになるのでしょうか。\n"
    assert asked(text, encoder) == [("料金は幾らになるのでしょうか。", "open", [])]


def test_a_question_put_off_is_promised(encoder):
    text = "＜川上＞\n料金は幾らになるのでしょうか。\n\n"
    text += "＜谷口＞\n次回までに確認いたします。資料は配りました。\n"
    [(_, state, answers)] = asked(text, encoder)
    assert (state, answers) == ("promised", ["次回までに確認いたします。"])


def test_of_two_questions_each_has_its_own_answer(encoder):
    text = (
        "＜川上＞\n職員は何人いますか。費用は誰が出すのですか。\n\n"
        "＜谷口＞\n二つ目の費用は県が出します。\n"
    )
    assert [(state, answers) for _, state, answers in asked(text, encoder)] == [
        ("open", []),
        ("answered", ["二つ目の費用は県が出します。"]),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "では、なぜ減ったのでしょうか。それは、道が遠いからです。",
        "よろしいでしょうか。",
        "谷口さん、いかがでしょうか。",
        "ほかにご質問はございませんか。",
        "資料を配っていただけますか。",
        "早すぎるのではないでしょうか。",
        "「何人ですか」と聞かれました。",
    ],
)
def test_these_ask_nothing(words, encoder):
    assert asked(f"＜川上＞\n{words}\n\n＜谷口＞\nはい、承知しました。\n", encoder) == []


def test_english_questions(encoder):
    text = (
        "Smith: May I ask something? How many people came last year?\n\n"
        "Jones: About three hundred people came.\n\nSmith: Are there any other questions?\n"
    )
    assert asked(text, encoder) == [
        (
            "How many people came last year?",
            "answered",
            ["About three hundred people came."],
        )
    ]


def promised(text):
    lines = lines_in(text)
    return [
        (one.by, one.due, lines[one.place.line].words, one.accepted and one.accepted.line)
        for one in promises_in(lines)
    ]


def test_a_speaker_promises():
    assert promised("＜川上＞\n名簿は、次回までに確認します。\n\n＜谷口＞\nはい。\n") == [
        ("川上", "次回までに", "名簿は、次回までに確認します。", None)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "名簿は、来月までに作成いたします。",
        "配置図は、来月までに描いてお見せします。",
        "開館の時刻は、来月までに県に問い合わせます。",
    ],
)
def test_any_act_with_a_day_set_for_it_is_promised(words):
    assert promised(f"＜川上＞\n{words}\n\n＜谷口＞\nはい。\n") == [
        ("川上", "来月までに", words, None)
    ]


def test_a_request_that_is_accepted_is_a_promise_of_the_one_who_accepts():
    text = (
        "＜川上＞\n谷口さん、来月までに名簿を作っていただけますか。\n\n＜谷口＞\n承知しました。\n"
    )
    assert promised(text) == [
        ("谷口", "来月までに", "谷口さん、来月までに名簿を作っていただけますか。", 1)
    ]


def test_who_asks_politely_promises_nothing_himself():
    words = "名簿は来月までに、どうぞよろしくお願いします。"
    text = f"＜川上＞\n{words}\n\n＜谷口＞\n承知しました。\n"
    assert [by for by, *_ in promised(text)] == ["谷口"]


def test_a_request_that_is_refused_is_none():
    text = "＜川上＞\n谷口さん、来月までに名簿を作っていただけますか。\n\n"
    text += "＜谷口＞\nそれはいたしかねます。\n"
    assert [by for by, *_ in promised(text)] == []


@pytest.mark.parametrize(
    "words",
    [
        "前回までに確認しました。",
        "後ほど説明します。",
        "次回は五月十日です。",
        "来月までに確認しないといけませんか。",
        "会議は毎月報告しています。",
    ],
)
def test_these_promise_nothing(words):
    assert promised(f"＜川上＞\n{words}\n\n＜谷口＞\nはい。\n") == []


def test_english_promises():
    text = "Smith: I will send the minutes by Friday.\n\nJones: If it rains, I will stay at home.\n"
    assert [(by, due) for by, due, *_ in promised(text)] == [("Smith", "by Friday")]


def test_a_later_session_fulfils_a_promise():
    promises = promises_in(lines_in("＜川上＞\n保育士の名簿は、次回までに確認します。\n"))
    later = lines_in(
        "＜谷口＞\n保育士の名簿を確認しました。\n\n＜川上＞\n雨でした。前回の宿題の、保育士の名簿を確認しました。\n",
        "m2",
    )
    [promise] = kept(promises, later)
    assert promise.kept is not None
    assert (promise.kept.transcript, promise.kept.line) == ("m2", 2)
    assert kept(promises, lines_in("＜川上＞\n天気の話をしました。\n", "m3"))[0].kept is None


def test_questions_and_promises_survive_json(encoder):
    lines = lines_in(
        "＜川上＞\n何人ですか、教えてください。次回までに確認します。\n\n＜谷口＞\n三人です。\n"
    )
    promises = promises_in(lines)
    questions = questions_in(lines, vectors_in(lines, encoder))
    of_promises, of_questions = (
        TypeAdapter(tuple[Promise, ...]),
        TypeAdapter(tuple[Question, ...]),
    )
    assert of_promises.validate_json(of_promises.dump_json(promises)) == promises
    assert of_questions.validate_json(of_questions.dump_json(questions)) == questions
