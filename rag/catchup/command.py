"""The command `python -m rag brief TRANSCRIPT`: a session in a few cited sentences."""

import argparse
from typing import Any

from index.__main__ import DONE, add_library_option, printable
from index.layout import measure
from index.library import Library
from index.records import Transcript
from index.search_text import search_text
from rag.catchup.brief import brief_of
from rag.catchup.material import material_of
from rag.catchup.records import Brief, Cited
from rag.cite import cite, marker
from rag.show import as_json, citation_row, place_line


def add_commands(commands: Any) -> None:
    """Add the command to the others."""
    text = "a session in a few cited sentences: who spoke, topics, reading time"
    made: argparse.ArgumentParser = commands.add_parser("brief", help=text, description=text)
    made.add_argument("transcript", metavar="TRANSCRIPT")
    add_library_option(made)


def run(args: argparse.Namespace, library: Library) -> int:
    """Print the brief of a transcript.

    Raises:
        UnknownTranscript: the library has no such transcript.
    """
    with library.reading() as view:
        row = brief_row(
            view.transcript(args.transcript), brief_of(material_of(view, args.transcript))
        )
    print(as_json(row) if args.json else printable("\n".join(_lines(row))))
    return DONE


def brief_row(transcript: Transcript, brief: Brief) -> dict[str, Any]:
    """A brief as JSON has it."""
    header = transcript.header
    return {
        "transcript": transcript.id,
        "title": header.title,
        "session": header.session,
        "date": header.date,
        "minutes": brief.minutes,
        "speakers": [
            {"speaker": one.speaker, "role": one.role, "share": one.share} for one in brief.speakers
        ],
        "topics": [
            {"title": topic.title, "turns": [topic.first, topic.last]} for topic in brief.topics
        ],
        "sentences": [
            _sentence_row(transcript, number, place)
            for number, place in enumerate(brief.sentences, 1)
        ],
    }


def _sentence_row(transcript: Transcript, number: int, place: Cited) -> dict[str, Any]:
    turn = transcript.turns[place.turn].span  # a line broken in the sentence is known by the whole
    words = search_text(transcript.text, turn, measure(transcript.text)).display(place.span)
    return {
        "text": f"{words}{marker(number)}",
        "citation": citation_row(cite(number, transcript, place.turn, place.span)),
    }


def _lines(row: dict[str, Any]) -> list[str]:
    """The brief to read in a terminal."""
    head = [row["title"], row["session"], row["date"], f"{row['minutes']:.0f} min"]
    lines = [" · ".join(words for words in head if words), ""]
    for one in row["speakers"]:
        role = f" ({one['role']})" if one["role"] else ""
        lines.append(f"{one['speaker']}{role} {one['share']:.0%}")
    lines.append("")
    for topic in row["topics"]:
        first, last = topic["turns"]
        lines.append(
            f"{first}–{last}  {topic['title']}" if first < last else f"{first}  {topic['title']}"
        )
    lines.append("")
    for sentence in row["sentences"]:
        lines += [sentence["text"], f"    {place_line(sentence['citation'])}"]
    return lines
