"""Where a sentence that is added to a draft stands, and under which heading."""

from dataclasses import replace

import pytest

from rag.drafting.placing import placed
from rag.drafting.records import Choice, Heading, Sentence
from rag.drafting.revising import revised


@pytest.fixture
def people(made):
    with made.reading() as view:
        return tuple(view.snapshot.people)


def shown(draft, sentence, people):
    """Headings and quotes of the draft with a sentence put in."""
    at, put_in = placed(draft, draft.blocks, sentence, people)
    blocks = [*draft.blocks[:at], *put_in, *draft.blocks[at:]]
    return [
        (one.citations[0].transcript, one.citations[0].turn)
        if isinstance(one, Sentence)
        else one.words
        for one in revised(draft, draft.title, blocks).blocks
        if isinstance(one, Sentence) or one.level == 2
    ]


def said(draft, transcript, turn):
    return next(
        one
        for one in draft.sentences
        if (one.citations[0].transcript, one.citations[0].turn) == (transcript, turn)
    )


def test_a_quote_stands_among_those_of_its_meeting_in_the_order_of_speech(drafted, people):
    line, whole = drafted("minutes", "line"), drafted("minutes", "two")
    second = "2030年度第2回（2030年7月3日）"
    assert shown(line, said(whole, "suido_2", 1), people) == [
        second, ("suido_2", 1), ("suido_2", 2),
    ]  # fmt: skip
    assert shown(line, said(whole, "suido_2", 3), people) == [
        second, ("suido_2", 2), ("suido_2", 3),
    ]  # fmt: skip


def test_a_meeting_that_the_draft_lacks_gets_its_heading_before_the_later_one(drafted, people):
    line, whole = drafted("minutes", "line"), drafted("minutes", "two")
    assert shown(line, said(whole, "suido_1", 2), people) == [
        "2030年度第1回（2030年4月10日）",
        ("suido_1", 2),
        "2030年度第2回（2030年7月3日）",
        ("suido_2", 2),
    ]


def test_by_speakers_a_quote_of_another_meeting_stands_with_its_speaker(drafted, people):
    made = drafted("speakers", "two")
    own = said(made, "suido_2", 2)
    without = replace(made, blocks=tuple(one for one in made.blocks if one != own))
    added = shown(without, own, people)
    assert added[added.index("桐野・水道局長") :][:5] == [
        "桐野・水道局長", ("suido_1", 2), ("suido_1", 2), ("suido_1", 2), ("suido_1", 2),
    ]  # fmt: skip
    assert added[added.index(("suido_2", 2)) + 1] == "森田委員"


def test_one_person_under_two_labels_is_one(drafted, people):
    made, whole = drafted("speakers", "two"), drafted("minutes", "two")
    [citation] = said(whole, "suido_2", 2).citations
    short = Sentence("短い名札で。", (replace(citation, speaker="桐野"),))
    [kirino] = [one for one in people if one.label == "桐野・水道局長"]
    added = shown(made, short, (*people, replace(kirino, label="桐野")))
    assert added[added.index("森田委員") - 1] == ("suido_2", 2)


def test_a_speaker_whom_the_draft_lacks_gets_a_heading_and_no_other_persons(drafted, people):
    line, whole = drafted("speakers", "line"), drafted("minutes", "two")
    assert shown(line, said(whole, "suido_2", 3), people) == [
        "桐野・水道局長", ("suido_2", 2), "森田委員", ("suido_2", 3),
    ]  # fmt: skip


def test_an_emptied_part_of_a_speaker_is_filled_again(drafted, people):
    made = drafted("speakers", "two")
    own = [one for one in made.sentences if one.citations[0].speaker == "高瀬会長"]
    rest = replace(made, blocks=tuple(one for one in made.blocks if one not in own))
    added = shown(rest, own[0], people)
    assert added[:3] == ["高瀬会長", ("suido_1", 1), "桐野・水道局長"]


@pytest.mark.parametrize("form", ["issues", "decisions"])
def test_what_is_no_outcome_stands_in_a_part_of_its_own(drafted, people, form):
    made, whole = drafted(form, "two"), drafted("minutes", "two")
    last = said(whole, "suido_2", 2)
    at, put_in = placed(made, made.blocks, last, people)
    assert (at, put_in) == (len(made.blocks), (Heading("そのほかの発言"), last))
    more = revised(made, made.title, [*made.blocks, *put_in])
    first = said(whole, "suido_1", 1)
    assert placed(more, more.blocks, first, people) == (len(made.blocks) + 1, (first,))
    english = replace(made, language="en", choice=Choice(form))
    assert placed(english, made.blocks, last, people)[1][0] == Heading("Further statements")
