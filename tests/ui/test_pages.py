import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from index.build import add, remove
from index.library import Library
from rag.cite import address
from rag.suggest import Suggestion
from ui.kept.starters import Starters
from ui.plain import plain
from ui.words import words_of
from ui.work import work_on

APP = str(Path(__file__).parents[2] / "ui" / "pages.py")
JA, EN = words_of("ja"), words_of("en")
QUESTION = "初年度の総額はいくらですか。"


def app(folder: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("HATSUGEN_LIBRARY", str(folder))
    test = AppTest.from_file(APP, default_timeout=60)
    for name, value in query.items():
        test.query_params[name] = value
    return test.run()


def drawn(test: AppTest) -> list[dict]:
    """Data of the conversation and the pane, as far as the page has them."""
    sent = [element.proto for element in test.get("bidi_component")]
    data = [json.loads(proto.json) for proto in sent if proto.WhichOneof("data") == "json"]
    return [item for item in data if item["kind"] != "page"]


def read_page(folder: str) -> None:
    from pathlib import Path

    from ui import read
    from ui.resources import shared_library
    from ui.words import words_of

    read.show(shared_library(Path(folder)), words_of("ja"))


def test_the_first_start_adds_the_sample_and_says_so(tmp_path: Path, monkeypatch):
    test = app(tmp_path / "new", monkeypatch)
    assert JA.work.kinds["preparing"] in [shown.value for shown in test.markdown]
    assert [button.label for button in test.button] == [JA.work.stop]
    work_on(Library(tmp_path / "new")).result()
    test.run()
    assert not test.exception
    assert test.title[0].value == JA.welcome
    assert JA.sample_notice in [caption.value for caption in test.caption]
    with Library(tmp_path / "new").reading() as view:
        assert len(view.summaries()) == 4


def test_the_sample_among_others_is_told_of_on_every_page(
    folder: Path, library: Library, encoder, monkeypatch, tmp_path: Path
):
    (tmp_path / "港.txt").write_text("＜岩田＞\n港の灯は青です。\n", encoding="utf-8")
    list(add([tmp_path / "港.txt"], library, encoder))
    test = app(folder, monkeypatch)
    captions = [caption.value for caption in test.caption]
    assert JA.sample_among.format(4) in captions
    assert JA.sample_notice not in captions
    labels = [link.proto.label for link in test.get("page_link")]
    assert JA.sample_way in labels
    with library.reading() as view:
        remove([s.id for s in view.summaries() if s.id != "港"], library, encoder)
    assert JA.sample_way not in [link.proto.label for link in test.run().get("page_link")]


def test_a_question_is_answered_and_the_next_one_joins_it(folder: Path, monkeypatch):
    test = app(folder, monkeypatch)
    test.chat_input[0].set_value(QUESTION).run()
    test.chat_input[0].set_value(" ？ ").run()
    [conversation] = drawn(test)
    first, second = conversation["exchanges"]
    assert first["question"] == QUESTION
    assert first["sources"]
    assert second["error"]["lead"] == JA.wrong["BadQuestion"]


def test_a_question_of_the_address_is_written_into_the_box_and_not_asked(folder: Path, monkeypatch):
    test = app(folder, monkeypatch, question=QUESTION)
    box = test.chat_input[0]
    assert (box.proto.value, box.proto.set_value) == (QUESTION, True)
    assert "question" not in test.query_params
    assert [item["kind"] for item in drawn(test)] == []
    assert not test.run().chat_input[0].proto.set_value


def test_a_first_question_comes_from_the_library_and_is_asked_by_its_button(
    folder: Path, monkeypatch
):
    pool = (Suggestion(QUESTION, "topic", "shiomi_2031_3", (17,)),)
    monkeypatch.setattr(Starters, "pool", lambda self, language: pool)
    test = app(folder, monkeypatch)
    next(b for b in test.button if b.label == QUESTION).click().run()
    [exchange] = drawn(test)[0]["exchanges"]
    assert (exchange["question"], exchange["pending"]) == (QUESTION, False)
    assert drawn(test)[0]["suggestions"] == []  # it was asked


def test_what_a_transcript_holds_is_no_markup_in_a_first_question(folder: Path, monkeypatch):
    hostile = "![x](http://evil.example/a.png) :material/delete: **灯**は何色ですか。"
    pool = (Suggestion(hostile, "asked", "shiomi_2031_3", (17,)),)
    monkeypatch.setattr(Starters, "pool", lambda self, language: pool)
    test = app(folder, monkeypatch)
    [button] = [b for b in test.button if "灯" in b.label]
    assert button.label == plain(hostile)
    assert r"\!\[x\]\(" in button.label
    button.click().run()
    assert [e["question"] for e in drawn(test)[0]["exchanges"]] == [hostile]


def test_the_address_names_the_conversation_and_opens_it_again_for_its_owner_alone(
    folder: Path, monkeypatch
):
    test = app(folder, monkeypatch)
    test.chat_input[0].set_value(QUESTION).run()
    name = test.query_params["c"]
    test.button(key="new").click().run()
    assert "c" not in test.query_params
    test.query_params["c"] = name
    assert [e["question"] for e in drawn(test.run())[0]["exchanges"]] == [QUESTION]
    stranger = app(folder, monkeypatch, c=name)
    assert drawn(stranger) == []
    assert stranger.warning[0].value == JA.history.not_yours


def test_a_new_conversation_begins_empty(folder: Path, monkeypatch):
    test = app(folder, monkeypatch)
    test.chat_input[0].set_value(QUESTION).run()
    test.button(key="new").click().run()
    assert drawn(test) == []
    assert test.title[0].value == JA.welcome


def test_conditions_narrow_the_search(folder: Path, monkeypatch):
    test = app(folder, monkeypatch)
    test.selectbox(key="condition_speaker").set_value("栗林").run()
    test.chat_input[0].set_value(QUESTION).run()
    chip = {"label": "発言者: 栗林", "names": ["speaker"]}
    held, conversation = sorted(drawn(test), key=lambda data: "exchanges" in data)
    assert held["chips"] == [chip]
    [exchange] = conversation["exchanges"]
    assert {source["speaker"] for source in exchange["sources"]} == {"栗林研究委員"}
    assert exchange["byHand"] == [chip]
    test.button(key="conditions_clear").click().run()
    assert test.selectbox(key="condition_speaker").value is None
    [conversation] = drawn(test)
    assert conversation["exchanges"][0]["byHand"] == [chip]  # it was asked so


def test_a_follow_up_is_understood_by_the_questions_before_it(folder: Path, monkeypatch):
    test = app(folder, monkeypatch)
    test.chat_input[0].set_value("ウミツバメ便とは何ですか").run()
    test.chat_input[0].set_value("それはいつから始まりましたか").run()
    first, second = drawn(test)[0]["exchanges"]
    assert (first["standalone"], second["standalone"]) == (
        None,
        "ウミツバメ便はいつから始まりましたか",
    )


def test_the_address_chooses_the_language_and_the_switch_changes_it(folder: Path, monkeypatch):
    test = app(folder, monkeypatch, lang="en")
    assert test.title[0].value == EN.welcome
    test.button_group(key="language").set_value("ja").run()
    assert test.title[0].value == JA.welcome
    assert "lang" not in test.query_params


def test_an_emptied_library_stays_empty_and_says_where_to_add(folder: Path, encoder, monkeypatch):
    library = Library(folder)
    with library.reading() as view:
        remove([summary.id for summary in view.summaries()], library, encoder)
    test = app(folder, monkeypatch)
    assert test.info[0].value == JA.empty
    assert test.chat_input[0].disabled
    assert JA.sample_notice not in [caption.value for caption in test.caption]


def test_a_folder_that_is_no_library_gives_a_sentence(tmp_path: Path, monkeypatch):
    (tmp_path / "photos.jpg").write_bytes(b"x")
    test = app(tmp_path, monkeypatch)
    assert not test.exception
    assert test.error[0].value.startswith(JA.wrong["LibraryError"])


def test_a_permanent_link_marks_the_quote(folder: Path, library: Library):
    with library.reading() as view:
        transcript = view.transcript("shiomi_2031_3")
    quote = "初年度の総額は 2,380 万円です。"
    start = transcript.text.index(quote)
    turn = transcript.turn_at(start)
    span = type(turn.span)(start, start + len(quote))
    link = address(transcript, turn.number, span).removeprefix("read?")
    test = AppTest.from_function(read_page, args=(str(folder),), default_timeout=60)
    for pair in link.split("&"):
        name, value = pair.split("=")
        test.query_params[name] = value
    [pane] = drawn(test.run())
    assert pane["cited"] == [span.start, span.end]
    assert pane["address"] == f"read?{link}"
    assert test.selectbox[0].value == "shiomi_2031_3"


def test_a_transcript_is_chosen_from_the_list(folder: Path):
    test = AppTest.from_function(read_page, args=(str(folder),), default_timeout=60).run()
    assert drawn(test) == []
    test.selectbox[0].set_value("harbour_transit_2031").run()
    assert drawn(test)[0]["title"] == "Pellhaven Harbour Transit Circle"


@pytest.mark.parametrize(
    ("query", "kind", "sentence"),
    [
        ({"transcript": "shiomi_2031_1", "start": "x", "end": "9"}, "warning", JA.bad_address),
        ({"start": "1"}, "warning", JA.bad_address),
        ({"transcript": "*a*<script>"}, "error", JA.wrong["UnknownTranscript"]),
    ],
)
def test_a_wrong_link_gives_a_sentence(folder: Path, query: dict, kind: str, sentence: str):
    test = AppTest.from_function(read_page, args=(str(folder),), default_timeout=60)
    for name, value in query.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    assert test.get(kind)[0].value.startswith(sentence)
    assert drawn(test) == []
