"""Noun phrases that a title or a list of topics can be made of.

What `rag.suggesting` takes for topics by itself, and for Japanese more that has to prove itself by
being said again: single nouns and two nouns joined by の, 電話の窓口.
"""

import re
from collections.abc import Iterator

from sudachipy import Morpheme

from index.language import language_of
from index.morphemes import tokenizer
from index.speakers import split_label
from rag.suggesting import english, japanese

_SHORTEST, _LONGEST = 3, 14  # characters of a single noun, of two
_KATAKANA = re.compile(r"[ァ-ヴー]+$")  # データ, テーマ: short loanwords name everything
_KINDS = {"普通名詞", "固有名詞"}
_NOT = {"副詞可能", "形状詞可能", "助数詞可能", "人名", "地名", "助数詞"}
_VERBAL = "サ変可能"  # 公開, 提言: what is done, seldom a topic by itself
_AFTER_ARTICLE = re.compile(
    r"\b(?:the|a|an|our|my|your|their|its|each|every|no|of|any|some|these|"
    r"those) (?P<noun>[a-z]{4,}(?<!ing|.ly|.ed))"
    r"(?=[.,;:?!]|$| (?:of|for|in|on|at|to|from|by|with|and|or|but|is|are|was|were|will|would|"
    r"has|have|had|can|"
    r"could|should|must|may|might|when|that|which|who|if|as|than|before|after|because)\b)"
)
_SINGLE = ("noun", "verbal")
_LIGHT = set(  # nouns that are grammar after の
    (
        "こと もの ところ 所 とき 時 ため はず つもり うち ほう 方 中 上 下 前 後 間 先 隣 横 "
        "場合 方々 側 点 話 お話"
    ).split()
)
_EMPTY = set(  # nouns that name nothing by themselves, in any meeting
    (
        "場合 意見 数字 数 名前 言葉 理由 意味 問題 課題 条件 結果 内容 方法 目的 必要 可能 関係 "
        "影響 重要 議論 会議 会合 "
        "研究会 委員会 審議会 委員 部会 皆さん 自分 相手 人間 世界 社会 全体 一部 部分 以上 以下 "
        "方向 方針 立場 視点 観点 "
        "考え 気持ち 話 話題 機会 時間 時期 期間 期限 年度 今年度 来年度 昨年度 本日 今日 明日 "
        "資料 報告 説明 質問 回答 発言 "
        "検討 対応 実施 利用 活用 使用 提供 形 形成 状況 状態 現状 現場 仕事 作業 仕組み やり方 "
        "種類 種 項目 一つ 二つ 三つ "
        "ところ もの こと とき ため はず つもり うち ほう 私 私ども 我々 方々 手 手元 目 頭 顔 "
        "声 気 先 前 後 中 上 下 隣 横 "
        "最初 最後 途中 間 次 他 例 図 表 紙 案 点 件 側 者 金 お金 家 部屋 場所 場 所 町 市 県 "
        "国 区 村 役場 役所 会社 当社 "
        "金額 費用 総額 半分 割合 程度 規模 単位 書面 本文 手紙 連絡 準備 確認 担当 職員 担当者 "
        "関係者 専門 専門家 経験 昔 "
        "言い方 見方 考え方 順番 順序 名 年 月 日 週 朝 昼 夜 夕方 冬 春 夏 秋 お話 こちら 皆様 "
        "背景 特徴 要因 動き 動向 "
        "流れ 展開 基本 一般 具体 前提 実態 実際 事実 事例 事 物 論点 論調 宿題 提案 賛成 反対 "
        "了解 約束 心配 懸念 期待 "
        "努力 責任 理解 認識 判断 選択 決定 結論 まとめ 一言 一点 両方 双方 全部 大半 多く 少し"
    ).split()
)


def nouns(words: str) -> Iterator[tuple[str, bool]]:
    """Phrases of a sentence, and whether each is a topic by itself or must be said again.

    >>> dict(nouns("紙の時刻表は路線バスの停留所に貼ります。"))["紙の時刻表"]
    False
    """
    if language_of(words) == "en":
        for phrase in english.phrases(words):
            bare = phrase.removeprefix("the ")
            yield bare, " " in bare
        heads = (found["noun"] for found in _AFTER_ARTICLE.finditer(words))
        yield from ((noun, False) for noun in heads if noun not in english.LITTLE)
        return
    if language_of(words) != "ja":
        return
    sure = set(japanese.phrases(words))
    found = [*((phrase, True) for phrase in sure), *((phrase, False) for phrase in _more(words))]
    for phrase, alone in found:
        if (alone or phrase not in sure) and not _is_part_of_name(phrase, words):
            yield phrase, alone


def _is_part_of_name(phrase: str, words: str) -> bool:
    """Tell whether a Latin word stands beside another: Tech, of Big Tech."""
    latin = phrase.isascii() and " " not in phrase
    return latin and bool(
        re.search(rf"[A-Za-z] {re.escape(phrase)}|{re.escape(phrase)} [A-Za-z]", words)
    )


def _more(words: str) -> Iterator[str]:
    """Single nouns, and nouns joined by の."""
    morphemes = list(tokenizer().tokenize(words))
    kinds = [_kind(word) for word in morphemes]
    for place, (word, kind) in enumerate(zip(morphemes, kinds, strict=True)):
        before = kinds[place - 1] if place else ""
        after = kinds[place + 1] if place + 1 < len(kinds) else ""
        surface = word.surface()
        single = not {"noun", "verbal", "weak", "part"} & {before, after}
        if kind == "noun" and single and len(surface) >= _SHORTEST + bool(_KATAKANA.match(surface)):
            yield surface
        if surface == "の" and _is_end(kinds, place - 2) and _is_end(kinds, place + 2):
            left, right = morphemes[place - 1], morphemes[place + 1]
            joined = f"{left.surface()}の{right.surface()}"
            named = _names(before, after) and not {left.surface(), right.surface()} & _LIGHT
            if named and len(joined) <= _LONGEST:
                yield joined


def _names(before: str, after: str) -> bool:
    """Tell whether nouns of two kinds, joined by の, name something."""
    return (before in _SINGLE and after in (*_SINGLE, "weak")) or (before, after) == (
        "weak",
        "noun",
    )


def _is_end(kinds: list[str], place: int) -> bool:
    """Tell whether a phrase that begins or ends beside a place is whole."""
    return not 0 <= place < len(kinds) or kinds[place] in ("", "の")


def _kind(word: Morpheme) -> str:
    """Noun, verbal (what is done), weak (names nothing alone), part of a compound, or none."""
    kind, surface = word.part_of_speech(), word.surface()
    if surface == "の":
        return "の"
    if kind[0] in ("接頭辞", "接尾辞") or "数詞" in kind:
        return "part"
    if kind[0] != "名詞":
        return ""
    if kind[1] not in _KINDS or _NOT & set(kind) or split_label(surface).role:
        return "part"
    if surface in _EMPTY or len(surface) < 2 or (surface.isascii() and surface.islower()):
        return "weak"
    return "verbal" if _VERBAL in kind else "noun"
