"""Outcomes by language, by kind, and by whether question and evidence share a language."""

from collections.abc import Sequence

from rag.evaluation.judge import Outcome

Groups = dict[str, dict[str, list[Outcome]]]


def groups(outcomes: Sequence[Outcome]) -> Groups:
    """Members of every group, under what they are grouped by.

    A question is cross-lingual when no evidence stands in a transcript of its own language;
    one without evidence is neither.
    """
    found: Groups = {"language": {}, "kind": {}, "evidence": {}}
    for outcome in outcomes:
        found["language"].setdefault(outcome.language, []).append(outcome)
        found["kind"].setdefault(outcome.kind, []).append(outcome)
        if outcome.cross_lingual is not None:
            name = "cross-lingual" if outcome.cross_lingual else "same language"
            found["evidence"].setdefault(name, []).append(outcome)
    return {by: dict(sorted(members.items())) for by, members in found.items()}
