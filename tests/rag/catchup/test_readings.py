"""How terms are read, and found when typed in kana."""

import pytest

from rag.catchup.readings import folded, reading


@pytest.mark.parametrize(
    ("term", "read"),
    [
        ("運転士", "ウンテンシ"),
        ("のり面", "ノリメン"),
        ("EC事業者", "ecジギョウシャ"),
        ("Gannet Stairs", "gannet stairs"),
        ("経済・金融", "ケイザイ・キンユウ"),
    ],
)
def test_a_term_is_read_by_the_dictionary(term: str, read: str):
    assert reading(term) == read


def test_kana_width_and_case_make_no_difference():
    assert folded(" みなと ﾐﾅﾄ ＥＣ") == folded("ミナト ミナト ec") == "ミナト ミナト ec"
