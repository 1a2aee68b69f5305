"""Answers and hits as the command line prints them: JSON as the contract has it, or text."""

import json
from typing import Any

from prompts import wording
from rag.records import Answer, Citation, Generated, Hit, Sentence


def hit_row(hit: Hit) -> dict[str, Any]:
    """One hit."""
    return {
        "transcript": hit.passage.transcript_id,
        "turn": hit.passage.turn,
        "speaker": hit.speaker,
        "start": hit.passage.span.start,
        "end": hit.passage.span.end,
        "text": hit.text,
        "score": hit.score,
    }


def citation_row(citation: Citation) -> dict[str, Any]:
    """One citation."""
    return {
        "number": citation.number,
        "transcript": citation.transcript,
        "title": citation.title,
        "session": citation.session,
        "date": citation.date,
        "turn": citation.turn,
        "speaker": citation.speaker,
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.quote,
        "page": citation.page,
        "address": citation.address,
    }


def answer_row(answer: Answer) -> dict[str, Any]:
    """An answer, without the id that a batch gives it."""
    return {
        "question": answer.question,
        "language": answer.language,
        "mode": answer.mode,
        "found": answer.found,
        "text": answer.text,
        "citations": [citation_row(citation) for citation in answer.citations],
        "nearest": [hit_row(hit) for hit in answer.nearest],
        "unsupported": list(answer.unsupported),
        "filters": answer.filters.as_dict(),
        "read": answer.read.as_dict(),
        "standalone": answer.standalone,
        "wider": _wider_row(answer.wider),
        "model": _model_row(answer.generated, answer.language) if answer.generated else None,
        "timings_ms": answer.timings_ms,
    }


def _wider_row(wider: Answer | None) -> dict[str, Any] | None:
    if wider is None:
        return None
    return {
        "found": wider.found,
        "text": wider.text,
        "citations": [citation_row(citation) for citation in wider.citations],
    }


def _model_row(generated: Generated, language: str) -> dict[str, Any]:
    """What came of asking a language model; `note` says why its sentences are not the answer."""
    fallback = generated.fallback
    return {
        "name": generated.model,
        "fallback": fallback,
        "note": wording(language)[f"fallback_{fallback}"] if fallback else None,
        "detail": generated.detail or None,
        "sentences": [
            sentence_row(sentence) | {"support": round(sentence.support, 4)}
            for sentence in generated.sentences
        ],
        "unknown": generated.unknown,
        "input_tokens": generated.input_tokens,
        "output_tokens": generated.output_tokens,
        "cost": generated.cost,
    }


def sentence_row(sentence: Sentence) -> dict[str, Any]:
    """One sentence of a language model, and what was found of it."""
    return {
        "words": sentence.words,
        "numbers": list(sentence.numbers),
        "support": sentence.support,
        "faults": [{"kind": fault.kind, "words": fault.words} for fault in sentence.faults],
        "instead": list(sentence.instead),
        "moved": sentence.moved,
    }


def as_json(row: dict[str, Any]) -> str:
    """One line of JSON."""
    return json.dumps(row, ensure_ascii=False)


def as_text(row: dict[str, Any]) -> str:
    """Lines to read in a terminal: an answer with its places, or ranked passages."""
    lines: list[str] = []
    hits = row.get("hits", [])
    if "text" in row:
        words = wording(row["language"])
        if row["standalone"]:
            lines.append(words["standalone"].format(question=row["standalone"]))
        if row["model"] and row["model"]["note"]:
            lines.append(row["model"]["note"])
        lines += _answer_lines(row)
        if row["wider"]:
            lines += [words["wider"], *_answer_lines(row["wider"])]
        elif not row["found"] and row["nearest"]:
            lines.append(words["nearest"])
            hits = row["nearest"]
    for place, hit in enumerate(hits, 1):
        said = " ".join(hit["text"].split())
        lines.append(
            f"{place}. {hit['speaker'] or '—'} ({hit['transcript']} {hit['turn']}): {said}"
        )
    return "\n".join(lines)


def _answer_lines(row: dict[str, Any]) -> list[str]:
    return [row["text"], *(place_line(citation) for citation in row["citations"])]


def place_line(citation: dict[str, Any]) -> str:
    """Where a citation stands, in one line."""
    where = (citation["session"] or citation["title"], citation["date"], citation["speaker"])
    return (
        f"[{citation['number']}] {'・'.join(words for words in where if words)}・"
        f"{citation['transcript']} 発言 {citation['turn']} "
        f"({citation['start']}–{citation['end']})"
    )
