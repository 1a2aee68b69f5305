"""Bytes -> source text: encodings here, PDF and DOCX in a child process with limits."""

import hashlib
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from index.errors import UnreadableTranscript
from index.records import Source

TEXT_SUFFIXES = {".txt", ".md"}
DOCUMENT_SUFFIXES = {".pdf", ".docx"}
SUFFIXES = TEXT_SUFFIXES | DOCUMENT_SUFFIXES

MAX_TEXT_BYTES = 20_000_000  # a day of speech is under 1 MB: more than this is no transcript
MAX_DOCUMENT_BYTES = 100_000_000
MAX_CHARACTERS = 10_000_000
CHILD_SECONDS = 120  # wall clock; the child limits its own CPU time and memory
MAX_NAME = 120  # characters of a file name that are kept

_BOMS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# The detector chooses among these alone: offered every encoding it takes short Japanese
# for Korean or Chinese. Anything else is asked to be saved as UTF-8.
_LEGACY = ["cp932", "euc_jp", "euc_jis_2004", "iso2022_jp", "utf_16_le", "utf_16_be"]

_JAPANESE = re.compile(
    r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6\u2010-\u2027]"
)
_OTHER_SYMBOL = re.compile(r"[\u00a0-\u00ff\u2030-\u27bf\u0391-\u03c9\u0401-\u0451\uff61-\uff9f]")
_STRAY = 3  # control characters that a file may hold by accident
_HIRAGANA = re.compile(r"[\u3041-\u309f]")


def safe_name(name: str) -> str:
    r"""Return the last part of a name, fit to be shown and stored: "../../x.txt" -> "x.txt"."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    stem, dot, suffix = kept.rpartition(".")
    return f"{stem[: MAX_NAME - len(suffix)]}{dot}{suffix}" if dot else kept[:MAX_NAME]


def printable_path(path: Path) -> str:
    """Path as text; what of a file name is not UTF-8 becomes U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def find_files(paths: list[Path]) -> Iterator[Path]:
    """Yield the files named and, below folders, every file of a kind we read, sorted.

    Hidden files and folders below a folder are passed over. A folder that cannot be opened is
    yielded itself, to be named as unreadable.
    """
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where it may not look
            yield from sorted(_files_below(path))
        else:
            yield path


def _files_below(top: Path) -> list[Path]:
    found: list[Path] = []

    def closed(error: OSError) -> None:
        found.append(Path(str(error.filename)))

    for folder, folders, names in os.walk(top, onerror=closed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(folder, name)
            for name in names
            if Path(name).suffix.lower() in SUFFIXES and not name.startswith(".")
        ]
    return [path for path in found if path.is_file() or path.is_dir()]


def read_file(path: Path) -> Source:
    """Read one transcript file.

    Raises:
        UnreadableTranscript: missing, forbidden, too large, or as `read_bytes` says.
    """
    shown = printable_path(path)
    try:
        if path.exists() and not path.is_file():
            raise UnreadableTranscript(
                f"{shown} is no file that can be read; check its permissions, or name its files."
            )
        size = path.stat().st_size
        limit = _limit(path.suffix)
        _check_size(path.name, size, limit)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableTranscript(f"{shown} does not exist; check the path.") from error
    except PermissionError as error:
        raise UnreadableTranscript(
            f"{shown} may not be read by this user; change its permissions and add it again."
        ) from error
    except OSError as error:
        raise UnreadableTranscript(
            f"{shown} cannot be read ({error.strerror or error}); "
            "copy it to a local disk and add that."
        ) from error
    return read_bytes(content, printable_path(Path(path.name)), printable_path(path.resolve()))


def read_bytes(content: bytes, name: str, path: str | None = None) -> Source:
    """Turn a file's bytes into a source.

    `name` decides how the bytes are read (.txt, .md, .pdf, .docx); folders in it are dropped.

    Raises:
        UnreadableTranscript: an unknown kind, empty, too large, undecodable, damaged, locked
            by a password, or without any text.
    """
    name = safe_name(name)
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadableTranscript(
            f"{name} is not a .txt, .md, .pdf or .docx file; "
            "save it as one of these and add it again."
        )
    _check_size(name, len(content), _limit(suffix))
    if not content.strip():
        raise UnreadableTranscript(f"{name} is empty; check the file and add it again.")
    pages: tuple[int, ...] = ()
    if suffix in DOCUMENT_SUFFIXES:
        text, pages, encoding = *_extract(content, name, suffix), suffix[1:]
    else:
        text, encoding = decode(content, name)
        pages = _form_feeds(text)
    if not text.strip():
        raise UnreadableTranscript(
            f"{name} holds no text; if it is a scan, run OCR over it and add the result."
        )
    if len(text) > MAX_CHARACTERS:
        raise UnreadableTranscript(
            f"{name} holds {len(text):,} characters, more than {MAX_CHARACTERS:,}; "
            "split it into one file a meeting."
        )
    digest = hashlib.sha256(content).hexdigest()
    return Source(name, path or name, text, digest, encoding, pages)


def decode(content: bytes, name: str) -> tuple[str, str]:
    """Decode a text file: (text, encoding). A byte order mark belongs to the encoding.

    Raises:
        UnreadableTranscript: no encoding gives plain text.
    """
    certain = [encoding for mark, encoding in _BOMS.items() if content.startswith(mark)]
    if not certain:
        # ISO-2022-JP, which is valid UTF-8, begins Japanese with this escape
        certain = ["iso2022_jp", "utf-8"] if b"\x1b$" in content else ["utf-8"]
    for encoding in [*certain, *_guesses(content)]:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if not _is_binary(text) and (encoding in certain or not _is_mojibake(text)):
            return text, encoding
    raise UnreadableTranscript(
        f"{name} is not text in UTF-8, UTF-16, Shift_JIS or EUC-JP; "
        "open it in an editor, save it as UTF-8 and add it again."
    )


def _guesses(content: bytes) -> list[str]:
    sample = content[:200_000]
    matches = from_bytes(sample, cp_isolation=_LEGACY)
    found = [match.encoding for match in matches] + _LEGACY
    return sorted(found, key=lambda name: name.startswith("utf_16"))  # short CP932 is valid UTF-16


def _is_binary(text: str) -> bool:
    """Tell whether control characters show that this is no text: a NUL, or 1 in 100."""
    control = sum((c < " " and c not in "\t\n\r\f\v\x1b") or c == "\x7f" for c in text)
    return "\0" in text or (control > _STRAY and control * 100 > len(text))


def _is_mojibake(text: str) -> bool:
    """Tell whether legacy bytes decoded to something that is not Japanese.

    Read in the wrong encoding, Japanese turns into half-width katakana, rare kanji and
    symbols; hiragana, a third or more of any Japanese speech, all but vanish.
    """
    foreign = [c for c in text if c > "\x7f"]
    if not foreign:
        return False
    joined = "".join(foreign)
    japanese = len(_JAPANESE.findall(joined))
    tolerated = len(_OTHER_SYMBOL.findall(joined)) // 2
    enough_kana = len(_HIRAGANA.findall(joined)) * 20 >= len(foreign) or len(foreign) < 10
    return (japanese + tolerated) * 10 < len(foreign) * 9 or not enough_kana


def _limit(suffix: str) -> int:
    return MAX_DOCUMENT_BYTES if suffix.lower() in DOCUMENT_SUFFIXES else MAX_TEXT_BYTES


def _check_size(name: str, size: int, limit: int) -> None:
    if size > limit:
        raise UnreadableTranscript(
            f"{name} has {size / 1e6:,.0f} MB, more than {limit / 1e6:,.0f} MB; "
            "split it into one file a meeting."
        )


def _form_feeds(text: str) -> tuple[int, ...]:
    feeds = [m.end() for m in re.finditer("\f", text)]
    return (0, *feeds) if feeds else ()


def _extract(content: bytes, name: str, suffix: str) -> tuple[str, tuple[int, ...]]:
    """Text and page starts of a PDF or DOCX, parsed by `extract.py` in a child process."""
    child = Path(__file__).with_name("extract.py")
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(child), suffix],
            input=content,
            capture_output=True,
            timeout=CHILD_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableTranscript(
            f"{name} took longer than {CHILD_SECONDS} s to parse; "
            "save it as plain text and add that."
        ) from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise UnreadableTranscript(
            f"{name} needs too much time or memory to parse; save it as plain text and add that."
        ) from error
    if "error" in answer:
        raise UnreadableTranscript(f"{name} {answer['error']}")
    pages: list[str] = answer["pages"]
    if suffix == ".docx":
        return "".join(pages), ()
    starts, length = [], 0
    for page in pages:
        starts.append(length)
        length += len(page) + 1
    return "\f".join(pages), tuple(starts)
