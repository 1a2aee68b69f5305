"""A language model that says what a test lets it say, in the place of `rag.model.ChatModel`."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rag.ledger import Ledger
from rag.model import Piece, Usage
from rag.settings import ModelSettings
from rag.tokens import count_messages
from rag.writer import Writer

Messages = Sequence[tuple[str, str]]


class Scripted:
    """Says one text after the other, in pieces; an error is raised in its place."""

    def __init__(self, *says: str | Exception | Callable[[Messages], str], pieces: int = 7) -> None:
        self.settings = ModelSettings("scripted:model")
        self.name, self.is_native = self.settings.name, False
        self.asked: list[Messages] = []
        self._says, self._pieces = list(says), pieces

    def stream(self, messages: Messages) -> Iterator[Piece]:
        """Say the next text."""
        self.asked.append(messages)
        said = self._says.pop(0)
        if isinstance(said, Exception):
            raise said
        text = said if isinstance(said, str) else said(messages)
        for at in range(0, len(text), self._pieces):
            yield Piece(text[at : at + self._pieces])
        yield Piece(usage=Usage(100, 20))

    def count(self, messages: Messages) -> int:
        """Tokens of a prompt."""
        return count_messages(messages)


def writer_of(model: Scripted, folder: Path, unsupported: str = "replace") -> Writer:
    """A writer with a model of a test."""
    return Writer(model, Ledger(folder / "spending.sqlite"), unsupported)  # type: ignore[arg-type]


def numbered(messages: Messages, words: str) -> int:
    """Number of the evidence in a prompt that holds some words."""
    line = next(one for one in messages[-1][1].splitlines() if words in one and one[0] == "[")
    return int(line[1 : line.index("]")])
