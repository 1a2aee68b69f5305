"""What is said on a topic is made once a state of the library, and a bounded number is kept."""

import pytest

from index import build
from index.errors import BadQuestion, EncoderMismatch
from rag.catchup import derive, topic_rows, topic_store
from rag.catchup.on_topic import on_topic, topic_of
from rag.catchup.topic_store import kept_on, make_on, offered_topics, topics_to_offer
from tests.conftest import BigramEncoder
from tests.rag.catchup.conftest import FERRY

TOPIC = "図書館の夜間開館"


@pytest.fixture
def derived(ferry):
    assert derive.derive(ferry)
    return ferry


@pytest.fixture
def asked(monkeypatch):
    """Topics that are made, in order."""
    made = []

    def counted(view, said, encoder, topic):
        made.append(topic)
        return on_topic(view, said, encoder, topic)

    monkeypatch.setattr(topic_store, "on_topic", counted)
    return made


def quoted(library, place):
    with library.reading() as view:
        return place.span.of(view.transcript(place.transcript).text)


def test_a_topic_is_the_same_however_wide_it_is_typed():
    assert topic_of("　ＥＣ  の 規制 ") == topic_of("EC の 規制") == "EC の 規制"
    with pytest.raises(BadQuestion):
        topic_of(" ？ ")


def test_what_is_said_on_a_topic(derived, encoder):
    assert make_on(derived, encoder, [TOPIC])
    found = kept_on(derived, TOPIC)
    cells = {
        (cell.speaker, cell.stance): [quoted(derived, place) for place in cell.places]
        for cell in found.cells
    }
    assert cells == {
        ("戸張", "fact"): [
            "図書館の夜間開館には、三つの館で職員が六人要ります。",
            "夜間開館とは、図書館を夜の九時まで開けておく試みのことです。",
        ],
        ("戸張", "proposal"): ["図書館の夜間開館は、十月から一つの館だけで試すべきです。"],
        ("小牧", "agree"): ["図書館の夜間開館に賛成します。"],
    }
    assert found.undecided == 0
    assert [
        (one.person, [(at.stance, at.turning) for at in one.positions]) for one in found.histories
    ] == [
        ("戸張", [("proposal", False)]),
        ("小牧", [("agree", False)]),
    ]
    assert [step.turn for step in found.path.steps] == [5]


def test_what_takes_no_stance_is_counted_and_courtesy_is_not(library, encoder, write):
    text = "＜戸張＞\n夜間開館は市民の夢、暮らしの夢、図書館の長年の夢そのもの。{}\n"
    made = library()
    said = text.format(
        "夜間開館に賛成します。夜間開館はいつからですか。夜間開館をよろしくお願いします。"
    )
    list(build.add([write("dream.txt", said)], made, encoder))
    assert derive.derive(made)
    assert make_on(made, encoder, ["夜間開館"])
    found = kept_on(made, "夜間開館")
    assert [cell.stance for cell in found.cells] == ["agree"]
    assert found.undecided == 1


def test_it_is_made_once(derived, encoder, asked):
    assert kept_on(derived, TOPIC) is None
    assert make_on(derived, encoder, [TOPIC, "運賃"])
    assert make_on(derived, encoder, ["運賃", TOPIC])
    assert asked == [TOPIC, "運賃"]


def test_another_state_of_the_library_makes_it_anew(derived, encoder, asked, write):
    assert make_on(derived, encoder, [TOPIC, "運賃"])
    list(build.add([write("ferry_2.txt", FERRY.replace("第1回", "第2回"))], derived, encoder))
    assert kept_on(derived, TOPIC) is None
    assert not make_on(derived, encoder, [TOPIC])  # the new session is not derived yet
    assert derive.derive(derived)
    assert make_on(derived, encoder, [TOPIC])
    assert asked == [TOPIC, "運賃", TOPIC]
    [agrees] = [cell for cell in kept_on(derived, TOPIC).cells if cell.stance == "agree"]
    assert [place.transcript for place in agrees.places] == ["ferry_1", "ferry_2"]
    with derive.rows.writing(derived) as connection:
        assert connection.execute("SELECT topic FROM of_topics").fetchall() == [(TOPIC,)]


def test_those_not_looked_at_for_longest_go(derived, encoder, monkeypatch):
    monkeypatch.setattr(topic_rows, "MOST", 3)
    assert make_on(derived, encoder, ["一つ", "二つ", "三つ"])
    assert make_on(derived, encoder, ["四つ"], used=["一つ"])
    assert [name for name in ("一つ", "二つ", "三つ", "四つ") if kept_on(derived, name)] == [
        "一つ", "三つ", "四つ",
    ]  # fmt: skip


def test_work_that_is_stopped_keeps_what_it_made(derived, encoder, asked):
    answers = iter([False, True])
    assert not make_on(derived, encoder, [TOPIC, "運賃"], stop=lambda: next(answers))
    assert asked == [TOPIC]
    assert kept_on(derived, TOPIC) is not None


def test_topics_of_the_map_are_offered_those_with_most_quotes_first(derived, encoder):
    assert offered_topics(derived) == []
    topics = topics_to_offer(derived)
    assert topics[:2] == ["渡し船", "夜間開館"]
    assert make_on(derived, encoder, ["夜間開館"], offered=topics)
    counts = [
        sum(len(cell.places) for cell in kept_on(derived, topic).cells)
        for topic in offered_topics(derived)
    ]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) > 0
    assert set(offered_topics(derived)) <= set(topics)


def test_what_one_user_asks_for_is_offered_to_nobody(derived, encoder):
    assert make_on(derived, encoder, ["夜間開館"])
    assert kept_on(derived, "夜間開館").cells
    assert offered_topics(derived) == []


def test_an_empty_library_says_nothing_on_a_topic(library, encoder):
    empty = library()
    assert derive.derive(empty)
    assert make_on(empty, encoder, [TOPIC])
    found = kept_on(empty, TOPIC)
    assert (found.cells, found.undecided, found.histories, found.path.steps) == ((), 0, (), ())


def test_another_encoder_makes_nothing(derived):
    with pytest.raises(EncoderMismatch):
        make_on(derived, BigramEncoder("others"), [TOPIC])
