"""Small transcripts made in a line, for tests of what reads them."""

from index.records import Header, Source, Span, Speaker, Transcript, Turn


def transcript(*turns: tuple[str | None, str], name: str = "港", **header: str) -> Transcript:
    """Make a transcript of (speaker, words); None speaks the front matter."""
    text, made = "", []
    for speaker, words in turns:
        text += f"＜{speaker}＞\n" if speaker else ""
        span = Span(len(text), len(text) + len(words))
        made.append(Turn(len(made), Speaker(speaker, speaker) if speaker else None, span))
        text += f"{words}\n\n"
    if turns and turns[0][0]:  # turn 0 is always there
        made = [Turn(0, None, Span(0, 0))] + [Turn(t.number + 1, t.speaker, t.span) for t in made]
    source = Source(f"{name}.txt", f"{name}.txt", text, "0" * 64, "utf-8")
    return Transcript(name, source, Header(**{"title": name} | header), tuple(made))
