"""What is said on a topic in a real browser: the pictures draw under the app's own policy."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from index.library import Library
from rag.catchup.derive import MAP, Overviews
from tests.browser.steps import unspaced

DERIVING_MS = 120_000  # what is shown is made in the background at the first visit


def marked(page) -> str:
    """The words that the reader highlights."""
    page.locator(".pane mark").first.wait_for()
    return unspaced("".join(page.locator(".pane mark").all_text_contents()))


def test_a_cell_of_the_map_leads_to_its_passages(visit, folder: Path):
    page = visit("catch-up?view=map&lang=ja")
    picture = page.get_by_test_id("stVegaLiteChart")
    picture.locator("path[role=graphics-symbol]").first.wait_for(timeout=DERIVING_MS)
    kept = Overviews(Library(folder)).library(MAP)
    assert kept is not None
    cells = [(theme.title, cell) for theme in kept.record.themes for cell in theme.cells]
    assert picture.locator("path[role=graphics-symbol]").count() == len(cells)
    title, cell = next((title, cell) for title, cell in cells if cell.transcript == "shiomi_2031_2")
    picture.locator(f"path[aria-label*='2031年9月9日; theme: {title}']").click()
    page.wait_for_url("**session=shiomi_2031_2**")
    assert parse_qs(urlsplit(page.url).query)["theme"] == [title]
    link = page.locator("a[href^='read?transcript=shiomi_2031_2']").first
    link.wait_for()
    passage = cell.passages[0]
    with page.expect_popup() as opened:
        link.click()
    opened.value.set_default_timeout(30_000)
    with Library(folder).reading() as view:
        text = passage.span.of(view.transcript(passage.transcript).text)
    assert marked(opened.value) == unspaced(text)


def test_the_map_is_read_with_the_keyboard_alone(visit):
    page = visit("catch-up?view=map&lang=ja")
    session = page.get_by_role("combobox", name="会議")
    session.wait_for(timeout=DERIVING_MS)
    session.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**session=**")
    chosen = parse_qs(urlsplit(page.url).query)["session"][0]
    page.locator(f"a[href^='read?transcript={chosen}&']").first.wait_for()


def test_a_topic_of_ones_own_is_made_and_its_history_drawn(visit):
    page = visit("catch-up?view=board&lang=ja")
    topic = page.get_by_role("combobox", name="話題")
    page.locator(".board section").first.wait_for(timeout=DERIVING_MS)
    topic.click()
    topic.fill("予約の記録を出すこと")
    topic.press("Enter")
    page.wait_for_url("**topic=**")
    quote = page.locator(".board dd a").filter(has_text="出すというお考えには賛成できません。")
    quote.wait_for()
    said = unspaced(quote.inner_text())
    board = page.url
    quote.click()
    assert marked(page) == said
    page.goto(board)
    page.get_by_role("radio", name="変遷").click()
    page.wait_for_url("**view=positions**")
    picture = page.get_by_test_id("stVegaLiteChart")
    picture.locator("text", has_text="ここで変化").wait_for()
    assert page.get_by_role("listitem").filter(has_text="ここで変化").count() == 1


def test_the_board_is_read_on_a_phone_one_speaker_after_another(visit):
    page = visit("catch-up?view=board&lang=ja&topic=停留所", width=390)
    people = page.locator(".board section")
    people.first.wait_for(timeout=DERIVING_MS)
    boxes = [people.nth(place).bounding_box() for place in range(people.count())]
    assert len(boxes) == 4
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
    bottoms = [box["y"] + box["height"] for box in boxes]
    assert all(bottom <= box["y"] for bottom, box in zip(bottoms, boxes[1:], strict=False))
    assert page.locator(".board dt").first.is_visible()
