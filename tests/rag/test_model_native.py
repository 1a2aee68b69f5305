"""A provider that cites by itself: what it is sent, and what becomes of its citations.

The chunks are those of langchain-anthropic, which is not installed with the program.
"""

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk
from pydantic import Field

from index.errors import ModelError
from rag.chunks import Piece, Usage
from rag.model import ChatModel
from rag.settings import ModelSettings
from rag.tokens import count_messages

ASK = [
    ("system", "短く。"),
    ("evidence", "岡野（第2回）\n[7] 雨です。\n[9] 風です。"),
    ("user", "天気は。"),
]
SETTINGS = ModelSettings("anthropic:claude", key="sk-ant-0123456789")


class Scripted(BaseChatModel):
    """Streams given chunks and keeps what it was sent."""

    chunks: list[AIMessageChunk]
    sent: list[BaseMessage] = Field(default_factory=list)

    def _stream(self, messages, stop=None, run_manager=None, **_):
        self.sent[:] = messages
        for chunk in self.chunks:
            yield ChatGenerationChunk(message=chunk)

    def _generate(self, *_, **__):
        raise NotImplementedError

    @property
    def _llm_type(self):
        return "scripted"


def text(index, words, *cited):
    citations = [
        {"type": "content_block_location", "document_index": 0, "cited_text": "…",
         "start_block_index": first, "end_block_index": last}
        for first, last in cited
    ]  # fmt: skip
    block = {"type": "text", "index": index, "text": words}
    if citations:
        block = {"type": "text", "index": index, "citations": citations}
    return AIMessageChunk(content=[block])


def end(reason="end_turn"):
    return AIMessageChunk(
        content=[],
        response_metadata={"stop_reason": reason},
        usage_metadata={"input_tokens": 40, "output_tokens": 9, "total_tokens": 49},
    )


def pieces(*chunks):
    chat = Scripted(chunks=[AIMessageChunk(content=[]), *chunks])
    return chat, list(ChatModel(SETTINGS, lambda: chat).stream(ASK))


def test_evidence_is_sent_as_a_document_with_a_block_for_each_line():
    chat, _ = pieces(text(0, "雨です。"), end())
    system, user = chat.sent
    assert (system.type, system.content, user.type) == ("system", "短く。", "human")
    lines = ["岡野（第2回）", "[7] 雨です。", "[9] 風です。"]
    assert user.content == [
        {
            "type": "document",
            "source": {
                "type": "content",
                "content": [{"type": "text", "text": line} for line in lines],
            },
            "citations": {"enabled": True},
        },
        {"type": "text", "text": "天気は。"},
    ]


def test_citations_stand_behind_the_words_of_their_block():
    _, found = pieces(
        text(0, "", (1, 2)),  # before its words
        text(0, "雨で"),
        text(0, "す。"),
        text(1, "風も。"),
        text(1, "", (1, 3), (2, 3)),  # behind them; one number twice
        end(),
    )
    assert found == [
        Piece("雨で", attempts=1),
        Piece("す。"),
        Piece(cited=(7,)),
        Piece("風も。"),
        Piece(cited=(7, 9)),
        Piece(usage=Usage(40, 9)),
    ]


def test_who_spoke_and_what_is_not_there_prove_nothing():
    _, found = pieces(text(0, "雨。"), text(0, "", (0, 1)), text(0, "", (3, 9)), end())
    assert found == [Piece("雨。", attempts=1), Piece(usage=Usage(40, 9))]


def test_thoughts_and_other_citations_are_passed_over():
    other = {"type": "char_location", "start_char_index": 0, "end_char_index": 2}
    _, found = pieces(
        AIMessageChunk(content=[{"type": "thinking", "thinking": "雪？", "index": 0}]),
        AIMessageChunk(
            content=[{"type": "text", "text": "雨。", "index": 1, "citations": [other]}]
        ),
        end(),
    )
    assert found == [Piece("雨。", attempts=1), Piece(usage=Usage(40, 9))]


def test_how_it_ended():
    assert pieces(text(0, "雨。"), end("max_tokens"))[1][-1].cut
    for chunks, kind in [([end("refusal")], "declined"), ([], "failed")]:
        with pytest.raises(ModelError) as caught:
            pieces(text(0, "雨。"), *chunks)
        assert caught.value.kind == kind


def test_tokens_are_counted_by_the_provider(monkeypatch):
    class Counter:
        def get_num_tokens_from_messages(self, messages):
            assert [type(one).__name__ for one in messages] == ["SystemMessage", "HumanMessage"]
            return 77

    limits = []

    def client(settings):
        limits.append(settings.timeout)
        return Counter()

    monkeypatch.setattr("rag.model._client", client)
    assert ChatModel(SETTINGS, lambda: None).count(ASK) == 77
    assert limits == [5.0]


def test_tokens_are_counted_here_where_the_provider_cannot(monkeypatch):
    def client(settings):
        raise ConnectionError

    monkeypatch.setattr("rag.model._client", client)
    assert ChatModel(SETTINGS, lambda: None).count(ASK) == count_messages(ASK)
