"""Language models over real sockets: what they write, and every way in which they fail."""

import time
import traceback
from dataclasses import replace

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage
from langsmith.utils import get_env_var, tracing_is_enabled

from index.errors import ModelError
from rag.chunks import Piece, Usage
from rag.model import ChatModel, open_model
from rag.settings import settings_from
from tests.rag.scripted import Reply, scripted

ASK = [("system", "短く。"), ("user", "雨ですか。")]
KEY = "sk-very-secret-key-0123456789"


def model_at(url, **settings):
    variables = {"HATSUGEN_MODEL": "openai:scripted", "HATSUGEN_MODEL_URL": url}
    read = settings_from({**variables, "OPENAI_API_KEY": KEY})
    return open_model(replace(read, **settings))


def said(model):
    return "".join(piece.text for piece in model.stream(ASK))


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr("rag.model._WAITS", (0.01, 0.01))


def failure(model):
    """What a model's failing raises, and what it wrote before."""
    text = ""
    with pytest.raises(ModelError) as caught:
        for piece in model.stream(ASK):
            text += piece.text
    assert KEY not in "".join(traceback.format_exception(caught.value))
    return caught.value, text


def test_pieces_arrive_and_the_usage_is_the_providers():
    with scripted([Reply("雨です。[1] 風も。[2]", piece=3)]) as server:
        pieces = list(model_at(server.url).stream(ASK))
    assert "".join(piece.text for piece in pieces) == "雨です。[1] 風も。[2]"
    assert pieces[0].attempts == 1
    assert pieces[-1] == Piece(usage=Usage(50, 10))
    [request] = server.requests
    assert [one["content"] for one in request["messages"]] == ["短く。", "雨ですか。"]
    assert (request["stream"], request["temperature"], request["max_tokens"]) == (True, 0.0, 800)
    assert server.keys == [f"Bearer {KEY}"]


def test_the_first_words_come_before_the_last_are_written():
    with scripted([Reply("雨です。風です。", piece=4, gap=0.3)]) as server:
        begun = time.monotonic()
        arrived = [time.monotonic() - begun for _ in model_at(server.url).stream(ASK)]
    assert arrived[0] < arrived[-1] - 0.2


def test_a_server_without_a_key_is_sent_a_placeholder():
    read = settings_from({"HATSUGEN_MODEL": "openai:a/b:c", "HATSUGEN_MODEL_URL": "http://x/v1"})
    assert (read.model, read.key) == ("a/b:c", "none")


@pytest.mark.parametrize(
    ("reply", "kind", "asked"),
    [
        (Reply(status=401), "denied", 1),
        (Reply(status=403), "denied", 1),
        (Reply(status=404), "failed", 1),
        (Reply(status=429), "busy", 3),
        (Reply(status=500), "failed", 3),
        (Reply(status=503), "failed", 3),
        (Reply(body=b"<html>no</html>", headers={"Content-Type": "text/html"}), "junk", 1),
        (Reply(body=b'{"choices": 7}'), "junk", 1),
        (Reply(""), "junk", 1),
        (Reply("雨", end="content_filter"), "declined", 1),
    ],
)
def test_a_server_that_fails_is_asked_again_only_where_it_helps(reply, kind, asked):
    with scripted([reply]) as server:
        error, _ = failure(model_at(server.url))
    assert (error.kind, error.attempts, len(server.requests)) == (kind, asked, asked)
    assert str(error).startswith("openai:scripted ")


def test_what_passes_is_passed_over():
    replies = [
        Reply(status=429, headers={"Retry-After": "0"}),
        Reply(status=500),
        Reply("雨です。"),
    ]
    with scripted(replies) as server:
        pieces = list(model_at(server.url).stream(ASK))
    assert pieces[0].attempts == 3
    assert "".join(piece.text for piece in pieces) == "雨です。"


@pytest.mark.parametrize(
    "reply", [Reply("雨です。風です。", piece=2, broken_after=3), Reply("雨です。", end=None)]
)
def test_a_stream_that_breaks_off_is_not_begun_again(reply):
    with scripted([reply]) as server:
        error, text = failure(model_at(server.url))
    assert error.kind in {"failed", "away"}
    assert text.startswith("雨です。")
    assert len(server.requests) == 1


def test_nobody_listens():
    with scripted([Reply()]) as server:
        url = server.url
    error, _ = failure(model_at(url))
    assert (error.kind, error.attempts) == ("away", 3)


@pytest.mark.parametrize(
    ("reply", "limits"),
    [
        (Reply("雨です。", gap=3), {"timeout": 0.3}),
        (Reply(comments=0.05), {"overall": 0.5}),
        (Reply("雨", is_endless=True, gap=0.02), {"overall": 0.5}),
    ],
)
def test_nothing_holds_an_answer_up_for_longer_than_the_limits(reply, limits):
    begun = time.monotonic()
    with scripted([reply]) as server:
        error, _ = failure(model_at(server.url, **limits))
        assert time.monotonic() - begun < 2.5
    assert error.kind == "timeout"


def test_an_endless_answer_is_cut():
    with scripted([Reply("雨です。", is_endless=True)]) as server:
        *pieces, last = model_at(server.url, max_tokens=50).stream(ASK)
        assert last.cut
        assert 50 < len("".join(piece.text for piece in pieces)) < 1000
        time.sleep(0.5)
        assert server.is_cut


def test_what_a_model_stops_at_its_limit_is_cut():
    with scripted([Reply("雨です。風", end="length")]) as server:
        assert list(model_at(server.url).stream(ASK))[-1].cut


def test_thoughts_are_no_part_of_an_answer():
    with scripted([Reply("<think>雨かな。</think>雨です。", piece=5)]) as server:
        assert said(model_at(server.url)) == "雨です。"


def fake(chat):
    return ChatModel(settings_from({"HATSUGEN_MODEL": "fake:chat"}), lambda: chat)


def test_any_chat_model_of_langchain_writes():
    assert said(fake(FakeListChatModel(responses=["雨です。[1]"]))) == "雨です。[1]"
    chat = GenericFakeChatModel(messages=iter([AIMessage("It rains. [1]")]))
    assert said(fake(chat)) == "It rains. [1]"


def test_a_chat_model_that_raises_is_told_without_its_key():
    class Broken(FakeListChatModel):
        def _stream(self, *_, **__):
            raise RuntimeError(f"no way with {KEY}")

    error, _ = failure(fake(Broken(responses=[""])))
    assert error.kind == "failed"


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"HATSUGEN_MODEL": "gpt"}, "write PROVIDER:MODEL"),
        ({"HATSUGEN_MODEL": "openai:"}, "write PROVIDER:MODEL"),
        ({"HATSUGEN_MODEL": "openai:gpt"}, "OPENAI_API_KEY"),
        ({"HATSUGEN_MODEL": "google:gemini"}, "GOOGLE_API_KEY"),
        ({"HATSUGEN_MODEL": "anthropic:claude", "ANTHROPIC_API_KEY": KEY}, "langchain-anthropic"),
        ({"HATSUGEN_MODEL": "google:gemini", "GOOGLE_API_KEY": KEY}, "langchain-google-genai"),
        ({"HATSUGEN_MODEL": "ollama:qwen"}, "langchain-ollama"),
        ({"HATSUGEN_MODEL": "nobody:qwen"}, "PROVIDER:MODEL"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(variables, sentence):
    with pytest.raises(ModelError, match=sentence) as caught:
        open_model(settings_from(variables))
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("wait", ["-1", "nan", "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_a_wait_that_is_none_is_the_usual_one(wait):
    replies = [Reply(status=429, headers={"Retry-After": wait}), Reply("雨です。")]
    with scripted(replies) as server:
        assert said(model_at(server.url)) == "雨です。"


def test_the_longest_time_is_that_of_all_attempts_together():
    with scripted([Reply(status=503), Reply("雨", is_endless=True, gap=0.05)]) as server:
        begun = time.monotonic()
        error, _ = failure(model_at(server.url, overall=0.6))
    assert (error.kind, error.attempts) == ("timeout", 2)
    assert time.monotonic() - begun < 1.5


def test_who_stops_reading_ends_the_connection():
    with scripted([Reply("雨です。", is_endless=True, gap=0.01)]) as server:
        writing = model_at(server.url).stream(ASK)
        next(writing)
        writing.close()
        time.sleep(0.3)
        assert server.is_cut


def test_a_server_that_only_trickles_is_left():
    with scripted([Reply(comments=0.05)]) as server:
        failure(model_at(server.url, overall=0.3))
        time.sleep(0.4)
        assert server.is_cut


def test_nothing_is_told_to_a_tracing_service(monkeypatch):
    traced = []

    class Looking(FakeListChatModel):
        def _stream(self, *given, **named):
            traced.append(tracing_is_enabled())
            yield from super()._stream(*given, **named)

    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    get_env_var.cache_clear()
    assert tracing_is_enabled()
    assert said(fake(Looking(responses=["雨です。"]))) == "雨です。"
    monkeypatch.undo()
    get_env_var.cache_clear()
    assert traced == [False]


def test_a_key_stands_in_no_repr():
    read = settings_from({"HATSUGEN_MODEL": "openai:gpt", "OPENAI_API_KEY": KEY})
    assert KEY not in repr(read) + repr(open_model(read))
