"""What a chat model streams -> words, cited numbers, and how it ended; for any provider."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

_NUMBERED = re.compile(r"\[(\d+)\] ")
_THINKING, _THOUGHT = "<think>", "</think>"
_ENDS: dict[str, "End"] = {
    "length": "cut", "max_tokens": "cut", "MAX_TOKENS": "cut",
    "content_filter": "declined", "refusal": "declined", "SAFETY": "declined",
    "PROHIBITED_CONTENT": "declined", "BLOCKLIST": "declined", "RECITATION": "declined",
}  # fmt: skip
End = Literal["whole", "cut", "declined"]


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call, as its provider counted them."""

    input_tokens: int
    output_tokens: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of what a model writes; any of its parts may be missing."""

    text: str = ""
    cited: tuple[int, ...] = ()  # numbers of the evidence that the words before it rest on
    usage: Usage | None = None  # of the whole call, with the last piece
    cut: bool = False  # with the last piece: the model was stopped, its last sentence is a part
    attempts: int = 0  # with the first piece: how often the model was asked


@dataclass(slots=True)
class Reader:
    """Reads the chunks of one answer in order; what a model thinks aloud is left out."""

    numbers: list[int | None] = field(default_factory=list)  # of the evidence, by block
    end: End | None = None  # None until the model says how it ended
    written: str = ""  # all text so far, thoughts included
    _spoken: int = 0  # characters of the answer that were handed on
    _cited: list[int] = field(default_factory=list)  # by the block that is being read
    _block: int | None = None  # its number; citations come before or between its words
    _read: int = 0
    _wrote: int = 0

    def pieces(self, chunk: Any) -> Iterator[Piece]:  # a LangChain AIMessageChunk
        """Read a chunk."""
        for block, text, citations in _parts(chunk.content):
            if block != self._block:
                yield from self.rest()
                self._block = block
            self.written += text
            spoken = _without_thoughts(self.written)
            words, self._spoken = spoken[self._spoken :], len(spoken)
            self._cited += self._named(citations)
            if words:
                yield Piece(words)
        counted = getattr(chunk, "usage_metadata", None) or {}
        self._read += counted.get("input_tokens", 0)
        self._wrote += counted.get("output_tokens", 0)
        told = chunk.response_metadata or {}
        reason = told.get("finish_reason") or told.get("stop_reason") or told.get("done_reason")
        if reason:
            self.end = _ENDS.get(str(reason), "whole")
        if chunk.additional_kwargs.get("refusal"):
            self.end = "declined"

    def rest(self) -> Iterator[Piece]:
        """What the block that ends here rests on, each number once."""
        if self._cited:
            yield Piece(cited=tuple(dict.fromkeys(self._cited)))
        self._cited = []

    @property
    def usage(self) -> Usage | None:
        """Tokens, where the provider told them."""
        return Usage(self._read, self._wrote) if self._read or self._wrote else None

    def _named(self, citations: list[Mapping[str, Any]]) -> Iterator[int]:
        """Numbers of the evidence in the blocks that native citations name."""
        for one in citations:
            first, last = one.get("start_block_index"), one.get("end_block_index")
            if isinstance(first, int) and isinstance(last, int):
                for number in self.numbers[max(0, first) : last]:
                    if number is not None:
                        yield number


def numbers_of(lines: list[str]) -> list[int | None]:
    """Number of the evidence on each line of a prompt; None for a line that is none."""
    found = [_NUMBERED.match(line) for line in lines]
    return [int(one[1]) if one else None for one in found]


def _parts(content: str | list[Any]) -> Iterator[tuple[int | None, str, list[Mapping[str, Any]]]]:
    """Blocks' numbers, texts and citations; blocks of thoughts and tools are passed over."""
    if isinstance(content, str):
        yield None, content, []
        return
    for block in content:
        if isinstance(block, str):
            yield None, block, []
        elif block.get("type") == "text":
            yield block.get("index"), block.get("text") or "", block.get("citations") or []


def _without_thoughts(written: str) -> str:
    """An answer without what stands in <think> before it; nothing while that is open."""
    begun = written.lstrip()
    if _THINKING.startswith(begun[: len(_THINKING)]) and len(begun) < len(_THINKING):
        return ""
    if not begun.startswith(_THINKING):
        return written
    return begun.partition(_THOUGHT)[2]
