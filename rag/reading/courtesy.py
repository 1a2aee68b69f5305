"""Words that ask nothing: greetings, thanks, assent. What answers them in a transcript is none."""

import re

_COURTESY = re.compile(
    r"(?:(?:どうも|本当に|大変)?(?:ありがとう(?:ございま(?:す|した))?|すみません(?:でした)?)|どうも|"
    r"こんにち[はわ]|こんばん[はわ]|おはよう(?:ございます)?|お疲れ様(?:です|でした)?|"
    r"よろしく(?:お願い(?:し|いた)します)?|はい|いいえ|うん|わかりました|分かりました|了解(?:です|しました)?|"
    r"なるほど|さようなら|テスト|"
    r"(?:many )?thanks?(?: you)?(?: (?:so|very) much| a lot)?|hello|hi|hey|"
    r"good (?:morning|evening|day)|ok(?:ay)?|yes|no|i see|bye|goodbye|test|please|"
    r"谢谢[你您]?|你好|您好|好的?|再见|감사합니다|고맙습니다|안녕하세요|네|아니요)"
    r"[\s。、.,!！?？~〜ー♪]*",
    re.IGNORECASE,
)


def is_courtesy(question: str) -> bool:
    """Tell whether a question (NFKC) is nothing but courtesy.

    >>> is_courtesy("ありがとうございました。"), is_courtesy("ありがとうと言ったのは誰ですか")
    (True, False)
    """
    return bool(_COURTESY.fullmatch(question.strip()))
