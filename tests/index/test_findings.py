"""What may be wrong with a transcript: exactly that, and nothing where all is well."""

import pytest

from index import build, catalogue, review
from index.findings import Finding, in_header, in_text
from index.incoming import parse
from index.mojibake import find_mojibake
from index.read import read_bytes, read_file
from index.records import Header, Span
from tests.conftest import SAMPLE

HEAD = "港の会 第1回\n2031年4月1日\n\n"
TWO = f"{HEAD}＜岩田＞\n始めます。\n＜岡野＞\nはい。\n"


def found(text: str) -> list[Finding]:
    return in_text(parse(read_bytes(text.encode(), "x.txt"), "x"))


def reviewed(library) -> dict[str, list[Finding]]:
    with library.reading_raw() as connection:
        return review.review(connection)


@pytest.mark.parametrize("path", sorted(SAMPLE.glob("*.txt")), ids=lambda path: path.stem)
def test_nothing_is_found_in_the_sample(path):
    transcript = parse(read_file(path), "x")
    assert in_text(transcript) == []
    assert in_header(transcript.header, len(transcript.turns) - 1) == []


def test_nothing_is_found_in_the_seed(seed):
    transcript = parse(read_file(seed), "x")
    assert in_text(transcript) + in_header(transcript.header, 1) == []


def test_no_speakers_and_empty_turns():
    assert found("今日は晴れです。") == [Finding("no_speakers")]
    text = f"{HEAD}＜岩田＞\n＜岡野＞\nはい。\n＜岩田＞\n"
    at = text.index("＜岩田＞") + len("＜岩田＞")
    assert found(text) == [Finding("empty_turns", ("1, 3",), 1, Span(at, at))]


@pytest.mark.parametrize("label", ["補足事項", "映像", "来賓挨拶", "質問1"])
def test_a_label_that_is_no_person(label):
    text = f"{TWO}＜{label}＞\nここは音です。\n"
    at = text.index("ここは")
    assert found(text) == [Finding("speaker_unknown", (label,), 3, Span(at, at + 7))]


@pytest.mark.parametrize(
    "label",
    ["真壁", "榊", "東", "栗林研究委員", "A氏", "事務局", "参加者B", "Mika Iwata", "김 교수"],
)
def test_people_are_people(label):
    assert found(f"{TWO}＜{label}＞\nはい。\n") == []


def test_one_label_in_another_script_in_a_long_file():
    long = HEAD + "岩田：はい。\n岡野：いいえ。\n栗林：どうも。\n" * 4
    text = f"{long}Remark：長くなりました。\n"
    at = text.index("長く")
    assert found(text) == [Finding("speaker_unknown", ("Remark",), 13, Span(at, at + 8))]
    assert found(f"{text}Remark：もう一度。\n") == []
    assert found(f"{HEAD}岩田：はい。\n岡野：いいえ。\nRemark：どうも。\n") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("渡辺", "渡邊"), ("高橋委員", "髙橋委員"), ("山田太郎", "山田 太郎"), ("斎藤", "齊藤")],
)
def test_two_spellings_by_variants(one, other):
    text = f"{HEAD}＜{one}＞\nはい。\n＜{other}＞\nいいえ。\n＜{one}＞\nどうも。\n"
    at = text.index("いいえ")
    assert found(text) == [Finding("speaker_spellings", (other, one), 2, Span(at, at + 4))]


def test_a_slip_stands_once_among_many():
    text = f"{HEAD}Penhale: Yes.\nMarsh: No.\nPenhale: Yes.\nPenhal: Well.\nMarsh: No.\n"
    at = text.index("Well")
    assert found(text) == [Finding("speaker_spellings", ("Penhal", "Penhale"), 4, Span(at, at + 5))]
    assert found(f"{text}Penhal: Well.\n") == []  # who speaks twice is nobody's slip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("岩田", "岡田"),
        ("ジョーンズ", "岩田"),
        ("岩田", "岩田主任研究員"),
        ("山田委員", "山田議長"),
        ("Ann", "Anne"),
    ],
)
def test_other_people_are_no_spellings(one, other):
    assert found(f"{HEAD}＜{one}＞\nはい。\n＜{other}＞\nいいえ。\n＜{one}＞\nどうも。\n") == []


def test_a_line_that_begins_as_a_label_may_be_a_turn():
    text = f"{HEAD}＜岩田＞\n始めます。\n岡野：はい。\n＜岡野＞\nどうも。\n"
    at = text.index("岡野：")
    assert found(text) == [Finding("two_turns", ("岡野：",), 1, Span(at, at + 3))]


JAPANESE = "文字化けの例です。こんにちは、世界。カタカナもあります。"


@pytest.mark.parametrize(
    ("encoded", "taken_for"),
    [
        ("utf-8", "cp932"),
        ("utf-8", "latin-1"),
        ("utf-8", "cp1252"),
        ("utf-8", "gbk"),
        ("cp932", "latin-1"),
        ("cp932", "cp1252"),
        ("euc_jp", "cp932"),
        ("euc_jp", "latin-1"),
    ],
)
def test_japanese_decoded_wrongly_is_found(encoded, taken_for):
    assert find_mojibake(JAPANESE.encode(encoded).decode(taken_for, "ignore"))
    assert find_mojibake(JAPANESE) == []


@pytest.mark.parametrize(
    "text",
    [
        "ｺﾝﾋﾟｭｰﾀ･ｿﾌﾄ､ﾃﾞｰﾀ｡",
        "糸が縺れ、縺れて、もつれる。",
        "繧繝彩色と繧繝縁",
        "São Paulo, coração, «ça» été à l’école, naïve – €5 … “so” ‚deutsch‘ ƒ(x)",
        "¥1,000¥2,000",
        "¤ § ¶ © ® ™",
        "👩\u200d👩 İß ½ ①",
    ],
)
def test_rare_but_right_text_is_no_mojibake(text):
    assert find_mojibake(text) == []


def test_mojibake_tells_where():
    text = f"{HEAD}＜岩田＞\nはい。\n＜岡野＞\n会議録 縺薙ｓ縺ｫ縺｡縺ｯ です。\n"
    at = text.index("縺")
    [finding] = found(text)
    assert (finding.kind, finding.turn, finding.span.start) == ("mojibake", 2, at)
    assert finding.values == (finding.span.of(text),)
    text = f"{HEAD}＜岩田＞\nは\ufffd\ufffdい。\n"
    at = text.index("\ufffd")
    assert found(text) == [Finding("mojibake", ("\ufffd\ufffd",), 1, Span(at, at + 2))]


def test_a_header_without_session_or_date():
    assert in_header(Header("会"), 2) == [Finding("session_missing"), Finding("date_missing")]
    assert in_header(Header("会", session="第1回", date="2031-04-01"), 2) == []
    assert in_header(Header("覚え書き"), 0) == []  # without speakers: no meeting


def test_the_same_words_under_another_name(library, encoder, write):
    shelf = library()
    spaced = TWO.replace("\n", "\r\n\r\n").replace("。", "。 ")
    paths = [write("a.txt", TWO), write("b.txt", spaced)]
    rows = list(build.add(paths, shelf, encoder))
    sentence = "the same words are in the library as {}; remove one of the two"
    assert [(row.status, row.warnings) for row in rows] == [
        ("added", [sentence.format("b")]),
        ("added", [sentence.format("a")]),
    ]
    assert reviewed(shelf) == {
        "a": [Finding("same_content", ("b",))],
        "b": [Finding("same_content", ("a",))],
    }
    build.remove(["a"], shelf, encoder)
    assert reviewed(shelf) == {}


def test_spellings_in_two_files_are_told_of_the_rarer(library, encoder, write):
    shelf = library()
    meetings = [
        ("a.txt", TWO.replace("岩田", "渡辺")),
        ("b.txt", TWO.replace("岩田", "渡辺").replace("第1回", "第2回")),
        ("c.txt", TWO.replace("岩田", "渡邊").replace("第1回", "第3回")),
        ("d.txt", TWO.replace("岩田", "山田一郎").replace("第1回", "第4回")),
        ("e.txt", TWO.replace("岩田", "山田二郎").replace("第1回", "第5回")),
    ]
    list(build.add([write(name, text) for name, text in meetings], shelf, encoder))
    assert reviewed(shelf) == {"c": [Finding("speaker_spellings", ("渡邊", "渡辺"))]}


def test_adding_tells_what_the_whole_library_shows_and_reads_it_once(
    library, encoder, write, monkeypatch
):
    reads, read = [], catalogue.summaries
    monkeypatch.setattr(catalogue, "summaries", lambda c: reads.append(c) or read(c))
    words = {"b": ("渡辺", ""), "c": ("渡邊", ""), "a": ("渡邊", "\n\n"), "d": ("渡部", "")}
    shelf = library()
    for name, (speaker, space) in words.items():
        text = f"第1回（2031.5.20）\n＜{speaker}＞\nよい。\n{space}＜野口＞\n港。\n"
        reads.clear()
        [row] = build.add([write(f"{name}.txt", text)], shelf, encoder)
        assert len(reads) == 1
        assert row.warnings == [str(finding) for finding in reviewed(shelf).get(name, [])]
        if name == "a":
            assert row.warnings == ["the same words are in the library as c; remove one of the two"]


def test_every_kind_has_a_sentence_for_the_command_line(library, encoder, write):
    text = "港の会\n\n＜岩田＞\n岡野：はい。\n＜映像＞\n\ufffd\n＜岡野＞\nはい。\n"
    [row] = build.add([write("a.txt", text)], library(), encoder)
    assert row.warnings == [
        "no session number was found before the first speaker",
        "no date was found before the first speaker",
        "the label 映像 may be no speaker's; look at the turn that it begins",
        "a turn may be two: a line in it begins with 岡野：",
        "words such as \ufffd were decoded wrongly; save the file as UTF-8 and add it again",
    ]


def test_a_dismissed_finding_stays_dismissed_until_its_transcript_is_gone(library, encoder, write):
    shelf = library()
    text = f"{TWO}＜映像＞\n音。\n＜朗読＞\n声。\n"
    path = write("a.txt", text)
    list(build.add([path], shelf, encoder))
    first, second = reviewed(shelf)["a"]
    with shelf.reading_raw() as connection:
        before = review.revision(connection)
    review.dismiss(shelf, "a", first)
    review.dismiss(shelf, "a", first)
    assert reviewed(shelf) == {"a": [second]}
    with shelf.reading_raw() as connection:
        assert review.revision(connection) != before
    write("a.txt", text.replace("始めます。", "ただいまから始めます。"))
    [row] = build.add([path], shelf, encoder)
    assert (row.status, len(row.warnings)) == ("updated", 1)
    other = write("b.txt", text.replace("第1回", "第2回"))
    assert [row.warnings for row in build.add([other], shelf, encoder)] == [row.warnings]


def test_a_dismissed_place_is_dismissed_in_its_transcript_alone(library, encoder, write):
    shelf = library()
    text = f"{HEAD}＜岩田＞\n始めます。\n岡野：はい。\n＜岡野＞\nどうも。\n"
    list(build.add([write("a.txt", text)], shelf, encoder))
    list(build.add([write("b.txt", text.replace("第1回", "第2回"))], shelf, encoder))
    review.dismiss(shelf, "a", reviewed(shelf)["a"][0])
    assert list(reviewed(shelf)) == ["b"]
    build.remove(["a"], shelf, encoder)
    list(build.add([write("a.txt", text)], shelf, encoder))
    assert list(reviewed(shelf)) == ["a", "b"]  # what was removed is forgotten


def test_one_dismissal_settles_the_same_content_for_both(library, encoder, write):
    shelf = library()
    paths = [write("a.txt", TWO), write("b.txt", TWO + "\n")]
    list(build.add(paths, shelf, encoder))
    review.dismiss(shelf, "b", reviewed(shelf)["b"][0])
    assert reviewed(shelf) == {}


def test_a_library_of_an_earlier_version_is_looked_through(library, encoder, write):
    shelf = library()
    list(build.add([write("a.txt", f"{TWO}＜映像＞\n音。\n")], shelf, encoder))
    with shelf.writing(encoder) as draft:
        draft.connection.exec_driver_sql("DELETE FROM meta WHERE key IN ('findings', 'dismissed')")
    assert [finding.kind for finding in reviewed(shelf)["a"]] == ["speaker_unknown"]


def test_damaged_findings_are_found_anew(library, encoder, write):
    shelf = library()
    list(build.add([write("a.txt", f"{TWO}＜映像＞\n音。\n")], shelf, encoder))
    with shelf.writing(encoder) as draft:
        draft.connection.exec_driver_sql(
            "UPDATE meta SET value = '{\"a\": 1}' WHERE key = 'findings'"
        )
    assert [finding.kind for finding in reviewed(shelf)["a"]] == ["speaker_unknown"]
