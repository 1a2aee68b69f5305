"""A follow-up question -> a question that stands alone, by what was asked before.

「それはいつですか」 takes its topic from the last question, 「では黒磯さんは？」 all but the
speaker. What has a topic of its own is left as it is: a missed follow-up finds something else
at worst, a false one asks what nobody asked.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from index.language import language_of
from index.records import Speaker
from index.terms import terms, words
from rag.reading.antecedent import Last, leaning, scope_of
from rag.reading.forms import Leaning
from rag.reading.marks import NAME
from rag.reading.names import mask

_LONGEST = 300  # characters of a question that may lean on another, or be leant on
_KEPT = 8  # earlier questions that are looked back to
_NOUN = 12  # characters of a noun that takes the last topic's place by itself
_OWN = 4  # words after その… from which a question has a topic of its own


class Earlier(NamedTuple):
    """A question of the conversation so far, and what was answered, if anything."""

    question: str
    answer: str | None = None


class _Asked(NamedTuple):
    """What is asked now."""

    text: str  # without the opener
    opened: bool  # by では, "and", 그럼
    language: str
    leaning: Leaning


def standalone(question: str, history: Sequence[Earlier], people: Sequence[Speaker]) -> str | None:
    """Complete a question that leans on the last one; None when it stands alone.

    >>> standalone("それはいつですか", [Earlier("県の予算はいくらですか")], [])
    '県の予算はいつですか'
    """
    last = None
    for earlier in history[-_KEPT:]:
        asked = _plain(earlier.question)
        if asked:
            whole = _complete(asked, last) if last else None
            last = Last(whole or asked, earlier.answer, people)
    text = _plain(question)
    return _complete(text, last) if text and last else None


def _plain(question: str) -> str:
    text = " ".join(unicodedata.normalize("NFKC", question).split())
    return text if len(text) <= _LONGEST and any(c.isalnum() for c in text) else ""


def _complete(text: str, last: Last) -> str | None:
    language = language_of(text)
    forms = leaning(language)
    opener = forms.opener.match(text)
    asked = _Asked(text[opener.end() :] if opener else text, bool(opener), language, forms)
    ways = (_more, _alone, _elliptic, _person, _thing, _attribute, _verbal)
    return next(filter(None, (way(asked, last) for way in ways)), None)


def _more(asked: _Asked, last: Last) -> str | None:
    """もっと詳しく, "tell me more"."""
    if not asked.leaning.more.fullmatch(asked.text):
        return None
    topic = last.topic()
    return asked.leaning.tell_more.format(topic=topic) if topic else f"{last.text} {asked.text}"


def _alone(asked: _Asked, last: Last) -> str | None:
    """Nothing but いつ or "why?": the last question with these words of asking."""
    found = asked.leaning.alone.fullmatch(asked.text)
    if not found:
        return None
    old = last.leaning.asking.search(last.text)
    if old and last.language == asked.language:
        new = found["ask"].capitalize() if old[0][0].isupper() else found["ask"]
        return f"{last.text[: old.start()]}{new}{last.text[old.end() :]}"
    topic = last.topic()
    if not topic:
        return f"{last.text} {asked.text}"
    return asked.leaning.fronted.format(topic=topic, rest=asked.text)


def _elliptic(asked: _Asked, last: Last) -> str | None:
    """Nothing but a noun: では黒磯さんは, 第2回では, "and the cost"."""
    masked = mask(asked.text, asked.language, last.people)
    elliptic = asked.leaning.elliptic
    found = elliptic.fullmatch(masked.text)
    if not found and asked.opened and asked.language == "en":
        found = elliptic.fullmatch(f"and {masked.text}")
    if not found:
        return None
    x, at = masked.shown(found["x"]), found["at"] or ""
    if re.fullmatch(rf"(?:the )?{NAME}", found["x"]):
        return _of_person(x, asked, last)
    return _of_scope(x, at, last) or _of_noun(x, at, asked, last)


def _of_person(x: str, asked: _Asked, last: Last) -> str | None:
    """Ask the last question about somebody else."""
    masked = last.masked()
    named = re.search(NAME, masked.text)
    if named:
        before, after = masked.text[: named.start()], masked.text[named.end() :]
        return f"{masked.shown(before)}{x}{masked.shown(after)}"
    topic = last.topic()
    return asked.leaning.what_said.format(topic=topic, x=x) if topic else f"{last.text} {x}"


def _of_scope(x: str, at: str, last: Last) -> str | None:
    """Ask the last question of another session or date."""
    named = scope_of({"ja": f"{x}で", "en": f"in {x}"}.get(last.language, f"{x}{at}"))
    if not named or terms(named.rest):
        return None
    scope, topic = scope_of(last.text), last.topic()
    if scope and topic and scope.rest == last.text:  # asked about the meeting itself
        return last.text.replace(topic, x, 1)
    rest = scope.rest if scope else last.text
    if last.language == "en":
        return f"{rest.rstrip('? .')} {at or 'in '}{x}?"
    return f"{x}では、{rest}" if last.language == "ja" else f"{x}{at} {rest}"


def _of_noun(x: str, at: str, asked: _Asked, last: Last) -> str | None:
    """Ask about another noun: one that belongs to the last topic, or one in its place."""
    topic = last.topic()
    if not topic or topic == x:
        return None
    attribute = asked.leaning.attribute.fullmatch(x)
    if attribute:
        return asked.leaning.of_topic.format(topic=topic, x=attribute["noun"])
    noun = asked.opened or asked.language != "ja" or _is_noun(x)
    plain = at in ("", "は", "について", "については", "은", "는")
    return last.text.replace(topic, x, 1) if noun and plain else None


def _is_noun(x: str) -> bool:
    return len(x) <= _NOUN and not re.search("[ぁ-ん]", x)


def _person(asked: _Asked, last: Last) -> str | None:
    """彼は, その人は, "did she"."""
    found = _leading(asked.leaning.person, asked)
    name = last.person() if found else None
    if not found or not name:
        return None
    owner = f"{name}'s" if found["of"] else name
    return f"{asked.text[: found.start()]}{owner}{asked.text[found.end() :]}"


def _thing(asked: _Asked, last: Last) -> str | None:
    """それは, その理由は, "does it"."""
    found = _leading(asked.leaning.thing, asked)
    if not found:
        return None
    after = asked.text[found.end() :]
    if found["of"] and not asked.leaning.attribute.match(after) and len(words(after)) > _OWN:
        return None
    topic = last.topic() or last.event()
    if not topic:
        return f"{last.text} {asked.text}"
    generic = re.search("(?:件|話|点|こと|もの)$", found[0])
    noun = asked.leaning.owned.format(topic=topic) if found["of"] and not generic else topic
    return f"{asked.text[: found.start()]}{noun}{after}"


def _leading(pronoun: re.Pattern[str], asked: _Asked) -> re.Match[str] | None:
    """First pronoun, unless its own question holds a noun for it."""
    found = pronoun.search(asked.text)
    return found if found and asked.leaning.hollow.fullmatch(asked.text, 0, found.start()) else None


def _attribute(asked: _Asked, last: Last) -> str | None:
    """場所はどこですか, "what is the cost", where nothing says of what."""
    topic = last.topic()
    if not topic or not asked.leaning.asked_of.fullmatch(asked.text):
        return None
    return asked.leaning.asked_of_topic.format(topic=topic, rest=asked.text.rstrip("?。 "))


def _verbal(asked: _Asked, last: Last) -> str | None:
    """誰が反対しましたか, where nothing says against what."""
    topic = last.topic()
    if not topic or not asked.leaning.verbal.fullmatch(asked.text):
        return None
    return asked.leaning.fronted.format(topic=topic, rest=asked.text)
