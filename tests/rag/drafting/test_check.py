"""Any text, sentence by sentence: word for word, proven, opposed, or without ground."""

from dataclasses import replace

import pytest

from index import build
from index.errors import Stopped
from rag.cite import verify
from rag.drafting.attribution import attributed
from rag.drafting.check import checked, recheck
from rag.drafting.sources import letters, sources_of
from rag.records import Fault

WHOLE = "配水管の総延長は 812 キロで、四割が法定の耐用年数を超えています。"


@pytest.fixture
def verdicts(made, encoder):
    return lambda text: [(one.verdict, one.faults) for one in checked(text, made, encoder)]


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        "配水管の総延長は８１２キロで、四割が法定の耐用年数を超えています",
        f"桐野・水道局長：「{WHOLE}」[1]",
        f"- 「{WHOLE}」（桐野）[^1]",
    ],
)
def test_the_same_words_are_exact_however_they_are_set(made, encoder, text):
    [found] = checked(text, made, encoder)
    assert (found.verdict, found.support, found.faults) == ("exact", 1.0, ())
    [citation] = found.citations
    assert (citation.transcript, citation.turn, citation.quote) == ("suido_1", 2, WHOLE)
    with made.reading() as view:
        assert verify(view.transcript("suido_1"), citation)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"森田委員：「{WHOLE}」", "森田委員"),
        (f"「{WHOLE}」（高瀬会長）", "高瀬会長"),
        (f"山田市長：「{WHOLE}」", "山田市長"),
    ],
)
def test_the_same_words_of_somebody_else_are_unsupported(verdicts, text, named):
    assert verdicts(text) == [("unsupported", (Fault("speaker", named),))]


def test_part_of_a_sentence_is_not_exact(verdicts):
    for part in ("私は一律の引き上げに反対です。", "低所得の世帯の負担が重くなる"):
        [(verdict, _)] = verdicts(part)
        assert verdict != "exact"


def test_a_connective_before_the_same_words_may_be_missing(library, write, encoder):
    made = library()
    text = "第1回 水の会\n\n＜桐野＞\n\nしかし、料金は二十年のあいだ同じでした。もっと上げます。\n"
    [row] = build.add([write("water.txt", text)], made, encoder)
    assert row.status == "added"
    assert [one.verdict for one in checked("料金は二十年のあいだ同じでした。", made, encoder)] == [
        "exact"
    ]


def test_a_wrong_number_is_named(verdicts):
    [(verdict, faults)] = verdicts(
        "配水管の総延長は 900 キロで、四割が法定の耐用年数を超えています。"
    )
    assert verdict == "unsupported"
    assert Fault("number", "900") in faults


def test_places_headings_and_notes(made, encoder):
    text = f"# 要旨\n\n- {WHOLE}[^1]\n\n[^1]: 第1回・桐野\n"
    [found] = checked(text, made, encoder)
    assert found.place.of(text) == WHOLE
    assert checked("# 題\n\n---\n", made, encoder) == ()


def test_a_sentence_with_its_own_footnote_has_not_moved(made, encoder, drafted):
    [sentence] = [one for one in drafted().sentences if "812" in one.words]
    found = recheck(sentence.words, sentence.citations, made, encoder)
    assert (found.verdict, found.moved) == ("exact", False)
    assert [one.span for one in found.citations] == [one.span for one in sentence.citations]


def test_a_sentence_that_another_place_proves_has_moved(made, encoder, drafted):
    length, leaks = [
        next(one for one in drafted().sentences if words in one.words)
        for words in ("812", "96 か所")
    ]
    found = recheck(leaks.words, length.citations, made, encoder)
    assert (found.verdict, found.moved) == ("exact", True)
    assert found.citations[0].transcript == "suido_2"
    false = recheck(length.words.replace("812", "912"), length.citations, made, encoder)
    assert (false.verdict, false.moved) == ("unsupported", True)


def test_a_footnote_whose_words_are_gone_has_moved(made, encoder, drafted):
    [sentence] = [one for one in drafted().sentences if "812" in one.words]
    gone = tuple(replace(one, transcript="nowhere") for one in sentence.citations)
    assert recheck(sentence.words, gone, made, encoder).moved
    assert not recheck(sentence.words, (), made, encoder).moved


def test_the_check_of_a_text_says_how_far_it_is_and_can_be_stopped(made, encoder):
    told: list[tuple[int, int]] = []
    text = f"{WHOLE}料金は安いです。"
    checked(text, made, encoder, on_progress=lambda *far: told.append(far), stop=lambda: False)
    assert told == [(0, 2), (1, 2)]
    with pytest.raises(Stopped, match="the check was stopped"):
        checked(text, made, encoder, stop=lambda: True)


def test_sources_are_read_once_a_state(made):
    assert sources_of(made) is sources_of(made)


def test_letters_and_attributions(made):
    assert letters("「運賃は 一回３００円です。」") == "運賃は一回300円です"
    people = sources_of(made).people
    assert attributed("結論：値上げする。", people).persons is None
    assert attributed("値上げする（案）。", people).words == "値上げする（案）。"
    assert attributed("値上げする。（桐野、森田）", people).persons == {"桐野", "森田"}
    assert attributed("市長：「値上げする。」", people).persons == frozenset()
