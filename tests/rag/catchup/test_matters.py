"""Questions and promises as one list."""

from index.records import Span
from rag.catchup.found import Place, Promise, Question
from rag.catchup.matters import Matter, matters


def place(transcript: str, line: int, speaker: str = "水野") -> Place:
    return Place(transcript, line, line, Span(10 * line, 10 * line + 9), speaker)


ORDER = ("second", "first")
ASKED, ANSWER = place("first", 4, "片瀬"), place("first", 5)
PUT_OFF = Question(ASKED, (ANSWER,), "promised")


def standings(questions, promises) -> list[tuple[str, Place]]:
    return [(one.standing, one.place) for one in matters(questions, promises, ORDER)]


def test_what_nobody_answered_comes_first_and_the_newest_session_of_it():
    answered = Question(place("second", 1), (place("second", 2),), "answered")
    old, new = Question(place("first", 9), (), "open"), Question(place("second", 7), (), "open")
    due = Promise(place("first", 1), "黒磯", "次回")
    kept = Promise(place("first", 2), "黒磯", "", kept=place("second", 3))
    assert standings([old, answered, new], [kept, due]) == [
        ("open", new.place),
        ("open", old.place),
        ("promised", due.place),
        ("settled", answered.place),
        ("settled", kept.place),
    ]


def test_a_question_that_was_put_off_is_one_with_its_promise_and_settled_with_it():
    promise = Promise(place("first", 6), "水野", "次回")
    assert matters([PUT_OFF], [promise], ORDER) == [Matter("promised", ASKED, PUT_OFF, promise)]
    kept = Promise(ANSWER, "水野", "", kept=place("second", 3))
    assert matters([PUT_OFF], [kept], ORDER) == [Matter("settled", ASKED, PUT_OFF, kept)]


def test_another_ones_promise_and_one_far_away_stand_for_themselves():
    theirs = Promise(ANSWER, "黒磯", "")
    far = Promise(place("first", 8), "水野", "")
    before = Promise(place("first", 3), "水野", "")
    elsewhere = Promise(place("second", 5), "水野", "")
    for promise in (theirs, far, before, elsewhere):
        assert Matter("promised", ASKED, PUT_OFF, None) in matters([PUT_OFF], [promise], ORDER)


def test_a_promise_is_of_one_question_only():
    again = Question(place("first", 3, "栗林"), (ANSWER,), "promised")
    promise = Promise(ANSWER, "水野", "")
    found = matters([again, PUT_OFF], [promise], ORDER)
    assert [one.promise for one in found] == [promise, None]


def test_who_accepts_is_who_answers():
    promise = Promise(ASKED, "水野", "", accepted=ANSWER)
    assert matters([PUT_OFF], [promise], ORDER) == [Matter("promised", ASKED, PUT_OFF, promise)]


def test_what_is_of_no_session_of_the_library_is_left_out():
    assert matters([Question(place("gone", 1), (), "open")], [], ORDER) == []
