"""Colours of pictures: what charts take by themselves is too faint to read."""

import streamlit as st

# as in board.css: told apart on light and dark ground
STANCES = {
    "agree": "#1f7d4e",
    "concern": "#ca3732",
    "reservation": "#b07a12",
    "proposal": "#2c6fbc",
    "fact": "#6b7280",
}
UNDECIDED = "#8a8f98"
_FEW_TO_MANY = {"light": ["#d6e4f2", "#1f4e79"], "dark": ["#24405c", "#a9cdf0"]}


def ink() -> str:
    """Colour of the page's text."""
    return str(st.get_option(f"theme.{_kind()}.textColor"))


def ground() -> str:
    """Colour of the page."""
    return str(st.get_option(f"theme.{_kind()}.backgroundColor"))


def few_to_many() -> list[str]:
    """Colours of the fewest and of the most; the latter stands out from the page."""
    return _FEW_TO_MANY[_kind()]


def _kind() -> str:
    return "dark" if st.context.theme.type == "dark" else "light"
