"""An open draft as it is edited, apart from the page."""

from dataclasses import replace

import pytest

from index.records import Span
from rag.drafting.compose import draft
from rag.drafting.coverage import coverage
from rag.drafting.records import Checked, Choice, Heading, Sentence
from rag.records import Citation
from ui.drafting.editing import Editing


@pytest.fixture
def editing(library, encoder) -> Editing:
    made = draft(library, encoder, Choice("minutes", "half"))
    return Editing.of("id", 1, made, library.generation)


def sentences(editing: Editing):
    return [row for row in editing.rows if isinstance(row.block, Sentence)]


def found(words: str, verdict="exact", citations: tuple[Citation, ...] = (), moved=False):
    return Checked(words, Span(0, 1), verdict, 1.0, (), citations, moved)


def test_what_is_opened_is_as_it_was_saved(editing):
    assert editing.current == editing.draft
    assert not editing.is_changed
    assert [sentence for _, sentence in editing.pending()] == list(editing.draft.sentences)
    numbers = [one.number for cited in editing.citations.values() for one in cited]
    assert numbers == [1, 2, 3, 4, 5, 6, 7, 8]


def test_an_edited_sentence_keeps_its_footnote_and_is_pending(editing):
    first, *others = sentences(editing)
    for row in (first, *others):
        row.found = found(row.block.words)
    editing.edit(first, " 港の  灯は青です。\n")
    assert first.block == replace(editing.draft.sentences[0], words="港の 灯は青です。")
    assert editing.is_changed
    assert editing.pending() == [(first.id, first.block)]


def test_the_same_words_change_nothing(editing):
    row = sentences(editing)[0]
    row.found = found(row.block.words)
    editing.edit(row, f"{row.block.words}\n")
    assert row.found
    assert not editing.is_changed


def test_two_sentences_in_one_field_become_two_that_are_judged_apart(editing):
    row = sentences(editing)[1]
    at, before = editing.rows.index(row), len(editing.rows)
    editing.edit(row, "一つめです。二つめです。")
    assert len(editing.rows) == before + 1
    one, two = editing.rows[at : at + 2]
    assert (one.block.words, two.block.words) == ("一つめです。", "二つめです。")
    assert one.block.citations == two.block.citations != ()
    assert len({row.id for row in editing.rows}) == len(editing.rows)


def test_no_other_row_moves_when_one_is_cut_or_removed(editing):
    one, two, three = sentences(editing)[:3]
    place = next(at for at, slot in enumerate(editing.slots) if slot == [three])
    editing.edit(one, "一つめです。二つめです。")
    editing.remove(two)
    assert editing.slots[place] == [three]
    assert [len(slot) for slot in editing.slots if len(slot) != 1] == [2, 0]


def test_an_emptied_field_is_no_sentence_any_more(editing):
    row = sentences(editing)[0]
    editing.edit(row, "  \n")
    assert editing.current.sentences == tuple(
        replace(one, citations=tuple(replace(c, number=n) for c in one.citations))
        for n, one in enumerate(editing.draft.sentences[1:], 1)
    )
    heading = next(row for row in editing.rows if isinstance(row.block, Heading))
    editing.edit(heading, "新しい 見出し")
    assert editing.current.blocks[0] == replace(editing.draft.blocks[0], words="新しい 見出し")
    editing.edit(heading, "")
    assert editing.current.blocks[0] == editing.draft.blocks[1]


def test_a_sentence_begun_and_left_empty_is_not_saved(editing):
    editing.append()
    assert not editing.is_changed
    editing.edit(editing.rows[-1], "潮は満ちます。")
    assert editing.current.blocks[-1] == Sentence("潮は満ちます。")


def test_what_was_found_of_other_words_is_not_taken(editing):
    row = sentences(editing)[0]
    old = row.block
    editing.edit(row, "別の文です。")
    editing.settle({row.id: (old, found(old.words))})
    assert row.found is None
    editing.settle({row.id: (row.block, found(row.block.words, "unsupported"))})
    assert row.found.verdict == "unsupported"


def test_a_proven_sentence_without_a_footnote_gets_it_and_another_only_when_it_is_wanted(editing):
    one, two = sentences(editing)[:2]
    proof = two.block.citations
    editing.append()
    new = editing.rows[-1]
    editing.edit(new, "新しい文です。")
    editing.settle({new.id: (new.block, found("新しい文です。", "paraphrase", proof))})
    assert new.block.citations == proof
    editing.settle({one.id: (one.block, found(one.block.words, "exact", proof, moved=True))})
    assert one.block.citations == editing.draft.sentences[0].citations
    editing.cite(one)
    assert (one.block.citations, one.found.moved) == (proof, False)
    assert [c.number for c in editing.citations[one.id]] == [1]
    assert [c.number for c in editing.citations[two.id]] == [1]  # one place has one number


def test_what_is_left_out_is_added_where_it_belongs_and_numbered(editing, library, encoder):
    left = coverage(editing.draft, library, encoder).left_out[0]
    with library.reading() as view:
        editing.add(left, view.snapshot.people)
    place = next(at for at, one in enumerate(editing.current.blocks) if one.words == left.words)
    around = editing.current.blocks[place - 1], editing.current.blocks[place + 1]
    assert any(
        isinstance(one, Sentence) and one.citations[0].transcript == left.citations[0].transcript
        for one in around
    )
    numbers = [one.number for block in editing.current.sentences for one in block.citations]
    assert numbers == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_another_state_of_the_library_checks_everything_again(editing):
    for row in sentences(editing):
        row.found = found(row.block.words)
    assert editing.pending() == []
    editing.begin_anew(7)
    assert len(editing.pending()) == 8
    assert editing.generation == 7
