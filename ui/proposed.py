"""Labels that may be one person's, with the way to where each is spoken under."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from index.proposals import Proposal
from index.records import Header
from index.roster import Labelled, Place
from ui.plain import plain
from ui.source import where
from ui.words import Words

_PLACES = 3  # shown of a label


def named(words: Words, names: Sequence[str]) -> str:
    """Quote names and join them, as Markdown: 「岩田」と「岩田太郎」."""
    label = words.people
    return label.together.join(label.quoted.format(plain(name)) for name in names)


def show_labels(words: Words, proposal: Proposal, headers: Mapping[str, Header]) -> None:
    """Draw the groups beside each other, on a phone below each other."""
    for column, group in zip(st.columns(len(proposal.groups)), proposal.groups, strict=True):
        with column:
            for labelled in group:
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
