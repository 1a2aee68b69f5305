"""The receipt of an answer: what was asked of which library, what was looked at, what is proven.

Whoever holds it can ask again and compare: the keys always stand in the same order, every quote
and every file is named by its SHA-256, and every quote was just compared with the source text.
"""

import hashlib
import json
from typing import Any

from index.errors import UnknownTranscript
from index.library import Library
from index.records import Transcript
from index.view import View
from rag.cite import standing
from rag.records import Answer, Citation, Filter, Generated, Ranked
from rag.show import sentence_row

PROGRAM = "Hatsugen"
FORMAT = 2  # of the receipt; 1 had no model


def receipt_text(answer: Answer, library: Library) -> str:
    """Write a receipt as JSON, a field a line; verified against the library as it is now.

    Raises:
        LibraryError: the catalogue is damaged.
    """
    with library.reading() as view:
        return json.dumps(receipt(answer, view), ensure_ascii=False, indent=2)


def receipt(answer: Answer, view: View) -> dict[str, Any]:
    """Make the receipt of an answer, ready for JSON; `generation` is that of the library asked."""
    state = view.state()
    cited = [*answer.citations, *(answer.wider.citations if answer.wider else ())]
    transcripts = {name: _transcript(view, name) for name in _once(cited)}
    return {
        "program": PROGRAM,
        "format": FORMAT,
        "question": answer.question,
        "standalone": answer.standalone,
        "language": answer.language,
        "mode": answer.mode,
        "filters": {"given": _given(answer).as_dict(), "read": answer.read.as_dict()},
        "library": {
            "generation": answer.generation,
            "verified_generation": state.generation,
            "transcripts": state.transcripts,
            "encoder": {"name": state.encoder, "fingerprint": state.fingerprint},
            "cited": [_file(name, found) for name, found in transcripts.items()],
        },
        **_outcome(answer, transcripts),
        "wider": _outcome(answer.wider, transcripts) if answer.wider else None,
        "model": _model(answer.generated) if answer.generated else None,
        "timings_ms": dict(sorted(answer.timings_ms.items())),
    }


def _given(answer: Answer) -> Filter:
    """Filters that were set by hand: all that held but for those that the words set."""
    read = answer.read.as_dict()
    held = answer.filters.as_dict().items()
    return Filter.of({name: value for name, value in held if read.get(name) != value})


def _once(citations: list[Citation]) -> list[str]:
    return list(dict.fromkeys(citation.transcript for citation in citations))


def _transcript(view: View, name: str) -> Transcript | None:
    try:
        return view.transcript(name)
    except UnknownTranscript:  # removed since the answer; the receipt says so
        return None


def _file(name: str, transcript: Transcript | None) -> dict[str, Any]:
    source = transcript.source if transcript else None
    return {
        "transcript": name,
        "file": source.name if source else None,
        "sha256": source.sha256 if source else None,
    }


def _outcome(answer: Answer, transcripts: dict[str, Transcript | None]) -> dict[str, Any]:
    """What was decided and on what ground, with its citations and their proof."""
    return {
        "found": answer.found,
        "probability": answer.probability,
        "threshold": answer.threshold,
        "refused": answer.refused,
        "looked_at": [_ranked(one) for one in answer.ranked],
        "text": answer.text,
        "unsupported": list(answer.unsupported),
        "citations": [_citation(one, transcripts[one.transcript]) for one in answer.citations],
    }


def _model(generated: Generated) -> dict[str, Any]:
    """What a language model was asked, what it wrote, and what was found of each sentence."""
    return {
        "name": generated.model,
        "messages": [list(message) for message in generated.messages],
        "raw": generated.raw,
        "sentences": [sentence_row(sentence) for sentence in generated.sentences],
        "unknown": generated.unknown,
        "fallback": generated.fallback,
        "detail": generated.detail,
        "attempts": generated.attempts,
        "input_tokens": generated.input_tokens,
        "output_tokens": generated.output_tokens,
        "estimated": generated.estimated,
        "cost": generated.cost,
    }


def _ranked(ranked: Ranked) -> dict[str, Any]:
    passage = ranked.passage
    return {
        "transcript": passage.transcript_id,
        "turn": passage.turn,
        "start": passage.span.start,
        "end": passage.span.end,
        "score": ranked.score,
    }


def _citation(citation: Citation, transcript: Transcript | None) -> dict[str, Any]:
    told = standing(transcript, citation)
    return {
        "number": citation.number,
        "transcript": citation.transcript,
        "turn": citation.turn,
        "speaker": citation.speaker,
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.quote,
        "sha256": hashlib.sha256(citation.quote.encode("utf-8", "surrogatepass")).hexdigest(),
        "equal": told.kind == "kept",  # to the source text, character for character
        "standing": told.kind,
        "stands_at": {"start": told.span.start, "end": told.span.end} if told.span else None,
        "address": citation.address,
    }
