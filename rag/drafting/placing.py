"""Where a sentence that is added to a draft belongs, and the heading that it needs there."""

from collections.abc import Sequence

from index.records import Speaker
from prompts import ordering
from rag.drafting.grouping import meeting_name
from rag.drafting.records import Block, Draft, Heading, Sentence
from rag.records import Citation

_TOP = 2  # level of the headings under which sentences stand


def placed(
    draft: Draft, blocks: Sequence[Block], sentence: Sentence, people: Sequence[Speaker]
) -> tuple[int, tuple[Block, ...]]:
    """Place of a sentence among the blocks of a draft, and what is put in there.

    It stands with those of its meeting, or by speakers with those of the same person, in the order
    of speech. Where the draft has no such part, a heading of its own leads it. Issues and outcomes
    are not told by who speaks where: what is added to them stands in a last part.

    blocks: of the draft, as they are edited.
    people: all speakers of the library, so that one person is known by each label.
    """
    [own] = sentence.citations[:1]
    headings = _headings(draft, own, people)
    parts = _parts(blocks)
    headed = [part for words, part in parts if words in headings]
    inside = [at for part in headed for at in part]
    kin = [at for at in inside if _cited(blocks[at])] or [
        at for at, block in enumerate(blocks) if _is_kin(draft, block, own, people)
    ]
    if kin:
        earlier = [at for at in kin if _order(blocks[at]) <= _order(sentence)]
        return (earlier[-1] + 1 if earlier else kin[0]), (sentence,)
    if headed:
        return headed[-1].stop, (sentence,)
    return _between(draft, blocks, parts, sentence), (Heading(headings[-1]), sentence)


def _headings(draft: Draft, own: Citation, people: Sequence[Speaker]) -> list[str]:
    """Words of the heading under which a statement stands; of several, the last is the fullest."""
    told = ordering("draft", draft.language)
    if draft.choice.form in ("issues", "decisions"):
        return [told["others"]]
    if draft.choice.form != "speakers":
        return [meeting_name(own, draft.language)]
    if own.speaker is None:
        return [told["nobody"]]
    known = _known(own, people)
    labels = [own.speaker, *(one.label for one in people if one.known_as == known)]
    return sorted(labels, key=len)


def _is_kin(draft: Draft, block: Block, own: Citation, people: Sequence[Speaker]) -> bool:
    cited = _cited(block)
    if cited is None or draft.choice.form in ("issues", "decisions"):
        return False
    if draft.choice.form == "speakers":
        return _known(cited, people) == _known(own, people)
    return cited.transcript == own.transcript


def _known(cited: Citation, people: Sequence[Speaker]) -> str | None:
    """Name of the person who said it; labels alone do not tell that two are one."""
    names = {one.label: one.known_as for one in people}
    return names.get(cited.speaker, cited.speaker) if cited.speaker else None


def _cited(block: Block) -> Citation | None:
    """What a sentence cites first; None where it is a heading, or cites nothing."""
    return block.citations[0] if isinstance(block, Sentence) and block.citations else None


def _order(block: Block) -> tuple[str, str, int]:
    """The order of speech, meeting by meeting."""
    cited = _cited(block)
    return (cited.date or "", cited.transcript, cited.span.start) if cited else ("", "", 0)


def _parts(blocks: Sequence[Block]) -> list[tuple[str, range]]:
    """Each part of a draft: the words of its heading, and its blocks."""
    starts = [
        (at, block.words)
        for at, block in enumerate(blocks)
        if isinstance(block, Heading) and block.level <= _TOP
    ]
    ends = [*(at for at, _ in starts[1:]), len(blocks)]
    return [(words, range(at, end)) for (at, words), end in zip(starts, ends, strict=True)]


def _between(
    draft: Draft, blocks: Sequence[Block], parts: Sequence[tuple[str, range]], sentence: Sentence
) -> int:
    """Where a new part begins: before the first of a later meeting, or at the end."""
    if draft.choice.form in ("minutes", "english"):
        for _, part in parts:
            orders = [_order(blocks[at]) for at in part if _cited(blocks[at])]
            if orders and min(orders) > _order(sentence):
                return part.start
    return len(blocks)
