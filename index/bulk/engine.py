"""The engine that the bulk process runs: OpenVINO where it is installed, else PyTorch."""

from collections.abc import Callable, Sequence
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


@dataclass(frozen=True, slots=True)
class Engine:
    """Embeds passages, many at a time."""

    name: str
    reading: Reading
    run: Callable[[Halves, Mask], Vectors]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of unit length in the order of the texts: (texts, dimension)."""
        ids = [self.reading.ids(text) for text in texts]
        found = np.zeros((len(texts), self.reading.weights.shape.hidden), dtype=np.float32)
        for places in like_lengths(ids):
            found[places] = self.run(*self.reading.batch([ids[place] for place in places]))
        return found


def load(file: Path, fingerprint: str, cache: Path, name: str | None = None) -> Engine:
    """Load the fastest engine that is installed, or the one named.

    file: the bundled weights; fingerprint: their SHA-256; cache: where what is made is kept.
    """
    weights = read_weights(file)
    reading = Reading(weights, Tokenizer(weights.vocabulary))
    name = name or (OPENVINO if find_spec("openvino") else TORCH)
    run = _openvino if name == OPENVINO else _torch
    return Engine(name, reading, run(reading, cache, fingerprint[:16]))


def _converted(reading: Reading, cache: Path, weights: str) -> bytes:
    from index.bulk import layers

    path = cache / f"{weights}-{layers.VERSION}.safetensors"
    return kept(path, lambda: layers.convert(reading.weights))


def _torch(reading: Reading, cache: Path, weights: str) -> Callable[[Halves, Mask], Vectors]:
    import torch

    from index.bulk import layers

    model = layers.build(reading, _converted(reading, cache, weights))

    def run(words: Halves, mask: Mask) -> Vectors:
        features = {"inputs_embeds": words, "attention_mask": mask}
        with torch.inference_mode():
            placed = {name: torch.from_numpy(a).to(model.device) for name, a in features.items()}
            vectors: Vectors = model(placed)["sentence_embedding"].float().cpu().numpy()
        return vectors

    return run


def _openvino(reading: Reading, cache: Path, weights: str) -> Callable[[Halves, Mask], Vectors]:
    from index.bulk import vino

    path = cache / f"{weights}-{vino.VERSION}.safetensors"
    make = lambda: vino.convert(reading, _converted(reading, cache, weights))  # noqa: E731
    return vino.build(kept(path, make))
