"""How terms are read: what they are listed by, and found by when typed in kana."""

import unicodedata

from index.morphemes import tokenizer

_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}


def reading(term: str) -> str:
    """Read a term by Sudachi's dictionary: 運転士 -> ウンテンシ, EC事業者 -> ecジギョウシャ."""
    return "".join(
        unit.surface()
        if unit.surface().isascii() or unit.part_of_speech()[0] == "補助記号"
        else unit.reading_form() or unit.surface()
        for unit in tokenizer().tokenize(term)
    ).casefold()


def folded(text: str) -> str:
    """Fold what is typed and what it is looked for in: "みなと" and "ミナト" are one."""
    return unicodedata.normalize("NFKC", text).strip().casefold().translate(_KATAKANA)
