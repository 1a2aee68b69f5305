"""Two small meetings, with a library of them."""

from collections.abc import Callable
from pathlib import Path

from index import build
from index.library import Library
from tests.conftest import BigramEncoder

FIRST = """川辺市水道審議会

2030年度第1回 (2030.4.10 開催)

＜高瀬会長＞

おはようございます。それでは始めます。

水道の料金は二十年のあいだ一度も改定していません。

＜桐野・水道局長＞

配水管の総延長は 812 キロで、四割が法定の耐用年数を超えています。

更新の費用は年に 34 億円かかります。料金の収入では半分も賄えません。

私は料金の引き上げに賛成です。漏水の調査を次回までに確認します。

＜森田委員＞

低所得の世帯の負担が重くなるので、私は一律の引き上げに反対です。

減免の制度を先に設けるべきだと考えます。ご説明をお願いします。
"""
SECOND = """川辺市水道審議会

2030年度第2回 (2030.7.3 開催)

＜高瀬会長＞

第二回を始めます。ありがとうございます。

料金の改定は令和14年4月からとすることに決まりました。

＜桐野・水道局長＞

漏水の調査では、配水管のうち 96 か所で漏水が見つかりました。

＜森田委員＞

減免の対象を非課税の世帯とする案が承認されました。

次回は10月2日の午後2時からです。
"""


def meetings(library: Callable[..., Library], write: Callable[..., Path], encoder: BigramEncoder):
    """Make a library of both."""
    made = library()
    files = [write("suido_1.txt", FIRST), write("suido_2.txt", SECOND)]
    rows = list(build.add(files, made, encoder))
    assert [row.status for row in rows] == ["added", "added"]
    return made
