"""Words of an English sentence; a "not" denies the next word that carries meaning."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bm25s.stopwords import STOPWORDS_EN_PLUS

from index.spelling import folded
from rag.verifying.kin import kin, stem
from rag.verifying.words import Kind, Mood, Word

_TOKEN = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?(?:-[A-Za-z]+)*|\d[\d,.]*|[,;:.!?()—–\n]")
_DENY = re.compile(
    r"not|no|never|without|neither|nor|nobody|none|nothing|cannot|hardly|scarcely|\w+n['’]t"
)
_TWICE = re.compile(r"\b(?:not only|not just|not merely|no doubt|no less|no longer than|"
                    r"whether or not|nothing but)\b", re.I)  # fmt: skip
_SAYS = re.compile(
    r"said|says|argue[sd]|stated|explained|noted|added|believes?|thinks|thought|asked"
)
_BREAKS = set("but although though because while whereas unless if since so".split())
_MAY: dict[str, Mood] = {"might": "may", "may": "may", "could": "may", "perhaps": "may",
                         "should": "should", "ought": "should", "must": "should",
                         "would": "wish", "want": "wish", "hope": "wish", "if": "if",
                         "unless": "if", "plan": "wish", "intend": "wish"}  # fmt: skip
_NUMBERS = set(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million billion".split()
)
_SMALL = set(STOPWORDS_EN_PLUS) | set(
    "mr mrs ms miss dr also would could should may might must will shall can very much just even "
    "still yet already there here thing things something anything way lot yes well get got go "
    "o'clock going went make made put let one ones such own rather quite really said whole".split()
)
_MEANT = {"against", "before", "after", "few", "more", "most", "all", "some", "every", "below"}


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[Word, ...]:
    """Words of a plain English text in order."""
    text = _TWICE.sub(lambda found: " " * len(found[0]), text)
    found: list[Word] = []
    clause, denying, moods = 0, False, set[Mood]()
    tokens = list(_TOKEN.finditer(text))
    for place, token in enumerate(tokens):
        word = token[0]
        lower = word.lower().replace("’", "'")
        if not word[0].isalnum() or lower in _BREAKS:
            clause, denying, moods = clause + 1, False, set()
        if lower in _MAY:
            moods.add(_MAY[lower])
        if _DENY.fullmatch(lower):
            denying = not denying
        elif _carries(word, lower):
            first = place == 0 or tokens[place - 1][0] in ".!?"
            first = first and not _speaks(tokens, place)
            base = stem(_PLAIN.get(lower, lower).removesuffix("'s"))
            found.append(_word(token, base, clause, denying, frozenset(moods), first=first))
            denying = denying and base in _LIGHT
    return tuple(found)


_PLAIN = dict(
    pair.split(":")
    for pair in "written:write wrote:write shown:show given:give gave:give fell:fall "
    "fallen:fall kept:keep "
    "met:meet paid:pay sent:send told:tell took:take taken:take began:begin begun:begin rose:rise "
    "risen:rise grew:grow grown:grow found:find held:hold left:leave lost:lose built:build "
    "bought:buy "
    "sold:sell chose:choose chosen:choose drove:drive driven:drive broke:break broken:break "
    "spoke:speak "
    "spoken:speak understood:understand led:lead spent:spend thought:think brought:bring "
    "won:win ran:run "
    "knew:know known:know saw:see seen:see went:go gone:go came:come became:become meant:mean "
    "felt:feel "
    "heard:hear forgot:forget stood:stand withdrew:withdraw withdrawn:withdraw".split()
)  # irregular forms
_LIGHT = {stem(word) for word in "want yet going able think believe say propose agree to plan "
                                 "willing ready need".split()}  # fmt: skip


def _speaks(tokens: Sequence[re.Match[str]], place: int) -> bool:
    """Tell whether a word is who says something: its verb follows."""
    return place + 1 < len(tokens) and bool(_SAYS.fullmatch(tokens[place + 1][0]))


def _carries(word: str, lower: str) -> bool:
    if not word[0].isalpha() or lower in _NUMBERS:
        return False
    return lower in _MEANT or (lower not in _SMALL and not lower.endswith("n't") and len(lower) > 1)


def _word(
    token: re.Match[str],
    base: str,
    clause: int,
    denied: bool,
    moods: frozenset[Mood],
    *,
    first: bool,
) -> Word:
    kind: Kind = "name" if token[0][0].isupper() and not first else "noun"
    forms = {base, token[0].lower()} | kin(base)
    if token[0][0].isupper():
        whole = folded(token[0])
        forms |= {f"/{whole}"} if len(whole) > 2 else set()
    past: set[Mood] = {"past"} if token[0].endswith("ed") else set()
    return Word(
        token[0],
        frozenset(forms),
        base,
        kind,
        token.start(),
        token.end(),
        clause,
        denied,
        moods | past,
    )
