"""Answers and conversations as Markdown with footnotes, to be pasted elsewhere."""

from collections.abc import Iterator, Mapping, Sequence

from prompts import wording
from rag.generate import is_malformed, named
from rag.records import Answer, Generated, Sentence
from ui.citation_text import stands
from ui.kept.records import Exchange, Shown
from ui.words import Words
from ui.written import summary

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
    model = answer.generated
    if model and not model.fallback:
        yield from _written(words, exchange, answer, model, before)
    else:
        if model:
            yield f"{escaped(wording(answer.language)[f'fallback_{model.fallback}'])}\n"
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


def _written(
    words: Words, exchange: Exchange, answer: Answer, model: Generated, before: int
) -> Iterator[str]:
    """What a language model wrote; where it was replaced, the quotes alone."""
    places = {c.number: at for at, c in enumerate(answer.citations, before + 1)}
    quotes = {one.citation.number: one for one in exchange.shown}
    gap = "" if answer.language in ("ja", "zh") else " "
    paragraphs: list[str] = []
    quoted: set[int] = set()
    flowing = False  # the last paragraph may go on
    for sentence in model.sentences:
        if is_malformed(sentence):
            continue
        if sentence.instead:
            new = [quotes[number] for number in sentence.instead if number not in quoted]
            quoted.update(sentence.instead)
            paragraphs += [_quote(one, answer.language, places) for one in new]
            flowing = False
            continue
        text = _sentence(sentence, answer.language, places, gap)
        if flowing and not sentence.paragraph:
            paragraphs[-1] += f"{gap}{text}"
        else:
            paragraphs.append(text)
        flowing = True
    yield "\n\n".join([*paragraphs, escaped(summary(words, model))])


def _sentence(sentence: Sentence, language: str, places: Mapping[int, int], gap: str) -> str:
    around = wording(language)
    mark = around["unproven_mark"] if sentence.faults else ""
    parts = (sentence.words, named(sentence, language), mark)
    notes = "".join(f"[^{places[number]}]" for number in sentence.numbers)
    return f"{gap.join(escaped(part) for part in parts if part)}{notes}"


def _quote(shown: Shown, language: str, places: Mapping[int, int]) -> str:
    speaker = shown.citation.speaker
    return wording(language)["line" if speaker else "line_nobody"].format(
        speaker=escaped(speaker or ""),
        words=escaped(shown.words),
        marker=f"[^{places[shown.citation.number]}]",
    )
