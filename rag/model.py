"""Talking to a language model through LangChain: here and nowhere else.

LangChain is imported with the first model. What a client raises becomes a sentence in trouble.py.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from index.errors import ModelError
from rag.chunks import Piece, Reader, Usage, numbers_of
from rag.pulling import pulled
from rag.settings import ModelSettings, redacted
from rag.tokens import count, count_messages
from rag.trouble import is_passing, retry_after, translated

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

__all__ = ["ChatModel", "Piece", "Usage", "open_model"]

EVIDENCE = "evidence"  # role of the lines that a provider with citations of its own is sent
_ATTEMPTS = 3  # the first and two more
_WAITS = (0.5, 1.5)  # seconds before each further attempt
_LONGEST_WAIT = 5.0  # seconds that a server may ask to wait
_CONNECT = 10.0  # seconds
_COUNT = 5.0  # seconds that a provider's counter may take
_STEP = 200  # characters between two looks at how much an endless model has written
_PACKAGES = {
    "openai": "langchain-openai",
    "azure_openai": "langchain-openai",
    "anthropic": "langchain-anthropic",
    "google_genai": "langchain-google-genai",
    "ollama": "langchain-ollama",
}
_NATIVE = ("anthropic",)  # providers that cite by themselves
_TELLS_ITS_END = ("openai", "azure_openai", "anthropic")  # a stream without one broke off
_FIXED_TEMPERATURE = ("o1", "o3", "o4", "gpt-5")  # OpenAI's models that refuse to be set


@dataclass(frozen=True, slots=True)
class ChatModel:
    """A language model as it is set; safe to share between threads."""

    settings: ModelSettings
    make: Callable[[], "BaseChatModel"] = field(repr=False)  # a client of its own for each call

    @property
    def name(self) -> str:
        """PROVIDER:MODEL."""
        return self.settings.name

    @property
    def is_native(self) -> bool:
        """Whether the model cites by itself, and is sent evidence as a role of its own."""
        return self.settings.provider in _NATIVE

    def count(self, messages: Sequence[tuple[str, str]]) -> int:
        """Tokens of a prompt: by the provider's own counter where it has one."""
        if self.settings.provider in ("anthropic", "google_genai"):
            with suppress(Exception):  # no connection: counted here, rather too many
                from langchain_core.messages import convert_to_messages

                counter = _client(replace(self.settings, timeout=_COUNT))
                return counter.get_num_tokens_from_messages(convert_to_messages(_sent(messages)[0]))
        return count_messages(messages)

    def stream(self, messages: Sequence[tuple[str, str]]) -> Iterator[Piece]:
        """Ask, and yield what the model writes; the last piece tells the usage.

        messages: (role, text), role one of system, evidence, user, assistant.

        Raises:
            ModelError: no answer, or none to the end; its `kind` and `attempts` tell more.
        """
        latest = time.monotonic() + self.settings.overall
        for attempt in range(1, _ATTEMPTS + 1):
            begun = False
            try:
                for piece in self._stream(messages, latest):
                    yield piece if begun else replace(piece, attempts=attempt)
                    begun = begun or bool(piece.text or piece.cited)
            except Exception as error:
                last = attempt == _ATTEMPTS or begun or not is_passing(error)
                if last:
                    told = translated(error, self.name, self.settings.secrets)
                    told.attempts = attempt
                    raise told from None  # the cause may hold a key
                time.sleep(min(retry_after(error) or _WAITS[attempt - 1], _LONGEST_WAIT))
            else:
                return

    def _stream(self, messages: Sequence[tuple[str, str]], latest: float) -> Iterator[Piece]:
        sent, numbers = _sent(messages)
        reader, looked = Reader(numbers), 0
        for chunk in pulled(self.make(), sent, self.settings.timeout, latest):
            yield from reader.pieces(chunk)
            if len(reader.written) - looked >= _STEP:
                looked = len(reader.written)
                if count(reader.written) > 2 * self.settings.max_tokens:  # it does not keep to it
                    reader.end = "cut"
                    break
        yield from reader.rest()
        if reader.end == "declined":
            raise ModelError(f"{self.name} declined to answer.", "declined")
        if not reader.written.strip():
            raise ModelError(f"{self.name} wrote nothing; ask again.", "junk")
        if reader.end is None and self.settings.provider in _TELLS_ITS_END:
            raise ModelError(f"{self.name} broke off; ask again.", "failed")
        yield Piece(usage=reader.usage, cut=reader.end == "cut")


def open_model(settings: ModelSettings) -> ChatModel:
    """Make a model ready; no server is asked.

    Raises:
        ModelError: LangChain does not know the provider, or its package is not installed.
    """
    model = ChatModel(settings, lambda: _client(settings))
    model.make()
    return model


def _client(settings: ModelSettings) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    provider = settings.provider
    try:
        made: BaseChatModel = init_chat_model(
            settings.model, model_provider=provider, **_options(settings)
        )
    except ImportError as error:
        package = _PACKAGES.get(provider, f"langchain-{provider.replace('_', '-')}")
        raise ModelError(
            f"{settings.name} needs the package {package}; install it with `pip install {package}`."
        ) from error
    except Exception as error:
        cause = redacted(" ".join(str(error).split())[:160], settings.secrets)
        raise ModelError(
            f"{redacted(settings.name, settings.secrets)} cannot be used ({cause}); write it "
            "PROVIDER:MODEL, like openai:gpt-4o-mini, and check its variables."
        ) from None  # the cause may hold a key
    return made


def _options(settings: ModelSettings) -> dict[str, Any]:
    """What a provider's client is made with: limits, key, address; its own retries are off."""
    import httpx

    timeout = httpx.Timeout(settings.timeout, connect=min(_CONNECT, settings.timeout))
    common: dict[str, Any] = {"temperature": 0.0, "max_tokens": settings.max_tokens}
    if settings.key:
        common["api_key"] = settings.key
    if settings.provider in ("openai", "azure_openai"):
        common |= {"timeout": timeout, "max_retries": 0, "stream_usage": True}
        if settings.model.startswith(_FIXED_TEMPERATURE):
            del common["temperature"]
        if settings.provider == "azure_openai":
            version = os.environ.get("OPENAI_API_VERSION", "2024-10-21")
            common |= {"azure_deployment": settings.model, "api_version": version}
            return common | ({"azure_endpoint": settings.url} if settings.url else {})
        if settings.url:  # older servers know max_tokens alone
            common |= {"base_url": settings.url, "extra_body": {"max_tokens": settings.max_tokens}}
        return common | {"use_responses_api": False}
    if settings.provider == "ollama":
        common["num_predict"] = common.pop("max_tokens")
        common["client_kwargs"] = {"timeout": timeout}
    elif settings.provider in _PACKAGES:
        common |= {"timeout": settings.timeout, "max_retries": 0}
    return common | ({"base_url": settings.url} if settings.url else {})


def _sent(messages: Sequence[tuple[str, str]]) -> tuple[list[Any], list[int | None]]:
    """Messages as LangChain takes them, and the evidence's number by block of a document."""
    lines = [line for role, text in messages if role == EVIDENCE for line in text.split("\n")]
    sent: list[Any] = []
    for role, text in messages:
        if role == EVIDENCE:
            continue
        content: Any = text
        if role == "user" and lines:
            document = {
                "type": "document",
                "source": {"type": "content", "content": [_block(line) for line in lines]},
                "citations": {"enabled": True},
            }
            content = [document, _block(text)]
        sent.append({"role": role, "content": content})
    return sent, numbers_of(lines)


def _block(text: str) -> dict[str, str]:
    return {"type": "text", "text": text}
