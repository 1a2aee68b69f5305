"""Which meetings belong together: those of one series, or of one title without its numbers."""

import re
import unicodedata

from index.records import Header

_NUMBERED = re.compile(  # what changes in a title from one session to the next
    r"[(（][^()（）]*[)）]|第?\s*[\d一二三四五六七八九十百元]+\s*(?:年度|年|月|日|回|期|部)(?:目|度)?|"
    r"(?:令和|平成|昭和)|臨時|"
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|"
    r"session|meeting|part|no\.?|"
    r"jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b|\d+",
    re.IGNORECASE,
)


def meetings_of(header: Header) -> str:
    """Name of the meetings that one belongs to.

    >>> meetings_of(Header("潮の会 第3回")), meetings_of(Header("潮の会 第4回（2031.5.6）"))
    ('潮の会', '潮の会')
    """
    if header.series:
        return header.series
    title = unicodedata.normalize("NFKC", header.title)
    words = re.sub(r"[\s,.:/_-]+", " ", _NUMBERED.sub(" ", title)).strip()
    return words or title
