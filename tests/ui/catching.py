"""What tests of the views of the page Catch up share."""

import re
from pathlib import Path

import pytest

from index.build import add
from index.library import Library
from rag.catchup import derive as making
from rag.catchup.derive import derive
from tests.conftest import BigramEncoder

HOSTILE = """「**危ない**」研究会 第1回
2031年4月1日

＜*岩田*＞
赤橋網とは、三つの町の港を<script>alert(1)</script>でつなぐ仕組みのことです。
昨年の秋には赤橋網が止まり、市場に届く荷物が二日遅れました。
原因は `rm` と :red[書かれた] 札で、港の職員が三人で取り外しました。
修理には **二百万円** がかかり、三つの町が同じ額を負担しています。
![写真](http://evil.example/b.png) は [押す](http://evil.example) と見られます。
"""
_LINK = re.compile(r"(?<!\\)\]\((?P<address>[^)]*)\)")


def kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library whose overviews are made; whoever makes more fails."""
    assert derive(library)
    monkeypatch.setattr("ui.kept.deriving.Deriving.begin", lambda deriving: False)
    monkeypatch.setattr(making, "_made", None)
    return library


def hostile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library of one transcript that is full of markup."""
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    library = Library.create(folder / "hostile")
    [row] = add([folder / "hostile.txt"], library, BigramEncoder())
    assert row.status == "added"
    return kept(library, monkeypatch)


def unescaped(shown: str) -> list[str]:
    """What Markdown would take for markup: tags, code, colours, and links that are not ours."""
    bare = re.sub(r"\\.", "", shown)
    links = [found["address"] for found in _LINK.finditer(shown)]
    ours = [link for link in links if link.startswith(("read?", "catch-up?"))]
    return re.findall(r"<\w+|`|:\w+\[|!\[", bare) + [link for link in links if link not in ours]
