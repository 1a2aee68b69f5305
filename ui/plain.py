"""Text that Streamlit would read as Markdown -> Markdown that shows just that text."""

import string

_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in string.punctuation})


def plain(text: str) -> str:
    r"""Escape every ASCII punctuation mark and fold white space: "*a*\n" -> "\*a\*".

    No image is fetched, no link made, no colour or icon set by what a file or a person wrote.
    """
    return " ".join(text.split()).translate(_ESCAPED)
