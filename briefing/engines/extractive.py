"""The embedded engine: it reads, compares and writes by rules, on this machine, without a model."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing.engines.engine import Comparison, Failure, Matter, Reading
from briefing.engines.rules import choosing, comparing, reading, writing
from briefing.model import Chunk, Document, EngineNote, Fact, Section, Sentence


class Extractive:
    """Its sentences are the sources' own; what a chunk ends with never changes its facts."""

    note = EngineNote("extractive")

    def __init__(self, *, workers: int = 1):
        self.workers = workers

    def read(self, work: Iterable[tuple[Document, Sequence[Chunk]]]) -> Iterator[tuple[Reading, ...]]:
        """Each sentence a fact; with several workers in as many processes, in the same order."""
        documents = [document for document, _ in work]
        if self.workers > 1 and len(documents) > 8 * self.workers:
            from concurrent.futures import ProcessPoolExecutor

            with ProcessPoolExecutor(self.workers) as pool:
                yield from pool.map(reading.read, documents, chunksize=8)
        else:
            yield from map(reading.read, documents)

    def compare(
        self,
        facts: Sequence[Fact],
        groups: Sequence[Sequence[str]],
        documents: Mapping[str, Document],
        support: Mapping[str, str],
    ) -> Comparison:
        """By shared terms, typed detectors and their weights."""
        return comparing.compare(facts, groups, documents, support)

    def write(self, matter: Matter, most: int) -> tuple[str, tuple[Section, ...]]:
        """The worthiest claims in the sources' own words."""
        return writing.write(matter, most)

    def revise(self, failures: Sequence[Failure], facts: Sequence[Fact]) -> tuple[Sentence | None, ...]:
        """The evidence itself in place of a sentence that it did not carry, where it can stand alone."""
        known = {fact.id: fact for fact in facts}
        return tuple(_verbatim(failure.sentence, known) for failure in failures)


def _verbatim(sentence: Sentence, facts: Mapping[str, Fact]) -> Sentence | None:
    if sentence.text not in {facts[f].statement for f in sentence.facts}:
        return None
    for fact in sentence.facts:
        text = " ".join(facts[fact].evidence[0].text.split())
        if text != sentence.text and not choosing.DANGLING.search(text) and len(text.split()) <= choosing.TOO_LONG:
            return Sentence(text, (fact,))
    return None
