"""Stance of an English sentence, by its main clause."""

import re

from rag.catchup.found import Stance
from rag.catchup.said import unquoted

_OF_OTHERS = re.compile(
    r"\b(?:some|others?|many|people|critics|they|he|she|it is|it was|nobody|no one)\b"
    r"(?: \w+){0,2} (?:say|says|said|argue[sd]?|claim(?:s|ed)?|think|thinks|thought|"
    r"believe[sd]?|suggest(?:s|ed)?|propos\w+|warn(?:s|ed)?|told|fear(?:s|ed)?)\b|"
    r"\baccording to\b|\bwarned (?:them|us)\b",
    re.I,
)
_ONCE = re.compile(r"\bI (?:said|used to|had thought|once thought|was against|was hoping)\b", re.I)
_CONTRAST = re.compile(r"[,;] (?:but|however|yet) |^(?:but|however|yet),? ", re.I)
_IF = re.compile(r"\b(?:if|unless|provided|as long as|on condition|only when|for one \w+)\b", re.I)
_I = r"\b(?:I|we)(?:'d|’d|'m|’m|'ll|’ll| am| are| would| should| shall| will| do)?\b"
_FOR = re.compile(
    rf"{_I}(?: \w+){{0,2}} (?:agree|support|welcome|endorse|accept|(?:am |are )?happy with|"
    r"(?:am |are )?in favou?r|second|vote for)\b|^(?:agreed|I can|absolutely|yes, I agree|"
    r"no objections?)\b|"
    r"\bno objections?\b|\bI have no (?:objection|problem)",
    re.I,
)
_AGAINST = re.compile(
    rf"{_I}(?: \w+){{0,2}} (?:oppose|object|disagree|reject|worry|fear|(?:am |are )?(?:against|"
    r"opposed|not convinced|worried|concerned|afraid|uneasy))\b|"
    r"\b(?:have|has|had) to say no\b|\b(?:my|our) (?:concern|worry|fear|objection)s? (?:is|are)\b|"
    r"\b(?:do|does|can|could|would|will|are|is)(?: not|n['’]t)(?: \w+){0,4} (?:agree|accept|"
    r"support)\b|\b(?:I|we)(?: do|did|would|should)(?: not|n['’]t) (?:want|like) "
    r"(?:my|our|the|any|to see)\b|"
    r"\b(?:is|are) not (?:the same as|enough|safe|ready)\b|\btoo (?:risky|expensive|soon|fast|far|"
    r"dangerous|late|vague|long|short|much|many|little|few|high|low|early|slow)\b|\b(?:risks?|"
    r"danger|problem|trouble) "
    r"(?:is|that|of|here)\b|\bdangerous\b",
    re.I,
)
_OPEN = re.compile(
    r"\b(?:I|we) (?:cannot|can['’]t|could not|couldn['’]t) (?:promise|say|decide|commit|guarantee|"
    r"answer)\b|\bnot (?:yet )?(?:sure|certain|decided)\b|\b(?:reserve|withhold) "
    r"(?:my|our|judge?ment)\b|\bit is not that\b|\bI am not (?:against|opposed|saying)\b|"
    r"\b(?:half a loaf|too early to)\b|\bI might think again\b|\bmight (?:be able|consider)\b",
    re.I,
)
_SUGGESTS = re.compile(
    rf"{_I}(?: \w+){{0,1}} (?:propose|suggest|recommend|urge|move that|like us to)\b|"
    r"\b(?:my|our) (?:proposal|suggestion|recommendation) is (?:to|that)\b|"
    r"\b(?:should|ought to|must|needs? to|had better)\b|\blet us\b|\blet['’]s\b|"
    r"^(?:then |so |first, |second, |third, )*(?:put|use|make|keep|give|stop|start|stand|publish|"
    r"set|ask|build|take|leave|try|show|move|hold|share|open|close|add|drop|test)\b (?!your tea)|"
    r"^(?:first|second|third|fourth), .* (?:will|shall)\b",
    re.I,
)
_NO_PROPOSAL = re.compile(
    r"\b(?:I should (?:like|not like|say)|should have|must have|must be|let us stay|let us move|"
    r"let us (?:begin|start|hear|turn)|would you|shall we)\b",
    re.I,
)
_MILD = re.compile(
    r"\b(?:think|believe|guess|(?-i:may)|might|could|would|should|perhaps|maybe|probably|if|"
    r"suppose|"
    r"hope|want|wish|feel|please|will|shall|cannot|not|surprised)\b",
    re.I,
)
_NUMBER = re.compile(
    r"\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|dozens?|"
    r"hundreds?|thousands?) (?:of )?(?!thing|more|point|word|question|reason|dull)\w+",
    re.I,
)
_PAST = re.compile(
    r"\b(?:I|we|they|he|she|it|that|which|who|\w+s|[A-Z]\w+) (?:\w+ly )?(?:\w+ed|took|had|was|were|"
    r"ran|sent|wrote|put|went|came|got|made|gave|found|said|set|fell|rose|cost|has \w+ed)\b"
)


def stance_of(words: str) -> Stance | None:
    """Stance of a sentence, or None where it cannot be told.

    >>> stance_of("Some say it is unsafe, but I support it."), stance_of("It may be so.")
    ('agree', None)
    """
    bare = unquoted(words)
    main = _CONTRAST.split(bare)[-1] or bare
    if bare.endswith("?") or _OF_OTHERS.search(main) or _ONCE.search(main):
        return None
    return _held(main, bare) or _stated(bare)


def _held(main: str, whole: str) -> Stance | None:
    for clause in (main, whole):
        if _OPEN.search(clause):
            return "reservation"
        if _AGAINST.search(clause):
            return "concern"
        if _FOR.search(clause):
            return "reservation" if _IF.search(whole) else "agree"
        if _OF_OTHERS.search(whole) or _ONCE.search(whole):
            return None
    suggests = _SUGGESTS.search(main) and not _NO_PROPOSAL.search(main)
    return "proposal" if suggests else None


def _stated(whole: str) -> Stance | None:
    if _MILD.search(whole):
        return None
    return "fact" if _NUMBER.search(whole) or _PAST.search(whole) else None
