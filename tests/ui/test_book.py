import json

from index.layout import Layout, measure
from tests.ui.transcripts import transcript
from ui.book import book
from ui.voices import Looks

PLAIN = Layout(0, 0)


def test_a_book_is_its_name_and_the_words_of_every_turn():
    made = transcript((None, "題"), ("岩田", "港です。\n灯は青い。"), ("本橋", "はい。"))
    drawn = book(made, PLAIN, Looks({"岩田": 0, "本橋": 9}))
    name, content = drawn.content.split(b"\n", 1)
    assert name.decode() == drawn.name
    at = made.text.index
    assert json.loads(content) == {
        "people": [
            {"name": "岩田", "letter": "岩", "colour": 0, "shape": 0, "characters": 9},
            {"name": "本橋", "letter": "本", "colour": 1, "shape": 1, "characters": 3},
        ],
        "turns": [
            [0, -1, "", [["題", [0, 1]]]],
            [
                1,
                0,
                "岩田",
                [["港です。", [at("港"), 4]], ["灯は青い。", [at("灯"), 5]]],
            ],
            [2, 1, "本橋", [["はい。", [at("はい"), 3]]]],
        ],
    }


def test_other_words_make_another_book_and_the_same_the_same():
    one, other = transcript(("岩田", "青です。")), transcript(("岩田", "赤です。"))
    assert book(one, PLAIN).name != book(other, PLAIN).name
    assert book(one, PLAIN) is book(transcript(("岩田", "青です。")), PLAIN)


def test_a_turn_without_words_is_left_out():
    made = transcript(("岩田", "青です。"))
    content = json.loads(book(made, measure(made.text)).content.split(b"\n", 1)[1])
    assert [turn[0] for turn in content["turns"]] == [1]
