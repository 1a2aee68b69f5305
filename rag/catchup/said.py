"""What a sentence does besides telling: greetings, hand-overs, prefaces; and what it reports."""

import re

from rag.lines import Line
from rag.reading.courtesy import is_courtesy

_SMALL = re.compile(
    r"ありがとうございま|よろしくお願い|おはようございます|こんにちは|お疲れ様|失礼(?:いた)?しま|"
    r"お迎えください|^(?:承知|分かり|わかり|かしこまり|了解)(?:いた)?(?:し)?ました。?$|"
    r"申し訳(?:ありません|ございません)(?:でした)?。?$|"
    r"^(?:(?:それ)?では|次に|続いて|続きまして|最後に)?、?[^。、]{0,12}、?[^。、]{0,14}?"
    r"(?:お願い(?:いた|でき)?(?:し)?ます(?:か|でしょうか)?|どうぞ)。?$|"
    r"(?:始め|終わり|終え|終了し|開会し|閉会し|進め|移り|入り|まとめ|開催し|開催いたし)"
    r"(?:ます|たいと思います|させていただきます)。?$|"
    r"^(?![^。]*(?:次回|まで|後日|来週|来月))[^。]{0,16}(?:説明|紹介|報告|お話|発表|質問|伺|"
    r"お尋ね|お聞き|確認|確かめ|整理|"
    r"回答)(?:し|いた|さ|い|を)*"
    r"(?:ます|(?:せて)(?:いただきます|ください)|たい(?:と思います|のですが)?)。?$|"
    r"^[^。]{0,16}(?:申し上げます|申します|お答え(?:し|いたし)ます|読み(?:上げ)?ます|一言。|"
    r"ご紹介です)。?$"
)
_ENGLISH = re.compile(
    r"(?:thank(?:s| you)|good (?:morning|evening|afternoon)|welcome|sorry|gladly|please go on|"
    r"(?:the )?hon\w*\.? (?:minister|member|colleague)\w*,? please|we will (?:now )?(?:go|"
    r"move) (?:on )?to)\b"
    r"[^.]{0,60}[.!]?$",
    re.IGNORECASE,
)
_NAME_CALLED = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Hon|Prof)\.? ?)+[\w.’'-]+(?: [A-Z][\w’'-]+)*\.?"
)
_QUOTED = re.compile(r"「[^」]*」|『[^』]*』|“[^”]*”|\"[^\"]*\"")


def is_small_talk(line: Line) -> bool:
    """Tell whether a line only greets, thanks, hands over or says who speaks.

    >>> is_small_talk(line)  # 葦戸バスの黒磯です。
    True
    """
    words = line.words
    name = re.escape(line.speaker.name) if line.speaker else ""
    introduces = bool(name) and re.search(rf"{name}(?:です|と申します|でございます)。?$", words)
    return bool(
        introduces
        or is_courtesy(words)
        or _NAME_CALLED.fullmatch(words)
        or _SMALL.search(words)
        or _ENGLISH.match(words)
    )


def unquoted(words: str) -> str:
    """A sentence with what it quotes replaced by a mark: 「嫌だ」と言う -> ＊と言う."""
    return _QUOTED.sub("＊", words)
