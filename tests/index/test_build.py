"""Files into the library and out of it; what is embedded, to the text."""

import pytest

from index import build
from index.build import Added
from index.errors import EncoderMismatch, UnknownTranscript
from index.library import Library
from index.read import read_bytes
from tests.conftest import BigramEncoder

FIRST = "予算の会 第1回\n2020年6月30日\n\n岩田：予算の話を始めます。\n岡野：運賃は三百円です。\n"
CHANGED = FIRST.replace("三百円", "四百円")


def add(library, encoder, *paths) -> list[Added]:
    return list(build.add(paths, library, encoder))


def words(library: Library) -> list[str]:
    """The quotes of all passages."""
    with library.reading() as view:
        return [
            passage.span.of(view.transcript(passage.transcript_id).text)
            for passage in view.snapshot.passages
        ]


def test_a_new_file(library, encoder, write):
    path = write("minutes.txt", FIRST)
    assert add(library(), encoder, path) == [Added(str(path), "added", "minutes", 2, 3, 3)]
    assert encoder.embedded == 5  # two sentences of the header as well; the others are passages
    assert words(library()) == [
        "予算の会 第1回\n2020年6月30日",
        "予算の話を始めます。",
        "運賃は三百円です。",
    ]


def test_the_same_file_again_changes_and_embeds_nothing(library, encoder, write):
    path = write("minutes.txt", FIRST)
    add(library(), encoder, path)
    encoder.embedded, before = 0, library().generation
    assert add(library(), encoder, path) == [Added(str(path), "unchanged", "minutes", 2, 3, 0)]
    assert (encoder.embedded, library().generation) == (0, before)


def test_a_changed_file_embeds_its_changed_passages_only(library, encoder, write):
    path = write("minutes.txt", FIRST)
    add(library(), encoder, path)
    encoder.embedded = 0
    write("minutes.txt", CHANGED)
    assert add(library(), encoder, path) == [Added(str(path), "updated", "minutes", 2, 3, 1)]
    assert encoder.embedded == 1
    assert words(library())[2] == "運賃は四百円です。"


def test_the_same_content_under_another_name(library, encoder, write):
    add(library(), encoder, write("minutes.txt", FIRST))
    copy = write("copy.txt", FIRST)
    warning = "the same content is in the library as minutes.txt; nothing was added"
    assert add(library(), encoder, copy) == [
        Added(str(copy), "unchanged", "minutes", 2, 3, 0, [warning])
    ]


def test_what_is_embedded_is_the_passage_with_its_context(library, encoder, write):
    seen = []
    encoder.encode_passages = lambda texts: seen.extend(texts) or encoder.encode_queries(texts)
    add(library(), encoder, write("minutes.txt", FIRST))
    head = "予算の会 第1回 第1回 2020-06-30"
    assert seen == [
        f"{head}\n予算の会 第1回\n2020年6月30日",
        "予算の会 第1回",
        "2020年6月30日",
        f"{head} 岩田\n予算の話を始めます。",
        f"{head} 岡野\n運賃は三百円です。",
    ]


def test_a_passage_finds_itself(library, encoder, write):
    add(library(), encoder, write("minutes.txt", FIRST))
    [query] = encoder.encode_queries(["予算の会 第1回 第1回 2020-06-30 岡野\n運賃は三百円です。"])
    with library().reading() as view:
        rows, scores = view.snapshot.vectors.search(query, 1, None)
    assert (rows.tolist(), scores.tolist()) == ([2], [pytest.approx(1.0, abs=1e-3)])


def test_bad_files_are_named_and_the_others_added(library, encoder, write, tmp_path):
    good, empty = write("good.txt", FIRST), write("empty.txt", "")
    rows = add(library(), encoder, empty, tmp_path / "no.txt", good)
    assert rows == [
        Added(str(empty), "failed", error="empty.txt is empty; check the file and add it again."),
        Added(
            str(tmp_path / "no.txt"),
            "failed",
            error=f"{tmp_path / 'no.txt'} does not exist; check the path.",
        ),
        Added(str(good), "added", "good", 2, 3, 3),
    ]


def test_warnings_say_what_may_have_gone_wrong(library, encoder, write):
    [row] = add(library(), encoder, write("memo.txt", "今日は晴れです。"))
    assert row.warnings == ["no speaker label was found; the text is searched without speakers"]
    assert (row.turns, row.passages) == (0, 1)


def test_equal_file_names_in_different_folders(library, encoder, write, tmp_path):
    write("in/2020/minutes.txt", FIRST)
    write("in/2021/minutes.txt", FIRST.replace("予算", "決算"))
    write("in/2022/minutes.txt", FIRST.replace("予算", "人事"))
    rows = add(library(), encoder, tmp_path / "in")
    assert [(row.status, row.transcript) for row in rows] == [
        ("added", "minutes"),
        ("added", "2021-minutes"),
        ("added", "2022-minutes"),
    ]


def test_a_path_decides_before_a_name_and_title_do(library, encoder, write):
    first, second = (
        write("a/minutes.txt", FIRST),
        write("z/minutes.txt", "決算の会\n\n岩田：はい。"),
    )
    add(library(), encoder, first, second)
    write("z/minutes.txt", FIRST.replace("三百円", "五百円"))
    [row] = add(library(), encoder, second)
    assert (row.status, row.transcript) == ("updated", "z-minutes")
    assert "運賃は三百円です。" in words(library())


def test_a_moved_file_is_a_new_version(library, encoder, write):
    add(library(), encoder, write("old/minutes.txt", FIRST))
    [row] = add(library(), encoder, write("new/minutes.txt", CHANGED))
    assert (row.status, row.transcript, row.embedded) == ("updated", "minutes", 1)


def test_the_same_title_on_another_day_is_another_meeting(library, encoder, write):
    june, july = "議事録\n2020年6月30日\n\n岩田：はい。", "議事録\n2020年7月30日\n\n岩田：いいえ。"
    rows = add(library(), encoder, write("06/m.txt", june), write("07/m.txt", july))
    assert [(row.status, row.transcript) for row in rows] == [("added", "m"), ("added", "07-m")]
    assert "いいえ。" in words(library())
    assert "はい。" in words(library())


def test_a_title_alone_does_not_make_a_file_from_elsewhere_a_new_version(library, encoder, write):
    first, second = "議事録\n\n岩田：はい。", "議事録\n\n岩田：いいえ。"
    rows = add(library(), encoder, write("06/m.txt", first), write("07/m.txt", second))
    assert [(row.status, row.transcript) for row in rows] == [("added", "m"), ("added", "07-m")]


def test_an_upload_of_another_session_under_the_same_name_is_another_transcript(library, encoder):
    def upload(text):
        source = read_bytes(text.encode(), "m.txt")
        return [
            (r.status, r.transcript) for r in build.add_sources(iter([source]), library(), encoder)
        ]

    assert upload("会\n第1回\n\n岩田：はい。") == [("added", "m")]
    assert upload("会\n第1回\n\n岩田：うん。") == [("updated", "m")]
    assert upload("会\n第2回\n\n岩田：いいえ。") == [("added", "2-m")]


def test_a_file_edited_to_equal_another_is_updated(library, encoder, write):
    add(library(), encoder, write("a.txt", FIRST), write("b.txt", FIRST.replace("三百", "五百")))
    [row] = add(library(), encoder, write("b.txt", FIRST))
    assert (row.status, row.transcript) == ("updated", "b")
    assert "運賃は五百円です。" not in words(library())


def test_the_context_leaves_most_of_a_small_window_to_the_passage(library, encoder, write):
    encoder.max_tokens = 60
    text = "とても" * 30 + "\n\n岩田：運賃は三百円です。"
    assert [row.passages for row in add(library(), encoder, write("a.txt", text))] == [3]
    assert words(library())[-1] == "運賃は三百円です。"


def test_ids_are_fit_for_addresses(library, encoder, write):
    paths = [
        write(name, f"{name}\n\n岩田：はい。") for name in ("第１回 (上).txt", "a&b?c.md", "..txt")
    ]
    assert [row.transcript for row in add(library(), encoder, *paths[:2])] == ["第1回-上", "a-b-c"]


def test_an_upload_is_added_like_a_file(library, encoder):
    source = read_bytes(FIRST.encode(), "../../minutes.txt")
    rows = list(build.add_sources(iter([source]), library(), encoder))
    assert rows == [Added("minutes.txt", "added", "minutes", 2, 3, 3)]


def test_progress_is_reported(library, encoder, write):
    steps = []
    path = write(
        "long.txt", "".join(f"岩田：{n}番です。\n岡野：はい、{n}番。\n" for n in range(10))
    )
    list(build.add([path], library(), encoder, lambda *step: steps.append(step)))
    assert steps == [("long.txt", 0, 20), ("long.txt", 16, 20), ("long.txt", 20, 20)]


def test_long_work_is_published_in_parts(library, encoder, write, monkeypatch):
    monkeypatch.setattr(build, "PUBLISH_EVERY", 6)
    paths = [write(f"{n}.txt", FIRST.replace("予算", f"第{n}予算")) for n in range(3)]
    reader, seen = library(), []
    for row in build.add(paths, library(), encoder):
        with reader.reading() as view:
            seen.append((row.transcript, [summary.id for summary in view.summaries()]))
    assert seen == [("0", ["0", "1"]), ("1", ["0", "1"]), ("2", ["0", "1", "2"])]


def test_removing_takes_all_or_none(library, encoder, write):
    paths = [write("a.txt", FIRST), write("b.txt", CHANGED.replace("予算", "決算"))]
    add(library(), encoder, *paths)
    with pytest.raises(UnknownTranscript) as caught:
        build.remove(["a", "no"], library(), encoder)
    assert str(caught.value) == (
        "the library has no transcript 'no', so nothing was removed; "
        "`python -m index list` names them all."
    )
    assert len(words(library())) == 6
    build.remove(["a", "b"], library(), encoder)
    assert words(library()) == []


def test_rebuilding_for_another_encoder(library, encoder, write):
    add(library(), encoder, write("minutes.txt", FIRST))
    other = BigramEncoder("other")
    with pytest.raises(EncoderMismatch):
        add(library(), other, write("b.txt", CHANGED))
    assert build.rebuild(library(), other) == 1
    assert other.embedded == 5
    library().check_encoder(other)
    with library().reading_raw() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM vectors").fetchone() == (5,)
    with pytest.raises(EncoderMismatch):
        library().check_encoder(encoder)


def test_the_sample(sample_library):
    with sample_library.reading() as view:
        found = [(s.id, s.turns, s.header.session, s.header.date) for s in view.summaries()]
    assert found == [
        ("harbour_transit_2031", 23, "Session 2", "2031-06-12"),
        ("shiomi_2031_1", 27, "2031年度第1回", "2031-05-20"),
        ("shiomi_2031_2", 25, "2031年度第2回", "2031-09-09"),
        ("shiomi_2031_3", 26, "2031年度第3回", "2031-12-16"),
    ]
