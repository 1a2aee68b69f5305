"""The decision to answer: what it is made of, and that it means the same for every encoder."""

import math
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import build
from index.encode import BundledEncoder
from index.read import read_bytes
from rag import answer as recipe
from rag import decide
from rag.answer import ask
from rag.decide import THRESHOLD, probability
from rag.question import understand
from rag.records import Filter
from tests.conftest import BigramEncoder


class StretchedEncoder(BundledEncoder):
    """The bundled encoder with every cosine pulled towards 1, as other models' are."""

    name = "stretched"

    def __init__(self, inner):
        self.inner = inner
        self.dimension = inner.dimension + 1
        self.fingerprint = "stretched"

    def encode_queries(self, texts):
        return self._lift(self.inner.encode_queries(texts))

    def encode_passages(self, texts):
        return self._lift(self.inner.encode_passages(texts))

    def _lift(self, vectors):
        constant = np.ones((len(vectors), 1), dtype=np.float32)
        return np.hstack([vectors, constant]) / np.sqrt(np.float32(2))


def test_cosines_of_another_encoder_are_read_on_the_bundled_ones_scale(bundled_encoder):
    other = StretchedEncoder(bundled_encoder)
    cosines = np.array([0.74, 0.80, 0.87])
    stretched = (cosines + 1) / 2
    assert decide._rescale(stretched, other) == pytest.approx(cosines, abs=1e-3)
    assert decide._rescale(cosines, bundled_encoder) is cosines


def test_nothing_found_is_nothing_answered(bundled_encoder):
    assert decide.probability(None, bundled_encoder, None, []) == 0.0


class Bundled(BigramEncoder):
    """Says that it is the bundled encoder, so that cosines are taken as they are."""

    def __init__(self):
        super().__init__(BundledEncoder.name)


FARE, TICKET, UNKNOWN = ("運賃",), ("切符",), ("無い",)
FARES = understand("運賃はいくらですか")  # asks for a price
VIEWS = understand("運賃への意見は")  # asks for nothing that a pattern tells


def ranked(cosines=(0.8,), languages=("ja",), outstanding=(0.0,), weights=(), known=()):
    return SimpleNamespace(
        cosines=np.array(cosines),
        languages=np.array(languages, dtype=object),
        outstanding=np.array(outstanding),
        weights=dict(weights),
        known=frozenset(known),
    )


def said(words, logit=0.0, place=0, rank=0, held=()):
    """As much of a candidate as the decision is made of."""
    return SimpleNamespace(words=words, logit=logit, place=place, rank=rank, held=frozenset(held))


def logit(question, ranking, candidates):
    chance = probability(question, Bundled(), ranking, candidates)
    return math.log(chance / (1 - chance))


PLAIN = [said("運賃の話です。")]


def same(**features):
    weights = decide._SAME
    return weights["bias"] + sum(weights[name] * value for name, value in features.items())


def test_in_one_language_five_features_count():
    ranking = ranked(
        cosines=(0.82, 0.85, 0.79),
        languages=("ja", "ja", "en"),
        outstanding=(1.5, 1.0, 9.0),  # of the question's language alone
        weights=[(FARE, 3.0), (TICKET, 2.0), (UNKNOWN, 5.0)],
        known=[FARE, TICKET],
    )
    candidates = [
        said("一", place=0, held=[]),
        said("二", place=1, held=[FARE]),
        said("三", place=2, rank=1, held=[TICKET]),  # in another passage than the best
    ]
    # lost: the one of three words that stands elsewhere; what nobody ever said is not lost
    expected = same(near=1.0, outstanding=1.5, lost=2 / 10, words=3 / 8)
    assert logit(VIEWS, ranking, candidates) == pytest.approx(expected)


def test_more_than_eight_words_tell_nothing_more():
    many = [((f"語{n}",), 1.0) for n in range(30)]
    assert logit(VIEWS, ranked(weights=many), PLAIN) == pytest.approx(same(words=1.0))
    assert logit(VIEWS, ranked(weights=many[:4]), PLAIN) == pytest.approx(same(words=0.5))


@pytest.mark.parametrize(("language", "chinese"), [("en", 0), ("ko", 0), ("zh", 1)])
def test_across_languages_only_the_vectors_count(language, chinese):
    ranking = ranked(
        cosines=(0.84, 0.86, 0.90),
        languages=("ja", "ja", "en"),
        outstanding=(1.0, 2.0, 3.0),
        weights=[(FARE, 3.0)],
        known=[FARE],
    )
    asked = replace(FARES, language=language)
    weights = decide._ACROSS
    expected = weights["bias"] + weights["near"] * 1.2 + weights["chinese"] * chinese
    assert logit(asked, ranking, PLAIN) == pytest.approx(expected)


def test_the_language_is_that_of_the_best_passage():
    two = ranked(cosines=(0.8, 0.8), languages=("en", "ja"), outstanding=(0.0, 0.0))
    assert logit(VIEWS, two, PLAIN) == pytest.approx(decide._ACROSS["bias"])


@given(st.floats(-1, 1), st.floats(0.001, 1), st.sampled_from(["ja", "en", "zh"]))
def test_nearer_is_likelier(cosine, nearer, language):
    asked = replace(VIEWS, language=language)
    far, near = (
        probability(asked, Bundled(), ranked(cosines=(value,)), PLAIN)
        for value in (cosine, cosine + nearer)
    )
    assert 0 <= far < near <= 1


PRICE, NONE = "運賃は三百円です。", "運賃の話です。"
KIND = 1.75  # log-odds that the kind of thing offered is worth


@pytest.fixture
def _worth(monkeypatch):
    monkeypatch.setitem(decide.logit_without_kind.__globals__["_WEIGHTS"], "offers", KIND)


@pytest.mark.usefixtures("_worth")
@pytest.mark.parametrize(
    ("candidates", "gap"),
    [
        # the best place names a price
        ([said(PRICE, 2.0 + KIND)], 0.0),
        # none does
        ([said(NONE, 2.0 - KIND)], 4.0),
        ([said(NONE, 2.0 - KIND), said(NONE, 1.0 - KIND, 1)], 4.0),
        # one does, three behind, of which nothing is for the kind of thing
        ([said(NONE, 2.0 - KIND), said(NONE, 0.0 - KIND, 1), said(PRICE, -1.0 + KIND, 2)], 2.0),
        ([said(NONE, 2.0 - KIND), said(PRICE, -1.0 + KIND, 2)], 3.0),
        # the sentence beside the best one does
        ([said(NONE, 2.0 - KIND), said(PRICE, -1.0 + KIND, 1)], 0.0),
        ([said(NONE, 2.0 - KIND, 1), said(PRICE, -1.0 + KIND, 0)], 0.0),
        # but not where it stands in another passage
        ([said(NONE, 2.0 - KIND), said(PRICE, -1.0 + KIND, 1, rank=1)], 3.0),
        # far behind is as good as nowhere
        ([said(NONE, 2.0 - KIND), said(PRICE, -9.0 + KIND, 2)], 4.0),
    ],
)
def test_the_gap_to_where_a_price_is_named(candidates, gap):
    assert decide._gap(FARES, candidates) == pytest.approx(gap)
    assert decide._gap(VIEWS, candidates) == 0.0
    bare = same(near=0.0, gap=gap, named=-1 / 3)  # a question without a word is hardly a topic
    assert logit(FARES, ranked(), candidates) == pytest.approx(bare)


def test_a_question_that_only_names_a_topic_wants_it_to_stand_there():
    two = [(FARE, 3.0), (TICKET, 1.0)]
    held = [said("運賃の話です。", held=[FARE])]
    assert logit(VIEWS, ranked(weights=two), held) == pytest.approx(
        same(words=2 / 8, named=3 / 4 - 1 / 3)
    )
    assert logit(VIEWS, ranked(weights=two), PLAIN) == pytest.approx(
        same(words=2 / 8, named=-1 / 3)
    )
    three = [*two, (UNKNOWN, 4.0)]
    assert logit(VIEWS, ranked(weights=three), held) == pytest.approx(same(words=3 / 8))


def test_near_misses_are_less_likely_than_answers():
    asked, ranking = FARES, ranked(cosines=(0.9,), weights=[(FARE, 1.0)], known=[FARE])
    offered = probability(asked, Bundled(), ranking, [said(PRICE, 0, held=[FARE])])
    missed = probability(asked, Bundled(), ranking, [said(NONE, 0, held=[FARE])])
    lost = probability(asked, Bundled(), ranking, [said(NONE, 0)])
    assert offered > missed > lost


TALK = "予算の会\n\n岩田：割引券の運賃は三百円です。\n岡野：工事は四月に始まります。\n"


@pytest.fixture
def talk(library, encoder):
    source = read_bytes(TALK.encode(), "a.txt")
    list(build.add_sources(iter([source]), library(), encoder))
    return library()


@pytest.mark.parametrize(
    ("chance", "found"),
    [(THRESHOLD, True), (THRESHOLD - 0.0001, False), (0.98765, True), (0.1, False)],
)
def test_what_is_less_likely_than_the_threshold_is_refused(
    talk, encoder, monkeypatch, chance, found
):
    monkeypatch.setattr(recipe, "probability", lambda *_: chance)
    given = ask("割引券の運賃はいくらですか", talk, encoder)
    assert (given.found, bool(given.citations), bool(given.statements)) == (found,) * 3
    assert given.probability == round(chance, 4)
    assert [hit.text for hit in given.nearest][:1] == ["割引券の運賃は三百円です。"]


def test_a_refusal_says_how_likely_an_answer_was(talk, encoder):
    refused = ask("新幹線の延伸に誰が反対しましたか", talk, encoder)
    assert not refused.found
    assert 0 < refused.probability < THRESHOLD
    answered = ask("割引券の運賃はいくらですか", talk, encoder)
    assert answered.found
    assert THRESHOLD <= answered.probability < 1


def test_where_nothing_is_searched_nothing_is_likely(talk, encoder, library):
    assert ask("運賃は", talk, encoder, Filter(since="2031-01-01")).probability == 0.0
    assert ask("運賃は", library("empty"), encoder).probability == 0.0
