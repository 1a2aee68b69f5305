"""A draft as a file: Markdown with footnotes, plain text for e-mail, evidence as CSV, or DOCX."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from index.errors import BadQuestion
from prompts import ordering
from rag.drafting.records import Checked, Draft, Heading, Sentence
from rag.drafting.revising import verdict_of
from rag.drafting.word import document
from rag.records import Citation

Kind = Literal["md", "docx", "txt", "csv"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_BASE = re.compile(r"https?://[^\s<>\"'\\^`{|}]+")
_FORBIDDEN = re.compile(  # what XML 1.0 forbids, and what turns the direction of a line
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~$&])")
_BEGINS = re.compile(r"^(\d+)([.)])|^([#+\-=:!])")
_FORMULA = re.compile(r"^[\s\x00-\x1f\u200b-\u200f\ufeff]*[=+\-@＝＋－＠\t\r]")


def exported(draft: Draft, kind: Kind, base: str = "", found: Sequence[Checked] = ()) -> bytes:
    """Write a draft as a file.

    base: address of the app, before every permanent link; without one nothing is linked.
    found: of each sentence; a table of evidence tells it.

    Raises:
        BadQuestion: the address is none.
    """
    if base and not _BASE.fullmatch(base):
        raise BadQuestion(
            f"{base!r} is no address of the app; write it like https://transcripts.example.org."
        )
    if kind == "docx":
        return document(draft, base, lambda one: label(one, draft.language), clean)
    if kind == "csv":
        return _evidence(draft, base, found).encode("utf-8-sig", "replace")
    writers = {"md": _markdown, "txt": _plain}
    return writers[kind](draft, base).encode("utf-8", "replace")


def label(citation: Citation, language: str) -> str:
    """How a footnote names its place: 2020年度第1回・岡野研究委員・発言 4."""
    told = ordering("draft", language)
    turn = told["turn"].format(turn=citation.turn)
    parts = (citation.session or citation.title, citation.speaker, turn)
    return told["place_join"].format(space=" ").join(part for part in parts if part)


def link(citation: Citation, base: str) -> str:
    """Permanent address of what is cited; empty without the app's own."""
    return f"{base.rstrip('/')}/{citation.address}" if base else ""


def clean(words: str) -> str:
    """Words on one line, without characters that no file may hold."""
    return " ".join(_FORBIDDEN.sub("", words).split())


def _markdown(draft: Draft, base: str) -> str:
    lines, notes = [f"# {escaped(draft.title)}"], []
    for block in draft.blocks:
        if isinstance(block, Heading):
            gap = [""] if lines[-1] else []
            lines += [*gap, f"{'#' * max(2, block.level)} {escaped(block.words)}", ""]
            continue
        marks = "".join(f"[^{one.number}]" for one in block.citations)
        lines.append(f"- {escaped(block.words)}{marks}")
    for one in _places(draft):
        where = escaped(label(one, draft.language))
        address = link(one, base)
        notes.append(f"[^{one.number}]: {f'[{where}](<{address}>)' if address else where}")
    if draft.notes:
        heading = ordering("draft", draft.language)["notes"]
        lines += ["", f"## {heading}", "", *(f"- {escaped(note)}" for note in draft.notes)]
    return "\n".join([*lines, "", *notes, ""])


def escaped(words: str) -> str:
    """Words as Markdown shows them, none of them markup."""
    text = _MARKUP.sub(r"\\\1", clean(words))
    return _BEGINS.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text)


def _plain(draft: Draft, base: str) -> str:
    lines = [clean(draft.title)]
    for block in draft.blocks:
        if isinstance(block, Heading):
            mark = "■ " if block.level <= 2 else "  "
            lines += [*([""] if block.level <= 2 else []), f"{mark}{clean(block.words)}"]
            continue
        marks = "".join(f"[{one.number}]" for one in block.citations)
        lines.append(f"・{clean(block.words)}{marks}")
    if draft.notes:
        heading = ordering("draft", draft.language)["notes"]
        lines += ["", f"■ {heading}", *(f"・{clean(note)}" for note in draft.notes)]
    lines.append("")
    for one in _places(draft):
        lines.append(f"[{one.number}] {clean(label(one, draft.language))}")
        if address := link(one, base):
            lines.append(f"    {address}")
    return "\n".join([*lines, ""])


def _evidence(draft: Draft, base: str, found: Sequence[Checked]) -> str:
    told = ordering("draft", draft.language)
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(told["columns"].split("|"))
    verdicts = [told[f"verdict_{verdict_of(one)}"] for one in found] or [""] * len(draft.sentences)
    for block, verdict in zip(draft.sentences, verdicts, strict=True):
        for one in block.citations or (None,):
            cells = _cells(block, verdict, one, base)
            writer.writerow([harmless(str(cell)) for cell in cells])
    return file.getvalue()


def _cells(block: Sentence, verdict: str, one: Citation | None, base: str) -> list[object]:
    if one is None:
        return ["", block.words, verdict, *[""] * 9]
    return [
        one.number,
        block.words,
        verdict,
        one.quote,
        one.title,
        one.session or "",
        one.date or "",
        one.speaker or "",
        one.turn,
        f"{one.span.start}–{one.span.end}",
        one.page or "",
        link(one, base) or one.address,
    ]


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: "=1+1" -> "'=1+1"."""
    text = _FORBIDDEN.sub("", cell)
    return f"'{text}" if _FORMULA.match(text) else text


def _places(draft: Draft) -> Iterator[Citation]:
    """Citations in order of their numbers, each once."""
    by_number = {one.number: one for block in draft.sentences for one in block.citations}
    return iter(by_number[number] for number in sorted(by_number))
