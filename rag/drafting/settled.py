"""Decisions, homework and dates to come, by the forms in which meetings state them.

Nothing else of drafting knows these forms.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from index.layout import columns
from rag.catchup.commitments import EN_NO, EN_PROMISE, commits
from rag.lines import Line
from rag.orders import is_order
from rag.verifying.asking import asks

Settled = Literal["decision", "homework", "plan"]

_SHORTEST = 20  # columns; what is shorter does not say what was settled
_DECIDED = re.compile(
    r"(?:に|と|が|を|は|で)(?:決(?:まりました|めました|定(?:しました|いたしました|します|いたします))|"
    r"合意(?:しました|いたしました|されました))|"
    r"(?:承認|了承|可決|採択|議決)(?:されました|しました|いたしました|します|いたします)|"
    r"(?:に|と|まま)(?:いたします|致します|します|いたしました|しました|することになりました)。?$|"
    r"(?:話がつき|合意に達し|異議なしと認め)ま(?:す|した)。?$|"
    r"\b(?:it (?:was|is|has been) (?:decided|agreed|resolved)|"
    r"we (?:have )?(?:decided|agreed|resolved) (?:to|that|on)|"
    r"(?:was|were|is|are|has been|have been) (?:approved|adopted|carried))\b",
    re.I,
)
_NOT_DECIDED = re.compile(
    r"(?:決め|決まり|決まって|合意|承認|確定)[^。]{0,8}(?:ません|ない|おらず|かね)|まだ|"
    r"(?:もの|こと|つもり|前提|こと|次第|楽しみ|参考|念頭|問題|理由|背景|契機|例|中心|対象|基本|目的|"
    r"ため|とおり|よう|せい|気|あて|頼り|糧)(?:に|と)(?:し|いたし|致し)ま|"
    r"(?:そう|こう|ああ|どう|ほっ|きちん|はっきり|じっ|ちゃん)(?:に|と)し|"
    r"\b(?:not|never|no decision)\b.{0,20}\b(?:decided|agreed|approved|carried)\b",
    re.I,
)
_BY = (
    r"(?:(?:次回|今回|今週|来週|今月|来月|年内|年度内|今年度|来年度|月末|年末|[\d一二三四五六七八九十]+(?:月|日)|"
    r"(?:上|中|下)旬|末)(?:末|中)?(?:まで(?:に)?|中に|には))"
)
_DOES = r"(?:ます|ください|いただきます|ことに(?:します|なりました))。?$"
_PROMISED = re.compile(
    rf"{_BY}[^。]{{0,60}}(?<!てい){_DOES}|"
    r"(?:調査|試算|検討|準備|確認|作成|整理|用意|共有|送付|回答|報告)(?:し|いたし|致し)て(?:まいり|おき|み)ます。?$|"
    r"(?:確認|調査|試算|検討|用意|作成|調整|準備)(?:を)?(?:し|いたし|致し)ます。?$|"
    r"(?:お送り|お届け|お約束|お調べ|ご連絡|持ち帰って[^。]{1,12})(?:し|いたし|致し)ます。?$|"
    r"(?:調べ|聞い|尋ね|まとめ|考え|作っ|当たっ|書い)て(?:まいり|み|おき|お送りし|ご報告し)ます。?$|"
    r"次回(?:まで)?(?:に)?(?:、)?(?:お答え|ご報告|回答|報告)(?:し|いたし)ます。?$|"
    r"次回(?:に|へ)持ち越し|条件にしてください|宿題に(?:します|させて)|"
    r"\bwill (?:bring|send|report|prepare|circulate)\b|\baction (?:item|point)s?\b|"
    r"\bby the next meeting\b",
    re.I,
)
_PAST = re.compile(r"(?:ました|でした|おりました|いただきました)。?$")
_RUNS = re.compile(  # a speaker's own doing here and now
    r"^(?:まず|では|それでは|はじめに|最初に|ここで|次に|続いて)|骨組みを確認|"
    r"(?:このあと|後ほど|これから|ここから|ただ今)",
)
_PLAN = re.compile(
    r"^次回(?:の(?:会合|会議|研究会|委員会|開催))?は[^。]*(?:\d|[一二三四五六七八九十])[^。]*(?:日|時)|"
    r"(?:開催|実施|公表|提出|報告|行う|始める|手渡す|予定)[^。]{0,6}予定です。?$|"
    r"\b(?:the )?next (?:meeting|session) (?:is|will be|takes place)\b",
    re.I,
)
_LISTS = {  # a sentence after which enumerated ones tell each of a kind
    "homework": re.compile(
        r"(?:宿題|課題|持ち帰り|やること)(?:は|が)[^。]*(?:です|なります|なりました|あります)。?$|"
        r"\b(?:action items|homework) (?:is|are)\b",
        re.I,
    ),
    "decision": re.compile(
        r"(?:決まった|決めた|合意した)(?:こと|の)は[^。]*。?$|決定事項は|"
        r"\b(?:we can settle|what (?:we|was) (?:have )?(?:settled|decided|agreed)|"
        r"decisions? (?:is|are))\b",
        re.I,
    ),
}
_ENUMERATED = re.compile(
    r"^(?:[(（]?[1-9一二三四五六七八九][)）.、:]?|[一二三四五六1-6](?:つ|点)目|第[一二三四五六1-6]に|"
    r"(?:first|second|third|fourth|fifth|finally|lastly)\b)",
    re.I,
)


def settled(lines: Sequence[Line]) -> list[Settled | None]:
    """Tell of each sentence, in reading order, whether it settles something."""
    found: list[Settled | None] = []
    listing: Settled | None = None
    before: Line | None = None
    for line in lines:
        words = unicodedata.normalize("NFKC", line.words)
        if before is None or (before.transcript, before.turn) != (line.transcript, line.turn):
            listing = None
        before = line
        opened = next((kind for kind, opens in _LISTS.items() if opens.search(words)), None)
        if opened:
            listing = "homework" if opened == "homework" else "decision"
            found.append(None)
            continue
        if listing and not _ENUMERATED.search(words):
            listing = None
        kind = kind_of(words)
        found.append("homework" if kind == "homework" else listing or kind)
    return [kind if _may(line) else None for kind, line in zip(found, lines, strict=True)]


def kind_of(words: str) -> Settled | None:
    """Tell what a sentence (NFKC) settles by itself.

    >>> kind_of("次回までに確認します。"), kind_of("座長の案のとおり承認されました。")
    ('homework', 'decision')
    """
    if _PLAN.search(words):
        return "plan"
    commissive = commits(words) or (EN_PROMISE.search(words) and not EN_NO.search(words))
    promised = (commissive or _PROMISED.search(words)) and not _RUNS.search(words)
    if promised and not (_PAST.search(words) and "ことになりました" not in words):
        return "homework"
    if _DECIDED.search(words) and not _NOT_DECIDED.search(words):
        return "decision"
    return None


def _may(line: Line) -> bool:
    return not (
        line.speaker is None
        or columns(line.words) < _SHORTEST
        or asks(line.words)
        or is_order(line.words)
    )
