"""The sentences of a transcript, as questions are made from them."""

from index.layout import measure
from index.records import Transcript
from index.search_text import search_text
from index.sentences import asks, sentences
from rag.suggesting.records import Said

_LONGEST = 1_000  # characters of a sentence; what is longer is none, but a list or noise
_READ = 40_000  # characters of a transcript: an hour and more of speech has topics enough


def said_in(transcript: Transcript) -> list[Said]:
    """Sentences of a transcript in reading order; what nobody says is left out."""
    found = []
    layout = measure(transcript.text)
    for turn in transcript.turns:
        if turn.span.start > _READ:
            break
        if turn.speaker and len(turn.span):
            search = search_text(transcript.text, turn.span, layout)
            for start, end in sentences(search.text):
                if end - start > _LONGEST:
                    continue
                words = search.text[start:end]
                span = search.to_source(start, end)
                found.append(Said(turn.number, turn.speaker, span, words, asks(words)))
    return found
