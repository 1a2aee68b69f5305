"""Which sentences tell something, and which mean it without what stands before them.

Rules of language, one list a reason: courtesy and procedure tell nothing of the subject; who
begins with それ or "It", or answers with はい, leans on the sentence before.
"""

import re

from index.language import language_of
from index.layout import columns, ends_sentence
from index.sentences import asks

_NARROW, _WIDE = 36, 260  # columns of a sentence that says something, and that is read at once
_WORDS = range(7, 46)  # of an English one

_COURTESY = re.compile(
    r"ありがとうござい|お(?:は|早)よう|こんにちは|こんばんは|はじめまして|初めまして|よろしく|"
    r"お願い(?:し|いた|申し)|"
    r"失礼(?:し|いた)|申し訳|恐れ入|お(?:疲れ|待たせ|忙しい)|ご(?:苦労|清聴|静聴|参加|出席|参集|"
    r"列席)|"
    r"感謝(?:申し|いたし|します|の)|お礼|お祈り|よいお年|乾杯|歓迎|光栄"
)
_PROCEDURE = re.compile(
    r"(?:始め|開会し|開催(?:し|いたし)|閉会し|終わり|終了し|再開し|休憩(?:に|と)?(?:し|いたし)|"
    r"閉じ)(?:さ?せていただき|たいと思い)?ます|"
    r"以上(?:です|でございます|となります|で(?:私の|説明|報告|発表))|"
    r"(?:お話し?|ご?紹介|ご?説明|ご?報告|お示し|お見せ|ご覧に入れ|発表|共有|補足|お答え|回答|"
    r"ご?挨拶)"
    r"(?:を)?(?:(?:さ?せて)?いただ|いた|申し上げ|し(?:ます|たい|て(?:まい|い)(?:り|き)ます))|"
    r"(?:触れ|述べ|見て|話して)(?:させ)?(?:て?いただ|(?:て|た)いき|たいと思い)|"
    r"ご(?:覧|意見|質問|発言|異存|異議|指摘|説明|紹介|報告|挨拶|承知|存[じ知]|心配)|お手元|資料|"
    r"いらっしゃ|お送り|議事|議題|定刻|出席|欠席|(?:司会|進行)(?:を|役|は)|事務局から|(?:発言|"
    r"質疑|時間)を?(?:取|とり|移|いただ|頂)|"
    r"次回|前回|先ほど|さきほど|先程|冒頭|お(?:話|答え|尋ね|聞き|伺い)|おっしゃ|仰|伺い(?:ます|"
    r"たい|まし)|"
    r"まとめ(?:ます|させ)|(?:^|、)(?:では|それでは)|という(?:タイトル|題)|ページ|スライド|画面|"
    r"この(?:図|表)|http|"
    r"(?:^|[。、])[^。、]{0,25}の?[^。、]{1,12}(?:と申します|でございます)。$"
)
_LEANS = re.compile(  # at the beginning
    r"^[「『（(\"“]?(?:それ|これ|あれ|その|この(?!研究会|会議|会合|委員会|審議会|部会|協議会|"
    r"議会|場)|あの|そこ|ここ|あそこ|"
    r"そう|こう|そちら|こちら|あちら|そんな|こんな|あんな|そもそも|"
    r"しかし|ただ|だから|ですから|なので|でも|けれど|だが|ですが|とはいえ|一方|逆に|反対に|"
    r"むしろ|また|さらに|更に|"
    r"しかも|加えて|そして|すると|従って|したがって|よって|ゆえに|つまり|すなわち|要するに|"
    r"例えば|たとえば|"
    r"なお|ちなみに|ところで|さて|まず|次に|最後に|続いて|続きまして|最初|あと|あわせて|併せて|"
    r"同じ|同様|"
    r"特に|とくに|なかでも|中でも|実は|実際|具体的|結局|やはり|もちろん|確かに|"
    r"なぜ|どうして|もう|ほか|他に|以上|今[のは]|いま[のは]|念のため|具体|前者|後者|両|どちら|いずれ|"
    r"第?[一二三四五六七八九十0-9１-９]+(?:つ目|点目|番目|つは|点は|つには|に[、は])|[①-⑳]|"
    r"[(（]?[0-9０-９]+[)）.．]|"
    r"はい|いえ|いいえ|ええ|うん|なるほど|分かり|わかり|承知|了解|"
    r"(?:正直|半分|逆|別|他|残り|全部|両方|当時|当初|以前|現在|今回|今日|本日)(?=[、にはのでも]|"
    r"$)|"
    r"[^、。]{1,8}(?:さん|氏|先生|様)[、の]|[はがをにでともへや、]|"
    r"(?:費用|理由|原因|目的|結果|金額|料金|運賃|価格|期間|時期|場所|人数|名前|内容|条件|方法|"
    r"回数|件数|割合|内訳|対象|前提|"
    r"背景|効果|影響|特徴|違い|数字|数|総額|半額|位置|中身|相手|本人|答え|返事|反応|評価|狙い|"
    r"ねらい|順番|順序)[はがもを]|"
    r"(?!私|当社|弊社|我々|国|県|市|町|村|政府)[一-龯々]{1,2}[はがもを])"  # 部屋は: which one?
)
_REFERS = re.compile(
    r"そ(?:こ|れ)(?:で|は|が|を|も|に)|お考え|その(?:とき|時|後|ため|点|方|うち)|"
    r"次の[一二三四五六七八九2-9]|[一二三四五1-5]つあり|こんな|[こそ]のような|[こそ]う(?:いう|いった|した)|以下の|次のとおり|一[つ点]だけ|[二三四五2-5](?:つ|点)(?:です|"
    r"あります|ござい|ほど)|"
    r"[二三四五2-5][つ点]の(?:条件|理由|点)|、(?:あり|でき|含め|構い|いたし|し)ません。"
)
_NUMBERED = re.compile(r"^[①-⑳⑴-⒇❶-❿]|[①-⑳⑴-⒇❶-❿](?=[はがをにでとものか、。])")
_NAMES_A_SUBJECT = re.compile(
    r"(?:[一-龯々ァ-ヴーA-Za-z0-9」』)）]|こと|もの|の|ところ)(?:は|が|も|には|では|とは|とも|"
    r"でも)"
)
_DENIES = re.compile(r"(?:わけ|の|つもり)(?:では|でも|は|も)(?:ありません|ない(?:です)?)。")
_NO_SUBJECT_YET = re.compile(  # a first clause that goes on, of whom or what is not said
    r"^[^、]*(?:(?:ます|まし[たて]|です|でした)が|けれども?|けど|[^でし]て|って|して|[られしりきみけめえげ])、"
)
_UNSURE = re.compile(r"(?:かもしれ|でしょう(?:か|ね)|かな|と思ったり|ませんか|ましょうか)")
_INTRODUCES = re.compile(r"^(?:[^、。]{0,20}の)?[^、。はがをも]{1,12}です。?$")

_COURTESY_EN = re.compile(
    r"\b(?:thank|thanks|good (?:morning|afternoon|evening)|welcome|hello|hi|sorry|excuse me|"
    r"pardon|"
    r"goodbye|bye|compliments|congratulations|my pleasure)\b",
    re.IGNORECASE,
)
_PROCEDURE_EN = re.compile(
    r"\b(?:let(?:'|’)?s|let us|let me|moving on|next (?:slide|item|speaker|meeting)|move on|agenda|"
    r"minutes of|"
    r"the floor|would you (?:begin|like)|please|shall we|(?:as )?I (?:said|mentioned)|"
    r"you (?:said|mentioned|know)|"
    r"for anyone new|the room is|I (?:chair|call|move|declare)|point of order|slide|whiteboard|"
    r"microphone)\b",
    re.IGNORECASE,
)
_LEANS_EN = re.compile(
    r"^[\"'“‘(]?(?:it|its|it's|this|that|these|those|they|them|their|he|she|him|his|her|there|"
    r"here|then|so|"
    r"and|but|or|nor|because|which|who|also|too|still|yet|however|therefore|thus|hence|otherwise|"
    r"instead|"
    r"meanwhile|besides|moreover|furthermore|yes|no|yeah|yep|nope|ok|okay|well|right|sure|oh|ah|"
    r"uh|um|mm|hmm|"
    r"like|actually|basically|anyway|first|second|third|fourth|finally|secondly|next|such|"
    r"another|"
    r"same|both|neither|either|with respect|of course|indeed|maybe|perhaps|exactly|what i|all i|"
    r"one of them|"
    r"of (?:those|these)|having|in that|in this|for that|after that|on that|at that|i mean|"
    r"i think so)\b"
    r"|^[A-Z][a-z]+,",
    re.IGNORECASE,
)
_REFERS_EN = re.compile(
    r"\b(?:that (?:is|was|one|way|sort|thing)|this (?:is|one)|do (?:it|that|so)|those (?:two|"
    r"ones)|the former|"
    r"the latter|uh|um|it|them|(?:those|these)(?! who| of)|th(?:is|at)(?=[.,;:!?]))\b",
    re.IGNORECASE,
)
_FILLED = re.compile(r"\{|\[(?!\d)|\b(\w+),? \1\b|\.\.\.|…|--", re.IGNORECASE)


def tells(words: str) -> bool:
    """Tell whether a sentence says something of the subject: no courtesy, procedure or question.

    >>> tells("運賃は一回 300 円です。"), tells("では有馬さん、お願いします。")
    (True, False)
    """
    if not ends_sentence(words) or asks(words) or columns(words) < _NARROW:
        return _short_fact(words)
    if language_of(words) == "en":
        return not (_COURTESY_EN.search(words) or _PROCEDURE_EN.search(words))
    return not (_COURTESY.search(words) or _PROCEDURE.search(words) or _INTRODUCES.search(words))


def stands_alone(words: str) -> bool:
    """Tell whether a sentence that tells something means it without what stands before it."""
    if not _NARROW <= columns(words) <= _WIDE or not tells(words):
        return False
    if language_of(words) == "en":
        fits = len(words.split()) in _WORDS and words[0].upper() == words[0]
        leans = _LEANS_EN.search(words) or _REFERS_EN.search(words) or _FILLED.search(words)
        return fits and not leans
    leans = _LEANS.search(words) or _REFERS.search(words) or _DENIES.search(words)
    if leans or _UNSURE.search(words):
        return False
    clause = _NO_SUBJECT_YET.search(words)
    return bool(_NAMES_A_SUBJECT.search(clause[0] if clause else words))


def numbered(shown: str) -> bool:
    """Tell whether source words point to an item of a list: numbered("③は一時間の表です。")."""
    return bool(_NUMBERED.search(shown))


def _short_fact(words: str) -> bool:
    """Tell whether a short sentence states a number, which its subject's name may carry."""
    return ends_sentence(words) and not asks(words) and bool(re.search(r"\d", words))
