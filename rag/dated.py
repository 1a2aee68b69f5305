"""When a session was held: the place before the first speech that gives its date."""

import re

from index.header import find_date
from index.layout import measure
from index.search_text import search_text
from index.sentences import sentences
from index.vectors import Rows
from index.view import View
from rag.candidates import Candidate
from rag.question import Question

_HELD = re.compile(
    r"(?:いつ|何月何日|何日|何年何月)(?:頃|ごろ)?に?(?:開[かい催]|行[わい]|でし|です|だっ|あり|か?[?。]?$)|"
    r"開催日|日時は|日時を|"
    r"\bwhen (?:was|is|did|were|does)\b.*\b(?:session|meeting|workshop|held|take place)|"
    r"\bdate of\b|(?:什么时候|何时|哪天).*(?:召开|举行|开)|언제 ?(?:열|개최|있)",
    re.IGNORECASE,
)


def asks_for_the_date(question: Question) -> bool:
    """Tell whether a question whose session was read asks when that session was held."""
    return question.kind == "when" and bool(_HELD.search(question.text))


def held_on(view: View, allowed: Rows) -> list[Candidate]:
    """Sentences before the first speech that hold the meeting's date, one a transcript."""
    places = dict.fromkeys(view.snapshot.transcript_of[allowed].tolist())
    names = list(view.snapshot.transcripts)
    found = [_dated(view, names[place]) for place in places]
    return [candidate for candidate in found if candidate]


def _dated(view: View, name: str) -> Candidate | None:
    transcript = view.transcript(name)
    date = transcript.header.date
    search = search_text(transcript.text, transcript.turns[0].span, measure(transcript.text))
    for start, end in sentences(search.text):
        if date and find_date(search.text[start:end]) == date:
            span = search.to_source(start, end)
            return Candidate(transcript, 0, span, search.text[start:end], search.display(span))
    return None
