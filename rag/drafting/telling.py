"""Which sentences of a meeting tell something, and stand by themselves when they are quoted."""

import re
import unicodedata
from functools import lru_cache

from index.layout import columns
from rag.lines import Line
from rag.orders import is_order
from rag.reading.courtesy import is_courtesy
from rag.verifying.asking import asks

_SHORTEST, _LONGEST = 24, 320  # columns; shorter ones lean on others, longer ones are lists
_BEST = range(40, 220)  # columns of a sentence that says one thing whole
_COURTESY = re.compile(
    r"ありがとう|お願い(?:し|いた|でき|申)|よろしく|お待たせ|お疲れ|お忙しい|ご挨拶|ご紹介|ご清聴|"
    r"申し訳|失礼(?:し|いた)|お詫び|恐れ入り|恐縮|お集まり|お越し|おいでいただ|よいお年|こんにち|"
    r"おはよう|お寒い中|お暑い中|ご出席|ご参加(?:いただ|くださ)|"
    r"\b(?:thank(?:s| you)|good (?:morning|afternoon|evening)|welcome|please|sorry|apolog\w+|"
    r"compliments)\b",
    re.I,
)
_PROCEDURE = re.compile(
    r"(?:始め|開会し|開催し|閉会し|終わり|終了し|再開し)(?:ま(?:す|しょう)|たいと思い|させて)|"
    r"(?:お話|ご?説明|ご?紹介|ご?報告|お示し|申し上げ|お見せ|ご質問|発表|共有)"
    r"(?:を)?(?:し(?:ます|たい)|いたします|させて|する(?:イメージ|形)|たい|ます。?$)|"
    r"(?:について|を)(?:示し|見て(?:いき|まいり)|取り上げ)ます。?$|(?:について|について)お話し|"
    r"(?:伺|お聞きし|お尋ねし|質問させ|確認させ|確かめさせ|補わせ|整理させ|読み上げ|聞かせ)"
    r"(?:い(?:ます|たい)|たい|てくだ|て(?:いただ|ほし)|ます)|"
    r"(?:以上です|話から(?:スタート|始)|以上になります|進行役|司会の|定刻|タイトル(?:に|と)|プレゼンテーション|"
    r"マイク|スライド|次のページ|この図|この地図|この表|こちらの図|画面(?:を|に)出|資料(?:を|だけ)預)|"
    r"(?:ご意見|ご質問|ご発言|ご異存|コメント)(?:は|が|を|も|など).{0,12}"
    r"(?:ません|ます|ください|いかが|ありますか|でしょう)|"
    r"(?:まとめます|まとめです|お時間|時間になり|時間が(?:ない|来|参)|移り(?:ます|たい)|進め(?:ます|たいと)|お手紙を読み|"
    r"です(?:が)?、?お手紙|残しておいて|留意して|本日は?欠席)|"
    r"[二三四五六2-6](?:つ|点)[^。]{0,16}(?:あり|ござい|申し|なり)ま(?:す|した)。?$|"
    r"\b(?:may i (?:ask|add)|let (?:us|me) (?:begin|start|stay|turn|move)|"
    r"would you (?:begin|start)|i (?:will|shall) (?:begin|note|explain|present|summari[sz]e)|"
    r"here is what|next (?:slide|page)|my (?:proposal|question|point) is simple|one more thing|"
    r"floor is|over to you|the room is)\b",
    re.I,
)
_LEANS = re.compile(  # begins with what stands before it
    r"^(?:そ(?:れ|の|こ|う|ん|ちら)|こ(?:れ|の(?!研究会|会議|委員会)|こ|う|ちら)|あ(?:れ|の|そこ)|"
    r"同じ|以上|後者|前者|ですので|ですから|だから|なので|従って|したがって|つまり|すなわち|要するに|"
    r"ただし?|しかし|けれど|でも|もっとも|一方|逆に|むしろ|例えば|たとえば|実際|実は|具体的に|ちなみに|"
    r"また|さらに|更に|なお|次に|続(?:いて|きまして)|最後に|まず|なかでも|特に|結果|おかげで|"
    r"[一二三四1234１２３４](?:つ|点)目|[１２1２2３3](?:つ|点)は|もう(?:一|1|１)|それぞれ|両者|どちら|はい|いいえ|ええ|"
    r"そして|そこで|すると|では|じゃあ|さて|ところ[がで]|あわせて|ほか|他に|うち|このうち|しかも|"
    r"[1-9](?=[ァ-ヴー一-龯])(?![年月日時分秒人名つ件回台個社本枚点番号期歳円割倍系層か部章ヶ])|"
    r"(?:it|that|this|they|them|those|these|he|she|so|but|and|then|or|because|which|there|here|"
    r"of those|in the same|however|therefore|thus|also|moreover|first|second|third|at that)\b)",
    re.I,
)
_POINTS = re.compile(
    r"、(?:あり|ござい)ません。?$|とも(?:申し|言い|言っ|述べ|思い|思っ)|^[^、。]{1,8}(?:さん|先生|様)、|"
    r"^内訳|(?:伺った|申した|言った|お聞きした)(?:まま|とおり|通り|のは)|"
    r"それ[はがをにで]|そこ[はがをにで]|そう(?:い|し|な)|その(?:とき|時|ため|結果|場合|点|分|数|方|車|"
    r"晩|後|上)|これ(?:を|は|が|に|で|ら)|この(?:よう|点|図|地図|部分|あたり|タイトル)|先ほど|さきほど|"
    r"前(?:述|者)|後者|左端|右端|上記|以下|こちら|(?:今|いま)の(?:お話|説明)|"
    r"\b(?:that is why|as i said|above|below|the (?:former|latter))\b",
    re.I,
)
_WONDERS = re.compile(r"(?:何|誰|どなた|いつ|どこ|どの|なぜ|どう|いくら|いくつ)[^。]*でしょう。?$")
_FRAGMENT = re.compile(r"[、,:：;；]$|^[^ぁ-んァ-ヴa-zA-Z]{0,60}$")
_LINK = re.compile(r"https?://\S+")
_LEANING, _POINTING, _SHORT, _LONG = 0.3, 0.7, 0.7, 0.7


def tells(line: Line) -> bool:
    """Tell whether a sentence says something that a summary may quote: no courtesy, no procedure.

    Questions, links, lists of names and orders to a writer say nothing by themselves.
    """
    words = line.words
    if line.speaker is None or not _SHORTEST <= columns(_LINK.sub("", words)) <= _LONGEST:
        return False
    return not (
        asks(words)
        or _WONDERS.search(words)
        or is_courtesy(words)
        or is_order(words)
        or is_procedure(words)
        or _FRAGMENT.search(_LINK.sub("", words).strip())
    )


@lru_cache(maxsize=16_384)
def is_procedure(words: str) -> bool:
    """Tell whether a sentence thanks, greets, asks politely or runs the meeting.

    >>> is_procedure("それでは有馬さん、お願いします。"), is_procedure("運賃は一回 300 円です。")
    (True, False)
    """
    words = unicodedata.normalize("NFKC", words)
    return bool(_COURTESY.search(words) or _PROCEDURE.search(words))


@lru_cache(maxsize=16_384)
def worth(words: str) -> float:
    """How well a sentence stands by itself, 0 to 1."""
    words = unicodedata.normalize("NFKC", words)
    found = _LEANING if _LEANS.search(words) else 1.0
    if _POINTS.search(words):
        found *= _POINTING
    width = columns(words)
    if width not in _BEST:
        found *= _SHORT if width < _BEST.start else _LONG
    return found
