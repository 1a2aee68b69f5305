"""How answers are written: with which language model, and what becomes of unproven sentences."""

from typing import Literal

import streamlit as st

from index.errors import HatsugenError
from ui.kept.choices import MAX_MODEL, choice_of, choose
from ui.kept.records import Choice
from ui.models import Models, answers
from ui.plain import plain
from ui.problem import show_problem
from ui.room import Room
from ui.server import owner
from ui.words import Words

_Kind = Literal["none", "configured", "other"]  # of a choice


def show(room: Room, words: Words) -> None:
    """Draw the page."""
    labels, whose = words.settings, owner()
    kept = choice_of(room.store, whose)
    st.title(labels.heading, anchor=False)
    st.caption(labels.whose)
    wanted = _choose(words, room.models, kept)
    if wanted and wanted != kept:
        choose(room.store, whose, wanted)
        kept = wanted
    model = room.models.chosen(kept)
    if model and wanted:
        _try(words, room.models, model)
        _spent(words, room.models, model)
    st.caption(labels.sent)
    st.caption(labels.not_here)


def _choose(words: Words, models: Models, kept: Choice) -> Choice | None:
    """Draw the choice and return it; None while a model is typed that cannot be used."""
    labels, configured = words.settings, models.configured
    names: dict[_Kind, str] = {"none": labels.without}
    if configured:
        names["configured"] = labels.configured.format(plain(configured))
    names["other"] = labels.other
    kind = st.radio(
        labels.model,
        list(names),
        index=list(names).index(_kind(kept, configured)),
        format_func=names.__getitem__,
        key="settings_model",
    )
    typed = None
    if kind == "other":
        typed = st.text_input(
            labels.name,
            kept.model or "",
            max_chars=MAX_MODEL,
            placeholder="openai:gpt-4o-mini",
            key="settings_name",
        ).strip()
        if not _is_usable(words, models, typed):
            return None
    if kind == "none":
        return Choice(False, kept.model, kept.unsupported)
    unsupported: dict[Literal["replace", "mark"], str] = {
        "replace": labels.replace,
        "mark": labels.mark,
    }
    failing = st.radio(
        labels.unsupported,
        list(unsupported),
        index=list(unsupported).index(kept.unsupported),
        format_func=unsupported.__getitem__,
        key="settings_unsupported",
    )
    return Choice(True, typed, failing)


def _kind(kept: Choice, configured: str | None) -> _Kind:
    if not kept.use or not (kept.model or configured):
        return "none"
    return "other" if kept.model else "configured"


def _is_usable(words: Words, models: Models, name: str) -> bool:
    """Tell whether a typed model can be asked as the server is set; say why not."""
    if not name:
        return False
    try:
        models.writer(name, "replace")
    except HatsugenError as error:
        show_problem(words, error)
        return False
    return True


def _try(words: Words, models: Models, model: str) -> None:
    if not st.button(words.settings.try_it, icon=":material/play_arrow:", key="settings_try"):
        return
    try:
        with st.spinner(words.settings.trying):
            answers(models.writer(model, "replace"))
    except HatsugenError as error:
        show_problem(words, error)
    else:
        st.success(words.settings.works.format(plain(model)), icon=":material/check:")


def _spent(words: Words, models: Models, model: str) -> None:
    """Say what was used today, and up to where."""
    labels = words.settings
    try:
        settings, spent = models.settings(model), models.today()
    except HatsugenError as error:
        show_problem(words, error)
        return
    st.subheader(labels.today, anchor=False)
    st.write(labels.used.format(spent.calls, spent.tokens))
    if settings.daily_tokens:
        st.write(labels.token_ceiling.format(settings.daily_tokens))
    if settings.price:
        st.write(labels.cost.format(spent.cost))
    if settings.daily_cost:
        st.write(labels.cost_ceiling.format(settings.daily_cost))
    if not (settings.daily_tokens or settings.daily_cost):
        st.caption(labels.no_ceiling)
