"""Which language models may write answers here, as the server is set and each reader chooses."""

import os
from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from index.errors import ModelError
from rag.ledger import Spent, ledger_of
from rag.records import Unsupported
from rag.settings import ModelSettings, settings_from
from rag.tokens import count
from rag.writer import Writer, load_writer
from ui.kept.records import Choice

_MODEL, _URL = "HATSUGEN_MODEL", "HATSUGEN_MODEL_URL"
_TRIAL = [("user", "Say OK.")]  # what a model is asked to see whether it answers


def environment() -> dict[str, str]:
    """Variables of the server, and Streamlit's secrets where there are any; these win."""
    secrets = st.secrets.items() if st.secrets.load_if_toml_exists() else ()
    return dict(os.environ) | {name: value for name, value in secrets if isinstance(value, str)}


class Models:
    """The language models of one server; what they may spend is shared by all readers."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        """Read nothing yet; what was spent is kept in a folder."""
        self._environment, self._folder = environment, folder

    @property
    def configured(self) -> str | None:
        """PROVIDER:MODEL that the server is set to."""
        return self._environment.get(_MODEL, "").strip() or None

    def chosen(self, choice: Choice) -> str | None:
        """PROVIDER:MODEL that writes an answer, or None where it is made of quotes alone."""
        return (choice.model or self.configured) if choice.use else None

    def settings(self, name: str) -> ModelSettings:
        """Settings of a model.

        The server's own address serves one provider: a model of another is not sent there.

        Raises:
            ModelError: it cannot be used as it is set.
        """
        read = dict(self._environment)
        if _provider(name) != _provider(self.configured or "openai:"):
            read.pop(_URL, None)
        settings = settings_from(read, name=name)
        if settings is None:
            raise ModelError(
                f"{name!r} names no model; write PROVIDER:MODEL, like openai:gpt-4o-mini."
            )
        return settings

    def writer(self, name: str, unsupported: Unsupported) -> Writer:
        """What writes answers with a model.

        Raises:
            ModelError: it cannot be used as it is set.
        """
        return load_writer(self.settings(name), self._folder, unsupported=unsupported)

    def today(self) -> Spent:
        """What language models were used for today."""
        return ledger_of(self._folder).today()


def answers(writer: Writer) -> None:
    """Ask a model for a word, to see whether it answers; it is counted like any other use.

    Raises:
        ModelError: it does not.
    """
    settings, read, said = writer.model.settings, writer.model.count(_TRIAL), ""
    cost = settings.cost(read, settings.max_tokens)
    reserved = writer.ledger.reserve(read + settings.max_tokens, cost, settings)
    try:
        for piece in writer.model.stream(_TRIAL):
            said += piece.text
    finally:
        wrote = count(said)
        writer.ledger.settle(reserved, read + wrote, settings.cost(read, wrote))


def _provider(name: str) -> str:
    return ModelSettings(name).provider
