"""The bulk process as its parent sees it: started when much waits, asked for vectors, ended."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread

import numpy as np

from index.encode import Vectors

_ROOT = Path(__file__).resolve().parents[2]
# glibc gives large blocks back to the system and is given them anew, page by page, at each step of
# each layer: a third of the time. The process ends soon enough.
_KEEP_MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": "1073741824",
    "MALLOC_TRIM_THRESHOLD_": "1073741824",
}
_PATIENCE = 10  # seconds for a process whose input has ended to end by itself


def command(weights: Path, fingerprint: str) -> list[str]:
    """What starts the bulk process for the bundled weights."""
    return [sys.executable, "-m", "index.bulk", str(weights), fingerprint]


class Ended(Exception):
    """The process is no more; another engine must do its work."""


class Worker:
    """A process that embeds; `encode` may be called once it is `ready`, by one thread."""

    def __init__(self, arguments: Sequence[str], dimension: int) -> None:
        """Start it; it loads for seconds while whoever started it goes on.

        Raises:
            OSError: the system starts no process.
        """
        self.engine = ""  # its name, once it is ready
        self._dimension = dimension
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `close`
        self._process = subprocess.Popen(
            arguments,
            cwd=_ROOT,
            env={**_KEEP_MEMORY, **os.environ},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
        )
        assert self._process.stdin and self._process.stdout  # as they are pipes
        self._input, self._output = self._process.stdin, self._process.stdout
        self._loading = Thread(target=self._load, daemon=True)
        self._loading.start()

    @property
    def ready(self) -> bool:
        """Whether it has loaded, or failed to: then `encode` says why."""
        return not self._loading.is_alive()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages in their order: (texts, dimension).

        Raises:
            Ended: the process has; the message is what it said last.
        """
        size = 4 * len(texts) * self._dimension
        try:
            self._input.write(json.dumps(list(texts)).encode() + b"\n")
            self._input.flush()
        except OSError as error:
            raise Ended(self._why()) from error
        answer = self._output.read(size)
        if len(answer) < size:
            raise Ended(self._why())
        return np.frombuffer(answer, "<f4").reshape(len(texts), self._dimension)

    def close(self) -> None:
        """End it; what it is at work on is lost."""
        with suppress(BrokenPipeError):  # it has ended already
            self._input.close()
        if not self.ready:
            self._process.kill()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._loading.join()
        self._output.close()
        self._said.close()

    def _load(self) -> None:
        self.engine = self._output.readline().decode().strip()

    def _why(self) -> str:
        self._process.wait(_PATIENCE)
        self._said.seek(0)
        lines = self._said.read().decode("utf-8", "replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return last or f"status {self._process.returncode}"
