"""The search text of texts whose answer is known."""

import pytest

from index.layout import Layout, measure
from index.records import Span
from index.search_text import SearchText, search_text

WRAPPED = Layout(20, 0)  # lines of ten Japanese characters
DOUBLE = Layout(20, 1)
FREE = Layout(0, 0)


def search(source: str, layout: Layout) -> SearchText:
    return search_text(source, Span(0, len(source)), layout)


@pytest.mark.parametrize(
    ("source", "layout", "expected"),
    [
        # a Japanese word broken over a line is one word again
        ("第三者支払ライセン\nス制度です。", WRAPPED, "第三者支払ライセンス制度です。"),
        ("第三者支払ライセン\r\nス制度です。", WRAPPED, "第三者支払ライセンス制度です。"),
        ("第三者支払ライセン \n\nス制度です。", DOUBLE, "第三者支払ライセンス制度です。"),
        # a page break may leave a space at the next line's start
        ("経済の社会課題の解決\n 成長してきた。", WRAPPED, "経済の社会課題の解決成長してきた。"),
        ("経済の社会課題の解決\f成長してきた。", WRAPPED, "経済の社会課題の解決成長してきた。"),
        # English words keep their space, beside Japanese they need none
        (
            "we met in the morning\nand then we left.",
            WRAPPED,
            "we met in the morning and then we left.",
        ),
        ("今年度の調査はここで\nApril に", WRAPPED, "今年度の調査はここでApril に"),
        # lines that nothing wraps stay apart, and so do paragraphs of wrapped text
        ("はい。\nいいえ", FREE, "はい。\nいいえ"),
        (
            "これで終わった。\n次に予算の話をします。",
            WRAPPED,
            "これで終わった。\n次に予算の話をします。",
        ),
        ("経済の社会課題の解決\n\n成長してきた。", WRAPPED, "経済の社会課題の解決\n成長してきた。"),
        (
            "経済の社会課題の解決\n\n\n成長してきた。",
            DOUBLE,
            "経済の社会課題の解決\n成長してきた。",
        ),
        # NFKC, white space collapsed, what cannot be seen dropped
        ("理事⾧のｶﾞｲﾄﾞ　　１０％", FREE, "理事長のガイド 10%"),
        ("か\u3099くせい", FREE, "がくせい"),
        ("\u1112\u1161\u11ab국", FREE, "한국"),
        ("a\u0316\u0301", FREE, "á\u0316"),
        ("見\u200bえ\ufeffない\x07", FREE, "見えない"),
        ("㍿の…", FREE, "株式会社の..."),
        ("", FREE, ""),
        (" \n \n", FREE, ""),
    ],
)
def test_search_text(source, layout, expected):
    assert search(source, layout).text == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # the file says elsewhere that the word is "payment"; it never says "thirdparty"
        ("the third party pay-\nment. A payment.", "the third party payment. A payment."),
        ("we asked the third-\nparty about it here", "we asked the third-party about it here"),
        ("we asked the Third-\nParty about it here", "we asked the Third- Party about it here"),
        ("the word was bro\u00ad\nken here again.", "the word was broken here again."),
        ("the word was bro\ufffe\nken here again.", "the word was broken here again."),
    ],
)
def test_a_hyphenated_word_is_made_whole(source, expected):
    assert search(source, WRAPPED).text == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://www.example.org/harbour-to-\nstation/", "https://www.example.org/harbour-to-station/"),
        ("https://www.example.org/reports/\n2020/06", "https://www.example.org/reports/2020/06"),
        ("https://www.example.org/reportso\nftheyear", "https://www.example.org/reportsoftheyear"),
        ("https://a.org/x\n次の話です。", "https://a.org/x\n次の話です。"),
        ("https://example.org/abcdefg-\nhttps://b.org/", "https://example.org/abcdefg-\nhttps://b."
         "org/"),
    ],
)  # fmt: skip
def test_a_url_comes_out_whole(source, expected):
    assert search(source, WRAPPED).text == expected


def test_double_and_single_spaced_files_give_the_same_search_text():
    lines = [
        "この会議では長い文が紙の幅で折り返されていて、行の終わり",
        "で文が終わることはほとんどありませんので、それと分かるよ",
        "うになっています。",
        "次の段落もまた同じ幅で折り返されていて、どの行も紙の端ま",
        "で続いているのが分かります。",
    ]
    single, double = "\n".join(lines), " \n\n".join(lines)
    assert measure(single) == Layout(56, 0)
    assert measure(double) == Layout(56, 1)
    expected = "".join(lines[:3]) + "\n" + "".join(lines[3:])
    assert search(single, measure(single)).text == expected
    assert search(double, measure(double)).text == expected


def test_each_character_maps_to_what_it_came_from():
    made = search("㍿か\u3099 -\nｶﾞ", FREE)
    assert made.text == "株式会社が -\nガ"
    assert made.starts == [0, 0, 0, 0, 1, 3, 4, 5, 6]
    assert made.ends == [1, 1, 1, 1, 3, 4, 5, 6, 8]
    assert made.to_source(1, 2) == Span(0, 1)
    assert made.from_source(Span(0, 3)) == (0, 5)
    assert made.from_source(Span(0, 2)) == (0, 4)  # が is not whole in it


def test_collapsed_white_space_maps_to_all_of_it():
    made = search("a \u3000 b", FREE)
    assert (made.text, made.starts, made.ends) == ("a b", [0, 1, 4], [1, 4, 5])


def test_offsets_count_from_the_whole_source():
    source = "前置き。第三者支払ライセン\nス制度"
    made = search_text(source, Span(4, len(source)), WRAPPED)
    assert made.text == "第三者支払ライセンス制度"
    assert made.to_source(6, 10) == Span(10, 15)
    assert made.words(Span(10, 15)) == "イセンス"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 1), (0, 4)])
def test_a_range_outside_is_refused(start, end):
    with pytest.raises(ValueError, match=rf"no such range in 3 characters: {start} to {end}"):
        search("abc", FREE).to_source(start, end)


def test_display_joins_lines_and_keeps_the_source_characters():
    made = search("理事⾧の挨拶と１回目\n のｶﾞｲﾄﾞ  です。\nつぎ", WRAPPED)
    assert made.display(Span(0, 30)) == "理事⾧の挨拶と１回目のｶﾞｲﾄﾞ です。 つぎ"
    assert made.display(Span(11, 16)) == "のｶﾞｲ"


def test_display_shows_a_character_whose_normal_form_begins_with_a_space():
    made = search("名前は´です", FREE)
    assert made.text == "名前は \u0301です"
    assert made.display(Span(0, 6)) == "名前は´です"
