"""Many readers at once: each thread has a tokenizer of its own, of one dictionary."""

from concurrent.futures import ThreadPoolExecutor

from index.morphemes import tokenizer
from index.terms import terms
from rag.question import understand

TEXT = "第三者支払ライセンスの制度について、黒磯さんはどう考えていますか。"


def test_many_read_at_once():
    once = terms(TEXT * 40)
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(terms, [TEXT * 40] * 60))
        asked = list(pool.map(understand, [TEXT] * 60))
    assert found == [once] * 60
    assert asked == [understand(TEXT)] * 60


def test_units_are_long_or_short():
    assert [word.surface() for word in tokenizer().tokenize("選挙管理委員会")] == ["選挙管理委員会"]
    assert [word.surface() for word in tokenizer(short=True).tokenize("選挙管理委員会")] == [
        "選挙", "管理", "委員", "会",
    ]  # fmt: skip
    assert tokenizer() is tokenizer()
