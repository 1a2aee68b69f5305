"""Words that were decoded wrongly before the file was made: 縺薙ｓ, ã“ã‚“, ､ｳ､ﾎ, U+FFFD."""

import re

from index.records import Span

_CONTROLS = "\u0080-\u0084\u0086-\u009f"  # what no text holds; U+0085 ends lines in some files
_CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # what Windows shows in place of those
_SIGNS = re.compile(
    "|".join(
        (
            r"\ufffd+",  # bytes that the program before us could not read
            # UTF-8 read as Shift_JIS; 縺れる and 繧繝彩色 are words
            r"(?:(?:縺(?![らりるれろ])|[繧繝譁]).{1,2}?){2,}|[縺繧繝][｡-ﾟ]",
            r"(?:[銇銈銉].{1,2}?){2,}",  # UTF-8 read as GBK
            r"(?:[､･][｡-ﾟ]){3,}",  # EUC-JP read as Shift_JIS
            r"(?:[¤¥][¡-þ]){3,}",  # EUC-JP read as Latin-1
            rf"(?:[ãäåæçèé][{_CONTROLS}{_CP1252}\u00a0-\u00bf]{{1,2}}){{2,}}",  # UTF-8 as Latin-1
            rf"â[€\u0080][{_CONTROLS}{_CP1252}\u00a0-\u00bf]|Ã[\u00a0-\u00bf]",
            r"(?:[‚ƒ][^\s‚ƒ]){3,}",  # Shift_JIS read as Latin-1
            rf"[{_CONTROLS}]+",
        )
    )
)


def find_mojibake(text: str) -> list[Span]:
    """Where the text shows signs of it, in order.

    >>> find_mojibake("会議録 縺薙ｓ縺ｫ縺｡縺ｯ")
    [Span(start=4, end=14)]
    """
    return [Span(*match.span()) for match in _SIGNS.finditer(text)]
