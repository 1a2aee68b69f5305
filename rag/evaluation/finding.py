"""How well a ranking of passages finds gold evidence.

A passage holds an item of evidence when it covers at least half of its characters. Success@k,
reciprocal rank and nDCG@10 (binary gains, log2 discount: Järvelin and Kekäläinen 2002) are
those of trec_eval, computed by ir-measures over the passages that hold any item. Recall@k is
over the items instead, which a passage can hold several of and several passages one: the share
of them that the first k passages hold, known as subtopic recall (Zhai, Cohen and Lafferty 2003).
Where items are alternatives and not parts, success@k is the fair measure; no gold file says.
"""

from collections.abc import Mapping, Sequence

from index.records import Passage, Span
from rag.evaluation.evidence import Evidence, overlap

DEPTH = 100  # passages ranked: as many as each search puts forward, enough for every budget
CUTOFFS = (1, 3, 5, 10)
BUDGETS = (300, 1_000, 3_000)  # characters shown: fair whatever the size of the passages

Values = dict[str, float]  # by name of the measure


def holds(passage: Passage, item: Evidence) -> bool:
    """Tell whether a passage covers at least half of an item of evidence."""
    same = passage.transcript_id == item.transcript
    return same and 2 * overlap(passage.span, item.span) >= len(item.span)


def ranks(found: Sequence[Passage], evidence: Sequence[Evidence]) -> list[int | None]:
    """Rank, from 1, of the first passage that holds each item; None where none does."""
    return [
        next((rank for rank, passage in enumerate(found, 1) if holds(passage, item)), None)
        for item in evidence
    ]


def recalls(item_ranks: Sequence[int | None]) -> Values:
    """Recall@k of one question from `ranks`: [3, None] -> recall@1 0.0, recall@3 0.5, …."""
    return {
        f"recall@{k}": sum(rank is not None and rank <= k for rank in item_ranks) / len(item_ranks)
        for k in CUTOFFS
    }


def shown(found: Sequence[Passage], evidence: Sequence[Evidence]) -> Values:
    """Whether half of some item lies inside the first characters shown, 1 or 0, by budget.

    The passages are put one after another in ranked order and cut off at the budget.
    """
    return {
        f"within {budget:,}": float(any(_half_inside(item, found, budget) for item in evidence))
        for budget in BUDGETS
    }


def _half_inside(item: Evidence, found: Sequence[Passage], budget: int) -> bool:
    inside: set[int] = set()
    for passage in found:
        if budget <= 0:
            break
        cut = Span(passage.span.start, min(passage.span.end, passage.span.start + budget))
        budget -= len(passage.span)
        if passage.transcript_id == item.transcript:
            inside.update(range(max(cut.start, item.span.start), min(cut.end, item.span.end)))
    return 2 * len(inside) >= len(item.span)


def trec_scores(
    found: Mapping[str, Sequence[Passage]],
    evidence: Mapping[str, Sequence[Evidence]],
    passages: Sequence[Passage],
) -> dict[str, Values]:
    """Success@k, MRR and nDCG@10 of each question, by ir-measures.

    `passages` are all that the library has: nDCG's ideal ranking is made from them. An item
    that none of them holds counts as one more passage, which is never found.
    """
    import ir_measures
    from ir_measures import RR, Success, nDCG

    named = {Success @ k: f"success@{k}" for k in CUTOFFS} | {RR: "MRR", nDCG @ 10: "nDCG@10"}
    relevant = {name: _relevant(items, passages) for name, items in evidence.items()}
    runs = {
        name: {_name(passage): float(-rank) for rank, passage in enumerate(found[name])}
        for name in evidence
    }
    scores: dict[str, Values] = {name: dict.fromkeys(named.values(), 0.0) for name in evidence}
    for metric in ir_measures.iter_calc(list(named), relevant, runs):
        scores[metric.query_id][named[metric.measure]] = metric.value
    return scores


def _relevant(items: Sequence[Evidence], passages: Sequence[Passage]) -> dict[str, int]:
    near = [p for p in passages if any(p.transcript_id == item.transcript for item in items)]
    relevant = {_name(p): 1 for p in near if any(holds(p, item) for item in items)}
    for number, item in enumerate(items):
        if not any(holds(passage, item) for passage in near):
            relevant[f"item {number}, held by none"] = 1
    return relevant


def _name(passage: Passage) -> str:
    return f"{passage.transcript_id} {passage.span.start} {passage.span.end}"
