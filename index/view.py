"""One state of a library as a reader sees it, whole, for as long as it reads."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection

from index import catalogue, decisions, schema
from index.errors import ServerAway, UnknownTranscript
from index.records import Passage, Transcript
from index.snapshot import Snapshot

_KEPT = 32  # transcripts of one state that were read last; a day's meeting takes about 1 MB


@dataclass(frozen=True, slots=True)
class LibraryState:
    """Which library, as of one generation: enough to tell whether an answer can be had again."""

    generation: int
    transcripts: int
    encoder: str | None  # name of the weights; None where nothing was embedded yet
    fingerprint: str | None  # SHA-256 of the weights


@dataclass(frozen=True, slots=True)
class View:
    """One consistent state, to be used inside `Library.reading` only.

    While the server that keeps the catalogue is away, it has what was read of this state before.
    """

    snapshot: Snapshot
    _source: Connection | ServerAway
    _read: dict[str, Transcript] = field(default_factory=dict)  # by id

    @property
    def _connection(self) -> Connection:
        if isinstance(self._source, ServerAway):
            raise self._source
        return self._source

    def transcript(self, transcript_id: str) -> Transcript:
        """Read a transcript, once however often it is asked for.

        Raises:
            UnknownTranscript: there is none of that name.
        """
        known = self._read.get(transcript_id)
        if known is None:
            self.require(transcript_id)
            found = catalogue.transcript(self._connection, transcript_id)
            assert found  # as required, in this same state
            self._read[transcript_id] = found
            for oldest in list(self._read)[:-_KEPT]:
                self._read.pop(oldest, None)
            return found
        return known

    def require(self, transcript_id: str) -> None:
        """Make sure that a transcript is there.

        Raises:
            UnknownTranscript: there is none of that name.
        """
        names = list(self.snapshot.transcripts)
        if transcript_id not in names:
            raise UnknownTranscript(
                f"the library has no transcript {transcript_id!r} (it has: "
                f"{', '.join(names[:5]) or 'none yet'}); `python -m index list` names them all."
            )

    def words_of(self, passage: Passage) -> str:
        """Slice of the source text that a passage is."""
        known = self._read.get(passage.transcript_id)
        if known is not None:
            return passage.span.of(known.text)
        return catalogue.words_of(self._connection, passage)

    def summaries(self) -> list[catalogue.Summary]:
        """Every transcript in brief."""
        return list(catalogue.summaries(self._connection))

    def state(self) -> LibraryState:
        """Generation, number of transcripts and encoder."""
        built = json.loads(schema.meta(self._connection, "encoder") or "{}")
        return LibraryState(
            self.snapshot.generation,
            len(self.snapshot.transcripts),
            built.get("name"),
            built.get("fingerprint"),
        )

    def transcripts(self) -> Iterator[Transcript]:
        """Every transcript, whole, one after another."""
        for name in catalogue.transcript_ids(self._connection):
            found = catalogue.transcript(self._connection, name)
            assert found  # as listed, in this same state
            yield found

    def decisions(self) -> decisions.Decisions:
        """What editors decided about speakers."""
        return decisions.read(self._connection)
