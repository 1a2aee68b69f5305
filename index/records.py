"""The records that cross modules: everything points into a transcript's source text by span."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of character offsets (Python string indices) into a source text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a range that no text can have.

        Raises:
            ValueError: start is negative or lies behind end.
        """
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no such span: {self.start} to {self.end}")

    def __len__(self) -> int:
        """Return the number of characters."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Slice the text: Span(1, 3).of("abcd") -> "bc"."""
        return text[self.start : self.end]

    def meets(self, other: "Span") -> bool:
        """Tell whether two ranges of one text share characters."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as the label says it: 藤崎・中曽根平和研理事長 -> 藤崎, 中曽根平和研, 理事長."""

    label: str  # as the transcript writes it, in NFKC
    name: str
    affiliation: str | None = None
    role: str | None = None
    person: str | None = None  # whom an editor knows by this label; None where none decided

    @property
    def known_as(self) -> str:
        """Name of the entry that the label belongs to; labels of one name are one by default."""
        return self.person or self.name


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted speech; number 0 is the text before the first speaker."""

    number: int
    speaker: Speaker | None
    span: Span  # the words spoken, without the label and without white space around them


@dataclass(frozen=True, slots=True)
class Header:
    """What the lines before the first speaker say about the meeting."""

    title: str
    series: str | None = None
    organisation: str | None = None
    session: str | None = None  # 2020年度第1回
    date: str | None = None  # ISO 8601
    part: str | None = None
    next_part: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its text, decoded and otherwise unchanged."""

    name: str  # the file's own name, without folders
    path: str  # where it was read from; the name alone for an upload
    text: str
    sha256: str  # of the file's bytes
    encoding: str
    pages: tuple[int, ...] = ()  # offset at which each page begins; empty where there are none


@dataclass(frozen=True, slots=True)
class Transcript:
    """One meeting's record as one file."""

    id: str
    source: Source
    header: Header
    turns: tuple[Turn, ...]
    warnings: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """The source text."""
        return self.source.text

    @property
    def speakers(self) -> list[str]:
        """Speaker labels in order of first speech."""
        return list(dict.fromkeys(t.speaker.label for t in self.turns if t.speaker))

    def turn_at(self, offset: int) -> Turn | None:
        """Return the turn whose words hold this offset, or None between turns."""
        for turn in self.turns:
            if turn.span.start <= offset < turn.span.end:
                return turn
        return None

    def page_at(self, offset: int) -> int | None:
        """1-based page that holds the offset, or None for a file without pages."""
        return sum(begin <= offset for begin in self.source.pages) or None


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one turn that is embedded and retrieved."""

    transcript_id: str
    turn: int
    span: Span
