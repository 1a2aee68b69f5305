"""How long reading takes.

English: 238 words a minute, the mean of silent reading of non-fiction (M. Brysbaert, How many
words do we read per minute?, 2019). Japanese: students read 300 to 1,200 characters a minute,
653 in the mean (J. Kobayashi and T. Kawashima 2018, in The Journal of the Institute of Image
Information and Television Engineers 72, 10); speech on an unfamiliar subject is taken for slower.
"""

import re

_CHARACTERS, _WORDS = 500, 238  # a minute
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’.,:-]*")
_LINK = re.compile(r"https?://[!-~]+")


def minutes(text: str) -> float:
    """Minutes that reading a text takes; words in Latin script are counted as words."""
    text = _LINK.sub("", text)
    words = len(_WORD.findall(text))
    characters = len("".join(_WORD.sub("", text).split())) if not text.isascii() else 0
    return words / _WORDS + characters / _CHARACTERS
