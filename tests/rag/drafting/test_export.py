"""Drafts as files: what stands in them, and that nothing in them does harm."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from lxml import etree

from index.errors import BadQuestion
from index.records import Span
from rag.drafting.export import clean, escaped, exported, harmless, label
from rag.drafting.records import Checked, Heading, Sentence
from rag.drafting.revising import honest

BASE = "https://transcripts.example.org/app/"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
HOSTILE = (
    "=cmd|' /C calc'!A0 <script>alert(1)</script> [x](javascript:1) \x00\x0b\ud800\u202e **b**"
)


def words(made, kind, base=BASE):
    return exported(made, kind, base).decode("utf-8-sig" if kind == "csv" else "utf-8")


def test_a_footnote_names_session_speaker_and_turn(drafted):
    [citation] = drafted("minutes", "line").sentences[0].citations
    assert label(citation, "ja") == "2030年度第2回・桐野・水道局長・発言 2"
    assert label(citation, "en") == "2030年度第2回, 桐野・水道局長, turn 2"


def test_markdown_has_footnotes_that_link(drafted):
    made = drafted("minutes", "line")
    [citation] = made.sentences[0].citations
    assert words(made, "md") == (
        "# 議事要旨：川辺市水道審議会\n\n## 2030年度第2回（2030年7月3日）\n\n"
        "### 発言者：高瀬会長、桐野・水道局長、森田委員\n\n"
        "- 桐野・水道局長：「漏水の調査では、配水管のうち 96 か所で漏水が見つかりました。」[^1]\n\n"
        "[^1]: [2030年度第2回・桐野・水道局長・発言 2]"
        f"(<https://transcripts.example.org/app/{citation.address}>)\n"
    )
    assert "](" not in words(made, "md", "")


def test_plain_text_has_numbered_notes(drafted):
    made = drafted("minutes", "line")
    text = words(made, "txt")
    assert "■ 2030年度第2回（2030年7月3日）\n" in text
    assert "漏水が見つかりました。」[1]\n" in text
    assert "\n[1] 2030年度第2回・桐野・水道局長・発言 2\n    https://transcripts" in text


def test_evidence_is_a_table_that_spreadsheets_read(drafted):
    made = drafted("minutes", "two")
    raw = exported(made, "csv", BASE)
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(words(made, "csv"))))
    assert rows[0][:4] == ["番号", "文", "判定", "引用"]
    assert len(rows) == 13
    assert rows[2][3] == "配水管の総延長は 812 キロで、四割が法定の耐用年数を超えています。"
    assert rows[2][-1].startswith("https://transcripts.example.org/app/read?transcript=suido_1")


def checked(sentence, verdict, moved=False):
    return Checked(sentence.words, Span(0, 1), verdict, 0.5, citations=sentence.citations,
                   moved=moved)  # fmt: skip


def test_evidence_tells_the_verdict_on_each_sentence(drafted):
    made = drafted("minutes", "two")
    made = replace(made, blocks=made.sentences[:5])
    found = [
        checked(made.sentences[0], "exact"),
        checked(made.sentences[1], "paraphrase"),
        checked(made.sentences[2], "unsupported"),
        checked(made.sentences[3], "opposite"),
        checked(made.sentences[4], "exact", moved=True),
    ]
    for language, verdicts in (
        ("ja", ["判定", "一致", "言い換え", "根拠なし", "逆の意味", "脚注は裏づけでない"]),
        ("en", ["verdict", "word for word", "paraphrase", "no ground", "opposite",
                "not by its footnote"]),
    ):  # fmt: skip
        shown = honest(replace(made, language=language), found)
        raw = exported(shown, "csv", BASE, found).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(raw)))
        assert [row[2] for row in rows] == verdicts
        assert [row[0] for row in rows[1:]] == ["1", "2", "", "", ""]
        assert {len(row) for row in rows} == {12}


def test_notes_stand_under_a_heading_of_their_own(drafted):
    made = replace(drafted("minutes", "line"), notes=("注の一つめです。", "注の*二つめ*です。"))
    assert (
        "漏水が見つかりました。」[^1]\n\n## 注記\n\n"
        "- 注の一つめです。\n- 注の\\*二つめ\\*です。\n\n[^1]: " in words(made, "md")
    )
    assert (
        "漏水が見つかりました。」[1]\n\n■ 注記\n・注の一つめです。\n・注の*二つめ*です。\n\n[1] "
        in words(made, "txt")
    )
    file = Document(io.BytesIO(exported(made, "docx", BASE)))
    last = [(one.style.name, one.text) for one in file.paragraphs][-3:]
    assert last == [
        ("Heading 2", "注記"),
        ("Normal", "注の一つめです。"),
        ("Normal", "注の*二つめ*です。"),
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\u200b=1"])
def test_no_cell_is_a_formula(cell):
    assert harmless(cell).startswith("'")


def test_an_honest_cell_stays():
    assert harmless("四割が 1+1") == "四割が 1+1"


def test_markup_is_words(drafted):
    assert escaped("1. *a* <b> [c](d) `e` # f") == r"1\. \*a\* \<b\> \[c\](d) \`e\` # f"
    assert escaped("# a") == r"\# a"
    assert clean("a\x00b\u202ec\nd") == "abc d"


def hostile(made):
    first = replace(made.sentences[0], words=HOSTILE)
    return replace(made, title=HOSTILE, blocks=(Heading(HOSTILE), first, Sentence(HOSTILE)))


@pytest.mark.parametrize("kind", ["md", "txt", "csv", "docx"])
def test_hostile_words_break_no_file(drafted, kind):
    made = hostile(drafted("minutes", "line"))
    raw = exported(made, kind, BASE)
    if kind == "docx":
        assert "<script>alert(1)</script>" in Document(io.BytesIO(raw)).paragraphs[0].text
        return
    text = raw.decode("utf-8-sig" if kind == "csv" else "utf-8")
    assert not re.search("[\x00\x0b\u202e]", text)
    if kind == "md":
        assert not re.search(r"(?<!\\)[<*](?!https)", text.replace("(<https", ""))
    if kind == "csv":
        assert all(row[1].startswith("'=") for row in list(csv.reader(io.StringIO(text)))[1:])


@pytest.mark.parametrize(
    "base", ["javascript:alert(1)", "example.org", "https://a b", 'https://a"']
)
def test_an_address_that_is_none_is_refused(drafted, base):
    with pytest.raises(BadQuestion, match="no address of the app"):
        exported(drafted("minutes", "line"), "md", base)


def test_every_reference_of_the_package_has_its_footnote(drafted):
    made = drafted("minutes", "two")
    with zipfile.ZipFile(io.BytesIO(exported(made, "docx", BASE))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body, notes = (etree.fromstring(parts[f"word/{n}.xml"]) for n in ("document", "footnotes"))
    referred = [one.get(f"{W}id") for one in body.iter(f"{W}footnoteReference")]
    kept = {one.get(f"{W}id"): one for one in notes.iter(f"{W}footnote")}
    assert referred == [str(n) for n in range(1, 13)]
    assert list(kept) == ["-1", "0", *referred]
    assert [kept[n].get(f"{W}type") for n in ("-1", "0")] == ["separator", "continuationSeparator"]
    assert b"footnotes+xml" in parts["[Content_Types].xml"]
    links = etree.fromstring(parts["word/_rels/footnotes.xml.rels"])
    targets = {one.get("Id"): one for one in links}
    citations = [one for block in made.sentences for one in block.citations]
    for number, citation in zip(referred, citations, strict=True):
        [link] = kept[number].iter(f"{W}hyperlink")
        target = targets[link.get(f"{R}id")]
        assert target.get("Target") == f"{BASE}{citation.address}"
        assert target.get("TargetMode") == "External"
        assert "".join(kept[number].itertext()).strip() == label(citation, "ja")


def test_styles_and_settings_are_where_the_schema_has_them(drafted):
    with zipfile.ZipFile(io.BytesIO(exported(drafted(), "docx"))) as package:
        styles, settings = (
            etree.fromstring(package.read(f"word/{n}.xml")) for n in ("styles", "settings")
        )
        assert "word/_rels/footnotes.xml.rels" not in package.namelist()
    named = [one.get(f"{W}styleId") for one in styles.iter(f"{W}style")]
    for name in ("FootnoteText", "FootnoteReference", "Hyperlink"):
        assert named.count(name) == 1
    order = [etree.QName(one).localname for one in settings]
    assert order.index("footnotePr") < order.index("compat") < order.index("rsids")


def test_the_file_is_words_own_reader_too(drafted):
    made = drafted("minutes", "two")
    file = Document(io.BytesIO(exported(made, "docx", BASE)))
    assert file.core_properties.title == made.title
    shown = [one.text for one in file.paragraphs]
    assert shown == [made.title, *(block.words for block in made.blocks)]


def test_libreoffice_opens_it_and_reads_the_footnotes_back(drafted, tmp_path):
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice Writer is not here (Debian's libreoffice-writer-nogui)")
    made = drafted("minutes", "two")
    (tmp_path / "draft.docx").write_bytes(exported(made, "docx", BASE))
    ran = subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "odt", "--outdir", str(tmp_path), str(tmp_path / "draft.docx")],
        capture_output=True, text=True, timeout=170, check=True,
    )  # fmt: skip
    told = [line for line in ran.stderr.splitlines() if line and "javaldx" not in line]
    assert told == []  # javaldx looks for Java, which nothing here needs
    with zipfile.ZipFile(tmp_path / "draft.odt") as package:
        content = etree.fromstring(package.read("content.xml"))
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    notes = [
        one for one in content.iter(f"{text}note") if one.get(f"{text}note-class") == "footnote"
    ]
    citations = [one for block in made.sentences for one in block.citations]
    read = ["".join(one.find(f"{text}note-body").itertext()).strip() for one in notes]
    assert read == [label(one, "ja") for one in citations]
    link = "{http://www.w3.org/1999/xlink}href"
    addresses = [a.get(link) for note in notes for a in note.iter(f"{text}a")]
    assert addresses == [f"{BASE}{one.address}" for one in citations]
