"""The prompt that a language model answers from: numbered evidence as data, within a budget."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from prompts import SPOKEN, ordering
from rag.orders import is_order, is_under_orders, visible
from rag.records import Evidence
from rag.tokens import count, count_messages

NO_ANSWER = "NO_ANSWER"  # what a model writes that finds no answer, in any language
_LONGEST_LABEL = 60  # characters of a label, a title or a file's name
_FORGED = str.maketrans("[]<>`{}", "［］＜＞｀｛｝")  # no number, tag or fence is forged in a text
_SPLIT = 3  # sentences of a turn that may spell one order together


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is sent, and the evidence that went in."""

    messages: tuple[tuple[str, str], ...]  # (role, text)
    evidence: tuple[Evidence, ...]


def prompt_of(
    question: str,
    language: str,
    evidence: Sequence[Evidence],
    budget: int,
    *,
    native: bool = False,
    task: str = "write",
) -> Prompt:
    """Write a prompt of at most so many tokens, best evidence first, each sentence whole.

    Orders in the evidence are left out. The same question and evidence give the same prompt.
    task: whose file of `prompts` tells the model what to do, write or draft.
    native: the evidence is a message of its own, for a provider that cites by itself.
    """
    kept = _within(question, language, _honest(evidence), budget, task)
    if not native:
        return Prompt(_messages(question, language, kept, task), tuple(kept))
    system, user = _messages(question, language, [], task)
    return Prompt((system, ("evidence", _body(kept, language)), user), tuple(kept))


def harmless(text: str) -> str:
    """A text on one line, without unseen characters, in which no tag or number can be forged."""
    return visible(text).translate(_FORGED)


def _honest(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Evidence without orders, also those that run over several sentences."""
    left_out = {one.number for one in evidence if is_under_orders(one.words, one.before)}
    by_turn: dict[tuple[str, int], list[Evidence]] = {}
    for one in evidence:
        by_turn.setdefault((one.transcript, one.turn), []).append(one)
    for group in by_turn.values():
        group.sort(key=lambda one: one.span.start)
        for at in range(len(group)):
            run = [one for one in group[at : at + _SPLIT] if not is_order(one.words)]
            if len(run) > 1 and is_order("".join(one.words for one in run)):
                left_out |= {one.number for one in run}
    return [one for one in evidence if one.number not in left_out]


def _within(
    question: str, language: str, evidence: Sequence[Evidence], budget: int, task: str
) -> list[Evidence]:
    kept: list[Evidence] = []
    used = count_messages(_messages(question, language, [], task))
    turns: set[tuple[str, int]] = set()
    for one in evidence:
        turn = one.transcript, one.turn
        size = count(_line(one)) + (0 if turn in turns else count(_head(one, language)))
        if used + size > budget:
            continue  # a shorter one further down may still fit
        used += size
        turns.add(turn)
        kept.append(one)
    return kept


def _messages(
    question: str, language: str, evidence: Sequence[Evidence], task: str
) -> tuple[tuple[str, str], ...]:
    told, spoken = ordering(task, language), SPOKEN.get(language, "English")
    asked, body = harmless(question), _body(evidence, language)
    fence = "e" + hashlib.sha256(f"{asked}\n{body}".encode()).hexdigest()[:8]
    return (
        ("system", told["system"].format(language=spoken)),
        ("user", told["user"].format(question=asked, evidence=body, fence=fence, language=spoken)),
    )


def _body(evidence: Sequence[Evidence], language: str) -> str:
    """Lines of the evidence under who said it, in the order in which each turn came first."""
    groups: dict[tuple[str, int], list[Evidence]] = {}
    for one in evidence:
        groups.setdefault((one.transcript, one.turn), []).append(one)
    lines: list[str] = []
    for group in groups.values():
        lines.append(_head(group[0], language))
        lines += [_line(one) for one in sorted(group, key=lambda one: one.span.start)]
    return "\n".join(lines)


def _head(one: Evidence, language: str) -> str:
    told = ordering("write", language)
    label = _clipped(one.speaker.label) if one.speaker else told["nobody"]
    meeting = " ".join(_clipped(part) for part in (one.session, one.date) if part)
    return told["group"].format(speaker=label, meeting=meeting or _clipped(one.title))


def _line(one: Evidence) -> str:
    return f"[{one.number}] {harmless(one.words)}"


def _clipped(label: str) -> str:
    """A label without orders in it, cut to a length."""
    label = "…" if is_order(label) else harmless(label)
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"
