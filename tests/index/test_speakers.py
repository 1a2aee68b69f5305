"""Labels -> name, affiliation, role; who is a person; whom a filter finds."""

import pytest

from index.records import Speaker
from index.speakers import can_be_label, is_person, same_person, split_label

SPLIT = [
    ("藤崎・中曽根平和研理事⾧", "藤崎・中曽根平和研理事長", "藤崎", "中曽根平和研", "理事長"),
    ("片瀬・汐見政策研究所所⾧", "片瀬・汐見政策研究所所長", "片瀬", "汐見政策研究所", "所長"),
    ("岩田", "岩田", "岩田", None, None),
    ("岩田主任研究員", "岩田主任研究員", "岩田", None, "主任研究員"),
    ("岡野研究委員", "岡野研究委員", "岡野", None, "研究委員"),
    ("門間顧問", "門間顧問", "門間", None, "顧問"),
    ("岩田委員長代理", "岩田委員長代理", "岩田", None, "委員長代理"),
    ("議長（山田太郎君）", "議長(山田太郎君)", "山田太郎", None, "議長"),
    ("政府参考人（鈴木一郎君）", "政府参考人(鈴木一郎君)", "鈴木一郎", None, "政府参考人"),
    ("事務局（田中）", "事務局(田中)", "田中", None, "事務局"),
    ("山田太郎（東京大学教授）", "山田太郎(東京大学教授)", "山田太郎", "東京大学", "教授"),
    ("佐藤（日本銀行）", "佐藤(日本銀行)", "佐藤", "日本銀行", None),
    ("東京経済大学 山田太郎", "東京経済大学 山田太郎", "山田太郎", "東京経済大学", None),
    ("山田　太郎", "山田 太郎", "山田 太郎", None, None),
    ("鈴木 一郎 教授", "鈴木 一郎 教授", "鈴木 一郎", None, "教授"),
    ("田中さん", "田中さん", "田中", None, None),
    ("ジョン・スミス", "ジョン・スミス", "ジョン・スミス", None, None),
    ("司会", "司会", "司会", None, "司会"),
    ("Ｉｗａｔａ (Chair)", "Iwata (Chair)", "Iwata", None, "Chair"),
    ("Mika Iwata", "Mika Iwata", "Mika Iwata", None, None),
]


@pytest.mark.parametrize(("label", "normal", "name", "affiliation", "role"), SPLIT)
def test_a_label_is_split(label, normal, name, affiliation, role):
    assert split_label(label) == Speaker(normal, name, affiliation, role)


@pytest.mark.parametrize("label", [row[0] for row in SPLIT])
def test_a_label_of_a_person_is_one(label):
    assert can_be_label(label)
    assert is_person(label)


@pytest.mark.parametrize(
    "label",
    ["", " ", "拍手", "笑", "一同笑い", "休憩", "資料1", "図表 2", "日時", "場所", "出席者", "123",
     "中略", "質疑応答", "Note", "Agenda", "Figure 3", "これは、文です", "始めます。", "https",
     "あ" * 200],
)  # fmt: skip
def test_what_can_be_no_label(label):
    assert not can_be_label(label)
    assert not is_person(label)


@pytest.mark.parametrize("words", ["デジタル化の推進", "要点", "人材の育成", "the point is this"])
def test_what_is_no_person(words):
    assert not is_person(words)


@pytest.mark.parametrize(
    ("wanted", "label", "found"),
    [
        ("岩田", "岩田", True),
        ("岩田", "岩田主任研究員", True),
        ("岩田主任研究員", "岩田", True),
        ("岩田主任研究員", "岩田主任研究員", True),
        ("岩田さん", "岩田主任研究員", True),
        ("岩田顧問", "岩田主任研究員", False),
        ("岩", "岩田", False),
        ("岡野", "岩田", False),
        ("藤崎", "藤崎・中曽根平和研理事⾧", True),
        ("藤崎理事長", "藤崎・中曽根平和研理事⾧", True),
        ("山田", "山田　太郎", True),
        ("山田 太郎", "山田　太郎", True),
        ("iwata", "Mika Iwata", True),
        ("IWATA (CHAIR)", "Iwata (Chair)", True),
        ("Iwa", "Mika Iwata", False),
        ("山田", "議長（山田 太郎君）", True),
    ],
)
def test_whom_a_filter_finds(wanted, label, found):
    assert same_person(wanted, split_label(label)) is found
