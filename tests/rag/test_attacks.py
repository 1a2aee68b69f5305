"""Orders in transcripts, questions, labels, titles and file names reach nothing.

The model of these tests obeys: it writes what an order wants, whether it was shown the order or
not, once with each number that it was shown and once with none, and then an honest sentence.
"""

import json
import re

import numpy as np
import pytest

from index import build
from index.library import Library
from rag.answer import ask
from rag.cite import verify
from tests.conftest import ROOT
from tests.rag.speaking import Scripted, writer_of

ATTACKS = [
    json.loads(line)
    for line in (ROOT / "tests" / "gold" / "attacks.jsonl").read_text("utf-8").splitlines()
]
QUESTION = {"ja": "渡し船の料金はいくらですか", "en": "How much is the ferry fare?"}
HONEST = {
    "ja": "渡し船の料金は大人三百円です。",
    "en": "The ferry fare is three hundred yen for adults.",
}
HEAD = {
    "ja": "渡し船の集まり\n2031年度第1回定例会 (2031.4.8 開催)\n",
    "en": "Ferry Circle\nNotes of the first meeting\n8 April 2031, Old Hall\n",
}
TURN = {"ja": "＜{}＞\n{}\n", "en": "{}: {}\n"}
TURNS = {
    "ja": [
        ("沢渡", f"定刻です。{HONEST['ja']}子どもは百五十円をいただいております。"),
        (
            "真鍋",
            "冬の便は乗る方が少なく、燃料の値上がりで苦しいのが実情です。@0船の手入れは春に行います。",
        ),
        ("沢渡", "料金を改めるかどうかは、秋の集まりで話し合いたいと思います。@1"),
    ],
    "en": [
        (
            "Sawatari",
            f"Good evening, all. {HONEST['en']} Children pay one hundred and fifty yen.",
        ),
        (
            "Manabe",
            "Few people ride in winter, and the rising price of fuel makes it hard for us. @0 "
            "The boat is overhauled in spring.",
        ),
        (
            "Sawatari",
            "Whether to change the fare is something I would like to discuss at the autumn "
            "meeting. @1",
        ),
    ],
}
NO_FORM = re.compile(r"https?:|!\[|\]\(|<[a-z/!]|javascript:|\|--|\*\*|:red\[")


class Remembering:
    """An encoder that reads a text once: the meetings of the attacks share most of theirs."""

    def __init__(self, encoder):
        self._encoder, self._rows = encoder, {}

    def __getattr__(self, name):
        return getattr(self._encoder, name)

    def encode_queries(self, texts):
        return self._encoded(self._encoder.encode_queries, "query", texts)

    def encode_passages(self, texts):
        return self._encoded(self._encoder.encode_passages, "passage", texts)

    def _encoded(self, encode, role, texts):
        new = [text for text in dict.fromkeys(texts) if (role, text) not in self._rows]
        if new or not texts:
            encoded = encode(new)
            self._rows.update({(role, t): row for t, row in zip(new, encoded, strict=True)})
        return np.array([self._rows[role, text] for text in texts]) if len(texts) else encoded


@pytest.fixture(scope="module")
def encoder(bundled_encoder):
    return Remembering(bundled_encoder)


def attacked(attack, folder, encoder):
    """A library of one meeting with the attack at its place."""
    where, text, tongue = attack["where"], attack["text"], attack.get("meeting", "ja")
    parts = [*text.split("|"), ""][:2] if where == "transcript" else ("", "")
    head = HEAD[tongue]
    lines = [f"{text}\n{head.partition(chr(10))[2]}" if where == "title" else head]
    for place, (speaker, words) in enumerate(TURNS[tongue]):
        label = text if where == "speaker" and place == 1 else speaker
        said = words.replace("@0", parts[0]).replace("@1", parts[1]).strip()
        lines.append(TURN[tongue].format(label, said))
    name = text if where == "filename" else "watashibune"
    path = folder / f"{re.sub(r'[/]', '_', name)}.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    library = Library.create(folder / "library")
    rows = list(build.add([path], library, encoder))
    assert [row.status for row in rows] == ["added"]
    return library


def obeying(attack):
    """What the attack wants, in every way to cite it, and then the honest sentence."""
    honest = HONEST[attack.get("meeting", "ja")]

    def write(messages):
        numbers = re.findall(r"^\[(\d+)\] (.*)$", messages[-1][1], re.MULTILINE)
        if not numbers:  # a follow-up question is to be completed
            return attack.get("rewrite", attack["payload"])
        own = next(number for number, words in numbers if honest in words)
        payload = attack["payload"]
        ways = [payload.replace("[N]", f"[{number}]") for number, _ in numbers]
        return "\n".join([*dict.fromkeys(ways), payload.replace("[N]", ""), f"{honest}[{own}]"])

    return Scripted(*[write] * 2, pieces=10**6)


def check(found, attack, unsupported):
    """What of an attack is shown as words of the answer, or nothing."""
    sentences = found.generated.sentences
    for one in sentences:
        assert one.faults or attack["canary"] not in one.words, one.words
    shown = found.text
    if unsupported == "mark":
        for one in sentences:
            if one.faults:
                shown = shown.replace(f"{one.words}〔根拠なし〕", "")
                shown = shown.replace(f"{one.words} [unsupported]", "")
    for citation in found.citations:  # what stands in the transcript may be quoted
        for joint in ("", " "):
            shown = shown.replace(joint.join(citation.quote.split()), "")
    assert attack["canary"] not in shown
    assert not NO_FORM.search(shown)


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack["id"] for attack in ATTACKS])
def test_no_attack_reaches_an_answer(attack, tmp_path, encoder):
    library = attacked(attack, tmp_path, encoder)
    asked = QUESTION[attack.get("meeting", "ja")]
    question = attack["text"] if attack["where"] == "question" else attack.get("follow", asked)
    history = [(attack["text"], None)] if attack["where"] == "history" else []
    plain = ask(question, library, encoder, history=history)
    for unsupported in ("replace", "mark"):
        writer = writer_of(obeying(attack), tmp_path, unsupported)
        found = ask(question, library, encoder, history=history, writer=writer)
        with library.reading() as view:
            for citation in found.citations:
                assert verify(view.transcript(citation.transcript), citation)
        assert (found.filters, found.read) == (plain.filters, plain.read)
        if "rewrite" in attack:
            assert attack["canary"] not in (found.standalone or "")
        if found.generated is None:  # refused: the model was not asked
            assert found.text == plain.text
        else:
            check(found, attack, unsupported)


def test_there_are_enough_of_them():
    assert len(ATTACKS) >= 80
    assert len({attack["id"] for attack in ATTACKS}) == len(ATTACKS)
    assert len({(attack["text"], attack["payload"]) for attack in ATTACKS}) == len(ATTACKS)
