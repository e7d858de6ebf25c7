"""The embedded engine: it reads, compares and writes by rules, on this machine, without a model."""

import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing.engines.engine import Comparison, Failure, Lost, Near, Opinion, Pile, Reading, StoryInput
from briefing.engines.rules import alone, comparing, reading, writing
from briefing.model import Chunk, Document, EngineNote, Fact, Section, Sentence


class Extractive:
    """Its sentences are the sources' own; what a chunk ends with never changes its facts."""

    note = EngineNote("extractive")
    most = 25

    def __init__(self, *, workers: int = 1):
        self.workers = workers

    def read(self, work: Iterable[tuple[Document, Sequence[Chunk]]]) -> Iterator[tuple[Reading, ...]]:
        """Each sentence a fact; with several workers in as many processes, in the same order."""
        documents = [document for document, _ in work]
        if self.workers > 1 and len(documents) > 8 * self.workers:
            from concurrent.futures import ProcessPoolExecutor

            pool = ProcessPoolExecutor(self.workers, initializer=_heed_signals)
            try:
                yield from pool.map(reading.read, documents, chunksize=8)
            finally:
                pool.shutdown(cancel_futures=True)
        else:
            yield from map(reading.read, documents)

    def compare(
        self, piles: Sequence[Pile], documents: Mapping[str, Document], support: Mapping[str, str]
    ) -> Iterator[Comparison]:
        """By shared terms, typed detectors and their weights."""
        return (comparing.compare(pile.facts, pile.groups, documents, support) for pile in piles)

    def write(self, inputs: Sequence[tuple[StoryInput, int]]) -> Iterator[tuple[str, tuple[Section, ...]]]:
        """The worthiest claims in the sources' own words."""
        return (writing.write(story_input, most) for story_input, most in inputs)

    def rewrite(self, inputs: Sequence[tuple[StoryInput, int]]) -> Iterator[tuple[str, tuple[Section, ...]]]:
        """Nothing: it was by rule."""
        return iter(())

    def doubt(
        self, stories: Sequence[Sequence[Sentence]], facts: Mapping[str, Fact], documents: Mapping[str, Document],
        near: Near,
    ) -> tuple[tuple[Opinion, ...], ...]:
        """No opinion on any: what rules can tell has been told."""
        return tuple((Opinion(),) * len(sentences) for sentences in stories)

    def revise(
        self, stories: Sequence[Sequence[Failure]], facts: Mapping[str, Fact], documents: Mapping[str, Document]
    ) -> tuple[tuple[Sentence | None, ...], ...]:
        """None for each: it has no words but the sources'."""
        return tuple((None,) * len(failures) for failures in stories)

    def verbatim(self, sentence: Sentence, facts: Mapping[str, Fact]) -> Sentence | None:
        """The evidence itself in place of a statement made of it."""
        if sentence.text not in {facts[f].statement for f in sentence.facts}:
            return None
        return alone.verbatim(sentence, facts)

    def lost(self) -> tuple[Lost, ...]:
        """Nothing: it calls nobody."""
        return ()


def _heed_signals() -> None:
    """Have a worker die of what ends the run, without a word: the run itself says what there is to say."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_DFL)
