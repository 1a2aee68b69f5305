"""Whatever a model writes, every citation resolves and equals its source."""

from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rag.answer import ask
from rag.cite import verify
from rag.written import MARKER
from tests.rag.speaking import Scripted, writer_of

PIECES = [
    *("[1]", "[2][3]", "［４］", "【5†source】", "[99]", "[1-9]", "[", "]", "\n", "。", "- ", "**"),
    *("秘匿とは、公表の前に升目を伏せる処理である。", "栗林氏は反対だと述べた。", "<b>", "![x](y)"),
    *("The group agreed. ", "十二", "NO_ANSWE", "「", "」", "```", "\u202e", "\x00"),
]
OUTPUT = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=12)


@pytest.fixture(scope="module")
def folder():
    return Path(mkdtemp())


@given(OUTPUT, st.sampled_from(["replace", "mark"]))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_citation_resolves(sample_library, bundled_encoder, folder, pieces, unsupported):
    found = ask(
        "秘匿とは何ですか", sample_library, bundled_encoder,
        writer=writer_of(Scripted("".join(pieces)), folder, unsupported),
    )  # fmt: skip
    with sample_library.reading() as view:
        for citation in found.citations:
            assert verify(view.transcript(citation.transcript), citation)
    numbers = [citation.number for citation in found.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    cited = [n for one in found.generated.sentences for n in (*one.numbers, *one.instead)]
    if found.generated.fallback is None:
        assert set(cited) == set(numbers)
        marked = {int(n) for m in MARKER.finditer(found.text) for n in m["numbers"].split(",")}
        assert marked <= set(numbers)
