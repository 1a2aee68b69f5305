"""Stance of a line: whether a sentence agrees, objects, reserves, proposes or states a fact.

Told by the predicate of the main clause and its modality, with the holder and the scope of
negation, as annotations of modality do (Matsuyoshi et al., 2010); what is reported of others is
no stance of the speaker. What no cue decides has none.
"""

from index.language import main_language
from rag.catchup import said
from rag.catchup.found import Stance
from rag.catchup.stance_en import stance_of as english
from rag.catchup.stance_ja import stance_of as japanese
from rag.lines import Line


def stance_of(line: Line) -> Stance | None:
    """Stance that a line takes, or None: "異存ありません。" -> "agree"."""
    if line.speaker is None or said.is_small_talk(line):
        return None
    return japanese(line.words) if main_language(line.words) == "ja" else english(line.words)
