"""The speakers: who is one person under several labels, as an editor confirms or tells apart."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from index.decisions import Decision, Decisions
from index.encode import Encoder
from index.errors import HatsugenError
from index.library import Library
from index.proposals import Proposal, proposals
from index.records import Header
from index.roster import Person, entries
from ui.catch.making import wait
from ui.desk import OUTCOME, Desk, key_of
from ui.entries import join, part, table
from ui.problem import show_problem
from ui.proposed import named, show_labels, written
from ui.task import Task
from ui.words import Words

_ASKED = 10  # proposals shown at once
_PATIENCE = 1.0  # seconds for which the page waits before it is drawn without
_REMEMBERED = 20  # decisions shown, the newest


@dataclass(frozen=True, slots=True)
class _Known:
    """What the page shows of one state of the library."""

    people: list[Person]
    proposals: list[Proposal]
    decisions: Decisions
    headers: dict[str, Header]


def show(library: Library, encoder: Encoder, words: Words) -> None:
    """Draw the page."""
    label = words.people
    desk = Desk(library, encoder)
    with st.container(key="wide"):
        st.title(label.heading, anchor=False)
        deriving = _deriving(library, str(library.folder), library.generation)
        with st.spinner(label.deriving):
            ended = deriving.wait(_PATIENCE)
        if not ended:
            wait(label.deriving, lambda: deriving.running)
            return
        try:
            known = deriving.result()
        except Exception:
            _deriving.clear()  # the next view tries again
            raise
        if not known.people:
            st.info(label.nobody, icon=":material/library_add:")
            return
        st.write(label.intro)
        _outcome(words, desk)
        _proposals(words, desk, known)
        st.subheader(label.everybody, anchor=False)
        table(words, known.people)
        join(words, desk, known.people)
        part(words, desk, known.people)
        _history(words, desk, known.decisions)


@st.cache_resource(show_spinner=False, max_entries=2)
def _deriving(_library: Library, folder: str, generation: int) -> Task[_Known]:
    """Begin to read every transcript, beside the page and once for each state of the library."""
    return Task(lambda _: _known(_library))


def _known(library: Library) -> _Known:
    with library.reading() as view:
        people, decided = entries(view), view.decisions()
        return _Known(people, proposals(people, decided), decided, view.snapshot.transcripts)


def _outcome(words: Words, desk: Desk) -> None:
    """Say what was just decided, with the way back."""
    if OUTCOME not in st.session_state:
        return
    outcome: Decision | HatsugenError | None = st.session_state.pop(OUTCOME)
    if isinstance(outcome, HatsugenError):
        show_problem(words, outcome)
    elif outcome is None:
        st.success(words.people.undone, icon=":material/undo:")
    else:
        st.success(
            f"{_said(words, outcome)} {words.people.decided}", icon=":material/check_circle:"
        )
        st.button(
            words.people.undo, key="people_back", type="tertiary", icon=":material/undo:",
            on_click=partial(desk.undo, outcome),
        )  # fmt: skip


def _proposals(words: Words, desk: Desk, known: _Known) -> None:
    label = words.people
    if not known.proposals:
        st.caption(f":material/check: {label.settled}")
        return
    st.subheader(label.proposals, anchor=False)
    for proposal in known.proposals[:_ASKED]:
        key = key_of(*proposal.keys)
        names = list(dict.fromkeys(group[0].speaker.known_as for group in proposal.groups))
        question = label.question_several if len(names) > 1 else label.question_one
        with st.container(border=True, key=f"proposal_{key}"):
            st.markdown(
                f"**{question.format(named(words, names))}**  \n{label.kinds[proposal.kind]}"
            )
            show_labels(words, proposal, known.headers)
            with st.container(horizontal=True):
                joined = [one for group in proposal.keys for one in group]
                same = partial(desk.join, joined, proposal.name)
                st.button(label.same, key=f"same_{key}", on_click=same)
                apart = partial(desk.part, proposal.keys)
                st.button(label.different, key=f"different_{key}", on_click=apart)
    if len(known.proposals) > _ASKED:
        st.caption(label.more.format(len(known.proposals) - _ASKED))


def _history(words: Words, desk: Desk, decided: Decisions) -> None:
    label = words.people
    if not decided.taken:
        return
    with st.expander(label.history.format(len(decided.taken))):
        for place, decision in list(enumerate(decided.taken))[: -_REMEMBERED - 1 : -1]:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(_said(words, decision), width="stretch")
                act = partial(desk.undo, decision)
                st.button(label.undo, key=f"undo_{place}", on_click=act)


def _said(words: Words, decision: Decision) -> str:
    """Say what was decided."""
    label = words.people
    if len(decision.persons) > 1:
        return label.told_apart.format(named(words, [one.name for one in decision.persons]))
    [person] = decision.persons
    kind = label.joined if len(person.labels) > 1 else label.renamed
    labels = [written(words, key) for key in person.labels]
    return kind.format(named(words, labels), named(words, [person.name]))
