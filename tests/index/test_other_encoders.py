"""Any sentence-transformers model: a tiny one, with chance weights, that these tests save."""

import json
from pathlib import Path

import numpy as np
import pytest

from index import build
from index.encode import SentenceTransformerEncoder, load_encoder
from index.errors import EncoderError

WORDS = [*"[PAD] [UNK] [CLS] [SEP] query passage : frage text we met in the morning".split()]
PROMPTS = {"query": "frage: ", "document": "text: "}


def save_model(folder: Path, prompts: dict[str, str]) -> Path:
    """A two-layer BERT of 16 dimensions that reads 32 tokens."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.processors import TemplateProcessing
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    torch.manual_seed(7)
    tokenizer = Tokenizer(WordLevel({w: i for i, w in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    parts = folder.with_name(f"{folder.name}-parts")
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]",
        model_max_length=32,
    ).save_pretrained(parts)  # fmt: skip
    BertModel(
        BertConfig(
            vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
            intermediate_size=32, max_position_embeddings=32,
        )
    ).save_pretrained(parts)  # fmt: skip
    words = Transformer(str(parts), max_seq_length=32)
    pooling = Pooling(16)
    SentenceTransformer(modules=[words, pooling], prompts=prompts, device="cpu").save(str(folder))
    return folder


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("models")
    return {
        "plain": save_model(place / "plain", {}),
        "prompted": save_model(place / "prompted-e5", PROMPTS),
        "e5": save_model(place / "tiny-e5-small", {}),
    }


def bare_vectors(folder: Path, texts: list[str]) -> np.ndarray:
    """What the model itself makes of the texts, without any prompt."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu")
    return model.encode(texts, prompt="", normalize_embeddings=True)


@pytest.mark.parametrize(
    ("which", "query", "passage"),
    [("plain", "", ""), ("prompted", "frage: ", "text: "), ("e5", "query: ", "passage: ")],
)
def test_prompts_come_from_the_configuration_and_those_of_e5_from_its_name(
    folders, which, query, passage
):
    encoder = load_encoder(str(folders[which]))
    texts = ["we met", "in the morning"]
    expected = bare_vectors(folders[which], [query + text for text in texts])
    assert encoder.encode_queries(texts) == pytest.approx(expected, abs=1e-6)
    expected = bare_vectors(folders[which], [passage + text for text in texts])
    assert encoder.encode_passages(texts) == pytest.approx(expected, abs=1e-6)


def test_what_it_says_of_itself(folders):
    encoder = SentenceTransformerEncoder(str(folders["plain"]))
    again = SentenceTransformerEncoder(str(folders["e5"]))
    assert (encoder.name, encoder.dimension, encoder.max_tokens) == ("plain", 16, 32)
    assert len(bytes.fromhex(encoder.fingerprint)) == 32
    assert encoder.fingerprint == again.fingerprint  # the same weights under another name


def test_other_weights_have_another_fingerprint(folders, tmp_path):
    from safetensors.numpy import load_file, save_file

    weights = load_file(folders["plain"] / "model.safetensors")
    changed = tmp_path / "changed"
    for path in folders["plain"].rglob("*"):
        if path.is_file():
            place = changed / path.relative_to(folders["plain"])
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    name = min(weights)
    save_file({**weights, name: weights[name] + 1}, changed / "model.safetensors", {"format": "pt"})
    assert (
        SentenceTransformerEncoder(str(changed)).fingerprint
        != SentenceTransformerEncoder(str(folders["plain"])).fingerprint
    )


def test_shapes_and_lengths(folders):
    encoder = SentenceTransformerEncoder(str(folders["plain"]))
    assert encoder.encode_passages([]).shape == (0, 16)
    vectors = encoder.encode_passages(["", "we met\0", " in "])
    assert (vectors.shape, vectors.dtype) == ((3, 16), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(3), abs=1e-6)


def test_tokens_are_counted_with_prompt_and_markers(folders):
    assert SentenceTransformerEncoder(str(folders["plain"])).count_tokens("we met") == 4
    assert SentenceTransformerEncoder(str(folders["prompted"])).count_tokens("we met") == 6
    assert SentenceTransformerEncoder(str(folders["plain"])).count_tokens("we " * 99) == 101


def test_a_library_is_cut_to_what_the_model_reads(folders, library, write):
    encoder = SentenceTransformerEncoder(str(folders["plain"]))
    path = write("talk.txt", "Talk\n\nIwata: " + "we met in the morning, " * 20)
    [row] = build.add([path], library(), encoder)
    assert (row.status, row.turns) == ("added", 1)
    with library().reading() as view:
        spans = [passage.span for passage in view.snapshot.passages if passage.turn == 1]
        transcript = view.transcript("talk")
    longest = [encoder.count_tokens(f"Talk Iwata\n{span.of(transcript.text)}") for span in spans]
    assert max(longest) <= 32
    assert "".join(s.of(transcript.text) for s in spans).split() == (
        transcript.turns[1].span.of(transcript.text).split()
    )


@pytest.mark.parametrize("configured", ["no-such/model", "folder"])
def test_a_model_that_is_not_to_be_had(configured, tmp_path):
    if configured == "folder":
        (tmp_path / "empty").mkdir()
        (tmp_path / "empty" / "config.json").write_text(json.dumps({"model_type": "none"}))
        configured = str(tmp_path / "empty")
    with pytest.raises(EncoderError) as caught:
        load_encoder(configured)
    beginning, _, end = str(caught.value).partition(" (")
    assert beginning == f"the encoder {configured!r} cannot be loaded"
    assert end.endswith(
        "); check HATSUGEN_ENCODER: a folder, or a model name that this machine can fetch."
    )
