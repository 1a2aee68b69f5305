"""A draft while it is edited: its rows, what was found of each, and what is not saved yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from secrets import token_hex

from index.records import Speaker
from index.sentences import sentences
from rag.drafting.placing import placed
from rag.drafting.proof import numbered
from rag.drafting.records import Block, Checked, Draft, Heading, Sentence
from rag.drafting.revising import revised
from rag.records import Citation

_TOKEN_BYTES = 4


@dataclass(slots=True)
class Row:
    """A heading or a sentence; `found` is of its words as they are, by its own footnotes."""

    id: int
    block: Block
    found: Checked | None = None


@dataclass(slots=True)
class Editing:
    """The rows of a version that somebody has open.

    They stand in slots: a row that is cut in several stays in its own, and an emptied slot stays,
    so that no other row moves on the page while somebody types into it.
    """

    name: str  # of the draft
    version: int
    draft: Draft  # as saved
    title: str
    slots: list[list[Row]]
    generation: int  # of the library that the rows were checked against
    token: str = field(default_factory=lambda: token_hex(_TOKEN_BYTES))  # tells widgets apart
    _ids: "count[int]" = field(default_factory=count)

    @classmethod
    def of(cls, name: str, version: int, draft: Draft, generation: int) -> "Editing":
        """Begin with a version as it was saved."""
        made = cls(name, version, draft, draft.title, [], generation)
        made.slots = [[made._row(block)] for block in draft.blocks]
        return made

    @property
    def rows(self) -> list[Row]:
        """All rows in order."""
        return [row for slot in self.slots for row in slot]

    @property
    def current(self) -> Draft:
        """The draft as it stands on the page."""
        return revised(self.draft, self.title, [row.block for row in self.rows if row.block.words])

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self.current != self.draft

    @property
    def citations(self) -> dict[int, tuple[Citation, ...]]:
        """Footnotes of each row, numbered throughout."""
        blocks = numbered([row.block for row in self.rows])
        return {
            row.id: block.citations if isinstance(block, Sentence) else ()
            for row, block in zip(self.rows, blocks, strict=True)
        }

    def edit(self, row: Row, text: str) -> None:
        """Take what was typed into a row: each sentence of it becomes one, nothing removes it."""
        if isinstance(row.block, Heading):
            words = " ".join(text.split())
            self._put(row, [replace(row.block, words=words)] if words else [])
            return
        pieces = [" ".join(text[start:end].split()) for start, end in sentences(text)]
        if pieces != [row.block.words]:
            self._put(row, [replace(row.block, words=words) for words in pieces])

    def remove(self, row: Row) -> None:
        """Take a row away."""
        self._put(row, [])

    def append(self) -> None:
        """Begin an empty sentence at the end."""
        self.slots.append([self._row(Sentence(""))])

    def add(self, sentence: Sentence, people: Sequence[Speaker]) -> None:
        """Put a sentence where it belongs; people: all speakers of the library."""
        at, made = placed(self.draft, [row.block for row in self.rows], sentence, people)
        self.slots = [[row] for row in self.rows]
        self.slots[at:at] = [[self._row(block)] for block in made]

    def cite(self, row: Row) -> None:
        """Make what proves a row's words its footnotes."""
        if row.found and isinstance(row.block, Sentence):
            row.block = replace(row.block, citations=row.found.citations)
            row.found = replace(row.found, moved=False)

    def pending(self) -> list[tuple[int, Sentence]]:
        """Sentences of which nothing is found yet."""
        return [
            (row.id, row.block)
            for row in self.rows
            if isinstance(row.block, Sentence) and row.block.words and row.found is None
        ]

    def settle(self, found: Mapping[int, tuple[Sentence, Checked]]) -> None:
        """Take what was found of sentences, unless they have changed meanwhile.

        What is proven and has no footnote gets it.
        """
        for row in self.rows:
            sentence, checked = found.get(row.id, (None, None))
            if checked and row.block == sentence:
                row.found = checked
                if not row.block.citations and checked.verdict in ("exact", "paraphrase"):
                    self.cite(row)

    def begin_anew(self, generation: int) -> None:
        """Forget what was found against another state of the library."""
        self.generation = generation
        for row in self.rows:
            row.found = None

    def _put(self, row: Row, blocks: Sequence[Block]) -> None:
        slot = next(slot for slot in self.slots if row in slot)
        at = slot.index(row)
        if not blocks:
            del slot[at]
            return
        row.block, row.found = blocks[0], None
        slot[at + 1 : at + 1] = [self._row(block) for block in blocks[1:]]

    def _row(self, block: Block) -> Row:
        return Row(next(self._ids), block)
