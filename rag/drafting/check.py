"""The quote checker: what the transcripts say of each sentence of any text.

A sentence stands word for word, is proven by what was said, says the opposite of it, or has no
ground. Nothing is asked of a second model: `rag.verify` judges, and each sentence is judged by
few sentences next to each other, since most false ones are true words of two places.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from index.encode import Encoder
from index.errors import Stopped
from index.language import language_of
from index.library import Library
from index.records import Span
from index.sentences import sentences
from rag.cite import cite, standing
from rag.drafting.attribution import Attributed, attributed
from rag.drafting.finding import Found, proven, strength
from rag.drafting.nearest import nearest
from rag.drafting.records import Checked, Verdict
from rag.drafting.sources import Sources, sources_of
from rag.records import Citation, Fault, Judgement
from rag.verify import Ground, judge
from rag.verifying.asking import asks
from rag.verifying.claims import rivals

Progress = Callable[[int, int], None]  # sentences done, of all
Stop = Callable[[], bool]  # whether somebody ended the work
_NO_SENTENCE = re.compile(  # lines and marks of a text that claim nothing; blanked, so places stay
    r"^[ \t]*#{1,6}[ \t].*$|^[ \t]*\[\^?\d{1,3}\][:：]?[ \t].*$|"
    r"^[ \t]*(?:[-*+・•]|\d{1,2}[.)])[ \t]+|"
    r"[ \t]*\[\^?\d{1,3}(?:[,、][ \t]*\d{1,3})*\]",
    re.MULTILINE,
)


@dataclass(slots=True)
class _Checker:
    """Checks the sentences of one text against one state of a library."""

    sources: Sources
    library: Library
    encoder: Encoder
    grounds: dict[str, Ground] = field(default_factory=dict)  # by language

    def check(self, sentence: str, place: Span, before: Sequence[str]) -> Checked:
        """Look a sentence up in the whole library."""
        told = attributed(sentence, self.sources.people)
        if stranger := self._stranger(told, sentence, place):
            return stranger
        if rows := self._same(told):
            return self._result(sentence, place, "exact", Found(rows[:1], Judgement(1.0)))
        return self._paraphrase(told, sentence, place, before)

    def _paraphrase(
        self, told: Attributed, sentence: str, place: Span, before: Sequence[str]
    ) -> Checked:
        ground = self.ground(told.words)
        runs = nearest(told, self.sources, self.library, ground)
        alone = [run for run in runs if len(run.rows) == 1]
        found = [self.judged(told, run.rows, before, run.likeness) for run in alone]
        proof = proven(found)
        if not proof:
            rest = runs[len(alone) :]
            found += [self.judged(told, run.rows, before, run.likeness) for run in rest]
            proof = proven(found)
        if proof:
            return self._result(sentence, place, "paraphrase", proof)
        if elsewhere := list(self.sources.holding(told.words)):
            fault = Judgement(0.0, (Fault("speaker", told.named),))
            return self._result(sentence, place, "unsupported", Found((elsewhere[0],), fault))
        opposed = max((one for one in found if one.opposes), key=strength, default=None)
        if opposed:
            return self._result(sentence, place, "opposite", opposed)
        nothing = Found((), Judgement(0.0, (Fault("support"),)))
        return self._result(
            sentence, place, "unsupported", max(found, key=strength, default=nothing)
        )

    def recheck(self, sentence: str, place: Span, rows: tuple[int, ...]) -> Checked:
        """Check a sentence by what its footnotes cite, then in the whole library."""
        told = attributed(sentence, self.sources.people)
        if not self._stranger(told, sentence, place):
            if same := [row for row in self._same(told) if row in rows]:
                return self._result(
                    sentence, place, "exact", Found((same[0],), Judgement(1.0)), cited=rows
                )
            own = self.judged(told, rows, ())
            if own.proves:
                return self._result(sentence, place, "paraphrase", own)
            if own.opposes:
                return self._result(sentence, place, "opposite", own, moved=True)
        return self.check(sentence, place, ())

    def _stranger(self, told: Attributed, sentence: str, place: Span) -> Checked | None:
        if told.persons is None or told.persons:
            return None
        fault = Judgement(0.0, (Fault("speaker", told.named),))
        return self._result(sentence, place, "unsupported", Found((), fault))

    def _same(self, told: Attributed) -> tuple[int, ...]:
        """Rows in which the words stand, said by whom they are said to be."""
        return tuple(row for row in self.sources.holding(told.words) if self._is_by(told, row))

    def _is_by(self, told: Attributed, row: int) -> bool:
        speaker = self.sources.lines[row].speaker
        return told.persons is None or (speaker is not None and speaker.known_as in told.persons)

    def judged(
        self,
        told: Attributed,
        rows: tuple[int, ...],
        before: Sequence[str],
        likeness: float = 0.0,
    ) -> Found:
        """Judge words by rows."""
        cited = [self.sources.evidence(row, number) for number, row in enumerate(rows, 1)]
        found = judge(told.words, cited, self.ground(told.words), before=before)
        lines = [self.sources.lines[row].words for row in rows]
        if rows and not any(self._is_by(told, row) for row in rows):
            found = Judgement(found.support, (*found.faults, Fault("speaker", told.named)))
        wrong = [fault.words for fault in found.faults if fault.kind == "number"]
        asked = bool(rows) and all(asks(words) for words in lines)
        return Found(rows, found, likeness, asked, rivals(told.words, wrong, lines))

    def ground(self, words: str) -> Ground:
        """What sentences of a language are judged on."""
        language = language_of(words)
        if language not in self.grounds:
            self.grounds[language] = Ground(self.sources.people, self.encoder, language)
        return self.grounds[language]

    def _result(
        self,
        sentence: str,
        place: Span,
        verdict: Verdict,
        found: Found,
        *,
        moved: bool = False,
        cited: Sequence[int] = (),
    ) -> Checked:
        return Checked(
            sentence,
            place,
            verdict,
            round(found.judgement.support, 4),
            found.judgement.faults,
            tuple(self._cited(cited or found.rows)),
            moved,
        )

    def _cited(self, rows: Sequence[int]) -> Iterator[Citation]:
        for number, row in enumerate(rows, 1):
            line = self.sources.lines[row]
            yield cite(number, self.sources.transcripts[line.transcript], line.turn, line.span)


def checked(
    text: str,
    library: Library,
    encoder: Encoder,
    *,
    on_progress: Progress | None = None,
    stop: Stop | None = None,
) -> tuple[Checked, ...]:
    """Check every sentence of a text; headings, marks of lists and footnotes are passed over.

    Raises:
        Stopped: somebody ended the work.
    """
    library.check_encoder(encoder)
    checker = _Checker(sources_of(library), library, encoder)
    plain = _NO_SENTENCE.sub(lambda found: " " * len(found[0]), text)
    found: list[Checked] = []
    places = sentences(plain)
    for done, (start, end) in enumerate(places):
        if stop and stop():
            raise Stopped("the check was stopped; nothing of it is kept.")
        if on_progress:
            on_progress(done, len(places))
        words = " ".join(plain[start:end].split())
        if any(char.isalnum() for char in words):
            before = [one.sentence for one in found]
            found.append(checker.check(words, Span(start, end), before))
    return tuple(found)


def recheck(
    words: str, citations: Sequence[Citation], library: Library, encoder: Encoder
) -> Checked:
    """Check a draft's sentence by its own footnotes; `moved` where they do not prove it.

    Where they do not, it is looked up in the whole library.
    """
    library.check_encoder(encoder)
    sources = sources_of(library)
    checker = _Checker(sources, library, encoder)
    rows: list[int] = []
    for one in citations:
        span = standing(sources.transcripts.get(one.transcript), one).span
        rows += sources.rows_in(one.transcript, one.turn, span) if span else []
    sentence, place = " ".join(words.split()), Span(0, len(words))
    if not rows:
        found = checker.check(sentence, place, ())
    else:
        found = checker.recheck(sentence, place, tuple(dict.fromkeys(rows)))
    own = {(one.transcript, one.span) for one in found.citations}
    given = {(sources.lines[row].transcript, sources.lines[row].span) for row in rows}
    is_proven = found.verdict in ("exact", "paraphrase")
    moved = bool(citations) and not (is_proven and own <= given)
    return Checked(
        sentence, place, found.verdict, found.support, found.faults, found.citations, moved
    )
