"""Sentences: where they stand, which vectors they have, and what embedding them costs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import build
from index.check import check
from index.library import Library
from index.read import read_bytes
from index.records import Source
from tests.conftest import BigramEncoder
from tests.index.texts import texts

HEAD = "予算の会\n\n岩田："
SPEECH = "運賃は三百円です。はい。予算は百万円です。"
TEXT = f"{HEAD}{SPEECH}\n岡野：工事は四月に始まります。\n"
ABOUT = "予算の会 岩田"


class ListeningEncoder(BigramEncoder):
    """Remembers the texts that it embedded."""

    def __init__(self):
        super().__init__()
        self.texts = []

    def encode_passages(self, given):
        self.texts += given
        return super().encode_passages(given)


@pytest.fixture
def encoder() -> ListeningEncoder:
    return ListeningEncoder()


def add(library: Library, encoder: BigramEncoder, text: str):
    [row] = build.add_sources(iter([read_bytes(text.encode(), "a.txt")]), library, encoder)
    return row


def rows(library: Library, query: str) -> list:
    with library.reading_raw() as connection:
        return connection.exec_driver_sql(query).fetchall()


def test_each_sentence_of_a_passage_has_its_own_vector_but_for_short_and_lone_ones(
    library, encoder
):
    add(library(), encoder, TEXT)
    assert encoder.texts == [
        "予算の会\n予算の会",
        f"{ABOUT}\n{SPEECH}",
        "運賃は三百円です。",
        "予算は百万円です。",
        "予算の会 岡野\n工事は四月に始まります。",
    ]
    found = rows(
        library(),
        "SELECT s.passage, s.first, s.last, s.vector = p.vector FROM sentences s"
        " JOIN passages p ON p.id = s.passage ORDER BY s.passage, s.first",
    )
    assert found == [(1, 0, 4, 1), (2, 9, 18, 0), (2, 18, 21, 1), (2, 21, 30, 0), (3, 34, 46, 1)]
    assert [TEXT[first:last] for _, first, last, _ in found] == [
        "予算の会",
        "運賃は三百円です。",
        "はい。",
        "予算は百万円です。",
        "工事は四月に始まります。",
    ]


@pytest.mark.parametrize(("words", "own"), [("一二三四五六。", False), ("一二三四五六七。", True)])
def test_a_sentence_of_eight_characters_is_the_shortest_with_a_vector(library, encoder, words, own):
    add(library(), encoder, f"{HEAD}{words}工事は四月に始まります。\n")
    assert (words in encoder.texts) == own


def test_the_snapshot_knows_the_sentences_of_each_passage(library, encoder):
    add(library(), encoder, TEXT)
    with library().reading() as view:
        found = view.snapshot.sentences
        assert [list(found.of(row)) for row in range(3)] == [[0], [1, 2, 3], [4]]
        assert found.first.tolist() == [0, 1, 4, 5]
        assert found.passage_of.tolist() == [0, 1, 1, 1, 2]
        assert found.starts.tolist() == [0, 9, 18, 21, 34]
        vectors = encoder.encode_queries(
            [
                "予算の会\n予算の会",
                "運賃は三百円です。",
                f"{ABOUT}\n{SPEECH}",
                "予算は百万円です。",
                "予算の会 岡野\n工事は四月に始まります。",
            ]
        )
        for place, vector in enumerate(vectors):
            [cosine] = found.vectors.scores(vector, np.array([place], dtype=np.int64))
            assert cosine == pytest.approx(1.0, abs=1e-3)


def test_the_snapshot_knows_which_passages_end_with_a_question(library, encoder):
    add(library(), encoder, f"{HEAD}工事はいつですか。\n岡野：四月です。いかがですか。本当に。\n")
    with library().reading() as view:
        assert view.snapshot.asking.tolist() == [False, True, False]


def test_the_same_file_again_embeds_no_sentence(library, encoder):
    add(library(), encoder, TEXT)
    kept = "SELECT first, last, vector FROM sentences ORDER BY passage, first"
    before, encoder.texts = rows(library(), kept), []
    assert add(library(), encoder, TEXT).status == "unchanged"
    assert encoder.texts == []
    build.rebuild(library(), encoder)
    assert (encoder.texts, rows(library(), kept)) == ([], before)


def test_a_changed_sentence_is_embedded_with_its_passage_and_nothing_else(library, encoder):
    add(library(), encoder, TEXT)
    encoder.texts = []
    row = add(library(), encoder, TEXT.replace("百万円", "二百万円"))
    assert encoder.texts == [
        f"{ABOUT}\n{SPEECH.replace('百万円', '二百万円')}",
        "予算は二百万円です。",
    ]
    assert (row.status, row.embedded) == ("updated", 1)  # passages, as ever
    assert rows(library(), "SELECT count(*) FROM vectors") == [(5,)]
    assert rows(
        library(),
        "SELECT count(*) FROM vectors WHERE key NOT IN"
        " (SELECT vector FROM passages UNION SELECT vector FROM sentences)",
    ) == [(0,)]


def test_removal_leaves_no_sentence_and_no_vector(library, encoder):
    add(library(), encoder, TEXT)
    other = read_bytes(f"別の会\n\n水野：{SPEECH}".encode(), "b.txt")
    list(build.add_sources(iter([other]), library(), encoder))
    build.remove(["a"], library(), encoder)
    # of the other transcript: two passages, and the two long sentences that both share
    assert rows(library(), "SELECT count(*) FROM sentences") == [(4,)]
    assert rows(library(), "SELECT count(*) FROM vectors") == [(4,)]
    assert check(library()) == []
    build.remove(["b"], library(), encoder)
    for table in ("sentences", "passages", "vectors"):
        assert rows(library(), f"SELECT count(*) FROM {table}") == [(0,)]
    with library().reading() as view:
        assert len(view.snapshot.sentences.vectors) == 0
        assert view.snapshot.sentences.first.tolist() == [0]


def test_sentences_that_begin_in_one_source_character_are_one(library, encoder):
    """An accent on 。 stands for one source character, in which one sentence ends."""
    text = f"{HEAD}。\u0301ａｂｃは四月に始まります。\n"
    assert add(library(), encoder, text).status == "added"
    assert rows(library(), "SELECT first, last FROM sentences WHERE passage = 2") == [(9, 11)]


@given(
    st.lists(st.one_of(texts, st.sampled_from(["。\u0301", "ａ", "はい。", SPEECH])), max_size=8)
)
def test_any_text_has_sentences_that_are_slices_of_their_passages(tmp_path_factory, parts):
    made = Library.create(tmp_path_factory.mktemp("any") / "library")
    text = "会\n\n岩田：" + "".join(parts)
    source = Source("a.txt", "a.txt", text, "", "utf-8")
    [row] = build.add_sources(iter([source]), made, BigramEncoder())
    assert (row.status, check(made)) == ("added", [])
    with made.reading() as view:
        inside = view.snapshot.sentences
        for place, passage in enumerate(view.snapshot.passages):
            starts = inside.starts[list(inside.of(place))].tolist()
            assert starts[0] == passage.span.start
            assert starts == sorted(set(starts))
