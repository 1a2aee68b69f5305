"""A newcomer's first fifteen minutes: brief, reading path, a term, its passage, a question."""

from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from index.library import Library
from rag.catchup.derive import BRIEF, PATH, Overviews
from tests.browser.steps import ask, unspaced

TERM, NAME = "ミナトグラム", "shiomi_2031_1"
MEANING = (
    "ミナトグラムとは、乗り物の記録を書き表すための共通の書式と、それを受け渡しする中継所とを"
    "合わせた呼び名のことです。"
)
DERIVING_MS = 120_000  # what is shown is made in the background at the first visit


def marked(page) -> str:
    """The words that the reader highlights."""
    page.locator(".pane mark").first.wait_for()
    return "".join(page.locator(".pane mark").all_text_contents())


def popup(page, link):
    """What a link opens in another tab."""
    with page.expect_popup() as opened:
        link.click()
    opened.value.set_default_timeout(30_000)
    return opened.value


def test_from_a_brief_to_an_answered_question(visit, folder: Path):
    page = visit("catch-up?view=brief&lang=ja")
    page.get_by_role("heading", name="話題").wait_for(timeout=DERIVING_MS)
    overviews = Overviews(Library(folder))
    brief = overviews.session(BRIEF, "shiomi_2031_3")
    assert brief is not None
    sentences = page.get_by_test_id("stMain").locator("li a[href*='start=']")
    assert sentences.count() == len(brief.sentences)
    assert "shiomi_2031_3" in sentences.first.get_attribute("href")

    page.get_by_role("radio", name="読む順番").click()
    page.wait_for_url("**view=path**")
    page.locator(".st-key-step_10").get_by_role("link").wait_for()
    assert page.get_by_text("10 か所 · 全部読んで約 4 分").is_visible()
    path = overviews.library(PATH)
    assert path is not None
    heads = page.locator("[class*='st-key-step_'] p > strong + a")
    assert heads.count() == len(path.record.steps) == 10
    step = page.locator(".st-key-step_1")
    read = popup(page, heads.first)
    assert unspaced(marked(read)) in unspaced(step.inner_text())
    read.close()

    entry = popup(page, page.get_by_role("link", name=TERM, exact=True).first)
    entry.get_by_role("heading", name=TERM, level=2).wait_for()
    assert parse_qs(urlsplit(entry.url).query)["term"] == [TERM]

    source = popup(entry, entry.get_by_role("link", name=MEANING))
    assert unspaced(marked(source)) == MEANING
    assert parse_qs(urlsplit(source.url).query)["transcript"] == [NAME]
    source.close()

    asking = popup(entry, entry.get_by_role("link", name="この用語について質問する"))
    box = asking.get_by_test_id("stChatInput").locator("textarea")
    box.wait_for()
    asking.wait_for_function(
        "() => document.querySelector('[data-testid=stChatInput] textarea').value"
    )
    question = box.input_value()
    assert question == f"「{TERM}」とは何ですか。"
    answer = ask(asking, question)
    cited = answer.locator(".source .words").first
    cited.wait_for()
    assert MEANING in unspaced(cited.text_content())
    answer.locator(".marker").first.click()
    assert MEANING in unspaced(marked(asking))


def test_a_term_of_the_list_opens_at_its_address_and_back_returns_to_what_was_found(visit):
    page = visit("catch-up?view=terms&lang=en")
    box = page.get_by_role("textbox", name="Find a term")
    box.wait_for(timeout=DERIVING_MS)
    box.fill("みなと")
    box.press("Enter")
    page.get_by_text("Terms found: 1", exact=True).wait_for()
    page.locator(".st-key-terms").get_by_role("link", name=TERM, exact=True).click()
    page.wait_for_url(f"**/catch-up?view=terms&term={quote(TERM)}&lang=en")
    page.get_by_role("heading", name=TERM, level=2).wait_for()
    page.go_back()
    page.get_by_text("Terms found: 1", exact=True).wait_for()
    assert box.input_value() == "みなと"
    assert page.url.endswith("catch-up?view=terms&lang=en")
