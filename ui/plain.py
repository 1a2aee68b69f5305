"""Text of files and people -> what Streamlit shows as just that text."""

import string
from html import escape

_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in string.punctuation})


def plain(text: str) -> str:
    r"""Escape every ASCII punctuation mark and fold white space: "*a*\n" -> "\*a\*".

    No image is fetched, no colour or icon set by what a file or a person wrote. An address in it
    becomes a link all the same, unless the whole stands in a link: whole passages are `bare`.
    """
    return " ".join(text.split()).translate(_ESCAPED)


def bare(text: str) -> str:
    """Escape text as an HTML paragraph, in which no address becomes a link: for `st.html`."""
    return f"<p class=said>{escape(text)}</p>"
