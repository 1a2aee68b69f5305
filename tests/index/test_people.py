"""What an editor decides about speakers, and what follows from it."""

import json

import pytest

from index.build import add, rebuild, remove
from index.check import check
from index.decisions import Decision, Decisions, Named, key_of
from index.errors import BadDecision, LibraryError
from index.meetings import meetings_of
from index.people import confirm, split, undo
from index.proposals import proposals
from index.records import Header
from index.roster import Place, entries
from index.schema import set_meta
from index.speakers import split_label

ONE = """潮の研究会
2031年度第1回定例研究会（2031.5.20開催）

＜岩田主任研究員＞
港の灯は青です。岡野さん、どうぞ。

＜岡野研究委員＞
岩田さんの言うとおり、灯は
青です。岩田主任に感謝します。
"""
TWO = """潮の研究会
2031年度第2回定例研究会（2031.9.9開催）

＜岩田太郎＞
岩田の灯は緑です。

＜岩田＞
そう、緑です。

＜岩田顧問＞
灯は赤です。岩田太郎さんは緑と言いました。
"""


@pytest.fixture
def made(library, encoder, write):
    write("files/one.txt", ONE)
    folder = write("files/two.txt", TWO).parent
    found = library()
    assert [row.status for row in add([folder], found, encoder)] == ["added", "added"]
    return found


def people(library) -> dict[str, tuple[str, ...]]:
    with library.reading() as view:
        return {person.name: person.written for person in entries(view)}


def persons(library) -> dict[str, str | None]:
    """Person of each label, as the snapshot has it."""
    with library.reading() as view:
        return {speaker.label: speaker.person for speaker in view.snapshot.people}


def test_labels_of_one_name_are_one_entry_and_nothing_is_decided(made):
    assert people(made) == {
        "岩田": ("岩田主任研究員", "岩田", "岩田顧問"),
        "岡野": ("岡野研究委員",),
        "岩田太郎": ("岩田太郎",),
    }
    assert set(persons(made).values()) == {None}


def test_what_is_counted_of_an_entry(made):
    with made.reading() as view:
        first = entries(view)[0]
        one = view.transcript(first.labels[0].places[0].transcript)
    assert [labelled.turns for labelled in first.labels] == [1, 1, 1]
    assert first.labels[0].places == (Place(one.id, 1, one.text.index("港の灯")),)
    assert [place.turn for label in first.labels for place in label.places] == [1, 2, 3]
    assert (first.roles, first.affiliations) == (("主任研究員", "顧問"), ())
    assert first.sessions == ("2031年度第1回", "2031年度第2回")
    assert (first.turns, first.characters) == (3, 17 + 7 + 21)
    assert first.share == pytest.approx(45 / (45 + 28 + 9))


def test_how_people_are_called_in_speech(made, encoder):
    with made.reading() as view:
        called = {person.name: dict(person.called) for person in entries(view)}
    # who is meant by 岩田さん is open as long as two bear the name; 主任 is one's office alone
    assert called == {
        "岩田": {"岩田主任": 1}, "岡野": {"岡野さん": 1}, "岩田太郎": {"岩田太郎さん": 1},
    }  # fmt: skip
    confirm(["岩田", "岩田主任研究員", "岩田顧問", "岩田太郎"], "岩田太郎", made, encoder)
    with made.reading() as view:
        called = {person.name: dict(person.called) for person in entries(view)}
    assert called["岩田太郎"] == {"岩田さん": 1, "岩田主任": 1, "岩田太郎さん": 1}


def test_confirmed_labels_are_one_person_for_every_reader(made, encoder):
    before = made.generation
    decision = confirm(["岩田主任研究員", "岩田", "岩田太郎"], "岩田太郎", made, encoder)
    assert decision == Decision((Named("岩田太郎", ("岩田主任研究員", "岩田", "岩田太郎")),))
    assert made.generation == before + 1
    assert persons(made) == {
        "岩田主任研究員": "岩田太郎",
        "岩田": "岩田太郎",
        "岩田太郎": "岩田太郎",
        "岩田顧問": "岩田太郎",  # of a name that one person alone bears, as before
        "岡野研究委員": None,
    }
    with made.reading() as view:
        [two] = [s.id for s in view.summaries() if s.name == "two.txt"]
        turns = view.transcript(two).turns
        assert {t.speaker.person for t in turns if t.speaker} == {"岩田太郎"}
        assert [t.speaker.label for t in turns if t.speaker] == ["岩田太郎", "岩田", "岩田顧問"]
        assert view.decisions() == Decisions((decision,))
        assert {s.name: s.people for s in view.summaries()} == {
            "one.txt": ["岩田太郎", "岡野"], "two.txt": ["岩田太郎"],
        }  # fmt: skip


def test_a_split_gives_each_a_name_that_finds_it_alone(made, encoder):
    decision = split([["岩田顧問"]], made, encoder)
    assert decision.persons == (
        Named("岩田顧問", ("岩田顧問",)), Named("岩田主任研究員", ("岩田主任研究員", "岩田")),
    )  # fmt: skip
    assert list(people(made)) == ["岩田主任研究員", "岡野", "岩田太郎", "岩田顧問"]


def test_what_is_left_of_a_person_keeps_its_name(made, encoder):
    confirm(["岩田主任研究員", "岩田", "岩田顧問", "岩田太郎"], "岩田 太郎", made, encoder)
    decision = split([["岩田顧問"]], made, encoder)
    assert [person.name for person in decision.persons] == ["岩田顧問", "岩田 太郎"]


def test_entries_told_apart_keep_their_names(made, encoder):
    decision = split([["岩田主任研究員", "岩田", "岩田顧問"], ["岩田太郎"]], made, encoder)
    assert [person.name for person in decision.persons] == ["岩田", "岩田太郎"]
    assert decision.persons[0].labels == ("岩田主任研究員", "岩田", "岩田顧問")
    with made.reading() as view:
        decided = view.decisions()
    assert decided.told_apart(["岩田", "門間"], ["岩田太郎"])
    assert not decided.told_apart(["岩田"], ["岩田顧問"])
    assert not decided.told_apart(["岩田"], ["門間"])


def test_a_decision_is_undone_and_the_others_stay(made, encoder):
    first = confirm(["岩田", "岩田太郎"], "岩田太郎", made, encoder)
    second = confirm(["岡野研究委員"], "岡野花子", made, encoder)
    undo(first, made, encoder)
    assert people(made)["岡野花子"] == ("岡野研究委員",)
    assert people(made)["岩田太郎"] == ("岩田太郎",)
    undo(second, made, encoder)
    assert set(persons(made).values()) == {None}
    with pytest.raises(BadDecision, match="undone already"):
        undo(second, made, encoder)


def test_of_two_decisions_on_a_label_the_later_holds(made, encoder):
    split([["岩田顧問"]], made, encoder)
    confirm(["岩田顧問", "岩田太郎"], "岩田太郎", made, encoder)
    assert persons(made)["岩田顧問"] == persons(made)["岩田太郎"] == "岩田太郎"
    assert persons(made)["岩田"] == "岩田主任研究員"


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        ([], "岩田"),
        (["門間"], "門間"),
        (["岩田"], " \u200b"),
        (["岩田"], "岩" * 200),
        (["岩田"], "岡野"),  # another's
    ],
)
def test_what_cannot_be_confirmed_changes_nothing(made, encoder, labels, name):
    before = made.generation
    with pytest.raises(BadDecision):
        confirm(labels, name, made, encoder)
    assert made.generation == before


@pytest.mark.parametrize(
    "groups",
    [[], [["岡野研究委員"]], [["門間"], ["岩田"]], [["岩田"], ["岩田", "岩田顧問"]]],
)
def test_what_cannot_be_told_apart_changes_nothing(made, encoder, groups):
    before = made.generation
    with pytest.raises(BadDecision):
        split(groups, made, encoder)
    assert made.generation == before


def test_the_library_stays_whole_and_the_turns_as_they_were(made, encoder):
    def stored():
        with made.reading_raw() as connection:
            return connection.exec_driver_sql("SELECT * FROM turns").fetchall()

    before, embedded = stored(), encoder.embedded
    confirm(["岩田", "岩田太郎"], "岩田太郎", made, encoder)
    assert check(made) == []
    assert stored() == before
    rebuild(made, encoder)
    assert stored() == before
    assert {"label", "name", "affiliation", "role"} == json.loads(before[1][2]).keys()
    assert persons(made)["岩田"] == "岩田太郎"
    assert encoder.embedded == embedded


def test_decisions_outlive_a_transcript_that_is_removed_and_comes_back(made, encoder, write):
    confirm(["岩田", "岩田太郎"], "岩田太郎", made, encoder)
    with made.reading() as view:
        [two] = [s.id for s in view.summaries() if s.name == "two.txt"]
    remove([two], made, encoder)
    assert check(made) == []
    assert people(made) == {"岩田太郎": ("岩田主任研究員",), "岡野": ("岡野研究委員",)}
    list(add([write("files/two.txt", TWO)], made, encoder))
    assert persons(made)["岩田"] == "岩田太郎"


def test_a_label_that_comes_later_joins_who_alone_bears_its_name_or_is_called_so():
    decided = Decisions((Decision((Named("岩田太郎", ("岩田", "Iwata")),)),))
    person_of = decided.reader()
    assert person_of(split_label("岩田所長"), "会") == "岩田太郎"
    assert person_of(split_label("岩田太郎"), "会") == "岩田太郎"
    assert person_of(split_label("岡野"), "会") is None
    apart = Decision((Named("佐藤", ("佐藤",)), Named("佐藤顧問", ("佐藤顧問",))))
    person_of = Decisions((apart,)).reader()
    assert person_of(split_label("佐藤所長"), "会") == "佐藤"
    apart = Decision((Named("佐藤委員", ("佐藤委員",)), Named("佐藤顧問", ("佐藤顧問",))))
    assert Decisions((apart,)).reader()(split_label("佐藤所長"), "会") is None


def test_damaged_decisions_are_told(made, encoder):
    with made.writing(encoder) as draft:
        set_meta(draft.connection, "people", '[{"name": 1}]')
    with pytest.raises(LibraryError, match="about speakers cannot be read"):
        persons(made)


OTHER = """港の会 第{0}回
2031年6月{0}日

＜岩田＞
波が高いです。

＜岡野＞
はい、高いです。
"""


def asked(library) -> list[tuple]:
    with library.reading() as view:
        found = proposals(entries(view), view.decisions())
    return [(one.kind, one.keys) for one in found]


@pytest.fixture
def two_series(made, encoder, write):
    list(add([write("files/other.txt", OTHER.format(1))], made, encoder))
    return made


def test_one_label_in_two_series_is_told_apart_by_its_meetings(two_series, encoder, write):
    tide, harbour = ("潮の研究会", "港の会")
    everybody = persons_by_meeting(two_series)
    assert set(everybody.values()) == {None}
    iwata = next(keys for kind, keys in asked(two_series) if "岩田\n港の会" in keys[-1])
    assert iwata == (
        tuple(key_of(label, tide) for label in ("岩田主任研究員", "岩田", "岩田顧問")),
        (key_of("岩田", harbour),),
    )
    decision = split(iwata, two_series, encoder)
    assert [person.name for person in decision.persons] == ["岩田主任研究員", "岩田(港の会)"]
    known = persons_by_meeting(two_series)
    assert (known["岩田", tide], known["岩田", harbour]) == ("岩田主任研究員", "岩田(港の会)")
    assert "岩田\n港の会" not in str(asked(two_series))  # and is not asked again
    list(add([write("files/later.txt", OTHER.format(2).replace("岩田", "岩田所長"))],
             two_series, encoder))  # fmt: skip
    assert persons_by_meeting(two_series)["岩田所長", harbour] == "岩田(港の会)"
    undo(decision, two_series, encoder)
    assert any(iwata[0] in keys for _, keys in asked(two_series))


def test_one_label_of_two_series_is_found_under_the_name_of_each(two_series, encoder):
    split([[key_of("岩田", "潮の研究会")], [key_of("岩田", "港の会")]], two_series, encoder)
    found = people(two_series)
    assert (found["岩田(潮の研究会)"], found["岩田(港の会)"]) == (("岩田",), ("岩田",))
    assert found["岩田主任研究員"] == ("岩田主任研究員", "岩田顧問")
    assert check(two_series) == []


def test_one_person_in_two_series_is_not_asked_again_but_in_a_third(two_series, encoder, write):
    okano = next(keys for _, keys in asked(two_series) if "岡野" in keys[0][0])
    confirm([key for group in okano for key in group], "岡野", two_series, encoder)
    assert okano not in [keys for _, keys in asked(two_series)]
    third = OTHER.format(1).replace("港の会", "空の会")
    list(add([write("files/third.txt", third)], two_series, encoder))
    again = next(keys for _, keys in asked(two_series) if "岡野" in keys[0][0])
    assert again == (okano[0] + okano[1], (key_of("岡野", "空の会"),))


def test_persons_of_one_label_are_joined_again_by_their_keys(two_series, encoder):
    one, other = key_of("岩田", "潮の研究会"), key_of("岩田", "港の会")
    split([[one], [other]], two_series, encoder)
    with two_series.reading() as view:
        keys = {person.name: person.keys for person in entries(view)}
    assert keys["岩田(港の会)"] == (other,)
    confirm([*keys["岩田(港の会)"], *keys["岩田太郎"]], "岩田太郎", two_series, encoder)
    known = persons_by_meeting(two_series)
    assert (known["岩田", "港の会"], known["岩田", "潮の研究会"]) == (
        "岩田太郎", "岩田(潮の研究会)",
    )  # fmt: skip
    confirm(["岩田"], "岩田一郎", two_series, encoder)  # wherever it stands
    assert {
        who for (label, _), who in persons_by_meeting(two_series).items() if label == "岩田"
    } == {"岩田一郎"}


def persons_by_meeting(library) -> dict[tuple[str, str], str | None]:
    with library.reading() as view:
        return {
            (turn.speaker.label, meetings_of(transcript.header)): turn.speaker.person
            for transcript in view.transcripts()
            for turn in transcript.turns
            if turn.speaker
        }


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("潮の会 第3回", "潮の会"),
        ("潮の会　第４回（2031.5.6）", "潮の会"),
        ("令和13年5月 潮の会", "潮の会"),
        ("潮の会 臨時", "潮の会"),
        ("Harbour Circle, second meeting, 12 June 2031", "Harbour Circle"),
        ("2031", "2031"),
    ],
)
def test_meetings_are_named_without_their_numbers(title, name):
    assert meetings_of(Header(title)) == name
    assert meetings_of(Header(title, series="「港」研究会")) == "「港」研究会"
