"""Who is proposed to be one person, and who is not."""

import pytest

from index.decisions import Decision, Decisions, Named
from index.proposals import proposals
from index.roster import Labelled, Person, Place, entries
from index.speakers import split_label


def person(*labels: str, transcript: str = "a", decided: str | None = None) -> Person:
    """An entry whose labels each stand over one turn of a transcript."""
    labelled = tuple(Labelled(split_label(one), 1, (Place(transcript, 1, 0),)) for one in labels)
    name = decided or labelled[0].speaker.name
    return Person(name, labelled, ("第1回",), len(labels), 10, 0.5, ())


def asked(*people: Person, decided: Decisions | None = None) -> list[tuple]:
    found = proposals(people, decided or Decisions())
    return [(one.kind, one.labels, one.name) for one in found]


@pytest.mark.parametrize(
    ("kind", "one", "other", "name"),
    [
        ("spelling", "髙橋委員", "高橋", "髙橋"),
        ("spelling", "斎藤", "齋藤顧問", "斎藤"),
        ("spelling", "山田 太郎", "山田太郎", "山田 太郎"),
        ("spelling", "IWATA", "Iwata", "IWATA"),
        ("family", "岩田主任研究員", "岩田太郎", "岩田太郎"),
        ("family", "山田 花子", "山田", "山田 花子"),
        ("family", "Iwata", "Mika Iwata (Chair)", "Mika Iwata"),
        ("script", "岩田", "Iwata", "岩田"),
        ("script", "Mika Iwata", "岩田主任研究員", "岩田"),
        ("script", "Sato (Chair)", "佐藤座長", "佐藤"),
        ("slip", "栗林研究委員", "粟林研究委員", "栗林"),
        ("slip", "阿部顧問", "安部顧問", "阿部"),
        ("slip", "伊藤（日本銀行）", "伊東（日本銀行）", "伊藤"),
        ("slip", "Penhale (Chair)", "Penhalle (Chair)", "Penhale"),
    ],
)
def test_who_may_be_one(kind, one, other, name):
    [(found, labels, called)] = asked(person(one), person(other))
    assert (found, called) == (kind, name)
    assert {label for group in labels for label in group} == {
        split_label(one).label, split_label(other).label,
    }  # fmt: skip


@pytest.mark.parametrize(
    "labels",
    [
        ("田中理事", "田村理事"),  # one character, another family
        ("田中一郎委員", "田中二郎委員"),
        ("阿部顧問", "安部委員"),  # no office in common
        ("阿部", "安部"),
        ("参加者1（A社）", "参加者2（A社）"),
        ("質問者A（A社）", "質問者B（A社）"),
        ("岩田", "岩本太郎"),
        ("岩田顧問", "岩田太郎委員"),  # at odds
        ("岩田", "岩田太郎", "岩田花子"),  # whose family name it is, nobody can tell
        ("Koto", "後藤"),  # folded alike
        ("司会", "司会者"),
        ("議長", "座長"),
        ("Marsh", "Rusk", "Tolliver"),
        ("水野", "有馬", "黒磯", "栗林研究委員", "真壁", "片瀬"),
    ],
)
def test_plainly_different_people_are_left_alone(labels):
    assert asked(*(person(label) for label in labels)) == []


def test_nothing_is_proposed_in_the_sample(sample_library):
    with sample_library.reading() as view:
        assert proposals(entries(view), view.decisions()) == []


def test_three_spellings_are_one_question():
    [(kind, labels, _)] = asked(person("髙橋"), person("高橋"), person("高 橋"))
    assert (kind, labels) == ("spelling", (("髙橋",), ("高橋",), ("高 橋",)))


def test_what_was_told_apart_is_not_asked_again_and_the_rest_is():
    apart = Decisions((Decision((Named("髙橋", ("髙橋",)), Named("高橋", ("高橋",)))),))
    assert asked(person("髙橋"), person("高橋"), decided=apart) == []
    found = asked(person("髙橋"), person("高橋"), person("高 橋"), decided=apart)
    assert [labels for _, labels, _ in found] == [(("髙橋",), ("高 橋",)), (("高橋",), ("高 橋",))]


def test_who_was_told_apart_leaves_the_other_as_the_only_one():
    apart = Decisions((Decision((Named("岩田", ("岩田",)), Named("岩田花子", ("岩田花子",)))),))
    found = asked(person("岩田"), person("岩田太郎"), person("岩田花子"), decided=apart)
    assert found == [("family", (("岩田",), ("岩田太郎",)), "岩田太郎")]


def test_a_full_name_is_not_taken_for_another_of_the_family():
    joined = person("岩田", "岩田太郎", decided="岩田太郎")
    assert asked(joined, person("岩田花子")) == []


BANK, UNIVERSITY = "佐藤（日本銀行）", "佐藤（東京大学）"


def test_one_name_with_two_houses_in_one_transcript_may_be_two():
    people = person(BANK, UNIVERSITY, "佐藤")
    groups = (("佐藤(日本銀行)",), ("佐藤(東京大学)",), ("佐藤",))
    assert asked(people) == [("namesakes", groups, "佐藤")]
    together = Decision((Named("佐藤", ("佐藤(日本銀行)", "佐藤(東京大学)", "佐藤")),))
    assert asked(people, decided=Decisions((together,))) == []


@pytest.mark.parametrize(
    "labels",
    [
        ("岩田", "岩田主任研究員"),
        ("岩田研究員", "岩田主任研究員"),
        (BANK, "佐藤"),
        ("司会", "司会"),
    ],
)
def test_what_agrees_is_one(labels):
    assert asked(person(*labels)) == []


def test_two_offices_in_two_transcripts_are_a_change_of_office():
    moved = Labelled(split_label("岩田所長"), 1, (Place("b", 1, 0),))
    before = person("岩田主任研究員")
    assert asked(Person("岩田", (*before.labels, moved), (), 2, 10, 0.5, ())) == []


def met(*labels: tuple[str, str]) -> Person:
    """An entry whose labels each stand in meetings of a name."""
    pieces = tuple(
        Labelled(split_label(label), 1, (Place(held, 1, 0),), (held,)) for label, held in labels
    )
    return Person(pieces[0].speaker.name, pieces, (), 2, 10, 0.5, (), pieces)


@pytest.mark.parametrize(
    ("labels", "groups"),
    [
        ([("岩田", "潮"), ("岩田", "港")], (("岩田",), ("岩田",))),
        ([("岩田顧問", "潮"), ("岩田", "潮"), ("岩田", "港")], (("岩田顧問", "岩田"), ("岩田",))),
        ([("岩田顧問", "潮"), ("岩田所長", "港")], (("岩田顧問",), ("岩田所長",))),
        ([("Marsh", "Tide"), ("Marsh", "Harbour")], (("Marsh",), ("Marsh",))),
        (
            [("岩田顧問", "潮"), ("岩田", "空"), ("岩田顧問", "港")],
            (("岩田顧問", "岩田顧問"), ("岩田",)),
        ),
    ],
)
def test_one_surname_in_meetings_of_two_series_may_be_two(labels, groups):
    assert asked(met(*labels)) == [("meetings", groups, met(*labels).name)]


@pytest.mark.parametrize(
    "labels",
    [
        [("岩田", "潮"), ("岩田顧問", "潮")],  # one series
        [("岩田研究員", "潮"), ("岩田主任研究員", "港")],  # one office
        [("佐藤（日本銀行）", "潮"), ("佐藤（日本銀行）", "港")],
        [("岩田太郎", "潮"), ("岩田太郎", "港")],  # a full name
        [("Mika Iwata", "Tide"), ("Mika Iwata", "Harbour")],
        [("参加者1", "潮"), ("参加者1", "港")],
        [("司会", "潮"), ("司会", "港")],
    ],
)
def test_what_is_likely_one_person_in_several_series_is_left_alone(labels):
    assert asked(met(*labels)) == []


def test_decided_in_the_meetings_or_wherever_it_stands_it_is_not_asked():
    labels = [("岩田", "潮"), ("岩田", "港")]
    for keys in (("岩田",), ("岩田\n潮", "岩田\n港")):
        decided = Decisions((Decision((Named("岩田", keys),)),))
        assert asked(met(*labels), decided=decided) == []
    alone = Decisions((Decision((Named("岩田", ("岩田\n潮",)),)),))
    assert len(asked(met(*labels), decided=alone)) == 1
