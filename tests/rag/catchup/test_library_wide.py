"""Reading path, who's who, the map of topics, summaries for a question."""

import pytest

from index import build, people
from rag.catchup.material import material_of
from rag.catchup.path import STEPS, library_path, told, topic_path
from rag.catchup.topics import themes
from rag.catchup.voices import voices
from rag.records import Filter
from tests.bench.focus import focused
from tests.rag.catchup.conftest import FERRY


def sifted_of(view):
    return {name: material_of(view, name).sifted for name in view.snapshot.transcripts}


@pytest.fixture(scope="module")
def sample(sample_library):
    with sample_library.reading() as view:
        yield view, sifted_of(view)


def test_a_path_is_read_by_date_and_place(sample):
    view, kept = sample
    path = library_path(view, kept)
    assert len(path.steps) == STEPS
    dates = [view.transcript(step.transcript).header.date for step in path.steps]
    places = [
        (date, step.transcript, step.span) for date, step in zip(dates, path.steps, strict=True)
    ]
    assert places == sorted(set(places))
    assert {step.transcript for step in path.steps} == set(kept)
    for step in path.steps:
        transcript = view.transcript(step.transcript)
        assert transcript.turns[step.turn].speaker.label == step.speaker
    assert 2 < path.minutes < 10


def _words(view, name, one):
    return one.span.of(view.transcript(name).text)


def test_a_topic_that_nobody_speaks_of_has_no_path(sample, bundled_encoder):
    view, kept = sample
    assert topic_path(view, kept, bundled_encoder, "海底の牧場", {}).steps == ()


def test_a_path_for_a_topic_is_about_it(sample, bundled_encoder):
    view, kept = sample
    on = {
        name: [one.span for one in own if "時刻表" in _words(view, name, one)]
        for name, own in kept.items()
    }
    path = topic_path(view, kept, bundled_encoder, "紙の時刻表", on)
    said = [step.span.of(view.transcript(step.transcript).text) for step in path.steps]
    assert path.topic == "紙の時刻表"
    assert 3 <= len(said) <= STEPS
    assert all(any(span.meets(step.span) for span in on[step.transcript]) for step in path.steps)


def test_courtesy_is_no_step_of_a_path(ferry):
    with ferry.reading() as view:
        kept = sifted_of(view)
        steps = library_path(view, kept).steps
        snapshot = view.snapshot
        greeting = next(
            passage
            for passage, person in zip(snapshot.passages, snapshot.person_of, strict=True)
            if passage.turn == 1 and person >= 0
        )
        assert told(kept["ferry_1"], greeting) == 0
        assert [step.turn for step in steps] == [2, 5]


def test_who_is_who(ferry, encoder, write):
    two = FERRY.replace("第1回", "第2回").replace("＜小牧＞", "＜小牧研究委員＞")
    list(build.add([write("ferry_2.txt", two)], ferry, encoder))
    with ferry.reading() as view:
        found = {voice.name: voice for voice in voices(view, sifted_of(view))}
        text = view.transcript("ferry_1").text
    assert list(found) == ["水野", "浅見", "小牧", "戸張"]
    komaki = found["小牧"]
    assert (komaki.roles, komaki.sessions, komaki.turns) == (
        ("研究委員",),
        ("2031年度第1回", "2031年度第2回"),
        4,
    )
    assert komaki.transcripts == ("ferry_1", "ferry_2")
    asami = found["浅見"]
    assert (asami.affiliations, asami.roles) == (("潮路市交通",), ("課長",))
    assert found["戸張"].topics[0] == "図書館"
    assert not set(asami.topics) & set(found["戸張"].topics)
    assert found["水野"].statements == ()
    said = [one.span.of(text) for one in found["戸張"].statements if one.transcript == "ferry_1"]
    assert said
    assert all("図書館" in words for words in said)
    for voice in found.values():
        assert all(one.speaker.startswith(voice.name) for one in voice.statements)


def test_labels_that_are_one_person_are_one_entry(ferry, encoder):
    people.confirm(["小牧", "戸張・市立図書館長"], "小牧", ferry, encoder)
    with ferry.reading() as view:
        found = {voice.name: voice for voice in voices(view, sifted_of(view))}
    assert list(found) == ["水野", "浅見", "小牧"]
    assert found["小牧"].turns == 3


def test_the_map_is_the_same_each_time_and_holds_each_passage_once(sample):
    view, kept = sample
    made = themes(view, kept)
    assert made == themes(view, kept)
    assert made.transcripts == (
        "shiomi_2031_1",
        "harbour_transit_2031",
        "shiomi_2031_2",
        "shiomi_2031_3",
    )
    places = [place for theme in made.themes for cell in theme.cells for place in cell.passages]
    assert len(places) == len({(place.transcript, place.span) for place in places})
    for theme in made.themes:
        assert theme.count == sum(cell.count for cell in theme.cells)
        assert theme.title.startswith(theme.terms[0])
        assert all(len(cell.passages) == min(cell.count, 20) for cell in theme.cells)
    shown = [theme.title for theme in made.themes]
    assert len(set(shown)) == len(shown) >= 5


def test_a_summary_for_a_question_is_near_it_in_reading_order(sample, bundled_encoder):
    view, _ = sample
    wanted = Filter(transcript="shiomi_2031_3")
    found = focused(view, bundled_encoder, "費用の分担", wanted, 4)
    assert len(found) == 4
    assert {one.transcript for one in found} == {"shiomi_2031_3"}
    assert [one.span for one in found] == sorted(one.span for one in found)
    said = "".join(one.span.of(view.transcript(one.transcript).text) for one in found)
    assert "2,380 万円" in said or "五割" in said
