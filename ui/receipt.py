"""The receipt of an answer as the page shows it: what it says in brief, and all of it as JSON."""

import json
from collections.abc import Iterator
from typing import Any

from rag.records import Filter
from ui.chips import chips
from ui.kept.store import Store
from ui.source import Data
from ui.talk import Talk
from ui.words import Words


def receipt_data(talk: Talk, store: Store, words: Words) -> Data | None:
    """The open receipt, as the component draws it; `id` differs with each showing."""
    if talk.receipt is None:
        return None
    exchange, showing = talk.receipt
    text = store.receipt(exchange)
    if not text:
        return None
    facts = list(in_brief(words, json.loads(text)))
    return {"id": showing, "exchange": exchange, "text": text, "facts": facts}


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
    yield labels.took, labels.milliseconds.format(round(receipt["timings_ms"]["total"]))
