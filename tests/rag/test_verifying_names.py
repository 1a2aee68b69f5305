"""What a sentence is about is what the sentence that it cites is about."""

import pytest

from rag.verifying.names import exchanged
from rag.verifying.reading import read

CITED = "このうち「島便」は、毎日、島へ荷を運びます。"


@pytest.mark.parametrize(
    ("statement", "source", "found"),
    [
        ("「港便」は、毎日、島へ荷を運ぶ。", CITED, ["港便"]),
        ("「島便」は、毎日、島へ荷を運ぶ。", CITED, []),
        ("「港便」は、毎日、島へ荷を運ぶ。", "毎日、島へ荷を運びます。", []),
        ("「港便」は、島へ荷を運ぶ。", "「島便」は、港便と同じく島へ荷を運びます。", []),
        ("毎日、島へ荷を運ぶ。", CITED, []),
    ],
)
def test_one_name_is_not_put_in_the_place_of_another(statement, source, found):
    assert exchanged(read(statement), [read(source)]) == found
