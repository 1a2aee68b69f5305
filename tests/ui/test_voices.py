import dataclasses
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from index.catalogue import Summary
from index.records import Header, Transcript
from tests.ui.transcripts import transcript
from ui.voices import COLOURS, SHAPES, Looks, looks_of, voices

NAMES = st.sampled_from([f"人{number}" for number in range(40)])


def held(name: str, date: str | None, *people: str) -> Summary:
    header = Header(title=name, date=date)
    return Summary(name, name, name, "", header, [], "2031-01-01T00:00:00Z", 1, 1, 1, list(people))


def spoken_by(*people: str) -> Transcript:
    return transcript(*((name, "はい。") for name in people))


def seen(made: Transcript, looks: Looks) -> dict[str, int]:
    return {voice.name: voice.colour + COLOURS * voice.shape for voice in voices(made, looks)}


def test_people_come_in_order_of_first_words_with_what_they_said():
    made = transcript((None, "題"), ("岩田", "はい。"), ("岩本", "い え。\n"), ("岩田", "では。"))
    assert [(voice.name, voice.letter, voice.characters) for voice in voices(made)] == [
        ("岩田", "岩", 6),
        ("岩本", "本", 3),
    ]


def test_letters_run_out_and_are_used_again():
    made = transcript(("岩本", "a"), ("本岩", "b"), ("岩岩本", "c"), ("・", "d"))
    assert [voice.letter for voice in voices(made)] == ["岩", "本", "岩", "?"]


def test_labels_that_an_editor_joined_are_one_voice():
    made = transcript(("岩田", "はい。"), ("岩田太郎", "いえ。"))
    joined = [
        dataclasses.replace(turn, speaker=dataclasses.replace(turn.speaker, person="岩田太郎"))
        if turn.speaker
        else turn
        for turn in made.turns
    ]
    [voice] = voices(dataclasses.replace(made, turns=tuple(joined)))
    assert (voice.name, voice.characters) == ("岩田太郎", 6)


def test_no_two_of_many_people_look_the_same_and_colours_come_before_shapes():
    people = voices(spoken_by(*(f"人{number}" for number in range(COLOURS * SHAPES + 1))))
    looks = [(voice.colour, voice.shape) for voice in people]
    assert len(set(looks[:-1])) == COLOURS * SHAPES
    assert looks[-1] in looks[:-1]
    assert [voice.shape for voice in people[:COLOURS]] == [0] * COLOURS


def test_a_person_looks_the_same_whoever_speaks_first():
    library = [
        held("1", "2031-05-20", "水野", "片瀬", "有馬", "黒磯", "栗林"),
        held("3", "2031-12-16", "栗林", "黒磯", "片瀬", "真壁", "水野"),
    ]
    looks = looks_of(library)
    first, third = (seen(spoken_by(*summary.people), looks) for summary in library)
    assert {name: third[name] for name in first if name in third} == {
        name: first[name] for name in third if name in first
    }
    assert len(set(third.values())) == 5


def test_what_is_added_later_changes_nobody_of_before():
    before = [held("1", "2031-05-20", "水野", "片瀬"), held("2", "2031-09-09", "有馬", "水野")]
    after = [*before, held("0", "2032-01-01", "一色", "片瀬", "有馬")]
    old, new = looks_of(before).by_name, looks_of(after).by_name
    assert {name: new[name] for name in old} == old


@given(st.lists(st.lists(NAMES, min_size=1, max_size=COLOURS * SHAPES, unique=True), max_size=6))
def test_two_of_one_transcript_never_share_a_look(casts: list[list[str]]):
    looks = looks_of([held(str(at), None, *cast) for at, cast in enumerate(casts)])
    for cast in casts:
        there = seen(spoken_by(*cast), looks)
        assert all(there[one] != there[other] for one, other in combinations(cast, 2))
