"""A question -> its language, and what kind of thing would answer it."""

import re
import unicodedata
from dataclasses import dataclass

from index.errors import BadQuestion
from index.language import language_of
from index.spelling import shinjitai
from index.terms import Word, asked_words

MAX_QUESTION = 2_000  # characters: a page of text is no question, and the encoder reads 512 tokens

# Which form an answer takes, told by the question's own words. The first that matches counts.
_COUNTED = (
    "人 社 件 回 円 割 割合 パーセント % 個 か所 カ所 箇所 台 本 ヶ月 か月 日間 年間 "
    "分 倍 つ 番 位 メートル キロ"
).replace(" ", "|")
_KINDS = {
    "when": r"いつ|何年|何月|何日|何時|時期|日付|日時|開催日|\bwhen\b|what (?:year|date|day|month)|"
    r"which (?:year|month)|什么时候|何时|哪[年天月]|几[年月号]|언제|몇 ?년|며칠|몇 ?월",
    "number": rf"いくつ|いくら|何(?:{_COUNTED})|どれ(?:くらい|ぐらい|だけ)|"
    r"どの(?:くらい|ぐらい|程度)|how (?:many|much|long|far|often|old|large|big)|"
    r"what (?:share|percentage|number|amount|figure|price|cost)|"
    r"多少|几[个家人次]|多[久长大]|얼마|몇",
    "who": r"誰|だれ|どなた|何者|^(?:\W*\w+\W+)?who(?:se|m)?\b|谁|哪位|누가|누구",
    "why": r"なぜ|何故|どうして|理由|わけは|原因|\bwhy\b|reason|为什么|为何|왜|이유",
    "where": r"どこ|何処|場所|\bwhere\b|哪里|哪儿|어디",
    "what": r"(?<!こ)とは(?:何|なん|なに|どう|どの|[?、。]|$)|って(?:何|なん|なに)|の意味|定義|"
    r"\bwhat (?:is|are|does .* mean)\b|\bdefin|什么是|是什么|이란|(?:은|는|이|가) 무엇",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the retrieval needs it."""

    text: str  # NFKC, white space collapsed
    language: str  # ja, en, zh, ko
    kind: str | None  # when, number, who, why, where, what
    words: tuple[Word, ...]  # content words, normalised as the index normalises them


def understand(question: str) -> Question:
    """Read a question.

    Raises:
        BadQuestion: it is empty, or far too long.
    """
    check_text(question)
    text = " ".join(unicodedata.normalize("NFKC", question.replace("\0", " ")).split())
    if not any(c.isalnum() for c in text):
        raise BadQuestion("the question is empty; ask in one or two sentences.")
    if len(text) > MAX_QUESTION:
        raise BadQuestion(
            f"the question has {len(text):,} characters, more than {MAX_QUESTION:,}; "
            "ask in one or two sentences, and add longer texts as files."
        )
    language = language_of(text)
    known = shinjitai(text) if language == "zh" else text  # 风险 as 風険, which may stand there
    return Question(text, language, _kind(text), tuple(dict.fromkeys(asked_words(known))))


def check_text(words: str) -> None:
    """Refuse what cannot be written as UTF-8.

    Raises:
        BadQuestion: it holds half of a character.
    """
    try:
        words.encode()
    except UnicodeEncodeError as error:
        raise BadQuestion(
            "the question or a filter holds bytes that are no UTF-8 text; type it again."
        ) from error


def _kind(text: str) -> str | None:
    for kind, pattern in _KINDS.items():
        if re.search(pattern, text, re.IGNORECASE):
            return kind
    return None
