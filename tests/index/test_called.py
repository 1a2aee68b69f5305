"""How speakers are called in what is said."""

import pytest

from index.called import callers, calls
from index.records import Header, Source, Span, Transcript, Turn
from index.speakers import split_label


def counted(said: str, *labels: str) -> dict[tuple[str, str], int]:
    """Forms in a text that the first of the labels says, below a title that is not said."""
    people = [split_label(label) for label in labels]
    text = f"岩田さんの研究会\n\n＜{labels[0]}＞\n{said}"
    spoken = Span(len(text) - len(said), len(text))
    turns = (Turn(0, None, Span(0, 8)), Turn(1, people[0], spoken))
    transcript = Transcript("a", Source("a", "a", text, "", ""), Header("a"), turns)
    return dict(calls(transcript, callers(people)))


@pytest.mark.parametrize(
    ("said", "forms"),
    [
        ("岩田さん、岩田さんと岩田先生。", {"岩田さん": 2, "岩田先生": 1}),
        ("岩田主任研究員です。", {"岩田主任研究員": 1}),
        ("岩田主任さんに伺います。", {"岩田主任さん": 1}),
        ("岩\n\n田さ\nんが、岩田理事⾧に。", {"岩田さん": 1, "岩田理事長": 1}),
        ("岩田は来ません。岩田市の話です。", {}),
        ("小岩田さんと上岩田さんが来ました。", {}),
    ],
)  # fmt: skip
def test_japanese_forms(said, forms):
    assert counted(said, "岩田") == {("岩田", form): count for form, count in forms.items()}


@pytest.mark.parametrize(
    ("said", "forms"),
    [
        ("Thank you, Ms Iwata. Mika Iwata said so.", {"Ms Iwata": 1, "Mika Iwata": 1}),
        ("Dr. Iwata and Mika,\nIwatas and aIwata.", {"Dr. Iwata": 1, "Mika": 1}),
    ],
)
def test_latin_forms(said, forms):
    found = counted(said, "Mika Iwata (Chair)")
    assert found == {("Mika Iwata", form): count for form, count in forms.items()}


def test_a_latin_name_that_is_a_word_needs_a_title():
    found = counted("Marsh, Mr Marsh: the marsh is wet.", "Marsh")
    assert found == {("Marsh", "Mr Marsh"): 1}


def test_a_name_that_several_bear_counts_by_the_office_of_one():
    found = counted("佐藤さん、佐藤所長、佐藤理事。", "佐藤花子所長", "佐藤太郎顧問")
    assert found == {("佐藤花子", "佐藤所長"): 1}


def test_full_names_are_no_family_names():
    found = counted("山田太郎さんと山田さん。", "山田太郎")
    assert found == {("山田太郎", "山田太郎さん"): 1, ("山田太郎", "山田さん"): 1}


def test_an_office_is_nobodys_name():
    assert counted("司会さん、事務局さん。", "司会", "事務局") == {}


def test_white_space_without_end_is_read_in_no_time():
    text = "岩田" + "\n" * 200_000 + "さん" + " " * 200_000 + "あ"
    assert counted(text, "岩田") == {("岩田", "岩田さん"): 1}
