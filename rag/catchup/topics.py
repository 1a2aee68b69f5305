"""The map of a library: its topics over its transcripts.

Passages are grouped by k-means over what sets their vectors off from the mean of their language;
a group's title is of the phrases that set it off (`rag.catchup.titles`). The same library gives
the same map.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from index.encode import Vectors
from index.library import View
from index.snapshot import Snapshot
from index.vectors import Rows
from rag.catchup.path import told
from rag.catchup.records import Cell, Cited, Sifted, Theme, Themes
from rag.catchup.titles import telling, title

_FEWEST, _MOST = 2, 14  # topics: more rows than that are no picture
_A_TOPIC = 8  # passages of a topic, in a library of one session; in larger ones more
_FITTED = 4_000  # passages from which the groups are found, evenly spread
_TERMS = 6
_SHOWN = 20  # passages of a cell
_LEAST = 0.34  # share of a passage that must tell something


def themes(view: View, kept: Mapping[str, tuple[Sifted, ...]]) -> Themes:
    """Topics over transcripts; kept: sifted sentences, by transcript."""
    snapshot = view.snapshot
    transcripts = sorted(
        snapshot.transcripts, key=lambda name: (snapshot.transcripts[name].date or "", name)
    )
    spoken = np.flatnonzero(snapshot.person_of >= 0)
    tells = [
        told(kept.get(snapshot.passages[r].transcript_id, ()), snapshot.passages[r]) for r in spoken
    ]
    rows = spoken[np.array(tells) >= _LEAST]
    if len(rows) < _FEWEST:
        return Themes(tuple(transcripts), ())
    vectors = _apart(snapshot, rows)
    groups = _grouped(vectors)
    members = [rows[groups == group] for group in range(groups.max() + 1)]
    phrases = telling([_sentences(snapshot, kept, group) for group in members], _TERMS)
    found = []
    for group, terms in zip(members, phrases, strict=True):
        if len(group) and terms:
            middle = vectors[np.isin(rows, group)].mean(axis=0)
            cells = _cells(snapshot, transcripts, group, vectors[np.isin(rows, group)] @ middle)
            found.append(Theme(title(terms), terms, len(group), cells))
    order = {name: place for place, name in enumerate(transcripts)}
    found.sort(key=lambda theme: _first(theme, order))
    return Themes(tuple(transcripts), tuple(found))


def _apart(snapshot: Snapshot, rows: Rows) -> Vectors:
    """Vectors of rows as they differ from the mean of their language, unit length."""
    vectors = snapshot.vectors.rows(rows).astype(np.float32)
    languages = np.array(snapshot.languages, dtype=object)[snapshot.transcript_of[rows]]
    for language in set(languages.tolist()):
        inside = languages == language
        vectors[inside] -= vectors[inside].mean(axis=0)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = vectors / np.maximum(lengths, 1e-6)
    return unit


def _grouped(vectors: Vectors) -> Rows:
    """Group of each passage."""
    count = len(vectors)
    wanted = min(max(round(math.sqrt(count / _A_TOPIC) * 2), _FEWEST), _MOST, count)
    fitted = vectors[:: count // _FITTED + 1]
    from sklearn.cluster import KMeans

    model = KMeans(wanted, n_init=4, random_state=0).fit(fitted)
    groups: Rows = model.predict(vectors).astype(np.int64)
    return groups


def _sentences(
    snapshot: Snapshot, kept: Mapping[str, tuple[Sifted, ...]], rows: Rows
) -> list[Sifted]:
    """Sentences of passages."""
    found = []
    for row in rows:
        passage = snapshot.passages[row]
        inside = kept.get(passage.transcript_id, ())
        found += [one for one in inside if one.span.meets(passage.span)]
    return found


def _cells(
    snapshot: Snapshot, transcripts: Sequence[str], rows: Rows, central: Vectors
) -> tuple[Cell, ...]:
    order = rows[np.argsort(-central, kind="stable")]
    by_transcript: dict[str, list[Cited]] = {}
    for row in order:
        passage, speaker = snapshot.passages[row], snapshot.speaker(int(row))
        place = Cited(
            passage.transcript_id, passage.turn, passage.span, speaker.label if speaker else None
        )
        by_transcript.setdefault(passage.transcript_id, []).append(place)
    return tuple(
        Cell(name, len(by_transcript[name]), tuple(by_transcript[name][:_SHOWN]))
        for name in transcripts
        if name in by_transcript
    )


def _first(theme: Theme, order: Mapping[str, int]) -> tuple[int, int]:
    cell = theme.cells[0]
    return order[cell.transcript], min(place.span.start for place in cell.passages)
