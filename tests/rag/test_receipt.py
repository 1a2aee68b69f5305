"""Receipts: what was asked of which library, what was looked at, and every quote compared."""

import hashlib
import json

from index import build
from rag.answer import ask
from rag.cite import cite
from rag.receipt import receipt, receipt_text
from rag.records import Answer, Filter

QUESTION = "秘匿とは何ですか"


def test_a_receipt_tells_all_of_an_answer(sample_library, bundled_encoder):
    answer = ask(QUESTION, sample_library, bundled_encoder, Filter(speaker="栗林"))
    made = json.loads(receipt_text(answer, sample_library))
    [cited] = answer.citations
    with sample_library.reading() as view:
        source = view.transcript("shiomi_2031_1").source
    assert list(made) == [
        *("program", "format", "question", "standalone", "language", "mode", "filters", "library"),
        *("found", "probability", "threshold", "refused", "looked_at", "text", "unsupported"),
        *("citations", "wider", "model", "timings_ms"),
    ]
    assert made["filters"] == {"given": {"speaker": "栗林"}, "read": {}}
    assert made["library"] == {
        "generation": 1,
        "verified_generation": 1,
        "transcripts": 4,
        "encoder": {"name": bundled_encoder.name, "fingerprint": bundled_encoder.fingerprint},
        "cited": [
            {"transcript": "shiomi_2031_1", "file": source.name, "sha256": source.sha256},
        ],
    }
    assert (made["found"], made["refused"], made["threshold"]) == (True, None, 0.45)
    assert made["probability"] == answer.probability > 0.45
    [row] = made["citations"]
    assert (row["start"], row["end"]) == (cited.span.start, cited.span.end)
    assert row["sha256"] == hashlib.sha256(cited.quote.encode()).hexdigest()
    assert (row["equal"], row["standing"]) == (True, "kept")
    assert row["stands_at"] == {"start": cited.span.start, "end": cited.span.end}


def test_what_was_looked_at_is_the_search_itself(sample_library, bundled_encoder):
    answer = ask("運賃はいくらですか", sample_library, bundled_encoder)
    assert len(answer.ranked) == 10
    assert [(r.passage, r.score) for r in answer.ranked[:3]] == [
        (hit.passage, hit.score) for hit in answer.nearest
    ]
    scores = [one.score for one in answer.ranked]
    assert scores == sorted(scores, reverse=True)


def test_a_receipt_says_why_nothing_is_quoted(sample_library, bundled_encoder):
    def refused(question, **wanted):
        answer = ask(question, sample_library, bundled_encoder, Filter(**wanted))
        with sample_library.reading() as view:
            made = receipt(answer, view)
        assert (made["found"], made["citations"]) == (False, [])
        return made["refused"], made["filters"]["read"], made["wider"] is not None

    assert refused("新幹線の延伸について誰が発言しましたか") == ("improbable", {}, False)
    assert refused(QUESTION, since="2040-01-01") == ("empty", {}, False)
    assert refused("第9回で秘匿とは何だと説明されましたか") == (
        "missing",
        {"session": "第9回"},
        True,
    )


def test_a_quote_that_was_corrected_or_removed_is_not_equal(library, write, encoder):
    made = library()
    text = "会\n\n＜岩田＞\n運賃は三百円です。来月から四百円になります。\n"
    list(build.add([write("fare.txt", text)], made, encoder))
    with made.reading() as view:
        fare = view.transcript("fare")
    citation = cite(1, fare, 1, fare.turns[1].span)
    answer = Answer("運賃は？", "ja", "extractive", True, "三百円 [1]", citations=(citation,))

    def proof():
        with made.reading() as view:
            [row] = receipt(answer, view)["citations"]
            files = receipt(answer, view)["library"]["cited"]
        return row["equal"], row["standing"], files[0]["sha256"]

    def corrected(words):
        path = write("fare.txt", words)
        list(build.add([path], made, encoder))
        return hashlib.sha256(path.read_bytes()).hexdigest()

    assert proof() == (True, "kept", hashlib.sha256(text.encode()).hexdigest())
    digest = corrected(text.replace("会", "研究会"))
    assert proof() == (False, "moved", digest)
    digest = corrected(text.replace("三百円", "五百円").replace("四百円", "六百円"))
    assert proof() == (False, "changed", digest)
    build.remove(["fare"], made, encoder)
    assert proof() == (False, "gone", None)
