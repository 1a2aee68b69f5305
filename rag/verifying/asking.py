"""A question that was asked in a meeting proves that it was asked, and nothing else."""

import re

from rag.verifying.words import plain

_ASKS = re.compile(
    r"(?:か|かね|かしら)[。?!」』]*$|\?[」』”\"')]*$|"
    r"(?:誰|どなた|何|なぜ|どうして|どこ|いつ|どれ|どちら|いくら|どの|どう)(?![もか])[^。も]*"
    r"(?:でしょう|だろう)[。」』]*$"
)
_MEANS = re.compile(
    r"(?:では|じゃ)(?:ない|ありません)(?:でしょう|だろう)?か[。?!」』]*$"
)  # an opinion
_TELLS = re.compile(
    r"尋ね|質問|問[いうっわ]|聞[いきく]|伺|確認|確かめ|疑問|問題|懸念|心配|促|求め|要望|依頼|"
    r"頼|願|提起|提案|関心|どう|何|誰|なぜ|いつ|どこ|どれ|"
    r"か(?:を|が|と|に|は|も|、|。|$)|"
    r"\b(?:ask\w*|question\w*|whether|how|who|what|why|when|where|if|wonder\w*|inquir\w*|"
    r"concern\w*|rais\w*|request\w*|invit\w*|want\w* to know|check\w*)\b",
    re.I,
)


def asks(text: str) -> bool:
    """Tell whether a sentence asks and does not merely soften an opinion.

    >>> asks("賛成ですか。"), asks("早いのではないでしょうか。"), asks("一年もたないでしょう。")
    (True, False, False)
    """
    text = plain(text)
    return bool(_ASKS.search(text)) and not _MEANS.search(text)


def tells_of_asking(text: str) -> bool:
    """Tell whether a statement says that something was asked, asked for, or open."""
    return bool(_TELLS.search(plain(text)))
