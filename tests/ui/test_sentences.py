"""Every sentence of the program that a page can show has its Japanese one."""

import ast
import re
from pathlib import Path

import pytest

from index import errors
from index.errors import BadCorrection, UnknownTranscript, UnreadableTranscript
from index.read import read_bytes
from ui import sentences
from ui.kept.records import Problem
from ui.sentences import detail, told
from ui.words import words_of

JA, EN = words_of("ja"), words_of("en")
ROOT = Path(__file__).parents[2]
FOR_EDITORS_OF_FILES = {  # met on the command line alone; beside a line of a file, in English
    "index/__main__.py",
    "rag/__main__.py",
    "rag/evaluation/catchup.py",
    *(f"rag/evaluation/{name}.py" for name in "evaluate evidence fields plot stored".split()),
}
KINDS = {name for name in vars(errors) if isinstance(vars(errors)[name], type)} | {"Refused"}


class Raised(ast.NodeVisitor):
    """The sentences of a module, each gap filled with a word of its own."""

    def __init__(self, tree: ast.Module, before: str) -> None:
        self.before = before  # what the words of a child process go on from
        self.constants = {
            target.id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        self.found: list[tuple[str, str]] = []  # kind of error, sentence
        self.visit(tree)

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in KINDS and node.args:
            self.found += [(name, self.before + words) for words in self.worded(node.args[0])]
        self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> None:
        if node.arg == "error":
            self.found += [("row", words) for words in self.worded(node.value)]
        self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "error":
                self.found += [("row", self.before + words) for words in self.worded(value)]
        self.generic_visit(node)

    def worded(self, node: ast.expr) -> list[str]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return [node.value]
        if isinstance(node, ast.IfExp):
            return self.worded(node.body) + self.worded(node.orelse)
        if isinstance(node, ast.JoinedStr):
            return ["".join(self.piece(part, at) for at, part in enumerate(node.values))]
        match node:
            case ast.Call(ast.Attribute(ast.Name(constant), "format")):
                [template] = self.worded(self.constants[constant])
                return [template.replace("{}", "«0»")]
        return []  # another error's own sentence

    def piece(self, part: ast.expr, at: int) -> str:
        if isinstance(part, ast.Constant):
            return str(part.value)
        assert isinstance(part, ast.FormattedValue)
        named = isinstance(part.value, ast.Name) and self.constants.get(part.value.id)
        if isinstance(named, ast.Constant) and isinstance(named.value, str):
            return named.value
        return repr(f"«{at}»") if part.conversion == ord("r") else f"«{at}»"


def raised() -> list[tuple[str, str, str]]:
    """(module, kind of error, sentence) of everything that a page can meet."""
    found = []
    for folder in ("index", "rag", "ui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            module = str(path.relative_to(ROOT))
            if module not in FOR_EDITORS_OF_FILES:
                before = "«file» " if module == "index/extract.py" else ""
                tree = ast.parse(path.read_text(encoding="utf-8"))
                found += [(module, *one) for one in Raised(tree, before).found]
    return found


ALL = raised()


def matching(sentence: str) -> list[re.Match[str]]:
    """How the table's English sentences fit one that was raised."""
    found = (pattern.fullmatch(sentence) for pattern, _ in sentences._table("ja"))
    return [match for match in found if match]


@pytest.mark.parametrize(("module", "kind", "sentence"), ALL, ids=lambda value: value[:60])
def test_a_sentence_has_a_japanese_one_that_fits_it_alone(module, kind, sentence):
    if kind == "UnknownTranscript" or (module == "index/read.py" and sentence == "«0» «2»"):
        return  # told by its kind; made of words found in index/extract.py
    [match] = matching(sentence)
    assert told(EN, sentence) == sentence
    said = told(JA, sentence)
    assert said != sentence
    assert re.search("[ぁ-ん].*[。）»]$", said)
    assert "{" not in said
    assert "python -m" not in said
    here = next(here for pattern, here in sentences._table("ja") if pattern == match.re)
    for gap in re.findall(r"\{(\w+)\}", here):
        assert match[gap].strip("'") in said


def test_all_are_found():
    modules = {module for module, *_ in ALL}
    assert modules >= {
        f"index/{name}.py"
        for name in "build corrections decisions encode extract library locks milvus people "
        "postgres read sqlite storage turns".split()
    } | {
        "rag/question.py", "rag/search.py", "rag/rerank.py", "rag/evaluation/reports.py",
        "rag/evaluation/gold.py", "ui/work.py", "ui/kept/store.py",
    }  # fmt: skip


def test_no_entry_outlives_its_sentence():
    used = {match.re for _, _, sentence in ALL for match in matching(sentence)}
    assert [here for pattern, here in sentences._table("ja") if pattern not in used] == []


def test_words_go_over_as_they_are():
    sentence = "{0} 'a' is empty.txt is empty; check the file and add it again."
    assert told(JA, sentence).startswith("{0} 'a' is empty.txt は空です。")
    sentence = f"{chr(39) + chr(34)!r} is no session; write it as 3, 第3回 or 2031年度第3回."
    assert told(JA, sentence).startswith("「'\"」は回として読めません。")
    assert told(JA, "the title has more than 120 characters; shorten it.") == (
        "「題名」が 120 字を超えています。短くしてください。"
    )
    assert told(JA, "gold.jsonl line 3: the title is empty; write one.") == (
        "gold.jsonl の 3 行目に誤りがあります。題名が空です。題名を書いてください。"
    )


def test_what_has_no_entry_stays_english():
    assert told(JA, "something new happened.") == "something new happened."


def test_a_file_that_cannot_be_read_is_told_in_japanese():
    with pytest.raises(UnreadableTranscript) as raised:
        read_bytes(b"%PDF-1.7 nothing", "港.pdf")
    assert told(JA, str(raised.value)) == (
        "港.pdf は壊れているか、PDF ではありません。もう一度書き出して、それを追加してください。"
    )


@pytest.mark.parametrize("words", [JA, EN], ids=["ja", "en"])
def test_an_unknown_transcript_is_told_by_its_kind_alone(words):
    unknown = UnknownTranscript("the library has no transcript 'x' (it has: a); and so on.")
    assert detail(words, Problem.of(unknown)) == ""
    assert detail(words, Problem.of(BadCorrection("the title is empty; write one.")))
