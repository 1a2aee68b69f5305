"""A transcript of thousands of turns, made by grammar for measurements and tests."""

import random

SPEAKERS = ["浅見", "小牧", "長峰", "戸張", "野々村", "目黒"]
SUBJECTS = "料金 工事 河口 提案 予算 名簿 試算 倉庫 航路 条例 窓口 苗木 水門 校舎 寄付".split()
VERBS = "を見直す を延期する に反対する を認める を調べる を増やす を減らす を公開する".split()
LANDMARKS = {  # names that are asked about, and what they mean: told once each
    "アカバシ": "桟橋",
    "コンノヒ": "灯台",
    "キノトリイ": "鳥居",
    "ギンノハネ": "風車",
}
LINE = 40  # characters, as a PDF wraps them


def long_transcript(turns: int) -> str:
    """Write a meeting of that many turns, wrapped, in 150 characters a turn."""
    chance = random.Random(turns)
    special = {
        (at + 1)
        * turns
        // (len(LANDMARKS) + 1): f"{name}とは、丘の上に新しく造った{what}のことです。"
        for at, (name, what) in enumerate(LANDMARKS.items())
    }
    lines = ["「長い会議」研究会\n2031 年度第 9 回 (2031.10.1 開催)\n"]
    for turn in range(turns):
        words = "".join(_sentence(chance) for _ in range(chance.choice((1, 2, 3, 4, 8))))
        words = special.get(turn, words)
        wrapped = [words[at : at + LINE] for at in range(0, len(words), LINE)]
        lines.append(f"\n＜{chance.choice(SPEAKERS)}＞\n" + "\n".join(wrapped) + "\n")
    return "".join(lines)


def question(landmark: str) -> str:
    """Ask what one turn alone answers."""
    return f"{landmark}とは何のことですか。"


def _sentence(chance: random.Random) -> str:
    first, second = chance.sample(SUBJECTS, 2)
    year = chance.randint(1990, 2030)
    return (
        f"{first}については{year}年の{second}の結果を踏まえて、来年の春までに"
        f"{second}{chance.choice(VERBS)}ことを考えています。"
    )
