"""The conversation, with the source beside it."""

import re
from functools import partial

import streamlit as st

from index.catalogue import Summary
from rag.question import MAX_QUESTION
from rag.records import Filter
from rag.suggest import after
from ui.beside import follow_address, open_receipt, open_source, pane
from ui.component import Handlers, conversation, sent
from ui.conditions import clear, conditions, restore_conditions, set_conditions, show_conditions
from ui.drawing import Drawings
from ui.kept import reports
from ui.kept.desk import Desk
from ui.kept.records import Request
from ui.kept.starters import Starters
from ui.kept.store import Store
from ui.place import BadAddress, parse
from ui.receipt import receipt_data
from ui.resources import summaries_of
from ui.room import Room
from ui.server import owner
from ui.source import Data
from ui.talk import Talk, changed, clicked, named, typed
from ui.welcome import LOOK_EVERY, choose_question, chosen_question, welcome
from ui.words import Words

CONVERSATION = "c"  # in the address: which conversation is open
_TALK, _DRAWINGS = "talk", "drawings"  # in the session
_REPLIES = 2  # turns after a passage that are searched with it
_PATIENCE = 4.0  # seconds for which the page waits for an answer before it is drawn without


def show(room: Room, words: Words) -> None:
    """Draw the page."""
    summaries = summaries_of(room.library)
    talk = _open_talk(room.store, words, summaries)
    with st.bottom:
        tools = st.container(key="tools", horizontal=True)
        held = st.container(key="held")
        written = st.chat_input(
            words.ask_here, key="question", disabled=not summaries, max_chars=MAX_QUESTION
        )
    with tools:
        wanted = conditions(words, summaries)
    titles = {summary.id: summary.header.title for summary in summaries}
    with held:
        show_conditions(words, wanted, titles)
    question = typed(written) or chosen_question()
    if question:
        _ask(room.store, talk, Request(question, wanted))
    above = st.container()  # the conversation stays in view while the next answer is looked for
    waiting = _wait(talk, room.store, room.desk, words)
    with above:
        if talk.exchanges:
            drawn = _drawings(talk).of(words, talk.exchanges, room.library, titles)
            data = _data(talk, drawn, room, words, wanted)
            conversation(words, data, _handlers(talk, room.store))
        else:
            welcome(words, bool(summaries), room.starters, wanted)
    if talk.exchanges:
        with tools:
            _new_conversation(words)
    if waiting:
        _look_again(talk, room.desk)
    follow_address(talk)
    pane(talk, room.library, words)


def address_of_talk() -> dict[str, str]:
    """Parameters that open the session's conversation again, for links to this page."""
    talk: Talk | None = st.session_state.get(_TALK)
    return {CONVERSATION: talk.id} if talk and talk.id else {}


def _open_talk(store: Store, words: Words, summaries: list[Summary]) -> Talk:
    """The conversation that the address names; without one, the one begun in this session."""
    whose, wanted = owner(), st.query_params.get(CONVERSATION)
    talk: Talk | None = st.session_state.get(_TALK)
    if talk is None or (talk.owner, talk.id) != (whose, wanted):
        talk = st.session_state[_TALK] = Talk(whose, wanted)
        if wanted and talk.read(store) and talk.exchanges:
            restore_conditions(talk.exchanges[-1].request.wanted)
    if not talk.read(store):
        st.warning(words.history.not_yours, icon=":material/lock:")
        st.query_params.pop(CONVERSATION, None)
        talk = st.session_state[_TALK] = Talk(whose)
    _open_passage(talk, summaries)
    return talk


def _open_passage(talk: Talk, summaries: list[Summary]) -> None:
    """A passage to ask about, named by the address as by a permanent link: opened beside."""
    try:
        place = parse(st.query_params.to_dict())
    except BadAddress:
        place = None
    if place is None or place.transcript not in {summary.id for summary in summaries}:
        return
    kept = {CONVERSATION, "lang"} & set(st.query_params)
    set_conditions(Filter(transcript=place.transcript, turns=_turns(st.query_params.get("turn"))))
    st.query_params.from_dict({name: st.query_params[name] for name in kept})
    talk.place = place
    talk.step += 1


def _turns(turn: str | None) -> str | None:
    """Turns to search for what is asked about a passage: its own and those that reply to it."""
    if not re.fullmatch("[1-9][0-9]{0,5}", turn or ""):
        return None
    return f"{turn}-{int(turn or 0) + _REPLIES}"


def _ask(store: Store, talk: Talk, request: Request, at: int | None = None) -> None:
    talk.ask(store, request, at)
    if talk.id:
        st.query_params[CONVERSATION] = talk.id


def _wait(talk: Talk, store: Store, desk: Desk, words: Words) -> bool:
    """Wait for answers a little; tells whether some are still to come."""
    waiting = talk.pending(desk)
    if not waiting:
        return False
    with st.spinner(words.searching):
        done = [desk.wait(exchange, _PATIENCE) for exchange in waiting]
    talk.read(store)
    return not all(done)


def _look_again(talk: Talk, desk: Desk) -> None:
    @st.fragment(run_every=LOOK_EVERY)
    def look() -> None:
        if any(desk.wait(e, 0) for e in talk.exchanges if e.outcome is None):
            st.rerun()

    look()


def _drawings(talk: Talk) -> Drawings:
    """Drawings of the open conversation; another one's are let go."""
    found: tuple[str | None, Drawings] | None = st.session_state.get(_DRAWINGS)
    if found is None or found[0] != talk.id:
        found = st.session_state[_DRAWINGS] = talk.id, Drawings()
    return found[1]


def _data(talk: Talk, drawings: list[Data], room: Room, words: Words, wanted: Filter) -> Data:
    return {
        "conversation": talk.id,
        "exchanges": drawings,
        "votes": [exchange.vote for exchange in talk.exchanges],
        "asked": talk.answered,
        "suggestions": _next_questions(talk, room.starters, words, wanted),
        "receipt": receipt_data(talk, room.store, words),
        "readOnly": False,
    }


def _next_questions(talk: Talk, starters: Starters, words: Words, wanted: Filter) -> list[str]:
    """Questions to go on with after the last answer, each one with an answer in the library."""
    last = talk.exchanges[-1].answer
    pool = starters.pool(words.language)
    if last is None or not pool:
        return []
    asked = {exchange.request.question for exchange in talk.exchanges}
    fitting = starters.under(pool, wanted)
    return [s.question for s in starters.answered(after(fitting, last, asked), wanted)]


def _new_conversation(words: Words) -> None:
    icon = ":material/edit_square:"
    st.button(words.new_conversation, key="new", icon=icon, type="tertiary", on_click=_forget)


def _forget() -> None:
    st.session_state[_TALK] = Talk(owner())
    st.query_params.pop(CONVERSATION, None)


def _handlers(talk: Talk, store: Store) -> Handlers:
    return Handlers(
        open=partial(open_source, talk),
        again=partial(_again, talk, store),
        ask=_ask_suggested,
        vote=partial(_vote, talk, store),
        report=partial(_report, talk, store),
        receipt=partial(open_receipt, talk),
    )


def _again(talk: Talk, store: Store) -> None:
    found = changed(talk.exchanges, sent("again"))
    if found is None:
        return
    at, request = found
    before = talk.exchanges[at].request
    _ask(store, talk, request, at)
    if request.wanted != before.wanted:
        clear()  # or the next question would be asked under them again


def _ask_suggested() -> None:
    question = typed(sent("ask"))
    if question:
        choose_question(question)


def _vote(talk: Talk, store: Store) -> None:
    message = sent("vote")
    at = named(talk.exchanges, message)
    if at is not None and message.get("vote") in (-1, 0, 1):
        store.vote(talk.exchanges[at].id, message["vote"])
        talk.read(store)


def _report(talk: Talk, store: Store) -> None:
    found = clicked(talk.exchanges, sent("report"))
    if found:
        exchange, at = found
        before = talk.exchanges[:exchange]
        reports.keep(store, talk.exchanges[exchange], before, at, sent("report"))
