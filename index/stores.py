"""Where the parts of a library are kept that need not be in its folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.milvus import Account


@dataclass(frozen=True, slots=True)
class Stores:
    """Addresses of servers; None where the library's folder has the part."""

    catalogue: str | None = None  # postgresql://USER:PASSWORD@HOST:PORT/DATABASE
    vectors: str | None = None  # milvus:http://HOST:19530
    account: Account = field(default_factory=Account)  # for the latter

    @classmethod
    def named_in(cls, environment: Mapping[str, str]) -> "Stores":
        """Read HATSUGEN_CATALOGUE, HATSUGEN_STORE, and the latter's _USER, _PASSWORD and so on."""
        told = {
            field: environment.get(f"HATSUGEN_STORE_{field.upper()}", "")
            for field in Account.__slots__
        }
        return cls(
            environment.get("HATSUGEN_CATALOGUE") or None,
            environment.get("HATSUGEN_STORE") or None,
            Account(**told),
        )


LOCAL = Stores()
