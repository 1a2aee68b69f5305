"""What the browser tests do on the page again and again."""

import re


def ask(page, question: str):
    """Type a question; returns its exchange on the page."""
    before = page.locator(".exchange").count()
    box = page.get_by_test_id("stChatInput").locator("textarea")
    box.fill(question)
    box.press("Enter")
    exchange = page.locator(".exchange").nth(before)
    exchange.wait_for()
    return exchange


def texts(locator) -> list[str]:
    """Text of each node, without the sign of a chip that is hidden from screen readers."""
    return locator.evaluate_all(
        """nodes => nodes.map(node => {
            const copy = node.cloneNode(true);
            copy.querySelectorAll("[aria-hidden]").forEach(hidden => hidden.remove());
            return copy.textContent;
        })"""
    )


def unspaced(words: str) -> str:
    """Words without white space, which line breaks of a source leave behind."""
    return re.sub(r"\s", "", words)
