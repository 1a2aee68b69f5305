"""Questions that a library suggests: made of what stands in it, asked, and shown if answered.

Candidates are terms that a sentence explains, topics, what a speaker said of a topic, and
questions asked in the meetings themselves. Each is put to `rag.answer.ask` like any other
question; one whose answer misses what was asked for is dropped.
"""

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest

from index.encode import Encoder
from index.layout import columns
from index.library import Library
from index.sentences import asks
from rag.answer import ask
from rag.evaluation.folding import plain
from rag.records import Answer, Citation
from rag.suggesting.choose import after, first
from rag.suggesting.ideas import ideas
from rag.suggesting.records import Idea, Suggestion

__all__ = ["VERSION", "Suggestion", "after", "first", "suggestions"]

VERSION = 1  # of what is suggested; questions kept by another are looked for anew
MOST = 48  # questions of a library
_TRIES = 4 * MOST  # candidates that are asked at most: about a minute on a busy machine
_ANSWERED_WITHIN = 3  # turns in which a question of a meeting is answered, if it is
_TELLS = 48  # columns of a quote that says something by itself
_FORMAL = re.compile(  # of who only says who they are, or thanks, or gives the floor to another
    r"^(?:.{0,15}の)?.{1,6}です。|ありがとうございま|(?:お願い|ご紹介|ご説明)(?:し|いた|を)|始めます|"
    r"^(?:Good (?:evening|morning|afternoon)|Thank you)"
)
_A_PERSON = 3  # questions about one speaker


def suggestions(
    library: Library, encoder: Encoder, language: str, *, stop: Callable[[], bool] = lambda: False
) -> Iterator[Suggestion]:
    """Find questions of a library in a language (ja, en), each as soon as it is proven.

    They are spread evenly over the transcripts. `stop` is asked before each question.

    Raises:
        LibraryError: as `rag.answer.ask`.
    """
    with library.reading() as view:
        people = {speaker.label: speaker.known_as for speaker in view.snapshot.people}
        names = list(view.snapshot.transcripts)
        chosen = names[:: len(names) // MOST + 1]
        found = [list(ideas(view, name, language)) for name in chosen if not stop()]
    kept: list[Suggestion] = []
    tries = 0
    for idea in (idea for round_ in zip_longest(*found) for idea in round_ if idea):
        if stop() or len(kept) == MOST or tries == _TRIES:
            return
        if _is_told(idea, kept):
            continue
        tries += 1
        suggestion = _proven(idea, ask(idea.question, library, encoder), people)
        if suggestion and not any(_same_words(suggestion, other) for other in kept):
            kept.append(suggestion)
            yield suggestion


def _is_told(idea: Idea, kept: list[Suggestion]) -> bool:
    """Tell whether its topic has a question already, or its speaker enough of them."""
    if idea.about and any(plain(idea.about) == plain(other.about) for other in kept):
        return True
    return sum(other.speaker == idea.speaker for other in kept if idea.speaker) >= _A_PERSON


def _proven(idea: Idea, answer: Answer, people: dict[str, str]) -> Suggestion | None:
    """Suggestion of an idea, if the answer cites what was asked for."""
    if not answer.found:
        return None
    cited = answer.citations
    first_cited = cited[0]
    if not _holds(idea, first_cited, people) or any(_is_the_question(idea, c) for c in cited):
        return None
    own = [c for c in cited if c.transcript == first_cited.transcript]
    return Suggestion(
        idea.question,
        idea.kind,
        first_cited.transcript,
        tuple(dict.fromkeys(citation.turn for citation in own)),
        tuple(citation.span for citation in own),
        idea.about,
        idea.speaker,
        idea.foreign,
    )


def _holds(idea: Idea, citation: Citation, people: dict[str, str]) -> bool:
    """Tell whether a citation is what was asked for."""
    if idea.kind == "asked":
        near = citation.transcript == idea.transcript
        soon = 0 < citation.turn - idea.said.turn <= _ANSWERED_WITHIN
        return near and soon and people.get(citation.speaker or "") != idea.said.speaker.known_as
    quote = " ".join(citation.quote.split())
    if plain(idea.about).casefold() not in plain(quote).casefold():
        return False
    if idea.kind == "term":
        return _overlaps(idea, citation)
    empty = columns(quote) < _TELLS or asks(quote) or _FORMAL.search(quote)
    return not empty and idea.speaker in (None, people.get(citation.speaker or ""))


def _is_the_question(idea: Idea, citation: Citation) -> bool:
    """Tell whether a citation is the very sentence that asks."""
    return idea.kind == "asked" and _overlaps(idea, citation)


def _overlaps(idea: Idea, citation: Citation) -> bool:
    return citation.transcript == idea.transcript and idea.said.span.meets(citation.span)


def _same_words(one: Suggestion, other: Suggestion) -> bool:
    """Tell whether two questions are answered by the same words."""
    return one.transcript == other.transcript and any(
        span.meets(also) for span in one.spans for also in other.spans
    )
