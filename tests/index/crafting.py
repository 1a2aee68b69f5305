"""PDF and DOCX files made by hand, good and bad."""

import io
import zipfile

from docx import Document


def pdf(pages: list[str], *, locked: bool = False) -> bytes:
    """A PDF in a standard font; an empty string makes a page without text, as a scan has."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, page in enumerate(pages):
        lines = b" ".join(b"(%s) '" % line.encode() for line in page.split("\n") if line)
        content = b"BT /F1 12 Tf 72 720 Td 14 TL " + lines + b" ET"
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * i),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    extra = b""
    if locked:  # hashes that no password gives
        objects.append(
            b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"11" * 32, b"22" * 32)
        )
        extra = b"/Encrypt %d 0 R /ID [<31> <31>]" % len(objects)
    return _with_table(objects, extra)


def _with_table(objects: list[bytes], extra: bytes) -> bytes:
    made, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, extra, len(made))
    )


def docx(paragraphs: list[str], table: list[list[str]], after: list[str]) -> bytes:
    """Paragraphs, a table, and paragraphs again."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, words in zip(made.rows, table, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
    for paragraph in after:
        document.add_paragraph(paragraph)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def zip_bomb(unpacked: int) -> bytes:
    """A small DOCX whose document unpacks to that many bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("word/document.xml", "w") as member:
            for _ in range(unpacked // 1_000_000):
                member.write(b" " * 1_000_000)
    return content.getvalue()
