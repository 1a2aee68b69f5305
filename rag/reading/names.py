"""The names in a question, each replaced by one character: speakers' names, and others'."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.records import Speaker
from index.spelling import folded, shinjitai
from rag.reading.marks import KNOWN, OTHER, Masked, Name, without_private
from rag.reading.people import foreign_names_of, is_family_name, names_of, of_house

_MOST = 500  # names that one question may hold
_HONORIFIC = "(?:さん|氏|君|くん|様|先生|殿|女史)"
OFFICE = (
    "(?:(?:主任|上席|首席|副|代表|名誉|特別|客員|元|前)*(?:研究員|研究委員|理事長|理事|所長|委員長|"
    "委員|座長|議長|会長|社長|院長|校長|館長|顧問|准教授|教授|助教|講師|大臣|局長|課長|部長|室長|"
    "次長|参事官|審議官|知事|市長|区長|町長|村長|議員|参考人|公述人|事務局長|主査|主幹|主任|幹事|"
    "監事|代表|弁護士|記者|博士|総裁|総長|学長))"
)
_AFTER = {  # what may follow a name and belongs to it
    "ja": rf"{OFFICE}?{_HONORIFIC}?",
    "zh": "(?:先生|女士|小姐|老师|教授|博士|主任|研究员|委员长?|课长|科长|部长|局长|所长|理事长|"
    "顾问|议长)?",
    "ko": "(?: ?(?:씨|님|선생님?|교수|박사|위원장?|의장|과장|부장|소장|이사장|고문|연구원))?",
    "en": "",
}
_BEFORE = r"(?:the )?(?:(?:dr|mr|mrs|ms|miss|prof|professor|sir|dame|lord|lady)\.? )?"
_CAPITAL = r"[A-Z][\w'’-]*\w(?: (?:[A-Z][\w'’-]*\w|de|van|von|der))*"
_ROMAN = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor)\.? )?\b(?P<name>[A-Z][a-zāēīōū'-]{2,})\b(?:-san)?"
)
_HANGUL = re.compile(
    rf"(?<![가-힣])(?P<name>[가-힣]{{2,6}}?){_AFTER['ko']}"
    r"(?=(?:은|는|이|가|께서는?|의|을|를|에게|와|과|도|만)?(?: |에 따르|[,?.]|$))"
)
_SOMEBODY = {  # somebody of a house: 葦戸バスの人
    "ja": r"(?P<name>[一-龯々ァ-ヴーA-Za-z0-9ヶ]{2,20})(?:さん)?の"
    r"(?:人|方|担当者?|代表者?|社員|職員|出席者|参加者|メンバー)(?![一-龯々ァ-ヴー])",
    "en": r"\b(?:[Tt]he )?(?:person|representative|delegate|speaker|member|people) "
    rf"(?:from|of) (?:the )?(?P<name>{_CAPITAL})",
    "zh": r"(?P<name>[一-龯ァ-ヴー]{2,12})的(?:人|代表|负责人)",
    "ko": r"(?P<name>[가-힣]{2,12})(?:의)? ?(?:대표|담당자|관계자|사람|분)",
}
_OTHERS = {  # names of those who are no speakers
    "ja": rf"(?<![一-龯々ァ-ヴー\d])(?P<name>[一-龯々]{{1,6}}?|[ァ-ヴー・]{{2,20}}|[A-Z][A-Za-z]+)"
    rf"(?P<title>{OFFICE}{_HONORIFIC}?|{_HONORIFIC})?(?=[はが、]|に(?:よれば|よると)|の|以外)",
    "en": r"(?P<title>\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Sir|Dame|Lord|Lady|Senator)\.? )"
    rf"(?P<name>{_CAPITAL})|(?<=\bdid )(?P<bare>{_CAPITAL})(?= [a-z])",
    "zh": "(?P<name>[一-龯]{2,3})(?P<title>先生|女士|教授|博士|课长|顾问|所长|委员)",
    "ko": "(?P<name>[가-힣]{2,4}) ?(?P<title>씨|교수|박사|고문|소장)(?=[은는이가께의])",
}
Found = tuple[int, int, Name]


def mask(text: str, language: str, people: Sequence[Speaker]) -> Masked:
    """Replace the names of a question (NFKC) so that grammar reads the same around any name."""
    text = without_private(text)
    everybody = tuple(people)
    taken: list[Found] = []
    for finder in (_speakers, _spelled, _somebody, _others):
        for start, end, name in finder(text, language, everybody):
            if all(end <= first or last <= start for first, last, _ in taken):
                taken.append((start, end, name))
    names, pieces, last = {}, [], 0
    for place, (start, end, name) in enumerate(sorted(taken, key=lambda t: t[:2])[:_MOST]):
        char = chr(ord(OTHER if name.bare else KNOWN) + place)
        names[char] = name
        pieces += [text[last:start], char]
        last = end
    return Masked("".join([*pieces, text[last:]]), names)


def _speakers(text: str, language: str, people: tuple[Speaker, ...]) -> Iterator[Found]:
    """Speakers under their own names."""
    called = names_of(people)
    searched = shinjitai(text) if language == "zh" else text  # of the same length
    for pattern in _patterns(people, language):
        for found in pattern.finditer(searched):
            value = called.get(found["name"].casefold())
            after = re.compile(_AFTER[language]).match(text, found.end())
            words = text[found.start() : after.end() if after else found.end()]
            if " " in words or not (words.isascii() and words.islower()):
                yield found.start(), found.start() + len(words), Name(words, value)


def _spelled(text: str, language: str, people: tuple[Speaker, ...]) -> Iterator[Found]:
    """Speakers with Japanese names, spelled in Latin letters or Hangul."""
    pattern = {"en": _ROMAN, "ko": _HANGUL}.get(language)
    called = foreign_names_of(people) if pattern else {}
    for found in pattern.finditer(text) if pattern and called else ():
        key = folded(found["name"])
        if key in called:
            yield found.start(), found.end(), Name(found[0], called[key])


def _somebody(text: str, language: str, people: tuple[Speaker, ...]) -> Iterator[Found]:
    housed = any(speaker.affiliation for speaker in people)
    for found in re.finditer(_SOMEBODY[language], text) if housed else ():
        value = of_house(found["name"], people)
        if value:
            yield found.start(), found.end(), Name(found[0], value)


def _others(text: str, language: str, people: tuple[Speaker, ...]) -> Iterator[Found]:
    """People who are no speakers."""
    for found in re.finditer(_OTHERS[language], text):
        groups = found.groupdict()
        bare, titled = groups["name"] or groups["bare"], bool(groups["title"])
        if language != "ja" or (is_family_name(bare) and (titled or len(bare) > 1)):
            yield found.start(), found.end(), Name(found[0], None, bare, titled)


@lru_cache(maxsize=32)
def _patterns(people: tuple[Speaker, ...], language: str) -> tuple[re.Pattern[str], ...]:
    """Patterns of the speakers' names, longest first; a name inside a longer word is none."""
    words = sorted(names_of(people), key=lambda word: (-len(word), word))
    latin = "|".join(re.escape(word) for word in words if word.isascii())
    other = "|".join(re.escape(word) for word in words if not word.isascii())
    forms = []
    if latin:
        forms.append(rf"\b{_BEFORE}(?<!\w)(?P<name>{latin})(?!\w)")
    if other:
        edge = "一-龯々ァ-ヴー" if language == "ja" else ""
        before, after = (f"(?<![{edge}])", f"(?![{edge}])") if edge else ("", "")
        forms.append(rf"{before}(?P<name>{other})(?={_AFTER[language]}{after})")
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)
