"""Citations: the quote is the slice, the address finds it again, nobody speaks for another."""

from dataclasses import replace
from unicodedata import normalize
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.incoming import parse
from index.read import read_bytes
from index.records import Span
from rag.cite import Standing, address, cite, fingerprint, locate, standing, trace, verify
from rag.evaluation.folding import plain
from rag.imprint import Imprint, imprint

TEXT = "題名\n\n＜岩田＞\nはい。𠮷田です。\n\n＜岡野＞\nいいえ。\n"


def transcript(text=TEXT):
    return parse(read_bytes(text.encode(), "第1回 記録.txt"), "第1回-記録")


def test_a_citation_carries_the_slice_and_where_it_stands():
    made = transcript()
    start = TEXT.index("𠮷")
    citation = cite(3, made, 1, Span(start, start + 5))
    assert (citation.number, citation.turn, citation.speaker) == (3, 1, "岩田")
    assert citation.quote == "𠮷田です。" == TEXT[start : start + 5]
    assert (citation.title, citation.page, citation.date) == ("題名", None, None)
    query = parse_qs(urlsplit(citation.address).query)
    assert urlsplit(citation.address).path == "read"
    assert query == {
        "transcript": ["第1回-記録"],
        "turn": ["1"],
        "start": [str(start)],
        "end": [str(start + 5)],
        "check": [fingerprint("𠮷田です。")],
        "words": [str(imprint("𠮷田です。"))],
        "by": [trace(made.turns[1].speaker)],
    }


@pytest.mark.parametrize(
    ("turn", "words"), [(1, "いいえ。"), (2, "はい。"), (0, "はい。"), (1, "＜岩田＞\nはい。")]
)
def test_a_span_outside_the_turn_cannot_be_cited(turn, words):
    start = TEXT.index(words)
    with pytest.raises(ValueError, match=f"does not lie in turn {turn} of 第1回-記録"):
        cite(1, transcript(), turn, Span(start, start + len(words)))


def test_an_empty_span_cannot_be_cited():
    with pytest.raises(ValueError, match="does not lie in turn 1"):
        cite(1, transcript(), 1, Span(10, 10))


def test_the_page_is_that_of_the_spans_start():
    made = transcript("題名\n＜岩田＞\n一枚目。\f二枚目。")
    start = made.text.index("二枚目")
    assert cite(1, made, 1, Span(start, start + 4)).page == 2
    assert cite(1, made, 1, Span(start - 5, start - 1)).page == 1


def test_an_address_finds_words_that_have_moved():
    start = TEXT.index("はい")
    span, check = Span(start, start + 3), fingerprint("はい。")
    assert locate(transcript(), span, check) == (span, False)
    assert locate(transcript("新しい" + TEXT), span, check) == (Span(start + 3, start + 6), True)
    assert locate(transcript(TEXT.replace("はい。", "うん。")), span, check) == (None, False)


def test_an_address_without_a_check_is_taken_as_it_is():
    assert locate(transcript(), Span(2, 5), None) == (Span(2, 5), False)
    assert locate(transcript(), Span(2, 500), None) == (None, False)
    assert locate(transcript(), Span(2, 2), "abcd") == (None, False)


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=30), st.data())
def test_every_address_leads_back_to_its_span(words, data):
    made = transcript(f"＜岩田＞\nまえ。{words}。")
    turn = made.turns[1].span
    start = data.draw(st.integers(turn.start, turn.end - 1))
    span = Span(start, data.draw(st.integers(start + 1, turn.end)))
    query = parse_qs(urlsplit(address(made, 1, span)).query)
    again = Span(int(query["start"][0]), int(query["end"][0]))
    assert locate(made, again, query["check"][0]) == (span, False)


def pointed(made, words, turn=1):
    """A citation of words, and what its address says of them."""
    start = made.text.index(words, made.turns[turn].span.start)
    citation = cite(1, made, turn, Span(start, start + len(words)))
    query = parse_qs(urlsplit(citation.address).query)
    by = query.get("by", [None])[0]
    return citation, (query["check"][0], Imprint.read(query["words"][0]), by)


QUOTE = "運賃は一回 300 円で、\n前の日の夕方までに\n申し込みます。"
LONG = f"題名\n\n＜岩田＞\n{QUOTE}\n＜岡野＞\nはい。\n"


@pytest.mark.parametrize(
    ("corrected", "words"),
    [
        (LONG.replace("で、\n", "で、"), "運賃は一回 300 円で、前の日の夕方までに\n申し込みます。"),
        (
            LONG.replace("\n", "\r\n"),
            "運賃は一回 300 円で、\r\n前の日の夕方までに\r\n申し込みます。",
        ),
        (
            LONG.replace(" 300 ", "３００"),
            "運賃は一回３００円で、\n前の日の夕方までに\n申し込みます。",
        ),
        (LONG.replace("題名", "題名" + "\n＜水野＞\nどうも。" * 20_000), QUOTE),
    ],
)
def test_words_are_found_whatever_their_wrapping_and_width(corrected, words):
    citation, marks = pointed(transcript(LONG), QUOTE)
    now = transcript(corrected)
    found, moved = locate(now, citation.span, *marks)
    assert (found.of(corrected), moved) == (words, True)
    assert standing(now, citation) == Standing("moved", found, at=found.start)
    assert not verify(now, citation)


def test_words_that_stand_twice_are_those_of_the_same_speaker_nearest_to_the_old_place():
    text = "題\n＜岩田＞\nはい。\n＜岡野＞\nはい。\n＜岩田＞\nどうぞ。\n＜岡野＞\nはい。\n"
    citation, marks = pointed(transcript(text), "はい。", turn=4)
    now = transcript(text.replace("どうぞ。", "はい。どうぞ。").replace("題", "題" * 4))
    places = [at for at in range(len(now.text)) if now.text.startswith("はい。", at)]
    assert locate(now, citation.span, *marks) == (Span(places[3], places[3] + 3), True)
    elsewhere = transcript(text.replace("＜岡野＞", "＜水野＞"))
    found, _ = locate(elsewhere, Span(citation.span.start, citation.span.end + 1), *marks)
    assert found == citation.span  # nobody of that name: the nearest


def test_the_same_speaker_counts_before_the_nearer_place():
    text = "題\n＜岩田＞\nはい。\n＜岡野＞\nはい。\n"
    citation, marks = pointed(transcript(text), "はい。", turn=2)
    now = transcript(text.replace("題", "題" * 12))
    first, second = (at for at in range(len(now.text)) if now.text.startswith("はい。", at))
    assert abs(first - citation.span.start) < abs(second - citation.span.start)
    assert locate(now, citation.span, *marks) == (Span(second, second + 3), True)


def test_words_across_two_turns_are_nobodys():
    citation, marks = pointed(
        transcript("題\n＜岩田＞\nまえ。＜岡野＞うしろ。\n"), "まえ。＜岡野＞うしろ。"
    )
    apart = transcript("題\n＜岩田＞\nまえ。\n＜岡野＞\nうしろ。\n")
    assert len(apart.turns) == 3
    assert locate(apart, citation.span, *marks) == (None, False)


def test_what_was_rewritten_is_changed_and_its_likest_sentence_a_guess():
    citation, _ = pointed(transcript(LONG), QUOTE)
    corrected = transcript(LONG.replace("300", "350").replace("題名", "新しい題名"))
    told = standing(corrected, citation)
    assert (told.kind, told.span, told.at) == ("changed", None, told.likest.start)
    assert told.likest.of(corrected.text) == citation.quote.replace("300", "350")
    assert told.likeness == pytest.approx(0.963)  # 26 of 27 characters agree
    other = transcript("題\n＜岩田＞\nまったく別の話をしました。\n")
    assert standing(other, citation) == Standing("changed", at=citation.span.start)
    assert standing(transcript("題"), citation) == Standing("changed", at=1)


def test_an_old_citation_is_kept_or_gone():
    citation, _ = pointed(transcript(), "𠮷田です。")
    assert standing(transcript(), citation) == Standing(
        "kept", citation.span, at=citation.span.start
    )
    assert standing(None, citation) == Standing("gone")


def test_only_the_same_characters_at_the_same_place_of_the_same_transcript_are_verified():
    citation, _ = pointed(transcript(), "𠮷田です。")
    assert verify(transcript(), citation)
    assert not verify(transcript(TEXT.replace("𠮷", "吉")), citation)
    assert not verify(transcript("新" + TEXT), citation)
    assert not verify(replace(transcript(), id="other"), citation)
    assert not verify(transcript(), replace(citation, quote="𠮷田です"))
    cut = replace(citation, quote="", span=Span(9_000, 9_005))
    assert not verify(transcript(), cut)


_WORDS = st.text(st.sampled_from("あいがｶﾞかＡa1１、。 日本"), min_size=1, max_size=25)


@given(_WORDS, _WORDS, _WORDS, st.data())
def test_a_quote_is_found_after_text_was_inserted_deleted_and_wrapped_anew(
    before, quote, after, data
):
    old = transcript(f"題\n＜岩田＞\n始め。{before}「{quote}」{after}。終わり。")
    citation, marks = pointed(old, f"「{quote}」")
    wrapped = "".join(
        char + data.draw(st.sampled_from(["", "", "\n", " ", "\r\n\r\n"])) for char in quote
    )
    lead, tail = data.draw(_WORDS), data.draw(_WORDS)
    now = transcript(f"題\n＜岩田＞\n{lead}。「{wrapped}」と{tail}。")
    found, moved = locate(now, citation.span, *marks)
    same = found.of(now.text) == citation.quote and found == citation.span
    words, quoted = (normalize("NFKC", plain(w)) for w in (found.of(now.text), citation.quote))
    assert words == quoted  # normalised again: white space may have stood before a voicing mark
    assert moved is not same
