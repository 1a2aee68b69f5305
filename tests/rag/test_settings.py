"""Settings of a language model from the environment, checked, with no key in sight."""

import pytest

from index.errors import ModelError
from rag.settings import redacted, settings_from

URL = {"HATSUGEN_MODEL": "OpenAI:local", "HATSUGEN_MODEL_URL": "http://127.0.0.1:1/v1"}


def test_without_a_name_there_is_no_model():
    assert settings_from({}) is None
    assert settings_from({"HATSUGEN_MODEL": " "}) is None


def test_what_is_not_set_has_a_default():
    found = settings_from(URL)
    assert (found.provider, found.model, found.timeout, found.overall) == (
        *("openai", "local", 120.0, 300.0),
    )
    assert (found.max_tokens, found.context, found.daily_tokens, found.price) == (
        *(800, 3000, None, None),
    )
    assert found.cost(1000, 1000) is None


def test_what_is_set_is_read():
    found = settings_from(
        URL
        | {
            "HATSUGEN_MODEL_TIMEOUT": "400",
            "HATSUGEN_MODEL_MAX_TOKENS": "200",
            "HATSUGEN_MODEL_CONTEXT": "9000",
            "HATSUGEN_MODEL_DAILY_TOKENS": "5000",
            "HATSUGEN_MODEL_DAILY_COST": "1.5",
            "HATSUGEN_MODEL_PRICE": "0.15/0.60",
        }
    )
    assert (found.timeout, found.overall, found.max_tokens, found.context) == (400, 400, 200, 9000)
    assert (found.daily_tokens, found.daily_cost, found.price) == (5000, 1.5, (0.15, 0.6))
    assert found.cost(1_000_000, 500_000) == pytest.approx(0.45)


def test_a_name_of_the_command_comes_first():
    assert settings_from(URL, name="openai:other").model == "other"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HATSUGEN_MODEL_TIMEOUT", "soon"),
        ("HATSUGEN_MODEL_TIMEOUT", "0"),
        ("HATSUGEN_MODEL_MAX_TOKENS", "-1"),
        ("HATSUGEN_MODEL_MAX_TOKENS", "0.5"),
        ("HATSUGEN_MODEL_PRICE", "1"),
        ("HATSUGEN_MODEL_URL", "localhost"),
        ("HATSUGEN_MODEL_DAILY_COST", "1"),
    ],
)
def test_a_value_that_cannot_be_read_names_its_variable(name, value):
    with pytest.raises(ModelError, match=name):
        settings_from(URL | {name: value})


@pytest.mark.parametrize(
    "text",
    [
        "key sk-abcdefgh12345678 refused",
        "Authorization: Bearer abc.def.ghi",
        "at https://me:hidden12345678@host/v1",
        "at https://host/v1?key=abcdefgh12345678",
        "known-secret",
        "wrong: hidden12***5678",
    ],
)
def test_what_looks_like_a_key_is_blotted_out(text):
    found = redacted(text, ("known-secret",))
    assert "…" in found
    assert not any(one in found for one in ("12345678", "abc.def", "hidden", "known-secret"))


@pytest.mark.parametrize("text", ["openai:skywork-13b-chat", "a sketchbook? no", "check the key."])
def test_other_words_stay(text):
    assert redacted(text) == text


def test_a_placeholder_is_no_secret():
    read = settings_from(URL | {"OPENAI_API_KEY": "x"})
    assert read.secrets == (URL["HATSUGEN_MODEL_URL"],)


def test_a_key_in_the_wrong_place_is_not_repeated():
    with pytest.raises(ModelError) as caught:
        settings_from({"HATSUGEN_MODEL": "sk-0123456789"})
    assert "sk-" not in str(caught.value)
