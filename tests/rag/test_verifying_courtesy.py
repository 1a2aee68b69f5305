"""What frames an answer is told from what it claims."""

import pytest

from rag.verifying.courtesy import frames


@pytest.mark.parametrize(
    "text",
    [
        "以上です。",
        "はい、以下のとおりです。",
        "回答：",
        "ご参考になれば幸いです。",
        "他にご質問があればお知らせください。",
        "Sure! Here is a short summary:",
        "I hope this helps!",
        "That's all.",
    ],
)
def test_a_frame_claims_nothing(text):
    assert frames(text)


@pytest.mark.parametrize(
    "text",
    [
        "はい。",
        "運賃は以上です。",
        "以上の三点が決まりました。",
        "次のとおり、運賃は三百円です。",
        "Here is the ferry.",
        "That is all we earned.",
    ],
)
def test_a_claim_is_no_frame(text):
    assert not frames(text)
