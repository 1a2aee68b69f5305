"""New since the last visit: sessions, stances that changed, and what is said on one's topics."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from index.library import Library
from rag.catchup.derive import MAP, TERMS, Overviews
from rag.catchup.news import Change, flat
from ui.catch.address import reading
from ui.catch.fresh import FIRST, LINES, Added, Fresh, Heard, files_of, fresh
from ui.catch.quote import quote
from ui.kept.visits import MAX_TOPIC, MOST, Files, Followed, Visit, follow, followed, see_all, visit
from ui.plain import plain
from ui.resources import summaries_of
from ui.room import Room
from ui.server import owner
from ui.shelf import local_time, titles_of
from ui.words import Words

_FOLLOWED, _LINES = "catch_followed", "catch_new_lines"  # in the session


def now() -> datetime:
    """The time by which visits are told apart."""
    return datetime.now(UTC)


def show(room: Room, words: Words) -> None:
    """Draw the list, and note that its reader was here."""
    whose = owner()
    files = files_of(room.library)
    known = visit(room.store, whose, files, now())
    topics = followed(room.store, whose)
    lines = st.session_state.get(_LINES, LINES)
    found = fresh(room.library, known.seen, topics, lines)
    _since(words, known, found)
    if not found.whole:
        st.info(words.catch_up.missing)
    if found.added_count and known.seen is not None:
        st.button(
            words.news.see_all,
            key="catch_seen",
            icon=":material/done_all:",
            on_click=partial(_see_all, room, whose, files),
        )
    _added(room.library, words, found.added)
    _changes(room.library, words, found.changes)
    st.subheader(words.news.topics, anchor=False)
    _choose(room, words, whose, topics)
    _heard(room.library, words, found)
    if _left_out(words, found):
        more = partial(st.session_state.update, {_LINES: lines + LINES})
        st.button(words.history.more, key="catch_new_more", on_click=more)
    st.caption(words.news.kept)


def _see_all(room: Room, whose: str, files: Files) -> None:
    see_all(room.store, whose, files, now())


def _since(words: Words, known: Visit, found: Fresh) -> None:
    label = words.news
    if known.seen is None or known.last is None:
        st.write(label.first.format(min(FIRST, found.added_count)))
        return
    told = local_time(known.last.isoformat())
    last = f"{words.day(told[:10])} {told[11:]}"
    st.write((label.since if found.added_count else label.nothing).format(last))


def _added(library: Library, words: Words, added: Sequence[Added]) -> None:
    if not added:
        return
    label, titles = words.news, titles_of(summaries_of(library))
    st.subheader(label.sessions, anchor=False)
    lines = []
    for one in added:
        name, date = one.summary.id, one.summary.header.date
        when = f" · {words.day(date)}" if date else ""
        mark = f" · **{label.updated}**" if one.updated else ""
        lines.append(f"- [{plain(titles[name])}]({reading(name)}){when}{mark}")
        if one.lead:
            lines.append(f"    - {quote(library, words, one.lead)}")
    st.markdown("\n".join(lines))


def _changes(library: Library, words: Words, changes: Sequence[Change]) -> None:
    if not changes:
        return
    label = words.news
    st.subheader(label.changes, anchor=False)
    lines = []
    for one in changes:
        moved = f"**{_stance(words, one.earlier)} → {_stance(words, one.stance)}** "
        lines.append(f"- {moved if one.before else ''}{quote(library, words, one.said)}")
        if one.before:
            lines.append(f"    - {label.before} {quote(library, words, one.before)}")
    st.markdown("\n".join(lines))


def _stance(words: Words, stance: str | None) -> str:
    return words.news.stances[stance] if stance else ""


def _choose(room: Room, words: Words, whose: str, topics: Sequence[Followed]) -> None:
    """Draw the topics that are followed; taken out of it, one is followed no more."""
    label, ready = words.news, _ready(room.library)
    st.session_state[_FOLLOWED] = [one.topic for one in topics]
    st.multiselect(
        label.follow,
        list(dict.fromkeys([*st.session_state[_FOLLOWED], *ready])),
        key=_FOLLOWED,
        on_change=partial(_follow, room, whose, topics, ready),
        max_selections=MOST,
        placeholder=label.follow_hint,
        accept_new_options=True,
        select_all=False,
    )


def _ready(library: Library) -> Mapping[str, tuple[str, ...]]:
    """Topics of the map with the phrases that their titles are made of."""
    kept = Overviews(library).library(MAP)
    themes = kept.record.themes if kept else ()
    return {one.title: tuple(term for term in one.terms if term in one.title) for one in themes}


def _follow(
    room: Room, whose: str, before: Sequence[Followed], ready: Mapping[str, tuple[str, ...]]
) -> None:
    forms = {one.topic: one.forms for one in before}
    chosen = [topic[:MAX_TOPIC] for topic in st.session_state[_FOLLOWED]]
    follow(
        room.store,
        whose,
        [
            Followed(topic, forms.get(topic) or ready.get(topic) or _forms(room.library, topic))
            for topic in chosen
        ],
    )


def _forms(library: Library, topic: str) -> tuple[str, ...]:
    """A topic in its own words, and in the other spellings that the ledger of terms has."""
    kept, wanted = Overviews(library).library(TERMS), flat(topic)
    for term in kept.record if kept else ():
        forms = (term.name, *term.variants, *term.short)
        if wanted in map(flat, forms):
            return tuple(dict.fromkeys((topic, *forms)))
    return (topic,)


def _heard(library: Library, words: Words, found: Fresh) -> None:
    label = words.news
    for one in found.heard:
        if one.said:
            st.markdown(_topic(library, words, one))
    silent = [one.topic for one in found.heard if one.silent]
    if silent and found.whole:
        names = words.comma.join(plain(topic) for topic in silent)
        st.caption(label.silent.format(names))


def _topic(library: Library, words: Words, one: Heard) -> str:
    lines = [f"**{plain(one.topic)}**", ""]
    for said in one.said:
        stance = f"**{_stance(words, said.stance)}** " if said.stance else ""
        lines.append(f"- {stance}{quote(library, words, said.cited)}")
    return "\n".join(lines)


def _left_out(words: Words, found: Fresh) -> bool:
    """Say what there is besides; returns whether there is any."""
    label = words.news
    left = [
        (label.sessions, found.added_count - len(found.added)),
        (label.changes, found.changes_count - len(found.changes)),
        *((plain(one.topic), one.count - len(one.said)) for one in found.heard),
    ]
    told = [label.count.format(name, count) for name, count in left if count]
    if told:
        st.caption(label.left_out.format(words.comma.join(told)))
    return bool(told)
