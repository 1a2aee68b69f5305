"""The receipt of an answer as the page shows it: what it says in brief, and all of it as JSON."""

import json
from collections.abc import Iterator
from typing import Any

from rag.records import Fault, Filter
from ui.chips import chips
from ui.kept.store import Store
from ui.source import Data
from ui.talk import Talk
from ui.words import Words
from ui.written import faults_line


def receipt_data(talk: Talk, store: Store, words: Words) -> Data | None:
    """The open receipt, as the component draws it; `id` differs with each showing."""
    if talk.receipt is None:
        return None
    exchange, showing = talk.receipt
    text = store.receipt(exchange)
    if not text:
        return None
    receipt = json.loads(text)
    return {
        "id": showing,
        "exchange": exchange,
        "text": text,
        "facts": list(in_brief(words, receipt)),
        "parts": list(_parts(words, receipt.get("model"))),
    }


def in_brief(words: Words, receipt: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Say what a receipt says: label and value of what a reader asks first."""
    labels = words.receipt
    yield labels.asked, receipt["standalone"] or receipt["question"]
    held = Filter.of(receipt["filters"]["read"] | receipt["filters"]["given"])
    conditions = words.comma.join(chip.label for chip in chips(words, held, {}))
    searched = labels.transcripts.format(receipt["library"]["transcripts"])
    yield labels.searched, f"{searched}{words.comma}{conditions}" if conditions else searched
    decided = labels.found if receipt["found"] else labels.refused
    likely = labels.likely.format(f"{receipt['probability']:.2f}", f"{receipt['threshold']:.2f}")
    yield labels.decided, decided if receipt["refused"] == "missing" else f"{decided}{likely}"
    citations = receipt["citations"]
    if citations:
        equal = sum(citation["equal"] for citation in citations)
        yield labels.compared, labels.equal.format(len(citations), equal)
    model = receipt.get("model")  # receipts of format 1 have none
    if model:
        yield from _model(words, model)
    yield labels.took, labels.milliseconds.format(round(receipt["timings_ms"]["total"]))


def _model(words: Words, model: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a language model did for an answer, and what was found of each of its sentences."""
    labels = words.receipt
    yield labels.model, model["name"]
    tokens = labels.tokens.format(model["input_tokens"], model["output_tokens"])
    yield words.receipt.used, f"{tokens}{labels.estimated if model['estimated'] else ''}"
    if model["cost"] is not None:
        yield labels.cost, f"{model['cost']:.6f}"
    for number, sentence in enumerate(model["sentences"], 1):
        found = faults_line(words, (Fault(**fault) for fault in sentence["faults"]))
        unproven = words.model.unproven.format(found)
        proven = labels.proven.format(f"{sentence['support']:.2f}")
        yield labels.sentence.format(number), unproven if found else proven


def _parts(words: Words, model: dict[str, Any] | None) -> Iterator[Data]:
    """What a language model was given and what it wrote, to be unfolded."""
    if model is None:
        return
    prompt = "\n\n".join(f"{role}:\n{said}" for role, said in model["messages"])
    yield {"title": words.receipt.prompt, "text": prompt}
    yield {"title": words.receipt.raw, "text": model["raw"]}
