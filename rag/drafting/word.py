"""A draft as a Word file with real footnotes.

python-docx 1.2 writes no footnotes, so their part is made here, as Office Open XML has it
(ECMA-376, part 1, 17.11): separators, styles, settings, and a relationship for each link.
"""

import io
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from prompts import ordering
from rag.drafting.records import Draft, Heading
from rag.records import Citation

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NAMESPACES = nsdecls("w", "r")
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote>"
)
_MARK = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
_STYLES = (
    '<w:style {ns} w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>'
    '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
    '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>',
    '<w:style {ns} w:type="character" w:styleId="FootnoteReference">'
    '<w:name w:val="footnote reference"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
    '<w:style {ns} w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
    '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>',
)
_SETTINGS = '<w:footnotePr {ns}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
_AFTER_FOOTNOTES = (  # elements of settings that stand behind w:footnotePr, in the schema's order
    "endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping "
    "doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions "
    "readModeInkLockDown smartTagType schemaLibrary shapeDefaults "
    "doNotEmbedSmartTags decimalSymbol listSeparator"
).split()
_FONT = "Yu Mincho"  # Word's own for Japanese; others take what they have

Labelled = Callable[[Citation], str]
Cleaned = Callable[[str], str]


def document(draft: Draft, base: str, label: Labelled, clean: Cleaned) -> bytes:
    """Write a draft as DOCX; one footnote for each citation of each sentence.

    base: address of the app, before every permanent link; without one nothing is linked.
    """
    file = Document()
    _prepare(file, clean(draft.title))
    file.add_heading(clean(draft.title), 1)
    cited: list[Citation] = []
    for block in draft.blocks:
        if isinstance(block, Heading):
            file.add_heading(clean(block.words), max(2, block.level))
            continue
        paragraph = file.add_paragraph(clean(block.words))
        for one in block.citations:
            cited.append(one)
            _refer(paragraph, len(cited))
    if draft.notes:
        file.add_heading(ordering("draft", draft.language)["notes"], 2)
    for note in draft.notes:
        file.add_paragraph(clean(note))
    _add_footnotes(file, cited, base, lambda one: clean(label(one)))
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def _prepare(file: WordFile, title: str) -> None:
    properties = file.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    styles = file.styles.element
    for style in _STYLES:
        styles.append(parse_xml(style.format(ns=nsdecls("w"))))
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "ja-JP")
    normal = file.styles["Normal"].element.get_or_add_rPr()
    normal.get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    settings = file.settings.element
    later = {qn(f"{'m' if name == 'mathPr' else 'w'}:{name}") for name in _AFTER_FOOTNOTES}
    place = next((at for at, one in enumerate(settings) if one.tag in later), len(settings))
    settings.insert(place, parse_xml(_SETTINGS.format(ns=nsdecls("w"))))


def _refer(paragraph: Paragraph, number: int) -> None:
    run = paragraph.add_run()
    style: BaseOxmlElement = OxmlElement("w:rStyle")
    style.set(qn("w:val"), "FootnoteReference")
    run._r.get_or_add_rPr().append(style)
    mark: BaseOxmlElement = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), str(number))
    run._r.append(mark)


def _add_footnotes(file: WordFile, cited: list[Citation], base: str, label: Labelled) -> None:
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, b"", file.part.package)
    notes = "".join(_notes(part, cited, base, label))
    part._blob = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:footnotes {_NAMESPACES}>{_SEPARATORS}{notes}</w:footnotes>"
    ).encode()
    file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _notes(part: Part, cited: list[Citation], base: str, label: Labelled) -> Iterator[str]:
    for number, one in enumerate(cited, 1):
        words = f'<w:t xml:space="preserve"> {escape(label(one))}</w:t>'
        run = f"<w:r>{words}</w:r>"
        if base:
            address = f"{base.rstrip('/')}/{one.address}"
            related = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            style = '<w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>'
            run = f"<w:hyperlink r:id={quoteattr(related)}><w:r>{style}{words}</w:r></w:hyperlink>"
        yield (
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            f"{_MARK}{run}</w:p></w:footnote>"
        )
