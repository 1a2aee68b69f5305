"""What a language model wrote -> sentences as the conversation draws them, each with its proof."""

from collections.abc import Iterable, Iterator, Sequence

from prompts import wording
from rag.generate import is_malformed, named
from rag.records import Citation, Fault, Generated, Sentence
from ui.kept.records import Shown
from ui.sentences import told
from ui.source import Data, where
from ui.words import Words


def written_data(words: Words, generated: Generated, shown: Sequence[Shown], language: str) -> Data:
    """Return what the conversation draws of a language model's part in an answer.

    shown: the answer's citations.
    """
    why = generated.fallback
    stands = () if why else generated.sentences
    return {
        "sentences": sentences_data(words, stands, shown, language),
        "notice": wording(language)[f"fallback_{why}"] if why else None,
        "detail": told(words, generated.detail) if why else "",
        "summary": None if why else summary(words, generated),
        "notes": [] if why else list(_notes(words, generated)),
    }


def sentences_data(
    words: Words, sentences: Sequence[Sentence], shown: Sequence[Shown], language: str
) -> list[Data]:
    """Return what is drawn of each sentence; of one with links, markup or orders nothing is.

    What is quoted in place of several sentences is quoted once.
    """
    places = {one.citation.number: at for at, one in enumerate(shown)}
    quoted: set[int] = set()
    drawn = []
    for sentence in sentences:
        if is_malformed(sentence):
            continue
        new = [places[number] for number in sentence.instead if number not in quoted]
        quoted.update(sentence.instead)
        drawn.append(
            {
                "words": sentence.words,
                "state": _state(sentence),
                "paragraph": sentence.paragraph,
                "named": named(sentence, language),
                "sources": [places[number] for number in sentence.numbers],
                "faults": faults_line(words, sentence.faults),
                "quotes": [
                    quote_line(words, language, shown[at].citation, shown[at].words, at)
                    for at in new
                ],
            }
        )
    return drawn


def quote_line(words: Words, language: str, citation: Citation, quote: str, source: int) -> Data:
    """Return what is drawn of a quote; `source` is its place among what can be opened."""
    before, after = wording(language)["line_nobody"].format(words="\0", marker="").split("\0")
    return {
        "speaker": citation.speaker or words.front,
        "where": where(words, citation.session, citation.date, None, None),
        "words": f"{before}{quote}{after.strip()}",
        "source": source,
    }


def summary(words: Words, generated: Generated) -> str:
    """Say who wrote an answer, and how many of its sentences the sources prove."""
    label = words.model
    judged = [one for one in generated.sentences if not is_malformed(one)]
    proven = sum(not one.faults for one in judged)
    checked = label.checked_all if proven == len(judged) else label.checked
    return f"{label.by.format(generated.model)}{checked.format(len(judged), proven)}"


def _notes(words: Words, generated: Generated) -> Iterator[str]:
    """What was taken out of a model's answer."""
    malformed = sum(is_malformed(one) for one in generated.sentences)
    if malformed:
        yield words.model.left_out.format(malformed)
    if generated.unknown:
        yield words.model.unknown.format(generated.unknown)


def _state(sentence: Sentence) -> str:
    if sentence.instead:
        return "replaced"
    return "unproven" if sentence.faults else "proven"


def faults_line(words: Words, faults: Iterable[Fault]) -> str:
    """Say what is wrong with a sentence, each thing once."""
    whole = words.model.faults | words.model.whole  # where no words of it are to blame
    said = (
        words.model.faults[fault.kind].format(fault.words) if fault.words else whole[fault.kind]
        for fault in faults
    )
    return words.comma.join(dict.fromkeys(said))
