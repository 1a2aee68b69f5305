"""A follow-up question completed by a language model, of words of the conversation alone."""

from collections.abc import Sequence

from index.terms import words
from prompts import ordering
from rag.orders import is_order
from rag.prompt import harmless
from rag.reading.followup import Earlier

_LONGEST = 300  # characters of a question
_KEPT = 4  # earlier questions that are shown
_LEADS = ("書き直した質問:", "Rewritten question:", "質問:", "Question:")


def rewriting(
    question: str, history: Sequence[Earlier], language: str
) -> tuple[tuple[str, str], ...]:
    """The prompt (role, text) for completing a question; answers are not shown, only questions."""
    told = ordering("rewrite", language)
    earlier = "\n".join(f"- {harmless(one.question)}" for one in history[-_KEPT:])
    return (
        ("system", told["system"]),
        ("user", told["user"].format(earlier=earlier, question=harmless(question))),
    )


def rewritten(raw: str, question: str, history: Sequence[Earlier]) -> str | None:
    """The question that a model wrote, or None where it is none that may be searched with.

    Only words of the conversation may stand in it, so that nothing is asked that nobody asked.
    """
    text = harmless(raw.strip().strip('「」"“”'))
    for lead in _LEADS:
        text = text.removeprefix(lead).strip()
    if not text or len(text) > _LONGEST or "\n" in raw.strip() or "://" in text or is_order(text):
        return None
    spoken = " ".join([question, *(one.question for one in history[-_KEPT:])])
    known = {form for forms in words(harmless(spoken)) for form in forms}
    written = [set(forms) for forms in words(text)]
    if any(not known & forms for forms in written):
        return None
    kept = {form for forms in written for form in forms}
    asked = [set(forms) for forms in words(harmless(question))]
    if 2 * sum(bool(forms & kept) for forms in asked) < len(asked):
        return None  # it asks something else
    return None if text == harmless(question) else text
