"""A stance given to a group is not proven by what one person says."""

import re
from collections.abc import Sequence

from rag.verifying.words import plain

_GROUP = re.compile(
    r"全員|一同|全会一致|満場一致|参加者(?:たち|ら|は|が|全|の(?:多く|大半|間))|出席者(?:は|が|"
    r"全|の(?:多く|大半|間))|(?<![一-龯ァ-ヴ])委員(?:たち|ら|会?は|"
    r"会?が|全|の(?:多く|大半|間))|"
    r"メンバー(?:は|が|全|の間)|研究会(?:は|が|として|では?、?(?:全|合意|一致|決))|会議(?:は|"
    r"として)|双方|両者|両氏|三者|みな[がは]|皆[がは]|"
    r"誰もが|関係者(?:は|が|全)|"
    r"異論(?:は|が|も)?(?:なかった|出なかった|なく|出ず)|合意(?:した|され|に達|が(?:成立|"
    r"得られ|でき))|一致(?:した|して|し、)|"
    r"\b(?:everyone|everybody|all (?:the |of the )?(?:members|participants|speakers|parties|"
    r"three|four|towns|of them)|"
    r"the (?:whole )?(?:group|circle|committee|panel|meeting|participants|members|council|"
    r"study group|speakers)|they all|both (?:men|sides|of them)|"
    r"unanimous(?:ly)?|consensus|nobody|no one|the majority|most (?:members|participants|"
    r"speakers))\b",
    re.I,
)

_STANCE = re.compile(
    r"合意|一致|賛成|反対|決定|決め|認め|求め|考え|述べ|主張|評価|懸念|支持|了承|承認|結論|"
    r"賛同|同意|期待|納得|異論|"
    r"\b(?:agree|support|oppos|decid|conclud|believ|think|thought|want|reject|back|accept|"
    r"approv|resolv|settl|favou?r|object|endors|insist|fear|welcom|unanim|consensus|demand)\w*",
    re.I,
)

_OF_ALL = re.compile(
    r"全員|一同|皆|みな|合意|一致|異存|異論|双方|両者|決め|決ま|決定|まとま|三市町|私たち|我々|"
    r"われわれ|研究会|参加者|出席者|委員会|メンバー|"
    r"\b(?:we|us|our|all|everyone|everybody|agree\w*|both|together|circle|group|committee|"
    r"members)\b",
    re.I,
)

_WHOLE = re.compile(
    r"全員|一同|全会|満場|皆|みな|誰も|合意|一致|異論|三者|双方|両者|everyone|everybody|"
    r"\ball\b|unanim|consensus|nobody|"
    r"no one",
    re.I,
)


def speaks_for_group(words: str) -> bool:
    """Tell whether a sentence gives a stance to a group: 全員が賛成した, everyone agreed."""
    text = plain(words)
    return bool(_GROUP.search(text) and _STANCE.search(text))


def is_of_group(words: str, cited: Sequence[str], speakers: int) -> bool:
    """Tell whether cited texts can prove a group's stance.

    One person's turn can where it speaks of what the group agreed, or for the group; else several
    must be cited, and even they are never all.
    """
    if any(speaks_for_group(text) for text in cited):
        return True
    if any(_OF_ALL.search(plain(text)) for text in cited):
        return True
    return speakers > 1 and not _WHOLE.search(plain(words))
