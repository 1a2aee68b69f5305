"""Speaker labels -> turns: every style, and what is no label."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableTranscript
from index.records import Span
from index.turns import closing_note, find_turns, stray_labels
from tests.index.texts import texts


def turns(text: str) -> list[tuple[int, str | None, str]]:
    """(number, label, words) of each turn."""
    return [
        (turn.number, turn.speaker.label if turn.speaker else None, turn.span.of(text))
        for turn in find_turns(text, "x.txt")
    ]


STYLES = [
    ("＜岩田＞", "岩田", "＜岡野研究委員＞", "岡野研究委員"),
    ("<岩田>", "岩田", "<岡野>", "岡野"),
    ("〈岩田〉", "岩田", "〈岡野〉", "岡野"),
    ("《岩田》", "岩田", "《岡野》", "岡野"),
    ("【岩田】", "岩田", "【岡野】", "岡野"),
    ("○岩田君", "岩田君", "○岡野委員", "岡野委員"),
    ("○議長（山田太郎君）", "議長(山田太郎君)", "○岡野花子君", "岡野花子君"),
    ("◆岩田委員", "岩田委員", "◆岡野委員", "岡野委員"),
    ("岩田：", "岩田", "岡野：", "岡野"),
    ("Iwata:", "Iwata", "Mika Okano:", "Mika Okano"),
    ("**Iwata**:", "Iwata", "**Okano**:", "Okano"),
    ("**Iwata:**", "Iwata", "**Okano:**", "Okano"),
    ("[00:12:30] Iwata:", "Iwata", "[00:13:02] Okano:", "Okano"),
    ("00:12 岩田：", "岩田", "00:13 岡野：", "岡野"),
]


@pytest.mark.parametrize(("first", "label", "second", "other"), STYLES)
@pytest.mark.parametrize("between", [" ", "\n", "\n\n", "\u3000"])
def test_a_label_style(first, label, second, other, between):
    text = f"会議の記録\n\n{first}{between}はい、始めます。\n\n{second}{between}お願いします。\n"
    assert turns(text) == [
        (0, None, "会議の記録"),
        (1, label, "はい、始めます。"),
        (2, other, "お願いします。"),
    ]


def test_affiliation_and_role_stay_in_the_label():
    text = "＜藤崎・中曽根平和研理事⾧＞ \r\n\r\n今回は。\r\n"
    assert turns(text) == [(0, None, ""), (1, "藤崎・中曽根平和研理事長", "今回は。")]


ASIDES = [
    "＜拍手＞",
    "（笑）",
    "【資料1】",
    "〈一同笑い〉",
    "○デジタル化の推進",
    "日時：2020年6月30日",
    "Note: this is no speaker.",
    "要点は次の通りです：三つあります。",
    "開始は10:30です。",
    "10:30から始めます。",
    "https://example.org/a:b を見てください。",
    "「第一章：はじめに」",
    "・課題：人が足りません。",
]


@pytest.mark.parametrize("aside", ASIDES)
@pytest.mark.parametrize("style", ["＜{}＞\n", "【{}】", "○{}君\u3000", "{}：", "[00:01:02] {}:"])
def test_what_is_no_label_is_speech(style, aside):
    label = "岩田君" if "君" in style else "岩田"
    text = f"{style.format('岩田')}始めます。\n{aside}\n続けます。\n"
    assert turns(text) == [(0, None, ""), (1, label, f"始めます。\n{aside}\n続けます。")]


@pytest.mark.parametrize("aside", ASIDES)
def test_what_is_no_label_makes_no_turn_in_a_file_without_speakers(aside):
    text = f"今日は晴れです。\n{aside}\n明日は雨です。"
    assert turns(text) == [(0, None, text)]


def test_a_term_that_a_hard_wrap_brought_to_the_start_of_a_line_is_speech():
    speech = (
        "この会議では長い文が紙の幅で折り返されていてその途中で\n"
        "用語が行の頭に来ることがあるので気をつけます。いまの話に出た\n"
        "＜ＡＩ＞という言葉もそのひとつで、これは発言者ではないことを\n"
        "確かめておきたいと思っています。よろしくお願いします。"
    )
    text = f"＜岩田＞\n{speech}\n＜岡野＞\nはい。"
    assert turns(text) == [(0, None, ""), (1, "岩田", speech), (2, "岡野", "はい。")]


def test_one_file_has_one_style():
    text = "＜岩田＞\nはい。\n＜岡野＞\n岩田：と書いてあります。\n【岩田】ともあります。"
    assert turns(text) == [
        (0, None, ""),
        (1, "岩田", "はい。"),
        (2, "岡野", "岩田：と書いてあります。\n【岩田】ともあります。"),
    ]


def test_a_turn_without_a_word_is_kept():
    text = "＜岩田＞\n＜岡野＞\nはい。"
    assert turns(text) == [(0, None, ""), (1, "岩田", ""), (2, "岡野", "はい。")]


def stray(text: str) -> list[tuple[int, str]]:
    found = stray_labels(text, find_turns(text, "x.txt"))
    return [(number, span.of(text)) for number, span in found]


@pytest.mark.parametrize(
    ("inside", "label"),
    [
        ("岡野：いいえ。", "岡野："),
        ("【岡野】いいえ。", "【岡野】"),
        ("○岡野委員　いいえ。", "○岡野委員"),
        ("10:02 岡野: いいえ。", "10:02 岡野:"),
        ("**岡野**: いいえ。", "**岡野**:"),
    ],
)
def test_another_styles_label_of_a_speaker_of_the_file_is_a_stray(inside, label):
    text = f"＜岩田＞\nはい。\n{inside}\n＜岡野＞\nどうも。\n＜岩田＞\n終わり。"
    assert stray(text) == [(1, label)]


@pytest.mark.parametrize(
    "inside",
    [
        "栗林：その方はいません。",  # no speaker of the file
        "資料：岡野",
        "岡野さんは言いました：いいえ。",
        "URLは http://岡野 です。",
        "岡野",
    ],
)
def test_other_words_at_a_lines_start_are_no_strays(inside):
    assert stray(f"＜岩田＞\nはい。\n{inside}\n＜岡野＞\nどうも。\n＜岩田＞\n終わり。") == []


def test_a_single_letter_and_a_wrapped_sentence_are_no_strays():
    assert stray("＜A＞\n二つあります。\nA：賛成。\nB：反対。\n＜B＞\nはい。\n＜A＞\nはい。") == []
    line = "きょうの話し合いでこの資料を皆さんにお配りした人はたしか"
    text = (
        f"＜岩田＞\n{line}\n岡野：という人でした。\n＜岡野＞\n{line}\n私でした。\n＜岩田＞\nはい。"
    )
    assert stray(text) == []


@pytest.mark.parametrize(
    "note",
    ["（議論編に続く）", "（中・議論編１ に続く）", "（以上）", "［終わり］", "(continued)"],
)
def test_a_closing_note_is_nobodys_speech(note):
    text = f"＜岩田＞\n終わります。\n\n{note} \n\n"
    assert turns(text) == [(0, None, ""), (1, "岩田", "終わります。")]
    assert closing_note(text).of(text) == note


def test_a_bracket_that_says_something_else_is_speech():
    text = "＜岩田＞\n終わります。\n（拍手）"
    assert turns(text) == [(0, None, ""), (1, "岩田", "終わります。\n（拍手）")]
    assert closing_note(text) == Span(len(text), len(text))


def test_ten_thousand_speakers_are_no_meeting():
    text = "".join(f"＜岩田{chr(0x4E00 + n)}＞\nはい。\n" for n in range(10_000))
    with pytest.raises(UnreadableTranscript) as caught:
        find_turns(text, "list.txt")
    assert str(caught.value) == (
        "list.txt seems to have 10,000 speakers, more than 1,000; "
        "if it is a list and no transcript, leave it out, else split it, one file a meeting."
    )


labelled = st.lists(
    st.sampled_from(["＜岩田＞", "岩田：", "○岩田君", "\n", "はい。", " ", "（以上）", "Ab: "]),
    max_size=20,
).map("".join)  # fmt: skip


@given(st.one_of(texts, labelled))
def test_turns_of_any_text_are_numbered_in_order_and_apart(text):
    found = find_turns(text, "x.txt")
    assert [turn.number for turn in found] == list(range(len(found)))
    assert [turn.speaker is None for turn in found] == [True] + [False] * (len(found) - 1)
    edges = [edge for turn in found for edge in (turn.span.start, turn.span.end)]
    assert edges == sorted(edges)
    assert [t for t in found if t.span.of(text) != t.span.of(text).strip()] == []


@pytest.mark.parametrize(
    "text",
    ["定例会\n\n岩田：今日は決済の話をします。", "今日は決済の話です\n○岡野委員　では始めます。"],
)
def test_a_short_file_is_no_measure_of_wrapping(text):
    assert [turn.speaker.name for turn in find_turns(text, "a.txt")[1:]] in (["岩田"], ["岡野"])


def test_a_numbered_speaker_is_a_speaker():
    turns = find_turns("＜参加者2011＞\nはい。\n＜2020年の記録＞\n", "a.txt")
    assert [turn.speaker.label for turn in turns[1:]] == ["参加者2011"]


UNPUNCTUATED = [
    "the deficit forecast is uncertain",
    "the tax rate should rise to twelve percent",
    "thank you",
    "we will meet again in may",
]


@pytest.mark.parametrize(
    "form", ["[00:12:{n}0] {who}: {words}", "{who}: {words}", "2020/06/30 12:5{n} {who}: {words}"]
)
def test_a_label_counts_though_no_line_ends_its_sentence(form):
    text = "\n".join(
        form.format(n=n, who=who, words=words)
        for n, (who, words) in enumerate(zip(["Iwata", "Okano"] * 2, UNPUNCTUATED, strict=True))
    )
    turns = find_turns(text, "a.txt")
    assert [(turn.speaker.label, turn.span.of(text)) for turn in turns[1:]] == list(
        zip(["Iwata", "Okano"] * 2, UNPUNCTUATED, strict=True)
    )


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Speaker 1: はい。\nSPEAKER 2: いいえ。", ["Speaker 1", "SPEAKER 2"]),
        (
            "参加者A：はい。\n委員1：いいえ。\n匿名希望：そうですか。",
            ["参加者A", "委員1", "匿名希望"],
        ),
        ("Okano, Mika: はい。\nIwata: いいえ。", ["Okano, Mika", "Iwata"]),
        ("[00:01] Iwata: はい。\nOkano: いいえ。", ["Iwata", "Okano"]),
        ("- **Iwata**: はい。\n- **Okano**: いいえ。", ["Iwata", "Okano"]),
        ("## 岩田\nはい。\n## 岡野\nいいえ。", ["岩田", "岡野"]),
        ("김철수: 네.\n이영희: 아니요.", ["김철수", "이영희"]),
        ("\u200f田中：はい。\n佐藤：いいえ。", ["田中", "佐藤"]),
        ("千葉：はい。\n岩田：いいえ。", ["千葉", "岩田"]),
        ("岩田：はい。\n山田電機：三社。\nReason: none.", ["岩田"]),
        ("○岩田委員　はい。\n○山田地区の整備\n○鈴木商店", ["岩田委員"]),
        ("〈岩田〉はい。\n〈笑い声〉\n〈場内騒然〉\nはい。", ["岩田"]),
    ],
)
def test_who_is_a_speaker(text, labels):
    assert [turn.speaker.label for turn in find_turns(text, "a.txt")[1:]] == labels
