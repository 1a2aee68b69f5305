import pytest

from rag.records import Filter
from ui.chips import Chip, chips
from ui.words import words_of

JA, EN = words_of("ja"), words_of("en")


@pytest.mark.parametrize(
    ("held", "ja", "en"),
    [
        (Filter(session="第3回"), "第3回", "Session 3"),
        (Filter(session="2031年度第3回"), "2031年度第3回", "2031 session 3"),
        (Filter(session="秋の部"), "秋の部", "秋の部"),
        (Filter(speaker="岩田"), "発言者: 岩田", "Speaker: 岩田"),
        (Filter(not_speaker="岩田"), "発言者: 岩田 以外", "Everybody but 岩田"),
        (Filter(transcript="a"), "会議録: 港{}の会", "Transcript: 港{}の会"),
        (Filter(transcript="gone"), "会議録: gone", "Transcript: gone"),
        (Filter(since="2031-05-20"), "2031年5月20日以降", "From 20 May 2031"),
        (Filter(until="2031-05-20"), "2031年5月20日まで", "Up to 20 May 2031"),
        (Filter(since="2031-05-20", until="2031-05-20"), "2031年5月20日", "20 May 2031"),
        (Filter(since="2032-02-01", until="2032-02-29"), "2032年2月", "Feb 2032"),
        (Filter(since="2031-01-01", until="2031-12-31"), "2031年", "2031"),
        (
            Filter(since="2031-04-01", until="2032-03-31"),
            "2031年4月1日〜2032年3月31日",
            "1 Apr 2031 – 31 Mar 2032",
        ),
    ],
)
def test_a_filter_says_what_it_holds_in_either_language(held: Filter, ja: str, en: str):
    titles = {"a": "港{}の会"}
    names = tuple(held.as_dict())
    assert chips(JA, held, titles) == [Chip(ja, names)]
    assert chips(EN, held, titles) == [Chip(en, names)]


def test_every_filter_has_its_chip():
    held = Filter("a", "岩田", "2031-05-20", None, "第1回", "岡野")
    found = [name for chip in chips(JA, held, {}) for name in chip.names]
    assert sorted(found) == sorted(held.as_dict())
