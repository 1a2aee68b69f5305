"""What was found and answered, judged against the gold: one outcome a question.

An outcome holds each measure as a sum and a count, so that a score is the sum of sums over the
sum of counts, whatever the questions it is taken over. A question that a measure says nothing
of lacks it: an answered question counts for precision, one with evidence for recall.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.records import Passage
from index.speakers import same_person, split_label
from rag.evaluation.evidence import Evidence, overlap
from rag.evaluation.finding import ranks, recalls, shown, trec_scores
from rag.evaluation.folding import plain
from rag.evaluation.gold import Gold
from rag.records import Answer, Citation

Parts = dict[str, tuple[float, float]]  # by name of the measure: sum, count
_DIGITS = 6  # so that a run and the same run stored are equal


@dataclass(frozen=True, slots=True)
class Run:
    """What the program made of one gold question."""

    gold: Gold
    found: tuple[Passage, ...]  # ranked, best first
    answer: Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question judged; no words of a transcript stand in it, so it may be stored anywhere."""

    id: str
    question: str
    language: str
    kind: str
    cross_lingual: bool | None  # None where there is no evidence
    answerable: bool
    found: bool  # answered rather than refused
    probability: float | None  # that the transcripts answer, as the program believed
    right: bool  # answered with gold evidence cited, or rightly refused
    risky: bool  # wrong if answered: see `_risky`
    rank: int | None  # of the first passage with evidence
    citations: tuple[tuple[str, int, int, bool], ...]  # transcript, start, end, cites evidence
    parts: Parts = field(default_factory=dict)


def judge(runs: Sequence[Run], passages: Sequence[Passage]) -> list[Outcome]:
    """Judge every run; `passages` are all that the library has."""
    asked = [run for run in runs if run.gold.evidence]
    trec = trec_scores(
        {run.gold.id: run.found for run in asked},
        {run.gold.id: run.gold.evidence for run in asked},
        passages,
    )
    return [_outcome(run, trec.get(run.gold.id, {})) for run in runs]


def answer_probability(answer: Answer) -> float | None:
    """Probability that the transcripts answer, of a refusal too; None where none was given."""
    given = getattr(answer, "probability", None)
    return None if given is None else round(float(given), _DIGITS)


def cites(citation: Citation, item: Evidence) -> bool:
    """Tell whether a citation overlaps an item of evidence by half of the shorter of the two."""
    shorter = min(len(citation.span), len(item.span))
    same = citation.transcript == item.transcript
    return same and 2 * overlap(citation.span, item.span) >= shorter


def _outcome(run: Run, trec: dict[str, float]) -> Outcome:
    gold, answer = run.gold, run.answer
    hits = [any(cites(c, item) for item in gold.evidence) for c in answer.citations]
    item_ranks = ranks(run.found, gold.evidence)
    rank = min((rank for rank in item_ranks if rank), default=None)
    parts = dict[str, tuple[float, float]]()
    if gold.evidence:
        values = recalls(item_ranks) | trec | shown(run.found, gold.evidence)
        parts |= {name: (round(value, _DIGITS), 1.0) for name, value in values.items()}
    parts |= _answering(run, hits) if gold.answerable else {}
    parts |= _refusing(gold.answerable, answer.found)
    if gold.reads is not None:
        parts["filters read"] = float(answer.read.as_dict() == gold.reads.as_dict()), 1.0
    right = any(hits) if gold.answerable else not answer.found
    parts["right"] = float(right), 1.0
    languages = {item.language for item in gold.evidence}
    return Outcome(
        gold.id,
        gold.question,
        gold.language,
        gold.kind,
        gold.language not in languages if languages else None,
        gold.answerable,
        answer.found,
        answer_probability(answer),
        right,
        _risky(gold.answerable, answer.found, right, rank),
        rank,
        tuple(
            (c.transcript, c.span.start, c.span.end, hit)
            for c, hit in zip(answer.citations, hits, strict=True)
        ),
        parts,
    )


def _risky(answerable: bool, found: bool, right: bool, rank: int | None) -> bool:
    """Tell whether an answer to this question is wrong, or would be had it not been refused.

    What a refusal would have answered nobody sees. The passage ranked first stands in for it:
    an answer is quoted from the best passages, so without evidence there it counts as wrong.
    """
    if not answerable:
        return True
    return not right if found else rank != 1


def _answering(run: Run, hits: Sequence[bool]) -> Parts:
    """Measures of an answerable question."""
    gold, answer = run.gold, run.answer
    cited = sum(any(cites(c, item) for c in answer.citations) for item in gold.evidence)
    parts: Parts = {
        "answered": (float(answer.found), 1.0),
        "citation recall": (float(cited), float(len(gold.evidence))),
    }
    if not answer.found:
        return parts
    parts["citation precision"] = float(sum(hits)), float(len(hits))
    if gold.answers:
        quoted = plain(" ".join(c.quote for c in answer.citations)).casefold()
        accepted = {plain(words).casefold() for words in gold.answers} - {""}
        parts["answer in citation"] = float(any(words in quoted for words in accepted)), 1.0
    told = [_tells_who(c, gold) for c, hit in zip(answer.citations, hits, strict=True) if hit]
    if told:
        parts["cited speaker"] = float(sum(told)), float(len(told))
    if gold.speakers:
        parts["first speaker"] = float(_is_first(answer, gold.speakers)), 1.0
    return parts


def _tells_who(citation: Citation, gold: Gold) -> bool:
    """Tell whether a citation names the speaker of the evidence that it cites."""
    return any(citation.speaker == item.speaker for item in gold.evidence if cites(citation, item))


def _is_first(answer: Answer, speakers: Sequence[str]) -> bool:
    """Tell whether the first statement is by one of the expected speakers."""
    label = answer.statements[0].speaker if answer.statements else None
    return label is not None and any(same_person(name, split_label(label)) for name in speakers)


def _refusing(answerable: bool, found: bool) -> Parts:
    """Refusal as a search for the questions without an answer; F1 is 2 hits / (called + true)."""
    called, true = float(not found), float(not answerable)
    hit = called * true
    parts: Parts = {"refusal F1": (2 * hit, called + true)} if called + true else {}
    if called:
        parts["refusal precision"] = hit, called
    if true:
        parts["refusal recall"] = hit, true
    return parts
