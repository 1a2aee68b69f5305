"""What a draft represents, and what it leaves out."""

from dataclasses import replace

import pytest

from rag.cite import verify
from rag.drafting.coverage import Share, coverage


def test_a_draft_of_all_represents_all(drafted, made, encoder):
    found = coverage(drafted("minutes", "two"), made, encoder)
    assert (found.turns, found.speakers, found.sentences) == (
        Share(6, 6),
        Share(3, 3),
        Share(12, 12),
    )
    assert found.left_out == ()
    assert all(topic.share.part == 1.0 for topic in found.topics)


def test_what_one_sentence_leaves_out_can_be_added(drafted, made, encoder):
    one = drafted("minutes", "line")
    found = coverage(one, made, encoder)
    assert (found.turns, found.speakers) == (Share(1, 6), Share(1, 3))
    assert found.turns.part == pytest.approx(1 / 6)
    assert len(found.left_out) == 5
    [cited] = [block.words for block in one.sentences]
    assert cited not in [block.words for block in found.left_out]
    with made.reading() as view:
        for block in found.left_out:
            assert verify(view.transcript(block.citations[0].transcript), block.citations[0])
    more = coverage(replace(one, blocks=(*one.blocks, found.left_out[0])), made, encoder)
    assert more.sentences.done > found.sentences.done
    assert found.left_out[0] not in more.left_out


def test_an_empty_draft_represents_nothing(drafted, made, encoder):
    found = coverage(replace(drafted(), blocks=()), made, encoder)
    assert (found.turns.done, found.speakers.done, found.sentences.done) == (0, 0, 0)
