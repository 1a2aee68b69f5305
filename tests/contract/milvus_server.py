"""A real Milvus server in a temporary folder and in a network of its own, for the tests alone."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

PYTHON = "HATSUGEN_TEST_MILVUS"  # names a Python that has the package `milvus`
_SCRIPT = Path(__file__).with_name("milvus_process.py")


def why_not(python: str | None) -> str | None:
    """Why there is no server here, None where there is one."""
    if not python:
        return (
            f"{PYTHON} names no Python with a Milvus server: "
            "`python -m venv SERVER && SERVER/bin/pip install milvus==2.3.5 setuptools`"
        )
    tried = ["unshare", "--net", "true"]
    if shutil.which("unshare") is None or subprocess.run(tried, check=False).returncode:
        return "a server that listens on all addresses needs a network of its own (unshare --net)"
    return None


class Milvus:
    """The server; `crash` and `start` may be called at any time."""

    def __init__(self, python: str, folder: Path) -> None:
        self.folder, self._socket = folder / "data", folder / "server"
        self.runs = True
        self._process = subprocess.Popen(
            ["unshare", "--net", python, str(_SCRIPT), str(folder / "data"), str(self._socket)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder,
            env={"PATH": os.environ["PATH"], "HOME": str(folder)},
        )  # fmt: skip
        self._expect("up")

    @property
    def address(self) -> str:
        """As HATSUGEN_STORE has it."""
        return f"milvus:unix:{self._socket}"

    def crash(self) -> None:
        """End it as a crash does."""
        self._say("crash")
        self._expect("down")
        self.runs = False

    def start(self) -> None:
        """Start it again, on what it left."""
        self._say("start")
        self._expect("up")
        self.runs = True

    def stop(self) -> None:
        """End it for good."""
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()

    def _say(self, command: str) -> None:
        self._process.stdin.write(f"{command}\n")
        self._process.stdin.flush()

    def _expect(self, word: str) -> None:
        line = self._process.stdout.readline()
        assert line.startswith(word), f"the server says {line!r}"


@contextmanager
def running(python: str) -> Iterator[Milvus]:
    """Run a server for as long as it is needed."""
    with TemporaryDirectory(prefix="hatsugen-mv-", ignore_cleanup_errors=True) as name:
        (Path(name) / "data").mkdir()
        server = Milvus(python, Path(name))
        try:
            yield server
        finally:
            server.stop()
