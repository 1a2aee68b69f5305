"""Precision and recall of what is found for newcomers, kind by kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.catchup.found import Place, Promise, Question, Taken, Term
from rag.evaluation.evidence import Evidence, overlap

KINDS = ("term", "variant", "definition", "question", "answer", "promise", "kept", "stance")
_SAME = 0.5  # of the shorter of two spans, which they must share to be one sentence


@dataclass(frozen=True, slots=True)
class Row:
    """A gold line."""

    kind: str
    term: str
    variants: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    answers: tuple[Evidence, ...]
    by: str
    fulfilled: tuple[Evidence, ...]
    stance: str
    may: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of a kind."""

    kind: str
    right: int  # of what was found
    found: int
    met: int  # of what was wanted
    wanted: int

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of what was wanted that was found; None where nothing was wanted."""
        return self.met / self.wanted if self.wanted else None


@dataclass(frozen=True, slots=True)
class Everything:
    """All that was found in the transcripts of a gold file."""

    terms: tuple[Term, ...]
    questions: tuple[Question, ...]
    promises: tuple[Promise, ...]
    stances: tuple[Taken, ...]


def scores(rows: Sequence[Row], everything: Everything) -> Iterator[Score]:
    """Precision and recall of each kind that gold and what was found have."""
    of = {kind: [row for row in rows if row.kind == kind] for kind in KINDS}
    if of["term"]:
        yield _terms(of["term"] + of["definition"], everything.terms)
    yield _variants(of["variant"], everything.terms)
    yield _definitions(of["definition"], everything.terms)
    yield _placed("question", of["question"], everything.questions)
    yield _answers(of["question"], everything.questions)
    yield _promises(of["promise"], everything.promises)
    yield _kept(of["promise"], everything.promises)
    yield _stances(of["stance"], everything.stances)


def _terms(rows: Sequence[Row], terms: Sequence[Term]) -> Score:
    wanted = {row.term for row in rows if not row.may}
    allowed = {row.term for row in rows}
    forms = [{term.name, *term.variants, *term.short} for term in terms]
    met = sum(any(one in found for found in forms) for one in wanted)
    return Score("term", sum(bool(f & allowed) for f in forms), len(forms), met, len(wanted))


def _variants(rows: Sequence[Row], terms: Sequence[Term]) -> Score:
    groups = [{term.name, *term.variants, *term.short} for term in terms]
    pairs = [{row.term, *row.variants} for row in rows]
    joined = [group for group in groups if len({one.casefold() for one in group}) > 1]
    right = sum(any(len(group & pair) > 1 for pair in pairs) for group in joined)
    wanted = [pair for row, pair in zip(rows, pairs, strict=True) if not row.may]
    met = sum(any(pair <= group for group in groups) for pair in wanted)
    return Score("variant", right, len(joined), met, len(wanted))


def _definitions(rows: Sequence[Row], terms: Sequence[Term]) -> Score:
    found = [
        (one.place, {term.name, *term.variants, *term.short}) for term in terms
        for one in term.definitions
    ]  # fmt: skip
    right = [_hit(place, rows, forms) for place, forms in found]
    wanted = [row for row in rows if not row.may]
    met = sum(
        any(row.term in forms and _at(place, row.evidence) for place, forms in found)
        for row in wanted
    )
    counted = [hit for hit in right if hit is not None]
    return Score("definition", sum(counted), len(counted), met, len(wanted))


def _hit(place: Place, rows: Sequence[Row], forms: set[str] | None = None) -> bool | None:
    """Whether a place is wanted; None where it may be found or not."""
    here = [row for row in rows if _at(place, row.evidence)]
    here = [row for row in here if forms is None or row.term in forms]
    return None if here and all(row.may for row in here) else bool(here)


def _placed(kind: str, rows: Sequence[Row], found: Sequence[Question]) -> Score:
    hits = [_hit(one.place, rows) for one in found]
    counted = [hit for hit in hits if hit is not None]
    wanted = [row for row in rows if not row.may]
    met = sum(any(_at(one.place, row.evidence) for one in found) for row in wanted)
    return Score(kind, sum(counted), len(counted), met, len(wanted))


def _answers(rows: Sequence[Row], found: Sequence[Question]) -> Score:
    """Questions said to be answered, of which a linked sentence stands in a turn that answers."""
    right = counted = met = 0
    for one in found:
        row = next((row for row in rows if _at(one.place, row.evidence)), None)
        if row is None or row.may or not one.answers:
            continue
        turns = {(answer.transcript, answer.turn) for answer in row.answers}
        hit = any((place.transcript, place.turn) in turns for place in one.answers)
        counted += one.state == "answered"
        right += hit and one.state == "answered"
        met += hit
    return Score("answer", right, counted, met, sum(bool(row.answers) for row in rows))


def _promises(rows: Sequence[Row], found: Sequence[Promise]) -> Score:
    hits: list[bool | None] = []
    for one in found:
        here = [row for row in rows if _is_promise(one, row)]
        may = here and all(row.may for row in here)
        hits.append(None if may else any(row.by == one.by for row in here))
    counted = [hit for hit in hits if hit is not None]
    wanted = [row for row in rows if not row.may]
    met = sum(any(_is_promise(one, row) and one.by == row.by for one in found) for row in wanted)
    return Score("promise", sum(counted), len(counted), met, len(wanted))


def _kept(rows: Sequence[Row], found: Sequence[Promise]) -> Score:
    right = counted = 0
    met = set[int]()
    for one in found:
        for number, row in enumerate(rows):
            if _is_promise(one, row) and row.by == one.by and one.kept:
                hit = _at(one.kept, row.fulfilled)
                right, counted = right + hit, counted + 1
                met |= {number} if hit else set()
    return Score("kept", right, counted, len(met), sum(bool(row.fulfilled) for row in rows))


def _is_promise(one: Promise, row: Row) -> bool:
    places = [one.place, *([one.accepted] if one.accepted else [])]
    return any(_at(place, row.evidence) for place in places)


def _stances(rows: Sequence[Row], found: Sequence[Taken]) -> Score:
    right = counted = 0
    for row in rows:
        taken = next((one.stance for one in found if _at(one.place, row.evidence)), None)
        counted += taken is not None
        right += taken == row.stance
    return Score("stance", right, counted, right, sum(row.stance != "none" for row in rows))


def _at(place: Place, evidence: Sequence[Evidence]) -> bool:
    return any(
        one.transcript == place.transcript
        and overlap(one.span, place.span) > _SAME * min(len(one.span), len(place.span))
        for one in evidence
    )
