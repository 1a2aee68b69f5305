"""Answers and conversations as Markdown with footnotes, to be pasted elsewhere."""

from collections.abc import Iterator, Sequence

from prompts import wording
from rag.records import Answer
from ui.citation_text import stands
from ui.kept.records import Exchange
from ui.words import Words

_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>~|#!&$"})


def answer_markdown(words: Words, exchange: Exchange, base: str) -> str:
    """One question with its answer; `base` is the app's address, which links begin with."""
    return "\n".join(_exchange(words, exchange, base, 0))


def conversation_markdown(
    words: Words, title: str, exchanges: Sequence[Exchange], base: str
) -> str:
    """A conversation; the footnotes are numbered through it."""
    lines, cited = [f"# {escaped(title)}"], 0
    for exchange in exchanges:
        lines += ["", *_exchange(words, exchange, base, cited)]
        cited += len(exchange.answer.citations) if exchange.answer else 0
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    r"""Text that means nothing in Markdown, on one line: "*a*\n![b]" -> "\*a\* \!\[b\]"."""
    return " ".join(text.split()).translate(_ESCAPED)


def _exchange(words: Words, exchange: Exchange, base: str, before: int) -> Iterator[str]:
    """Lines of one question, whose footnotes follow the `before` earlier ones."""
    yield f"**{escaped(exchange.request.question)}**"
    answer = exchange.answer
    if answer is None:
        return
    yield ""
    yield from _answer(answer, before)
    if answer.citations:
        yield ""
    for number, citation in enumerate(answer.citations, before + 1):
        yield f"[^{number}]: {escaped(stands(words, citation))} <{base}{citation.address}>"


def _answer(answer: Answer, before: int) -> Iterator[str]:
    if not answer.statements:
        yield from (escaped(line) for line in answer.text.splitlines())
        return
    line_words = wording(answer.language)
    places = {c.number: at for at, c in enumerate(answer.citations, before + 1)}
    lines = []
    for statement in answer.statements:
        line = line_words["line" if statement.speaker else "line_nobody"].format(
            speaker=escaped(statement.speaker or ""),
            words=escaped(statement.words),
            marker=f"[^{places[statement.number]}]",
        )
        lines.append(line)
    yield "\n\n".join(lines)  # a paragraph a speaker
