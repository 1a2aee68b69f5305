"""The probability that what is cited proves a sentence: how much of it stands there, and how near.

A logistic regression over shares of words and a cosine; across languages the words are few, and
the cosine weighs more. Within one language the weights were fitted on tests/gold/statements*.jsonl
and set by hand from there; those across languages were set by hand.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.verifying.kin import kin, stem
from rag.verifying.reading import Reading
from rag.verifying.trends import shows
from rag.verifying.words import Word

THRESHOLD = 0.5  # below it a sentence is not proven
_SAME = {
    "bias": 1.3, "cover": 0.45, "lost": -0.52, "lost_verbs": -0.56, "strong": -0.8, "near": 0.78,
    "pairs": -0.1, "split": -0.1, "reason": -1.2, "grounds": -0.8, "strange": -0.5,
}  # fmt: skip
_ACROSS = {"bias": 3.2, "cover": 1.0, "near": 2.2, "reason": -1.5}
_MIDDLE, _STEP = 0.88, 0.04  # the cosine is counted in steps from the middle
# cover of a word, where its very form is not in what is cited: kin, a neighbour's, a character
_KIN, _CONTEXT, _CHARACTER = 0.85, 0.5, 0.4
_REFERRED = 0.6  # a neighbour's, where what is cited refers to it
_REFERS = re.compile(
    r"[こそ](?:れ|の|ちら|こ|う|んな)|同じ|\b(?:it|this|that|these|those|them|they|so)\b", re.I
)
_MOST = 5.0  # words lost; more tell nothing more
_TELLING = kin("述べる") | kin("考える") | kin(stem("believe"))
_STRONG = (
    kin("約束") | kin("決める") | kin("合意") | kin("賛成") | kin("反対") | kin("取り下げる")
    | kin("増える") | kin("減る") | kin("禁止") | kin("批判") | kin("謝る") | kin("中止")
    | kin("断念")
)  # groups of words that commit somebody or set a direction  # fmt: skip
_REASON = re.compile(
    r"ため(?:に|、|だ|で)|のは、|ので|から(?:だ|で|、)|ゆえ|せい|を受け|を使っ|をきっかけ|によ(?:り|って)|理由|"
    r"原因|受けて|おかげ|結果|"
    r"\b(?:because|since|due to|owing|reason|therefore|so that|as a result|thanks to|caused?)\b",
    re.I,
)
_LIGHT = set(
    "場合 状況 内容 形 状態 側 自ら 一方 今回 現状 際 面 全体 考慮 対応 必要 可能 実際 具体 今後 "
    "当時 自分 理解 念 趣旨 意向 姿勢 立場 旨 話 件 氏 結果 理由 中心 対象 ほか 他 以外 程度 "
    "一方 方針 想定 割合 "
    "数 数値 以内 同様 自身 今年 今月 それまで うえ 引き続き 改めて 同年 前年 同期 同月 一つ "
    "人々 人 者 日 年 月 時期 時点 "
    "現在 以前 以降 ため 部分 種類 仕組み もの 認める 明言 振り返る 応じる 及ぶ 因る よる "
    "つく 掛かる かかる 限る "
    "とる 取る 行う 寄せる 上る 上がる 至る 達する 留める 留まる とどまる 示す 挙げる 有する "
    "持つ 受ける 図る 向ける "
    "向かう 進む 進める 続く 踏まえる 含む 加える 加えて 併せる 合わせる 基づく 沿う 従う "
    "迎える 占める 当たる 比べる "
    "見られる 見せる 見込む 気付く 感じる 分かる 判断 表明 明らか 明かす 求める 促す 望む 期待 "
    "強調 例 区間 区分 点 制度 "
    "場所 頃 値 別 同 同氏 両氏 同市 同県 同会 同案 同日 "
    "取り組み 取り組む 形式 作業 活動 全て すべて 大半 多く 際 後半 前半 当初 元々 もともと "
    "特に 具体的 前述 同社 当社 同町".split()
)
_LIGHT |= {
    stem(word)
    for word in "number day year people person time question plan way case part point matter issue "
    "current currently given happen put called call according however while also since including "
    "several various each both another other others further later earlier then thus therefore next "
    "first second new able willing likely actually rather instead only even same use used using "
    "come came taken take give show shown place set keep kept held hold see seen look need want "
    "view idea result outcome would members member meeting session group speaker".split()
}
_LIGHTLY = 0.3  # a light word's weight
_MUCH = 0.4  # of the words that mean something
_SO = re.compile(r"ので|ため(?:に|、)")
_PLACED = re.compile(r"[一-龯]?(?:で(?![すしはもあきな])|にて|において|[中内後前]に)[、\w]")
_REACH = 30  # characters between a reason and the word that marks it
_KANJI = re.compile(r"[一-龯]")


@dataclass(frozen=True, slots=True)
class Support:
    """What was found of a sentence's words in what it cites."""

    probability: float
    features: dict[str, float]
    lost: tuple[Word, ...]  # words that nothing cited covers, those that tell most first


def support(
    statement: Reading,
    sources: Sequence[Reading],
    context: Reading,
    said: Reading,
    cosine: float,
) -> Support:
    """Weigh a statement against the sentences it cites.

    context: what stands around them. said: the speakers' labels and the meetings' titles.
    cosine: of the statement and the cited sentence nearest to it, as the bundled encoder gives it.
    """
    words = [word for word in statement.words if not word.forms & _TELLING]
    taken = frozenset(word.plain for word in words)
    covers = {word: cover(word, sources, context, said, taken) for word in words}
    covers |= {word: _KIN for word in words if shows(word, statement, sources)}
    nouns = [word for word in words if word.kind in ("noun", "name")]
    verbs = [word for word in words if word.kind not in ("noun", "name")]
    features = {
        "bias": 1.0,
        "cover": _share(words, covers),
        "lost": _lost(nouns, covers),
        "lost_verbs": _lost(verbs, covers),
        "strong": _lost([w for w in words if w.forms & _STRONG or _is_denied(w, covers)], covers),
        "near": (cosine - _MIDDLE) / _STEP,
        "pairs": _pairs(statement, [*sources, context]),
        "split": _split(words, sources),
        "reason": float(_gives_reason(statement.text) and not _reasons(sources, context)),
        "grounds": float(min(3, len(_grounds(statement, words, covers)))),
        "strange": float(min(3, sum(_is_strange(word, covers) for word in nouns))),
    }
    same = any(one.language == statement.language for one in sources)
    weights = _SAME if same else _ACROSS
    if features["strange"] >= _MUCH * len([word for word in words if _weight(word) == 1]):
        features["grounds"] += 2  # most of a short sentence stands nowhere
    logit = sum(weight * features[name] for name, weight in weights.items())
    lost = sorted((w for w in words if covers[w] < _CHARACTER), key=lambda w: -_weight(w))
    return Support(1 / (1 + math.exp(-logit)), features, tuple(lost))


def _lost(words: Sequence[Word], covers: dict[Word, float]) -> float:
    return min(_MOST, sum(_weight(word) * (1 - covers[word]) for word in words))


def _split(words: Sequence[Word], sources: Sequence[Reading]) -> float:
    """Most that one clause's words lie apart in what is cited, as where two facts are merged."""
    found = 0.0
    for clause in sorted({word.clause for word in words}):
        inside = [word for word in words if word.clause == clause]
        held = [{word: _cover(word, one) for word in inside} for one in sources]
        whole = {word: max(covers[word] for covers in held) for word in inside}
        single = max(_share(inside, covers) for covers in held)
        found = max(found, _share(inside, whole) - single)
    return found


def _gives_reason(text: str) -> bool:
    return any(found[0] != "のは、" for found in _REASON.finditer(text))


def _reasons(sources: Sequence[Reading], context: Reading) -> bool:
    return any(_gives_reason(one.text) for one in (*sources, context))


def _grounds(statement: Reading, words: Sequence[Word], covers: dict[Word, float]) -> list[Word]:
    """Words given as a reason, a means or an occasion that stand nowhere in what is cited."""
    found = []
    for marker in _REASON.finditer(statement.text):
        after = statement.language == "en"
        for word in words:
            gap = word.start - marker.end() if after else marker.start() - word.end
            between = statement.text[min(word.end, marker.start()) : marker.start()]
            near = 0 <= gap <= _REACH and (after or not re.search("[、。]", between))
            if near and _is_strange(word, covers):
                found.append(word)
    for reason in _SO.finditer(statement.text):
        if words and words[-1].start > reason.end() and _is_strange(words[-1], covers):
            found.append(words[-1])  # what follows from the reason
    for word in words:
        placed = bool(_PLACED.match(statement.text, word.end))
        if placed and word not in found and _is_strange(word, covers):
            found.append(word)
    return found


def _is_strange(word: Word, covers: dict[Word, float]) -> bool:
    """Tell whether a word that means something stands nowhere in what is cited."""
    return covers[word] == 0 and _weight(word) == 1


def _is_denied(word: Word, covers: dict[Word, float]) -> bool:
    """Tell whether something is said not to be done of which nothing cited speaks."""
    return word.denied and word.kind == "verb" and _is_strange(word, covers)


def cover(
    word: Word,
    sources: Sequence[Reading],
    context: Reading,
    said: Reading,
    taken: frozenset[str] = frozenset(),
) -> float:
    """How much of a word stands in what is cited, 0 to 1.

    taken: words that stand for themselves, and for no other one that shares a character.
    """
    own = max((_cover(word, one, taken) for one in sources), default=0.0)
    near = _REFERRED if any(_REFERS.search(one.text) for one in sources) else _CONTEXT
    return max(own, _cover(word, said), near * _cover(word, context))


def _cover(word: Word, source: Reading, taken: frozenset[str] = frozenset()) -> float:
    plain = {word.plain, word.surface.lower()} | {f for f in word.forms if f.startswith("/")}
    if plain & source.forms or (len(word.surface) > 1 and word.surface in source.text):
        return 1.0
    if word.forms & source.forms:
        return _KIN
    characters = set(_KANJI.findall(word.plain))
    if characters and any(
        characters & set(one.plain) for one in source.words if one.plain not in taken
    ):
        return _CHARACTER
    return 0.0


def _share(words: Sequence[Word], covers: dict[Word, float]) -> float:
    total = sum(_weight(word) for word in words)
    return sum(_weight(word) * covers[word] for word in words) / total if total else 1.0


def is_light(word: Word) -> bool:
    """Tell whether a word means little: every paraphrase has some of them."""
    return word.plain in _LIGHT


def _weight(word: Word) -> float:
    return _LIGHTLY if is_light(word) else 1.0


def _pairs(statement: Reading, sources: Sequence[Reading]) -> float:
    """Share of the statement's pairs of characters, or of words, that stand in what is cited."""
    mine = _of(statement)
    theirs = set[str]().union(*(_of(one) for one in sources))
    return len(mine & theirs) / len(mine) if mine else 0.0


def _of(reading: Reading) -> set[str]:
    if reading.language == "en":
        plains = [word.plain for word in reading.words]
        return {f"{a} {b}" for a, b in pairwise(plains)}
    text = re.sub(r"\W", "", reading.text)
    return {text[i : i + 2] for i in range(len(text) - 1)}
