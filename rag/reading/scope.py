"""Where to search, read from a question's own words: speaker, session, dates.

Read without a language model and for precision first: what may be content stays content.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date

from index.snapshot import Snapshot
from rag.question import Question, understand
from rag.reading.dates import read_dates
from rag.reading.marks import Mark, Missing
from rag.reading.mentions import mentions
from rag.reading.names import mask
from rag.reading.rows import allowed_rows
from rag.reading.sessions import read_session
from rag.reading.speech import read_speaker
from rag.records import Filter

_HOLLOW = set(  # words that name no topic by themselves
    "会合 会議 研究 会 委員 議論 話 話す 話題 内容 発言 議題 開く 開催 行う 出る 決まる 決める "
    "意見 考え 言う 結論 まとめ 回 様 有る 次 定例 "
    "discuss talk meet session happen decid mention topic said say summar cover "
    "회의 논의 이야 야기 무엇 발언 내용 의견 결정 했습 습니 니다 니까 나요".split()
)
_DECIDED = re.compile("決|decid|agree|决定|결정", re.IGNORECASE)  # a topic: not all was decided
_DATES = {"from", "to"}
_SPEAKERS = {"speaker", "not_speaker"}
_KANJI = re.compile("[一-龯]")
_LOOSE = {  # what hangs on to a topic when its verb is taken away
    "ja": re.compile(
        "(?:について|に関して|に対して|をめぐって)?(?:[はをがに、]|(?<!も)の|(?<!こ)と|(?<!ま)で)*[?。]*$"
    ),
    "en": re.compile("[ ,?.!]+$"),
    "zh": re.compile("^(?:对|就|关于)|[,?。的]+$"),
    "ko": re.compile("[ ,?.]+$"),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a question's own words say to search, and what for."""

    given: Filter  # what was set by hand
    read: Filter  # what the words set
    topic: Question  # the question without the words that were read
    missing: tuple[Missing, ...] = ()
    bare: bool = False  # it asks what was said at all, naming no topic

    @property
    def filter(self) -> Filter:
        """All that holds: what was given, then what was read."""
        return _join(self.given, self.read)

    def place(self) -> Filter:
        """All that holds but for who is read to speak: session and dates."""
        kept = replace(self.read, speaker=None, not_speaker=None)
        return _join(self.given, kept)

    def widened(self) -> "Scope":
        """Where only what was given by hand says to search."""
        return Scope(self.given, Filter(), self.topic)


def read_scope(
    question: Question,
    snapshot: Snapshot,
    given: Filter,
    today: date,
    unread: Collection[str] = (),
) -> Scope:
    """Read filters from a question; `unread` names those that the words must not set.

    What was given by hand wins over what the words say.
    """
    masked = mask(question.text, question.language, snapshot.people)
    headers = list(snapshot.transcripts.values())
    sessions = {header.session for header in headers if header.session}
    held = sorted({header.date for header in headers if header.date})
    readers: tuple[Callable[[str], Mark | None], ...] = (
        lambda text: read_session(text, question.language, sessions),
        lambda text: read_dates(text, question.language, today, held),
        lambda text: read_speaker(text, masked.names, question.language),
    )
    text, read, missing = masked.text, Filter(), []
    for reader in readers:
        mark = reader(text)
        if not mark or not _sure(mark, question, snapshot):
            continue
        if not _barred(mark, given, unread, snapshot):
            text, read = mark.rest, _join(mark.filter, read)
            missing += [mark.missing] if mark.missing else []
        elif mark.filter.as_dict().keys() <= _SPEAKERS & set(unread):
            text = mark.rest  # anybody may say it: the name would only lead astray
    topic = None if text == masked.text else _topic(question, masked.shown(text))
    alone = topic is None and text != masked.text and question.kind is None
    bare = alone and not _DECIDED.search(question.text)
    return Scope(given, read, topic or question, tuple(missing), bare)


def _barred(mark: Mark, given: Filter, unread: Collection[str], snapshot: Snapshot) -> bool:
    """Tell whether a filter was given or taken away by hand, or contradicts what was given."""
    kinds = mark.filter.as_dict().keys()
    taken = given.as_dict().keys() | set(unread)
    if kinds & taken or (kinds & _DATES and taken & _DATES):
        return True
    if not given.as_dict() or mark.missing:
        return False
    both = allowed_rows(snapshot, _join(given, mark.filter))
    return both is not None and not len(both)


def _sure(mark: Mark, question: Question, snapshot: Snapshot) -> bool:
    """Tell whether a name that no speaker bears may be called missing.

    Only in a library in which somebody speaks. A name that is mentioned needs a title: without
    one it may be that of a firm or a book. One that stands nowhere may be a speaker's in another
    script, unless it is written in kanji.
    """
    missing = mark.missing
    if missing is None or missing.kind != "speaker":
        return True
    if snapshot.people and mentions(snapshot, missing.value):
        return missing.titled
    if not snapshot.people or question.language not in snapshot.languages:
        return False
    latin = missing.value.isascii()
    alike = all(speaker.name.isascii() == latin for speaker in snapshot.people)
    return alike or bool(_KANJI.search(missing.value))


def _join(first: Filter, second: Filter) -> Filter:
    """Both filters; the first one's values win."""
    return Filter.of(second.as_dict() | first.as_dict())


def _topic(question: Question, rest: str) -> Question | None:
    """Question without the words of its scope; None where nothing else is in it."""
    rest = question.text if rest == question.text else _LOOSE[question.language].sub("", rest)
    if not any(char.isalnum() for char in rest):
        return None
    topic = understand(rest)
    if {word[0] for word in topic.words} <= _HOLLOW:
        return None
    return replace(topic, language=question.language, kind=question.kind)
