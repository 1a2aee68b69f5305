"""What took long to make is kept in the user's cache, and trusted only while its hash is right."""

import hashlib
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

_DIGEST = 32  # bytes of SHA-256, which a kept file begins with
_log = logging.getLogger(__name__)


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Where this system keeps what a program can make again."""
    home = Path(environment.get("HOME") or Path.home())
    if environment.get("XDG_CACHE_HOME"):
        return Path(environment["XDG_CACHE_HOME"]) / "hatsugen"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "hatsugen"
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "hatsugen"
    return home / ".cache" / "hatsugen"


def kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """The content that is kept in a file; made, and kept, where it is missing or damaged.

    A cache that cannot be written costs the time to make it again, and a warning.
    """
    content = _read(path)
    if content is None:
        content = make()
        try:
            _write(path, content)
        except OSError as error:
            _log.warning(
                "%s cannot be written (%s), so it is made anew each time.", path, error.strerror
            )
    return content


def _read(path: Path) -> bytes | None:
    try:
        whole = path.read_bytes()
    except OSError:  # not made yet, or not to be read: it is made
        return None
    digest, content = whole[:_DIGEST], whole[_DIGEST:]
    return content if hashlib.sha256(content).digest() == digest else None


def _write(path: Path, content: bytes) -> None:
    """All of it, or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(content).digest())
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
