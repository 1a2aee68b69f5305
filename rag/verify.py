"""Proof of one sentence of a language model by the sentences it cites; no second model is asked.

What a sentence says of numbers, names, persons and yes or no must stand in what it cites; what is
left is weighed. A sentence that names persons is judged part by part, each by its person's turns.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from index.encode import Encoder, Vectors
from index.records import Speaker
from index.spelling import folded, romaji
from rag.orders import is_under_orders, without_orders
from rag.records import Evidence, Fault, Judgement
from rag.verifying import (
    additions,
    amounts,
    claims,
    form,
    groups,
    holders,
    manner,
    names,
    polarity,
    prices,
    saying,
)
from rag.verifying.asking import asks, tells_of_asking
from rag.verifying.holders import Part, Person
from rag.verifying.reading import Reading, read
from rag.verifying.support import THRESHOLD, Support, support
from rag.verifying.words import plain

_TRIED = 6  # evidence nearest to a sentence that cites nothing
_READS = re.compile(
    r"(?:手紙|書面|文面|意見書|メモ|メール|伝言|文書|回答)[^。]{0,12}(?:読み|読む|代読|紹介|お伝え|申し上げ)|"
    r"\b(?:letter|note|message|e-?mail|statement)\b.{0,60}(?:\bread|:\s*$)|"
    r"\bread\b.{0,60}\b(?:letter|note|message|e-?mail|statement)\b",
    re.I,
)  # what another wrote is read out
_STOP = re.compile(r"(?<=[。.!?！？])\s*(?!\d)")  # between sentences
_CERTAIN = 0.62  # probability for a sentence whose predicate stands nowhere in what it cites
_SURE = 0.75  # probability from which a sentence rests on what it did not cite


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What all sentences of an answer are judged on."""

    people: tuple[Speaker, ...]  # all speakers of the library
    encoder: Encoder
    language: str  # of the answer: ja, en, zh, ko
    vectors: dict[str, Vectors] = field(default_factory=dict, repr=False)  # of texts, kept


def judge(
    words: str, cited: Sequence[Evidence], ground: Ground, *, before: Sequence[str] = ()
) -> Judgement:
    """Judge a sentence, without its markers, by what it cites.

    before: earlier sentences of the same answer, which tell whom 同氏 or "he" means.
    """
    texts = [one.words for one in cited]
    faults = [Fault("form", part) for part in form.malformed(words, texts)]
    faults += [Fault("form", part) for part in manner.strange(words, texts)]
    if not cited:
        return Judgement(0.0, (*faults, Fault("uncited")))
    usable = [one for one in cited if _may_prove(one)]
    if not usable:
        return Judgement(0.0, (*faults, Fault("support")))
    if groups.speaks_for_group(words) and not groups.is_of_group(
        words, [one.words for one in usable], len({_name(one) for one in usable})
    ):
        faults.append(Fault("speaker"))
    if _is_foreign(words, usable, ground) or not (read(words).words or read(words).numbers):
        faults.append(Fault("support"))
    probability = 1.0
    for part in holders.parts(words, ground.people, before):
        found = _judged(part, usable, ground)
        probability = min(probability, found.support)
        faults += found.faults
    return Judgement(probability, tuple(dict.fromkeys(faults)))


def _may_prove(one: Evidence) -> bool:
    """Tell whether a sentence is what somebody says: no order, no title that claims something."""
    claimed = one.turn == 0 and names.claims(one.title)
    return not is_under_orders(one.words, one.before) and not (
        claimed and plain(one.title) in plain(f"{one.before} {one.words}")
    )


def _is_foreign(words: str, cited: Sequence[Evidence], ground: Ground) -> bool:
    """Tell whether a sentence leaves the language that the question and what it cites are in."""
    spoken = {ground.language, *(one.language for one in cited)}
    return len(spoken) == 1 and read(words).language not in spoken


def _judged(part: Part, cited: Sequence[Evidence], ground: Ground) -> Judgement:
    faults = list(_speakers(part, cited))
    own = [one for one in cited if any(person.is_one(one.speaker) for person in part.holders)]
    proving = own or list(cited)
    asked = [one for one in cited if asks(one.words)]  # what an answer takes up
    if not tells_of_asking(part.words):
        proving = [one for one in proving if not asks(one.words)] or proving
        if all(asks(one.words) for one in proving):
            faults.append(Fault("support"))
    statement = read(part.words)
    source = read("\n".join(one.words for one in proving))
    around = [
        part
        for one in proving
        for part in (without_orders(one.before), without_orders(one.after, one.words))
    ]
    questions = " ".join(one.words for one in asked)
    context = " ".join([questions, *around])
    said = names.said_of(proving, ground.people)
    faults += [
        Fault("number", n.words) for n in amounts.unproven(statement, proving, context, questions)
    ]
    free = prices.unread(part.words, f"{source.text} {questions}")
    faults += [Fault("number", free)] if free else []
    shown = [source.text, context, said]
    known = [speaker.name for speaker in ground.people]
    faults += [Fault("name", word.surface) for word in names.unknown_names(statement, shown, known)]
    faults += [Fault("polarity", word.surface) for word in polarity.opposites(statement, source)]
    others = polarity.exchanged(statement, source, read(f"{context} {said}"))
    faults += [Fault("polarity", word.surface) for word in others]
    faults += [Fault("polarity", word.surface) for word in polarity.overstated(statement, source)]
    faults += [Fault("polarity", word.surface) for word in polarity.committed(statement, source)]
    faults += [Fault("polarity", part) for part in polarity.exempted(statement, source)]
    faults += [Fault("name", part) for part in names.misquoted(statement, shown)]
    readings = [read(one.words) for one in proving]
    faults += [Fault("name", topic) for topic in names.exchanged(statement, readings)]
    faults += claims.unlike(statement, source)
    weighed = _weigh(part, proving, ground, asked=asked, context=context, said=said)
    sources = [read(one.words) for one in dict.fromkeys((*proving, *asked))]
    more = additions.added(statement, sources, read(context), read(said))
    faults += [Fault("support", word.surface) for word in more]
    faults += [Fault("support", word) for word in additions.adverbs(statement, sources)]
    faults += [Fault("speaker", word) for word in additions.persons(statement, sources)]
    need = _CERTAIN if additions.ends_strangely(statement, sources) else THRESHOLD
    if weighed.probability < need:
        faults.append(Fault("support", "、".join(word.surface for word in weighed.lost[:3])))
    return Judgement(weighed.probability, tuple(faults))


def _speakers(part: Part, cited: Sequence[Evidence]) -> Iterator[Fault]:
    """Persons for whom a part speaks whose own turns are not cited, and others nobody mentions.

    What is only told of somebody may stand in another's turn that names them.
    """
    shown = plain(" ".join(f"{one.before} {one.words} {one.after}" for one in cited))
    for person in part.holders:
        own = any(person.is_one(one.speaker) or _wrote(person, one) for one in cited)
        if not own and (saying.gives_views(part.words) or not _is_mentioned(person, shown)):
            yield Fault("speaker", person.words)
    for person in part.about:
        spoken = any(person.is_one(one.speaker) for one in cited)
        if not spoken and not _is_mentioned(person, shown):
            yield Fault("name", person.words)


def _wrote(person: Person, one: Evidence) -> bool:
    """Tell whether somebody else reads out in a turn what a person wrote."""
    sentence = _STOP.split(plain(one.before).rstrip())
    told = [part for part in sentence if part][-1:]
    return bool(told and _READS.search(told[0]) and _is_mentioned(person, told[0]))


def _is_mentioned(person: Person, shown: str) -> bool:
    """Tell whether a text names a person, in whatever script."""
    heard = folded(shown)
    for name in {*person.known, person.bare} - {""}:
        sound = folded(name if name.isascii() else romaji(name))
        if name in shown or (len(sound) > 2 and sound in heard):
            return True
    return False


def _weigh(
    part: Part,
    proving: Sequence[Evidence],
    ground: Ground,
    *,
    asked: Sequence[Evidence],
    context: str,
    said: str,
) -> Support:
    return support(
        read(part.words),
        [read(one.words) for one in dict.fromkeys((*proving, *asked))],
        read(context),
        read(said),
        float(max(_cosines(saying.bare(part.words), proving, ground), default=0.0)),
    )


def match(
    words: str, evidence: Sequence[Evidence], ground: Ground, *, before: Sequence[str] = ()
) -> tuple[int, ...]:
    """Number of the evidence by which a sentence that cites nothing stands; empty where none does.

    Two together are not tried: most false sentences are true words of two places.
    """
    tried = [one for one, _ in likest(words, evidence, ground)[:_TRIED]]
    for one in tried:
        found = judge(words, [one], ground, before=before)
        if not found.faults and found.support >= _SURE:
            return (one.number,)
    return ()


def likest(
    words: str, evidence: Sequence[Evidence], ground: Ground
) -> list[tuple[Evidence, float]]:
    """Evidence for the same point as a sentence, best first, with scores.

    A score is the cosine and the share of the sentence's words that stand there; orders to a
    writer are no evidence.
    """
    honest = [one for one in evidence if _may_prove(one)]
    cosines = _cosines(words, honest, ground)
    forms = read(words)
    scored = [
        (one, cosine + 0.2 * _held(forms, read(one.words)))
        for one, cosine in zip(honest, cosines, strict=True)
    ]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0].number))


def _held(statement: Reading, source: Reading) -> float:
    held = sum(1 for word in statement.words if word.forms & source.forms)
    return held / max(1, len(statement.words))


def _cosines(words: str, evidence: Sequence[Evidence], ground: Ground) -> list[float]:
    vector = _vector(words, ground)
    return [float(vector @ _vector_of(one, ground)) for one in evidence]


def _vector_of(one: Evidence, ground: Ground) -> Vectors:
    return _vector(one.words, ground) if one.vector is None else one.vector


def _vector(words: str, ground: Ground) -> Vectors:
    if words not in ground.vectors:
        encoded = ground.encoder.encode_passages([words])[0]
        ground.vectors[words] = np.asarray(encoded, dtype=np.float32)
    return ground.vectors[words]


def _name(one: Evidence) -> str:
    return one.speaker.known_as if one.speaker else ""
