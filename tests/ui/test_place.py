import pytest

from index.library import Library
from index.records import Span
from rag.cite import cite, fingerprint, trace
from rag.imprint import imprint
from ui.place import BadAddress, Place, parse, place_in, place_of


def test_an_address_of_a_citation_leads_to_its_place(library: Library):
    with library.reading() as view:
        transcript = view.transcript("shiomi_2031_1")
    start = transcript.turns[6].span.start
    citation = cite(1, transcript, 6, Span(start, start + 7))
    query = dict(pair.split("=") for pair in citation.address.removeprefix("read?").split("&"))
    assert parse(query) == place_of(citation)
    assert parse(query) == Place(
        "shiomi_2031_1",
        Span(start, start + 7),
        fingerprint(citation.quote),
        start,
        imprint(citation.quote),
        trace(transcript.turns[6].speaker),
    )
    assert place_in(f" http://localhost:8501/{citation.address}\n") == place_of(citation)


def test_an_address_of_an_earlier_version_leads_to_its_place():
    query = {"transcript": "a", "turn": "2", "start": "3", "end": "9", "check": "0a1b2c3d"}
    assert parse(query) == Place("a", Span(3, 9), "0a1b2c3d", 3)


@pytest.mark.parametrize("link", ["", "秘匿とは、数が", "read?turn=3", "http://[", "read?start=1"])
def test_what_is_no_link_names_no_place(link: str):
    assert place_in(link) is None


def test_a_transcript_alone_opens_at_its_beginning():
    assert parse({"transcript": "a"}) == Place("a")
    assert parse({"transcript": "a", "at": "70", "lang": "en"}) == Place("a", at=70)


def test_no_transcript_is_no_place():
    assert parse({}) is None
    assert parse({"lang": "en"}) is None


@pytest.mark.parametrize(
    "query",
    [
        {"start": "1", "end": "2"},
        {"transcript": "a", "start": "1"},
        {"transcript": "a", "end": "9"},
        {"transcript": "a", "start": "9", "end": "9"},
        {"transcript": "a", "start": "-1", "end": "9"},
        {"transcript": "a", "start": "１", "end": "9"},
        {"transcript": "a", "start": "1", "end": "9" * 400},
        {"transcript": "a", "start": "0", "end": "5001"},
        {"transcript": "a", "start": "1", "end": "2", "check": "<script>"},
        {"transcript": "a", "start": "1", "end": "2", "words": "<script>"},
        {"transcript": "a", "start": "1", "end": "2", "words": "7-123"},
        {"transcript": "a", "start": "1", "end": "2", "by": "ABCD"},
        {"transcript": "a", "at": "x"},
    ],
)
def test_hostile_parameters_name_no_place(query: dict[str, str]):
    with pytest.raises(BadAddress):
        parse(query)
