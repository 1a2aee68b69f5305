"""One tree of errors; each message is a sentence that names the file and the way out.

HatsugenError
├── UnreadableTranscript   a file that cannot become a transcript
├── LibraryError           a folder that is no library, is damaged, busy, or cannot be written
│   ├── LibraryMissing     nothing is there yet
│   ├── LibraryBusy        another writer holds the lock
│   ├── ServerAway         the server that keeps it does not answer
│   └── EncoderMismatch    built with another encoder
├── EncoderError           an encoder that cannot be loaded
├── UnknownTranscript      a name the library does not hold
├── BadDecision            labels of speakers that cannot be joined or told apart as asked
├── BadCorrection          a header field that cannot be set as an editor wants
├── ModelError             a language model that cannot be used, or did not answer
├── Stopped                long work that a person ended
└── BadQuestion            a question that cannot be asked
    └── BadGold            gold questions or scores that cannot be used
"""

from typing import Literal

# What may go wrong with a language model: no answer in time, no connection, too many questions, no
# access, a fault of its server, no answer in what it wrote, an answer declined, a day's ceiling.
Trouble = Literal["timeout", "away", "busy", "denied", "failed", "junk", "declined", "ceiling"]


class HatsugenError(Exception):
    """Base of all errors shown to a person; `str(error)` is the sentence to show."""


class UnreadableTranscript(HatsugenError):
    """A file that cannot become a transcript."""


class LibraryError(HatsugenError):
    """A library folder that cannot be used as it is."""


class LibraryMissing(LibraryError):
    """There is no library at that place."""


class LibraryBusy(LibraryError):
    """Another process is writing."""


class ServerAway(LibraryError):
    """A server that keeps a part of the library does not answer; nothing was lost."""


class EncoderMismatch(LibraryError):
    """The library was built with another encoder."""


class EncoderError(HatsugenError):
    """The configured encoder cannot be loaded."""


class UnknownTranscript(HatsugenError):
    """The library holds no transcript of that name."""


class BadCorrection(HatsugenError):
    """A date that is none, or a field that is too long."""


class ModelError(HatsugenError):
    """A language model that cannot be used as it is set, or that did not answer."""

    def __init__(self, sentence: str, kind: Trouble = "denied", attempts: int = 0) -> None:
        """Say what is wrong."""
        super().__init__(sentence)
        self.kind = kind  # what went wrong
        self.attempts = attempts  # how often it was asked


class Stopped(HatsugenError):
    """Long work that a person ended; what was finished is kept."""


class BadDecision(HatsugenError):
    """Labels of speakers that cannot be joined, told apart or named as asked."""


class BadQuestion(HatsugenError):
    """An empty or oversized question, or a filter that cannot be read."""


class BadGold(BadQuestion):
    """Gold questions or stored scores that cannot be used, or scores that cannot be stored."""
