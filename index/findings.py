"""What may be wrong with a transcript, found by code from its words and from the library."""

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from index.alike import slip_pairs, variant_pairs
from index.catalogue import Summary
from index.mojibake import find_mojibake
from index.morphemes import tokenizer
from index.records import Header, Span, Transcript
from index.speakers import is_person, split_label
from index.turns import stray_labels

SENTENCES = {  # by kind; filled with a finding's values
    "no_speakers": "no speaker label was found; the text is searched without speakers",
    "empty_turns": "nothing is said in turn {0}",
    "speaker_unknown": "the label {0} may be no speaker's; look at the turn that it begins",
    "speaker_spellings": "{0} and {1} may be two spellings of one speaker's name",
    "two_turns": "a turn may be two: a line in it begins with {0}",
    "mojibake": "words such as {0} were decoded wrongly; save the file as UTF-8 and add it again",
    "session_missing": "no session number was found before the first speaker",
    "date_missing": "no date was found before the first speaker",
    "same_content": "the same words are in the library as {0}; remove one of the two",
}
_MOST = 50  # findings of one kind: whoever sees so many mends the file, not each of them
_MANY = 10  # turns of a file whose other labels show what a label looks like
_SHOWN = 20  # characters of what is quoted in a sentence


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at."""

    kind: str  # of SENTENCES
    values: tuple[str, ...] = ()  # labels, words or names that it is about
    turn: int | None = None  # where it stands
    span: Span | None = None

    def __str__(self) -> str:
        """Sentence for the command line."""
        return SENTENCES[self.kind].format(*self.values)


def in_text(transcript: Transcript) -> list[Finding]:
    """Findings that a transcript's words and turns give, whatever else is in the library."""
    return [
        *_in_turns(transcript),
        *_unknown_speakers(transcript),
        *_spellings(transcript),
        *_two_turns(transcript),
        *_mojibake(transcript),
    ]


def in_header(header: Header, turns: int) -> list[Finding]:
    """What a meeting's header lacks; a text without speakers is no meeting."""
    if not turns:
        return []
    missing = {"session_missing": header.session, "date_missing": header.date}
    return [Finding(kind) for kind, value in missing.items() if value is None]


def in_library(summaries: Iterable[Summary], words: dict[str, str]) -> dict[str, list[Finding]]:
    """Findings that only the whole library shows, by transcript; `words` holds their digests."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    held: defaultdict[str, set[str]] = defaultdict(set)  # label -> transcripts
    same: defaultdict[str, list[str]] = defaultdict(list)  # digest -> transcripts
    for summary in summaries:
        same[words[summary.id]].append(summary.id)
        for label in summary.speakers:
            held[label].add(summary.id)
    for one, other in sorted(variant_pairs(held) | slip_pairs(held, japanese=False)):
        rare, usual = sorted((one, other), key=lambda label: (len(held[label]), label))
        if not held[rare] & held[usual]:
            for name in held[rare]:
                found[name].append(Finding("speaker_spellings", (rare, usual)))
    for names in same.values():
        for name in names:
            for other in names:
                if other != name:
                    found[name].append(Finding("same_content", (other,)))
    return found


def words_digest(text: str) -> str:
    """SHA-256 of the words, whatever white space stands between them."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    return hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()


def _in_turns(transcript: Transcript) -> list[Finding]:
    if len(transcript.turns) == 1:
        return [Finding("no_speakers")]
    empty = [turn for turn in transcript.turns[1:] if not turn.span]
    if not empty:
        return []
    numbers = ", ".join(str(turn.number) for turn in empty)
    return [Finding("empty_turns", (numbers,), empty[0].number, empty[0].span)]


def _unknown_speakers(transcript: Transcript) -> list[Finding]:
    labels = Counter(turn.speaker.label for turn in transcript.turns if turn.speaker)
    return [
        _at_label("speaker_unknown", transcript, label)
        for label in labels
        if not _reads_as_person(label) or _is_odd_one(label, labels)
    ]


def _reads_as_person(label: str) -> bool:
    """Tell whether a label reads as a person, alone or with さん: 真壁 alone is no name.

    What Sudachi cannot read, such as Korean, is taken for a name.
    """
    if is_person(label) or not _scripts(label) & {"CJK", "HIRAGANA", "KATAKANA", "LATIN"}:
        return True
    words = tokenizer().tokenize(f"{split_label(label).name}さん")
    return any(word.part_of_speech()[2] in ("人名", "地名") for word in words)


def _is_odd_one(label: str, labels: Counter[str]) -> bool:
    """Tell whether a label stands once in a long file whose others are in another script."""
    others = set(labels) - {label}
    if labels[label] > 1 or labels.total() < _MANY or len(others) < 2:
        return False
    return not any(_scripts(label) & _scripts(other) for other in others)


def _scripts(label: str) -> set[str]:
    """Scripts that a label's letters are of, as Unicode names them: CJK, LATIN, HIRAGANA."""
    return {
        unicodedata.name(char, "").split(" ")[0].split("-")[0] for char in label if char.isalpha()
    }


def _spellings(transcript: Transcript) -> list[Finding]:
    times = Counter(turn.speaker.label for turn in transcript.turns if turn.speaker)
    variants = variant_pairs(times)
    found = []
    for pair in sorted(variants | slip_pairs(times, japanese=True)):
        usual, rare = sorted(pair, key=lambda label: -times[label])
        if pair in variants or times[rare] == 1 < times[usual]:
            found.append(_at_label("speaker_spellings", transcript, rare, usual))
    return found[:_MOST]


def _at_label(kind: str, transcript: Transcript, label: str, *more: str) -> Finding:
    turn = next(t for t in transcript.turns if t.speaker and t.speaker.label == label)
    return Finding(kind, (label, *more), turn.number, turn.span)


def _two_turns(transcript: Transcript) -> list[Finding]:
    stray = islice(stray_labels(transcript.text, transcript.turns), _MOST)
    return [
        Finding("two_turns", (_shown(span, transcript.text),), number, span)
        for number, span in stray
    ]


def _mojibake(transcript: Transcript) -> list[Finding]:
    spans = find_mojibake(transcript.text)
    if not spans:
        return []
    first = max(spans[:_MANY], key=lambda span: (len(span), -span.start))
    turn = transcript.turn_at(first.start)
    shown = _shown(first, transcript.text)
    return [Finding("mojibake", (shown,), turn.number if turn else None, first)]


def _shown(span: Span, text: str) -> str:
    words = " ".join(span.of(text).split())
    return f"{words[:_SHOWN]}…" if len(words) > _SHOWN else words
