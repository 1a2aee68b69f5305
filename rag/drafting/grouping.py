"""Which sentences a draft quotes, under which headings: by session, topic, speaker, or outcome."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

import numpy as np

from index.records import Header
from prompts import ordering, wording
from rag.drafting.cover import cover
from rag.drafting.material import Material
from rag.drafting.records import Choice, Length
from rag.drafting.settled import Settled, settled
from rag.drafting.topics import topics_of
from rag.records import Citation

_SENTENCES: dict[Length, int] = {"line": 1, "half": 8, "two": 28}  # 28: two pages of A4
_A_TOPIC = 3  # sentences that a topic needs to show more than one view
_NO_VIEW = 0.5  # worth, for a list of issues, of a sentence that only reports
_VIEW = re.compile(
    r"思[いうっ]|考え|べき|反対|賛成|懸念|心配|課題|問題|必要|重要|提案|ほうが(?:よい|いい)|たい(?:です|。|と)|"
    r"ねば|なければ|ません。?$|困[りる]|危[なう険]|期待|可能性|カギ|鍵|ジレンマ|争点|"
    r"\b(?:think|believe|should|must|want|would rather|propos\w+|object|against|support|worr\w+|"
    r"need|risk|cannot|will not|prefer)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading, what stands under it, and what it was chosen from."""

    heading: str
    chosen: tuple[int, ...]  # rows of the material, in reading order
    rows: tuple[int, ...]  # from which they are chosen
    under: str = ""  # a line below the heading


def groups_of(material: Material, choice: Choice, language: str) -> tuple[list[Group], list[str]]:
    """Choose the sentences of a draft; returns its groups, and notes on what is not there."""
    most = _SENTENCES[choice.length]
    if choice.form == "decisions":
        return _settled(material, most, language)
    if choice.form == "issues":
        return _issues(material, most, language), []
    if choice.form == "speakers":
        groups = _by_speaker(material)
        return _chosen(material, groups, max(most, len(groups)) if most > 1 else 1), []
    return _chosen(material, _by_session(material, language), most), []


def meeting_name(header: Header | Citation, language: str) -> str:
    """A session with its date: 2031年度第1回（2031年5月20日）."""
    name = header.session or header.title
    if not header.date:
        return name
    day = date.fromisoformat(header.date)
    if language == "ja":
        return f"{name}（{day.year}年{day.month}月{day.day}日）"
    return f"{name} ({day.day} {day:%B} {day.year})"


def _by_session(material: Material, language: str) -> list[Group]:
    words, found = ordering("draft", language), []
    for name, transcript in material.transcripts.items():
        rows = material.rows_of(name)
        labels: dict[str, str] = {}
        for speaker in (material.lines[row].speaker for row in rows):
            if speaker:
                known = labels.get(speaker.known_as, "")
                labels[speaker.known_as] = max(known, speaker.label, key=len)
        present = wording(language)["names_join"].join(labels.values())
        heading = meeting_name(transcript.header, language)
        found.append(Group(heading, (), tuple(rows), words["present"].format(names=present)))
    return found


def _by_speaker(material: Material) -> list[Group]:
    rows: dict[str, list[int]] = {}
    labels: dict[str, str] = {}
    for row, line in enumerate(material.lines):
        if line.speaker:
            rows.setdefault(line.speaker.known_as, []).append(row)
            known = labels.setdefault(line.speaker.known_as, line.speaker.label)
            labels[line.speaker.known_as] = max(known, line.speaker.label, key=len)
    return [Group(labels[name], (), tuple(own)) for name, own in rows.items()]


def _issues(material: Material, most: int, language: str) -> list[Group]:
    words = ordering("draft", language)
    views = np.array([1.0 if _VIEW.search(line.words) else _NO_VIEW for line in material.lines])
    groups = []
    for number, topic in enumerate(topics_of(material, max(1, most // _A_TOPIC)), 1):
        name = topic.name or words["topic_unnamed"].format(number=number)
        groups.append(Group(name, (), topic.rows))
    return _chosen(material, groups, most, views)


def _chosen(
    material: Material, groups: Sequence[Group], most: int, views: np.ndarray | None = None
) -> list[Group]:
    """Groups with their most representative sentences, each its share of so many."""
    worth = material.worth if views is None else material.worth * views
    groups = [one for one in groups if worth[list(one.rows)].any()]
    if len(groups) > most:
        best = set(cover(material.vectors, worth, most))
        every = [(one, tuple(sorted(best & set(one.rows)))) for one in groups]
        return [Group(one.heading, rows, one.rows, one.under) for one, rows in every if rows]
    sizes = [int(np.count_nonzero(worth[list(one.rows)])) for one in groups]
    found = []
    for one, count in zip(groups, _shares(sizes, most), strict=True):
        rows = np.array(one.rows)
        places = cover(material.vectors[rows], worth[rows], count)
        chosen = tuple(sorted(int(rows[place]) for place in places))
        found.append(Group(one.heading, chosen, one.rows, one.under))
    return found


def _shares(sizes: Sequence[int], most: int) -> list[int]:
    """So many places shared by size, at least one each: the largest remainders get the rest.

    >>> _shares([10, 1], 4)
    [3, 1]
    """
    shares: list[int] = []
    for size in sizes:
        shares.append(min(1, size, most - sum(shares)))
    while sum(shares) < most:
        wanted = [
            (most * size / sum(sizes) - share, -at)
            for at, (size, share) in enumerate(zip(sizes, shares, strict=True))
            if share < size
        ]
        if not wanted:
            break
        shares[-max(wanted)[1]] += 1
    return shares


def _settled(material: Material, most: int, language: str) -> tuple[list[Group], list[str]]:
    words = ordering("draft", language)
    kinds = settled(material.lines)
    by_kind: dict[Settled, list[int]] = {
        kind: [row for row, one in enumerate(kinds) if one == kind] for kind in get_args(Settled)
    }
    shares = _shares([len(rows) for rows in by_kind.values()], most)
    groups, notes = [], []
    for (kind, rows), count in zip(by_kind.items(), shares, strict=True):
        if not rows:
            notes.append(words[f"none_{kind}"])
            continue
        places = rows if count == len(rows) else _latest(material, rows, count)
        heading = words[kind]
        groups.append(Group(heading, tuple(places), tuple(rows)))
        if count < len(rows):
            notes.append(words["more"].format(heading=heading, count=len(rows) - count))
    return [one for one in groups if one.chosen], notes


def _latest(material: Material, rows: Sequence[int], count: int) -> list[int]:
    """The last ones: what was settled later counts."""
    return sorted(rows[len(rows) - count :])
