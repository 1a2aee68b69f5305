"""What no sentence of an answer carries: links, markup, scripts, orders."""

import re
from collections.abc import Iterable

from rag.orders import is_order
from rag.verifying.words import plain

_URL = re.compile(r"(?i:(?:https?|ftp)://|\bwww\.)[^\s<>\"')\]\u0080-\U0010ffff]*")
_SCRIPT = re.compile(r"\b(?:javascript|vbscript|data)\s*:", re.I)
_MARKUP = re.compile(
    r"</?[a-zA-Z!][^>]*>?|!\[|\]\(|[`{}]|&(?:#\d+|#x[\da-f]+|[a-z]+);|\]\s*:\s*\S+://", re.I
)


def malformed(words: str, cited: Iterable[str]) -> list[str]:
    """Parts of a sentence that no answer carries: markup, scripts, links that nothing cited has.

    >>> malformed("詳しくは https://evil.example を。", ["雨です。"])
    ['https://evil.example']
    """
    text = plain(words)
    held = [plain(one).replace(" ", "") for one in cited]
    found = [m[0] for m in _SCRIPT.finditer(text)] + [m[0] for m in _MARKUP.finditer(text)]
    for link in _URL.finditer(text):
        if not any(link[0].rstrip(".,") in one for one in held):
            found.append(link[0])
    if is_order(text):
        found.append("")
    return found
