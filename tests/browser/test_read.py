"""The page that reads one transcript, as a reader uses it."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pypdfium2
import pytest

from index.build import add
from index.layout import measure
from index.library import Library
from index.records import Span, Transcript
from index.search_text import search_text
from rag.cite import address
from tests.bench.long import long_transcript
from tests.browser.server import serving
from tests.browser.steps import unspaced
from tests.conftest import SAMPLE, BigramEncoder
from ui.passage import paragraphs

FIRST = "read?transcript=shiomi_2031_1&lang=ja"
TURNS = 400
HOSTILE = """「悪い」研究会

＜岩田＞
合言葉は<img src="http://evil.example/a.png" onerror="document.title='x'">ひばりです。
![写真](http://evil.example/b.png) <script>document.title='x'</script>**太字**

＜本橋＞
𠮷野家の🎉を\u202e逆さ\u202cに見せます。ｶﾞｽ灯の㍿です。
二つ目の段落もここにあります。
"""
SELECT = """([turn, from, to]) => {
    const hosts = [...document.querySelectorAll("*")].filter(node => node.shadowRoot);
    const root = hosts.map(host => host.shadowRoot).find(root => root.querySelector(".body"));
    const place = (turn, [paragraph, unit]) =>
        [root.querySelectorAll(".turn")[turn].querySelectorAll("p")[paragraph].firstChild, unit];
    getSelection().setBaseAndExtent(...place(turn, from), ...place(to[2] ?? turn, to));
}"""
STYLED = """() => {
    const menu = document.querySelector(".st-key-menu");
    return menu && getComputedStyle(menu).position === "fixed";
}"""  # Streamlit brings the page's own styles a little after what they are for
HIGHLIGHTED = """name => [...(CSS.highlights.get(name) ?? [])].map(range => {
    const live = document.createRange();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    return live.toString();
})"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the sample, a long transcript and a hostile one; nothing here searches it."""
    made = tmp_path_factory.mktemp("reader")
    (made / "long.txt").write_text(long_transcript(TURNS), encoding="utf-8")
    (made / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    library = Library.create(made / "library")
    list(add([SAMPLE, made / "long.txt", made / "hostile.txt"], library, BigramEncoder()))
    return made / "library"


@pytest.fixture(scope="module")
def server(browser, folder: Path) -> Iterator[str]:
    with serving(folder) as (started, _):
        yield started


@pytest.fixture
def stored(folder: Path):
    def read(name: str) -> Transcript:
        with Library(folder).reading() as view:
            return view.transcript(name)

    return read


def whole(page):
    """The page, once every turn is drawn."""
    page.locator(".pane.whole").wait_for()
    return page


def drawn(transcript: Transcript) -> list[list[str]]:
    """Paragraphs of each turn as they must be shown."""
    layout = measure(transcript.text)
    texts = [search_text(transcript.text, turn.span, layout) for turn in transcript.turns]
    return [[p.text for p in paragraphs(words)] for words in texts]


def shown(page) -> list[list[str]]:
    return page.locator(".turn").evaluate_all(
        "turns => turns.map(turn => [...turn.querySelectorAll('p')].map(p => p.textContent))"
    )


def in_view(node) -> bool:
    return node.evaluate(
        """node => {
            const box = node.getClientRects()[0];
            const at = [box.left + Math.min(box.width / 2, 40), box.top + box.height / 2];
            return node.contains(node.getRootNode().elementFromPoint(...at));
        }"""
    )


def clipboard(page) -> str:
    """What was copied, once the page says so."""
    page.locator(".told").last.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    page.locator(".told").last.wait_for(state="detached")
    return copied


def dehyphened(words: str) -> str:
    """Words without what a line's end takes away or puts in."""
    return unspaced(words).replace("-", "").replace("\x02", "")


def span_in(link: str) -> Span:
    query = parse_qs(urlsplit(link).query)
    return Span(int(query["start"][0]), int(query["end"][0]))


@pytest.mark.parametrize("name", ["long", "hostile", "harbour_transit_2031"])
def test_the_whole_transcript_is_there_by_scrolling_on(visit, stored, name: str):
    page = whole(visit(f"read?transcript={name}"))
    assert shown(page) == drawn(stored(name))
    assert page.get_by_role("button", name="これより後を読む").count() == 0


@pytest.mark.parametrize(
    ("name", "ends", "marked"),
    [
        ("long", ("アカバシとは、", "桟橋のことです。"), None),
        (
            "hostile",
            ("野家の🎉を", "㍿です。\n二つ目"),
            "野家の🎉を逆さに見せます。ｶﾞｽ灯の㍿です。二つ目",
        ),
    ],
)
def test_exactly_the_cited_characters_are_marked_and_in_view(visit, stored, name, ends, marked):
    transcript, (first, last) = stored(name), ends
    start = transcript.text.index(first)
    span = Span(start, transcript.text.index(last, start) + len(last))
    page = whole(visit(address(transcript, transcript.turn_at(start).number, span)))
    marks = page.locator("mark")
    quote = span.of(transcript.text)
    assert "".join(marks.all_text_contents()) == (marked or quote.replace("\n", ""))
    assert in_view(marks.first)
    assert page.locator(".turn.cited").count() == 1


def test_a_selection_is_the_source_characters_whatever_its_lines(visit, stored):
    first = stored("shiomi_2031_1")
    page = whole(visit(FIRST))
    body = drawn(first)
    for turn, begin, end in [
        (1, (1, 5), (1, 40)),
        (1, (0, 0), (2, 12)),
        (4, (1, 30), (1, 120)),
        (16, (0, 3), (0, 9)),
    ]:
        page.evaluate(SELECT, [turn, begin, end])
        page.get_by_role("button", name="リンクを写す", exact=True).click()
        span = span_in(clipboard(page))
        pieces = body[turn][begin[0] : end[0] + 1]
        pieces[-1] = pieces[-1][: end[1]]
        pieces[0] = pieces[0][begin[1] :]
        quote = span.of(first.text)
        assert unspaced(quote) == unspaced("".join(pieces))
        assert quote == quote.strip()


def test_a_selection_counts_characters_and_not_their_halves(visit, stored):
    hostile = stored("hostile")
    page = whole(visit("read?transcript=hostile&lang=ja"))
    page.evaluate(SELECT, [2, (0, 2), (0, 7)])  # 𠮷 and 🎉 are two units each
    page.get_by_role("button", name="引用を写す").click()
    text, link = clipboard(page).split("\n")
    assert text == "「野家の🎉」（「悪い」研究会・本橋・発言 2）"
    assert span_in(link).of(hostile.text) == "野家の🎉"


def test_a_selection_over_two_turns_ends_with_the_first(visit, stored):
    page = whole(visit(FIRST))
    page.evaluate(SELECT, [7, (0, 4), (0, 6, 8)])
    page.get_by_role("button", name="引用を写す").click()
    text, link = clipboard(page).split("\n")
    turn = stored("shiomi_2031_1").turns[7]
    assert span_in(link).end == turn.span.end
    assert text.endswith("」（2031年度第1回・片瀬・発言 7）")


def test_a_passage_and_a_turn_are_asked_about_on_the_page_for_asking(visit, server: str):
    def asked(button) -> dict[str, list[str]]:
        with (
            page.expect_event("domcontentloaded"),  # a page that is on its way is not closed well
            page.expect_request(lambda request: request.is_navigation_request()) as gone,
        ):
            button.click()
        assert gone.value.url.startswith(f"{server}?")
        return parse_qs(urlsplit(gone.value.url).query)

    page = whole(visit(FIRST))
    page.evaluate(SELECT, [1, (1, 5), (1, 40)])
    query = asked(page.get_by_role("button", name="この箇所について質問する"))
    assert (query["transcript"], query["turn"], query["lang"]) == (["shiomi_2031_1"], ["1"], ["ja"])
    assert {"start", "end", "check"} <= set(query)
    page = whole(visit(FIRST))
    turn = page.locator(".turn").nth(5)
    turn.locator("h3").hover()
    query = asked(turn.get_by_role("button", name="この発言について質問する"))
    assert (query["transcript"], query["turn"]) == (["shiomi_2031_1"], ["5"])


def test_escape_leaves_the_selection_and_the_page_stays(visit):
    page = whole(visit(FIRST))
    page.evaluate(SELECT, [1, (0, 0), (0, 9)])
    choices = page.get_by_role("toolbar", name="選んだ箇所")
    choices.wait_for()
    choices.get_by_role("button").first.focus()
    page.keyboard.press("Escape")
    choices.wait_for(state="hidden")
    assert page.locator(".turn").count() == 28


def test_words_are_found_whatever_their_width_and_case(visit, stored):
    page = whole(visit("read?transcript=hostile&lang=ja"))
    field = page.get_by_role("searchbox", name="この会議録のなかを探す")
    field.fill("ガス灯の株式会社")
    page.get_by_text("1 / 1 件").wait_for()
    assert page.evaluate(HIGHLIGHTED, "hatsugen-found-now") == ["ｶﾞｽ灯の㍿"]
    field.fill("ＥＶＩＬ．")
    page.get_by_text("1 / 2 件").wait_for()
    assert page.evaluate(HIGHLIGHTED, "hatsugen-found-now") == ["evil."]
    field.fill("ないことば")
    page.get_by_text("見つかりません").wait_for()
    assert page.evaluate("CSS.highlights.size") == 0


def test_enter_goes_through_the_matches_across_the_lines_of_the_file(visit, stored):
    long = stored("long")
    sought = "結果を踏まえて"
    count = sum(p.count(sought) for turn in drawn(long) for p in turn)
    assert count > long.text.count(sought)  # some are broken by a line's end
    page = whole(visit("read?transcript=long&lang=ja"))
    field = page.get_by_role("searchbox")
    field.fill(sought)
    page.get_by_text(f"1 / {count:,} 件").wait_for()
    field.press("Shift+Enter")
    page.get_by_text(f"{count:,} / {count:,} 件").wait_for()
    last = [at for at, turn in enumerate(drawn(long)) if any(sought in p for p in turn)][-1]
    assert in_view(page.locator(".turn").nth(last).locator("p").last)
    field.press("Enter")
    page.get_by_text(f"1 / {count:,} 件").wait_for()
    assert len(page.evaluate(HIGHLIGHTED, "hatsugen-found")) == count - 1


def test_a_number_an_outline_line_and_a_bar_go_to_their_turn(visit):
    page = whole(visit("read?transcript=long&lang=ja"))
    number = page.get_by_role("textbox", name="発言番号へ移る")
    number.fill("２５０")
    number.press("Enter")
    turn = page.locator(".turn").nth(250)
    assert in_view(turn.locator("h3"))
    assert page.locator(".outline [aria-current] .where").inner_text() == "250"
    page.locator(".outline").get_by_text("252", exact=True).click()
    assert in_view(page.locator(".turn").nth(252).locator("h3"))
    assert number.input_value() == "252"
    page.locator(".bars rect").nth(99).dispatch_event("click")
    assert in_view(page.locator(".turn").nth(100).locator("h3"))
    slider = page.get_by_role("slider", name="だれが、いつ、どれだけ話したか")
    slider.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert slider.get_attribute("aria-valuenow") == str(TURNS - 1)
    assert in_view(page.locator(".turn").nth(TURNS - 1).locator("h3"))


def test_reading_on_moves_the_outline_along(visit):
    page = whole(visit("read?transcript=long&lang=ja"))
    page.locator(".turn").nth(300).evaluate("node => node.scrollIntoView({ block: 'start' })")
    page.wait_for_function(
        """() => [...document.querySelectorAll("*")].some(node =>
            Math.abs(node.shadowRoot?.querySelector(".jump input")?.value - 300) <= 5)"""
    )
    current = page.locator(".outline [aria-current]")
    assert current.count() == 1
    assert in_view(current)


def reading(page) -> list[str]:
    """Where the reader is and what is sought, as the page tells it."""
    lines = page.locator(".outline [aria-current] .where").all_inner_texts()
    count = re.findall(r"[\d,]+", page.locator(".find output").inner_text())
    fields = [page.locator(f"{form} input").input_value() for form in (".jump", ".find")]
    return [*fields, *count, *lines]


def switched(page, language: str, outline: str):
    """The page in another language."""
    page.get_by_test_id("stButtonGroup").get_by_text(language, exact=True).click()
    page.get_by_role("button", name=outline, exact=True).wait_for()
    return whole(page)


def test_another_language_leaves_the_reader_where_they_are(visit, stored):
    long = stored("long")
    start = long.text.index("アカバシとは、")
    number = long.turn_at(start).number
    page = whole(visit(f"{address(long, number, Span(start, start + 5))}&lang=ja"))
    page.get_by_role("searchbox").fill("結果を踏まえて")
    page.get_by_role("button", name="次の一致へ").click()
    page.get_by_role("combobox", name="発言者").last.select_option(index=2)
    field = page.get_by_role("textbox", name="発言番号へ移る")
    field.fill("250")
    field.press("Enter")
    turn = page.locator(".turn").nth(250)
    before, stood = reading(page), turn.bounding_box()["y"]
    assert before[:2] == ["250", "結果を踏まえて"]
    assert len(before) == 5
    switched(page, "English", "Next match")
    assert reading(page) == before
    assert turn.bounding_box()["y"] == pytest.approx(stood, abs=3)
    assert page.locator(".filter").evaluate("node => node.selectedIndex") == 2
    assert page.evaluate(HIGHLIGHTED, "hatsugen-found-now") == ["結果を踏まえて"]
    assert "".join(page.locator("mark").all_text_contents()) == long.text[start : start + 5]


def test_another_language_leaves_the_head_of_a_page_where_it_is(visit):
    page = whole(visit(FIRST))
    switched(page, "English", "Print")
    assert page.locator(".jump input").input_value() == "0"
    assert page.get_by_test_id("stMain").evaluate("node => node.scrollTop") == 0


def test_a_language_switched_with_words_selected_throws_nothing(visit):
    page = whole(visit(FIRST))
    page.evaluate(SELECT, [1, (0, 0), (0, 9)])
    page.get_by_role("toolbar", name="選んだ箇所").wait_for()
    switched(page, "English", "Print")
    page.wait_for_timeout(300)  # longer than it waits for a selection to settle
    page.evaluate(SELECT, [1, (0, 0), (0, 9)])
    page.get_by_role("toolbar", name="Selected passage").wait_for()


def test_a_turn_is_named_by_its_speaker_and_number_alone(visit):
    page = whole(visit(FIRST))
    turn = page.get_by_role("article", name="水野 発言 1", exact=True)
    assert turn.get_by_role("heading", name="水野 発言 1", exact=True).count() == 1
    turn.hover()
    assert turn.get_by_role("button", name="この発言について質問する").count() == 1
    assert page.get_by_role("heading", name="この発言").count() == 0
    title = "「地域の足と共有データ」研究会 2031年度第1回（上・報告編）"
    assert page.get_by_role("region", name=title, exact=True).count() == 1
    assert page.get_by_role("region", name="出典の会議録").count() == 0


def test_a_speaker_has_one_colour_in_all_sessions(visit):
    def looks(name: str) -> dict[str, str]:
        page = whole(visit(f"read?transcript={name}&lang=ja"))
        lanes = page.locator(".lane-name")
        names = lanes.locator(".words").all_text_contents()
        badges = lanes.locator(".badge").evaluate_all("nodes => nodes.map(node => node.className)")
        return dict(zip(names, badges, strict=True))

    first, third = looks("shiomi_2031_1"), looks("shiomi_2031_3")
    assert first == third
    assert len(set(first.values())) == 5


def test_the_outline_lists_one_speaker_alone(visit, stored):
    page = whole(visit(FIRST))
    page.get_by_role("combobox", name="発言者").last.select_option("有馬")
    lines = page.locator(".outline .line .name")
    turns = [t for t in stored("shiomi_2031_1").turns if t.speaker and t.speaker.name == "有馬"]
    assert lines.all_text_contents() == [turn.speaker.label for turn in turns]


def test_the_picture_has_a_lane_a_speaker_and_a_bar_a_turn(visit, stored):
    page = whole(visit(FIRST))
    assert page.locator(".lane-name .words").all_text_contents() == [
        "水野",
        "片瀬",
        "有馬",
        "黒磯",
        "栗林",
    ]
    bars = page.locator(".bars rect")
    assert bars.count() == 27
    title = bars.nth(1).locator("title").text_content()
    assert title.startswith("片瀬・汐見政策研究所所長 発言 2\n片瀬です。")
    shares = [int(share.rstrip("%")) for share in page.locator(".share").all_text_contents()]
    assert 98 <= sum(shares) <= 102


def test_the_sessions_before_and_after_are_one_click_away(visit):
    page = whole(visit("read?transcript=shiomi_2031_2&lang=ja"))
    links = page.get_by_role("navigation", name="前後の会議録")
    assert links.count() == 2
    links.last.get_by_role("link", name="次の回").click()
    page.wait_for_url("**/read?transcript=shiomi_2031_3&lang=ja")
    whole(page).get_by_role("heading", level=1).get_by_text("第3回").wait_for()


def test_on_paper_the_whole_text_stands_and_no_control(visit, stored):
    page = whole(visit(FIRST, scheme="dark"))
    page.wait_for_function(STYLED)
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))
    printed = dehyphened("".join(leaf.get_textpage().get_text_bounded() for leaf in document))
    for turn in drawn(stored("shiomi_2031_1")):
        for paragraph in turn:
            assert dehyphened(paragraph) in printed
    assert "片瀬・汐見政策研究所所長発言2" in printed
    assert "開催日2031年5月20日" in printed
    assert [word for word in ("もくじ", "印刷する", "質問する", "だれが") if word in printed] == []
    image = document[0].render(scale=0.5).to_pil().convert("L")
    assert image.getpixel((2, 2)) == 255  # white paper, though the screen is dark


def test_on_a_phone_everything_fits_and_the_outline_opens_and_closes(visit):
    page = whole(visit(FIRST, width=390, height=844))
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator(".picture").bounding_box()["width"] <= 390
    assert page.locator(".outline .line").first.is_hidden()
    page.locator(".outline summary").click()
    page.locator(".outline .line").nth(3).click()
    assert page.locator(".outline .line").first.is_hidden()
    assert in_view(page.locator(".turn").nth(3).locator("h3"))


def test_on_a_phone_the_outline_opens_from_the_middle_of_the_text(visit):
    page = whole(visit(FIRST, width=390, height=844))
    number = page.get_by_role("textbox", name="発言番号へ移る")
    number.fill("15")
    number.press("Enter")
    opener = page.get_by_role("button", name="もくじ", exact=True)
    box = opener.bounding_box()
    assert (box["width"], box["height"]) == (44, 44)
    opener.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="もくじ")
    current = sheet.locator("[aria-current]")
    assert current.locator(".where").inner_text() == "15"
    assert in_view(current)
    page.keyboard.press("Escape")
    sheet.wait_for(state="hidden")
    assert opener.evaluate("node => node.getRootNode().activeElement === node")
    opener.click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    sheet.wait_for(state="hidden")
    assert in_view(page.locator(".turn").nth(16).locator("h3"))
    page.locator(".outline summary").click()  # it is back where it stands
    page.locator(".outline .line").first.wait_for()


def test_on_a_phone_finding_has_room_for_its_steps(visit):
    page = whole(visit("read?transcript=long&lang=ja", width=390, height=844))
    page.get_by_role("searchbox").fill("結果を踏まえて")
    page.locator(".find output").get_by_text("件").wait_for()
    for control in page.locator(".reading-tools :is(button, input):visible").all():
        assert in_view(control)
        box = control.bounding_box()
        assert 0 <= box["x"] <= 390 - box["width"]


def test_without_a_transcript_all_are_linked_and_one_opens_at_its_address(visit):
    page = visit("read?lang=en")
    link = page.get_by_role("link", name="第1回")
    assert "transcript=shiomi_2031_1" in link.get_attribute("href")
    link.click()
    page.wait_for_url("**/read?transcript=shiomi_2031_1&lang=en")
    assert whole(page).get_by_role("heading", level=1).inner_text().endswith("（上・報告編）")
    page.go_back()
    link.wait_for()
    page.wait_for_url("**/read?lang=en")


def test_hostile_words_stay_words(visit):
    page = whole(visit("read?transcript=hostile&lang=ja"))
    assert page.locator(".pane img, .pane script, .pane iframe").count() == 0
    assert '<img src="http://evil.example/a.png"' in page.locator(".body").inner_text()
    assert "\u202e" not in page.locator(".pane").inner_text()
    assert page.title() == "会議録を読む · Hatsugen"
