"""What a language model's client raises, as errors of this program: here and nowhere else."""

import re

from index.errors import ModelError
from rag.settings import redacted

_LONGEST = 160  # characters of a provider's own words
_DENIED = (401, 402, 403)
_FILTERED = ("content_filter", "content_policy")  # in what providers say of a request
_LATE = (408, 504)
_BUSY = (429, 529)
_UNREACHED = ("ConnectError", "ConnectionError", "APIConnectionError", "gaierror")
_JUNK = (ValueError, KeyError, TypeError, AttributeError, LookupError)
_BROKEN = ("RemoteProtocolError", "ReadError", "APIError")


def translated(error: BaseException, name: str, secrets: tuple[str, ...]) -> ModelError:
    """The sentence for what a model's client raised; no key stands in it.

    name: PROVIDER:MODEL.
    """
    if isinstance(error, ModelError):
        return error
    status, kinds = status_of(error), _kinds(error)
    name, cause = redacted(name, secrets), _cause(error, status, secrets)
    if status in _LATE or any("Timeout" in kind for kind in kinds):
        return ModelError(
            f"{name} did not answer in time ({cause}); ask again, or raise HATSUGEN_MODEL_TIMEOUT.",
            "timeout",
        )
    if status == 400 and any(words in str(error) for words in _FILTERED):
        return ModelError(f"{name} declined to answer ({cause}).", "declined")
    if status in _DENIED:
        return ModelError(f"{name} refused access ({cause}); check the key.", "denied")
    if status in _BUSY:
        return ModelError(f"{name} is too busy ({cause}); ask again later.", "busy")
    if status:
        return ModelError(
            f"{name} failed ({cause}); check the model's name, or ask again.", "failed"
        )
    if any(kind in _UNREACHED for kind in kinds) and not _breaks(error):
        return ModelError(
            f"{name} cannot be reached ({cause}); check that it runs, and HATSUGEN_MODEL_URL.",
            "away",
        )
    if isinstance(error, _JUNK):
        return ModelError(f"{name} wrote no answer ({cause}); choose another model.", "junk")
    return ModelError(f"{name} broke off ({cause}); ask again.", "failed")


def status_of(error: BaseException) -> int | None:
    """HTTP status that an error carries."""
    for holder in (error, getattr(error, "response", None)):
        for field in ("status_code", "code"):
            status = getattr(holder, field, None)
            if isinstance(status, int) and 400 <= status < 600:
                return status
    return None


def is_passing(error: BaseException) -> bool:
    """Tell whether asking once more may help: too busy, a server's own fault, no connection."""
    status = status_of(error)
    if status:
        return status in _BUSY or (status >= 500 and status not in _LATE)
    kinds = _kinds(error)
    if any("Timeout" in kind for kind in kinds):
        return False
    return any(kind in (*_UNREACHED, *_BROKEN) for kind in kinds)


def retry_after(error: BaseException) -> float | None:
    """Seconds that a server asks to wait."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    asked = re.fullmatch(r"\d{1,6}(?:\.\d+)?", headers.get("retry-after", ""), re.ASCII)
    return float(asked[0]) if asked else None  # a date is no number


def _kinds(error: BaseException) -> set[str]:
    return {kind.__name__ for one in (error, error.__cause__) if one for kind in type(one).__mro__}


def _breaks(error: BaseException) -> bool:
    """Tell whether a connection stood and was lost."""
    return any(kind in ("RemoteProtocolError", "ReadError") for kind in _kinds(error))


def _cause(error: BaseException, status: int | None, secrets: tuple[str, ...]) -> str:
    words = " ".join(redacted(str(error), secrets).split()) or type(error).__name__
    words = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return words if not status or str(status) in words else f"{status}: {words}"
