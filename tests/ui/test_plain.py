import pytest

from ui.plain import bare, plain


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("議事録.txt", r"議事録\.txt"),
        ("![x](http://e.example)", r"\!\[x\]\(http\:\/\/e\.example\)"),
        ("<b>&amp;", r"\<b\>\&amp\;"),
        (":red[x] $x$ `c`", r"\:red\[x\] \$x\$ \`c\`"),
        ("a\\*", r"a\\\*"),
        ("    indented\n\n# heading", r"indented \# heading"),
    ],
)
def test_markdown_becomes_text(text: str, escaped: str):
    assert plain(text) == escaped


def test_a_passage_is_html_without_any_of_its_own():
    text = 'https://e.example <b title="x">&amp;'
    assert bare(text) == (
        "<p class=said>https://e.example &lt;b title=&quot;x&quot;&gt;&amp;amp;</p>"
    )
