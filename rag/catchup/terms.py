"""The ledger of terms and names: where each is first said, explained, spelt and discussed.

Candidates are runs of nouns by Sudachi's parts of speech; compounds are weighed by their C-value
(Frantzi, Ananiadou and Mima, 2000) in the form that also weighs single words (Barrón-Cedeño et
al., 2009). Names and what a sentence explains are terms however seldom they are said.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from index.speakers import split_label
from rag.catchup.aliases import aliases_in, sounds
from rag.catchup.definitions import defined_in
from rag.catchup.found import Alias, Definition, Mention, Place, Spoken, Term, Vocabulary
from rag.catchup.mentions import mentions_in
from rag.catchup.nouns import head_name
from rag.catchup.readings import reading
from rag.lines import Line

_LEAST = (
    2.5  # C-value from which a compound is a term: said twice and more, not only in longer ones
)
_KIN = 2  # terms that a unit must make before it makes one of a compound that is said once
_LEAST_JOINED = 3  # times that two nouns joined by の are said
_ABSTRACT = re.compile(
    r"[性力方上下化的者度感別用内外間後前]$"
)  # 可能性, 利用者: no terms by count


def terms_in(lines: Sequence[Line]) -> Vocabulary:
    """Nouns, names, explanations and aliases of one transcript."""
    spoken = [line for line in lines if line.speaker]
    if not spoken:
        return Vocabulary(lines[0].transcript if lines else "")
    definitions = [
        Definition(term, Place.of(line)) for line in spoken for term in defined_in(line.words)
    ]
    aliases = [
        Alias(pair.term, pair.other, Place.of(line), pair.short)
        for line in spoken
        for pair in aliases_in(line.words)
    ]
    told = {one.term for one in definitions}
    told |= {form for one in aliases for form in (one.term, one.other)}
    mentions = mentions_in(spoken, told)
    people = tuple(dict.fromkeys(line.speaker.name for line in spoken if line.speaker))
    return Vocabulary(lines[0].transcript, people, mentions, tuple(definitions), tuple(aliases))


def ledger(vocabularies: Sequence[Vocabulary]) -> tuple[Term, ...]:
    """The terms of all transcripts, given in the order of their dates, the weightiest first."""
    people = {name for one in vocabularies for name in one.people}
    told = {one.term for each in vocabularies for one in each.definitions}
    told |= {
        form for each in vocabularies for one in each.aliases for form in (one.term, one.other)
    }
    mentions = [one for each in vocabularies for one in each.mentions]
    mentions = [one for one in mentions if not _is_person(one.form, people)]
    scores = c_values(mentions)
    counts = Counter[str]()
    for one in mentions:
        counts[one.key] += one.count
    heads = _heads(mentions, vocabularies)
    groups: dict[str, list[Mention]] = defaultdict(list)
    for one in mentions:
        groups[heads[one.key]].append(one)
    chosen = {one.key for one in mentions if _counts(one, scores[one.key], told, counts[one.key])}
    chosen |= _kin(mentions, chosen)
    found = [
        _term(group, vocabularies, max(scores[one.key] for one in group))
        for group in groups.values()
        if any(one.key in chosen for one in group)
    ]
    return tuple(sorted(found, key=lambda term: (-term.score, term.name)))


def c_values(mentions: Iterable[Mention]) -> dict[str, float]:
    """C-value by key: (1 + log2 size) × (count − mean count of the longer terms around it)."""
    counts: Counter[str] = Counter()
    sizes: dict[str, int] = {}
    for one in mentions:
        counts[one.key] += one.count
        sizes[one.key] = max(one.size, sizes.get(one.key, 1))
    around: dict[str, list[int]] = defaultdict(list)  # counts of the longer terms
    for longer in counts:
        for key in _parts(longer) & counts.keys() if "の" not in longer else ():
            around[key].append(counts[longer])
    scores = {}
    for key, count in counts.items():
        nested = sum(around[key]) / len(around[key]) if key in around else 0.0
        scores[key] = (1 + math.log2(sizes[key])) * (count - nested)
    return scores


def _parts(key: str) -> set[str]:
    """Every shorter string in a key."""
    ends = range(len(key) + 1)
    return {key[start:end] for start in ends for end in ends[start + 1 :]} - {key}


def _counts(one: Mention, score: float, told: set[str], count: int) -> bool:
    """Tell whether a form is a term: explained, a name, or a compound said often enough."""
    if one.form in told or one.topic:
        return True
    if one.size < 2 or split_label(one.form).role or _ABSTRACT.search(one.form):
        return False
    return score >= _LEAST and count >= (_LEAST_JOINED if "の" in one.form else 2)


def _kin(mentions: Sequence[Mention], chosen: set[str]) -> set[str]:
    """Compounds said once that begin with the name of several terms: 葦戸漁港, as 葦戸駅, 葦戸市.

    The more compounds a unit makes, the more it is of the field (Nakagawa and Mori, 2003).
    """
    heads = {
        one.key: head_name(one.form)
        for one in mentions
        if one.size > 1 and not one.form.isascii() and "の" not in one.form
    }
    makes = Counter(heads[key] for key in chosen & set(heads))
    return {key for key, head in heads.items() if head and makes[head] >= _KIN}


def _is_person(form: str, people: set[str]) -> bool:
    """Tell whether a form names somebody who speaks, in whole or by a part of the name."""
    if form.isascii():
        parts = {part for name in people for part in name.split()}
        return set(form.split()) <= parts
    return any(name in form for name in people if len(name) > 1) or form in people


def _heads(mentions: Sequence[Mention], vocabularies: Sequence[Vocabulary]) -> dict[str, str]:
    """Key of the group of each key: spellings and aliases are one term."""
    head = {one.key: one.key for one in mentions}
    keys = {one.form: one.key for one in mentions}

    def root(key: str) -> str:
        while head[key] != key:
            key = head[key]
        return key

    pairs = [(one.term, one.other) for each in vocabularies for one in each.aliases]
    kana = sorted({one.form for one in mentions if re.fullmatch(r"[ァ-ヴー・]{3,}", one.form)})
    latin = sorted({one.form for one in mentions if one.form.isascii() and one.form[0].isupper()})
    heard: dict[str, list[str]] = defaultdict(list)
    for form in latin:
        for sound in sounds(form):
            heard[sound].append(form)
    pairs += [(form, other) for form in kana for sound in sounds(form) for other in heard[sound]]
    for one, other in pairs:
        if one in keys and other in keys:
            head[root(keys[other])] = root(keys[one])
    return {key: root(key) for key in head}


def _term(group: Sequence[Mention], vocabularies: Sequence[Vocabulary], score: float) -> Term:
    forms: Counter[str] = Counter()
    for one in group:
        forms[one.form] += one.count
    shorts = {one.other for each in vocabularies for one in each.aliases if one.short}
    full = [form for form in forms if form not in shorts] or list(forms)
    defined = tuple(one for each in vocabularies for one in each.definitions if one.term in forms)
    explained = [form for form in full if any(one.term == form for one in defined)] or full
    name = max(explained, key=lambda form: (forms[form], not form.isascii(), len(form)))
    by_session: dict[str, list[Mention]] = defaultdict(list)
    for one in group:
        by_session[one.first.transcript].append(one)
    sessions = tuple(_spoken(session, found) for session, found in by_session.items())
    first = min(next(iter(by_session.values())), key=lambda one: one.first.line).first
    return Term(
        name,
        reading(name),
        tuple(form for form in forms if form != name and form not in shorts),
        tuple(form for form in forms if form != name and form in shorts),
        sum(one.count for one in sessions),
        round(score, 2),
        first,
        defined,
        tuple(one for each in vocabularies for one in each.aliases if one.term in forms),
        sessions,
    )


def _spoken(session: str, group: Sequence[Mention]) -> Spoken:
    turns = sorted({turn for one in group for turn in one.turns})
    return Spoken(session, sum(one.count for one in group), tuple(turns))
