"""A draft that somebody edits: its numbers, and what a file may claim of it."""

from collections.abc import Sequence
from dataclasses import replace

from index.encode import Encoder
from index.library import Library
from prompts import ordering
from rag.drafting.check import recheck
from rag.drafting.proof import numbered
from rag.drafting.records import Block, Checked, Draft, Sentence
from rag.records import Citation


def revised(draft: Draft, title: str, blocks: Sequence[Block]) -> Draft:
    """A draft with other blocks; citations come with any numbers, and count from 1 throughout."""
    return replace(draft, title=title, blocks=numbered(blocks))


def is_proven(found: Checked) -> bool:
    """Tell whether a sentence stands as its footnotes have it."""
    return found.verdict in ("exact", "paraphrase") and not found.moved


def honest(draft: Draft, found: Sequence[Checked]) -> Draft:
    """A draft as a file shows it, given what was found of each of its sentences.

    No footnote stands behind a sentence that it does not prove; a note names the sentence.
    Quotes of a transcript that has been updated are those of its present text.
    """
    told = ordering("draft", draft.language)
    rest = iter(found)
    blocks: list[Block] = []
    notes: list[str] = []
    for block in draft.blocks:
        if isinstance(block, Sentence):
            one = next(rest)
            if not is_proven(one):
                notes.append(told[verdict_of(one)].format(words=block.words))
            block = replace(block, citations=_standing(block, one))  # noqa: PLW2901
        blocks.append(block)
    return replace(draft, blocks=numbered(blocks), notes=(*draft.notes, *notes))


def _standing(sentence: Sentence, found: Checked) -> tuple[Citation, ...]:
    """Footnotes that prove a sentence, each where its words stand now."""
    if not is_proven(found):
        return ()
    same = len(found.citations) == len(sentence.citations)
    return found.citations if same else sentence.citations


def verdict_of(found: Checked) -> str:
    """The verdict on a sentence, or "moved" where something else than its footnotes proves it."""
    return "moved" if found.moved and found.verdict in ("exact", "paraphrase") else found.verdict


def examined(draft: Draft, library: Library, encoder: Encoder) -> tuple[Checked, ...]:
    """What the library says now of each sentence of a draft, by its own footnotes first.

    Raises:
        EncoderMismatch: the library was built with another encoder.
    """
    return tuple(recheck(one.words, one.citations, library, encoder) for one in draft.sentences)
