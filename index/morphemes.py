"""Sudachi's tokenizers, which all who read Japanese words share: its dictionary is loaded once."""

import threading
from functools import cache

from sudachipy import Dictionary, SplitMode, Tokenizer

_of_thread = threading.local()  # a tokenizer refuses a second caller while it is at work


def tokenizer(*, short: bool = False) -> Tokenizer:
    """Return this thread's tokenizer of the longest units, or of the shortest."""
    name = "short" if short else "long"
    if not hasattr(_of_thread, name):
        mode = SplitMode.A if short else SplitMode.C
        setattr(_of_thread, name, _dictionary().tokenizer(mode=mode))
    found: Tokenizer = getattr(_of_thread, name)
    return found


@cache
def _dictionary() -> Dictionary:
    return Dictionary(dict="core")
