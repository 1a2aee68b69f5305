"""What takes long in a library: adding files, and a header set by hand."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.build import add_sources, correct
from index.catalogue import Summary
from index.encode import Encoder
from index.errors import HatsugenError
from index.incoming import Added
from index.library import Library
from index.pace import Piece
from index.read import read_bytes, safe_name
from index.records import Source
from ui.work import Work


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came; what it says of itself is checked where its bytes are read."""

    name: str
    size: int
    content: Callable[[], bytes]


def adding(
    files: Sequence[Upload], library: Library, encoder: Encoder, kind: str = "adding"
) -> Work:
    """Add files to the library."""
    waiting = list(files)  # emptied as they are read: the rows are kept, the bytes need not be

    def sources(work: Work) -> Iterator[Source | Added]:
        for number in range(len(waiting)):
            file = waiting.pop(0)
            stopped = work.begin(number)
            try:
                yield stopped or read_bytes(file.content(), file.name)
            except HatsugenError as error:
                yield Added(safe_name(file.name), "failed", error=str(error))

    def rows(work: Work) -> Iterator[Added]:
        return add_sources(sources(work), library, encoder, work.report)

    return Work(kind, [Piece(file.name, file.size) for file in files], rows)


def correcting(
    summary: Summary, changes: Mapping[str, str] | None, library: Library, encoder: Encoder
) -> Work:
    """Set fields of a transcript's header, or take back what was set."""

    def rows(work: Work) -> Iterator[Added]:
        work.begin(0)
        yield correct(summary.id, changes, library, encoder, work.report)

    return Work("correcting", [Piece(summary.name, summary.characters)], rows)
