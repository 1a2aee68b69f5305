"""No change lands that finds or answers the gold questions worse, beyond chance.

The stored scores are those of the last accepted state; a change that makes them better, or
that alters the gold, stores new ones with the command that a failure prints.
"""

import os

import pytest

from index import build
from index.library import Library
from rag.evaluation.compare import compare
from rag.evaluation.evaluate import evaluate
from rag.evaluation.stored import read
from tests.conftest import ROOT, SAMPLE

GOLD = ROOT / "tests" / "gold"


@pytest.fixture(scope="module")
def seed_library(seed, tmp_path_factory, bundled_encoder):
    made = Library.create(tmp_path_factory.mktemp("guard") / "library")
    assert {row.status for row in build.add([seed.parent], made, bundled_encoder)} == {"added"}
    return made


@pytest.mark.parametrize("name", ["sample", "members"])
def test_the_sample_is_answered_no_worse(name, sample_library, bundled_encoder):
    guard(name, SAMPLE, sample_library, bundled_encoder)


def test_the_real_transcript_is_answered_no_worse(seed, seed_library, bundled_encoder):
    guard("seed", seed.parent, seed_library, bundled_encoder)


def guard(name, folder, library, encoder):
    gold, stored = GOLD / f"{name}.jsonl", GOLD / f"{name}.scores.json"
    evaluation = evaluate(gold, library, encoder)
    found = compare(read(stored), evaluation.outcomes)
    worse = [
        f"{row.name} fell from {row.before:.3f} to {row.after:.3f}, which is beyond chance "
        f"({row.low:+.3f} to {row.high:+.3f})"
        for row in found.differences
        if row.verdict == "worse"
    ]
    changes = [f"{row.id} {row.what}" for row in found.changes if not row.better]
    assert (worse, found.dropped, found.added, evaluation.failed) == ([], (), (), ()), (
        "\n".join([*worse, *changes]) + f"\nIf that is meant: {refresh(folder, gold, stored)}"
    )


def refresh(folder, gold, stored):
    """The command that stores the scores of the present state, run from the repository's root."""
    sources, gold, stored = (os.path.relpath(path, ROOT) for path in (folder, gold, stored))
    return (
        "library=$(mktemp -d) && "
        f"python -m index add {sources} --library $library && "
        f"python -m rag evaluate {gold} --library $library --json {stored}"
    )
