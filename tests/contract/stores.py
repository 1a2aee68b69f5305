"""The stores that a library can be in, each by one name, for tests that run against all."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.library import Library


@dataclass(frozen=True)
class Store:
    """A library that is still to be made, in one of the stores."""

    folder: Path
    catalogue: str | None = None
    crash: Callable[[], None] | None = None  # ends its server as a crash does
    start: Callable[[], None] | None = None

    def create(self, folder: Path | None = None) -> Library:
        """Make the library, or open it; another folder is another machine's."""
        return Library.create(folder or self.folder, self.catalogue)

    def open(self) -> Library:
        """Open it anew."""
        return Library(self.folder, self.catalogue)

    @property
    def name(self) -> str:
        """What sentences call it."""
        if self.catalogue is None:
            return str(self.folder)
        return f"postgresql://hatsugen@/{self.catalogue.split('/')[3].split('?')[0]}"
