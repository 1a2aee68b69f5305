"""Gold, rankings and answers made by hand, for tests of what is counted."""

from index.records import Passage, Span
from rag.evaluation.evidence import Evidence
from rag.evaluation.gold import Gold
from rag.evaluation.judge import Outcome
from rag.records import Answer, Citation, Statement


def passage(transcript, start, end):
    return Passage(transcript, 1, Span(start, end))


def evidence(transcript, start, end, speaker="岩田"):
    return Evidence(transcript, Span(start, end), 1, speaker, "ja")


def gold(name="q", items=(), **more):
    return Gold(1, name, f"{name}?", "ja", "fact", bool(items), tuple(items), **more)


def citation(transcript, start, end, speaker="岩田", quote="引用"):
    span = Span(start, end)
    return Citation(1, transcript, "題名", None, None, 1, speaker, span, quote, None, "read")


def answer(*citations):
    statements = [Statement(c.speaker, c.quote, c.number) for c in citations]
    return Answer(
        "q?", "ja", "extractive", bool(citations), "",
        statements=tuple(statements), citations=tuple(citations),
    )  # fmt: skip


def outcome(name="q", parts=(), **more):
    """An outcome that is right, on an answerable question, but for what is said otherwise."""
    usual = {
        "language": "ja",
        "kind": "fact",
        "cross_lingual": False,
        "answerable": True,
        "found": True,
        "probability": None,
        "right": True,
        "risky": False,
        "rank": 1,
        "citations": (),
    }
    return Outcome(id=name, question=f"{name}?", parts=dict(parts), **(usual | more))
