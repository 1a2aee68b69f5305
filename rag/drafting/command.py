"""The command line of drafts: draft and verify."""

import argparse
import sys
from pathlib import Path
from typing import Any

from index.__main__ import DONE, WRONG_USE, add_library_option, printable
from index.encode import Encoder
from index.errors import BadQuestion
from index.library import Library
from rag.drafting.records import FORMS, LENGTHS, Checked, Choice, Draft, Heading
from rag.show import as_json, citation_row
from rag.writer import Writer


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register both commands."""
    text = "a summary whose every sentence is cited"
    made = commands.add_parser("draft", help=text, description=text)
    made.add_argument("--form", choices=FORMS, default="minutes")
    made.add_argument(
        "--length", choices=LENGTHS, default="half", help="a line, half a page, two pages (half)"
    )
    made.add_argument("--transcript", action="append", default=[], help="of this alone; repeatable")
    made.add_argument("--speaker", action="append", default=[], help="of this person; repeatable")
    made.add_argument("--topic", default="", metavar="WORDS", help="on this topic alone")
    made.add_argument("--model", metavar="PROVIDER:MODEL", help="language model that writes")
    made.add_argument(
        "--out", type=Path, metavar="FILE", help="write it to a file: .md, .docx, .txt or .csv"
    )
    made.add_argument(
        "--address", default="", metavar="URL", help="address of the app, to which footnotes link"
    )
    add_library_option(made)
    text = "what the transcripts say of each sentence of a text"
    made = commands.add_parser("verify", help=text, description=text)
    made.add_argument("file", type=Path, metavar="FILE", help=".txt, .md, .docx or .pdf")
    add_library_option(made)


def run_draft(
    args: argparse.Namespace, library: Library, encoder: Encoder, writer: Writer | None
) -> int:
    """Draft, and print or write it."""
    from rag.drafting.compose import draft
    from rag.drafting.export import KINDS, exported
    from rag.drafting.revising import examined

    kind = args.out.suffix.lstrip(".").lower() if args.out else "txt"
    if kind not in KINDS:
        print(f"{args.out} is no file that a draft can be; name one of .{', .'.join(KINDS)}.",
              file=sys.stderr)  # fmt: skip
        return WRONG_USE
    choice = Choice(args.form, args.length, tuple(args.transcript), tuple(args.speaker), args.topic)
    made = draft(library, encoder, choice, writer)
    found = examined(made, library, encoder) if kind == "csv" else ()
    content = exported(made, kind, args.address, found)
    if args.out:
        try:
            args.out.write_bytes(content)
        except OSError as error:
            raise BadQuestion(
                f"{args.out} cannot be written ({error.strerror}); name another place with --out."
            ) from error
    if args.json:
        print(as_json(draft_row(made)))
    elif not args.out:
        print(printable(content.decode("utf-8")), end="")
    return DONE


def run_verify(args: argparse.Namespace, library: Library, encoder: Encoder) -> int:
    """Check a file's text and print a row a sentence."""
    from index.read import read_file
    from rag.drafting.check import checked

    for one in checked(read_file(args.file).text, library, encoder):
        print(as_json(checked_row(one)) if args.json else printable(_line(one)), flush=True)
    return DONE


def draft_row(draft: Draft) -> dict[str, Any]:
    """A draft as JSON has it."""
    blocks: list[dict[str, Any]] = []
    for block in draft.blocks:
        if isinstance(block, Heading):
            blocks.append({"kind": block.kind, "words": block.words, "level": block.level})
        else:
            cited = [citation_row(one) for one in block.citations]
            blocks.append({"kind": block.kind, "words": block.words, "citations": cited})
    return {
        "title": draft.title,
        "form": draft.choice.form,
        "length": draft.choice.length,
        "language": draft.language,
        "mode": draft.mode,
        "blocks": blocks,
        "notes": list(draft.notes),
    }


def checked_row(checked: Checked) -> dict[str, Any]:
    """A checked sentence as JSON has it."""
    return {
        "sentence": checked.sentence,
        "verdict": checked.verdict,
        "support": checked.support,
        "faults": [{"kind": fault.kind, "words": fault.words} for fault in checked.faults],
        "citations": [citation_row(one) for one in checked.citations],
    }


def _line(checked: Checked) -> str:
    faults = ", ".join(f"{one.kind} {one.words}".strip() for one in checked.faults)
    head = f"{checked.verdict}: {checked.sentence}" + (f" ({faults})" if faults else "")
    places = [
        f"    {one.session or one.title}・{one.speaker or '—'}・{one.transcript} {one.turn}: "
        f"{' '.join(one.quote.split())}"
        for one in checked.citations
    ]
    return "\n".join([head, *places])
