"""Labels that may be one person's, with the way to where each is spoken under."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from index.decisions import parts_of
from index.proposals import MEETINGS, Proposal
from index.records import Header
from index.roster import Labelled, Place
from ui.plain import plain
from ui.source import where
from ui.words import Words

_PLACES = 3  # shown of a label
_BESIDE = 4  # groups in a row


def named(words: Words, names: Sequence[str]) -> str:
    """Quote names and join them, as Markdown: 「岩田」と「岩田太郎」."""
    label = words.people
    return label.together.join(label.quoted.format(plain(name)) for name in names)


def written(words: Words, key: str) -> str:
    """What a decision knows a label by, as it is shown: 岩田, or 岩田（「潮」研究会）."""
    label, meetings = parts_of(key)
    return label if meetings is None else words.people.there.format(label, meetings)


def show_labels(words: Words, proposal: Proposal, headers: Mapping[str, Header]) -> None:
    """Draw the groups beside each other, a few in a row, on a phone below each other."""
    groups = proposal.groups
    for first in range(0, len(groups), _BESIDE):
        row = groups[first : first + _BESIDE]
        for column, group in zip(st.columns(min(len(groups), _BESIDE)), row, strict=False):
            with column:
                _group(words, proposal.kind, group, headers)


def _group(
    words: Words, kind: str, group: Sequence[Labelled], headers: Mapping[str, Header]
) -> None:
    """Draw a group's labels, in meetings of different series below the name of each."""
    shown = ""
    for labelled in group:
        meetings = words.comma.join(labelled.meetings)
        if kind == MEETINGS and meetings != shown:
            shown = meetings
            st.caption(plain(shown))
        st.markdown(_described(words, labelled, headers))


def _described(words: Words, labelled: Labelled, headers: Mapping[str, Header]) -> str:
    """Label, number of turns, and links to the first turn in each transcript."""
    places = labelled.places[:_PLACES]
    links = [
        f"[{plain(_where(words, place, headers))}]({_address(words, place)})" for place in places
    ]
    rest = len(labelled.places) - len(places)
    more = [words.people.and_more.format(rest)] if rest else []
    head = f"**{plain(labelled.speaker.label)}** :small[{words.people.seen.format(labelled.turns)}]"
    return "  \n".join([head, *links, *more])


def _where(words: Words, place: Place, headers: Mapping[str, Header]) -> str:
    """Say where a turn is; with the series where another has a session of the same number."""
    header = headers[place.transcript]
    alike = {other.series for other in headers.values() if other.session == header.session}
    meeting = header.series or header.title
    named = (meeting if header.session and len(alike) > 1 else None, header.session or meeting)
    return where(words, " · ".join(filter(None, named)), None, place.turn, None)


def _address(words: Words, place: Place) -> str:
    """Link to a turn, in the language of the page."""
    query = {"transcript": place.transcript, "at": place.start, "lang": words.language}
    return f"read?{urlencode(query)}"
