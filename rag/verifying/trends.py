"""Two cited numbers show by themselves that something rose or fell: 17件から5件に減少した."""

from collections.abc import Sequence

from rag.verifying.kin import kin
from rag.verifying.reading import Reading
from rag.verifying.words import Word

_UP = kin("増える") | kin("上がる")
_DOWN = kin("減る") | kin("下がる")


def shows(word: Word, statement: Reading, sources: Sequence[Reading]) -> bool:
    """Tell whether a word of rising or falling follows from "from" and "to" that are both cited."""
    held = {(n.value, n.unit) for source in sources for n in source.numbers}
    told = [n for n in statement.numbers if (n.value, n.unit) in held]
    return any(
        one.unit == other.unit
        and one.role == "from"
        and other.role == "to"
        and one.start < other.start
        and bool(word.forms & (_UP if one.value < other.value else _DOWN))
        for one in told
        for other in told
    )
