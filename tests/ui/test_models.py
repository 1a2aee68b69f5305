"""Which language model is asked, and that nobody has it asked anywhere else."""

from pathlib import Path

import pytest

from index.errors import ModelError
from tests.rag.scripted import Reply, scripted
from ui.kept.records import Choice
from ui.models import Models, answers, environment

URL = "http://127.0.0.1:9/v1"
SET = {"HATSUGEN_MODEL": "openai:one", "HATSUGEN_MODEL_URL": URL}


@pytest.mark.parametrize(
    ("variables", "choice", "name"),
    [
        ({}, Choice(), None),
        ({"HATSUGEN_MODEL": " "}, Choice(), None),
        (SET, Choice(), "openai:one"),
        (SET, Choice(use=False), None),
        (SET, Choice(model="openai:two"), "openai:two"),
        ({}, Choice(model="openai:two"), "openai:two"),
        ({}, Choice(use=False, model="openai:two"), None),
    ],
)
def test_a_choice_names_a_model_or_none(variables: dict, choice: Choice, name, tmp_path: Path):
    assert Models(variables, tmp_path).chosen(choice) == name


@pytest.mark.parametrize(
    ("variables", "name", "url"),
    [
        (SET, "openai:one", URL),
        (SET, "OpenAI:two", URL),
        (SET, "ollama:two", None),
        (SET | {"HATSUGEN_MODEL": "ollama:one"}, "openai:two", None),
        ({"HATSUGEN_MODEL_URL": URL}, "openai:two", URL),
        ({"HATSUGEN_MODEL_URL": URL}, "ollama:two", None),
    ],
)
def test_the_servers_address_serves_one_provider(variables: dict, name: str, url, tmp_path: Path):
    models = Models(variables | {"OPENAI_API_KEY": "k"}, tmp_path)
    assert models.settings(name).url == url


def test_a_name_that_names_nothing_is_refused(tmp_path: Path):
    for name in ("", "gpt", "openai:"):
        with pytest.raises(ModelError):
            Models({}, tmp_path).settings(name)


def test_variables_are_read_and_no_secrets_file_is_needed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HATSUGEN_MODEL", "openai:one")
    assert environment()["HATSUGEN_MODEL"] == "openai:one"


def test_a_trial_asks_for_a_word_and_is_counted(tmp_path: Path):
    with scripted([Reply("OK")]) as server:
        models = Models(SET | {"HATSUGEN_MODEL_URL": server.url}, tmp_path)
        answers(models.writer("openai:one", "replace"))
        assert len(server.requests) == 1
    spent = models.today()
    assert spent.calls == 1
    assert 0 < spent.tokens < 50


def test_a_trial_that_is_not_answered_says_so(tmp_path: Path):
    with scripted([Reply(status=401)]) as server:
        models = Models(SET | {"HATSUGEN_MODEL_URL": server.url}, tmp_path)
        with pytest.raises(ModelError) as raised:
            answers(models.writer("openai:one", "replace"))
    assert raised.value.kind == "denied"
