from tests.ui.transcripts import transcript
from ui.voices import COLOURS, SHAPES, Voice, voices


def test_people_come_in_order_of_first_words_with_what_they_said():
    made = transcript((None, "題"), ("岩田", "はい。"), ("岩本", "い え。\n"), ("岩田", "では。"))
    assert voices(made) == [
        Voice("岩田", letter="岩", colour=0, shape=0, characters=6),
        Voice("岩本", letter="本", colour=1, shape=0, characters=3),
    ]


def test_letters_run_out_and_are_used_again():
    made = transcript(("岩本", "a"), ("本岩", "b"), ("岩岩本", "c"), ("・", "d"))
    assert [voice.letter for voice in voices(made)] == ["岩", "本", "岩", "?"]


def test_no_two_of_many_people_look_the_same():
    made = transcript(*((f"人{number}", "a") for number in range(COLOURS * SHAPES + 1)))
    looks = [(voice.colour, voice.shape) for voice in voices(made)]
    assert len(set(looks[:-1])) == COLOURS * SHAPES
    assert looks[COLOURS] == (0, 1)
    assert looks[-1] == looks[0]
