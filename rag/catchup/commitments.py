"""By which words somebody commits himself, asks another to do something, accepts or refuses.

A promise is a commissive act (Searle, 1976): the speaker commits himself to something to do.
"""

import re

DUE = re.compile(
    r"(?:次回|次の(?:会合|会議|研究会|委員会|定例会)|それ|今週中|来週|今月中|来月|年内|年度内|"
    r"本日中|明日|週明け|"
    r"(?:[0-9]{4}年|令和[0-9一二三四五六七八九十元]+年(?:度)?|来年(?:度)?|今年(?:度)?)?"
    r"(?:[0-9一二三四五六七八九十]{1,3}月(?:[0-9一二三四五六七八九十]{1,3}日|末|中旬|上旬|下旬)?))"
    r"(?:の?(?:会合|会議|研究会|委員会|定例会))?(?:まで(?:に(?:は)?)?|に(?:は)?|中に)?|"
    r"\b(?:by|before|until|on|at) (?:the )?(?:next (?:meeting|session|week|month|time)|"
    r"(?:end of )?[A-Z][a-z]+day|"
    r"\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}|the end of [a-z ]+|[A-Z][a-z]{2,8}(?= |[.,]))|"
    r"\b(?:tomorrow|next (?:meeting|time|week|month)|this week)\b"
)
UNTIL = re.compile(
    r"次回|までに|今週中|来週|今月中|来月|年内|年度内|本日中|明日|週明け|後日|追って|今度"
)
_COMMITS = re.compile(
    r"(?:お?(?:送り|届け|調べ|示し|答え|出し|配り|持ち|伝え|尋ね|作り|返事)(?:し|いたし|"
    r"させていただき)?|調べ|"
    r"(?:ご?(?:確認|報告|説明|提出|回答|連絡|用意|準備|共有|相談|照会|送付|検討|配布|案内|整理|"
    r"提示|試算|集計|調査|精査|持参|発表))"
    r"(?:を)?(?:し|いたし|させていただき|申し上げ)?|聞い|伺っ|まとめ|作っ|詰め|送っ|書い|書き|"
    r"当たっ|試算し|集計し|"
    r"持ち帰(?:り|ら)|持ち帰っ)"
    r"(?:て(?:い|おき|まいり|き|おい)?(?:ます|いただきます|まいります)?|(?:ます|まいります|"
    r"たい(?:と思い(?:ます)?)?))"
    r"(?:ので[^。]*)?。?$"
)
_DOES_BY = re.compile(  # any act of the speaker's own, by a day; お～する is humble
    r"(?:まで|中)(?:に(?:は)?)?、?[^。]*(?:お(?!願い|待ち)[^、。\sお]{1,5}(?:し|いたし)|"
    r"問い合わせ)ます。?$|"
    r"まで(?:に(?:は)?)?、?[^。]*[一-龯]{2}(?<!開催)(?<!終了)(?<!継続)(?<!延期)(?<!休止)を?"
    r"(?:し|いたし|させていただき)ます。?$"
)
_TAKES = re.compile(
    r"宿題(?:と(?:し|させ)|に(?:し|させ)|として)|持ち帰(?:り|ら|っ)|次回(?:に)?(?:ご?報告|"
    r"お答え|回答|お示し|お出し|説明)"
    r"|お約束(?:し|いたし)ます|約束します|てまいります。?$|ておきます。?$"
)
_ALREADY = re.compile(
    r"(?:た|ました|でした|ています|ております|でい?ます)。?$|(?:毎月|毎年|月に|年に|日に|常に|"
    r"いつも)"
)
_NOT = re.compile(r"(?:ません|ない|かねます)。?$|か[。?？]?$")
_HERE = re.compile(
    r"(?:これから|ただいま|今から|後ほど|本日は|今日は|以下|では|まず|先ほど|一つ|私からは|"
    r"簡単に|続いて)"
)
LISTED = re.compile(
    r"(?:こと|試算|報告|確認|聞き取り|調査|作成|検討|整理|提出|準備|"
    r"[一-龯]{2,})?[、,]?これは(?P<who>[^、。]{1,20})。?$"
)
HOMEWORK = re.compile(
    r"宿題|(?:持ち帰|積み残|次回まで)[^。]{0,12}(?:事項|課題|もの)|action items?", re.I
)
_ASKED = re.compile(
    r"(?:いただく|もらう)こと(?:は|が|も)[^。]*か[。?？]?$|"
    r"(?:て|で|を)(?:いただけ|もらえ|くださ)[^。]*(?:か|い)[。?？]?$|お願い(?:し|いたし|でき|"
    r"申し上げ)[^。]*。?$|"
    r"(?:こと|の)を?(?:条件|前提|宿題)に(?:して|し)[^。]*(?:ください|たい)。?$"
)
_WORK = re.compile(
    r"次回|まで(?:に)|今週|来週|今月|来月|書き出|作っ|作成|まとめ|調べ|試算|確認|提出|送っ|"
    r"お送り|報告|紹介|整理|示し|見せて|用意|準備|"
    r"検討|出すこと|元の|資料"
)
_TELL_NOW = re.compile(
    r"(?:ご?(?:説明|報告|発表|発言|紹介|意見)|お話|続けて|教えて|聞かせ|"
    r"お答え)[^。]{0,12}(?:お願い|いただ|くださ)"
)
ACCEPTS = re.compile(
    r"^(?:はい|承知|分かり|わかり|かしこまり|了解|もちろん)|(?:まいります|おきます|"
    r"お送りします|いたします|約束します|やります|します)。?$|"
    r"\b(?:yes|sure|will do|certainly|of course|gladly|I will|I['’]ll)\b",
    re.I,
)
REFUSES = re.compile(
    r"(?:でき|られ|いたし|し)(?:ません|かねます)|難しい|お断り|立場に|\b(?:cannot|can['’]t|"
    r"will not|won['’]t)\b",
    re.I,
)
EN_PROMISE = re.compile(
    r"\b(?:I|we)(?: will|['’]ll| shall| am going to| are going to) (?:also |then |certainly |"
    r"gladly )?"
    r"(?:put|send|check|ask (?!a|you|another|one|the question)|find out|get back|look into|"
    r"come back|report|bring|write|prepare|"
    r"circulate|"
    r"draft|provide|share|follow up|raise|confirm|let you know|take (?:it|that|this) (?:away|"
    r"back|up)|"
    r"speak (?:to|with)|talk to|contact|arrange|submit|email|e-mail|set up|collect|"
    r"draw up|work out|try to find)\b|"
    r"\b(?:I|we) (?:promise|undertake) to\b|\blet me (?:get back|find out|look into|"
    r"check)\b",
    re.I,
)
EN_OF_OTHER = re.compile(
    r"\b(?P<who>[A-Z][\w.'’-]+(?: [A-Z][\w'’-]+)?)(?: will|['’]ll| is to| has agreed to|"
    r" is going to) "
    r"(?:bring|send|report|prepare|check|write|provide|circulate|draft|present|find out|"
    r"look into|come back|confirm|ask)\b"
)
EN_NO = re.compile(r"\?$|\b(?:if|unless|would|might)\b", re.I)


def commits(words: str) -> bool:
    """Tell whether a sentence commits its speaker to something after the meeting."""
    main = re.split(r"(?:が|けれども|けど)、", words)[-1]
    if _NOT.search(main) or _ALREADY.search(main) or re.search(r"そう(?:です|だ)|とのこと", main):
        return False
    if _TAKES.search(main):
        return bool(UNTIL.search(words) or not _HERE.match(words))
    return bool((_COMMITS.search(main) and UNTIL.search(words)) or _DOES_BY.search(main))


def due(words: str) -> str:
    """Until when a sentence says that something is done: "次回に示します。" -> "次回に"."""
    found = [match[0] for match in DUE.finditer(words)]
    limits = [one for one in found if "まで" in one or one.endswith("中") or one.isascii()]
    return next(iter(limits or found), "")


def asks_for_work(words: str) -> bool:
    """Tell whether a sentence asks for something to be done later, and not said now."""
    if not _ASKED.search(words) or not _WORK.search(words):
        return False
    return not _TELL_NOW.search(words) or bool(UNTIL.search(words))
