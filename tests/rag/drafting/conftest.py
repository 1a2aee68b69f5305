import pytest

from rag.drafting.compose import draft
from rag.drafting.records import Choice
from tests.rag.drafting.meetings import meetings


@pytest.fixture
def made(library, write, encoder):
    """A library of two small meetings."""
    return meetings(library, write, encoder)


@pytest.fixture
def drafted(made, encoder):
    """Draft of it: drafted("minutes", "two")."""

    def drafts(form="minutes", length="two", writer=None, **chosen):
        return draft(made, encoder, Choice(form, length, **chosen), writer)

    return drafts
