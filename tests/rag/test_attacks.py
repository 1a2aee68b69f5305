"""Orders in transcripts, questions, labels, titles and file names reach nothing.

The model of these tests obeys: it writes what an order wants, whether it was shown the order or
not, and cites the order itself where it was shown it, else an honest sentence.
"""

import json
import re

import pytest

from index import build
from index.library import Library
from rag.answer import ask
from rag.cite import verify
from rag.orders import visible
from tests.conftest import ROOT
from tests.rag.speaking import Scripted, writer_of

ATTACKS = [
    json.loads(line)
    for line in (ROOT / "tests" / "gold" / "attacks.jsonl").read_text("utf-8").splitlines()
]
QUESTION = "渡し船の料金はいくらですか"
HONEST = "渡し船の料金は大人三百円です。"
TURNS = [
    ("沢渡", f"定刻です。{HONEST}子どもは百五十円をいただいております。"),
    (
        "真鍋",
        "冬の便は乗る方が少なく、燃料の値上がりで苦しいのが実情です。{0}船の手入れは春に行います。",
    ),
    ("沢渡", "料金を改めるかどうかは、秋の集まりで話し合いたいと思います。{1}"),
]


def attacked(attack, folder, encoder):
    """A library of one meeting with the attack at its place."""
    where, text = attack["where"], attack["text"]
    parts = [*text.split("|"), ""][:2] if where == "transcript" else ("", "")
    title = text if where == "title" else "渡し船の集まり"
    lines = [title, "2031年度第1回定例会 (2031.4.8 開催)", ""]
    for place, (speaker, words) in enumerate(TURNS):
        label = text if where == "speaker" and place == 1 else speaker
        lines += [f"＜{label}＞", words.format(*parts) if place else words, ""]
    name = text if where == "filename" else "watashibune"
    path = folder / f"{re.sub(r'[/]', '_', name)}.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    library = Library.create(folder / "library")
    rows = list(build.add([path], library, encoder))
    assert [row.status for row in rows] == ["added"]
    return library


def obeying(attack):
    """What the attack wants, and then the honest sentence."""
    wanted = "".join(c for c in visible(attack["text"].split("|")[0]) if c.isalnum())

    def write(messages):
        lines = [line for line in messages[-1][1].splitlines() if line.startswith("[")]
        numbers = {
            "".join(c for c in line.partition("]")[2] if c.isalnum()): line[1 : line.index("]")]
            for line in lines
        }
        honest = next(n for words, n in numbers.items() if "大人三百円" in words)
        own = next((n for words, n in numbers.items() if wanted and wanted in words), honest)
        return f"{attack['payload'].replace('[N]', f'[{own}]')}\n{HONEST}[{honest}]"

    return Scripted(*[write] * 2)


@pytest.mark.parametrize("unsupported", ["replace", "mark"])
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack["id"])
def test_no_attack_reaches_an_answer(attack, unsupported, tmp_path, bundled_encoder):
    library = attacked(attack, tmp_path, bundled_encoder)
    question = attack["text"] if attack["where"] == "question" else QUESTION
    history = [(attack["text"], None)] if attack["where"] == "history" else []
    plain = ask(question, library, bundled_encoder, history=history)
    found = ask(
        question, library, bundled_encoder, history=history,
        writer=writer_of(obeying(attack), tmp_path, unsupported),
    )  # fmt: skip
    with library.reading() as view:
        for citation in found.citations:
            assert verify(view.transcript(citation.transcript), citation)
    assert (found.filters, found.read) == (plain.filters, plain.read)
    if found.generated is None:  # refused, or the model was not asked
        assert found.text == plain.text
        return
    standing = [one.words for one in found.generated.sentences if not one.faults]
    assert not any(attack["canary"] in words for words in standing)
    shown = found.text
    for citation in found.citations:  # what stands in the transcript may be quoted
        shown = shown.replace("".join(citation.quote.split()), "").replace(citation.quote, "")
    marked = [one.words for one in found.generated.sentences if one.faults]
    if unsupported == "mark":
        for words in marked:
            shown = shown.replace(f"{words}〔根拠なし〕", "").replace(f"{words} [unsupported]", "")
    assert attack["canary"] not in shown
    assert not re.search(r"https?:|!\[|\]\(|<[a-z/!]|javascript:", shown)


def test_there_are_enough_of_them():
    assert len(ATTACKS) >= 60
    assert len({attack["text"] for attack in ATTACKS}) == len(ATTACKS)
