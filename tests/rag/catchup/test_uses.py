"""Where a path first uses a term that somebody explains."""

from index.records import Span
from rag.catchup.found import Alias, Definition, Place, Spoken, Term
from rag.catchup.records import Cited
from rag.catchup.uses import Use, first_uses


def place(transcript: str, turn: int, start: int) -> Place:
    return Place(transcript, turn, 0, Span(start, start + 10), "水野")


def term(name: str, *turns: tuple[str, int], at: Place | None = None, short: str = "") -> Term:
    """A term that is said in turns of transcripts; at: of the sentence that explains it."""
    spoken = tuple(Spoken(transcript, 1, (turn,)) for transcript, turn in turns)
    defined = (Definition(name, at),) if at and not short else ()
    aliases = (Alias(name, short, at, True),) if at and short else ()
    first, shorts = place("a", 1, 0), (short,) if short else ()
    return Term(name, name, (), shorts, 1, 1.0, first, defined, aliases, spoken)


def step(transcript: str, turn: int, start: int) -> Cited:
    return Cited(transcript, turn, Span(start, start + 100), "水野")


STEPS = [step("a", 1, 0), step("b", 2, 0), step("b", 3, 500)]


def test_a_term_belongs_to_the_first_step_that_has_it():
    defined = term("秘匿", ("b", 2), ("b", 3), at=place("b", 3, 550))
    found = first_uses([defined], STEPS, ["別の話", "秘匿の話", "秘匿とは"])
    assert found == [[], [Use(defined, place("b", 3, 550), False)], []]


def test_a_step_that_holds_the_explanation_needs_none():
    at = place("b", 3, 550)
    defined = term("秘匿", ("b", 3), at=at)
    assert first_uses([defined], STEPS, ["", "", "秘匿とは"]) == [[], [], [Use(defined, at, True)]]


def test_terms_stand_in_the_order_in_which_the_passage_has_them():
    one, two = (term(name, ("a", 1), at=place("c", 1, 0)) for name in ("伏せ字", "秘匿"))
    found = first_uses([one, two], STEPS, ["秘匿と伏せ字", "", ""])
    assert [use.term.name for use in found[0]] == ["秘匿", "伏せ字"]


def test_what_nobody_explains_is_passed_over():
    assert first_uses([term("秘匿", ("a", 1))], STEPS, ["秘匿", "", ""]) == [[], [], []]


def test_a_turn_that_does_not_have_the_term_is_passed_over():
    defined = term("秘匿", ("b", 2), at=place("c", 1, 0))
    assert first_uses([defined], STEPS, ["秘匿", "", ""]) == [[], [], []]


def test_an_abbreviation_is_resolved_where_it_stands_by_itself():
    at = place("a", 1, 300)
    trade = term("電子商取引", ("a", 1), ("b", 2), at=at, short="EC")
    words = ["電子商取引とTECの話", "EC事業者の話", "ECの話"]
    assert first_uses([trade], STEPS, words) == [[], [Use(trade, at, False)], []]


def test_an_explanation_of_the_same_session_comes_before_an_earlier_one():
    own = place("b", 9, 900)
    defined = term("秘匿", ("b", 2), at=place("a", 1, 300))
    defined = Term(
        *(defined.name, defined.reading, (), (), 1, 1.0, defined.first),
        (*defined.definitions, Definition("秘匿", own)),
        (),
        defined.sessions,
    )
    assert first_uses([defined], STEPS, ["", "秘匿", ""])[1] == [Use(defined, own, False)]
