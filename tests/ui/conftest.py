"""A library of the sample, built with an encoder that needs no model."""

import shutil
from pathlib import Path

import pytest
import streamlit as st

from index.build import add
from index.library import Library
from rag.catchup import derive as making
from rag.catchup.derive import derive
from tests.conftest import BigramEncoder
from tests.ui.catch_pages import HOSTILE
from ui import resources, sample


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a library of the sample; never written to."""
    folder = tmp_path_factory.mktemp("built") / "library"
    list(add([sample.FOLDER], Library.create(folder), BigramEncoder()))
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """Folder of a library of the sample that a test may change."""
    return Path(shutil.copytree(built, tmp_path / "library"))


@pytest.fixture
def library(folder: Path) -> Library:
    return Library(folder)


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch, encoder: BigramEncoder) -> None:
    """Pages get the light encoder, and nothing that an earlier test left in the caches."""
    st.cache_resource.clear()
    monkeypatch.setattr(resources, "load_encoder", lambda configured: encoder)


@pytest.fixture
def made(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library whose overviews are made; whoever makes more fails."""
    return _made(library, monkeypatch)


@pytest.fixture
def hostile(tmp_path: Path, encoder: BigramEncoder, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library of one transcript that is written as markup, with its overviews."""
    (tmp_path / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    library = Library.create(tmp_path / "hostile")
    list(add([tmp_path / "hostile.txt"], library, encoder))
    return _made(library, monkeypatch)


def _made(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    assert derive(library)
    monkeypatch.setattr("ui.kept.deriving.Deriving.begin", lambda deriving: False)
    monkeypatch.setattr(making, "_made", None)
    return library
