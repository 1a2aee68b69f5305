"""An answer from the transcripts' own sentences: score the candidates, choose few, widen each.

The score is that of a conditional logistic regression (McFadden 1974): which of a question's
candidates answers. A chosen sentence is quoted with the sentences beside it that answer nearly as
well, that it leans on, or that lean on it, and with all items of its list.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.layout import measure
from index.records import Span
from index.search_text import SearchText, search_text
from index.sentences import sentences
from rag.candidates import Candidate, features
from rag.offers import offers
from rag.question import Question
from rag.retrieve import Ranking

MOST = 4  # quotes shown at most
# Fitted on the questions of JSQuAD's sample, of the sample's gold and, thrice as heavy, the seed's:
# the answering sentence comes out first for 83 %, 46 % and 70 % of those that have a candidate.
_WEIGHTS = {
    "share": 4.1,
    "cosine": 2.9,
    "passage": 4.9,
    "offers": 1.75,
    "asks": -1.4,
    "length": 0.2,
}
_BESIDE = 3.0  # log-odds behind a quote within which the sentence beside it is quoted too
_LEANING = 5.0  # the same for one that leans on the quote
_CLOSE = 1.0  # log-odds behind the best within which more are shown, if several are asked for
_SHORTEST = 8  # characters: はい。 and the like answer nothing by themselves
_WIDEST = 450  # characters of a quote, lists aside
_LEANS = re.compile(
    r"(?:これ|それ|この|その|こう|そう|あの|あれ|そこ|ここ|しかし|ただ|ですから|だから|したがって|従って|"
    r"つまり|すなわち|また|さらに|続いて|次に|一方|例えば|たとえば|というのは|というのも|なぜなら|具体的|"
    r"もう一|(?:This|That|These|Those|It|They|He|She|But|So|However|Therefore|Because)\b)"
)
_ITEM = re.compile(
    r"(?P<number>[①-⑳❶-❿]|[(（]\d{1,2}[)）]|\d{1,2}[.．)）](?!\d) ?|[一二三四五六七八九]つ目|"
    r"(?:第[一二三四五六七八九\d]|もう一[つ点])[にはがの、]|"
    r"(?:First|Second|Third|Fourth|Fifth|Finally)(?:ly)?,? |[・•‣●○] ?)"
)
_SEVERAL = re.compile(
    r"すべて|全て|全部|挙げて|列挙|それぞれ|何と何|どんな(?:もの|点|意見|声)が|(?:誰|だれ)と(?:誰|だれ)|一覧|"
    r"理由は何と|条件を|\b(?:list|all the|each|both|what are|which .* are|reasons|views)\b|"
    r"哪些|分别|모두|각각|무엇무엇|어떤 것들",
    re.IGNORECASE,
)


def score(question: Question, ranking: Ranking, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Score the candidates, best first."""
    nearest = max((candidate.cosine for candidate in candidates), default=0.0)
    scored = []
    for candidate in candidates:
        found = features(question, ranking, candidates[0], nearest, candidate)
        logit = sum(_WEIGHTS[name] * value for name, value in found.items())
        scored.append(replace(candidate, logit=logit))
    return sorted(scored, key=lambda c: (-c.logit, c.place))


def logit_without_kind(question: Question, candidate: Candidate) -> float:
    """Log-odds of a scored candidate, were every kind of thing offered alike."""
    return candidate.logit - _WEIGHTS["offers"] * offers(question, candidate.words)


def choose(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Few quotes that answer, each widened; the best one's speaker first, in reading order.

    More than one where several things are asked for, and others are nearly as likely.
    """
    enough = [c for c in candidates if len(c.words) >= _SHORTEST] or list(candidates[:1])
    best = enough[0]
    most = MOST if _SEVERAL.search(question.text) else 1
    chosen: list[Candidate] = []
    for candidate in enough:
        close = candidate.logit >= best.logit - _CLOSE
        if not close or len(chosen) == most or any(_shares(candidate, one) for one in chosen):
            continue
        wide = _widened(candidate, candidates)
        chosen.append(candidate if any(_shares(wide, one) for one in chosen) else wide)
    order = list(dict.fromkeys(c.speaker for c in chosen))
    return sorted(
        chosen,
        key=lambda c: (
            order.index(c.speaker),
            c.transcript.header.date or "",
            c.transcript.id,
            c.span,
        ),
    )


def _shares(candidate: Candidate, other: Candidate) -> bool:
    """Tell whether a candidate's words are among another's, or the same elsewhere."""
    same = candidate.transcript.id == other.transcript.id
    return candidate.words == other.words or (same and candidate.span.meets(other.span))


def _widened(candidate: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    transcript = candidate.transcript
    turn = transcript.turns[candidate.turn]
    search = search_text(transcript.text, turn.span, measure(transcript.text))
    spans = [search.to_source(*place) for place in sentences(search.text)]
    here = next((n for n, span in enumerate(spans) if span.start >= candidate.span.start), None)
    if here is None or spans[here] != candidate.span:  # a piece of an overlong sentence
        return candidate
    logits = {c.span: c.logit for c in candidates if c.transcript.id == transcript.id}
    first, last = _with_items(search, spans, here)
    if first == last:
        first, last = _with_neighbours(search, spans, here, logits)
    span = Span(spans[first].start, spans[last].end)
    return replace(candidate, span=span, words=search.words(span), shown=search.display(span))


def _with_items(search: SearchText, spans: list[Span], here: int) -> tuple[int, int]:
    """First and last sentence of the list that a sentence is an item of, or begins."""

    def item(place: int) -> bool:
        return 0 <= place < len(spans) and bool(_ITEM.match(search.display(spans[place])))

    first = last = here
    if not item(here) and not item(here + 1):
        return here, here
    while item(last + 1):
        last += 1
    while item(first) and item(first - 1):
        first -= 1
    return first, last


def _with_neighbours(
    search: SearchText, spans: list[Span], here: int, logits: dict[Span, float]
) -> tuple[int, int]:
    """First and last of a sentence and those beside it that belong to its answer."""
    own = logits.get(spans[here], 0.0)

    def near(place: int, reach: float) -> bool:
        wide = Span(
            min(spans[here].start, spans[place].start), max(spans[here].end, spans[place].end)
        )
        return logits.get(spans[place], -reach + own - 1) >= own - reach and len(wide) <= _WIDEST

    first = last = here
    leans = _LEANS.match(search.words(spans[here]))
    if here and (near(here - 1, _BESIDE) or (leans and _fits(spans[here - 1], spans[here]))):
        first = here - 1
    if here + 1 < len(spans):
        after = _LEANS.match(search.words(spans[here + 1]))
        wide = Span(spans[first].start, spans[here + 1].end)
        if near(here + 1, _LEANING if after else _BESIDE) and len(wide) <= _WIDEST:
            last = here + 1
    return first, last


def _fits(before: Span, after: Span) -> bool:
    return after.end - before.start <= _WIDEST
