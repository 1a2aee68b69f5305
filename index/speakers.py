"""A speaker's label -> name, affiliation, role; and whether a text is a person's label at all."""

import re
import unicodedata
from functools import lru_cache

from index.layout import columns
from index.morphemes import tokenizer
from index.records import Speaker

_RANK = (
    "(?:主任|上席|主席|首席|副|代表|名誉|特別|特任|客員|専務|常務|執行|筆頭|専門|臨時|政府|前|元)"
)
_OFFICE = (
    "(?:理事長|理事|所長|研究員|研究委員|委員長|委員|座長|議長|会長|社長|院長|校長|館長|顧問|"
    "准教授|教授|助教|講師|大臣|政務官|局長|課長|部長|室長|次長|参事官|参事|審議官|知事|市長|"
    "区長|町長|村長|議員|参考人|公述人|事務局長|事務局員|事務局|主査|主幹|主任|幹事|監事|"
    "リーダー|マネージャー|アドバイザー|ディレクター|代表|取締役|監査役|補佐|書記|弁護士|"
    "記者|司会者|司会|進行|係長|班長|組合長|団長|長官|大使|総裁|総長|学長)"
)
OFFICE = rf"{_RANK}*{_OFFICE}(?:代理|補佐|心得)?"  # as a pattern
HONORIFIC = "(?:さん|氏|君|くん|様|先生|殿|女史)"
_ROLE = re.compile(f"{OFFICE}$")
_HONORIFIC = re.compile(f"{HONORIFIC}$")
_NOBODY = re.compile(
    r"(?:(?:一同)?(?:拍手|笑い?声?|場内.*|.*騒然|.*する者あり|爆笑|沈黙|発言者?なし)|.*休憩.*|.*中断.*|[上中下前後]?略|中略|以下略|"
    r"質疑(?:応答)?|議事.*|開会|閉会|開始|終了|冒頭|報告|発表|討論|議論|自由討議|プレゼン.*|"
    r"(?:図表?|表|資料|別紙|注記?|参考(?:資料)?|写真|スライド|議題|論点|テーマ|出典|追記|補足|目次)"
    r"(?:[\d一二三四五六七八九十 :.].*)?|"
    r"日時|日付|場所|会場|出席者?|参加者|欠席者?|配布資料|備考|目的|結論|まとめ|要旨|概要|背景|"
    r"課題|第.{1,4}[部章節回].*|applause|laughter|laughs|pause|break|inaudible|crosstalk|silence|music|"
    r"(?:figure|table|slide|appendix|section|part|chapter|item)\b.*|note|notes|agenda|date|time|place|"
    r"venue|location|present|attendees?|participants?|apologies|absent|subject|title|topic|summary|"
    r"action|actions|decision|decisions|conclusion|background|example|source|sources|url|https?|"
    r"reason|deadline|budget|next steps?|goals?|status|owner|issues?|risks?|results?|updates?|"
    r"overview|introduction|discussion|important|vote|motion|scope|priority|costs?|total|name|"
    r"e-?mail|phone|address|version|author|step|objectives?|purpose|background|recommendations?|"
    r"warning|tip|question|answer|first|second|third|finally|however|re|cc|to|from|ps)",
    re.IGNORECASE,
)
_LATIN_NAME = re.compile(
    r"[A-Z][\w.'’-]*,?(?: (?:[A-Z][\w.'’-]*|de|van|von|der|da|bin|\d{1,3}),?){0,3}"
)
_ANYBODY = re.compile(
    r"(?:参加者|出席者|発言者|話者|質問者|回答者|聴衆|傍聴者|委員|メンバー|講師|学生|記者|聞き手|匿名希望?)"
    r" ?[A-Z\d]{0,3}"
)
_FOREIGN_NAME = re.compile(r"[ァ-ヶー]+(?:・[ァ-ヶー]+)+")
_KOREAN_NAME = re.compile(r"[가-힣]{2,4}(?: ?(?:위원장?|의장|교수|대표|박사|씨))?")
_FORBIDDEN = re.compile(r"[。、，！？!?「」『』;；=＝/\\\n]|://|\d{4}\s*[年./-]|[:：]")
_NO_NAMES = set(  # words of a Latin label that call nobody by themselves
    "am mp ms mr mrs miss dr prof professor postdoc phd grad student speaker chair unknown the "
    "project manager user interface industrial designer marketing expert director minister member "
    "dame sir lord lady hon right of and de van von der chairman secretary guest".split()
)
_FAMILY = 2  # characters up to which a Japanese name is a family name alone
_LEAST = 3  # letters of a part of a Latin name, so that the C of "Professor C" is none
MAX_LABEL = 120  # columns; names with affiliation and role stay below, a sentence rarely does


def normal(label: str) -> str:
    """NFKC without marks that nobody sees: the form in which labels are stored and compared."""
    shown = "".join(c for c in label if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return unicodedata.normalize("NFKC", shown).strip()


def can_be_label(label: str) -> bool:
    """Tell whether a text marked as a label can be one: short, no sentence, no stage direction."""
    words = normal(label)
    if not words or columns(words) > MAX_LABEL or _FORBIDDEN.search(words):
        return False
    if words.count("(") != words.count(")"):
        return False
    return not _NOBODY.fullmatch(words) and any(c.isalpha() for c in words)


def is_person(label: str) -> bool:
    """Tell whether an unmarked text reads as a person: a known name, a role, an honorific.

    Japanese names are of words that Sudachi's dictionary has as names of people, or of places,
    which many families bear; a Latin name is one to four capitalised words.
    """
    words = normal(label)
    if not can_be_label(words):
        return False
    bare = re.sub(r"\([^()]*\)$", "", words).strip()
    if _LATIN_NAME.fullmatch(bare) or _ROLE.search(bare) or _HONORIFIC.search(bare):
        return True
    if any(form.fullmatch(bare) for form in (_ANYBODY, _FOREIGN_NAME, _KOREAN_NAME)):
        return True
    return any(_is_name(part) for part in (bare.replace(" ", ""), bare.split(" ")[-1]))


@lru_cache(maxsize=8192)
def name_parts(name: str) -> tuple[str, ...]:
    """Parts by which a person is called: family names, and given names in Latin script.

    >>> name_parts("岩田太郎"), name_parts("Mika Iwata")
    (('岩田',), ('Mika', 'Iwata', 'Mika Iwata'))
    """
    if name.isascii():
        words = [word.strip(",.") for word in name.split()]
        own = [word for word in words if word.casefold() not in _NO_NAMES]
        whole = [" ".join(own)] if len(own) > 1 else []
        return (*(word for word in own if len(word) >= _LEAST), *whole)
    if " " in name:
        return name.replace(" ", ""), name.partition(" ")[0]
    if len(name) <= _FAMILY:
        return ()
    spoken = tokenizer().tokenize(f"{name}さん")
    family = [word.surface() for word in spoken if word.part_of_speech()[3] == "姓"]
    if family and name.startswith(family[0]):
        return (family[0],)
    return (name.rpartition("・")[2],)


def _is_name(words: str) -> bool:
    kinds = [word.part_of_speech()[2] for word in tokenizer().tokenize(words.replace("・", ""))]
    return set(kinds) <= {"人名", "地名"} and (len(kinds) < 3 or "人名" in kinds)


@lru_cache(maxsize=8192)
def split_label(label: str) -> Speaker:
    """Split a label: 藤崎・中曽根平和研理事⾧ -> 藤崎, 中曽根平和研, 理事長.

    >>> split_label("議長（山田太郎君）")
    Speaker(label='議長(山田太郎君)', name='山田太郎', affiliation=None, role='議長', person=None)
    """
    words = normal(label)
    outer, inner = words, ""
    bracketed = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", words)
    if bracketed:
        outer, inner = bracketed[1].strip(), bracketed[2].strip()
        if _HONORIFIC.search(inner) or (_ROLE.fullmatch(outer) and not _ROLE.search(inner)):
            outer, inner = inner, outer  # 議長（山田太郎君）: the person stands inside
    elif "・" in words and _ROLE.search(words):
        head, _, tail = words.partition("・")
        if _ROLE.search(tail):
            outer, inner = head, tail
    name, role = _strip_role(_HONORIFIC.sub("", outer).strip())
    affiliation = None
    if inner:
        place, office = _strip_role(_HONORIFIC.sub("", inner).strip())
        role = office or role
        if not _ROLE.search(inner) and inner.isascii():
            role, place = inner, ""  # Iwata (Chair)
        affiliation = place or None
    elif " " in name and not name.isascii():
        before, _, last = name.rpartition(" ")
        if len(before) > 4:  # ○○大学 山田太郎, but not 山田 太郎
            affiliation, name = before, last
    return Speaker(words, name or words, affiliation, role)


def _strip_role(words: str) -> tuple[str, str | None]:
    found = _ROLE.search(words)
    if not found:
        return words, None
    return words[: found.start()].strip(" ・"), found[0]


def same_person(wanted: str, speaker: Speaker) -> bool:
    """Tell whether a filter names this speaker: 岩田 finds 岩田 and 岩田主任研究員.

    A filter with a role finds that person's labels that state the same role or none.
    """
    query = split_label(wanted)
    if query.label.casefold() in (speaker.label.casefold(), speaker.name.casefold()):
        return True
    if query.name.casefold() == speaker.name.casefold():
        return None in (query.role, speaker.role) or query.role == speaker.role
    family = speaker.name.split(" ")  # 山田 太郎, Mika Iwata
    return len(family) > 1 and query.name.casefold() in (part.casefold() for part in family)
