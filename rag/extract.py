"""An answer from the transcripts' own sentences: gather candidates, score each, choose few.

The score is the probability, by logistic regression, that a sentence answers; its features
are cheap and few, so that they mean the same in any library: how well the sentence's passage
was ranked, the share of the question's words that the sentence holds, its cosine with the
question, whether it offers the kind of thing that is asked for (a date for "when"), and
whether it asks rather than tells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.encode import Encoder
from index.layout import measure
from index.library import View
from index.records import Span, Transcript
from index.search_text import search_text
from index.sentences import sentences
from index.terms import terms
from rag.question import Question
from rag.retrieve import Ranking

PASSAGES = 6  # best passages whose sentences are candidates
EMBEDDED = 6  # candidates that get a vector: some 0.3 s on two cores
MOST = 5  # sentences shown at most

# Logistic regression on 3,000 sentences of public Japanese questions (JSQuAD) and of the sample's
# gold questions; the answer's sentence comes out first for 79 % of the former, in three for 95 %.
_BIAS = -7.46
_WEIGHTS = {
    "share": 3.87,
    "passage": 3.3,
    "first": 1.16,
    "fitting": 0.91,
    "asks": -2.0,  # set by hand: too few questions in the data, but minutes are full of them
    "uncovered": 0.33,
    "length": 0.17,
}
_COSINE = 60.0  # log-odds for a cosine of 1 more; sentences of one question differ by some 0.1
_WORDS_SUFFICE = 0.7  # coverage from which words alone tell the sentences apart
_CLOSE = 1.0  # log-odds behind the best within which a sentence is shown too
_SHORTEST = 8  # characters: はい。 and the like answer nothing by themselves
_LONG = 120  # characters from which length tells nothing more

_DATE = re.compile(
    r"\d{4}|\d{1,2}[月日時]|[〇一二三四五六七八九十]+[年月日時]|\d+ ?年|(?:令和|平成|昭和)|世紀|"
    r"昨年|去年|来年|今年|先月|来月|今月|翌年|年度|[春夏秋冬]に|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|tomorrow|next|last)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|[一二三四五六七八九十百千万億兆数]+(?:つ|人|名|社|件|回|円|割|個|台|本|年|月|日|分|倍|番|位|か所|ヶ所|キロ|パーセント|町|市|路線|便|団体)|"
    r"半分|半数|倍|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|"
    r"fifty|hundred|thousand|million|half|third|quarter|dozen)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"から(?:です|で|、|。)|ため|ので|理由|なぜなら|というのも|わけ|せい|おかげ|によって|により|背景|原因|"
    r"\b(?:because|since|so that|reason|due to|as a result|therefore)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://\S+")
_DEFINITION = re.compile(
    r"とは[、 ]|とは.{2,}(?:こと|もの)|というのは|のことです|の(?:略|総称|呼び名)|を指し|"
    r"と(?:呼ん|呼ば|いいま|言いま|定義)|\b(?:means|refers to|stands for|is the|is a|is an)\b"
)
_OFFERS = {"when": _DATE, "number": _NUMBER, "why": _REASON, "what": _DEFINITION}
_ASKS = re.compile(
    r"(?:か|かね|かな|でしょう|のか|ですか|ますか)[。？?」』]*$|[？?][」』”\"']*$|"
    r"(?:伺い|お聞き|お尋ね|教えて|ご説明)(?:し)?(?:たい|いただ|くださ|願い)"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer."""

    transcript: Transcript
    turn: int
    span: Span
    words: str  # search text
    shown: str  # source characters with the line breaks joined
    rank: int  # of its passage, from 0
    passage_score: float
    held: frozenset[str] = frozenset()  # words of the question that it holds
    logit: float = 0.0  # log-odds that it answers

    @property
    def speaker(self) -> str | None:
        """Name of who says it, the same under all labels of one person."""
        speaker = self.transcript.turns[self.turn].speaker
        return speaker.name if speaker else None


def gather(view: View, ranking: Ranking) -> list[Candidate]:
    """Sentences of the best passages, each once, in the order of their passages."""
    transcripts: dict[str, Transcript] = {}
    found = []
    for place, (row, fused) in enumerate(
        zip(ranking.rows[:PASSAGES], ranking.scores[:PASSAGES], strict=True)
    ):
        passage = view.snapshot.passages[row]
        name = passage.transcript_id
        if name not in transcripts:
            transcripts[name] = view.transcript(name)
        transcript = transcripts[name]
        search = search_text(transcript.text, passage.span, measure(transcript.text))
        for start, end in sentences(search.text):
            if _LINK.fullmatch(search.text[start:end]):
                continue
            span = search.to_source(start, end)
            words, shown = search.text[start:end], search.display(span)
            found.append(
                Candidate(transcript, passage.turn, span, words, shown, place, float(fused))
            )
    return found


def score(question: Question, ranking: Ranking, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Score the candidates by their words, best first."""
    total = sum(ranking.weights.values()) or 1.0
    scored = []
    for candidate in candidates:
        held = frozenset(terms(candidate.words)) & ranking.weights.keys()
        share = sum(ranking.weights[word] for word in held) / total
        logit = _logit(question, candidate, share, ranking.coverage)
        scored.append(replace(candidate, held=held, logit=logit))
    return sorted(scored, key=lambda c: -c.logit)


def refine(encoder: Encoder, ranking: Ranking, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Let the best candidates' own cosines have a say where words alone cannot tell.

    Where the passages hold the question's words, embedding costs time and changes little.
    """
    if ranking.coverage >= _WORDS_SUFFICE:
        return list(candidates)
    best, rest = candidates[:EMBEDDED], candidates[EMBEDDED:]
    cosines = encoder.encode_passages([c.words for c in best]) @ ranking.query
    lift = _COSINE * (cosines - cosines.mean())
    best = [replace(c, logit=c.logit + float(up)) for c, up in zip(best, lift, strict=True)]
    return [*sorted(best, key=lambda c: -c.logit), *rest]


def _logit(question: Question, candidate: Candidate, share: float, coverage: float) -> float:
    """Log-odds that a candidate answers."""
    offers = _OFFERS.get(question.kind or "")
    fitting = 0.0 if offers is None else (1.0 if offers.search(candidate.words) else -1.0)
    features = {
        "share": share,
        "passage": candidate.passage_score,
        "first": float(candidate.rank == 0),
        "fitting": fitting,
        "asks": float(bool(_ASKS.search(candidate.words))),
        "uncovered": (1 - coverage) * candidate.passage_score,
        "length": min(len(candidate.words), _LONG) / _LONG,
    }
    return _BIAS + sum(_WEIGHTS[name] * value for name, value in features.items())


def choose(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Few sentences that answer, by speaker, each speaker's in reading order.

    The best, and those nearly as likely; the speaker of the best comes first.
    """
    best = candidates[0].logit
    chosen: list[Candidate] = []
    for candidate in candidates:
        close = candidate.logit >= best - _CLOSE and len(chosen) < MOST
        fresh = all(candidate.words != other.words for other in chosen)
        if close and fresh and len(candidate.words) >= _SHORTEST:
            chosen.append(candidate)
    chosen = chosen or list(candidates[:1])
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
