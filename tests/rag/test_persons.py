"""Filters, questions and answers follow what an editor decided about speakers."""

from dataclasses import replace

import pytest

from index.build import add
from index.people import confirm, split
from index.speakers import split_label
from rag.__main__ import main
from rag.answer import ask
from rag.reading.followup import Earlier
from rag.reading.people import foreign_names_of, names_of, of_house, whom
from rag.records import Filter
from rag.search import find, search


def labelled(person: str | None, *labels: str):
    return [replace(split_label(label), person=person) for label in labels]


JOINED = [
    *labelled("岩田太郎", "岩田主任研究員", "岩田 太郎", "Mika Iwata"),
    *labelled(None, "岡野研究委員", "岡野"),
]
APART = [
    *labelled("岩田主任研究員", "岩田主任研究員", "岩田"),
    *labelled("岩田顧問", "岩田顧問"),
    *labelled("岩田花子", "岩田理事・潮研究所長"),
    *labelled(None, "岡野"),
]
ALL_JOINED = {"岩田主任研究員", "岩田 太郎", "Mika Iwata"}
ALL_APART = {"岩田主任研究員", "岩田", "岩田顧問", "岩田理事・潮研究所長"}


def meant(wanted, people):
    return {s.label for s, found in zip(people, whom(wanted, people), strict=True) if found}


@pytest.mark.parametrize(
    "wanted",
    ["岩田", "岩田さん", "岩田太郎", "岩田太郎さん", "岩田 太郎", "岩田主任研究員", "Iwata",
     "mika iwata", "主任研究員"],
)  # fmt: skip
def test_any_name_of_a_person_means_all_labels(wanted):
    assert meant(wanted, JOINED) == ALL_JOINED


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("岩田", ALL_APART),
        ("岩田さん", ALL_APART),
        ("岩田主任研究員", {"岩田主任研究員", "岩田"}),
        ("岩田顧問", {"岩田顧問"}),
        ("岩田顧問さん", {"岩田顧問"}),
        ("岩田花子", {"岩田理事・潮研究所長"}),
        ("岩田理事・潮研究所長", {"岩田理事・潮研究所長"}),
        ("顧問", {"岩田顧問"}),
        ("岡野", {"岡野"}),
        ("門間", set()),
    ],
)
def test_who_was_told_apart_is_found_alone_and_the_family_together(wanted, found):
    assert meant(wanted, APART) == found


IN_TWO_SERIES = [
    *labelled("岩田(潮の会)", "岩田", "岩田顧問"),
    *labelled("岩田(港の会)", "岩田"),
    *labelled("Marsh (Tide Circle)", "Marsh"),
    *labelled("Marsh (Harbour Circle)", "Marsh"),
]


@pytest.mark.parametrize(
    ("wanted", "persons"),
    [
        ("岩田(港の会)", {"岩田(港の会)"}),
        ("岩田（潮の会）", {"岩田(潮の会)"}),
        ("Marsh (Tide Circle)", {"Marsh (Tide Circle)"}),
        ("岩田", {"岩田(潮の会)", "岩田(港の会)"}),
        ("岩田さん", {"岩田(潮の会)", "岩田(港の会)"}),
    ],
)
def test_who_is_told_apart_by_meetings_is_found_alone(wanted, persons):
    found = zip(IN_TWO_SERIES, whom(wanted, IN_TWO_SERIES), strict=True)
    assert {speaker.person for speaker, meant in found if meant} == persons


def test_the_family_name_means_a_person_in_full_as_well():
    joined = labelled("岩田太郎", "岩田太郎", "Taro I.")
    assert meant("岩田", joined) == {"岩田太郎", "Taro I."}
    apart = [*labelled("岩田", "岩田"), *labelled("岩田太郎", "岩田太郎")]
    assert meant("岩田", apart) == {"岩田", "岩田太郎"}
    assert meant("岩田太郎", apart) == {"岩田太郎"}
    assert names_of(tuple(apart))["岩田"] == "岩田"


def test_what_persons_are_called():
    names = names_of(tuple(JOINED))
    assert {words: names[words] for words in ("岩田", "岩田太郎", "iwata", "mika iwata")} == (
        dict.fromkeys(("岩田", "岩田太郎", "iwata", "mika iwata"), "岩田太郎")
    )
    apart = names_of(tuple(APART))
    assert apart["岩田"] == "岩田"
    assert apart["岩田顧問"] == "岩田顧問"
    assert apart["岩田主任研究員"] == "岩田主任研究員"
    assert apart["岩田花子"] == "岩田花子"
    assert apart["顧問"] == "岩田顧問"
    assert foreign_names_of(tuple(JOINED))["iwata"] == "岩田太郎"
    assert of_house("潮", (*labelled("佐藤花子", "佐藤（潮研究所）"),)) == "佐藤花子"


def test_a_person_whose_name_means_others_is_found_by_the_fuller_label():
    people = (
        *labelled("岩田", "岩田", "岩田主任研究員"),
        *labelled("岩田顧問", "岩田顧問"),
    )
    assert names_of(people)["岩田主任研究員"] == "岩田主任研究員"
    assert meant("岩田主任研究員", people) == {"岩田", "岩田主任研究員"}
    assert names_of(people)["岩田"] == "岩田"


MEETING = """潮の研究会
2031年度第1回定例研究会（2031.5.20開催）

＜髙橋委員＞
港の入り口にある灯は、来年の春までに青い色にするべきだと考えます。青い灯は霧の夜でも遠くの船からよく見えるためです。

＜岡野研究委員＞
港の灯は赤にするべきだと考えます。赤い灯は昔からの習わしであるためです。

＜高橋委員＞
桟橋の柵は、県の山で育った杉の木で作るべきだと考えます。木の柵は波に強く、折れてもすぐに直せるためです。

＜佐藤顧問＞
桟橋の屋根は銅で葺くべきだと考えます。銅の屋根は長く保つためです。

＜佐藤所長＞
桟橋の床は石で敷くべきだと考えます。石の床は滑らないためです。
"""


@pytest.fixture
def made(library, encoder, write):
    found = library()
    assert [row.status for row in add([write("one.txt", MEETING)], found, encoder)] == ["added"]
    return found


def said_by(hits):
    return {hit.speaker for hit in hits}


def test_search_finds_a_person_under_every_label(made, encoder):
    wanted = Filter(speaker="髙橋")
    assert said_by(search("桟橋の柵", made, encoder, wanted)) == {"髙橋委員"}
    confirm(["髙橋委員", "高橋委員"], "高橋", made, encoder)
    for wanted in ("髙橋", "高橋", "髙橋委員", "高橋さん"):
        hits = search("桟橋の柵", made, encoder, Filter(speaker=wanted))
        assert said_by(hits) == {"髙橋委員", "高橋委員"}
        assert hits[0].speaker == "高橋委員"
    others = search("桟橋の柵", made, encoder, Filter(not_speaker="髙橋"))
    assert said_by(others) == {"岡野研究委員", "佐藤顧問", "佐藤所長"}


def test_search_tells_persons_apart(made, encoder):
    split([["佐藤顧問"], ["佐藤所長"]], made, encoder)
    assert said_by(search("桟橋", made, encoder, Filter(speaker="佐藤顧問"))) == {"佐藤顧問"}
    assert said_by(search("桟橋", made, encoder, Filter(speaker="佐藤所長"))) == {"佐藤所長"}
    both = search("桟橋", made, encoder, Filter(speaker="佐藤"))
    assert said_by(both) == {"佐藤顧問", "佐藤所長"}


def test_a_question_that_names_one_label_reads_the_person(made, encoder):
    confirm(["髙橋委員", "高橋委員"], "高橋一郎", made, encoder)
    for name in ("髙橋さん", "高橋委員", "高橋一郎さん"):
        found = find(f"{name}は桟橋の柵について何と言いましたか。", made, encoder)
        assert found.read == Filter(speaker="高橋一郎")
        assert found.hits[0].speaker == "高橋委員"


def test_an_answer_under_the_filter_cites_the_label_as_it_is_written(made, encoder):
    confirm(["髙橋委員", "高橋委員"], "高橋", made, encoder)
    question = "桟橋の柵は県の山で育った杉の木で作るべきですか"
    answer = ask(question, made, encoder, Filter(speaker="髙橋"))
    assert answer.found
    assert {citation.speaker for citation in answer.citations} == {"高橋委員"}
    with made.reading() as view:
        for citation in answer.citations:
            text = view.transcript(citation.transcript).text
            assert citation.quote == text[citation.span.start : citation.span.end]


def test_a_follow_up_about_somebody_else_finds_every_label(made, encoder):
    confirm(["髙橋委員", "高橋委員"], "高橋", made, encoder)
    history = [Earlier("岡野さんは何と言いましたか。", None)]
    answer = ask("では髙橋さんは？", made, encoder, history=history)
    assert answer.read == Filter(speaker="高橋")
    assert answer.found
    assert {citation.speaker for citation in answer.citations} == {"髙橋委員", "高橋委員"}


def test_the_command_line_follows(made, encoder, capsys, monkeypatch):
    confirm(["髙橋委員", "高橋委員"], "高橋", made, encoder)
    monkeypatch.setattr("rag.__main__.load_encoder", lambda configured: encoder)
    folder = ["--library", str(made.folder), "--json"]
    assert main(["search", "桟橋の柵", "--speaker", "髙橋", *folder]) == 0
    printed = capsys.readouterr().out
    assert '"speaker": "高橋委員"' in printed
    assert '"speaker": "髙橋委員"' in printed
    assert '"speaker": "佐藤' not in printed
