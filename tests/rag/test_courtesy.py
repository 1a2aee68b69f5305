"""Thanks and greetings ask nothing, and what is said in a meeting is no answer to them."""

import pytest

from rag.answer import ask
from rag.reading.courtesy import is_courtesy


@pytest.mark.parametrize(
    "words",
    ["ありがとう", "どうもありがとうございました。", "こんにちは！", "はい", "Thank you very much.",
     "OK", "Hello!", "谢谢您", "감사합니다."],
)  # fmt: skip
def test_courtesy_is_refused(words: str, sample_library, bundled_encoder):
    assert is_courtesy(words)
    answer = ask(words, sample_library, bundled_encoder)
    assert (answer.found, answer.citations) == (False, ())


@pytest.mark.parametrize(
    "words",
    ["ありがとうと言ったのは誰ですか", "はいと答えた委員は？", "テストはいつですか", "Hello Kitty",
     "No. 5の案は何ですか", "こんにちは、料金はいくらですか"],
)  # fmt: skip
def test_a_question_with_courtesy_in_it_is_a_question(words: str):
    assert not is_courtesy(words)
