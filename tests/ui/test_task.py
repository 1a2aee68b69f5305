"""Work beside the page."""

from threading import Event

import pytest

from index.errors import BadQuestion
from ui.task import Task, Tasks


def test_work_says_how_far_it_is_and_what_came_of_it():
    go = Event()

    def work(task: Task[str]) -> str:
        task.report(1, 3)
        assert go.wait(10)
        return "done"

    task = Task(work)
    assert not task.wait(0.01)
    assert (task.running, task.stopping) == (True, False)
    go.set()
    assert task.wait(10)
    assert (task.result(), task.done, task.of, task.running) == ("done", 1, 3, False)


def test_what_went_wrong_is_raised_where_it_is_asked_for():
    def work(task: Task[str]) -> str:
        raise BadQuestion("nothing is said about 'x'; try other words.")

    task = Task(work)
    assert task.wait(10)
    with pytest.raises(BadQuestion, match="nothing is said"):
        task.result()


def test_one_key_is_one_piece_of_work_until_it_is_forgotten_and_that_stops_it():
    tasks = Tasks()

    def work(task: Task[bool]) -> bool:
        while not task.stopping:
            Event().wait(0.01)
        return True

    first = tasks.of("a", work)
    assert tasks.of("a", work) is first is tasks.known("a")
    tasks.forget("a")
    assert first.wait(10)
    assert tasks.known("a") is None


def test_the_oldest_that_have_ended_are_let_go():
    tasks = Tasks()
    for number in range(70):
        assert tasks.of(number, lambda task: None).wait(10)
    assert [number for number in range(70) if tasks.known(number)] == list(range(6, 70))
