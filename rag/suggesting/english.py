"""What English sentences give to ask about: noun phrases, terms they explain, questions.

There is no tagger: a noun phrase is told by the article before it and by what follows it.
"""

import re
from collections.abc import Iterator

from bm25s.stopwords import STOPWORDS_EN_PLUS

from index.records import Speaker

LITTLE = frozenset(STOPWORDS_EN_PLUS) | set(  # words that are no topic by themselves
    (
        "first second third last next other same such own way thing things lot bit question "
        "questions point points kind sort people person year years month months week weeks day "
        "days time times evening night morning today tomorrow room meeting meetings number part "
        "side end beginning case example word words man woman gentleman lady whole rest fact "
        "idea reason matter dull dot dots name names half loaf argument problem problems issue "
        "issues mistakes notes letter minutes hours evenings mornings members telephones comings "
        "compliments operations landings"
    ).split()
)
_WORD = r"[A-Za-z][a-z’'-]+"
_ENDS = (
    r"(?=[.,;:?!)]|$| (?:of|for|in|on|at|to|from|by|with|and|or|but|is|are|was|were|will|would|has|"
    r"have|had|can|could|should|must|may|might|when|that|which|who|if|as|than|before|after|because)\b)"
)
_WITH_ARTICLE = re.compile(rf"\b[Tt]he (?P<phrase>{_WORD}(?: {_WORD}){{1,2}}){_ENDS}")
_CAPITALS = re.compile(
    r"(?P<article>\b[Tt]he )?(?<![.?!] )\b(?P<phrase>[A-Z][a-z]+(?:[ -](?:of )?[A-Z][a-z]+)+)\b"
)
_PLURAL = re.compile(
    r"(?<!the )(?<!’)\b(?P<phrase>[a-z]{5,}[^suiy\W]s)(?=[.,;:?!]| (?:and|or|for|of)\b)"
)
_VERBS = frozenset("agrees goes says runs wants needs comes means gets makes takes looks".split())
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Lady|Lord|Dame)\b")
_EXPLAINED = re.compile(
    r"\b(?P<term>[A-Z][a-z]{3,}+[A-Za-z]*+(?: [A-Z][a-z]+)*+|[A-Z][A-Z0-9]{1,6})\b,?(?: which)? "
    r"(?:is|are|means|refers to|stands for) (?:a|an|the|what we call)\b"
)
_PRONOUN = re.compile(
    r"\b(?:it|its|this|that|these|those|they|them|their|you|your|he|him|his|she|her|we|us|our|i|me|"
    r"my|mine|there|here|then|so|too|anybody|anyone|"
    r"afterwards|tonight|today|what about|how about)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:What|When|Where|Who|Why|How|Which|Does|Do|Did|Is|Are|Was|Were|Has|Have|Should)\b.*\?"
)
_WORDS = range(5, 22)  # of a question that a reader takes in at a glance
_GENERIC = re.compile(r"speaker|unknown|participant|member|audience|chair|\d", re.IGNORECASE)


def phrases(words: str) -> Iterator[str]:
    """Noun phrases that can be a topic, with the article they have.

    >>> list(phrases("I should not want to see the school boat on the boards."))
    ['the school boat']
    """
    for found in _CAPITALS.finditer(words):
        first, _, rest = found["phrase"].partition(" ")
        phrase = rest if first.lower() in LITTLE else found["phrase"]
        titled = _TITLE.search(words[max(0, found.start() - 6) : found.end()])
        if " " in phrase and not titled:
            yield f"{'the ' if found['article'] else ''}{phrase}"
    for found in _WITH_ARTICLE.finditer(words):
        parts = found["phrase"].split()
        if parts[0].islower() and not any(_is_little(part) for part in parts):
            yield f"the {found['phrase']}"
    for found in _PLURAL.finditer(words):
        if found["phrase"] not in LITTLE:
            yield found["phrase"]


def _is_little(word: str) -> bool:
    """Tell whether a word names nothing, or is no noun by its looks."""
    return word.lower() in LITTLE | _VERBS or word.endswith(("ed", "ly", "ing"))


def explained(words: str) -> str | None:
    """Term that a sentence explains, or None: "Minatogram, which is the format" -> "Minatogram"."""
    found = _EXPLAINED.search(words)
    if not found or found["term"].lower() in LITTLE or _PRONOUN.fullmatch(found["term"]):
        return None
    return found["term"]


def standing_alone(words: str) -> str | None:
    """Question of a meeting as anybody might ask it, or None where it leans on what was said."""
    fits = _QUESTION.fullmatch(words) and len(words.split()) in _WORDS
    return words if fits and not _PRONOUN.search(words) else None


def is_name(phrase: str) -> bool:
    """Tell whether a phrase can stand in another language's question as it is written."""
    return phrase[0].isupper()


def called(speaker: Speaker) -> str | None:
    """How a question calls a speaker; None for one who bears no name."""
    name = speaker.known_as
    return None if not name.isascii() or _GENERIC.search(name) or name.islower() else name
