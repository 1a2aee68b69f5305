"""Measure overviews on this machine and print tables.

    python tests/bench/summaries.py rouge FOLDER [--library DIR]    query-focused summaries
    python tests/bench/summaries.py speed                           deriving, and reading again

FOLDER holds `sets.py` and `qmsum_val.json`: questions on English meetings with summaries written by
people. ROUGE (C.-Y. Lin 2004) is Google's `rouge-score`, F1, with stemming; Japanese words are
Sudachi's. Every system writes so many sentences: the first of the meeting (lead), the sentences of
the nearest passages one after another, the nearest sentences, and those that also cover.
"""

import argparse
import importlib
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from index.build import add_sources  # noqa: E402
from index.encode import BundledEncoder  # noqa: E402
from index.language import main_language  # noqa: E402
from index.library import Library, View  # noqa: E402
from index.read import read_bytes  # noqa: E402
from index.terms import words  # noqa: E402
from rag.candidates import sentences_of  # noqa: E402
from rag.catchup.cover import chosen  # noqa: E402
from rag.catchup.derive import BRIEF, MAP, PATH, VOICES, Overviews, derive  # noqa: E402
from rag.catchup.records import Cited  # noqa: E402
from rag.lines import lines_of  # noqa: E402
from rag.question import understand  # noqa: E402
from rag.records import Filter  # noqa: E402
from rag.retrieve import rank  # noqa: E402
from tests.bench.focus import focused, in_order, near  # noqa: E402

SENTENCES = 4  # of each summary; people's have 65 words in the mean
MEASURES = ("rouge1", "rouge2", "rougeL")
System = Callable[[View, BundledEncoder, str, Filter], Sequence[Cited]]


def lead(view: View, _encoder: BundledEncoder, _asked: str, wanted: Filter) -> Sequence[Cited]:
    """The first sentences that somebody says."""
    lines = lines_of(view.transcript(wanted.transcript or ""))
    spoken = [line for line in lines if line.speaker][:SENTENCES]
    return [Cited(line.transcript, line.turn, line.span, None) for line in spoken]


def passages(view: View, encoder: BundledEncoder, asked: str, wanted: Filter) -> Sequence[Cited]:
    """The sentences of the nearest passages by their vectors, the usual pipeline."""
    [query] = encoder.encode_queries([asked])
    place = list(view.snapshot.transcripts).index(wanted.transcript or "")
    rows = (view.snapshot.transcript_of == place).nonzero()[0]
    found, _ = view.snapshot.vectors.search(query, SENTENCES, rows)
    inside = [sentence for row in found for sentence in sentences_of(view, int(row), query)]
    return in_order(inside[:SENTENCES])


def fused(view: View, encoder: BundledEncoder, asked: str, wanted: Filter) -> Sequence[Cited]:
    """The sentences of the best passages by words and vectors."""
    ranking = rank(view.snapshot, encoder, understand(asked), wanted)
    rows = ranking.rows[:SENTENCES].tolist()
    inside = [sentence for row in rows for sentence in sentences_of(view, row, ranking.query)]
    return in_order(inside[:SENTENCES])


def nearest(view: View, encoder: BundledEncoder, asked: str, wanted: Filter) -> Sequence[Cited]:
    """The most relevant sentences, whatever they repeat."""
    found = near(view, encoder, asked, wanted)
    order = (-found.relevance).argsort(kind="stable")[:SENTENCES]
    return in_order([found.sentences[place] for place in order])


def covering(view: View, encoder: BundledEncoder, asked: str, wanted: Filter) -> Sequence[Cited]:
    """Relevant sentences that cover what is relevant."""
    return focused(view, encoder, asked, wanted, SENTENCES)


SYSTEMS: dict[str, System] = {
    "lead": lead,
    "nearest passages (vectors)": passages,
    "best passages (words and vectors)": fused,
    "nearest sentences, no coverage": nearest,
    "with coverage": covering,
}


class Words:
    """Words of a text as ROUGE counts them: Sudachi's where it is Japanese."""

    def tokenize(self, text: str) -> list[str]:
        """Split a text."""
        from rouge_score.tokenizers import DefaultTokenizer

        if main_language(text) == "en":
            return list(DefaultTokenizer(use_stemmer=True).tokenize(text))
        return [word[0] for word in words(text)]


def rouge(folder: Path, library: Library) -> None:
    """Score every system on the questions of the set."""
    from rouge_score.rouge_scorer import RougeScorer

    sys.path.insert(0, str(folder))
    documents, questions = importlib.import_module("sets").load("qmsum_val")
    encoder = BundledEncoder()
    sources = (read_bytes(text.encode(), f"{name}.txt") for name, text in documents.items())
    added = [row.transcript for row in add_sources(sources, library, encoder)]
    ids = dict(zip(documents, added, strict=True))
    scorer = RougeScorer(MEASURES, tokenizer=Words())
    print(f"{len(questions)} questions, {SENTENCES} sentences each; F1")
    with library.reading() as view:
        for name, system in SYSTEMS.items():
            rows, lengths, begun = [], [], time.perf_counter()
            for question in questions:
                wanted = Filter(transcript=ids[question["doc_id"]])
                cited = system(view, encoder, question["question"], wanted)
                said = [one.span.of(view.transcript(one.transcript).text) for one in cited]
                rows.append(scorer.score(question["answers"][0], " ".join(said)))
                lengths.append(len(" ".join(said).split()))
            took = (time.perf_counter() - begun) / len(questions) * 1000
            means = [statistics.mean(row[m].fmeasure for row in rows) for m in MEASURES]
            scores = "  ".join(f"{mean:.3f}" for mean in means)
            print(f"{name:<36} {scores}   {statistics.mean(lengths):.0f} words, {took:.0f} ms")


PEOPLE = ["浅見", "小牧研究委員", "長峰・潮見市企画課長", "戸張", "野々村座長", "目黒委員"]
THINGS = (
    "航路の運賃 河口の工事 予約の窓口 乗合船の試行 水門の点検 共有データの書式 苗木の配布 "
    "校舎の改修 寄付の名簿 観測塔の移設 防災無線の更新 漁港の倉庫"
).split()
FORMS = (
    "{a}は{year}年度から{number}件に増え、{b}の見直しが必要になりました。",
    "私は{a}に賛成ですが、{b}については慎重に進めるべきだと考えます。",
    "{a}とは、{b}をまとめて扱うための枠組みのことです。",
    "{b}の費用は{number}万円で、{a}の三割に当たります。",
    "それは{a}の担当者に確かめてから決めたいと思います。",
    "{a}の現場では、{b}が遅れたために{number}人が影響を受けました。",
    "次回までに{a}の試算を確認します。",
    "{b}はいつから始まるのでしょうか。",
)


def session(number: int) -> bytes:
    """One generated session as a file, of some 4,500 characters."""
    chance = random.Random(number)
    lines = [f"「潮路」研究会\n{2025 + number // 10}年度第{number % 10 + 1}回\n"]
    own = chance.sample(THINGS, 6)
    for _ in range(24):
        lines.append(f"\n＜{chance.choice(PEOPLE)}＞\n")
        for _ in range(5):
            a, b = chance.sample(own, 2)
            facts = {"a": a, "b": b, "year": 2010 + number % 15, "number": chance.randint(3, 900)}
            lines.append(chance.choice(FORMS).format(**facts))
        lines.append("\n")
    return "".join(lines).encode()


def speed(folder: Path) -> None:
    """Time deriving 50 generated sessions, one more, and reading what is kept."""
    library, encoder = Library.create(folder), BundledEncoder()
    files = [session(number) for number in range(51)]
    sources = [read_bytes(file, f"{place:03}.txt") for place, file in enumerate(files)]
    rows = list(add_sources(iter(sources[:50]), library, encoder))
    print(f"{len(rows)} sessions, {sum(len(s.text) for s in sources[:50]):,} characters")
    table = [("derive, all", _timed(lambda: derive(library)))]
    table.append(("derive, nothing missing", _timed(lambda: derive(library))))
    list(add_sources(iter(sources[50:]), library, encoder))
    table.append(("derive, one session added", _timed(lambda: derive(library))))
    for piece in (PATH, VOICES, MAP):
        read = [_timed(lambda p=piece: Overviews(library).library(p)) for _ in range(20)]
        table.append((f"read the {piece.name}, median of 20", statistics.median(read)))
    name = rows[7].transcript or ""
    read = [_timed(lambda: Overviews(library).session(BRIEF, name)) for _ in range(20)]
    table.append(("read a brief, median of 20", statistics.median(read)))
    lines = np.random.default_rng(0).standard_normal((2_000, 384)).astype(np.float32)
    ones = np.ones(len(lines))
    choice = [_timed(lambda: chosen(lines, ones, ones, 8)) for _ in range(5)]
    table.append(("choose 8 of 2,000 sentences, median of 5", statistics.median(choice)))
    for what, seconds in table:
        print(f"{what:<40} {seconds * 1000:>9.1f} ms")


def _timed(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["rouge", "speed"])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--library", type=Path, help="kept and used again (default: made anew)")
    args = parser.parse_args()
    machine = f"{os.cpu_count()} cores, {platform.machine()}"
    print(f"{date.today()}, {machine}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as name:
        folder = args.library or Path(name) / "library"
        if args.what == "speed":
            speed(folder)
        elif args.folder is None:
            parser.error("name the folder that holds sets.py and qmsum_val.json")
        else:
            rouge(args.folder, Library.create(folder))


if __name__ == "__main__":
    main()
