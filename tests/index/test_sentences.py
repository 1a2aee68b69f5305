"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import asks, sentences
from tests.index.texts import texts


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        # Japanese needs no space
        ["はい。", "いいえ。"],
        ["本当ですか?", "そうです!", "はい"],
        ["ええ!?", "そう。"],
        ["すごい!!", "次です"],
        ["半角｡", "次"],
        ["見て。", "👍次"],
        ["これは……そうです。", "次"],
        # NFKC turns the full-width full stop into this one
        ["です.", "次に"],
        ["です."],
        ["それは1.5です。", "3.5%です。", "次"],
        # quotes and brackets hold what they hold, and a closing one belongs to its sentence
        ["彼は「行く。帰る。」と言った。", "次。"],
        ["「行く。帰る。」次です。"],
        ["(注。これは注です。)次です。", "以上。"],
        ["彼は『「行く。」と。』と言った。", "次。"],
        ["終わりです。」", "そして"],
        ["「あ。", "い"],
        ["「本当か?」と聞いた。", "次"],
        ["本当か?と聞いた。", "次"],
        # a quotation longer than any sentence is cut inside
        [f"「{'あ' * 100}。", f"{'い' * 100}」と。", "次。"],
        [f"「{'あ' * 70}。{'い' * 70}」と。", "次。"],
        # paragraphs end sentences
        ["一つ", "二つ"],
        ["…そう。"],
    ],
)
def test_japanese(expected):
    text = "\n".join(expected) if expected == ["一つ", "二つ"] else "".join(expected)
    assert cut(text) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["Mr. Smith came.", "He left."],
        ["It was 3.5 percent.", "Then 4."],
        ["See Fig. 3, e.g. this one.", "That one."],
        ["The U.S. Government acted.", "Yes."],
        ["J. Smith spoke.", "OK."],
        ["No. 5 is good.", "Yes."],
        ["Is it?", "Yes!", "Fine."],
        ["Did he say “Yes. No.” today?", "Fine."],
        ["We met at example.org/a.b today.", "Then we left."],
        ["what?yes and no"],
        ["五時に会う.", "そして去る."],
    ],
)
def test_english(expected):
    assert cut(" ".join(expected)) == expected


def test_a_number_at_the_head_of_a_paragraph_is_no_sentence():
    assert cut("1. りんごです。\n12. Pears came in 1911. Then 4. We left.\n 3.\n4.") == [
        "1. りんごです。",
        "12. Pears came in 1911.",
        "Then 4.",
        "We left.",
        "3.",
        "4.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("いつ始まりますか。", True),
        ("四月です。では、いつ始まりますか。\n", True),  # a text asks by its last sentence
        ("いつ始まりますか。四月です。", False),
        ("これでよいでしょうか?」", True),
        ("「よいか?』」", True),
        ("どうなるのかね", True),
        ("行くでしょう。", True),
        ("ご意見を伺いたいと思います。", True),
        ("時期を教えてください", True),
        ("栗林委員、ご説明いただければと思います。", True),
        ("ご説明をいただき、ありがとうございました。", False),
        ("四月に始まります。", False),
        ("始まるかどうかは分かりません。", False),
        ("いつ始まりますかと聞きました。", False),
        ("「いつか?」と聞きました。", False),
        ("Is it safe?", True),
        ("She asked, “Is it safe?”", True),
        ("It is safe.", False),
        ("Is it safe? Yes.", False),
        ("什么时候开始?", True),
        ("언제 시작합니까?", True),
        ("", False),
    ],
)
def test_a_text_asks_or_tells(text, expected):
    assert asks(text) == expected


def test_offsets_leave_white_space_out():
    assert sentences(" はい。 \n\n そう。です ") == [(1, 4), (8, 11), (11, 13)]
    assert sentences("") == []
    assert sentences(" \n ") == []


@given(st.one_of(texts, st.text(st.sampled_from("あ。！？.!? 」「()“”\nA1と"), max_size=40)))
def test_every_character_but_white_space_is_in_exactly_one_sentence(text):
    found = sentences(text)
    kept = [i for start, end in found for i in range(start, end) if not text[i].isspace()]
    assert kept == [i for i, c in enumerate(text) if not c.isspace()]
    assert [(a, b) for a, b in found if text[a:b] != text[a:b].strip() or "\n" in text[a:b]] == []


def test_long_texts_are_cut_in_no_time():
    english = "It was a good year. " * 15_000  # 300,000 characters on one line
    assert len(sentences(english)) == 15_000
    open_brackets = "「（『【" * 20_000 + "・" * 20_000
    assert sentences(open_brackets) == [(0, 100_000)]
