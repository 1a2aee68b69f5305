"""Answers that a language model writes: cited, judged, replaced, or given up for the quotes."""

import json
from dataclasses import replace

import pytest

from index.errors import ModelError
from rag.answer import ask
from rag.cite import verify
from rag.receipt import receipt_text
from rag.records import Filter
from rag.show import answer_row, as_text
from tests.rag.speaking import Scripted, numbered, writer_of

QUESTION = "秘匿とは何ですか"
TRUE = "秘匿とは、数が小さすぎて誰のことか分かる升目を、公表の前に伏せる処理である。"
FALSE = "秘匿とは、数が大きすぎる升目を公表のあとに消す処理である。"


@pytest.fixture
def asked(sample_library, bundled_encoder, tmp_path):
    def answer(*says, question=QUESTION, unsupported="replace", wanted=None, **more):
        model = Scripted(*says)
        found = ask(
            question, sample_library, bundled_encoder, wanted, **more,
            writer=writer_of(model, tmp_path, unsupported),
        )  # fmt: skip
        with sample_library.reading() as view:
            for citation in found.citations:
                assert verify(view.transcript(citation.transcript), citation)
        return found, model

    return answer


def cites(words, *held):
    return lambda messages: words + "".join(f"[{numbered(messages, one)}]" for one in held)


def test_a_proven_sentence_is_cited_and_keeps_who_said_it(asked):
    found, model = asked(cites(TRUE, "秘匿とは、"))
    assert found.mode == "scripted:model"
    assert found.text == f"{TRUE}（栗林研究委員）[1]"
    [citation] = found.citations
    assert citation.quote.startswith("秘匿とは、")
    assert citation.speaker == "栗林研究委員"
    [sentence] = found.generated.sentences
    assert (sentence.numbers, sentence.faults, sentence.instead) == ((1,), (), ())
    assert (found.unsupported, found.generated.unknown) == ((), 0)
    assert (found.generated.input_tokens, found.generated.output_tokens) == (100, 20)
    assert len(model.asked) == 1


def test_a_sentence_without_numbers_finds_its_evidence(asked):
    found, _ = asked(TRUE)
    assert found.text == f"{TRUE}（栗林研究委員）[1]"
    assert found.citations[0].quote.startswith("秘匿とは、")


def test_numbers_that_do_not_exist_are_taken_out_and_counted(asked):
    found, _ = asked(lambda m: f"{TRUE}[{numbered(m, '秘匿とは、')}][98, 99]")
    assert found.text == f"{TRUE}（栗林研究委員）[1]"
    assert found.generated.unknown == 2


def test_a_false_sentence_is_replaced_by_what_was_said(asked):
    found, _ = asked(
        lambda m: cites(TRUE, "秘匿とは、")(m) + cites(FALSE, "秘匿とは、")(m)
    )  # fmt: skip
    assert FALSE not in found.text
    assert found.unsupported == (FALSE,)
    first, second = found.generated.sentences
    assert first.faults == ()
    assert second.faults
    assert second.instead == (1,)
    assert found.text.splitlines()[1].startswith("栗林研究委員：「秘匿とは、")


def test_what_only_frames_an_answer_is_left_out(asked):
    found, _ = asked(lambda m: f"次のとおりです。{cites(TRUE, '秘匿とは、')(m)}以上です。")
    assert found.text == f"{TRUE}（栗林研究委員）[1]"
    assert found.unsupported == ()


def test_a_word_without_content_rests_on_nothing(asked):
    found, _ = asked(lambda m: cites(TRUE, "秘匿とは、")(m) + cites("はい。", "秘匿とは、")(m))
    assert found.unsupported == ("はい。",)
    assert "はい。" not in found.text


def test_a_sentence_that_fails_again_and_again_is_shown_once(asked):
    found, _ = asked(
        lambda m: cites(TRUE, "秘匿とは、")(m) + 3 * f"{FALSE}[{numbered(m, '秘匿とは、')}]"
    )
    assert found.unsupported == (FALSE,)
    assert [one.words for one in found.generated.sentences] == [TRUE, FALSE]


def test_a_false_sentence_may_stay_with_a_mark(asked):
    found, _ = asked(
        lambda m: cites(TRUE, "秘匿とは、")(m) + cites(FALSE, "秘匿とは、")(m), unsupported="mark"
    )
    assert f"{FALSE}〔根拠なし〕[1]" in found.text
    assert found.unsupported == (FALSE,)


def test_where_no_sentence_stands_the_quotes_do(asked, sample_library, bundled_encoder):
    plain = ask(QUESTION, sample_library, bundled_encoder)
    found, _ = asked(cites(FALSE, "秘匿とは、"))
    assert (found.mode, found.text) == ("extractive", plain.text)
    assert found.generated.fallback == "unproven"
    assert found.unsupported == (FALSE,)
    assert answer_row(found)["model"]["note"] in as_text(answer_row(found))


def test_true_words_beside_the_question_are_no_answer(asked, sample_library, bundled_encoder):
    plain = ask(QUESTION, sample_library, bundled_encoder)
    beside = "五人に満たない升目は「×」にして数字を見せない。"
    found, _ = asked(cites(beside, "五人に満たない"))
    assert found.generated.sentences[0].faults == ()
    assert (found.mode, found.text) == ("extractive", plain.text)
    assert found.generated.fallback == "beside"


@pytest.mark.parametrize(
    ("says", "fallback"),
    [
        ("NO_ANSWER", "declined"),
        ("", "junk"),
        ("\n…[1]", "junk"),
        (ModelError("too late.", "timeout", 1), "timeout"),
        (ModelError("too busy.", "busy", 3), "busy"),
        (ModelError("gone.", "away", 3), "away"),
    ],
)
def test_a_model_that_fails_leaves_the_quotes(
    asked, sample_library, bundled_encoder, says, fallback
):
    plain = ask(QUESTION, sample_library, bundled_encoder)
    found, _ = asked(says)
    assert (found.text, found.citations) == (plain.text, plain.citations)
    assert (found.mode, found.generated.fallback) == ("extractive", fallback)
    detail = str(says) if isinstance(says, ModelError) else ""
    assert found.generated.detail == detail


def test_what_is_refused_is_not_asked_of_the_model(asked):
    found, model = asked(question="富士山の高さは何メートルですか")
    assert (found.found, found.generated, model.asked) == (False, None, [])


def test_links_and_markup_are_never_shown(asked):
    wrong = "詳しくは![図](https://evil.example/a.png)を見てください。"
    found, _ = asked(lambda m: cites(TRUE, "秘匿とは、")(m) + cites(wrong, "秘匿とは、")(m))
    assert found.text == f"{TRUE}（栗林研究委員）[1]"
    assert found.unsupported == ()
    assert "form" in {fault.kind for fault in found.generated.sentences[1].faults}


def test_drafts_grow_and_hold_no_half_marker(asked):
    drafts = []
    asked(
        lambda m: cites(TRUE, "秘匿とは、")(m) + cites(FALSE, "秘匿とは、")(m),
        on_draft=drafts.append,
    )
    assert drafts[0].tail == TRUE[:7]
    assert all("[" not in draft.tail for draft in drafts)
    assert [len(draft.sentences) for draft in drafts] == sorted(len(d.sentences) for d in drafts)
    assert drafts[-1].sentences[0].words == TRUE


def test_a_follow_up_is_completed_by_the_model_and_shown(asked):
    history = [("秘匿とは何ですか", None)]
    found, model = asked(
        "秘匿は誰が説明しましたか", cites(TRUE, "秘匿とは、"),
        question="それは誰が説明しましたか", history=history,
    )  # fmt: skip
    assert found.standalone == "秘匿は誰が説明しましたか"
    assert "秘匿とは何ですか" in model.asked[0][1][1]


def test_a_follow_up_that_the_model_spoils_is_completed_by_rule(asked):
    history = [("秘匿とは何ですか", None)]
    found, _ = asked(
        "黒磯さんは何に反対ですか", "NO_ANSWER",
        question="それは誰が説明しましたか", history=history,
    )  # fmt: skip
    assert found.standalone == "秘匿は誰が説明しましたか"


def test_conditions_are_those_of_the_question_whatever_the_model_says(asked):
    found, model = asked(cites(TRUE, "秘匿とは、"), wanted=Filter(speaker="栗林"))
    assert found.filters.as_dict() == {"speaker": "栗林"}
    assert "＃ 黒磯" not in model.asked[0][1][1]


def test_the_receipt_keeps_prompt_output_and_verdicts(asked, sample_library):
    found, model = asked(lambda m: cites(TRUE, "秘匿とは、")(m) + cites(FALSE, "秘匿とは、")(m))
    made = json.loads(receipt_text(found, sample_library))["model"]
    assert made["name"] == "scripted:model"
    assert made["messages"] == [list(one) for one in model.asked[0]]
    assert made["raw"] == found.generated.raw
    assert [bool(one["faults"]) for one in made["sentences"]] == [False, True]
    assert (made["input_tokens"], made["output_tokens"], made["estimated"]) == (100, 20, False)


def test_a_ceiling_leaves_the_quotes(sample_library, bundled_encoder, tmp_path):
    model = Scripted(cites(TRUE, "秘匿とは、"))
    model.settings = replace(model.settings, daily_tokens=10)
    found = ask(QUESTION, sample_library, bundled_encoder, writer=writer_of(model, tmp_path))
    assert (found.mode, found.generated.fallback) == ("extractive", "ceiling")
    assert model.asked == []
