"""Sentences that tell what a term means, or what something of that name is."""

import re
from collections.abc import Iterator

from bm25s.stopwords import STOPWORDS_EN_PLUS

from index.language import main_language
from rag.catchup.nouns import Noun, has_name, is_nominal, is_plain_word, nouns
from rag.suggesting import japanese

_NAME = r"[一-龯々ァ-ヴーA-Za-z0-9&ぁ-んヶ・ ]{2,20}?"
_CALLED = re.compile(  # 「鷺の鼻」という停留所, Beacon という雑誌
    rf"(?:[「『“](?P<quoted>{_NAME})[」』”]|(?P<bare>[ァ-ヴー・]{{3,20}}|"
    rf"[A-Z][A-Za-z0-9.&-]{{2,20}})) ?"
    r"(?:という|と呼ばれる|と称する)(?P<what>[一-龯々ァ-ヴー]{2,12})"
)
_APPOSED = re.compile(  # 予約制の乗合車「ウミツバメ便」で, アプリの「ノリヨリ(NoriYori)」で
    rf"(?P<what>[一-龯々ァ-ヴー]{{2,12}})(?:の|である)?「(?P<quoted>{_NAME})(?:\([^()]*\))?」"
    r"(?=[とではがをにのへも、]|から|まで)"
)
_TELLS = re.compile(  # 差分による特定とは、…ことです
    rf"(?:^|[。、])(?:この|その|いわゆる)?「?(?P<term>{_NAME})」?"
    r"(?:とは、?|というのは、?)(?P<rest>.*?)"
    r"(?:こと|もの|仕組み|制度|手法|方法|考え方|略称?|総称|呼び名|意味|処理|状態|行為|団体|組織)"
    r"(?:です|である|だ|を(?:指|意味|言|いい)[^。]{0,6}|でございます)。?$"
)
_IS = re.compile(  # Xは、…の略です / …を指します
    rf"^「?(?P<term>{_NAME})」?は、?[^。]*"
    r"(?:の略(?:称|語)?(?:です|である|だ)|を(?:指し|意味し)(?:ます|ています)|の総称です|"
    r"という意味です)。?$"
)
_SPEECH = re.compile(  # what a quotation before is no name of
    r"(?:言葉|名前|話|声|意見|考え|考え方|こと|もの|気持ち|意味|表現|題|題名|題目|タイトル|"
    r"問い|問い合わせ|質問|答え|"
    r"返事|指摘|懸念|主張|理由|点|感じ|立場|見方|前提|条件|仮定|結論|目標|理解|認識|趣旨|方針|"
    r"順番|順|流れ|結果|わけ|面|位置付け|組み合わせ|苦情|連絡|報告|"
    r"説明|文|文言|趣旨|発言|歴史|側面|ところ|状況|場合|形|作り|特徴|人|方|僕|私|皆|辺|時|何)"
)
_BRACKETS = re.compile(r"(?<=[一-龯ァ-ヴー])\([A-Za-zぁ-ん][^()]*\)(?=とは|というのは|は|と)")
_ASKS = re.compile(r"(?:か|でしょう|[?？])[。」]*$")
_ALSO = re.compile(  # 業界では横持ちと言います, 法律では区域冷暖房とも呼ばれます
    r"(?:英語|和訳|略称|通称|正式に|業界|法|法律|法令|一般|専門的に|学問上)(?:で|に)?(?:は|"
    r"も)?、? ?「?"
    r"(?P<term>[一-龯々ァ-ヴーA-Za-z0-9&・]+(?: [A-Z][A-Za-z]+)*)」?(?:\([^()]*\))? ?"
    r"と(?:も|は)?(?:一般的に)?(?:も|は)?(?:呼|言い|いい|言わ|いわ|称)"
)
_SO_CALLED = re.compile(
    r"、いわゆる「?(?P<term>[一-龯々ァ-ヴーA-Za-z0-9]{2,16})」?(?=[のをがはにもで、])"
)
_POINTS = re.compile(
    r"[そこあ](?:れ|の|こ|う|ちら)|(?:一つ|二つ|三つ)目|今回|前回|次回|私|当社|今日|本日|もの|こと"
)
_GENUS = (  # what it is, told by what it does; no praise, no rank
    r"(?!\w+ (?:example|leader|member|part|reason|way|lot|fact|one)\b)(?:[a-z-]+ ){1,3}"
    r"(?:that|which|where|used|for \w+ing|to [a-z]+)\b"
)
_EN_IS = re.compile(
    rf"^(?:So,? |And |Now,? )?(?:The |"
    rf"An? )?(?P<term>[A-Za-z][\w’'-]*(?: [A-Za-z][\w’'-]*){{0,3}}),? (?:is|are|means) "
    rf"(?:a|an|the) (?!only|first|second|last|best|most|very|same|great|good|key|major|"
    rf"significant|important){_GENUS}"
)
_LITTLE = frozenset(STOPWORDS_EN_PLUS)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Hon|Prof|Professor|Sir|Lady|Lord)\.? ?$")
_EN_DEFINES = re.compile(
    r"\b(?:(?:[Bb]y|the term) [“\"']?(?P<by>[a-z]+(?: [a-z]+){0,3})[”\"']?,? (?:we|I) mean\b|"
    r"(?:^|[,;] )(?:[Aa]n? |[Tt]he )?[“\"']?(?P<refers>[A-Za-z]+(?: [a-z]+){0,3})[”\"']? "
    r"(?:refers to|stands for|is short for|is defined as)\b|"
    r"(?:what (?:we|they|people) call|known as|so-called) (?:an? |the )?[“\"']"
    r"(?P<call>[A-Za-z]+(?: [a-z]+){0,3})[”\"']|"
    r"(?<!^)(?<![.?!] )\b(?P<name>[A-Z][A-Za-z]{3,}(?: [A-Z][a-z]+)*), which (?:is|are|"
    r"means) (?:the|an?)\b|"
    rf"(?<!in )(?<!at )(?<!of )(?<!from )\b"
    rf"(?P<apposed>[A-Z][A-Za-z]{{3,}}(?: [A-Z][a-z]+)*), an? {_GENUS})"
)


def defined_in(words: str) -> list[str]:
    """Terms that a sentence explains: "秘匿とは、升目を伏せる処理のことです。" -> ["秘匿"]."""
    if _ASKS.search(words):
        return []
    found = _japanese(words) if main_language(words) == "ja" else _english(words)
    return list(dict.fromkeys(term for term in found if len(term) > 1))


def _japanese(words: str) -> Iterator[str]:
    words = _BRACKETS.sub("", words)
    for pattern in (_TELLS, _IS):
        match = pattern.search(words)
        if match and (term := _whole(match["term"])):
            yield term
    known = japanese.explained(words)
    if known and not any(known in term for term in _terms(words)):
        yield known
    for match in (*_CALLED.finditer(words), *_APPOSED.finditer(words)):
        names = match.groupdict()
        term = names.get("quoted") or names.get("bare") or ""
        what = next((noun.form for noun in nouns(match["what"])), "")
        if what and not _SPEECH.fullmatch(what) and _is_title(term):
            yield term
    yield from (match["term"] for match in _SO_CALLED.finditer(words))
    yield from (match["term"] for match in _ALSO.finditer(words))
    yield from _after_kind(words)


def _terms(words: str) -> Iterator[str]:
    for pattern in (_TELLS, _IS):
        match = pattern.search(words)
        if match:
            yield match["term"]


def _whole(term: str) -> str:
    """A term that is a run of nouns, or nouns joined by の or による; else nothing."""
    term = term.strip()
    return term if is_nominal(term) and not _POINTS.match(term) else ""


def _is_title(term: str) -> bool:
    """Tell whether a quotation is a name: nouns alone, and no word of every dictionary."""
    return is_nominal(term) and (term.isupper() or not is_plain_word(term))


def _after_kind(words: str) -> Iterator[str]:
    """Names after what they are names of: 海外の港町ペルヘイヴン、つづりは…."""
    for noun in nouns(words):
        match = re.fullmatch(r"(?P<kind>[一-龯々]{2,6})(?P<name>[ァ-ヴー]{4,})", noun.form)
        if match and has_name(match["name"]) and is_plain_word(match["kind"]):
            yield match["name"]


def _english(words: str) -> Iterator[str]:
    opens = _EN_IS.match(words)
    if opens and not set(opens["term"].lower().split()) & _LITTLE:
        yield opens["term"]
    for match in _EN_DEFINES.finditer(words):
        if not _TITLED.search(words[: match.start()]):
            yield next(group for group in match.groups() if group)


def of_kind(noun: Noun) -> str:
    """The name in a run that begins with what it is: 港町ペルヘイヴン -> ペルヘイヴン."""
    return next(_after_kind(noun.form), noun.form)
