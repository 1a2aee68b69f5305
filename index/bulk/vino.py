"""The same layers run by OpenVINO, where it is installed: see requirements-openvino.txt."""

import tempfile
import threading
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import openvino
from safetensors.numpy import load, save

from index.bulk.reading import Mask, Reading
from index.bulk.weights import Halves
from index.encode import Vectors

VERSION = f"openvino-{openvino.get_version()}".split("-releases")[0]


def convert(reading: Reading, converted: bytes) -> bytes:
    """The layers traced once, as OpenVINO has them; takes seconds, and PyTorch."""
    import torch

    from index.bulk import layers

    model = layers.build(reading, converted, "cpu", torch.float32)
    size = (2, 7, reading.weights.shape.hidden)  # any: texts and tokens stay open
    example = {"inputs_embeds": torch.zeros(size), "attention_mask": torch.ones(size[:2])}
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        warnings.simplefilter("ignore")  # that loops over layers are unrolled
        traced = openvino.convert_model(layers.Plain(model), example_input=tuple(example.values()))
        place = Path(folder) / "model.xml"
        openvino.save_model(traced, place)
        parts = {"model": place.read_bytes(), "weights": place.with_suffix(".bin").read_bytes()}
    return bytes(save({name: np.frombuffer(part, np.uint8) for name, part in parts.items()}))


def build(converted: bytes, hidden: int, lanes: int) -> Callable[[Halves, Mask], Vectors]:
    """The model on this machine's processor, for so many threads to call at once."""
    parts = load(converted)
    core = openvino.Core()
    model = core.read_model(parts["model"].tobytes(), parts["weights"].tobytes())
    able = core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    kind = "bf16" if "BF16" in able else "f32"
    settings = {
        "INFERENCE_PRECISION_HINT": kind,
        "NUM_STREAMS": str(lanes),
        "ENABLE_CPU_PINNING": False,  # a busy core would hold up its lane
    }
    compiled = core.compile_model(model, "CPU", settings)
    own = threading.local()  # each thread has its own place for what goes in and out

    def run(words: Halves, mask: Mask) -> Vectors:
        if not hasattr(own, "request"):
            own.request = compiled.create_infer_request()
        found = own.request.infer([words.astype(np.float32), mask])
        vectors: Vectors = found[compiled.output(0)]
        return vectors

    # the binding prepares itself at its first call; where two threads come first, both wait forever
    run(np.zeros((1, 1, hidden), np.float16), np.ones((1, 1), np.int64))
    return run
