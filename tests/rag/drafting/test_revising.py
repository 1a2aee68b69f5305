"""A draft that was edited: numbers throughout, and honest files."""

from dataclasses import replace

from index import build
from index.records import Span
from rag.cite import verify
from rag.drafting.check import recheck
from rag.drafting.export import exported
from rag.drafting.records import Checked, Heading, Sentence
from rag.drafting.revising import honest, is_proven, revised
from tests.rag.drafting.meetings import FIRST

NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]


def found(sentence, verdict="exact", moved=False):
    return Checked(
        sentence.words, Span(0, 1), verdict, 1.0, citations=sentence.citations, moved=moved
    )


def numbers(draft):
    return [one.number for block in draft.sentences for one in block.citations]


def test_citations_count_from_one_throughout_whatever_numbers_they_come_with(drafted):
    made = drafted("minutes", "two")
    each_one = [
        replace(block, citations=tuple(replace(one, number=1) for one in block.citations))
        if isinstance(block, Sentence)
        else block
        for block in made.blocks
    ]
    assert revised(made, made.title, each_one) == made
    assert numbers(made) == NUMBERS
    turned = revised(made, "題", list(reversed(each_one)))
    assert (turned.title, numbers(turned)) == ("題", NUMBERS)
    text = exported(turned, "md").decode()
    assert all(f"[^{number}]: " in text for number in NUMBERS)


def test_a_file_has_no_footnote_that_proves_nothing_and_names_the_sentence(drafted):
    made = drafted("minutes", "two")
    first, second, third, *rest = made.sentences
    checked = [
        found(first, "opposite", moved=True),
        found(second, "unsupported"),
        found(third, "paraphrase", moved=True),
        *(found(one) for one in rest),
    ]
    shown = honest(made, checked)
    assert [len(one.citations) for one in shown.sentences] == [0, 0, 0, *(1 for _ in rest)]
    assert numbers(shown) == NUMBERS[: len(rest)]
    assert shown.notes == (
        f"会議録の発言と逆のことを述べている文です：{first.words}",
        f"会議録に根拠が見つからない文です：{second.words}",
        f"脚注が裏づけていなかったため、脚注を外した文です：{third.words}",
    )
    assert [block for block in shown.blocks if isinstance(block, Heading)] == [
        block for block in made.blocks if isinstance(block, Heading)
    ]
    text = exported(shown, "md").decode()
    assert f"逆のことを述べている文です：{first.words}" in text


def test_a_file_of_what_is_proven_is_the_draft(drafted):
    made = drafted("minutes", "two")
    assert honest(made, [found(one) for one in made.sentences]) == made
    opposed, *rest = made.sentences
    checked = [found(opposed, "opposite"), *(found(one, "paraphrase") for one in rest)]
    assert honest(replace(made, language="en"), checked).notes == (
        f"The transcripts say the opposite of this sentence: {opposed.words}",
    )


def test_a_file_quotes_a_transcript_as_it_is_now(drafted, made, encoder, write):
    old = drafted("minutes", "two")
    first = old.sentences[0].citations[0]
    path = write(
        "suido_1.txt", FIRST.replace("おはようございます。", "皆さま、おはようございます。")
    )
    [row] = build.add([path], made, encoder)
    assert row.status == "updated"
    checks = [recheck(one.words, one.citations, made, encoder) for one in old.sentences]
    [now] = honest(old, checks).sentences[0].citations
    assert (now.quote, now.span.start) == (first.quote, first.span.start + 4)
    with made.reading() as view:
        for one in honest(old, checks).sentences:
            for citation in one.citations:
                assert verify(view.transcript(citation.transcript), citation)


def test_what_stands_as_its_footnotes_have_it(drafted):
    [one] = drafted("minutes", "line").sentences
    stands = {(v, m): is_proven(found(one, v, m)) for v in ("exact", "paraphrase", "unsupported",
              "opposite") for m in (False, True)}  # fmt: skip
    assert [key for key, value in stands.items() if value] == [
        ("exact", False),
        ("paraphrase", False),
    ]
