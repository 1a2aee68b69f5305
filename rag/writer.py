"""A language model writes an answer from evidence; where it cannot, the quotes stand."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import LibraryError, ModelError
from index.records import Transcript
from rag.generate import Composer, composed, refused_words
from rag.ledger import Ledger, ledger_of
from rag.model import ChatModel, Usage, open_model
from rag.prompt import NO_ANSWER, Prompt, prompt_of
from rag.reading.followup import Earlier
from rag.records import Answer, Citation, Draft, Evidence, Generated, Sentence, Unsupported
from rag.rewriting import rewriting, rewritten
from rag.settings import ModelSettings
from rag.tokens import count
from rag.verify import Ground


@dataclass(frozen=True, slots=True)
class Writer:
    """A language model, what it may spend, and what becomes of sentences that nothing proves."""

    model: ChatModel
    ledger: Ledger
    unsupported: Unsupported = "replace"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a model is shown for an answer, and what it is judged on."""

    question: str
    evidence: Sequence[Evidence]
    sources: Mapping[str, Transcript]  # by name
    ground: Ground


@dataclass(slots=True)
class _Call:
    """One call of a model, and what came of it."""

    raw: str = ""
    read: int = 0  # tokens of the prompt, as they were counted before it was sent
    usage: Usage | None = None
    attempts: int = 0
    cut: bool = False  # the model was stopped in its last sentence

    @property
    def used(self) -> Usage:
        """Tokens as the provider told them, or as they were counted here."""
        return self.usage or Usage(self.read, count(self.raw) if self.raw else 0)


def load_writer(
    settings: ModelSettings, folder: Path, *, unsupported: Unsupported = "replace"
) -> Writer:
    """Make a writer; no server is asked yet.

    folder: of the library, beside which what was spent is kept.

    Raises:
        ModelError: the provider is unknown, or its package or key is missing.
    """
    return Writer(open_model(settings), ledger_of(folder), unsupported)


def completed(
    writer: Writer, question: str, history: Sequence[Earlier], language: str
) -> str | None:
    """A follow-up question as the model completes it; None where it fails or adds of its own."""
    call = _Call()
    try:
        for _ in _asked(writer, call, rewriting(question, history, language)):
            pass
    except (ModelError, LibraryError):  # the rules complete it; what is wrong shows in the answer
        return None
    return rewritten(call.raw, question, history)


def told(writer: Writer, messages: Sequence[tuple[str, str]]) -> tuple[str, bool]:
    """Everything that a model writes, and whether it was stopped in its last sentence.

    Raises:
        ModelError: it failed, or a ceiling is reached.
        LibraryError: what was spent cannot be kept.
    """
    call = _Call()
    for _ in _asked(writer, call, messages):
        pass
    return call.raw, call.cut


def written(
    answer: Answer, shown: Shown, writer: Writer, on_draft: Callable[[Draft], None] | None = None
) -> Answer:
    """Let a model write an extractive answer anew; the same answer with the reason where it fails.

    on_draft: called with every new piece.
    """
    settings = writer.model.settings
    prompt = prompt_of(
        shown.question,
        answer.language,
        shown.evidence,
        settings.context,
        native=writer.model.is_native,
    )
    composer = Composer(prompt.evidence, shown.sources, shown.ground, writer.unsupported)
    call, failed = _Call(), None
    try:
        if not prompt.evidence:
            raise ModelError(
                "no sentence of the transcripts fits into the prompt; raise HATSUGEN_MODEL_CONTEXT."
            )
        for raw in _asked(writer, call, prompt.messages):
            if on_draft and NO_ANSWER not in raw:
                on_draft(composer.draft(raw))
    except ModelError as error:
        failed = error
    except LibraryError as error:  # what was spent cannot be kept
        failed = ModelError(str(error), "failed")
    generated = _generated(writer, prompt, call)
    if failed:
        return replace(answer, generated=replace(
            generated, fallback=failed.kind, detail=str(failed), attempts=failed.attempts
        ))  # fmt: skip
    return _answered(answer, composer, generated, cut=call.cut)


def _answered(answer: Answer, composer: Composer, generated: Generated, *, cut: bool) -> Answer:
    """The answer of a model that came to an end: its sentences, or why they are not shown."""
    if NO_ANSWER in generated.raw:
        return replace(answer, generated=replace(generated, fallback="declined"))
    sentences = composer.finish(generated.raw, cut=cut)
    generated = replace(generated, sentences=sentences, unknown=composer.unknown)
    if not sentences:
        return replace(answer, generated=replace(generated, fallback="junk"))
    unsupported = refused_words(sentences)
    if all(sentence.faults for sentence in sentences):
        generated = replace(generated, fallback="unproven")
        return replace(answer, generated=generated, unsupported=unsupported)
    if not _answers(answer.citations, composer.citations, sentences):
        generated = replace(generated, fallback="beside")
        return replace(answer, generated=generated, unsupported=unsupported)
    quotes = {(one.transcript, one.span): one.shown for one in composer.evidence}

    def quote(citation: Citation) -> str:
        return quotes[citation.transcript, citation.span]

    return replace(
        answer,
        mode=generated.model,
        text=composed(sentences, composer.citations, quote, answer.language),
        citations=composer.citations,
        statements=(),
        unsupported=unsupported,
        generated=generated,
    )


def _answers(
    chosen: Sequence[Citation], cited: Sequence[Citation], sentences: Sequence[Sentence]
) -> bool:
    """Tell whether any sentence rests on words that the question was found to be answered by."""
    used = {number for one in sentences if not one.faults for number in one.numbers}
    return any(
        one.transcript == other.transcript and one.span.meets(other.span)
        for one in cited
        if one.number in used
        for other in chosen
    )


def _asked(writer: Writer, call: _Call, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Ask a model within what it may spend; yields all that it has written so far."""
    model = writer.model
    settings = model.settings
    call.read = model.count(messages)
    reserved = writer.ledger.reserve(
        call.read + settings.max_tokens, settings.cost(call.read, settings.max_tokens), settings
    )
    try:
        for piece in model.stream(messages):
            call.attempts = piece.attempts or call.attempts
            call.usage = piece.usage or call.usage
            call.cut = piece.cut
            call.raw += piece.text + "".join(f"[{number}]" for number in piece.cited)
            if piece.text or piece.cited:
                yield call.raw
    finally:
        used = call.used
        cost = settings.cost(used.input_tokens, used.output_tokens)
        writer.ledger.settle(reserved, used.input_tokens + used.output_tokens, cost)


def _generated(writer: Writer, prompt: Prompt, call: _Call) -> Generated:
    model, used = writer.model, call.used
    return Generated(
        model.name,
        messages=prompt.messages,
        raw=call.raw,
        input_tokens=used.input_tokens,
        output_tokens=used.output_tokens,
        estimated=call.usage is None,
        cost=model.settings.cost(used.input_tokens, used.output_tokens),
        attempts=call.attempts,
    )
