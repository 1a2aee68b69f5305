"""The bundled weights as a sentence-transformers model, for PyTorch on a processor or a GPU."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from safetensors.numpy import save
from safetensors.torch import load
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling
from torch import Tensor, nn
from torch.nn import functional

from index.bulk.reading import Reading
from index.bulk.weights import Halves, Shape, Weights

_NEVER = -1e4  # a score whose exponential is nothing
VERSION = "layers-1"  # of what `convert` makes; a new one is made for a new name


class Layer(nn.Module):
    """One layer of BERT: attention, then two matrices with GELU between them."""

    def __init__(self, shape: Shape) -> None:
        """Make room for the weights."""
        super().__init__()
        hidden, epsilon = shape.hidden, shape.epsilon
        self.heads = shape.heads
        self.joined = nn.Linear(hidden, 3 * hidden)  # query, key and value in one
        self.mixed = nn.Linear(hidden, hidden)
        self.first = nn.LayerNorm(hidden, eps=epsilon)
        self.wider = nn.Linear(hidden, shape.inner)
        self.back = nn.Linear(shape.inner, hidden)
        self.second = nn.LayerNorm(hidden, eps=epsilon)

    def forward(self, vectors: Tensor, seen: Tensor) -> Tensor:
        """Vectors of tokens, (texts, tokens, hidden), of which each text sees its own."""
        texts, tokens, hidden = vectors.shape
        joined = self.joined(vectors).view(texts, tokens, 3, self.heads, -1)
        query, key, value = joined.permute(2, 0, 3, 1, 4).unbind()
        heard = _attention(query, key, value, seen).transpose(1, 2).reshape(texts, tokens, hidden)
        vectors = self.first(vectors + self.mixed(heard))
        spoken: Tensor = self.second(vectors + self.back(functional.gelu(self.wider(vectors))))
        return spoken


def _attention(query: Tensor, key: Tensor, value: Tensor, seen: Tensor) -> Tensor:
    """What each token hears of those its text has: (texts, heads, tokens, size of a head).

    On a processor it is written out: with heads as small as these, PyTorch's own takes 2.5 times
    as long, for its exponentials are slow in 16 bits.
    """
    if query.device.type != "cpu":
        return functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
    texts, heads, tokens, size = query.shape
    query, key, value = (part.reshape(texts * heads, tokens, size) for part in (query, key, value))
    never = torch.where(seen, 0.0, _NEVER).to(query.dtype).expand(texts, heads, 1, tokens)
    never = never.reshape(texts * heads, 1, tokens)
    scores = torch.baddbmm(never, query, key.transpose(1, 2), alpha=size**-0.5)
    heard = torch.softmax(scores, dim=-1, dtype=torch.float32).to(value.dtype)
    return torch.bmm(heard, value).view(texts, heads, tokens, size)


class Layers(nn.Module):
    """What stands between the vectors of words and their mean."""

    def __init__(self, reading: Reading) -> None:
        """Make room for the weights."""
        super().__init__()
        shape = reading.weights.shape
        self.reading = reading
        self.places = nn.Parameter(torch.empty(shape.positions, shape.hidden))
        self.normal = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def through(self, words: Tensor, mask: Tensor) -> Tensor:
        """Vectors of words and a mask of which are there -> vectors of tokens, in float32."""
        vectors: Tensor = self.normal(words.to(self.places.dtype) + self.places[: words.shape[1]])
        seen = mask[:, None, None, :].bool()
        for layer in self.layers:
            vectors = layer(vectors, seen)
        return vectors.float()

    def preprocess(
        self, inputs: Sequence[str], prompt: str | None = None, **_: Any
    ) -> dict[str, Tensor]:
        """Passages -> what `forward` takes."""
        words, mask = self.reading.batch([self.reading.ids(text) for text in inputs])
        return {"inputs_embeds": torch.from_numpy(words), "attention_mask": torch.from_numpy(mask)}

    def forward(self, features: dict[str, Tensor], **_: Any) -> dict[str, Tensor]:
        """Adds the vectors of the tokens."""
        through = self.through(features["inputs_embeds"], features["attention_mask"])
        return {**features, "token_embeddings": through}

    def get_embedding_dimension(self) -> int:
        """What the modules after this one need to know."""
        return self.reading.weights.shape.hidden


class Plain(nn.Module):
    """A model as a function of tensors, which is what can be traced."""

    def __init__(self, model: SentenceTransformer) -> None:
        """Take the model."""
        super().__init__()
        self.model = model

    def forward(self, words: Tensor, mask: Tensor) -> Tensor:
        """Vectors of texts."""
        found = self.model({"inputs_embeds": words, "attention_mask": mask})
        vectors: Tensor = found["sentence_embedding"]
        return vectors


def convert(weights: Weights) -> bytes:
    """The weights in the names of `Layers`, as a safetensors file."""
    hidden = weights.shape.hidden
    types = weights.tensor("emb.type")[:hidden]  # a passage is all of the first of two types
    found: dict[str, Halves] = {
        "places": weights.tensor("emb.pos").reshape(-1, hidden) + types,
        "normal.weight": weights.tensor("emb.ln.w"),
        "normal.bias": weights.tensor("emb.ln.b"),
    }
    for number in range(weights.shape.layers):
        for name, halves in _layer(weights, f"l{number}", hidden):
            found[f"layers.{number}.{name}"] = halves
    return bytes(save({name: np.ascontiguousarray(halves) for name, halves in found.items()}))


def _layer(weights: Weights, name: str, hidden: int) -> list[tuple[str, Halves]]:
    def both(ours: str, *theirs: str) -> list[tuple[str, Halves]]:
        matrix = np.concatenate([weights.tensor(f"{name}.{one}.w") for one in theirs])
        bias = np.concatenate([weights.tensor(f"{name}.{one}.b") for one in theirs])
        shape = (len(bias), -1) if len(matrix) > len(bias) else (-1,)
        return [(f"{ours}.weight", matrix.reshape(shape)), (f"{ours}.bias", bias)]

    return [
        *both("joined", "q", "k", "v"),
        *both("mixed", "ao"),
        *both("first", "aln"),
        *both("wider", "fi"),
        *both("back", "fo"),
        *both("second", "oln"),
    ]


def build(
    reading: Reading, converted: bytes, device: str | None = None, kind: torch.dtype | None = None
) -> SentenceTransformer:
    """The model, on the best device there is and with the numbers that are fastest on it."""
    layers = Layers(reading)
    layers.load_state_dict(load(converted))
    dimension = reading.weights.shape.hidden
    modules = [layers, Pooling(dimension), Normalize()]
    model = SentenceTransformer(modules=modules, device=device).eval()
    layers.to(kind or fastest_kind(model.device.type))
    return model


def fastest_kind(device: str) -> torch.dtype:
    """Numbers of 16 bits where the device multiplies them, else of 32."""
    if device == "cpu":
        able = torch.cpu.get_capabilities()
        knows = any(has for name, has in able.items() if name.endswith("bf16"))
        return torch.bfloat16 if knows else torch.float32
    if device == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    return torch.float32
