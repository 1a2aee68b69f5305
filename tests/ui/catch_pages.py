"""The page Catch up as tests open it, and a transcript that is written as markup."""

from streamlit.testing.v1 import AppTest

from index.library import Library

HOSTILE = """「港」研究会
2031年度第1回定例研究会（2031.5.20開催）

＜岡野・*潮*研究所長＞
渡し船の運賃は、<script>alert(1)</script>の表で三百円になります。渡し船の乗客は、一日に平均で![四百人](https://example.org/a.png)を数えます。

＜高橋*委員*＞
渡し船の運賃は、**誰が** [いつ](https://example.org)決めるのですか。

＜岡野・*潮*研究所長＞
夜の便の数は、次回までに<img src=x>の表で確認します。

＜高橋*委員*＞
灯台の修理の日取りは、次回までに確認します。
"""


def catch_up_page(folder: str, language: str) -> None:
    from pathlib import Path

    from ui.catch import page
    from ui.resources import shared_encoder, shared_library
    from ui.room import shared_room
    from ui.words import words_of

    library = shared_library(Path(folder))
    page.show(shared_room(library, Path(folder), shared_encoder(None), None), words_of(language))


def opened(library: Library, view: str, language: str = "ja", **chosen: str) -> AppTest:
    """The page with a view of it open, as its address says; nothing may go wrong."""
    args = (str(library.folder), language)
    test = AppTest.from_function(catch_up_page, args=args, default_timeout=60)
    for name, value in {"view": view, **chosen}.items():
        test.query_params[name] = value
    test.session_state["owner"] = "me"
    test.run()
    assert not test.exception
    return test


def rows(test: AppTest) -> list[str]:
    """What the page says in Markdown."""
    return [element.value for element in test.markdown]
