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
_IF = re.compile(
    r"\b(?:(?<!see )(?<!know )(?<!ask )(?<!as )if|unless|provided|as long as|on condition|"
    r"only when|for one \w+)\b",
    re.I,
)
_OPENING = (  # what may stand before the speaker's own "I" at the head of a clause
    r"(?:^|[.,;] |\b(?:and|but|so|that|because|think|say) )"
)
_I = rf"{_OPENING}(?:I|we)(?:['’](?:m|d|ve|ll|re)| am| are| would| should| shall| will| do)?"
_HOW = (
    r"(?: (?:also|certainly|completely|fully|strongly|absolutely|very|quite|really|still|"
    r"entirely|simply|deeply|much|have|to|so))*"
)
_FOR = re.compile(
    rf"{_I}{_HOW} (?:agree(?: with| to|d|[.,]|$)|vote for|endorse|accept|in favou?r|happy with)|"
    rf"{_OPENING}I(?: do| can| shall| will)?{_HOW} (?:support|welcome)\b|"
    r"^(?:agreed|I can|absolutely|yes, I agree|no objections?)[.!,]|\bI have no (?:objection|"
    r"problem)",
    re.I,
)
_AGAINST = re.compile(
    rf"{_I}{_HOW} (?:oppose|object|disagree|reject|worry|fear|(?:not )?(?:against|opposed|"
    r"worried|concerned|afraid|uneasy|not convinced))\b|"
    r"\bI(?: have|['’]ve)? (?:had |have )?to say no\b|\b(?:my|our) (?:main |only )?(?:concern|"
    r"worry|fear|objection)s? (?:is|are)\b|"
    r"\b(?:I|we) (?:do|can|could|would|will)(?: ?not|n['’]t) (?:agree|accept|support)\b|"
    r"\bwe are not going to agree\b|\bI (?:do|did|would|should)(?: not|n['’]t) (?:want|like) "
    r"(?:my|our|the|any|to see)\b|\b(?:is|are) not (?:the same as|enough|safe|ready)\b|"
    r"\b(?:is|are|was|be|seems?) (?:far |much |simply )?too (?:risky|expensive|soon|fast|far|"
    r"dangerous|late|vague|"
    r"long|short|much|many|little|few|high|low|early|slow)\b|"
    r"^(?:so,? |but,? )?the (?:problem|danger|risk|trouble) (?:is|with)\b",
    re.I,
)
_OPEN = re.compile(
    r"\b(?:I|we) (?:cannot|can['’]t|could not|couldn['’]t) (?:promise|decide|commit|guarantee|"
    r"answer|say (?!enough))|\b(?:I|we)(?:['’](?:m|re)| am| are) not (?:yet )?(?:sure|certain)\b|"
    r"\b(?:reserve|withhold) (?:my|our|judge?ment)\b|\bit is not that\b|"
    r"\bI am not (?:against|opposed|saying)\b|\bhalf a loaf\b|\btoo early to\b|"
    r"\b(?:I|we) might (?:think again|be able|consider)\b",
    re.I,
)
_ACTS = (
    r"(?! (?:know|understand|remember|note|see|say|like|be (?:careful|clear|aware|able)|have)\b)"
)
_SUGGESTS = re.compile(
    rf"{_I}{_HOW} (?:propose|suggest|recommend|urge|move that|like us to)\b|"
    r"\b(?:my|our) (?:proposal|suggestion|recommendation) is (?:to|that)\b|"
    rf"(?:^(?:[^,]{{0,24}}, )?|[.;] |\b(?:and|but|so|think) )(?:we|they|somebody|the \w+|[A-Z]\w+)"
    rf"(?: also)? (?:should|ought to|must|need to)(?: also)?{_ACTS}|"
    r"^(?:so,? |then,? )?let(?: us|['’]s)\b|"
    r"^(?:then )?(?:put|use|keep|give|stop|start|stand|publish|set|build|share|open|close|add|"
    r"drop|test|limit|cut|raise|lower|extend|pause) (?:\S+ ){5,}|"
    r"^(?:first|second|third|fourth), .* (?:will|shall)\b",
    re.I,
)
_NO_PROPOSAL = re.compile(
    r"\b(?:I should (?:like|not like|say)|(?:should|must) have|let us (?:stay|move on|begin|"
    r"start|hear|turn|leave|see)|"
    r"let['’]s (?:see|say|move on|go|begin|start|find out)|would you|shall we)\b",
    re.I,
)
_MILD = re.compile(
    r"\b(?:think|believe|guess|(?-i:may)|might|could|would|should|perhaps|maybe|probably|if|"
    r"suppose|"
    r"hope|want|wish|feel|please|will|shall|cannot|not|surprised|opinion|say|says|said|"
    r"thank)\b|n['’]t\b",
    re.I,
)
_NUMBER = re.compile(
    r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|dozens?|"
    r"hundreds?|thousands?) (?:of )?(?!thing|more|point|word|question|reason|dull|answer)\w+",
    re.I,
)
_PAST = re.compile(
    r"\b(?:I|we|they|he|she|it|that|which|who|\w+s|[A-Z]\w+) (?:\w+ly )?(?:\w+ed|took|had|was|were|"
    r"ran|sent|wrote|put|went|came|got|made|gave|found|set|fell|rose|cost|paid|has \w+ed)\b"
)
_WORDS = 4  # of a sentence that states something


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
    if _MILD.search(whole) or len(whole.split()) < _WORDS or not whole.rstrip().endswith("."):
        return None
    return "fact" if _NUMBER.search(whole) or _PAST.search(whole) else None
