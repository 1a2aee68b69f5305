"""Whether a sentence offers the kind of thing that a question asks for, like a date for "when"."""

import re

from rag.question import Question

_DATE = re.compile(
    r"\d{4}|\d{1,2}[月日時]|[〇一二三四五六七八九十]+[年月日時]|\d+ ?年|(?:令和|平成|昭和)|世紀|"
    r"昨年|去年|来年|今年|先月|来月|今月|翌年|年度|[春夏秋冬]に|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|tomorrow|next|last)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|[一二三四五六七八九十百千万億兆数]+(?:つ|人|名|社|件|回|円|割|個|台|本|年|月|日|分|倍|番|位|か所|"
    r"ヶ所|キロ|パーセント|町|市|路線|便|団体)|半分|半数|倍|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|"
    r"fifty|hundred|thousand|million|half|third|quarter|dozen)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"から(?:です|で|、|。)|ため|ので|理由|なぜなら|というのも|わけ|せい|おかげ|によって|により|背景|原因|"
    r"\b(?:because|since|so that|reason|due to|as a result|therefore)\b",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"とは[、 ]|とは.{2,}(?:こと|もの)|というのは|のことです|の(?:略|総称|呼び名)|を指し|"
    r"と(?:呼ん|呼ば|いいま|言いま|定義)|\b(?:means|refers to|stands for|is the|is a|is an)\b"
)
_MONEY = re.compile(
    r"\d ?[万億兆]?円|[一二三四五六七八九十百千万億]円|ドル|ユーロ|元|ウォン|無料|[$€£¥%]|"
    r"\b(?:yen|dollars?|euros?|pounds?|crowns?|pence|free|won|yuan)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"[\d一二三四五六七八九]割|パーセント|[%％]|分の|半[分数]|"
    r"\b(?:per ?cent|half|third|quarter|share)\b",
    re.IGNORECASE,
)
_ENGLISH_PEOPLE = "(?:people|residents|passengers|members|drivers)"
_UNITS = {  # what a number is asked for, and what it then looks like
    r"いくら|何円|料金は|費用は|how much|多少钱|얼마(?!나)": _MONEY,
    r"何割|何?パーセント|何?%|割合|per ?cent|what share|百分之|퍼센트": _SHARE,
    rf"何人|何名|how many {_ENGLISH_PEOPLE}|多少人|几[个位]人|몇 ?명": re.compile(
        rf"[\d一二三四五六七八九十百千万数] ?(?:人|名)|\b{_ENGLISH_PEOPLE}\b", re.IGNORECASE
    ),
    r"何[社件回台本便路線か所]": re.compile(
        r"[\d一二三四五六七八九十百千万数] ?[社件回台本便路線か所]"
    ),
}
_OFFERS = {"when": _DATE, "number": _NUMBER, "why": _REASON, "what": _DEFINITION}


def offers(question: Question, sentence: str) -> float:
    """1 where a sentence offers what is asked for, -1 where it does not, 0 where none can tell.

    >>> offers(understand("いつですか。"), "来年の春に始めます。")
    1.0
    """
    pattern = _OFFERS.get(question.kind or "")
    if pattern is None:
        return 0.0
    if question.kind == "number":
        units = [unit for asked, unit in _UNITS.items() if re.search(asked, question.text, re.I)]
        pattern = units[0] if units else pattern
    return 1.0 if pattern.search(sentence) else -1.0
