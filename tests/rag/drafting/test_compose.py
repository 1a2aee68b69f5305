"""Drafts of the transcripts' own words, and of a language model's where they are proven."""

import pytest

from index.errors import BadQuestion, ModelError, Stopped, UnknownTranscript
from rag.cite import verify
from rag.drafting.compose import draft
from rag.drafting.records import FORMS, LENGTHS, Choice, Heading
from tests.rag.speaking import Scripted, numbered, writer_of


def headings(made):
    return [block.words for block in made.blocks if isinstance(block, Heading)]


def test_minutes_are_quotes_by_session_with_who_was_there(drafted):
    made = drafted("minutes", "two")
    assert made.title == "議事要旨：川辺市水道審議会"
    assert headings(made) == [
        "2030年度第1回（2030年4月10日）",
        "発言者：高瀬会長、桐野・水道局長、森田委員",
        "2030年度第2回（2030年7月3日）",
        "発言者：高瀬会長、桐野・水道局長、森田委員",
    ]
    assert made.sentences[1].words == (
        "桐野・水道局長：「配水管の総延長は 812 キロで、四割が法定の耐用年数を超えています。」"
    )
    assert made.mode == "extractive"
    assert [one.number for block in made.sentences for one in block.citations] == [*range(1, 13)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("length", LENGTHS)
def test_every_sentence_of_every_form_stands_in_the_source(drafted, made, form, length):
    found = drafted(form, length)
    with made.reading() as view:
        for block in found.sentences:
            [citation] = block.citations
            assert verify(view.transcript(citation.transcript), citation)
            assert "".join(citation.quote.split()) in "".join(block.words.split())
            assert block.words.startswith(citation.speaker)
    most = {"line": 1, "half": 8, "two": 28}[length]
    assert 1 <= len(found.sentences) <= most


def test_courtesy_and_procedure_stay_out(drafted):
    said = "".join(block.words for form in FORMS for block in drafted(form, "two").sentences)
    for words in ("おはようございます", "始めます", "ありがとう", "お願いします"):
        assert words not in said


def test_decisions_homework_and_dates_each_have_a_heading(drafted):
    made = drafted("decisions", "two")
    assert headings(made) == ["決定・確認された事項", "宿題・約束", "今後の予定"]
    assert [block.words for block in made.sentences] == [
        "高瀬会長：「料金の改定は令和14年4月からとすることに決まりました。」",
        "森田委員：「減免の対象を非課税の世帯とする案が承認されました。」",
        "桐野・水道局長：「漏水の調査を次回までに確認します。」",
        "森田委員：「次回は10月2日の午後2時からです。」",
    ]


def test_what_is_not_there_is_said(drafted):
    made = drafted("decisions", "two", transcripts=("suido_1",))
    assert headings(made) == ["宿題・約束"]
    assert made.notes == (
        "決まったと述べる発言は見つかりませんでした。",
        "今後の予定を述べる発言は見つかりませんでした。",
    )


def test_speakers_have_a_heading_each_and_can_be_chosen(drafted):
    assert headings(drafted("speakers", "two")) == ["高瀬会長", "桐野・水道局長", "森田委員"]
    made = drafted("speakers", "two", speakers=("森田",))
    assert headings(made) == ["森田委員"]
    assert {one.speaker for block in made.sentences for one in block.citations} == {"森田委員"}


def test_english_without_a_model_says_that_it_quotes(drafted):
    made = drafted("english", "two", transcripts=("suido_2",))
    assert headings(made)[0] == "2030年度第2回 (3 July 2030)"
    assert made.sentences[0].words.startswith("高瀬会長: “料金の改定は")
    assert "quoted in the language in which they were said" in made.notes[-1]


def test_what_cannot_be_drafted_is_refused(drafted):
    with pytest.raises(BadQuestion, match="nobody called '山田' speaks"):
        drafted(speakers=("山田",))
    with pytest.raises(UnknownTranscript):
        drafted(transcripts=("nowhere",))


def test_a_topic_chooses_what_is_said_about_it(sample_library, bundled_encoder):
    choice = Choice("minutes", "half", topic="紙の時刻表")
    found = draft(sample_library, bundled_encoder, choice)
    assert found.title == "議事要旨：紙の時刻表"
    said = [block.words for block in found.sentences]
    assert sum("時刻表" in words for words in said) >= 2
    with pytest.raises(BadQuestion, match="nothing is said about '量子暗号の鍵配送'"):
        draft(sample_library, bundled_encoder, Choice(topic="量子暗号の鍵配送"))


def test_progress_is_told_and_work_can_be_stopped(made, encoder):
    told = []
    draft(made, encoder, Choice(), on_progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 2), (1, 2), (2, 2)]
    with pytest.raises(Stopped):
        draft(made, encoder, Choice(), stop=lambda: True)


TRUE = "帆波町と灯ヶ浦町は十人、葦戸市は五人のままとする。"
FALSE = "帆波町の目安は五十人に引き上げられ、葦戸市は脱退する。"


def test_a_model_writes_what_is_proven_and_the_rest_is_quoted(
    sample_library, bundled_encoder, tmp_path
):
    def says(messages):
        number = numbered(messages, "五人のまま")
        return f"{TRUE}[{number}] {FALSE}[{number}]"

    model = Scripted(says)
    choice = Choice("decisions", "line", ("shiomi_2031_3",))
    found = draft(sample_library, bundled_encoder, choice, writer_of(model, tmp_path))
    assert found.mode == "scripted:model"
    first, second = found.sentences
    assert first.words == f"{TRUE}（栗林研究委員）"
    assert second.words == "栗林研究委員：「帆波町と灯ヶ浦町は十人、葦戸市は五人のままとします。」"
    assert first.citations == second.citations
    assert "「決定・確認された事項」を、誰が何をいつまでに" in model.asked[0][-1][1]


def test_where_a_model_fails_the_quotes_stand_and_it_is_asked_once(drafted, tmp_path):
    model = Scripted(ModelError("the model is away.", "away"))
    made = drafted("minutes", "half", writer_of(model, tmp_path))
    assert made.mode == "extractive"
    assert made.notes[0] == "the model is away."
    assert "原文の引用" in made.notes[1]
    assert len(model.asked) == 1
    assert all("「" in block.words for block in made.sentences)


def test_the_prompt_tells_the_task_and_gives_evidence_as_data(drafted, tmp_path):
    model = Scripted("NO_ANSWER")
    drafted("minutes", "half", writer_of(model, tmp_path), transcripts=("suido_2",))
    [(system, rules), (user, told)] = model.asked[0]
    assert (system, user) == ("system", "user")
    assert "「○○氏は…と述べた」のように" in rules
    assert told.startswith("依頼：「2030年度第2回(2030年7月3日)」の議事要旨を4文以内で\n")
    assert "＃ 桐野・水道局長（2030年度第2回 2030-07-03）\n[2] 漏水の調査では、" in told
    assert "ありがとうございます" not in told


def test_issues_are_called_by_what_is_said_of_them(sample_library, bundled_encoder):
    choice = Choice("issues", "two", ("shiomi_2031_2",))
    names = headings(draft(sample_library, bundled_encoder, choice))
    assert len(names) == len(set(names)) >= 4
    assert not [name for name in names if name.startswith("その他の論点")]
