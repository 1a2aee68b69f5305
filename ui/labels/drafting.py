"""Labels of the page of drafts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftingWords:
    """Labels of the choice, the open draft, its coverage and files, and the quote checker."""

    heading: str
    intro: str
    view: str
    views: dict[str, str]  # the name of a view in addresses -> its label
    # what is to be drafted
    form: str
    forms: dict[str, str]
    form_helps: dict[str, str]
    length: str
    lengths: dict[str, str]
    topic: str
    topic_hint: str
    written: str
    quoted: str
    make: str
    making: str
    # one's own
    mine: str
    whose: str
    not_lasting: str
    none_yet: str
    changed: str
    delete: str
    delete_question: str
    delete_now: str
    # an open draft
    back: str
    not_yours: str
    title: str
    save: str
    discard: str
    saved: str
    unsaved: str
    part: str
    parts: dict[str, str]
    how_to_edit: str
    heading_field: str
    sentence_field: str
    append: str
    remove: str
    cite: str
    # what was found of a sentence
    checking: str
    unchecked: str
    verdicts: dict[str, str]
    leads: dict[str, str]
    moved: str
    # coverage
    covering: str
    of_saved: str
    represented: str
    represented_help: str
    topics: str
    unnamed: str
    left_out: str
    nothing_left_out: str
    add: str
    added: str
    # files and versions
    unproven: str
    exported: str
    kinds: dict[str, str]
    versions: str
    version: str
    restore: str
    save_first: str
    # the quote checker
    check_intro: str
    pasted: str
    pasted_hint: str
    too_long: str
    check: str
    results: str
    no_sentence: str
