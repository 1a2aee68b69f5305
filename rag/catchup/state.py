"""Which state of a transcript something was derived from."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict

from index.view import View

VERSION = 4  # of what is derived; what another version made is made anew
Keys = Mapping[str, str]  # of the transcripts' states, by id


def keys_of(view: View) -> dict[str, str]:
    """Key of each transcript's state: its file, header, turns, people, and who reads them."""
    persons: dict[str, list[str]] = {}
    for speaker in view.snapshot.people:
        persons.setdefault(speaker.label, []).append(speaker.known_as)
    fingerprint = view.state().fingerprint
    found = {}
    for summary in view.summaries():
        people = {label: sorted(persons.get(label, [])) for label in summary.speakers}
        size = (summary.turns, summary.passages, summary.characters)
        state = [VERSION, fingerprint, summary.id, summary.sha256, asdict(summary.header), people]
        words = json.dumps([state, size], sort_keys=True)
        found[summary.id] = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
    return found


def state_of(keys: Keys) -> str:
    """One key for the states of all transcripts."""
    words = json.dumps(sorted(keys.items()))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
