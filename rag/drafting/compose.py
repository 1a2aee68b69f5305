"""The recipe of a draft: gather, choose, quote or let a model write, number what is cited."""

from collections.abc import Callable, Sequence
from typing import Literal

from index.encode import Encoder
from index.errors import LibraryError, ModelError, Stopped
from index.language import main_language
from index.library import Library
from index.meetings import meetings_of
from prompts import ordering
from rag.drafting.cover import cover
from rag.drafting.grouping import Group, groups_of
from rag.drafting.material import Material, gather
from rag.drafting.proof import evidence, numbered, quoted
from rag.drafting.records import Block, Choice, Draft, Heading, Sentence
from rag.evidence import MOST
from rag.generate import Composer, is_malformed, named
from rag.prompt import NO_ANSWER, Prompt, prompt_of
from rag.verify import Ground
from rag.writer import Writer, told

Progress = Callable[[int, int], None]  # groups done, of all
Stop = Callable[[], bool]  # whether somebody ended the work
_SHOWN = 3  # sentences that a model is shown for each that it may write
_LASTING = {"denied", "away", "ceiling", "timeout"}  # what fails so fails again at once


def draft(
    library: Library,
    encoder: Encoder,
    choice: Choice,
    writer: Writer | None = None,
    *,
    on_progress: Progress | None = None,
    stop: Stop | None = None,
) -> Draft:
    """Draft what is chosen; without a writer, of the transcripts' own sentences.

    Raises:
        BadQuestion: nothing is said there, or nobody of that name speaks.
        Stopped: somebody ended the work.
        UnknownTranscript: there is none of a name.
    """
    library.check_encoder(encoder)
    material = gather(library, encoder, choice)
    language = _language(material, choice)
    groups, notes = groups_of(material, choice, language)
    maker = _Maker(material, encoder, choice, language, writer)
    blocks: list[Block] = []
    for place, group in enumerate(groups):
        if stop and stop():
            raise Stopped("the draft was stopped; nothing of it is kept.")
        if on_progress:
            on_progress(place, len(groups))
        blocks.append(Heading(group.heading))
        if group.under:
            blocks.append(Heading(group.under, 3))
        blocks += maker.sentences(group)
    if on_progress:
        on_progress(len(groups), len(groups))
    if choice.form == "english" and not maker.wrote and _is_foreign(material):
        notes.append(ordering("draft", "en")["untranslated"])
    return Draft(
        _title(material, choice, language),
        choice,
        language,
        writer.model.name if writer and maker.wrote else "extractive",
        numbered(blocks),
        (*notes, *maker.notes),
        material.generation,
    )


class _Maker:
    """Makes the sentences of one group after the other; a model that is away is asked no more."""

    def __init__(
        self,
        material: Material,
        encoder: Encoder,
        choice: Choice,
        language: str,
        writer: Writer | None,
    ) -> None:
        self.material, self.choice, self.language = material, choice, language
        self.ground = Ground(material.people, encoder, language)
        self.writer = writer
        self.wrote = False
        self.notes: list[str] = []

    def sentences(self, group: Group) -> list[Sentence]:
        """Sentences of a group: a model's where they are proven, else quotes."""
        if self.writer:
            try:
                found = self._written(self.writer, group)
            except ModelError as error:
                found = []
                self.notes.append(str(error))
                if error.kind in _LASTING:
                    self.writer = None
            except LibraryError as error:  # what was spent cannot be kept
                found, self.writer = [], None
                self.notes.append(str(error))
            if found:
                return found
            failed = ordering("draft", self.language)["failed"]
            self.notes.append(failed.format(heading=group.heading))
        return [self._quoted(row) for row in group.chosen]

    def _quoted(self, row: int) -> Sentence:
        line = self.material.lines[row]
        return quoted(line, self.material.transcripts[line.transcript], self.language)

    def _written(self, writer: Writer, group: Group) -> list[Sentence]:
        """What a model writes of a group; empty where nothing of it is proven."""
        prompt = self._prompt(writer, group)
        raw, cut = told(writer, prompt.messages)
        if NO_ANSWER in raw or not prompt.evidence:
            return []
        composer = Composer(prompt.evidence, self.material.transcripts, self.ground)
        written = composer.finish(raw, cut=cut)[: len(group.chosen) + 1]
        if all(one.faults for one in written):
            return []
        self.wrote = True
        citations = {one.number: one for one in composer.citations}
        rows = {(line.transcript, line.span): row for row, line in enumerate(self.material.lines)}
        found: list[Sentence] = []
        for one in written:
            cited = tuple(citations[number] for number in one.numbers)
            if not one.faults:
                found.append(Sentence(f"{one.words}{named(one, self.language)}", cited))
            elif not is_malformed(one):
                instead = [citations[number] for number in one.instead]
                found += [self._quoted(rows[it.transcript, it.span]) for it in instead]
        return list(dict.fromkeys(found))

    def _prompt(self, writer: Writer, group: Group) -> Prompt:
        words, material = ordering("draft", self.language), self.material
        rows = list(group.rows)
        among = [rows.index(row) for row in group.chosen]
        worth = material.worth[rows]
        more = cover(material.vectors[rows], worth, len(among) * (_SHOWN - 1), among)
        shown = [*group.chosen, *(rows[place] for place in more)][:MOST]
        task = words[f"task_{self.choice.form}"].format(
            heading=group.heading, count=len(group.chosen)
        )
        return prompt_of(
            task,
            self.language,
            [
                evidence(material.lines, material.vectors, material.transcripts, row, number)
                for number, row in enumerate(shown, 1)
            ],
            writer.model.settings.context,
            native=writer.model.is_native,
            task="draft",
        )


def _language(material: Material, choice: Choice) -> Literal["ja", "en"]:
    """Language of headings: English where it is asked for, or where all that is chosen is."""
    if choice.form == "english":
        return "en"
    spoken = {main_language(one.text) for one in material.transcripts.values()}
    return "en" if spoken == {"en"} else "ja"


def _is_foreign(material: Material) -> bool:
    return any(main_language(one.text) != "en" for one in material.transcripts.values())


def _title(material: Material, choice: Choice, language: str) -> str:
    words = ordering("draft", language)
    title = words[f"title_{choice.form}"] if language == "en" or choice.form != "english" else ""
    about: Sequence[str] = [choice.topic.strip()] if choice.topic.strip() else []
    if not about:
        series = {meetings_of(one.header) for one in material.transcripts.values()}
        about = sorted(series) if len(series) == 1 else []
    if not about:
        return title
    return words["title_topic"].format(title=title, topic=about[0])
