"""The page on which a reader chooses how answers are written."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui.kept.choices import choice_of
from ui.kept.records import Choice
from ui.kept.store import Store
from ui.words import words_of

JA = words_of("ja")
URL = "http://127.0.0.1:9/v1"


def settings_page(folder: str, model: str | None, url: str | None) -> None:
    from pathlib import Path

    import streamlit as st

    from ui import settings
    from ui.kept.store import Store
    from ui.models import Models
    from ui.room import Room
    from ui.words import words_of

    variables = {"HATSUGEN_MODEL": model, "HATSUGEN_MODEL_URL": url}
    models = Models({name: value for name, value in variables.items() if value}, Path(folder))
    st.session_state["owner"] = "me"
    room = Room(None, None, Store(Path(folder)), None, None, models, True)  # type: ignore[arg-type]
    settings.show(room, words_of("ja"))


def page(folder: Path, model: str | None = None, url: str | None = None) -> AppTest:
    test = AppTest.from_function(settings_page, args=(str(folder), model, url), default_timeout=60)
    return test.run()


def kept(folder: Path) -> Choice:
    return choice_of(Store(folder), "me")


def test_without_a_model_there_is_one_choice_more_and_no_figures(tmp_path: Path):
    test = page(tmp_path)
    assert test.radio(key="settings_model").options == [JA.settings.without, JA.settings.other]
    assert test.radio(key="settings_model").value == "none"
    assert not test.button
    assert kept(tmp_path).use is False


@pytest.mark.parametrize("kind", ["none", "configured"])
def test_the_servers_model_is_used_until_it_is_switched_off(tmp_path: Path, kind: str):
    test = page(tmp_path, "openai:one", URL)
    assert test.radio(key="settings_model").value == "configured"
    test.radio(key="settings_model").set_value(kind).run()
    assert kept(tmp_path) == Choice(kind == "configured")
    assert page(tmp_path, "openai:one", URL).radio(key="settings_model").value == kind


def test_what_becomes_of_unproven_sentences_is_kept(tmp_path: Path):
    test = page(tmp_path, "openai:one", URL)
    test.radio(key="settings_unsupported").set_value("mark").run()
    assert kept(tmp_path) == Choice(unsupported="mark")


def test_a_typed_model_is_kept_once_it_can_be_used(tmp_path: Path):
    test = page(tmp_path, "openai:one", URL)
    test.radio(key="settings_model").set_value("other").run()
    test.text_input(key="settings_name").set_value("gpt").run()
    assert JA.wrong["ModelError"] in test.error[0].value
    assert kept(tmp_path) == Choice()
    test.text_input(key="settings_name").set_value("openai:two").run()
    assert not test.error
    assert kept(tmp_path) == Choice(model="openai:two")
    assert not test.exception


def test_neither_address_nor_key_can_be_typed_or_read(tmp_path: Path):
    test = page(tmp_path, "openai:one", URL)
    test.radio(key="settings_model").set_value("other").run()
    assert [field.key for field in test.text_input] == ["settings_name"]
    shown = [one.value for one in (*test.caption, *test.markdown)]
    assert JA.settings.not_here in shown
    assert "127.0.0.1" not in "".join(shown)
