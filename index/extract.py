"""The child process that parses PDF and DOCX: bytes on standard input, JSON on standard output.

Run by `read.py` as a script on its own, so that a hostile file meets limits on CPU time,
memory and pages, and can crash nobody else. Prints {"pages": [text, ...]} or
{"error": "the rest of a sentence that begins with the file's name"}.
"""

import io
import json
import sys
import zipfile

CPU_SECONDS = 60
MEMORY_BYTES = 2_000_000_000
MAX_PAGES = 3_000
MAX_UNPACKED = 300_000_000


class Refused(Exception):
    """The file cannot be parsed; the message goes on from the file's name."""


def limit_resources() -> None:
    """Limit this process where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def pdf_pages(content: bytes) -> list[str]:
    """Text of each page.

    Raises:
        Refused: locked, damaged, too long, or without a text layer.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused(
                "is protected by a password; save a copy without one and add that."
            ) from error
        raise Refused("is damaged or no PDF; export it again and add that.") from error
    if count > MAX_PAGES:
        raise Refused(f"has {count:,} pages, more than {MAX_PAGES:,}; split it.")
    pages = [page_text(document, number) for number in range(count)]
    if not any(page.strip() for page in pages):
        raise Refused("has pages but no text: a scan; run OCR over it and add the result.")
    return pages


def page_text(document: object, number: int) -> str:
    """Text of one page.

    Raises:
        Refused: the page cannot be read.
    """
    import pypdfium2

    try:
        text: str = document[number].get_textpage().get_text_bounded()  # type: ignore[index]
    except pypdfium2.PdfiumError as error:
        raise Refused(
            f"cannot be read at page {number + 1}; export it again and add that."
        ) from error
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # lone surrogates
    return whole.replace("\0", " ")


def docx_pages(content: bytes) -> list[str]:
    """Paragraphs and table cells in document order, as one text.

    Raises:
        Refused: locked, damaged, or unpacking to too much.
    """
    from docx import Document
    from docx.table import Table

    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("is protected by a password or in an old format; save it as plain .docx.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise Refused("unpacks to far more than a transcript; save it as plain text.")
        document = Document(io.BytesIO(content))
        lines: list[str] = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                lines += [cell.text for row in block.rows for cell in dict.fromkeys(row.cells)]
            else:
                lines.append(block.text)
    except Refused:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError) as error:
        raise Refused("is damaged or no DOCX; save it again and add that.") from error
    return ["\n".join(lines)]


def main() -> None:
    """Parse standard input as the kind that the first argument names."""
    limit_resources()
    parse = {".pdf": pdf_pages, ".docx": docx_pages}[sys.argv[1]]
    try:
        answer: dict[str, object] = {"pages": parse(sys.stdin.buffer.read())}
    except Refused as refused:
        answer = {"error": str(refused)}
    except MemoryError:
        answer = {"error": "needs too much memory to parse; save it as plain text and add that."}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
