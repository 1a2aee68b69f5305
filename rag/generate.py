"""A fluent answer from a language model: code cites by its numbers and judges each sentence.

Nothing that the model writes becomes a quote, a citation or a condition. It may name numbers of
the evidence; the quotes are cut from the source texts, and a sentence that they do not prove is
marked, or replaced by what was said.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.records import Speaker, Transcript
from index.spelling import folded, romaji
from prompts import wording
from rag.cite import cite, marker
from rag.records import Citation, Draft, Evidence, Sentence, Unsupported
from rag.verify import Ground, judge, likest, match
from rag.verifying.courtesy import frames
from rag.verifying.form import malformed
from rag.written import Written, read

_QUOTES = 2  # sentences quoted in place of one
_ELSEWHERE = {"support", "number", "name", "speaker"}  # what other evidence may yet prove
_LONGEST_TAIL = 400  # characters of an unfinished sentence that are shown


@dataclass(slots=True)
class Composer:
    """Makes an answer of what a model has written so far; each sentence is judged once."""

    evidence: Sequence[Evidence]
    transcripts: Mapping[str, Transcript]
    ground: Ground
    unsupported: Unsupported = "replace"
    unknown: int = 0  # numbers cited that no evidence has
    _sentences: list[Sentence] = field(default_factory=list)
    _read: list[Written] = field(default_factory=list)
    _citations: dict[int, Citation] = field(default_factory=dict)  # by number of the evidence

    def draft(self, raw: str) -> Draft:
        """Take in what is there of the answer; sentences not complete are the tail."""
        written, tail = read(raw, done=False)
        self._take(written)
        if malformed(tail, ()):
            tail = ""
        return Draft(tuple(self._sentences), self.citations, tail[:_LONGEST_TAIL])

    def finish(self, raw: str, *, cut: bool = False) -> tuple[Sentence, ...]:
        """Take in the whole answer; returns its sentences.

        cut: the model was stopped, so that its last sentence is a part; it is left out, unless
            there is no other.
        """
        whole = read(raw, done=not cut)[0] or read(raw, done=True)[0]
        self._take(whole)
        return tuple(self._sentences)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Citations so far, by their number in the answer."""
        return tuple(self._citations.values())

    def _take(self, written: list[Written]) -> None:
        same = sum(1 for _ in _alike(self._read, written))
        if same < len(self._read):  # what follows changed what was taken for complete
            written = [*self._read, *written[len(self._read) :]]
            same = len(self._read)
        for one in written[same:]:
            self._read.append(one)
            judged = None if frames(one.words) else self._judged(one)
            if judged:
                self._sentences.append(judged)

    def _judged(self, written: Written) -> Sentence | None:
        """Judge a sentence; None where it was written before, and this time proves no better."""
        known = {one.number: one for one in self.evidence}
        numbers = [number for number in written.cited if number in known]
        self.unknown += len(written.cited) - len(numbers)
        before = [sentence.words for sentence in self._sentences if not sentence.faults]
        if not numbers:
            numbers = list(match(written.words, self.evidence, self.ground, before=before))
        cited = [known[number] for number in numbers]
        found = judge(written.words, cited, self.ground, before=before)
        moved = False
        if written.cited and {fault.kind for fault in found.faults} & _ELSEWHERE:
            others = match(written.words, self.evidence, self.ground, before=before)
            if others:
                moved, cited = True, [known[number] for number in others]
                found = judge(written.words, cited, self.ground, before=before)
        if found.faults and any(one.words == written.words for one in self._sentences):
            return None
        sentence = Sentence(
            written.words,
            (),
            found.support,
            found.faults,
            paragraph=written.paragraph,
            moved=moved,
        )
        if not found.faults:
            return replace(sentence, numbers=self._cite(cited), named=_unnamed(sentence, cited))
        if is_malformed(sentence):
            return sentence
        if self.unsupported == "mark":
            return replace(sentence, numbers=self._cite(cited))
        return replace(sentence, instead=self._cite(self._instead(sentence, cited)))

    def _instead(self, sentence: Sentence, cited: Sequence[Evidence]) -> list[Evidence]:
        """Evidence for the same point as a sentence that failed."""
        own = likest(sentence.words, cited, self.ground)[:_QUOTES]
        found = own or likest(sentence.words, self.evidence, self.ground)[:1]
        return [one for one, _ in found]

    def _cite(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        numbers = []
        for one in evidence:
            if one.number not in self._citations:
                number = len(self._citations) + 1
                transcript = self.transcripts[one.transcript]
                self._citations[one.number] = cite(number, transcript, one.turn, one.span)
            numbers.append(self._citations[one.number].number)
        return tuple(numbers)


def _alike(old: Sequence[Written], new: Sequence[Written]) -> Iterable[Written]:
    for one, other in zip(old, new, strict=False):
        if one != other:
            return
        yield one


def composed(
    sentences: Sequence[Sentence],
    citations: Sequence[Citation],
    shown: Callable[[Citation], str],
    language: str,
) -> str:
    """Text of an answer: sentences with who is cited and their markers, quotes on own lines.

    shown: a citation's quote with its line breaks joined.
    """
    by_number = {one.number: one for one in citations}
    gap = "" if language in ("ja", "zh") else " "
    lines: list[str] = []
    quoted: set[int] = set()
    flowing = False  # the last line may go on
    for sentence in sentences:
        for number in sentence.instead:
            if number not in quoted:
                quoted.add(number)
                lines.append(_line(by_number[number], shown(by_number[number]), language))
                flowing = False
        if sentence.instead or is_malformed(sentence):
            continue
        text = _flowing(sentence, language, gap)
        if flowing and not sentence.paragraph:
            lines[-1] += f"{gap}{text}"
        else:
            lines.append(text)
        flowing = True
    return "\n".join(lines)


def _flowing(sentence: Sentence, language: str, gap: str) -> str:
    mark = wording(language)["unproven_mark"] if sentence.faults else ""
    markers = "".join(marker(number) for number in sentence.numbers)
    parts = (sentence.words, named(sentence, language), mark, markers)
    return gap.join(part for part in parts if part)


def named(sentence: Sentence, language: str) -> str:
    """Who is cited and not named in a sentence, as it stands behind it: （有馬）."""
    if not sentence.named:
        return ""
    words = wording(language)
    return words["named"].format(names=words["names_join"].join(sentence.named))


def _line(citation: Citation, quote: str, language: str) -> str:
    words = wording(language)
    return words["line" if citation.speaker else "line_nobody"].format(
        speaker=citation.speaker, words=quote, marker=marker(citation.number)
    )


def refused_words(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Sentences without proof, as `Answer.unsupported` lists them; no malformed ones."""
    return tuple(one.words for one in sentences if one.faults and not is_malformed(one))


def is_malformed(sentence: Sentence) -> bool:
    """Tell whether a sentence carries what no answer carries; its words are then never shown."""
    return any(fault.kind == "form" for fault in sentence.faults)


def _unnamed(sentence: Sentence, cited: Sequence[Evidence]) -> tuple[str, ...]:
    """Labels of those who are cited and not named in a sentence, each once."""
    speakers = [one.speaker for one in cited if one.speaker]
    labels = {one.known_as: one.label for one in speakers if not _names(sentence.words, one)}
    return tuple(labels.values())


def _names(words: str, speaker: Speaker) -> bool:
    if speaker.name in words or speaker.known_as in words:
        return True
    spelled = folded(romaji(speaker.name))
    return len(spelled) > 2 and spelled in folded(words)
