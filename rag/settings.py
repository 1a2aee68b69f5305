"""Which language model is asked, with which key and limits; read from the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from index.errors import ModelError

_OTHER_NAMES = {"google": "google_genai", "azure": "azure_openai"}  # ours -> LangChain's
_KEYS = {  # LangChain's name of a provider -> the variable that its key is read from
    "openai": "OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "google_genai": "GOOGLE_API_KEY",
    "azure_openai": "AZURE_OPENAI_API_KEY",
}
_TIMEOUT, _OVERALL = 120.0, 300.0  # seconds
_MAX_TOKENS, _CONTEXT = 800, 3000
_NO_KEY = "none"  # servers of one's own ask for no key, the client always sends one
_LOOKS_LIKE_A_KEY = re.compile(
    r"(?i)\b(?:(?:sk|pk|rk|gsk|xai)[-_]|AIza)[\w*.-]{8,}|\bbearer\s+\S+|(?<=://)[^/@\s]+@"
    r"|\?[^\s'\")]+|(?<=key[=:])\s*\S+|\S*\*{3,}\S*"
)
_SHORTEST_KEY = 8  # characters; what is shorter stands for no key, and blots out words


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A language model and the limits within which it is asked."""

    name: str  # PROVIDER:MODEL as it was set; a model's own colons stay
    url: str | None = field(default=None, repr=False)  # may hold a password
    key: str | None = field(default=None, repr=False)
    timeout: float = _TIMEOUT  # seconds, longest silence before a piece of the answer
    overall: float = _OVERALL  # seconds from the question to the last piece
    max_tokens: int = _MAX_TOKENS  # of an answer
    context: int = _CONTEXT  # tokens of a prompt
    daily_tokens: int | None = None  # ceiling; None: none
    daily_cost: float | None = None  # ceiling, in the currency of the price
    price: tuple[float, float] | None = None  # of a million tokens: read, written

    @property
    def provider(self) -> str:
        """Provider as LangChain names it."""
        name = self.name.partition(":")[0].strip().lower()
        return _OTHER_NAMES.get(name, name)

    @property
    def model(self) -> str:
        """Name of the model at its provider."""
        return self.name.partition(":")[2].strip()

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must stand in no text."""
        return tuple(one for one in (self.key, self.url) if one and len(one) >= _SHORTEST_KEY)

    def cost(self, input_tokens: int, output_tokens: int) -> float | None:
        """Price of so many tokens; None without a price."""
        if not self.price:
            return None
        return (input_tokens * self.price[0] + output_tokens * self.price[1]) / 1_000_000


def settings_from(
    environment: Mapping[str, str], *, name: str | None = None
) -> ModelSettings | None:
    """Read the settings; None where no model is named.

    environment: variables, or a program's secrets under the same names.
    name: PROVIDER:MODEL in place of HATSUGEN_MODEL.

    Raises:
        ModelError: a value cannot be read, or the provider's key is missing.
    """
    read = _Read(environment)
    name = (name or read.text("HATSUGEN_MODEL") or "").strip()
    if not name:
        return None
    provider, _, model = name.partition(":")
    if not provider.strip() or not model.strip():
        raise ModelError(
            f"{redacted(name)!r} names no model; write PROVIDER:MODEL, like openai:gpt-4o-mini."
        )
    url = read.text("HATSUGEN_MODEL_URL")
    if url and not re.match(r"https?://[^/\s]", url):
        raise ModelError(
            "HATSUGEN_MODEL_URL is no address; write it like http://localhost:8080/v1."
        )
    timeout = read.number("HATSUGEN_MODEL_TIMEOUT") or _TIMEOUT
    settings = ModelSettings(
        name,
        url,
        timeout=timeout,
        overall=max(_OVERALL, timeout),
        max_tokens=read.whole("HATSUGEN_MODEL_MAX_TOKENS") or _MAX_TOKENS,
        context=read.whole("HATSUGEN_MODEL_CONTEXT") or _CONTEXT,
        daily_tokens=read.whole("HATSUGEN_MODEL_DAILY_TOKENS"),
        daily_cost=read.number("HATSUGEN_MODEL_DAILY_COST"),
        price=read.price("HATSUGEN_MODEL_PRICE"),
    )
    if settings.daily_cost and not settings.price:
        raise ModelError(
            "HATSUGEN_MODEL_DAILY_COST needs a price; set HATSUGEN_MODEL_PRICE like 0.15/0.60, "
            "what a million tokens cost, read and written."
        )
    return keyed(settings, environment)


def keyed(settings: ModelSettings, environment: Mapping[str, str]) -> ModelSettings:
    """Settings with the key that the environment has for their provider.

    Raises:
        ModelError: the provider asks for a key, and there is none.
    """
    variable = _KEYS.get(settings.provider)
    key = environment.get(variable, "").strip() if variable else ""
    if variable and not key:
        if not (settings.url and settings.provider == "openai"):
            raise ModelError(f"{settings.name} needs a key; set the variable {variable} to it.")
        key = _NO_KEY
    return replace(settings, key=key or None)


def redacted(text: str, secrets: tuple[str, ...] = ()) -> str:
    """A text without keys and passwords: those known, and what looks like one."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "…")
    return _LOOKS_LIKE_A_KEY.sub("…", text)


@dataclass(frozen=True, slots=True)
class _Read:
    """Values of the environment, each checked."""

    environment: Mapping[str, str]

    def text(self, name: str) -> str | None:
        return self.environment.get(name, "").strip() or None

    def number(self, name: str) -> float | None:
        value = self.text(name)
        if value is None:
            return None
        if not re.fullmatch(r"\d{1,12}(?:\.\d+)?", value, re.ASCII) or not float(value):
            raise ModelError(f"{name} is {value!r}; write a number above 0.")
        return float(value)

    def whole(self, name: str) -> int | None:
        value = self.text(name)
        if value is None:
            return None
        if not re.fullmatch(r"\d{1,12}", value, re.ASCII) or not int(value):
            raise ModelError(f"{name} is {value!r}; write a whole number above 0.")
        return int(value)

    def price(self, name: str) -> tuple[float, float] | None:
        value = self.text(name)
        if value is None:
            return None
        found = re.fullmatch(r"(\d{1,9}(?:\.\d+)?)\s*/\s*(\d{1,9}(?:\.\d+)?)", value, re.ASCII)
        if not found:
            raise ModelError(
                f"{name} is {value!r}; write what a million tokens cost, read and written, "
                "like 0.15/0.60."
            )
        return float(found[1]), float(found[2])
