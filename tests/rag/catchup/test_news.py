"""What new sessions say on a topic, found by words in what is kept of them."""

import pytest

from index.records import Span
from rag.catchup.found import Place, Taken
from rag.catchup.news import (
    Change,
    Said,
    Session,
    flat,
    holds,
    on_topic,
    reversed_on,
    said_so,
    session_of,
    shares,
    topic_of,
)
from rag.catchup.records import Cited, Sifted

TEXTS: dict[str, str] = {}  # of the sessions


def session(name: str, *said: tuple[str, str, str | None]) -> Session:
    """A transcript of (speaker, words, stance), each a turn of one sentence that tells."""
    text, sifted, taken = "", [], []
    for number, (speaker, words, stance) in enumerate(said, 1):
        span = Span(len(text), len(text) + len(words))
        text += f"{words}\n\n"
        alone = not words.startswith("それ")
        sifted.append(Sifted(number, span, speaker, "。" in words, alone, False, ()))
        if stance:
            taken.append(Taken(Place(name, number, number, span, speaker), stance))
    TEXTS[name] = text
    return session_of(name, text, sifted, taken)


def words(said: Said | Change) -> str:
    place = said.cited if isinstance(said, Said) else said.said
    return place.span.of(TEXTS[place.transcript])


@pytest.mark.parametrize(
    ("topic", "said", "held"),
    [
        (["渡し船"], "渡し\n\n船の便", True),
        (["ＡＩ"], "aiを使う", True),
        (["ai"], "mail", False),
        (["ferr"], "two ferries", True),
        (["night ferry"], "a ferry at\nnight", True),
        (["night ferry"], "a ferry at noon", False),
        (["運賃 割引"], "割引した運賃", True),
        (["運賃", "料金"], "料金の表", True),
        ([""], "料金の表", False),
        ([], "料金の表", False),
    ],
)
def test_words_are_held_whatever_their_width_case_and_line_breaks(topic, said, held):
    assert holds(topic_of(topic), flat(said)) is held


def test_stances_stand_before_facts_and_what_stands_alone_before_what_leans():
    one = session(
        "a",
        ("岡", "それは運賃の話です。", None),
        ("岡", "運賃は三百円です。", "fact"),
        ("岡", "運賃の値上げに反対です。", "concern"),
        ("岡", "港の灯は赤です。", None),
        ("岡", "運賃？", None),  # tells nothing
    )
    found = on_topic(topic_of(["運賃"]), one)
    assert [(words(said), said.stance) for said in found] == [
        ("運賃の値上げに反対です。", "concern"),
        ("運賃は三百円です。", "fact"),
        ("それは運賃の話です。", None),
    ]
    assert found[0].cited == Cited("a", 3, Span(23, 35), "岡")


def test_who_says_that_their_mind_has_changed_is_found_without_a_topic():
    one = session(
        "a",
        ("岡", "五人と申しましたが、考えが変\nわりました。", None),
        ("岡", "灯は赤です。", None),
    )
    assert [words(change) for change in said_so(one)] == [
        "五人と申しましたが、考えが変\nわりました。"
    ]


def test_a_stance_is_changed_where_the_speakers_last_one_was_the_opposite():
    first = session(
        "a", ("岡", "運賃の値上げに賛成です。", "agree"), ("森", "運賃は困ります。", "concern")
    )
    second = session("b", ("岡", "運賃の値上げに反対です。", "concern"))
    third = session(
        "c",
        ("岡", "運賃の値上げに賛成します。", "agree"),
        ("岡", "運賃のことには異存ありません。", "agree"),  # once is enough
        ("森", "運賃には反対です。", "concern"),  # as before
        ("林", "運賃に賛成です。", "agree"),  # for the first time
        ("岡", "灯に反対です。", "concern"),  # another topic
    )
    fare, light = topic_of(["運賃"]), topic_of(["灯"])
    [old, middle, now] = [one.taken[0][0].place for one in (first, second, third)]
    there = Change(middle, "concern", old, "agree")
    back = Change(now, "agree", middle, "concern")
    assert reversed_on(fare, [first, second, third], ["b", "c"]) == (there, back)
    assert reversed_on(fare, [first, second, third], ["c"]) == (back,)
    assert reversed_on(fare, [first, third], ["c"]) == ()
    assert reversed_on(light, [first, second, third], ["c"]) == ()


def test_a_proposal_is_for_nothing_and_against_nothing():
    first = session("a", ("岡", "運賃を上げましょう。", "proposal"))
    second = session("b", ("岡", "運賃に反対です。", "concern"))
    assert reversed_on(topic_of(["運賃"]), [first, second], ["b"]) == ()


@pytest.mark.parametrize(
    ("counts", "lines", "shown"),
    [
        ([5, 1, 0], 4, [3, 1, 0]),
        ([2, 2], 9, [2, 2]),
        ([3, 3], 1, [1, 0]),
        ([], 3, []),
        ([1], 0, [0]),
    ],
)
def test_lines_are_shared_one_after_another(counts, lines, shown):
    assert shares(counts, lines) == shown
