"""Source text -> turns: one rule a style of speaker label.

A label must stand where speech can begin: at the start of a line, and that line must not
carry on a sentence of the line before, unless the label fills a line alone, is both marked and
a person's, has a time before it, or stands in the file more than once. So ＜AI＞ that a
hard wrap brought to a line's start is speech, and so is a colon anywhere but behind a name.
Marked labels (＜岩田＞) are trusted unless they are stage directions (＜拍手＞) or headings;
unmarked ones (岩田：) must read as a person. One file has one style: the one with the most
labels, marked styles first. So 【資料】 or "Note:" in a file labelled ＜岩田＞ is speech.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from index.errors import UnreadableTranscript
from index.layout import BREAK, Layout, Line, is_soft, measure, split_lines
from index.records import Span, Speaker, Turn
from index.speakers import can_be_label, is_person, normal, split_label

MAX_SPEAKERS = 1_000  # a parliament has fewer; more means that the marks are no labels

_TIME = (
    r"(?:[\[(]?(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[ T]+)?"
    r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
    r"[ \u3000]*(?:[-–—][ \u3000]*)?)"
)


@dataclass(frozen=True, slots=True)
class _Style:
    """One way to write a label; group "label" is its text, the match ends where speech begins."""

    pattern: re.Pattern[str]
    accepts: Callable[[str], bool]
    marked: bool = True  # the mark itself, alone on a line, tells a label from a sentence


def _style(pattern: str, accepts: Callable[[str], bool], *, marked: bool = True) -> _Style:
    return _Style(re.compile(pattern), accepts, marked)


_STYLES = [
    _style(r"＜(?P<label>[^＜＞\n]{1,120})＞[ \u3000]*[:：]?", can_be_label),
    _style(r"[〈《](?P<label>[^〈〉《》\n]{1,120})[〉》][ \u3000]*[:：]?", is_person),
    _style(r"<(?:v )?(?P<label>[^<>\n]{1,120})>[ \u3000]*[:：]?", is_person),  # but not <br>
    _style(r"【(?P<label>[^【】\n]{1,40})】[ \u3000]*[:：]?", is_person),
    _style(
        r"[○◯◆◎●◇□■△▲☆★〇][ \u3000]?"
        r"(?P<label>[^\s。、「」:：（(]{1,30}(?:[（(][^（）()\n]{1,25}[）)])?)(?=[\s:：]|$)[:：]?",
        is_person,
    ),
    _style(
        rf"(?:[-*] )?{_TIME}?\*\*(?P<label>[^*\n]{{1,40}}?)[:：]?\*\*[ \u3000]*[:：]?", is_person
    ),
    _style(r"#{1,6} (?P<label>[^#:：\n]{1,40})[:：]?$", is_person),
    _style(rf"{_TIME}(?P<label>[^\[\]:：\n]{{1,40}})[:：](?!//)", can_be_label),
    _style(rf"{_TIME}?(?P<label>[^\[\]:：\n]{{1,40}})[:：](?!//)", is_person, marked=False),
]
_DENSE = 2  # labels on half of the lines: no wrapped text has so many
_FEW = 4  # lines that are too few to tell how wide a file is wrapped
_LINE = 300  # characters of a line before the first speaker that are read: longer is no heading
_EARLY = 10  # lines within which a file's only unmarked label must stand; later it is chance


@dataclass(frozen=True, slots=True)
class _Label:
    span: Span  # from the mark to where speech begins
    speaker: Speaker
    line: int  # that it stands on, from 0, blank ones not counted


def find_turns(text: str, name: str) -> tuple[Turn, ...]:
    """Cut a source text into turns, in order; text without labels is one turn 0.

    `name` is the file's, for errors. A closing note in brackets, such as
    （議論編に続く）, is nobody's speech and belongs to no turn.

    Raises:
        UnreadableTranscript: more speakers than any meeting has.
    """
    labels = _find_labels(text)
    speakers = {label.speaker.label for label in labels}
    if len(speakers) > MAX_SPEAKERS:
        raise UnreadableTranscript(
            f"{name} seems to have {len(speakers):,} speakers, more than {MAX_SPEAKERS:,}; "
            "if it is a list and no transcript, leave it out, else split it, one file a meeting."
        )
    starts = [label.span.start for label in labels]
    last = closing_note(text).start if labels else len(text)
    ends = [*starts, max([last, *(label.span.end for label in labels[-1:])])]
    turns = [Turn(0, None, _trim(text, 0, ends[0]))]
    for number, (label, end) in enumerate(zip(labels, ends[1:], strict=True), 1):
        turns.append(Turn(number, label.speaker, _trim(text, label.span.end, end)))
    return tuple(turns)


def closing_note(text: str) -> Span:
    """Span of a last line in brackets that says what follows; empty, at the end, without one."""
    lines = split_lines(text, Span(max(0, len(text) - 400), len(text)))
    if lines and re.fullmatch(
        r"[（(\[［][^（）()]*(?:に続く|へ続く|につづく|へつづく|以上|終わり|了|continued|end)[）)\]］]",
        lines[-1].span.of(text),
    ):
        return lines[-1].span
    return Span(len(text), len(text))


def _find_labels(text: str) -> list[_Label]:
    lines = split_lines(text, Span(0, len(text)))
    best: list[_Label] = []
    for style in _STYLES:
        found = _labels(text, style, lines)
        chance = not style.marked and len(found) == 1 and found[0].line >= _EARLY
        if len(found) > len(best) and not chance:
            best = found
    return best


def _labels(text: str, style: _Style, lines: list[Line]) -> list[_Label]:
    """Labels of one style; a doubtful place is taken for a label that stands elsewhere too."""
    layout = measure(text)
    labels = [label for n, line in enumerate(lines) if (label := _label(text, style, line, n))]
    times = Counter(label.speaker.label for label in labels)
    sure = len(lines) < _FEW or len(labels) * _DENSE >= len(lines)
    return [
        label
        for label in labels
        if sure
        or times[label.speaker.label] > 1
        or _begins_speech(text, layout, style, lines, label)
    ]


def _label(text: str, style: _Style, line: Line, number: int) -> _Label | None:
    match = style.pattern.match(line.span.of(text))
    if not match or not style.accepts(match["label"]):
        return None
    start = line.span.start
    return _Label(Span(start, start + match.end()), split_label(match["label"]), number)


def _begins_speech(
    text: str, layout: Layout, style: _Style, lines: list[Line], label: _Label
) -> bool:
    line = lines[label.line]
    alone = style.marked and label.span.end == line.span.end
    timed = bool(re.match(_TIME, line.span.of(text)))
    if alone or timed or not label.line or (style.marked and style.accepts is is_person):
        return True
    return not _carries_on(text, layout, lines[label.line - 1], line)


def _carries_on(text: str, layout: Layout, before: Line, line: Line) -> bool:
    return not before.ended and is_soft(text, layout, before, line)


def _trim(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    if not words.strip():
        return Span(start, start)
    begin = start + len(words) - len(words.lstrip())
    return Span(begin, begin + len(words.strip()))


def stray_labels(text: str, turns: tuple[Turn, ...]) -> list[tuple[int, Span]]:
    """Where a line inside a turn begins as a label of a speaker of the file would: (turn, span).

    Of any style but the file's own, so 岩田： between two ＜岩田＞. A name that a wrapped sentence
    brought to a line's start is none, and neither is a single letter without a mark.
    """
    names = {turn.speaker.name for turn in turns if turn.speaker}
    layout = measure(text)
    found = []
    for turn in turns[1:]:
        before: Line | None = None
        for line in split_lines(text, turn.span):
            carried = before is not None and _carries_on(text, layout, before, line)
            span = _stray_label(text, line, names, carried=carried)
            if span:
                found.append((turn.number, span))
            before = line
    return found


def _stray_label(text: str, line: Line, names: set[str], *, carried: bool) -> Span | None:
    for style in _STYLES:
        match = style.pattern.match(line.span.of(text))
        if not match or split_label(match["label"]).name not in names:
            continue
        if style.marked or (not carried and len(match["label"]) > 1):
            return Span(line.span.start, line.span.start + match.end())
    return None


def first_lines(text: str, turns: tuple[Turn, ...]) -> list[str]:
    """Lines of turn 0 in NFKC; of a file without speakers, its first lines alone."""
    span = turns[0].span
    if len(turns) == 1:
        span = Span(span.start, min(span.end, span.start + 600))
    lines = [line.strip() for line in BREAK.split(span.of(text))]
    return [normal(line[:_LINE]) for line in lines if line][:20]
