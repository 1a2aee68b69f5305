"""Two forms of one thing that a sentence gives as one: acronyms, abbreviations, other scripts.

Acronyms in brackets are matched with their long forms as by Schwartz and Hearst (2003).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.spelling import folded, latin, skeleton
from rag.catchup.nouns import has_name, katakana, nouns, reading

_BRACKETED = re.compile(r"(?P<before>[^()「」、。]{2,60}?)[」』]? ?\((?P<inside>[^()]{2,40})\)")
_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z0-9&]{1,5}")
_SHORT = re.compile(r"[A-Z][A-Za-z0-9&-]{1,9}")
_HEARD = 3  # letters that a sound must have to tell anything
_SAYS_SO = re.compile(r"^(?:以下、?|いわゆる|通称、?|略称、?|略して|旧称?、?)")
_SO_CALLED = re.compile(  # 全国銀行資金決済ネットワーク、いわゆる全銀ネットの
    r"(?P<before>[^、。]{2,40})、いわゆる「?(?P<term>[一-龯々ァ-ヴーA-Za-z0-9]{2,16})」?(?=[のをがはにもで、])"
)
_SPELT = re.compile(
    r"(?P<kana>[ァ-ヴー・]{3,})、?(?:つづり|綴り|英語で|原語で)(?:は|"
    r"では)? ?(?P<latin>[A-Z][A-Za-z ]{2,20})"
)
_LATIN_WORDS = re.compile(r"[A-Za-z][A-Za-z'’-]*(?: [A-Za-z][A-Za-z'’-]*)*$")
_EITHER = re.compile(
    r"(?P<kana>[ァ-ヴー・]{3,})、?(?:英語|ローマ字|原語)で(?:は|"
    r"も)? ?(?P<latin>[A-Z][A-Za-z ]{2,20})"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A term and its other form."""

    term: str
    other: str
    short: bool


def aliases_in(words: str) -> list[Pair]:
    """Pairs that a sentence gives: "電子商取引(EC)を" -> [Pair("電子商取引", "EC", True)]."""
    found = [pair for match in _BRACKETED.finditer(words) if (pair := _bracketed(match))]
    for match in _SO_CALLED.finditer(words):
        if whole := _last(match["before"]):
            found.append(Pair(whole, match["term"], len(match["term"]) < len(whole)))
    for pattern in (_SPELT, _EITHER):
        for match in pattern.finditer(words):
            if sound_alike(match["kana"], match["latin"]):
                found.append(Pair(match["kana"], match["latin"].strip(), False))
    return found


def sound_alike(kana: str, letters: str) -> bool:
    """Tell whether a katakana word and a Latin one are spellings of one name.

    >>> sound_alike("グーグル", "Google"), sound_alike("ノリヨリ", "Minatogram")
    (True, False)
    """
    return bool(sounds(kana) & sounds(letters))


def sounds(form: str) -> frozenset[str]:
    """Keys under which spellings meet: the whole sound, or its first letter and consonants."""
    soft = re.sub(r"[cC](?=[eiyEIY])", "s", form)
    whole = folded(soft if form.isascii() else latin(form))
    if len(whole) < _HEARD:
        return frozenset()
    bones = {skeleton(whole), re.sub(r"[aeiouywh]", "", whole.replace("l", "r"))}
    long = {f"{whole[0]}-{bone}" for bone in bones if len(bone) >= _HEARD and len(whole) > _HEARD}
    return frozenset({whole} | long)


def _begin_alike(kana: str, letters: str) -> bool:
    """Tell whether a bracket after a katakana word holds the word it came from."""
    return folded(latin(kana))[:2] == folded(letters)[:2]


def long_form(before: str, short: str) -> str | None:
    """Words before a bracket that an acronym stands for, by Schwartz and Hearst (2003).

    >>> long_form("issue a central bank digital currency", "CBDC")
    'central bank digital currency'
    """
    at = len(before)
    for place in range(len(short) - 1, -1, -1):
        letter = short[place].lower()
        if not letter.isalpha():  # the 2 of O2O is a word
            continue
        at -= 1
        while at >= 0 and (
            before[at].lower() != letter or (place == 0 and at > 0 and before[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
    found = before[at:]
    most = min(len(short) + 5, 2 * len(short))
    return found if 1 < len(found.split()) <= most and found.lower() != short.lower() else None


def _bracketed(match: re.Match[str]) -> Pair | None:
    before, inside = match["before"].rstrip(), match["inside"].strip()
    said = _SAYS_SO.sub("", inside).strip("「」 ")
    latin_words = _LATIN_WORDS.search(before)
    if said == inside and latin_words and _SHORT.fullmatch(said):
        whole = long_form(latin_words[0], said)
        return Pair(whole, said, True) if whole else None
    last = _last(before)
    if not last or len(said) < 2:
        return None
    if said != inside:  # いわゆる買い物難民
        return Pair(last, said, len(said) < len(last))
    kana = re.fullmatch(r"[ァ-ヴー・]+", last) and _LATIN_WORDS.fullmatch(said)
    if kana and not said.isupper() and _begin_alike(last, said):
        return Pair(last, said, False)
    if _SHORT.fullmatch(said):
        if last.isascii():
            return None
        return Pair(last, said, True) if _ACRONYM.fullmatch(said) else None
    if _SHORT.fullmatch(last) and long_form(said, last) == said:
        return Pair(said, last, True)
    return _named(last, said)


def _named(last: str, said: str) -> Pair | None:
    if re.fullmatch(r"[ぁ-んァ-ヴー]{2,}", said) and _is_read(said, last):
        return Pair(last, said, True)
    if [noun.form for noun in nouns(said)] != [said]:
        return None
    if _SHORT.fullmatch(last) and sum(letter.isupper() for letter in last) > 1 and len(said) > 3:
        return Pair(said, last, True) if not said.isascii() and len(last) < len(said) else None
    if _is_cut(said, last):
        return Pair(last, said, True)
    if _is_gloss(last, said):
        return Pair(last, said, False)
    return None


def _is_read(short: str, whole: str) -> bool:
    """Tell whether kana shorten a word by its sounds: でんさい, 電子記録債権."""
    heard = iter(reading(whole))
    kana = katakana(short)
    return len(kana) < len(reading(whole)) and all(sound in heard for sound in kana)


def _is_gloss(last: str, said: str) -> bool:
    """Tell whether one is a loanword and the other says it in Japanese: モビリティ(移動)."""
    scripts = {bool(re.fullmatch(r"[ァ-ヴー・]{3,}", one)) for one in (last, said)}
    kanji = any(re.fullmatch(r"[一-龯々]{2,}", one) for one in (last, said))
    return scripts == {True, False} and kanji and not has_name(last) and not has_name(said)


def _is_cut(short: str, whole: str) -> bool:
    """Tell whether a short form takes characters of the whole in order: 社協, 社会福祉協議会."""
    rest = iter(whole)
    return len(short) * 2 <= len(whole) and short[0] == whole[0] and all(c in rest for c in short)


def _last(before: str) -> str:
    """Noun run that ends right before a bracket."""
    runs = list(_ends(before))
    acronym = re.search(r"[A-Z][A-Za-z0-9&-]{1,9}$", before)
    return runs[-1] if runs else acronym[0] if acronym else ""


def _ends(before: str) -> Iterator[str]:
    for noun in nouns(before):
        if before.rstrip("」』 ").endswith(noun.form):
            yield noun.form
