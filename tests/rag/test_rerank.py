"""A reranker decides the order of the best passages; a real, tiny one is loaded from a folder."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index import build
from index.errors import EncoderError
from rag.rerank import _READ, CrossEncoderReranker, load_reranker
from rag.search import search

WORDS = [*"[PAD] [UNK] [CLS] [SEP] what is the fare of the boat it costs three crowns".split()]
TALK = "Talk on fares\n\n" + "\n\n".join(
    f"＜{name}＞\n{words}"
    for name, words in [
        ("Ada", "The fare of the boat is three crowns. The fare has not changed for years."),
        ("Ben", "The boat leaves at nine. Nobody has counted how many people take the boat."),
        ("Cay", "Lunch is at noon. We shall talk about lunch again in the spring."),
    ]
)


class Backwards:
    """Likes what stands last in the alphabet of its last word; remembers what it read."""

    name = "backwards"

    def __init__(self, liked: str) -> None:
        self.liked = liked
        self.read: list[str] = []

    def scores(self, question: str, passages: Sequence[str]) -> np.ndarray:
        self.read += [question, *passages]
        return np.array([float(self.liked in passage) for passage in passages])


@pytest.fixture
def talk(library, encoder, write):
    made = library()
    list(build.add([write("talk.txt", TALK)], made, encoder))
    return made


def test_what_the_reranker_likes_comes_first_and_the_others_keep_their_order(talk, encoder):
    question = "What is the fare of the boat?"
    before = [hit.speaker for hit in search(question, talk, encoder)]
    likes = Backwards("Lunch")
    after = search(question, talk, encoder, reranker=likes)
    assert before.index("Cay") > 0
    assert [hit.speaker for hit in after] == ["Cay", *(who for who in before if who != "Cay")]
    scores = [hit.score for hit in after]
    assert scores == sorted(scores, reverse=True)
    assert likes.read[0] == question
    assert sorted(likes.read[1:]) == sorted(" ".join(hit.text.split()) for hit in after)


def test_it_reads_no_more_than_the_best(library, encoder, write):
    made = library()
    turns = "\n\n".join(
        f"＜Ada＞\nThe boat number {n} is late.\n\n＜Ben＞\nYes." for n in range(40)
    )
    list(build.add([write("many.txt", f"Boats\n\n{turns}")], made, encoder))
    likes = Backwards("number 7 ")
    found = search("Which boat is late?", made, encoder, k=50, reranker=likes)
    assert len(likes.read) == 1 + _READ
    assert len(found) == 50


def test_none_is_configured_by_default():
    assert load_reranker(None) is None
    assert load_reranker("  ") is None


def test_a_reranker_that_is_not_there_is_named(tmp_path):
    with pytest.raises(EncoderError, match=r"nowhere' cannot be loaded .*HATSUGEN_RERANKER"):
        load_reranker(str(tmp_path / "nowhere"))


def save_model(folder: Path) -> Path:
    """A one-layer BERT that judges pairs, with chance weights."""
    import torch
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.processors import TemplateProcessing
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    torch.manual_seed(3)
    vocabulary = {word: number for number, word in enumerate(dict.fromkeys(WORDS))}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]",
        model_max_length=32,
    ).save_pretrained(folder)  # fmt: skip
    BertForSequenceClassification(
        BertConfig(
            vocab_size=len(vocabulary), hidden_size=8, num_hidden_layers=1, num_attention_heads=2,
            intermediate_size=16, max_position_embeddings=32, num_labels=1,
            initializer_range=1.0,
        )
    ).save_pretrained(folder)  # fmt: skip
    return folder


def test_a_cross_encoder_from_a_folder(tmp_path, talk, encoder):
    reranker = load_reranker(str(save_model(tmp_path / "tiny")))
    assert isinstance(reranker, CrossEncoderReranker)
    passages = ["the fare of the boat is three crowns", "it costs three", "the boat"]
    scores = reranker.scores("what is the fare", passages)
    assert scores.shape == (3,)
    assert scores.dtype == np.float64
    assert len(set(scores.round(6))) == 3
    assert reranker.scores("what is the fare", passages[::-1]) == pytest.approx(
        scores[::-1], abs=1e-5
    )
    found = search("What is the fare?", talk, encoder, reranker=reranker)
    judged = reranker.scores("What is the fare?", [" ".join(hit.text.split()) for hit in found])
    assert list(judged) == sorted(judged, reverse=True)
