"""What is left of a sentence is weighed: words that stand nowhere, and grounds nobody gave."""

import pytest

from rag.verifying.reading import read
from rag.verifying.support import support


def weighed(statement, source, cosine=0.9):
    empty = read("")
    return support(read(statement), [read(source)], empty, empty, cosine)


def test_a_copy_is_proven_and_a_stranger_is_not():
    words = "記録は翌朝に消しています。"
    assert weighed(words, words, 1.0).probability > 0.9
    assert weighed("市長は選挙に勝利した。", words, 0.8).probability < 0.1


@pytest.mark.parametrize(
    "invented",
    [
        "覚書を県庁で交わしました。",
        "老朽化のため、覚書を交わしました。",
        "要望を受けて、覚書を交わしました。",
    ],
)
def test_an_invented_circumstance_weighs_against(invented):
    source = "覚書を交わしました。"
    assert weighed(invented, source).features["grounds"] > 0
    assert weighed(source, source).features["grounds"] == 0
    assert weighed(invented, source).probability < weighed(source, source).probability


def test_lost_words_are_named():
    assert [one.surface for one in weighed("倉庫で会った。", "役場で会った。").lost] == ["倉庫"]


def test_across_languages_the_cosine_decides():
    source = "記録は翌朝に消しています。"
    said = "The records are erased the next morning."
    assert weighed(said, source, 0.9).probability > 0.5
    assert weighed(said, source, 0.75).probability < 0.5
