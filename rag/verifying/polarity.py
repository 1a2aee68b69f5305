"""Whether a sentence says the opposite of what it cites, word by aligned word."""

import re
from collections.abc import Sequence

from rag.verifying.kin import kin, members, sides
from rag.verifying.reading import Reading
from rag.verifying.words import Word

_STOP = re.compile(r"[、。,;:!?\n]|\.\s")
_EXEMPTS = re.compile(
    r"なくて(?:も)?(?:よ|良|い[いく]|構わ|かまわ|済|すむ|大丈夫)\w?|"
    r"\b(?:need(?:s)? not|(?:do|does)(?: not|n't) (?:need|have) to|exempt)\b"
)
_FREES = re.compile(
    r"な[いくけ]|ません|不要|免除|無料|無償|ただで|要ら|いら|ず|"
    r"\b(?:not|n't|no|without|exempt|free|waive|optional|unnecessary)",
    re.I,
)
_NEAR = 4  # words on each side by which the place of a word is known again
_HEDGES = {"wish", "may", "should", "if", "hard"}
_BESIDE, _NUMBER = 0.5, 2.0  # how much a word of the clause beside tells, and a number
_LEAN = 0.5  # for the very same word, and for one at the end of what is said


def opposites(statement: Reading, source: Reading) -> list[Word]:
    """Words of a statement that its source denies where it affirms them, or the other way round."""
    return [word for word in statement.words if _is_denied(word, statement, source)]


def _is_denied(word: Word, statement: Reading, source: Reading) -> bool:
    candidates = [(one, _sign(word, one, statement, source)) for one in source.words]
    taken = {id(one) for one in source.words if _is_taken(word, one, statement)}
    aligned = [(one, sign) for one, sign in candidates if sign and id(one) not in taken]
    if not aligned:
        return False
    scores = [_likeness(word, one, statement, source) for one, _ in aligned]
    best = max(scores)
    return all(sign < 0 for (_, sign), score in zip(aligned, scores, strict=True) if score >= best)


def _is_taken(word: Word, other: Word, statement: Reading) -> bool:
    """Tell whether a source's word is another one of the statement's, said there as here."""
    if other.plain == word.plain:
        return False
    akin = not word.forms & other.forms
    return any(
        one.denied == other.denied
        and (one.plain == other.plain or (akin and bool(one.forms & other.forms)))
        for one in statement.words
        if one is not word
    )


def _sign(word: Word, other: Word, statement: Reading, source: Reading) -> int:
    """1 where two words say one thing, -1 where they say the opposite, 0 where neither."""
    if "hard" in word.moods or "hard" in other.moods:
        return 0
    same = 1 if word.denied == other.denied else -1
    side = _side(word, other)
    if side == 0 and not (word.forms & other.forms):
        return 0
    if same < 0 and _denies(word, statement) == _denies(other, source):
        same = 1  # what denies may stand by another word of the clause
    if side == 0:
        return same if same < 0 or word.plain == other.plain else 0
    return side * same


def _side(word: Word, other: Word) -> int:
    if word.plain == other.plain:
        return 1
    one, two = sides(word.plain), sides(other.plain)
    shared = [one[axis] * two[axis] for axis in one if axis in two]
    return (1 if max(shared) > 0 else -1) if shared else 0


def _denies(word: Word, reading: Reading) -> bool:
    """Tell whether the clause of a word denies anything."""
    return any(one.denied for one in reading.words if one.clause == word.clause)


def _likeness(word: Word, other: Word, statement: Reading, source: Reading) -> float:
    """How much of what stands around two words is the same."""
    mine, theirs = _around(word, statement), _around(other, source)
    shared = sum(
        1.0 if one.clause == word.clause else _BESIDE
        for one in mine
        if any(one.forms & two.forms for two in theirs)
    )
    shared += _NUMBER * len(_counted(word, statement) & _counted(other, source))
    return shared + _LEAN * (word.plain == other.plain) + _LEAN * (other is source.words[-1])


def _counted(word: Word, reading: Reading) -> set[float]:
    """Numbers of the clause of a word and of the one beside it."""
    return {
        number.value
        for number in reading.numbers
        if not _STOP.search(reading.text[min(word.end, number.end) : max(word.start, number.start)])
    }


def _around(word: Word, reading: Reading) -> Sequence[Word]:
    place = reading.words.index(word)
    near = reading.words[max(0, place - _NEAR) : place + _NEAR + 1]
    return [one for one in near if one is not word and abs(one.clause - word.clause) <= 1]


def exchanged(statement: Reading, source: Reading, context: Reading) -> list[Word]:
    """Words of a statement in whose place its source has one that excludes it: 春 for 秋.

    context: words around the source and of its header, which may tell the statement's own beside
    the source's, but not in its place.
    """
    mine, there, around = _members(statement), _members(source), _members(context)
    return [
        word
        for word in statement.words
        for name, place in members(word.plain).items()
        if (name, place) not in there
        and any(name == other for other, _ in there)
        and ((name, place) not in around or not any(one in mine for one in there if one[0] == name))
    ]


def _members(reading: Reading) -> set[tuple[str, int]]:
    return {member for one in reading.words for member in members(one.plain).items()}


def overstated(statement: Reading, source: Reading) -> list[Word]:
    """Words told as done that the source only wishes, supposes, or thinks should be."""
    found = []
    for word in statement.words:
        if "past" not in word.moods or _is_open(word, statement) or word.kind == "quality":
            continue
        same = [one for one in source.words if _side(word, one) > 0 and not one.forms & _WISHING]
        if word.forms & _WISHING:
            continue
        if same and all(_is_open(one, source) and "past" not in one.moods for one in same):
            found.append(word)
    return found


def committed(statement: Reading, source: Reading) -> list[Word]:
    """Words told as decided or promised of what the source leaves open and does not call so."""
    found = [word for word in statement.words if word.forms & _COMMITS and "past" in word.moods]
    if not any(_is_open(one, source) for one in source.words):
        return []
    return [word for word in found if not word.forms & source.forms and not word.denied]


def exempted(statement: Reading, source: Reading) -> list[str]:
    """Words by which a statement frees somebody, where the source frees nobody of anything."""
    found = _EXEMPTS.search(statement.text)
    return [found[0]] if found and not _FREES.search(source.text) else []


def _is_open(word: Word, reading: Reading) -> bool:
    """Tell whether a word is hedged, or only proposed, planned or asked for in its clause."""
    if word.moods & _HEDGES:
        return True
    place = reading.words.index(word)
    after = reading.words if reading.language == "en" else reading.words[place + 1 :]
    return any(
        one.forms & _WISHING for one in after if one.clause == word.clause and one is not word
    )


_COMMITS = kin("約束") | kin("決める") | kin("合意")  # what binds
_WISHING = (
    kin("提案") | kin("求める") | kin("検討") | kin("計画") | kin("望む")
)  # groups of words: what is proposed, asked for, considered, planned or wished is not done
