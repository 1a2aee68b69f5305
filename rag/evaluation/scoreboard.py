"""An evaluation as text to read in a terminal."""

from collections.abc import Iterator

from rag.evaluation.compare import Comparison
from rag.evaluation.groups import groups
from rag.evaluation.metrics import SECTIONS, Score, scores
from rag.evaluation.stored import Evaluation
from rag.evaluation.worst import faults, worst

WORST = 10  # questions named
_MAIN = {  # of the groups: measure, and its heading
    "success@1": "succ.@1",
    "success@5": "succ.@5",
    "MRR": "MRR",
    "within 1,000": "≤ 1,000",
    "right": "right",
    "answered": "answered",
    "citation precision": "cit.prec",
    "answer in citation": "ans.cited",
    "refusal F1": "ref. F1",
}


def as_text(evaluation: Evaluation, against: Comparison | None = None) -> str:
    """Scores, groups, the worst questions, and what changed."""
    return "\n".join(_lines(evaluation, against))


def _lines(evaluation: Evaluation, against: Comparison | None) -> Iterator[str]:
    outcomes = evaluation.outcomes
    answerable = sum(outcome.answerable for outcome in outcomes)
    yield (
        f"{evaluation.gold}: {len(outcomes)} questions, {answerable} with an answer, on "
        f"{evaluation.transcripts} transcripts ({evaluation.encoder})"
    )
    found = scores(outcomes)
    for section, measures in SECTIONS.items():
        rows = [measure for measure in measures if measure.name in found]
        if rows:
            yield f"\n{section:<22}{'score':>6}  {'95 %':^11}  {'of':>4}"
        for measure in rows:
            score = found[measure.name]
            yield (
                f"  {measure.name:<20}{number(score.value):>6}  {_span(score)}  {score.count:>4} "
                f"{measure.over:<9}  {measure.says}"
            )
    yield from _groups(evaluation)
    yield from _worst(evaluation)
    if against:
        yield from _changes(against)


def _groups(evaluation: Evaluation) -> Iterator[str]:
    for by, found in groups(evaluation.outcomes).items():
        yield f"\nBy {by:<19}{'of':>5}" + "".join(f"{name:>10}" for name in _MAIN.values())
        for group, members in found.items():
            got = scores(members)
            cells = (number(got[name].value) if name in got else "–" for name in _MAIN)
            yield f"  {group[:20]:<20}{len(members):>5}" + "".join(f"{cell:>10}" for cell in cells)


def _worst(evaluation: Evaluation) -> Iterator[str]:
    wrong = [outcome for outcome in evaluation.outcomes if faults(outcome)]
    yield f"\nWorst questions, of {len(wrong)} with faults"
    for outcome in worst(evaluation.outcomes, WORST):
        believed = "" if outcome.probability is None else f" (p {number(outcome.probability)})"
        yield f"  {outcome.id}  {' '.join(outcome.question.split())}"
        yield f"      {'; '.join(faults(outcome))}{believed}"


def _changes(against: Comparison) -> Iterator[str]:
    yield (
        f"\n{f'Against, {against.questions} questions':<30}{'before':>6} {'after':>6}"
        f" {'change':>7}  {'95 %':^14}"
    )
    for row in against.differences:
        change = row.after - row.before
        yield (
            f"  {row.name:<28}{number(row.before):>6} {number(row.after):>6} "
            f"{number(change, sign=True):>7}  {number(row.low, sign=True):>6} "
            f"{number(row.high, sign=True):>6}  {row.verdict}"
        ).rstrip()
    for better, heading in ((True, "Better"), (False, "Worse")):
        rows = [change for change in against.changes if change.better == better]
        yield f"\n{heading}: {len(rows)}"
        yield from (
            f"  {row.id}  {' '.join(row.question.split())}\n      {row.what}" for row in rows
        )
    for names, where in ((against.dropped, "before"), (against.added, "now")):
        if names:
            yield f"\nOnly {where}: {', '.join(names)}"


def number(value: float, *, sign: bool = False) -> str:
    """Three digits: .697, 1.000, and with a sign +.013."""
    value = round(value, 3) + 0.0  # no minus before a zero
    text = f"{value:+.3f}" if sign else f"{value:.3f}"
    return text.replace("0.", ".", 1) if abs(value) < 1 else text


def _span(score: Score) -> str:
    return f"{number(score.low):>5}–{number(score.high):<5}"
