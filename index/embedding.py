"""A transcript -> its passages, each with the keys of its vectors, and the texts to embed."""

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from index.catalogue import IndexedPassage
from index.encode import Encoder
from index.layout import measure
from index.passages import cut
from index.records import Span, Transcript
from index.search_text import SearchText, search_text
from index.sentences import asks, sentences
from index.terms import terms

_CONTEXT_SHARE = 3  # the context takes at most a third of what the encoder reads
_SHORTEST = 8  # characters of a sentence that gets a vector of its own: はい。 does not

Progress = Callable[[str, int, int], None]  # file, texts embedded, texts to embed


@dataclass(frozen=True, slots=True)
class Cut:
    """A transcript with its passages, and the texts of all their vectors by key."""

    transcript: Transcript
    passages: list[IndexedPassage]
    texts: dict[str, str]


def cut_up(transcript: Transcript, encoder: Encoder) -> Cut:
    """Cut a transcript into what is embedded of it."""
    about_turn = {
        turn.number: _shortened(context(transcript, turn.number), encoder)
        for turn in transcript.turns
    }
    longest = max(about_turn.values(), key=len)
    pieces = cut(
        transcript,
        fits=lambda words: encoder.count_tokens(f"{longest}\n{words}") <= encoder.max_tokens,
    )
    texts: dict[str, str] = {}
    passages = []
    layout = measure(transcript.text)
    for passage, piece in pieces:
        words = f"{about_turn[passage.turn]}\n{piece}"
        key = _key(encoder, words)
        texts[key] = words
        search = search_text(transcript.text, passage.span, layout)
        inside = _sentences(search, key, encoder, texts)
        found = IndexedPassage(passage, tuple(terms(words)), asks(piece), key, inside)
        passages.append(found)
    return Cut(transcript, passages, texts)


def _sentences(
    search: SearchText, whole: str, encoder: Encoder, texts: dict[str, str]
) -> tuple[tuple[Span, str], ...]:
    """Where a passage's sentences stand, with the keys of their vectors; adds to the texts.

    One that is the whole passage, or too short to mean anything alone, shares its vector. Of two
    that begin within one source character the first alone stands.
    """
    ranges: dict[int, tuple[int, int]] = {}
    for start, end in sentences(search.text):
        ranges.setdefault(search.starts[start], (start, end))
    found = []
    for start, end in ranges.values():
        words = search.text[start:end]
        key = whole
        if len(ranges) > 1 and len(words) >= _SHORTEST:
            key = _key(encoder, words)
            texts[key] = words
        found.append((search.to_source(start, end), key))
    return tuple(found)


def _key(encoder: Encoder, words: str) -> str:
    return digest(f"{encoder.name}\0{encoder.fingerprint}\0{words}")


def _shortened(about: str, encoder: Encoder) -> str:
    """Context cut to the part of the encoder's window that it may fill."""
    while about and encoder.count_tokens(about) * _CONTEXT_SHARE > encoder.max_tokens:
        about = about[: len(about) // 2]
    return about


def context(transcript: Transcript, number: int) -> str:
    """What a passage of a turn is embedded together with; never part of a quote."""
    header = transcript.header
    speaker = transcript.turns[number].speaker
    known = (
        header.series or header.title,
        header.session,
        header.date,
        speaker.label if speaker else None,
    )
    return " ".join(unicodedata.normalize("NFKC", words) for words in known if words)


def digest(words: str) -> str:
    """SHA-256 of a text, in hexadecimal digits."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
