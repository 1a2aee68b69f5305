import pytest

from index.encode import BundledEncoder
from index.library import Library
from rag.answer import ask
from ui.words import LANGUAGES, words_of


@pytest.mark.parametrize(
    "question", [example for language in LANGUAGES for example in words_of(language).examples]
)
def test_the_first_questions_have_an_answer_in_the_sample(
    question: str, sample_library: Library, bundled_encoder: BundledEncoder
):
    assert ask(question, sample_library, bundled_encoder).found
