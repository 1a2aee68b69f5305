"""Words for a meeting and for what is said there: by them a number or a date is one of meetings."""

import re

from rag.reading.marks import cut

MEETING = {
    "ja": "(?:会合|会議|研究会|委員会|部会|分科会|勉強会|懇談会|検討会|審議会|定例会|例会|"
    "ミーティング|集まり)",
    "en": "(?:meetings?|sessions?|workshops?|sittings?)",
    "zh": "(?:会议|例会|研讨会|研究会|讨论会)",
    "ko": "(?:회의|모임|연구회|세미나)",
}
SAID_JA = (  # 第2回の議論: what may belong to a meeting alone
    "(?:議論|発言|話し合い|内容|宿題|報告|まとめ|結論|参加者|出席者|欠席者|日程|議題|議事録|会議録)"
)
AT = {  # what stands after the words of the meeting, in English before them
    "ja": "(?:では|でも|で|において(?:は)?|における|には|に出(?=[たてし])|から|の|は|に|、)?",
    "en": r"(?:(?:in|at|during|from|of|by|according to) )?(?:the )?",
    "zh": "(?:上|中|里|的)?,?",
    "ko": "(?:에서는?|의|에는?|는)?,?",
}
_THERE = re.compile(  # in, at: the meeting is where something was said, not what is asked about
    "(?:で|では|でも|において(?:は)?|における|には|に出|の|、|から|[上中里的],?|에서는?,?|의|에는?)$"
    "|^(?:in|at|during|from|according to) ",
    re.IGNORECASE,
)


def without_place(text: str, found: re.Match[str]) -> str:
    """Text without the words for a meeting, which stay where the meeting itself is asked about.

    第2回で決まったことは -> 決まったことは, but 第2回はいつですか stays whole.
    """
    return cut(text, *found.span()) if _THERE.search(found[0]) else text
