"""The real transcript: its header, its turns and their offsets; its text is not kept here."""

from unicodedata import normalize

from index.incoming import parse
from index.read import read_file
from index.records import Span, Turn

ORGANISATION, SERIES, PART, NEXT = (1, 9), (9, 26), (71, 78), (7007, 7013)
IWATA, FUJISAKI, OKANO = (86, 88), (170, 182), (614, 620)


def at(text, span):
    return normalize("NFKC", text[slice(*span)])


def test_the_seeds_header(seed):
    transcript = parse(read_file(seed), "seed")
    header, text = transcript.header, transcript.text
    assert header.organisation == at(text, ORGANISATION)
    assert header.series == at(text, SERIES)
    assert (header.session, header.date) == ("2020年度第1回", "2020-06-30")
    assert (header.part, header.next_part) == (at(text, PART), at(text, NEXT))
    assert header.title == f"{header.series} {header.session}（{header.part}）"


def test_the_seeds_turns(seed):
    transcript = parse(read_file(seed), "seed")
    iwata, fujisaki, okano = (at(transcript.text, span) for span in (IWATA, FUJISAKI, OKANO))
    assert [(turn.speaker and turn.speaker.label, turn.span) for turn in transcript.turns] == [
        (None, Span(1, 79)),
        (iwata, Span(92, 163)),
        (fujisaki, Span(186, 564)),
        (iwata, Span(577, 607)),
        (okano, Span(624, 3542)),
        (iwata, Span(3555, 7000)),
    ]
    assert transcript.turns[0] == Turn(0, None, Span(1, 79))
    speaker = transcript.turns[2].speaker
    assert (speaker.name, speaker.affiliation, speaker.role) == (
        fujisaki[:2],
        fujisaki[3:9],
        fujisaki[9:],
    )
    assert transcript.speakers == [iwata, fujisaki, okano]
    assert transcript.warnings == ()
    assert len(transcript.text) == 7026
