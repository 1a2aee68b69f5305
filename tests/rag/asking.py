"""A small library's speakers and headers, so that questions can be read without one."""

from types import SimpleNamespace

import numpy as np

from index.records import Header
from index.speakers import split_label

PEOPLE = [
    split_label(label)
    for label in (
        "水野", "水野主任研究員", "黒磯・葦戸バス運行部長", "黒磯", "有馬・灯ヶ浦町企画課長",
        "有馬", "真壁・帆波町社会福祉協議会事務局長", "片瀬・汐見政策研究所所長",
        "栗林研究委員",
        "Marsh", "Rusk", "Tolliver", "Penhale", "Harbour Master", "Marketing",
        "Mika Iwata (Chair)",
    )
]  # fmt: skip
HEADERS = {
    "one": Header("地域の足", session="2031年度第1回", date="2031-05-20"),
    "two": Header("地域の足", session="2031年度第2回", date="2031-09-09"),
    "three": Header("地域の足", session="2031年度第3回", date="2031-12-16"),
    "harbour": Header("Harbour", session="Session 2", date="2031-06-12"),
}
SNAPSHOT = SimpleNamespace(
    people=PEOPLE,
    transcripts=HEADERS,
    languages=["ja", "ja", "ja", "en"],
    passages=[],
    words=SimpleNamespace(rows_with=lambda _: np.zeros(0, dtype=np.int64)),
)
