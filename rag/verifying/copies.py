"""Where a sentence copies another one, word by word, and where it leaves it."""

from collections.abc import Iterator
from dataclasses import dataclass

from rag.verifying.bounds import Number
from rag.verifying.reading import Reading
from rag.verifying.words import Word

_COPIED = 0.75  # of a sentence's words stand in one cited sentence: a near copy
LEAST = 3  # words and numbers of a whole sentence that is copied


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of a statement between two neighbours of a source."""

    words: tuple[Word, ...]
    first: bool  # nothing stands in front of them
    last: bool


def is_whole(statement: Reading, source: Reading) -> bool:
    """Tell whether all of a source's words are copied, and a statement has few others."""
    mine, theirs = tokens(statement), tokens(source)
    held = sum(any(is_same(one, other) for other in theirs) for one in mine)
    return (
        held >= max(LEAST, _COPIED * len(mine) - 1)
        and bool(theirs)
        and all(any(is_same(one, other) for one in mine) for other in theirs)
    )


def gaps(statement: Reading, source: Reading, strange: set[Word]) -> Iterator[Gap]:
    """Runs of strange words between two words that stand side by side in a source."""
    mine, theirs = tokens(statement), tokens(source)
    run: list[Word] = []
    last = {-1}
    for token in (*mine, None):
        if isinstance(token, Word) and token in strange:
            run.append(token)
            continue
        found = (
            {len(theirs)}
            if token is None
            else {at for at, other in enumerate(theirs) if is_same(token, other)}
        )
        if run and any(at - 1 in last for at in found):
            yield Gap(tuple(run), last == {-1}, token is None)
        run, last = [], found


def tokens(reading: Reading) -> list[Word | Number]:
    """Words and numbers in order."""
    return sorted((*reading.words, *reading.numbers), key=lambda one: one.start)


def is_same(one: Word | Number, other: Word | Number) -> bool:
    """Tell whether two words, or two numbers, may say one thing."""
    if isinstance(one, Word) and isinstance(other, Word):
        return one.plain == other.plain or bool(one.forms & other.forms)
    if isinstance(one, Number) and isinstance(other, Number):
        return one.value == other.value
    return False
