"""The engine that the bulk process runs: OpenVINO where it is installed, else PyTorch."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from index.bulk.kept import kept
from index.bulk.reading import Mask, Reading, like_lengths
from index.bulk.tokens import Tokenizer
from index.bulk.weights import Halves, read_weights
from index.encode import Vectors

OPENVINO, TORCH = "openvino", "torch"
_LANES = 8  # at most: what is asked for at a time fills no more

Run = Callable[[Halves, Mask], Vectors]


@dataclass(frozen=True, slots=True)
class Engine:
    """Embeds passages, many at a time."""

    name: str
    reading: Reading
    run: Run
    lanes: int  # batches at once, each on its share of the processor

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of unit length in the order of the texts: (texts, dimension)."""
        ids = [self.reading.ids(text) for text in texts]
        found = np.zeros((len(texts), self.reading.weights.shape.hidden), dtype=np.float32)

        def embed(places: list[int]) -> None:
            found[places] = self.run(*self.reading.batch([ids[place] for place in places]))

        batches = like_lengths(ids, self.lanes)
        if self.lanes == 1:
            for places in batches:
                embed(places)
            return found
        with ThreadPoolExecutor(self.lanes) as pool:
            list(pool.map(embed, batches))
        return found


def load(file: Path, fingerprint: str, cache: Path, name: str | None = None) -> Engine:
    """Load the fastest engine that is installed, or the one named.

    file: the bundled weights; fingerprint: their SHA-256; cache: where what is made is kept.
    """
    weights = read_weights(file)
    reading = Reading(weights, Tokenizer(weights.vocabulary))
    name = name or (OPENVINO if find_spec("openvino") else TORCH)
    build = _openvino if name == OPENVINO else _torch
    run, lanes = build(reading, cache, fingerprint[:16])
    return Engine(name, reading, run, lanes)


def _converted(reading: Reading, cache: Path, weights: str) -> bytes:
    from index.bulk import layers

    path = cache / f"{weights}-{layers.VERSION}.safetensors"
    return kept(path, lambda: layers.convert(reading.weights))


def _torch(reading: Reading, cache: Path, weights: str) -> tuple[Run, int]:
    import torch

    from index.bulk import layers

    model = layers.build(reading, _converted(reading, cache, weights))

    def run(words: Halves, mask: Mask) -> Vectors:
        features = {"inputs_embeds": words, "attention_mask": mask}
        with torch.inference_mode():
            placed = {name: torch.from_numpy(a).to(model.device) for name, a in features.items()}
            vectors: Vectors = model(placed)["sentence_embedding"].float().cpu().numpy()
        return vectors

    return run, 1  # PyTorch shares a batch among its threads; called by two, it stands still


def _openvino(reading: Reading, cache: Path, weights: str) -> tuple[Run, int]:
    from index.bulk import vino

    path = cache / f"{weights}-{vino.VERSION}.safetensors"
    make = lambda: vino.convert(reading, _converted(reading, cache, weights))  # noqa: E731
    lanes = min(os.cpu_count() or 1, _LANES)
    return vino.build(kept(path, make), reading.weights.shape.hidden, lanes), lanes
