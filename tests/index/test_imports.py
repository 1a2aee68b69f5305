"""Imports run one way: index, then rag (which uses prompts), then ui, then app.py."""

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

FORBIDDEN = {
    "index": {"rag", "prompts", "ui", "app", "streamlit", "langchain", "langchain_core"},
    "prompts": {"index", "rag", "ui", "app", "streamlit"},
    "rag": {"ui", "app", "streamlit"},
    "ui": {"app"},
}


def imported_packages(path: Path) -> set[str]:
    """First names of all that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("package", FORBIDDEN)
def test_imports_point_one_way(package):
    paths = sorted((ROOT / package).rglob("*.py"))
    wrong = {path.name: imported_packages(path) & FORBIDDEN[package] for path in paths}
    assert {name: found for name, found in wrong.items() if found} == {}
    assert "__init__.py" in wrong


def test_records_and_errors_import_nothing_of_ours():
    ours = {"index", "rag", "prompts", "ui", "app"}
    for name in ("records.py", "errors.py"):
        assert imported_packages(ROOT / "index" / name) & ours == set()


@pytest.mark.parametrize("package", FORBIDDEN)
def test_nothing_imports_pickle(package):
    paths = [*(ROOT / package).rglob("*.py"), ROOT / "app.py"]
    risky = {"pickle", "cPickle", "dill", "joblib", "shelve", "marshal", "cloudpickle"}
    assert [path.name for path in paths if path.exists() and imported_packages(path) & risky] == []
