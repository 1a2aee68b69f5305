"""A draft that somebody edits: what goes where, its numbers, and what a file may claim of it."""

from collections.abc import Sequence
from dataclasses import replace

from prompts import ordering
from rag.drafting.proof import numbered
from rag.drafting.records import Block, Checked, Draft, Form, Sentence
from rag.records import Citation


def revised(draft: Draft, title: str, blocks: Sequence[Block]) -> Draft:
    """A draft with other blocks; citations come with any numbers, and count from 1 throughout."""
    return replace(draft, title=title, blocks=numbered(blocks))


def place_of(blocks: Sequence[Block], sentence: Sentence, form: Form) -> int:
    """Where a sentence is to be put in: among those of its meeting in the order of speech.

    By speakers, among those of the same one. At the end where there is none.
    """
    [own] = sentence.citations[:1]
    kin = [at for at, block in enumerate(blocks) if _is_kin(block, own, form)]
    earlier = [at for at in kin if _start(blocks[at]) <= own.span.start]
    if earlier:
        return earlier[-1] + 1
    return kin[0] if kin else len(blocks)


def _is_kin(block: Block, own: Citation, form: Form) -> bool:
    if not isinstance(block, Sentence) or not block.citations:
        return False
    first = block.citations[0]
    same = first.transcript == own.transcript
    return same and (form != "speakers" or first.speaker == own.speaker)


def _start(block: Block) -> int:
    return block.citations[0].span.start if isinstance(block, Sentence) else 0


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
                notes.append(told[_unproven(one)].format(words=block.words))
            block = replace(block, citations=_standing(block, one))  # noqa: PLW2901
        blocks.append(block)
    return replace(draft, blocks=numbered(blocks), notes=(*draft.notes, *notes))


def _standing(sentence: Sentence, found: Checked) -> tuple[Citation, ...]:
    """Footnotes that prove a sentence, each where its words stand now."""
    if not is_proven(found):
        return ()
    same = len(found.citations) == len(sentence.citations)
    return found.citations if same else sentence.citations


def _unproven(found: Checked) -> str:
    """Which of the draft's own sentences says why a sentence has no footnote."""
    return "moved" if found.verdict in ("exact", "paraphrase") else found.verdict
