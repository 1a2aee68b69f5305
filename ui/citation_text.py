"""A citation as people paste it into a report: 「…」（第1回・岡野研究委員・発言 4）."""

import re

from rag.records import Citation
from ui.words import Words

_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"  # written without spaces between the words
_BREAK = re.compile(r"[^\S\n]*(?:\n|\r|\f|\v|\u2028|\u2029|\x85)\s*")


def footnote(words: Words, citation: Citation, shown: str | None = None) -> str:
    """Quote a citation and say where it stands; the address is `citation.address`.

    shown: the quote as the reader sees it, its lines joined by the layout of the whole file;
        without it they are joined by the characters around each break.
    """
    return words.reader.footnote.format(
        shown or on_one_line(citation.quote), stands(words, citation)
    )


def stands(words: Words, citation: Citation) -> str:
    """Say where a citation stands: 第1回・岡野研究委員・発言 4."""
    parts = (
        citation.session or citation.title,
        citation.speaker or words.front,
        words.turn.format(citation.turn) if citation.turn else None,
        words.page.format(citation.page) if citation.page else None,
    )
    return words.reader.between.join(part for part in parts if part)


def on_one_line(quote: str) -> str:
    r"""Join the lines of a quote: "制度が\n\n改められ" -> "制度が改められ", "a\nb" -> "a b"."""
    pieces = _BREAK.split(quote.strip())
    joined = pieces[0]
    for piece in pieces[1:]:
        wide = re.search(_WIDE + r"\Z", joined) or re.match(_WIDE, piece)
        joined += piece if wide else f" {piece}"
    return joined
