"""The stores that a library can be in, each by one name, for tests that run against all."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.library import Library
from index.stores import LOCAL, Stores


@dataclass(frozen=True)
class Store:
    """A library that is still to be made, in one of the stores."""

    folder: Path
    stores: Stores = LOCAL
    alone: bool = False  # one process at a time
    crash: Callable[[], None] | None = None  # ends its server as a crash does
    start: Callable[[], None] | None = None

    def create(self, folder: Path | None = None) -> Library:
        """Make the library, or open it; another folder is another machine's."""
        return Library.create(folder or self.folder, self.stores)

    def open(self) -> Library:
        """Open it anew."""
        return Library(self.folder, self.stores)

    @property
    def name(self) -> str:
        """What sentences call it."""
        if self.stores.catalogue is None:
            return str(self.folder)
        return f"postgresql://hatsugen@/{self.stores.catalogue.split('/')[3].split('?')[0]}"

    @property
    def environment(self) -> dict[str, str]:
        """What names the stores to another process."""
        named = {
            "HATSUGEN_CATALOGUE": self.stores.catalogue,
            "HATSUGEN_STORE": self.stores.vectors,
        }
        return os.environ | {name: value for name, value in named.items() if value}
