"""An archive of meetings, made by grammar, with planted names, terms, questions and promises."""

import random
from collections.abc import Iterator

PEOPLE = {  # as their labels write them at first
    "浅見": "浅見・河口研究所所長",
    "小牧": "小牧研究委員",
    "長峰": "長峰・潮路市企画課長",
    "戸張": "戸張",
    "野々村": "野々村研究委員",
    "目黒": "目黒・河口漁協組合長",
}
PLACES = "河口 潮路 葦原 帆崎 灯台 笹川 岩根 砂浜 松尾 鶴見 椿谷 長瀬".split()
MATTERS = "料金 航路 倉庫 名簿 水門 校舎 苗木 予算 条例 窓口 桟橋 時刻表 運賃 観測 記録".split()
KINDS = "計画 事業 協定 台帳 試算 基金 方式 点検 調査 審査 会議 便".split()
VERBS = "を見直す を延期する を認める を調べる を増やす を減らす を公開する を始める".split()
SESSIONS, TURNS = 50, 44


def meetings(count: int = SESSIONS) -> Iterator[tuple[str, str]]:
    """Name and text of each meeting, in about 5,000 characters."""
    for number in range(1, count + 1):
        yield f"archive_{number:03}", _meeting(number)


def _meeting(number: int) -> str:
    chance = random.Random(number)
    year, month = 2025 + (number - 1) // 10, (number - 1) % 10 + 1
    head = f"河口研究所「港と町」研究会\n{year} 年度第 {number} 回 ({year}.{month}.12 開催)\n"
    return head + "".join(_turn(chance, turn) for turn in range(TURNS))


def _turn(chance: random.Random, turn: int) -> str:
    name = chance.choice(list(PEOPLE))
    label = PEOPLE[name] if turn < len(PEOPLE) else name
    count = chance.choice((1, 2, 3, 4))
    words = "".join(chance.choice(_SENTENCES)(chance) for _ in range(count))
    return f"\n＜{label}＞\n{words}\n"


def _term(chance: random.Random) -> str:
    return chance.choice(PLACES) + chance.choice(MATTERS) + chance.choice(KINDS)


def _plain(chance: random.Random) -> str:
    year, share = chance.randint(1990, 2030), chance.randint(2, 90)
    return (
        f"{_term(chance)}では{year}年の{chance.choice(MATTERS)}の結果を踏まえて、"
        f"{chance.choice(PLACES)}の{chance.choice(MATTERS)}を{share}％まで減らしました。"
    )


def _definition(chance: random.Random) -> str:
    return (
        f"{_term(chance)}とは、{chance.choice(PLACES)}の{chance.choice(MATTERS)}を"
        f"{chance.choice(MATTERS)}と合わせて扱う仕組みのことです。"
    )


def _question(chance: random.Random) -> str:
    return f"{_term(chance)}の{chance.choice(MATTERS)}はいつから始まりますか。"


def _promise(chance: random.Random) -> str:
    return f"{_term(chance)}の{chance.choice(MATTERS)}は、次回までに私が調べて報告します。"


def _stance(chance: random.Random) -> str:
    verb = chance.choice(VERBS)
    how = chance.choice(("には賛成です", "には反対です", "には懸念があります", "を提案します"))
    return f"{_term(chance)}{verb}こと{how}。{chance.choice(MATTERS)}がまだ足りないからです。"


_SENTENCES = (_plain, _plain, _plain, _plain, _definition, _question, _promise, _stance)
