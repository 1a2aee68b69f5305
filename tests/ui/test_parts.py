from index.catalogue import Summary
from index.records import Header
from ui.parts import Neighbours, neighbours


def held(name: str, session: str | None, part: str | None = None, **header: str) -> Summary:
    series = header.pop("series", "「港」研究会")
    made = Header(title=name, series=series or None, session=session, part=part, **header)
    return Summary(name, name, name, "", made, [], "2031-01-01T00:00:00Z", 1, 1, 10)


def named(found: Neighbours) -> tuple[str | None, ...]:
    every = (found.previous_session, found.previous_part, found.next_part, found.next_session)
    return tuple(summary and summary.id for summary in every)


def test_parts_come_in_the_order_of_their_names():
    library = [
        held("c", "第1回", "下・総括編"),
        held("a", "第1回", "中・討議編"),
        held("b", "第1回", "上・報告編"),
    ]
    assert named(neighbours(library, "b")) == (None, None, "a", None)
    assert named(neighbours(library, "a")) == (None, "b", "c", None)
    assert named(neighbours(library, "c")) == (None, "a", None, None)


def test_numbers_and_latin_names_are_places_too():
    library = [
        held("x", "第1回", "Part II"),
        held("y", "第1回", "part one"),
        held("z", "第1回", "その3"),
    ]
    assert named(neighbours(library, "x")) == (None, "y", "z", None)


def test_what_a_part_says_comes_next_does():
    library = [
        held("a", "第1回", "討議編"),
        held("b", "第1回", "報告編", next_part="討議編"),
        held("0", "第1回", "開会編", next_part="報告編"),
    ]
    assert named(neighbours(library, "b")) == (None, "0", "a", None)


def test_sessions_of_a_series_by_date_and_each_at_its_first_part():
    library = [
        held("s3", "2031年度第3回", date="2031-12-16"),
        held("s1-2", "2031年度第1回", "下", date="2031-05-20"),
        held("s1-1", "2031年度第1回", "上", date="2031-05-20"),
        held("s2", "2031年度第2回", date="2031-09-09"),
    ]
    assert named(neighbours(library, "s2")) == ("s1-1", None, None, "s3")
    assert named(neighbours(library, "s1-2")) == (None, "s1-1", None, "s2")


def test_sessions_without_dates_by_their_numbers():
    library = [held("b", "第10回"), held("a", "第9回", date="2040-01-01"), held("c", "第二回")]
    assert named(neighbours(library, "a")) == ("c", None, None, "b")


def test_another_series_is_no_neighbour():
    library = [
        held("a", "第1回"),
        held("b", "第1回", series="「丘」研究会"),
        held("c", "第2回", series=""),
    ]
    assert neighbours(library, "a") == Neighbours()
    assert neighbours(library, "c") == Neighbours()


def test_without_a_session_nothing_is_known():
    library = [held("a", None), held("b", None)]
    assert neighbours(library, "a") == neighbours(library, "missing") == Neighbours()
