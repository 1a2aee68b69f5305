"""Terms: what defines them, what else they are called, and which nouns are none."""

import pytest
from pydantic import TypeAdapter

from rag.catchup.aliases import Pair, aliases_in, long_form, sound_alike
from rag.catchup.definitions import defined_in
from rag.catchup.found import Vocabulary
from rag.catchup.terms import ledger, terms_in
from tests.rag.meeting import lines_in


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("水循環とは、雨が海に戻るまでの流れのことです。", ["水循環"]),
        ("受益者負担というのは、使う人が費用を払う考え方です。", ["受益者負担"]),
        ("減災は、被害を小さくする取り組みを指します。", ["減災"]),
        ("「みずほの台」という団地で試しました。", ["みずほの台"]),
        ("専門的にはレジリエンスと呼ばれます。", ["レジリエンス"]),
        ("それとは別の話です。", []),
        ("水循環とは何でしょうか。", []),
        ("「まだ来ないのか」という問い合わせがありました。", []),
        ("「安全」という言葉を使いました。", []),
        ("A commons is a field that everybody may use.", ["commons"]),
        ("By free cooling we mean the use of cold air.", ["free cooling"]),
        ("We met at the station, which is new.", []),
    ],
)
def test_a_sentence_defines(words, expected):
    assert defined_in(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("中央銀行デジタル通貨(CBDC)を", [Pair("中央銀行デジタル通貨", "CBDC", True)]),
        ("CBDC(中央銀行デジタル通貨)を", [Pair("中央銀行デジタル通貨", "CBDC", True)]),
        ("電子記録債権(でんさい)を", [Pair("電子記録債権", "でんさい", True)]),
        ("社会福祉協議会(以下、社協)は", [Pair("社会福祉協議会", "社協", True)]),
        (
            "ノーマライゼーション(Normalization)は",
            [Pair("ノーマライゼーション", "Normalization", False)],
        ),
        ("記録の管理(英国)と", []),
        ("会議室(かいぎしつ)で", []),
        (
            "a central bank digital currency (CBDC) may",
            [Pair("central bank digital currency", "CBDC", True)],
        ),
        ("the mayor (Smith) said", []),
    ],
)
def test_brackets_give_other_forms(words, expected):
    assert aliases_in(words) == expected


def test_the_long_form_begins_as_its_acronym_does():
    assert long_form("the use of heat shock protein", "HSP") == "heat shock protein"
    assert long_form("nothing of the kind", "HSP") is None


@pytest.mark.parametrize(
    ("kana", "letters", "expected"),
    [
        ("グーグル", "Google", True),
        ("フェイスブック", "Facebook", True),
        ("テンセント", "Tencent", True),
        ("アマゾン", "Amazon", True),
        ("グーグル", "Gaggle", True),  # the sounds are all that is compared
        ("グーグル", "Apple", False),
        ("アイ", "AI", False),
    ],
)
def test_spellings_in_two_scripts_meet_by_sound(kana, letters, expected):
    assert sound_alike(kana, letters) is expected


MEETING = """＜川上＞
川上です。中央銀行デジタル通貨（CBDC）とは、中央銀行が出す電子のお金のことです。ディジタル化は進みました。

＜谷口＞
川上さんのお話の可能性を考えます。CBDC は十年前にはありませんでした。デジタル化と電子署名の話です。

＜川上＞
電子署名は三百件でした。電子署名を使います。
"""


def test_the_ledger_counts_forms_of_one_term_together():
    lines = lines_in(MEETING)
    found = {term.name: term for term in ledger([terms_in(lines)])}
    money = found["中央銀行デジタル通貨"]
    assert money.short == ("CBDC",)
    assert (money.first.turn, [one.place.line for one in money.definitions]) == (1, [1])
    assert [(one.transcript, one.turns) for one in money.sessions] == [("m1", (1, 2))]
    assert (found["電子署名"].count, found["電子署名"].sessions[0].turns) == (3, (2, 3))
    assert not {"川上", "谷口", "可能性", "三百件", "お話"} & set(found)


def test_spellings_are_one_term():
    lines = lines_in("＜川上＞\nディジタル署名を使います。\n\n＜谷口＞\nデジタル署名は安い。\n")
    [term] = ledger([terms_in(lines)])
    assert {term.name, *term.variants} == {"ディジタル署名", "デジタル署名"}
    assert term.count == 2


def test_a_vocabulary_survives_json():
    found = terms_in(lines_in(MEETING))
    adapter = TypeAdapter(Vocabulary)
    assert adapter.validate_json(adapter.dump_json(found)) == found


def test_nothing_said_is_no_term():
    assert terms_in(()) == Vocabulary("")
    assert ledger([]) == ()


def test_an_address_of_a_page_makes_no_name_common():
    text = "＜川上＞\nこれは Google の例です。\nhttps://example.org/google-cloud.html\nグーグルは速い。\n"
    [term] = [term for term in ledger([terms_in(lines_in(text))]) if term.name == "グーグル"]
    assert (term.variants, term.count) == (("Google",), 2)
