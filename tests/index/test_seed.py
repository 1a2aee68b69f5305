"""The real transcript: its header, its turns and their offsets; its text is not kept here."""

from index.build import parse
from index.read import read_file
from index.records import Header, Span, Speaker, Turn


def test_the_seeds_header(seed):
    assert parse(read_file(seed), "seed").header == Header(
        title="「デジタル技術と経済・金融」研究会 2020年度第1回（上・プレゼン編）",
        series="「デジタル技術と経済・金融」研究会",
        organisation="中曽根平和研究所",
        session="2020年度第1回",
        date="2020-06-30",
        part="上・プレゼン編",
        next_part="中・議論編1",
    )


def test_the_seeds_turns(seed):
    iwata = Speaker("岩田", "岩田")
    fujisaki = Speaker("藤崎・中曽根平和研理事長", "藤崎", "中曽根平和研", "理事長")
    okano = Speaker("岡野研究委員", "岡野", None, "研究委員")
    transcript = parse(read_file(seed), "seed")
    assert transcript.turns == (
        Turn(0, None, Span(1, 79)),
        Turn(1, iwata, Span(92, 163)),
        Turn(2, fujisaki, Span(186, 564)),
        Turn(3, iwata, Span(577, 607)),
        Turn(4, okano, Span(624, 3542)),
        Turn(5, iwata, Span(3555, 7000)),
    )
    assert transcript.speakers == ["岩田", "藤崎・中曽根平和研理事長", "岡野研究委員"]
    assert transcript.warnings == ()
    assert len(transcript.text) == 7026
