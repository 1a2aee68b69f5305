"""What needs no search: what was said at all, and when a session was held."""

import numpy as np
import pytest

from index import build
from rag.answer import ask
from rag.dated import asks_for_the_date
from rag.overview import MOST, overview
from rag.question import understand

TALK = "Talks on the harbour\n12 June 2031\n\n" + "\n\n".join(
    f"＜{name}＞\n{words}"
    for name, words in [
        ("Ada", "The ferry to the island is late whenever the fog lies on the water. Is it?"),
        ("Ben", "Yes."),
        ("Ada", "The ferry to the island leaves the harbour at nine in the morning, in any fog."),
        ("Ben", "Will the school be told about the ferry, and about the fog on the water as well?"),
        ("Cay", "The budget of the borough has no room for a second ferry to the island at all."),
    ]
)


@pytest.fixture
def talk(library, encoder, write):
    made = library()
    list(build.add([write("talk.txt", TALK)], made, encoder))
    return made


def test_it_quotes_long_sentences_that_tell_in_reading_order(talk):
    with talk.reading() as view:
        found = overview(view, np.arange(len(view.snapshot.passages)))
    assert [(c.speaker, c.words) for c in found] == [
        ("Ada", "The ferry to the island is late whenever the fog lies on the water."),
        ("Ada", "The ferry to the island leaves the harbour at nine in the morning, in any fog."),
        ("Cay", "The budget of the borough has no room for a second ferry to the island at all."),
    ]


def test_nobody_said_the_title(talk):
    with talk.reading() as view:
        titles = np.flatnonzero(view.snapshot.person_of < 0)
        assert len(titles) == 1
        assert overview(view, titles) == []
        assert overview(view, np.zeros(0, dtype=np.int64)) == []


@pytest.mark.parametrize(
    ("question", "speakers", "sessions"),
    [
        ("黒磯さんは何を話しましたか", {"黒磯", "黒磯・葦戸バス運行部長"}, None),
        ("2031年度第3回では何が議論されましたか", None, {"2031年度第3回"}),
        ("What did Tolliver say?", {"Tolliver"}, None),
    ],
)
def test_a_question_that_names_no_topic(
    sample_library, bundled_encoder, question, speakers, sessions
):
    answer = ask(question, sample_library, bundled_encoder)
    assert (answer.found, answer.probability) == (True, 1.0)
    assert 2 <= len(answer.citations) <= MOST
    assert speakers is None or {c.speaker for c in answer.citations} <= speakers
    assert sessions is None or {c.session for c in answer.citations} == sessions
    spans = [(c.date, c.transcript, c.span) for c in answer.citations]
    assert spans == sorted(spans)
    assert len({c.quote for c in answer.citations}) == len(answer.citations)


def test_nothing_wider_is_found_for_a_topic_that_was_not_named(sample_library, bundled_encoder):
    answer = ask("第9回では何が議論されましたか", sample_library, bundled_encoder)
    assert (answer.found, answer.wider) == (False, None)
    assert "第9回の会議録は登録されていません" in answer.text


@pytest.mark.parametrize(
    ("question", "dates"),
    [
        ("第1回はいつ開かれましたか", ["2031-05-20"]),
        ("第2回はいつでしたか", ["2031-06-12", "2031-09-09"]),
        ("When was the third meeting held?", ["2031-12-16"]),
    ],
)
def test_when_a_session_was_is_said_before_the_first_speech(
    sample_library, bundled_encoder, question, dates
):
    answer = ask(question, sample_library, bundled_encoder)
    assert [(c.turn, c.speaker, c.date) for c in answer.citations] == [
        (0, None, date) for date in dates
    ]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("第2回はいつ開催されましたか", True),
        ("第2回の日時を教えてください", True),
        ("第2回で提言を渡すのはいつと言っていましたか", False),
        ("第2回の会合は何月何日でしたか", True),
        ("第2回で栗林さんが試算に使ったのはいつの表ですか", False),
        ("第2回の試行はいつからでしたか", False),
        ("When did the second session take place?", True),
        ("第二次会议是什么时候召开的？", True),
        ("제2회는 언제 열렸습니까?", True),
        ("第2回で黒磯さんは何と言いましたか", False),
    ],
)
def test_which_questions_ask_for_the_date(question, asked):
    assert asks_for_the_date(understand(question)) == asked
