"""Addresses of the page: "catch-up?view=voices&who=水野", and the way to another one."""

from urllib.parse import urlencode

import streamlit as st

from ui.newest import kept_language

VIEW = "view"  # name in the address


def go(view: str, **chosen: str | None) -> None:
    """Put what was chosen into the address, so that it can be passed on and gone back."""
    st.query_params.from_dict(_query(view, chosen))


def link(view: str, **chosen: str | None) -> str:
    """Relative link to a view."""
    return f"catch-up?{urlencode(_query(view, chosen))}"


def reading(transcript: str) -> str:
    """Relative link that opens a transcript at its beginning."""
    return f"read?{urlencode({'transcript': transcript} | kept_language())}"


def _query(view: str, chosen: dict[str, str | None]) -> dict[str, str]:
    named = {name: value for name, value in chosen.items() if value}
    return {VIEW: view} | named | kept_language()
