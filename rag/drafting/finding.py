"""What came of judging a sentence by some lines: whether they prove, contradict, or oppose it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.records import Judgement

_SURE, _SURE_TOGETHER = 0.52, 0.6  # probability from which one line proves, and several together
_ABOUT_IT = 0.6  # probability, but for its faults, from which a sentence is about what was said
_MARGIN = 0.02  # likeness by which what contradicts a sentence outweighs what would prove it
_OPPOSED = 0.4  # probability from which what a sentence denies is what it is about


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that a sentence was judged by, and what was found."""

    rows: tuple[int, ...]
    judgement: Judgement
    likeness: float = 0.0  # of the rows to the sentence
    asks: bool = False  # all of them ask
    rivals: bool = False  # they have other numbers of the same kind

    @property
    def proves(self) -> bool:
        """Tell whether a sentence stands by it."""
        least = _SURE if len(self.rows) == 1 else _SURE_TOGETHER
        return not self.judgement.faults and self.judgement.support >= least

    @property
    def contradicts(self) -> bool:
        """Tell whether of the same thing something else was said.

        Lines that lack a number, and have none of its kind, are about something else.
        """
        kinds = {fault.kind for fault in self.judgement.faults}
        if (
            self.asks
            or self.judgement.support < _ABOUT_IT
            or ("number" in kinds and not self.rivals)
        ):
            return False
        return bool(kinds & {"polarity", "name", "speaker", "number"})

    @property
    def opposes(self) -> bool:
        """Tell whether the opposite was said, and nothing else is wrong."""
        kinds = {fault.kind for fault in self.judgement.faults}
        denied = "polarity" in kinds and kinds <= {"polarity", "support"} and not self.asks
        return denied and self.judgement.support >= _OPPOSED

    def outweighs(self, proof: "Found") -> bool:
        """Tell whether what contradicts is nearer to the sentence than what would prove it."""
        if set(self.rows) <= set(proof.rows):
            return self.likeness >= proof.likeness
        return self.likeness > proof.likeness + _MARGIN


def strength(found: Found) -> tuple[float, float]:
    """Order of what speaks for or against a sentence: the likest counts."""
    return found.likeness, found.judgement.support


def proven(found: Sequence[Found]) -> Found | None:
    """What proves a sentence, unless what contradicts it is nearer to it."""
    proof = max((one for one in found if one.proves), key=strength, default=None)
    against = max((one for one in found if one.contradicts), key=strength, default=None)
    return None if proof and against and against.outweighs(proof) else proof
