from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from index.catalogue import Summary
from index.records import Header
from ui.newest import newest, told
from ui.words import words_of

JA, EN = words_of("ja"), words_of("en")


def held(name: str, date: str | None = None, *people: str) -> Summary:
    header = Header(title=name, date=date)
    return Summary(name, name, name, "", header, [], "2031-01-01T00:00:00Z", 1, 1, 1, list(people))


def many_page() -> None:
    import streamlit as st

    from tests.ui.test_newest import held
    from ui.newest import show_newest
    from ui.words import words_of

    page = st.Page(lambda: None, title="x", url_path="read")
    summaries = [held(f"*{number:03}*") for number in range(120)]
    show_newest(words_of("ja"), summaries, {s.id: s.id for s in summaries}, page)


def read_page(folder: str) -> None:
    from pathlib import Path

    from ui import read
    from ui.resources import shared_library
    from ui.words import words_of

    read.show(shared_library(Path(folder)), words_of("ja"))


def test_the_newest_comes_first_and_parts_of_a_day_in_their_order():
    library = [held("c"), held("b", "2031-05-20"), held("d", "2031-12-16"), held("a", "2031-05-20")]
    assert [summary.id for summary in newest(library)] == ["d", "a", "b", "c"]


@pytest.mark.parametrize(
    ("summary", "sentence"),
    [
        (held("a", "2031-05-20", "水野", "*片瀬*"), r"2031年5月20日 · 水野、\*片瀬\*"),
        (held("a", None, "水野"), "水野"),
        (held("a", "2031-05-20"), "2031年5月20日"),
        (held("a", None, *"一二三四五六七八九十"), "一、二、三、四、五、六、七、八、ほか 2 名"),
    ],
)
def test_a_transcript_is_told_by_its_day_and_speakers(summary: Summary, sentence: str):
    assert told(JA, summary) == sentence


def test_links_are_at_most_fifty_and_more_at_a_press():
    test = AppTest.from_function(many_page, default_timeout=60).run()
    assert [link.label for link in test.get("page_link")] == [rf"\*{n:03}\*" for n in range(50)]
    for shown in (100, 120):
        test.button(key="newest_more").click().run()
        assert len(test.get("page_link")) == shown
    assert list(test.button) == []


def test_without_a_transcript_the_page_lists_all(folder: Path):
    test = AppTest.from_function(read_page, args=(str(folder),), default_timeout=60)
    test.query_params["lang"] = "ja"
    links = [(link.page, link.query_string) for link in test.run().get("page_link")]
    assert links == [
        ("read", f"transcript={name}&lang=ja")
        for name in (
            "shiomi_2031_3",
            "shiomi_2031_2",
            "harbour_transit_2031",
            "shiomi_2031_1",
        )
    ]
    test.query_params["transcript"] = "shiomi_2031_1"
    assert test.run().get("page_link") == []
