"""Sentences with which a model frames an answer; they claim nothing, and no source proves them."""

import re

from rag.verifying.words import plain

_FRAMES = re.compile(
    r"(?:はい|承知(?:いた)?しました|かしこまりました|了解です)?[、。]?(?:"
    r"以上(?:です|となります|になります|のとおりです|の通りです)?|"
    r"(?:要約|回答|結論|答え|内容|概要)?(?:する|します)?(?:と|は)?、?(?:以下|次|上記)の(?:とおり|通り|よう)"
    r"(?:です|になります|となります|に(?:答え|回答)ます)?|"
    r"お答え(?:いた)?します|(?:要約|回答)(?:いた)?します|"
    r".{0,12}(?:ご参考|お役に立|幸い(?:です|に存じます)).{0,14}|"
    r".{0,12}(?:ご質問|ご不明|不明な点).{0,6}(?:あれば|ございましたら|ありましたら).{0,24}|"
    r"(?:回答|答え|要約|出典|参考|注)"
    r")[。:!]*|"
    r"(?:sure|certainly|of course|okay|ok)?[,!.]? ?(?:"
    r"(?:here|below) (?:is|are) (?:the|a|an|my|your) (?:\w+ ){0,3}"
    r"(?:answer|summary|response|points?)|"
    r"(?:i )?hope (?:this|that|it) (?:helps|answers .{0,30})|that(?:'s| is) all|"
    r"(?:please )?(?:let me know|feel free to ask).{0,60}|"
    r"(?:in summary|to summari[sz]e|answer|summary|sources?|note)|)[.:!,]*",
    re.I,
)


def frames(text: str) -> bool:
    """Tell whether a sentence only frames an answer.

    >>> frames("以上です。"), frames("I hope this helps."), frames("運賃は以上です。")
    (True, True, False)
    """
    return bool(_FRAMES.fullmatch(plain(text)))
