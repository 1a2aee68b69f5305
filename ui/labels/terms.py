"""Labels of the ledger of terms."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TermWords:
    """Labels of the list of terms, and of one of them."""

    intro: str
    find: str
    find_hint: str
    order: str
    orders: dict[str, str]  # how the list is sorted -> its label
    count: str
    times: str
    variants: str
    short: str
    more: str
    none_yet: str
    none_found: str
    gone: str
    back: str
    ask: str
    question: str
    meaning: str
    spelling: str
    first: str
    discussed: str
    session: str
