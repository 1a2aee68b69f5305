"""The map of a library: its topics over its transcripts.

Passages of a language are grouped by k-means, over what sets their vectors off from the mean and
over the phrases that they name; a group's title is of the phrases that set it off
(`rag.catchup.titles`). The same library gives the same map.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from index.encode import Vectors
from index.snapshot import Snapshot
from index.vectors import Rows
from index.view import View
from rag.catchup.path import told
from rag.catchup.records import Cell, Cited, Sifted, Theme, Themes
from rag.catchup.titles import telling, title

_FEWEST, _MOST = 2, 14  # topics: more rows than that are no picture
_A_TOPIC = 8  # passages of a topic, in a library of one session; in larger ones more
_PHRASES, _NAMED = 500, 0.8  # phrases that tell passages apart; their weight, of 1 for vectors
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
    passages = [snapshot.passages[row] for row in spoken]
    tells = [told(kept.get(passage.transcript_id, ()), passage) for passage in passages]
    rows = spoken[np.array(tells) >= _LEAST]
    languages = np.array(snapshot.languages, dtype=object)[snapshot.transcript_of[rows]]
    members: list[Rows] = []
    central: list[Vectors] = []
    for language in dict.fromkeys(languages.tolist()):
        own = rows[languages == language]
        vectors = _features(snapshot, own, [_sentences(snapshot, kept, [row]) for row in own])
        groups = _grouped(vectors)
        for group in range(groups.max() + 1):
            inside = groups == group
            members.append(own[inside])
            central.append(vectors[inside] @ vectors[inside].mean(axis=0))
    phrases = telling([_sentences(snapshot, kept, group) for group in members], _TERMS)
    found = [
        Theme(title(terms), terms, len(group), _cells(snapshot, transcripts, group, near))
        for group, near, terms in zip(members, central, phrases, strict=True)
        if terms
    ]
    order = {name: place for place, name in enumerate(transcripts)}
    return Themes(tuple(transcripts), tuple(sorted(found, key=lambda one: _first(one, order))))


def _features(snapshot: Snapshot, rows: Rows, sentences: Sequence[Sequence[Sifted]]) -> Vectors:
    """What sets each passage off from the mean, and beside it the phrases that it names."""
    apart = unit(snapshot.vectors.rows(rows) - snapshot.vectors.rows(rows).mean(axis=0))
    named = [{phrase for one in said for phrase in one.phrases} for said in sentences]
    often = Counter(phrase for phrases in named for phrase in phrases)
    shared = [phrase for phrase, count in often.most_common(_PHRASES) if count > 1]
    places = {phrase: place for place, phrase in enumerate(shared)}
    held = np.zeros((len(rows), len(shared)), np.float32)
    for row, phrases in enumerate(named):
        for phrase in phrases & places.keys():
            held[row, places[phrase]] = math.log(1 + len(rows) / often[phrase])
    return np.hstack([apart, _NAMED * unit(held)])


def unit(vectors: Vectors) -> Vectors:
    """Vectors of length 1; zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    found: Vectors = (vectors / np.maximum(lengths, 1e-6)).astype(np.float32)
    return found


def _grouped(vectors: Vectors) -> Rows:
    """Group of each passage."""
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    count = len(vectors)
    fitted = vectors[:: count // _FITTED + 1]
    unlike = len(np.unique(fitted.round(4), axis=0))
    wanted = min(max(round(math.sqrt(count / _A_TOPIC) * 2), _FEWEST), _MOST, unlike)
    with threadpool_limits(1):  # sums of several threads differ from run to run
        model = KMeans(wanted, n_init=4, random_state=0).fit(fitted)
        groups: Rows = model.predict(vectors).astype(np.int64)
    return groups


def _sentences(
    snapshot: Snapshot, kept: Mapping[str, tuple[Sifted, ...]], rows: Iterable[int]
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
