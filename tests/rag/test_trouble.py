"""What clients of language models raise, sorted into a few kinds and told without a key."""

import httpx
import openai
import pytest

from index.errors import ModelError
from rag.trouble import is_passing, retry_after, status_of, translated

KEY = "abc-very-secret-0123456789"
ASKED = httpx.Request("POST", "https://host/v1")


def answered(status, words="no", **headers):
    response = httpx.Response(status, request=ASKED, headers=headers)
    return openai.APIStatusError(words, response=response, body=None)


class Coded(Exception):
    """As clients of other providers raise it."""

    def __init__(self, code):
        super().__init__("no")
        self.code = code


@pytest.mark.parametrize(
    ("error", "kind", "passes"),
    [
        (answered(401), "denied", False),
        (answered(402), "denied", False),
        (answered(404), "failed", False),
        (answered(408), "timeout", False),
        (answered(429), "busy", True),
        (answered(500), "failed", True),
        (answered(504), "timeout", False),
        (answered(529), "busy", True),
        (answered(400, "blocked: content_filter"), "declined", False),
        (answered(500, "content_filter is down"), "failed", True),
        (Coded(429), "busy", True),
        (Coded("invalid"), "failed", False),
        (httpx.ConnectError("no"), "away", True),
        (httpx.ConnectTimeout("no"), "timeout", False),
        (httpx.RemoteProtocolError("no"), "failed", True),
        (httpx.ReadError("no"), "failed", True),
        (openai.APIConnectionError(request=ASKED), "away", True),
        (openai.APITimeoutError(ASKED), "timeout", False),
        (TimeoutError("no"), "timeout", False),
        (ConnectionRefusedError("no"), "away", True),
        (ValueError("no"), "junk", False),
        (RuntimeError("no"), "failed", False),
    ],
    ids=repr,
)
def test_each_has_its_kind(error, kind, passes):
    told = translated(error, "openai:x", ())
    assert (told.kind, is_passing(error)) == (kind, passes)
    assert str(told).startswith("openai:x ")
    assert str(told).endswith(".")


def test_a_sentence_of_this_program_stays():
    own = ModelError("openai:x declined to answer.", "declined")
    assert translated(own, "openai:x", ()) is own


def test_no_key_is_told():
    told = str(
        translated(answered(401, f"bad key {KEY} at sk-0123456789"), f"openai:{KEY}", (KEY,))
    )
    assert told == "openai:… refused access (401: bad key … at …); check the key."


def test_a_long_cause_is_cut():
    assert str(translated(answered(404, "a" * 999), "openai:x", ())) == (
        f"openai:x failed (404: {'a' * 159}…); check the model's name, or ask again."
    )


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("3", 3.0),
        ("0.5", 0.5),
        ("", None),
        ("nan", None),
        ("-1", None),
        ("inf", None),
        ("soon", None),
    ],
)
def test_how_long_a_server_asks_to_wait(header, seconds):
    assert retry_after(answered(429, **{"retry-after": header})) == seconds


def test_who_asks_for_no_wait():
    assert retry_after(ValueError()) is None
    assert (status_of(answered(429)), status_of(Coded(503)), status_of(Coded(7))) == (
        429,
        503,
        None,
    )
