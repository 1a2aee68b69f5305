"""The conversation, with the source beside it."""

import re
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.navigation.page import Page

from index.catalogue import Summary
from rag.question import MAX_QUESTION
from rag.records import Filter
from rag.suggest import after
from ui.beside import follow_address, open_receipt, open_source, pane
from ui.component import Handlers, conversation, sent
from ui.conditions import clear, conditions, restore_conditions, set_conditions, show_conditions
from ui.drawing import Drawings
from ui.kept import reports
from ui.kept.choices import choice_of
from ui.kept.desk import Desk
from ui.kept.records import Request
from ui.kept.starters import Starters
from ui.kept.store import Store
from ui.place import BadAddress, parse
from ui.plain import plain
from ui.receipt import receipt_data
from ui.resources import summaries_of
from ui.room import Room
from ui.server import owner
from ui.source import Data
from ui.talk import Talk, changed, clicked, named, typed
from ui.waiting import look_again, wait_for
from ui.welcome import choose_question, chosen_question, welcome
from ui.words import Words

CONVERSATION = "c"  # in the address: which conversation is open
QUESTION = "question"  # in the address: what to write into the box
_TALK, _DRAWINGS, _BOX = "talk", "drawings", "question"  # in the session
_REPLIES = 2  # turns after a passage that are searched with it


def show(room: Room, words: Words, setting: Page) -> None:
    """Draw the page; `setting` is the page on which a language model is chosen."""
    summaries = summaries_of(room.library)
    _write_question()
    talk = _open_talk(room.store, words, summaries)
    with st.bottom:
        tools = st.container(key="tools", horizontal=True, vertical_alignment="center")
        held = st.container(key="held")
        written = st.chat_input(
            words.ask_here, key=_BOX, disabled=not summaries, max_chars=MAX_QUESTION
        )
    with tools:
        wanted = conditions(words, summaries)
    titles = {summary.id: summary.header.title for summary in summaries}
    model = room.models.chosen(choice_of(room.store, talk.owner))
    with held:
        show_conditions(words, wanted, titles)
    question = typed(written) or chosen_question()
    if question:
        _ask(room.store, talk, _with_model(room, talk, Request(question, wanted)))
    above = st.container()  # the conversation stays in view while the next answer is looked for
    waiting = wait_for(talk, room.store, room.desk, words)
    with above:
        if talk.exchanges:
            drawn = _drawings(talk).of(words, talk.exchanges, room.library, titles)
            data = _data(talk, drawn, room, words, wanted)
            conversation(words, data, _handlers(talk, room))
        else:
            welcome(words, bool(summaries), room.starters, wanted, model)
    if talk.exchanges:
        with tools:
            _new_conversation(words)
    with tools:
        _name(words, model, setting)
    with st.container(key="draft_box"):  # always there, or the pane would be drawn anew behind it
        if waiting:
            look_again(talk, room.desk, words)
    talk.look(room.desk)
    follow_address(talk)
    pane(talk, room.library, words)


def address_of_talk() -> dict[str, str]:
    """Parameters that open the session's conversation again, for links to this page."""
    talk: Talk | None = st.session_state.get(_TALK)
    return {CONVERSATION: talk.id} if talk and talk.id else {}


def _write_question() -> None:
    """Write a question that the address brings into the box; it is asked when it is sent."""
    if QUESTION in st.query_params:
        st.session_state[_BOX] = st.query_params.pop(QUESTION)[:MAX_QUESTION]


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


def _with_model(room: Room, talk: Talk, request: Request) -> Request:
    """A request that is answered as its owner has chosen by now."""
    choice = choice_of(room.store, talk.owner)
    return replace(request, model=room.models.chosen(choice), unsupported=choice.unsupported)


def _name(words: Words, model: str | None, setting: Page) -> None:
    """Name the language model that writes the answers, where there is one."""
    if model:
        label = plain(words.model.chip.format(model))
        st.page_link(setting, label=label, icon=":material/edit_note:", help=words.model.chip_help)


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


def _handlers(talk: Talk, room: Room) -> Handlers:
    store = room.store
    return Handlers(
        open=partial(_open, talk, room.desk),
        again=partial(_again, talk, room),
        ask=_ask_suggested,
        vote=partial(_vote, talk, store),
        report=partial(_report, talk, store),
        receipt=partial(open_receipt, talk),
    )


def _open(talk: Talk, desk: Desk) -> None:
    talk.look(desk)  # a language model may have cited it since
    open_source(talk)


def _again(talk: Talk, room: Room) -> None:
    found = changed(talk.exchanges, sent("again"))
    if found is None:
        return
    at, request = found
    before = talk.exchanges[at].request
    _ask(room.store, talk, _with_model(room, talk, request), at)
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
