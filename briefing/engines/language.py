"""The engine that asks a language model; what the model can't be asked is done by rule, and said."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from briefing.engines.engine import Comparison, Failure, Lost, Near, Opinion, Pile, Reading, StoryInput
from briefing.engines.prompted import reading
from briefing.engines.prompted.asking import together
from briefing.engines.prompted.comparing import Compare
from briefing.engines.prompted.writing import Write
from briefing.engines.rules import alone
from briefing.engines.rules import writing as rules
from briefing.llm.ask import Ask
from briefing.llm.prompts import load
from briefing.model import Chunk, Document, EngineNote, Fact, Section, Sentence

PROMPTS = ("extract", "requote", "compare", "weigh", "compose", "lead", "doubt", "revise")

JUDGES = 0.5
"""The share of the documents read by rule, in whole or in part, up to which the model is asked to judge sentences."""


class Language:
    """Reads, compares and writes through `ask`; its evidence is held against the documents by the stages."""

    most = 20

    def __init__(self, ask: Ask, model: str, *, language: str, count: Callable[[str], int]):
        self.note = EngineNote("openai", model, tuple((name, load(name).sha256) for name in PROMPTS))
        self._ask = ask
        self._compare = Compare(count)
        self._write = Write(count, language)
        self._lost: list[Lost] = []
        self._can_judge = True

    def read(self, work: Iterable[tuple[Document, Sequence[Chunk]]]) -> Iterator[tuple[Reading, ...]]:
        """A call for each chunk, all of them at once; each document as soon as it and all before it are read."""
        work = list(work)
        yield from reading.read(work, self._ask, self._lost)
        by_rule = {each.item for each in self._lost if each.by_rule}
        self._can_judge = len(by_rule) <= len(work) * JUDGES

    def compare(
        self, piles: Sequence[Pile], documents: Mapping[str, Document], support: Mapping[str, str]
    ) -> Iterator[Comparison]:
        """What the model says of like facts; what the rules find are hints to it; all stories at once."""
        for comparison, lost in together(self._ask, [self._compare(each, documents, support) for each in piles]):
            self._lost += lost
            yield comparison

    def write(self, inputs: Sequence[tuple[StoryInput, int]]) -> Iterator[tuple[str, tuple[Section, ...]]]:
        """Prose from the claims, each sentence with its facts; all stories at once."""
        for title, sections, lost in together(self._ask, [self._write.story(*each) for each in inputs]):
            self._lost += lost
            yield title, sections

    def rewrite(self, inputs: Sequence[tuple[StoryInput, int]]) -> Iterator[tuple[str, tuple[Section, ...]]]:
        """In the sources' own words, and said so."""
        for story_input, most in inputs:
            self._lost.append(Lost("compose", story_input.story.title, "written by rule",
                                   "too little of what the model wrote stands", by_rule=True))
            yield rules.write(story_input, most)

    def doubt(
        self, stories: Sequence[Sequence[Sentence]], facts: Mapping[str, Fact], documents: Mapping[str, Document],
        near: Near,
    ) -> tuple[tuple[Opinion, ...], ...]:
        """What a second reader makes of each sentence; each story in calls of its own. A model that garbles what it
        reads is no second reader: it doubts what stands."""
        if not self._can_judge:
            return tuple((Opinion(),) * len(sentences) for sentences in stories)
        ((opinions, lost),) = together(self._ask, [self._write.opinions(stories, facts, documents, near)])
        self._lost += lost
        return opinions

    def revise(
        self, stories: Sequence[Sequence[Failure]], facts: Mapping[str, Fact], documents: Mapping[str, Document]
    ) -> tuple[tuple[Sentence | None, ...], ...]:
        """Each failed sentence written anew on its own facts; each story in calls of its own."""
        if not self._can_judge:
            return tuple((None,) * len(failures) for failures in stories)
        ((revised, lost),) = together(self._ask, [self._write.revised(stories, facts, documents)])
        self._lost += lost
        return revised

    def verbatim(self, sentence: Sentence, facts: Mapping[str, Fact]) -> Sentence | None:
        """The words of a fact in place of a sentence that the model could not mend."""
        return alone.verbatim(sentence, facts)

    def lost(self) -> tuple[Lost, ...]:
        """The calls that gave nothing so far, and what is to be said of the endpoint."""
        notes = (Lost("ask", self.note.model or "", "read in smaller parts", each) for each in self._ask.notes())
        return (*self._lost, *notes)
