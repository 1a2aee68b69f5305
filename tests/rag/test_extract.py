"""Which sentences are quoted, how far each quote is widened, and that a quote stays a slice."""

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.layout import measure
from index.passages import cut
from index.records import Header, Source, Span, Speaker, Transcript, Turn
from index.search_text import search_text
from index.sentences import sentences
from rag import extract
from rag.candidates import Candidate
from rag.extract import choose, logit_without_kind, score
from rag.question import understand
from tests.index.texts import texts

ONE, SEVERAL = understand("運賃はいくらですか"), understand("意見をすべて教えてください")


def spoken(*turns, name="a", date=None):
    """A transcript with a turn for each text, of speakers 一, 二 …"""
    said = "".join(f"{text}\n" for text in turns)
    spans, start = [], 0
    for text in turns:
        spans.append(Span(start, start + len(text)))
        start += len(text) + 1
    made = [Turn(0, None, Span(0, 0))]
    made += [
        Turn(n, Speaker("一二三四"[n - 1], "一二三四"[n - 1]), s) for n, s in enumerate(spans, 1)
    ]
    source = Source("a.txt", "a.txt", said, "", "utf-8")
    return Transcript(name, source, Header(name, date=date), tuple(made))


def candidates(transcript, logits=None):
    """Every sentence as `gather` has it, with the given log-odds in reading order."""
    found = []
    layout = measure(transcript.text)
    for rank, (passage, _) in enumerate(cut(transcript)):
        search = search_text(transcript.text, passage.span, layout)
        for start, end in sentences(search.text):
            span = search.to_source(start, end)
            found.append(
                Candidate(
                    transcript, passage.turn, span, search.text[start:end], search.display(span),
                    rank, 1.0, 0.0, len(found),
                )
            )  # fmt: skip
    given_logits = logits or [0.0] * len(found)
    return [replace(c, logit=logit) for c, logit in zip(found, given_logits, strict=True)]


def quoted(question, *transcripts_and_logits):
    """The quotes: of each transcript, log-odds of its sentences in reading order."""
    found = [c for made, logits in transcripts_and_logits for c in candidates(made, logits)]
    chosen = choose(question, sorted(found, key=lambda c: -c.logit))
    return [c.span.of(c.transcript.text) for c in chosen]


A, B, C, D, E = (f"{place}番めの文を話します。" for place in "一二三四五")
FAR = -9.0


@pytest.mark.parametrize(
    ("logits", "expected"),
    [
        ([FAR, FAR, 0, FAR, FAR], C),
        ([FAR, FAR, 0, -2.9, FAR], C + D),
        ([FAR, FAR, 0, -3.1, FAR], C),
        ([FAR, -2.9, 0, FAR, FAR], B + C),
        ([FAR, -3.1, 0, FAR, FAR], C),
        ([-1, -1, 0, -1, -1], B + C + D),  # one on each side at most
        ([0, -1, -1, FAR, FAR], A + B),
        ([FAR, FAR, FAR, -1, 0], D + E),
    ],
)
def test_a_quote_takes_in_the_sentences_beside_it_that_answer_nearly_as_well(logits, expected):
    assert quoted(ONE, (spoken(A + B + C + D + E), logits)) == [expected]


@pytest.mark.parametrize(
    ("before", "after", "logits", "whole"),
    [
        ("運賃は三百円です。", "これは来年も同じです。", [0, -4.9], True),
        ("運賃は三百円です。", "これは来年も同じです。", [0, -5.1], False),
        ("運賃は三百円です。", "来年も運賃は同じです。", [0, -4.9], False),
        ("運賃は三百円です。", "しかし来年は上がります。", [0, -4.9], True),
        # what leans on the sentence before it is not quoted without that
        ("運賃は三百円です。", "これは来年も同じです。", [FAR, 0], True),
        ("運賃は三百円です。", "しかし来年は上がります。", [FAR, 0], True),
        ("運賃は三百円です。", "来年も運賃は同じです。", [FAR, 0], False),
        ("The fare is three pounds.", " This stays so next year.", [FAR, 0], True),
        ("The fare is three pounds.", " However, it may rise.", [0, -4.9], True),
        ("The fare is three pounds.", " Thistles grow beside it.", [FAR, 0], False),
    ],
)
def test_sentences_that_lean_on_each_other_stay_together(before, after, logits, whole):
    best = before if logits[0] == 0 else after
    expected = before + after if whole else best.strip()
    assert quoted(ONE, (spoken(before + after), logits)) == [expected]


def test_what_leans_as_the_first_of_a_turn_stands_alone():
    made = spoken("運賃は三百円です。", "これは来年も同じです。")
    assert quoted(ONE, (made, [FAR, 0])) == ["これは来年も同じです。"]


@pytest.mark.parametrize("place", [0, 1, 2, 3])
@pytest.mark.parametrize(
    ("intro", "items"),
    [
        ("次の三つの点です。", ["①運賃を下げます。", "②便を増やします。", "③港を直します。"]),
        ("次の三つの点です。", ["（1）運賃を下げる。", "（2）便を増やす。", "（3）港を直す。"]),
        (
            "理由は三つあります。",
            ["第一に、高いです。", "第二に、遅いです。", "第三に、遠いです。"],
        ),
        ("理由は三つあります。", ["一つ目は値段です。", "二つ目は便数です。", "三つ目は港です。"]),
        (
            "次の三つの点です。\n",
            ["1. 運賃を下げます。\n", "2. 便を増やします。\n", "3. 港を直します。"],
        ),
        (
            "次の三つの点です。\n",
            ["・運賃を下げます。\n", "・便を増やします。\n", "・港を直します。"],
        ),
        ("There are three. ", ["First, the fare. ", "Second, the boats. ", "Third, the pier."]),
    ],
)
def test_a_list_is_quoted_whole(intro, items, place):
    made = spoken(f"{A}{intro}{''.join(items)}\n{B}")
    logits = [FAR] * 6
    logits[1 + place] = 0
    found = candidates(made, logits)
    assert [c.shown for c in found] == [A, intro.strip(), *(i.strip() for i in items), B]
    whole = "".join(items) if place else intro + "".join(items)
    assert quoted(ONE, (made, logits)) == [whole]


def test_the_list_before_an_introduction_is_another():
    old, new = ["①運賃を下げます。", "②便を増やします。"], ["①港を直します。", "②船を買います。"]
    made = spoken("".join([*old, A, *new]))
    assert quoted(ONE, (made, [FAR, FAR, 0, FAR, FAR])) == [A + "".join(new)]
    assert quoted(ONE, (made, [0, FAR, FAR, FAR, FAR])) == ["".join(old)]


def test_a_number_that_begins_a_sentence_is_no_item():
    made = spoken(f"{A}3.5%の人が来ました。{B}")
    assert quoted(ONE, (made, [0, FAR, FAR])) == [A]
    assert quoted(ONE, (made, [FAR, 0, FAR])) == ["3.5%の人が来ました。"]


@pytest.mark.parametrize(("length", "whole"), [(216, True), (217, False)])
def test_a_quote_is_no_wider_than_450_characters(length, whole):
    first, second = "運賃" * 116 + "円。", "これは" + "あ" * (length - 4) + "。"
    for logits in ([0, -1], [-1, 0]):
        best = first if logits[0] == 0 else second
        made = spoken(first + second)
        assert len(made.text) == 1 + 234 + length
        assert quoted(ONE, (made, logits)) == [first + second if whole else best]


@pytest.mark.parametrize(("length", "whole"), [(150, True), (151, False)])
def test_nor_is_one_that_is_widened_to_both_sides(length, whole):
    parts = [char * 149 + "。" for char in "あい"] + ["う" * (length - 1) + "。"]
    made = spoken("".join(parts))
    assert quoted(ONE, (made, [-1, 0, -1])) == ["".join(parts if whole else parts[:2])]


def test_lists_may_be_wider():
    items = [f"{number}{'あ' * 198}。" for number in "①②③"]
    assert quoted(ONE, (spoken("".join(items)), [FAR, 0, FAR])) == ["".join(items)]


TWO = ["一人めは賛成だと言います。", "二人めは反対だと言います。"]


@pytest.mark.parametrize(
    ("question", "logits", "expected"),
    [
        (ONE, [0, -0.5], TWO[:1]),
        (SEVERAL, [0, -1.0], TWO),
        (SEVERAL, [0, -1.1], TWO[:1]),
        (SEVERAL, [-0.5, 0], TWO[::-1]),  # the best one's speaker first
        (understand("List the views"), [0, -0.5], TWO),
        (understand("Which boats are late?"), [0, -0.5], TWO),
        (understand("What is the view?"), [0, -0.5], TWO[:1]),
        (understand("有哪些意见？"), [0, -0.5], TWO),
        (understand("의견을 모두 알려 주세요"), [0, -0.5], TWO),
        (understand("誰と誰が話しましたか"), [0, -0.5], TWO),
        (understand("誰が話しましたか"), [0, -0.5], TWO[:1]),
        (ONE, [0, 0], TWO[:1]),
    ],
)
def test_several_are_quoted_where_several_are_asked_for(question, logits, expected):
    assert quoted(question, (spoken(*TWO), logits)) == expected


def test_four_at_most():
    turns = [f"{number}人めの意見を話します。" for number in "一二三四"]
    one, two = spoken(*turns), spoken("五人めの意見を話します。", name="b")
    found = quoted(SEVERAL, (one, [0, -0.1, -0.2, -0.3]), (two, [-0.4]))
    assert found == turns


def test_quotes_of_one_speaker_stand_in_reading_order_and_older_meetings_first():
    first = spoken("一人めの意見です、はい。", name="b", date="2031-05-20")
    second = spoken("一人めの後の意見です。", name="a", date="2031-09-09")
    assert quoted(SEVERAL, (second, [0]), (first, [-0.5])) == [
        "一人めの意見です、はい。",
        "一人めの後の意見です。",
    ]
    made = spoken(A + D + B + D * 2 + C)
    assert quoted(SEVERAL, (made, [-0.5, FAR, 0, FAR, FAR, -0.2])) == [A, B, C]


def test_the_same_words_are_quoted_once():
    again = spoken(A, name="b")
    assert quoted(SEVERAL, (spoken(A), [0]), (again, [0])) == [A]


def test_quotes_never_overlap():
    # widened, both would take in the sentence between them
    made = spoken(A + B + C)
    assert quoted(SEVERAL, (made, [0, -2.5, -0.5])) == [A + B, C]


@pytest.mark.parametrize(
    ("words", "logits", "expected"),
    [
        (["はい。", B, A], [0, FAR, -1], A),  # a short one says nothing, however likely
        (["はい。", A], [0, -2], "はい。" + A),  # but it may stand beside what does
        (["はい。", "いいえ。"], [0, FAR], "はい。"),
        (["一二三四五六。", B, A], [0, FAR, -1], A),
        (["一二三四五六七。", B, A], [0, FAR, -1], "一二三四五六七。"),
    ],
)
def test_what_is_shorter_than_eight_characters_is_no_answer(words, logits, expected):
    assert quoted(ONE, (spoken("".join(words)), logits)) == [expected]


def test_a_piece_of_an_overlong_sentence_is_not_widened():
    made = spoken(f"{A}{'あ' * 600}。{B}")
    pieces = [c.words for c in candidates(made)]
    assert pieces == [A, "あ" * 300, "あ" * 300 + "。", B]
    assert quoted(ONE, (made, [-1, 0, -1, -1])) == ["あ" * 300]


def test_a_quote_across_line_breaks_is_shown_joined():
    lines = ["あ" * 30 + "運賃は", "三百円です。これは", "来年も同じです。" + "い" * 20, "う。"]
    made = spoken("\n".join([*lines, *(["え" * 33] * 6)]))
    found = candidates(made)
    logits = [FAR] * len(found)
    logits[0] = 0
    [chosen] = choose(ONE, [replace(c, logit=g) for c, g in zip(found, logits, strict=True)])
    quote = chosen.span.of(made.text)
    assert "\n" in quote
    assert chosen.shown == quote.replace("\n", "")


def test_the_score_is_the_weighted_sum_of_the_features(monkeypatch):
    made = spoken("運賃は三百円です。" + "運賃は何円ですか。")
    ranking = SimpleNamespace(weights={("運賃",): 2.0, ("円",): 1.0}, coverage=0.5)
    fare, asked = candidates(made)
    fare = replace(fare, cosine=0.80, passage_score=0.9, held=frozenset({("運賃",), ("円",)}))
    asked = replace(asked, cosine=0.85, passage_score=0.6, held=frozenset({("運賃",)}))
    weights = extract._WEIGHTS
    expected = {
        fare.place: weights["share"] * 1
        + weights["cosine"] * (-1 * 0.5)
        + weights["offers"] * 1
        + weights["length"] * 9 / 120,
        asked.place: weights["share"] * 2 / 3
        + weights["passage"] * -0.3
        + weights["offers"] * -1
        + weights["asks"]
        + weights["length"] * 9 / 120,
    }
    found = score(ONE, ranking, [fare, asked])
    assert [c.place for c in found] == [fare.place, asked.place]
    assert {c.place: c.logit for c in found} == pytest.approx(expected)
    assert logit_without_kind(ONE, found[0]) == pytest.approx(found[0].logit - weights["offers"])
    assert logit_without_kind(ONE, found[1]) == pytest.approx(found[1].logit + weights["offers"])
    assert logit_without_kind(SEVERAL, found[0]) == found[0].logit
    assert score(ONE, ranking, []) == []
    same = [replace(fare, place=1), replace(fare, place=0)]
    assert [c.place for c in score(ONE, ranking, same)] == [0, 1]  # ties in reading order


pieces = st.lists(
    st.one_of(
        texts,
        st.sampled_from(
            [
                A,
                B,
                "①運賃です。",
                "②港です。",
                "これは同じです。",
                "はい。",
                "あ" * 500,
                "。\u0301",
                "\n",
            ]
        ),
    ),
    max_size=8,
).map("".join)


@given(st.lists(pieces, min_size=1, max_size=4), st.data())
def test_every_quote_is_a_slice_of_one_turn_and_shown_as_its_source(turns, data):
    made = spoken(*turns)
    found = candidates(made)
    logits = data.draw(
        st.lists(
            st.sampled_from([0.0, -0.5, -0.9, -2.5, -4.5, FAR]),
            min_size=len(found),
            max_size=len(found),
        )
    )
    found = [replace(c, logit=logit) for c, logit in zip(found, logits, strict=True)]
    found.sort(key=lambda c: -c.logit)
    alone = {c.span: c.shown for c in found}  # a passage may begin or end inside a cluster of marks
    if not found:
        return
    for question in (ONE, SEVERAL):
        chosen = choose(question, found)
        assert 1 <= len(chosen) <= extract.MOST
        for one in chosen:
            turn = made.turns[one.turn]
            assert turn.span.start <= one.span.start < one.span.end <= turn.span.end
            search = search_text(made.text, turn.span, measure(made.text))
            assert one.shown == alone.get(one.span, search.display(one.span))
            if one.span not in alone:
                assert one.words == search.words(one.span)
        spans = sorted(one.span for one in chosen)
        assert [(a, b) for a, b in pairwise(spans) if a.end > b.start] == []
