"""What Japanese sentences give to ask about: noun phrases, terms they explain, questions."""

import re
from collections.abc import Iterator
from itertools import pairwise

from sudachipy import Morpheme

from index.morphemes import tokenizer
from index.records import Speaker
from index.speakers import split_label

_SHORTEST, _LONGEST = 3, 16  # characters of a topic
_JOINS = {"ヶ", "ケ", "・"}  # 灯ヶ浦町 is one name
_COMPOUND = 3  # short units of a dictionary word that is long enough to be a topic
_MARKS = {"は", "が", "を"}  # after what is talked about, and not only mentioned
_PLACES = {"町", "市", "県", "区", "村", "都", "府", "省", "庁"}  # where, not what
_LINK = re.compile(r"https?://[!-~]+")
_WEAK = set(  # words that are no topic, and that none begins or ends with
    (
        "こと 事 もの 物 ため 為 方 かた ところ 所 点 話 お話 形 上 中 間 場 "
        "場合 等 など 側 自体 自身 以外 以上 以下 以降 以前 付近 中心 今日 本日 "
        "今回 次回 前回 皆さん 皆様 皆 みんな みなさん 人 方々 一つ 二つ 三つ 一人 "
        "二人 お二人 お一人 一同 私 私ども 当社 弊社 当所 うち 先ほど 先程 とき 時 "
        "頃 ごと 毎 目 分 例 表 図 件 題 的 感じ 意味 理由 部分 状況 状態 問題 "
        "中身 一番 全部 全体 最後 最初 ほう 見方 考え 考え方 意見 気持ち 言い方 "
        "言葉 つもり はず わけ 辺り あたり タイトル イメージ ご報告 報告 ご説明 説明 "
        "お名前 名前 心配 ご心配 大切 大事 左右 右端 左端 両方 双方 何 誰 研究会 "
        "会議 会合 定例研究会 今年度 昨年度 来年度 年度 一年 半年 毎月 毎年 各種 "
        "様々 さまざま 互い お互い まとめ 終わり 始まり 向こう 合間 自分 お客様 "
        "お客さん 宿題 議事 進行 進行役 欠席 出席 以来 現在 現時点 時点 途中 拡がり "
        "仕方 やり方 続き 日本 一点 個人 会社 手元 国 大半"
    ).split()
)
_WEAK_ENDINGS = set("側 目 ごと 毎 等 など たち 達 方 自体 的 様 越し 別 中 上 内 頃 以来".split())
_TITLES = {"さん", "氏", "様", "君", "先生", "殿"}
_POINTING = re.compile(
    r"それ|これ|あれ|その|この|あの|そこ|ここ|あそこ|そう|こう|そちら|こちら|あちら|どちらも|"
    r"お二人|お一人|皆さん|皆様|私|当社|弊社|当所|うちの|先ほど|さきほど|前回|次回|今回|今日|本日|"
    r"今の|いまの|同じ|後者|前者|以上の|次の|上の|一つ目|二つ目|三つ目|もう一|もう少し|改めて|あなた|"
    r"ご意見|お考え|ご説明|ご報告|ご質問|お話"
)
_REQUEST = re.compile(
    r"お願い|いただ|ください|いかが|よろしい|よいです|いいです|伺い|お聞き|教えて|聞かせ|お答え|"
    r"もらえ|くれ|でしょうね|ですよね|ますよね|ませんか|ましょうか|ではないでしょうか|ないのでしょうか"
)
_ASKING = re.compile(r"何|いつ|どこ|どの|誰|だれ|どなた|なぜ|どう|いくら|いくつ|どれ|どんな|どちら")
_PREFACE = re.compile(
    r"^(?:(?:では|それでは|そこで|それから|それで|なお|まず|また|ちなみに|ところで|しかし|ただ|さて|"
    r"もう一[点つ]|最後に|次に)[、,]?|一つ、)+|^[^、]{1,6}さん、|"
    r"^.{0,30}?(?:伺い|お聞きし|お尋ねし|質問し)(?:たい|ます)(?:の|ん)?(?:です)?[がけ]れ?ど?も?、"
)
_DEMONSTRATIVE = re.compile(r"^(?:その|この|あの)(?=[一-龯ァ-ヴA-Za-z]{3,})")
_QUESTION = range(14, 56)  # characters of a question that a reader takes in at a glance
_BEGINS = r"(?:^|[、。]|なお|また|まず|この|その)"
_NOUN = r"(?P<term>[一-龯々ァ-ヴーA-Za-z0-9&＆ヶ・ ]{2,20})"
_EXPLAINED = (
    re.compile(
        rf"{_BEGINS}[「『“]?{_NOUN}[」』”]?とは、?"
        r"(?!いえ|言え|いっても|言っても|違|異な|別|思|なら|限|関係|反対|逆|申し|また|比べ)"
    ),
    re.compile(
        rf"{_BEGINS}[「『“]?{_NOUN}[」』”]?(?:という|と呼ばれる)(?:の|もの)は、?.*(?:こと|もの|仕組み|略|呼び)"
    ),
    re.compile(
        r"(?:いわゆる|業界では|一般に|これを|それを|ことを|のを|をもって)[「『“]?"
        rf"{_NOUN}[」』”]?と(?:一般的に|も)?(?:呼|言|いい|称)"
    ),
    re.compile(rf"いわゆる[「『“]{_NOUN}[（(]"),
    re.compile(rf"{_NOUN}[（(][^（）()]*(?:略|いわゆる|という|呼ば|する|した)[^（）()]*[)）]"),
)
_SCRIPT = re.compile(r"[ァ-ヴー・]{3,}|[A-Za-z][A-Za-z0-9&]*(?: [A-Z][A-Za-z0-9&]*)*")
_PERSON = re.compile(r"[一-龯々ヶァ-ヴー・ぁ-ん ]{1,10}")
_NOBODY = re.compile(
    r"参加者|出席者|発言者|質問者|回答者|司会|聴衆|傍聴|委員$|事務局|一同|会場|進行"
)


def phrases(words: str) -> Iterator[str]:
    """Noun phrases that can be a topic: compounds, names, and two nouns joined by の.

    >>> list(phrases("路線バスの利用者は減りました。"))
    ['路線バス', '路線バスの利用者']
    """
    before, joined = "", False
    runs = [*_runs(_LINK.sub("", words)), ""]
    for run, after in pairwise(runs):
        if isinstance(run, str):
            joined = run == "の"
            continue
        phrase = _phrase(run)
        if _tells(phrase, run):
            yield phrase
        both = f"{before}の{phrase}"
        pair = joined and min(len(before), len(phrase)) >= 2 and after in _MARKS
        if pair and len(both) <= _LONGEST and both in words:
            yield both
        before, joined = phrase, False


def explained(words: str) -> str | None:
    """Term that a sentence explains, or None: "秘匿とは、…処理のことです。" -> "秘匿"."""
    for pattern in _EXPLAINED:
        for found in pattern.finditer(words):
            term = found["term"].strip(" ・")
            # the pattern may begin too early: the last noun phrase before the particle counts
            runs = [run for run in _runs(term) if not isinstance(run, str)]
            term = _phrase(runs[-1]) if runs else ""
            if len(term) > 1 and term not in _WEAK and not _POINTING.search(term):
                return term
    return None


def standing_alone(words: str) -> str | None:
    """Question of a meeting as anybody might ask it, or None where it leans on what was said.

    >>> standing_alone("そこで伺いますが、ひと月に乗る方が五人に満たない所はどのくらいありますか。")
    'ひと月に乗る方が五人に満たない所はどのくらいありますか。'
    """
    rest = words
    while (cut := _DEMONSTRATIVE.sub("", _PREFACE.sub("", rest))) != rest:
        rest = cut
    if len(rest) not in _QUESTION or _POINTING.search(rest) or _REQUEST.search(rest):
        return None
    if not _ASKING.search(rest) or rest[0] in "はがをにでと、" or not _names_something(rest):
        return None
    return rest.rstrip("。?？") + "。"


def _names_something(words: str) -> bool:
    nouns = {_phrase(run) for run in _runs(words) if not isinstance(run, str)}
    told = [noun for noun in nouns if len(noun) >= 2 and not _ASKING.search(noun)]
    return len(told) >= 2 or any(True for _ in phrases(words))


def is_name(phrase: str) -> bool:
    """Tell whether a phrase can stand in another language's question as it is written."""
    return bool(_SCRIPT.fullmatch(phrase))


def called(speaker: Speaker) -> str | None:
    """How a question calls a speaker, without honorific; None for one who bears no name."""
    name = speaker.known_as
    if not _PERSON.fullmatch(name) or _NOBODY.search(name) or split_label(name).role:
        return None
    return name


def _runs(words: str) -> Iterator[list[Morpheme] | str]:
    """Runs of morphemes that are nouns, and what stands between them."""
    run: list[Morpheme] = []
    morphemes = list(tokenizer().tokenize(words))
    for place, word in enumerate(morphemes):
        after = morphemes[place + 1] if place + 1 < len(morphemes) else None
        if _is_part(word, run, after):
            run.append(word)
            continue
        if run and not (word.surface() in _TITLES or word.part_of_speech()[0] == "接尾辞"):
            yield run
        run = []
        yield word.surface()
    if run:
        yield run


def _is_part(word: Morpheme, run: list[Morpheme], after: Morpheme | None) -> bool:
    kind = word.part_of_speech()
    surface = word.surface()
    latin = surface.isascii() and surface.isalnum()
    if surface in _TITLES:
        return False
    if kind[0] in ("名詞", "接頭辞") or latin:
        return True
    if kind[0] == "接尾辞":
        return kind[1] == "名詞的" and bool(run)
    noun_follows = after is not None and after.part_of_speech()[0] == "名詞"
    if surface in _JOINS:
        return bool(run) and noun_follows
    spaced = kind[0] == "空白" and bool(run) and after is not None
    return spaced and run[-1].surface().isascii() and bool(after and after.surface()[0].isalpha())


def _phrase(run: list[Morpheme]) -> str:
    """Words of a run of nouns, or nothing where it is no topic."""
    if any(_is_number(word) for word in run) or _is_loose(run[0]) or _is_loose(run[-1]):
        return ""
    if all(word.part_of_speech()[2] == "人名" for word in run):
        return ""
    phrase = "".join(word.surface() for word in run).strip()
    return "" if split_label(phrase).role or (phrase.isascii() and phrase.islower()) else phrase


def _is_loose(word: Morpheme) -> bool:
    kind = tuple(word.part_of_speech())
    weak = _WEAK_ENDINGS if kind[0] == "接尾辞" else _WEAK
    return word.surface() in weak or "副詞可能" in set(kind)


def _is_number(word: Morpheme) -> bool:
    return "数詞" in word.part_of_speech() or word.surface()[:1].isdigit()


def _tells(phrase: str, run: list[Morpheme]) -> bool:
    """Tell whether a phrase is a topic by itself: a compound, or a name no dictionary has."""
    if not _SHORTEST <= len(phrase) <= _LONGEST or run[-1].surface() in _PLACES:
        return False
    if len(run) == 1:
        kind = run[0].part_of_speech()
        named = bool(kind[1] == "固有名詞" and kind[2] != "地名")
        if is_name(phrase):
            return bool(run[0].is_oov()) or named
        return named or len(tokenizer(short=True).tokenize(phrase)) >= _COMPOUND
    return len(phrase) > _SHORTEST
