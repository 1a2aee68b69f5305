"""One question judged: every measure's sum and count, worked out by hand."""

from dataclasses import replace

import pytest

from rag.evaluation.judge import Run, cites, judge
from rag.records import Filter
from tests.rag.judging import answer, citation, evidence, gold, passage

ITEM = evidence("t", 100, 140)


def judged(asked, answered, found=()):
    [outcome] = judge([Run(asked, tuple(found), answered)], [passage("t", 0, 200)])
    return outcome


def parts(outcome, *names):
    return [outcome.parts.get(name) for name in names]


@pytest.mark.parametrize(
    ("start", "end", "hit"),
    [
        (120, 200, True),  # 20 of the evidence's 40
        (121, 200, False),
        (90, 110, True),  # 10 of the citation's 20
        (89, 109, False),
        (0, 300, True),
        (140, 150, False),
    ],
)
def test_a_citation_counts_when_half_of_the_shorter_is_shared(start, end, hit):
    assert cites(citation("t", start, end), ITEM) == hit
    assert not cites(citation("u", start, end), ITEM)


def test_citations_are_counted_one_by_one_and_evidence_item_by_item():
    items = [ITEM, evidence("t", 300, 340), evidence("u", 0, 40)]
    cited = answer(citation("t", 100, 120), citation("t", 120, 140), citation("t", 500, 540))
    outcome = judged(gold(items=items), cited)
    assert parts(outcome, "citation precision", "citation recall") == [(2.0, 3.0), (1.0, 3.0)]
    assert outcome.citations == (
        ("t", 100, 120, True),
        ("t", 120, 140, True),
        ("t", 500, 540, False),
    )
    assert (outcome.right, outcome.found) == (True, True)


def test_an_answer_beside_the_evidence_is_wrong():
    outcome = judged(gold(items=[ITEM]), answer(citation("t", 500, 540)), [passage("t", 0, 200)])
    assert (outcome.right, outcome.risky, outcome.rank) == (False, True, 1)
    assert parts(outcome, "right", "answered", "citation precision", "cited speaker") == [
        (0.0, 1.0),
        (1.0, 1.0),
        (0.0, 1.0),
        None,
    ]


@pytest.mark.parametrize(
    ("found", "risky", "rank"),
    [
        ([passage("t", 0, 200), passage("u", 0, 9)], False, 1),
        ([passage("u", 0, 9), passage("t", 0, 200)], True, 2),
        ([], True, None),
    ],
)
def test_of_a_refused_question_the_best_passage_says_what_an_answer_would_be(found, risky, rank):
    outcome = judged(gold(items=[ITEM]), answer(), found)
    assert (outcome.right, outcome.risky, outcome.rank) == (False, risky, rank)
    assert parts(outcome, "answered", "citation precision", "citation recall") == [
        (0.0, 1.0),
        None,
        (0.0, 1.0),
    ]
    assert parts(outcome, "refusal precision", "refusal recall", "refusal F1") == [
        (0.0, 1.0),
        None,
        (0.0, 1.0),
    ]


def test_the_rank_is_that_of_the_nearest_item():
    items = [evidence("t", 310, 350), ITEM]
    outcome = judged(
        gold(items=items),
        answer(),
        [passage("u", 0, 9), passage("t", 0, 200), passage("t", 300, 400)],
    )
    assert outcome.rank == 2


@pytest.mark.parametrize(
    ("languages", "crossing"),
    [(["ja"], False), (["en"], True), (["en", "ja"], False), (["en", "zh"], True)],
)
def test_a_question_is_cross_lingual_when_no_evidence_is_in_its_language(languages, crossing):
    items = [replace(ITEM, language=language) for language in languages]
    assert judged(gold(items=items), answer()).cross_lingual == crossing


def test_what_nobody_said_is_right_to_refuse_and_a_risk_to_answer():
    refused, told = judged(gold(), answer()), judged(gold(), answer(citation("t", 0, 9)))
    assert (refused.right, refused.risky, refused.rank) == (True, True, None)
    assert refused.parts == {
        "refusal F1": (2.0, 2.0),
        "refusal precision": (1.0, 1.0),
        "refusal recall": (1.0, 1.0),
        "right": (1.0, 1.0),
    }
    assert (told.right, told.risky, told.cross_lingual) == (False, True, None)
    assert told.parts == {
        "refusal F1": (0.0, 1.0),
        "refusal recall": (0.0, 1.0),
        "right": (0.0, 1.0),
    }


@pytest.mark.parametrize(
    ("quote", "held"),
    [
        ("全部で\n\n１，１８０ 回でした", 1.0),
        ("全部で 1,180 人でした", 0.0),
        ("BY the ferry", 1.0),
        ("", 0.0),
    ],
)
def test_an_accepted_answer_is_looked_for_without_white_space_and_width(quote, held):
    asked = gold(items=[ITEM], answers=("1,180回", "By the", " "))
    outcome = judged(asked, answer(citation("t", 100, 140, quote=quote)))
    assert outcome.parts["answer in citation"] == (held, 1.0)


@pytest.mark.parametrize(("speaker", "share"), [("岩田", 1.0), ("岡野", 0.0), (None, 0.0)])
def test_a_citation_of_the_evidence_names_its_speaker(speaker, share):
    cited = answer(citation("t", 100, 140, speaker), citation("t", 900, 940, "岡野"))
    items = [ITEM, evidence("t", 300, 340, "岡野")]
    assert judged(gold(items=items), cited).parts["cited speaker"] == (share, 1.0)


@pytest.mark.parametrize(
    ("speakers", "share"),
    [(("岩田主任研究員",), 1.0), (("岡野", "岩田"), 1.0), (("岡野",), 0.0)],
)
def test_the_first_statement_is_by_an_expected_speaker(speakers, share):
    asked = gold(items=[ITEM], speakers=speakers)
    cited = answer(citation("t", 100, 140, "岩田"), citation("t", 0, 9, "岡野"))
    assert judged(asked, cited).parts["first speaker"] == (share, 1.0)
    assert "first speaker" not in judged(asked, answer()).parts


@pytest.mark.parametrize(
    ("reads", "part"),
    [(Filter(), (1.0, 1.0)), (Filter(speaker="岩田"), (0.0, 1.0)), (None, None)],
)
def test_filters_read_from_the_question_are_those_it_sets(reads, part):
    asked = gold(items=[ITEM], reads=reads)
    assert judged(asked, answer()).parts.get("filters read") == part
