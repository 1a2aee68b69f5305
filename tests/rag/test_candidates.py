"""Candidates: which sentences of which passages, and what is counted of each."""

from dataclasses import replace

import pytest

from index import build
from index.read import read_bytes
from rag import candidates
from rag.candidates import features, gather, share
from rag.near import sentence_cosines
from rag.question import understand
from rag.records import Filter
from rag.retrieve import rank

TEXT = """予算の会

岩田：割引券の運賃は三百円です。https://example.org/fares
https://example.org/all
https://example.org/all を見る
はい。割引券は役場で
買えます。
黒磯・葦戸バス運行部長：割引券の運賃はいくらですか。
"""
QUESTION = "割引券の運賃はいくらですか"


@pytest.fixture
def view(library, encoder):
    source = read_bytes(TEXT.encode(), "a.txt")
    list(build.add_sources(iter([source]), library(), encoder))
    with library().reading() as view:
        yield view


@pytest.fixture
def ranking(view, encoder):
    return rank(view.snapshot, encoder, understand(QUESTION), Filter())


def test_the_sentences_of_the_best_passages_in_their_order(view, ranking):
    found = gather(view, ranking)
    assert ranking.rows.tolist() == [1, 2, 0]
    told = [(c.rank, c.place, c.turn, c.speaker, c.words) for c in found]
    assert told == [
        (0, 0, 1, "岩田", "割引券の運賃は三百円です。"),
        (0, 1, 1, "岩田", "https://example.org/all を見る"),  # a link alone is none
        (0, 2, 1, "岩田", "はい。"),
        (0, 3, 1, "岩田", "割引券は役場で"),
        (0, 4, 1, "岩田", "買えます。"),
        (1, 5, 2, "黒磯", "割引券の運賃はいくらですか。"),
        (2, 6, 0, None, "予算の会"),
    ]
    assert [c.passage_score for c in found] == [ranking.scores[c.rank] for c in found]
    assert [c.span.of(TEXT) for c in found] == [c.shown for c in found] == [c.words for c in found]


def test_each_has_the_cosine_of_its_own_vector(view, ranking, encoder):
    found = gather(view, ranking)
    first = sentence_cosines(view.snapshot, ranking.query, 1)
    own = dict(
        zip(view.snapshot.sentences.starts[[*view.snapshot.sentences.of(1)]], first, strict=True)
    )
    assert [c.cosine for c in found if c.rank == 0] == [
        own[c.span.start] for c in found if c.rank == 0
    ]
    [vector] = encoder.encode_queries(["割引券の運賃は三百円です。"])
    assert found[0].cosine == pytest.approx(float(vector @ ranking.query), abs=1e-3)
    assert found[-1].cosine == pytest.approx(
        sentence_cosines(view.snapshot, ranking.query, 0)[0], abs=1e-6
    )


def test_a_sentence_without_a_vector_is_as_near_as_its_passage(view, ranking):
    view.snapshot.sentences.starts[:] += 1000
    assert {c.cosine for c in gather(view, ranking) if c.rank == 0} == {float(ranking.cosines[0])}


def test_only_so_many_passages_are_read(view, ranking, monkeypatch):
    monkeypatch.setattr(candidates, "PASSAGES", 2)
    assert {c.rank for c in gather(view, ranking)} == {0, 1}


def test_the_words_that_a_sentence_holds_in_any_form(view, encoder):
    asked = understand("What did Kuroiso say about the 運賃 of 切符?")
    ranking = rank(view.snapshot, encoder, asked, Filter())
    name = next(word for word in asked.words if word[0] == "kuroiso")
    fare, ticket = ("運賃",), ("切符",)
    assert candidates._held(ranking, "黒磯さん、運賃です。") == {name, fare}
    assert candidates._held(ranking, "切符です。") == {ticket}
    assert candidates._held(ranking, "はい。") == frozenset()
    total = sum(ranking.weights.values())
    assert share(ranking, frozenset({fare, ticket})) == pytest.approx(
        (ranking.weights[fare] + ranking.weights[ticket]) / total
    )
    assert share(replace(ranking, weights={}), frozenset()) == 0.0


def test_the_features_of_a_candidate(view, ranking):
    best, *_, question, title = gather(view, ranking)
    asked = understand(QUESTION)
    ranking = replace(ranking, coverage=0.75)
    told = replace(question, cosine=best.cosine - 0.1, passage_score=best.passage_score - 0.3)
    assert features(asked, ranking, best, best.cosine, told) == {
        "share": pytest.approx(1.0),
        "cosine": pytest.approx(-0.1 / 0.05 * 0.25),
        "passage": pytest.approx(-0.3),
        "offers": -1.0,
        "asks": 1.0,
        "length": pytest.approx(14 / 120),
    }
    assert features(asked, ranking, best, best.cosine, best) == {
        "share": pytest.approx(1.0),
        "cosine": 0.0,
        "passage": 0.0,
        "offers": 1.0,
        "asks": 0.0,
        "length": pytest.approx(13 / 120),
    }
    long = replace(title, words="予算" * 100)
    assert features(asked, ranking, best, best.cosine, long)["length"] == 1.0
