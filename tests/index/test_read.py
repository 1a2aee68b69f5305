"""Files -> sources; each kind of bad file gets a sentence that names it and the way out."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from index import read
from index.errors import UnreadableTranscript
from index.extract import MAX_UNPACKED
from index.read import find_files, read_bytes, read_file, safe_name
from index.records import Source, Transcript
from tests.index.crafting import docx, pdf, zip_bomb


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(UnreadableTranscript) as caught:
        read_bytes(content, name)
    return str(caught.value)


def test_a_text_file(write):
    path = write("a/会議.txt", "＜岩田＞\r\nはい。\r\n")
    assert read_file(path) == Source(
        name="会議.txt",
        path=str(path),
        text="＜岩田＞\r\nはい。\r\n",
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        encoding="utf-8",
        pages=(),
    )


def test_a_pdf_with_pages():
    source = read_bytes(pdf(["Iwata: Hello there.\nWe begin.", "", "Okano: Third."]), "a.pdf")
    assert source.text == "Iwata: Hello there.\r\nWe begin.\f\fOkano: Third."
    assert (source.encoding, source.pages) == ("pdf", (0, 31, 32))
    transcript = Transcript("a", source, None, ())
    assert [transcript.page_at(offset) for offset in (0, 30, 31, 32, 40)] == [1, 1, 2, 3, 3]


def test_a_docx_with_a_table():
    content = docx(["岩田：はい。", ""], [["議題", "予算"], ["担当", "岡野"]], ["岡野：以上です。"])
    source = read_bytes(content, "a.DOCX")
    assert source.text == "岩田：はい。\n\n議題\n予算\n担当\n岡野\n岡野：以上です。"
    assert (source.encoding, source.pages) == ("docx", ())
    assert Transcript("a", source, None, ()).page_at(3) is None


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx"])
@pytest.mark.parametrize("content", [b"", b" \n\t\r\n"])
def test_an_empty_file(name, content):
    assert refusal(content, name) == f"{name} is empty; check the file and add it again."


def test_a_byte_order_mark_alone():
    assert refusal(b"\xef\xbb\xbf", "a.txt") == (
        "a.txt holds no text; if it is a scan, run OCR over it and add the result."
    )


@pytest.mark.parametrize(
    ("content", "rest"),
    [
        (pdf(["Hi"], locked=True), "is protected by a password; save a copy without one and add"
         " that."),
        (pdf(["Hi"])[:150], "is damaged or no PDF; export it again and add that."),
        (b"no PDF at all", "is damaged or no PDF; export it again and add that."),
        (pdf(["", ""]), "has pages but no text: a scan; run OCR over it and add the result."),
        (pdf([""] * 3001), "has 3,001 pages, more than 3,000; split it."),
    ],
    ids=["locked", "cut short", "text", "scan", "too long"],
)  # fmt: skip
def test_a_bad_pdf(content, rest):
    assert refusal(content, "minutes.pdf") == f"minutes.pdf {rest}"


@pytest.mark.parametrize(
    ("content", "rest"),
    [
        (docx(["はい。"], [], [])[:900], "is damaged or no DOCX; save it again and add that."),
        (b"no DOCX at all", "is damaged or no DOCX; save it again and add that."),
        (zip_bomb(1_000_000), "is damaged or no DOCX; save it again and add that."),
        (zip_bomb(MAX_UNPACKED + 1_000_000), "unpacks to far more than a transcript; save it as"
         " plain text."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is protected by a password or in an"
         " old format; save it as plain .docx."),
    ],
    ids=["cut short", "text", "stranger's zip", "bomb", "locked"],
)  # fmt: skip
def test_a_bad_docx(content, rest):
    assert refusal(content, "minutes.docx") == f"minutes.docx {rest}"


def test_a_docx_without_text():
    assert refusal(docx(["", " "], [], []), "a.docx") == (
        "a.docx holds no text; if it is a scan, run OCR over it and add the result."
    )


def test_a_file_of_another_kind():
    assert refusal(b"x", "talk.mp3") == (
        "talk.mp3 is not a .txt, .md, .pdf or .docx file; save it as one of these and add it again."
    )


def test_a_text_of_50_megabytes_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(UnreadableTranscript) as caught:
        read_file(path)
    sentence = "big.txt has 50 MB, more than 20 MB; split it into one file a meeting."
    assert str(caught.value) == sentence
    assert refusal(bytes(50_000_000), "big.txt") == sentence


def test_a_text_of_too_many_characters(monkeypatch):
    monkeypatch.setattr(read, "MAX_CHARACTERS", 1_000)
    assert refusal(b"a" * 1_001, "big.txt") == (
        "big.txt holds 1,001 characters, more than 1,000; split it into one file a meeting."
    )
    assert read_bytes(b"a" * 1_000, "big.txt").text == "a" * 1_000


def test_a_missing_file(tmp_path):
    with pytest.raises(UnreadableTranscript) as caught:
        read_file(tmp_path / "no.txt")
    assert str(caught.value) == f"{tmp_path / 'no.txt'} does not exist; check the path."


@pytest.mark.parametrize(
    ("error", "rest"),
    [
        (PermissionError(13, "Permission denied"), "may not be read by this user; "
         "change its permissions and add it again."),
        (OSError(5, "Input/output error"), "cannot be read (Input/output error); "
         "copy it to a local disk and add that."),
    ],
)  # fmt: skip
def test_a_file_that_the_system_refuses(write, monkeypatch, error, rest):
    # raised by hand: these tests may run as root, whom no permission stops
    path = write("x.txt", "はい。")

    def refuse(self: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableTranscript) as caught:
        read_file(path)
    assert str(caught.value) == f"{path} {rest}"


def test_a_parser_that_takes_too_long(monkeypatch):
    def hang(*_: object, timeout: float, **__: object) -> None:
        raise subprocess.TimeoutExpired("extract", timeout)

    monkeypatch.setattr(subprocess, "run", hang)
    assert refusal(pdf(["Hi"]), "a.pdf") == (
        "a.pdf took longer than 120 s to parse; save it as plain text and add that."
    )


def test_a_parser_that_is_really_stopped_in_time(monkeypatch):
    monkeypatch.setattr(read, "CHILD_SECONDS", 0.001)
    assert refusal(pdf(["Hi"]), "a.pdf") == (
        "a.pdf took longer than 0.001 s to parse; save it as plain text and add that."
    )


def test_a_parser_that_dies(monkeypatch):
    # as the kernel's limits on CPU time and memory end it: without a word
    dead = subprocess.CompletedProcess([], -9, b"", b"")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: dead)
    assert refusal(pdf(["Hi"]), "a.pdf") == (
        "a.pdf needs too much time or memory to parse; save it as plain text and add that."
    )


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../x.txt", "x.txt"),
        ("..\\..\\x.txt", "x.txt"),
        ("/etc/passwd.txt", "passwd.txt"),
        ("会議 1.txt", "会議 1.txt"),
        ("a\x00\n\u202eb.txt", "ab.txt"),
        ("..", ""),
        ("a" * 200 + ".txt", "a" * 117 + ".txt"),
    ],
)
def test_safe_names(name, safe):
    assert safe_name(name) == safe


def test_an_upload_has_no_folder():
    source = read_bytes("はい。".encode(), "../../x.txt")
    assert (source.name, source.path) == ("x.txt", "x.txt")


def test_files_are_found_below_folders(write, tmp_path):
    for name in ("b.txt", "a/c.MD", "a/d.pdf", "e.docx", "f.mp3", ".g.txt", ".h/i.txt"):
        write(f"in/{name}", "x")
    found = find_files([tmp_path / "in", tmp_path / "in/f.mp3", tmp_path / "no.txt"])
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "in/a/c.MD", "in/a/d.pdf", "in/b.txt", "in/e.docx", "in/f.mp3", "no.txt",
    ]  # fmt: skip
