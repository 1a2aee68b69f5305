"""Text files in every encoding give their exact text back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableTranscript
from index.read import decode, read_bytes
from tests.conftest import SAMPLE

LONG = re.sub("[①-⑳⾧]", "長", (SAMPLE / "shiomi_2031_1.txt").read_text(encoding="utf-8"))
TEXTS = {
    "word": "はい。",
    "line": "＜岩田＞はい、始めます。",
    "crlf": "会議の記録\r\n\r\n岩田：はい。\r\n",
    "mixed": "第1回 EC（電子商取引）の話です。10:30 から、カタカナも。\n",
    "katakana": "データセンターのセキュリティーについて。",
    "long": LONG,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp"])
def test_japanese_encodings(text, encoding):
    content = text.encode(encoding)
    assert content.decode(encoding) == text  # else this test asks for too much
    assert decode(content, "x.txt")[0] == text


@pytest.mark.parametrize("encoding", ["cp932", "euc_jis_2004"])
def test_circled_numbers_of_windows(encoding):
    text = "宿題は①県の参加を確かめること、②升目を試算することです。"
    assert decode(text.encode(encoding), "x.txt")[0] == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding):
    assert decode(LONG.encode(encoding), "x.txt")[0] == LONG


@pytest.mark.parametrize("text", [*TEXTS.values(), "plain English\n"])
@pytest.mark.parametrize(
    ("encoding", "mark", "named"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
        ("utf-16-le", b"\xff\xfe", "utf-16"),
        ("utf-16-be", b"\xfe\xff", "utf-16"),
    ],
)
def test_unicode(text, encoding, mark, named):
    # a byte order mark belongs to the encoding and not to the text
    assert decode(mark + text.encode(encoding), "x.txt") == (text, named)


short = st.text(st.sampled_from("はいそうですかのがにをと会議記録、。"), min_size=2, max_size=12)


@given(short, st.sampled_from(["cp932", "euc_jp"]))
def test_short_japanese_is_never_mojibake(text, encoding):
    assert decode(text.encode(encoding), "x.txt")[0] == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_utf8_is_never_taken_for_something_else(text):
    assert decode(text.encode(), "x.txt")[0] == text.removeprefix("\ufeff")


def test_line_ends_and_form_feeds_are_kept():
    source = read_bytes("一頁\r\nです。\r\f二頁\n\f三頁".encode(), "x.txt")
    assert source.text == "一頁\r\nです。\r\f二頁\n\f三頁"
    assert source.pages == (0, 9, 13)


@pytest.mark.parametrize(
    "content",
    [
        "오늘 회의를 시작하겠습니다. 감사합니다.".encode("euc_kr"),
        "今天的会议现在开始，谢谢大家。".encode("gb18030"),
        "今天的會議現在開始，謝謝大家。".encode("big5"),
        "Réunion générale: été à Orléans, où çà".encode("latin-1"),
        "Сегодня мы начинаем заседание комитета".encode("cp1251"),
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(0, 256, 3)) * 9,
        b"PK\x03\x04" + bytes(60),
        b"\xef\xbb\xbf\xff\xff",
        "はい。".encode("utf-16")[:-1],
    ],
)
def test_what_is_no_text_we_know_is_refused(content):
    with pytest.raises(UnreadableTranscript) as caught:
        decode(content, "minutes.txt")
    assert str(caught.value) == (
        "minutes.txt is not text in UTF-8, UTF-16, Shift_JIS or EUC-JP; "
        "open it in an editor, save it as UTF-8 and add it again."
    )
