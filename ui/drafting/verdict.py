"""What was found of a sentence: the verdict in words and by a sign, why, and the passages."""

from collections.abc import Sequence

import streamlit as st

from index.library import Library
from rag.drafting.records import Checked, Verdict
from rag.records import Citation
from ui.drafting.passage import said, spot
from ui.plain import plain
from ui.words import Words
from ui.written import faults_line

_SIGNS: dict[Verdict, str] = {
    "exact": ":green[:material/check_circle:]",
    "paraphrase": ":green[:material/check:]",
    "unsupported": ":orange[:material/help:]",
    "opposite": ":red[:material/error:]",
}


def verdict(words: Words, found: Checked) -> str:
    """Say the verdict alone."""
    return f"{_SIGNS[found.verdict]} **{words.drafting.verdicts[found.verdict]}**"


def verdict_line(words: Words, found: Checked) -> str:
    """Say the verdict, and behind it why, as Markdown."""
    line = verdict(words, found)
    telling = [fault for fault in found.faults if fault.kind != "support"]  # the others say more
    why = faults_line(words, telling or found.faults)
    return f"{line}　{plain(why)}" if why else line


def passages(library: Library, words: Words, found: Checked) -> str:
    """Quote what proves a sentence, or comes nearest to it, under a heading that says which."""
    if not found.citations:
        return ""
    lead = words.drafting.leads[found.verdict]
    quotes = [f"{said(library, one)}  \n{spot(words, one)}" for one in found.citations]
    return "\n\n".join([f"**{lead}**", *quotes])


def footnotes(words: Words, citations: Sequence[Citation]) -> str:
    """List footnotes by their numbers."""
    return "  \n".join(f"\\[{one.number}\\] {spot(words, one)}" for one in citations)


def show_counts(words: Words, found: Sequence[Checked]) -> None:
    """Say how many sentences have each verdict."""
    counts = (
        f"{sign} {words.drafting.verdicts[kind]} {sum(one.verdict == kind for one in found)}"
        for kind, sign in _SIGNS.items()
    )
    st.markdown("　".join(counts))
