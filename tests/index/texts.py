"""Texts that hypothesis makes for the tests of the offset map and of passages."""

import unicodedata

from hypothesis import strategies as st

from index.layout import Layout

# what normalises in surprising ways: marks that compose, reorder or do not, half-width kana,
# Hangul jamo, one character that becomes many, radicals, astral ideographs, emoji
STRANGE = (
    "か\u3099\u309aｶﾞﾊﾟは\u3099aeq\u0301\u0316\u0323\u0307\u0345\u1100\u1161\u11a8각"
    "㍿ﷺ⾧⒈…´¨ﬁ①℡½𠮷🎉👩\u200d👩İß"
)
INVISIBLE = "\u00ad\u200b\ufeff\ufffe\x01\x07\u202e"
SPACES = " \t\u3000\u00a0\r\n\f\v\x1c\x85\u2028\u2029"
PLAIN = "会議の記録。「そう」です、はい！Ab cd-ef. 3.5%：＜岩田＞\n"

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
strange_text = st.text(st.sampled_from(STRANGE + INVISIBLE + SPACES + "-" + PLAIN), max_size=60)
wrapped_text = st.lists(
    st.text(st.sampled_from("会議の記録ab-/゛か\u3099ﾞ。」 \u00ad"), min_size=1, max_size=12),
    max_size=12,
).map("\n".join)
texts = st.one_of(any_text, strange_text, wrapped_text)
layouts = st.builds(Layout, st.integers(0, 30), st.integers(0, 2))


def nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def bare(text: str) -> str:
    """Text without white space and without characters that cannot be seen."""
    return "".join(
        c
        for c in text
        if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf") and c != "\ufffe"
    )
