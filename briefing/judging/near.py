"""Facts of sources that a text does not cite and that may say it too: what a second reader is asked about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing.model import Claim, Fact, Sentence
from briefing.text.words import terms

A_SOURCE = 2
"""Facts of one source that are asked about."""

MOST = 8
"""Facts of all of them."""

ALIKE = 0.35
"""Share of a text's terms from which a fact may say the same in other words; what shares less rarely does."""


class Near:
    """Knows what the facts of each story say, and which of them were found to say the same."""

    def __init__(
        self, stories: Iterable[Sequence[Fact]], claims: Iterable[Claim], counts_for: Mapping[str, str]
    ) -> None:
        self._stories = {fact.id: story for story in map(tuple, stories) for fact in story}
        self._counts_for = counts_for
        self._terms: dict[str, frozenset[str]] = {}
        self._mates: dict[str, set[str]] = {}
        for claim in claims:
            for fact in claim.facts:
                self._mates.setdefault(fact, set()).update(claim.facts)

    def __call__(self, sentence: Sentence) -> tuple[str, ...]:
        """Ids of facts of sources not cited: those of its facts' claims first, then those with most of its terms."""
        cited = [each for each in sentence.facts if each in self._stories]
        behind = {self._counts_for.get(each) for each in cited}
        told = self._stories[cited[0]] if cited else ()
        others = [fact for fact in told if self._counts_for.get(fact.id) not in behind]
        return tuple(self._chosen(sentence.text, cited, others))

    def _chosen(self, text: str, cited: Sequence[str], others: Sequence[Fact]) -> Iterator[str]:
        mates = set[str]().union(*(self._mates.get(each, ()) for each in cited))
        own = terms(text)
        shares = {fact.id: len(own & self._terms_of(fact)) / len(own) if own else 0.0 for fact in others}
        near = [fact for fact in others if fact.id in mates or shares[fact.id] >= ALIKE]
        taken: dict[str, int] = {}
        for fact in sorted(near, key=lambda each: (each.id not in mates, -shares[each.id])):
            source = self._counts_for.get(fact.id, "")
            if taken.get(source, 0) < A_SOURCE and sum(taken.values()) < MOST:
                taken[source] = taken.get(source, 0) + 1
                yield fact.id

    def _terms_of(self, fact: Fact) -> frozenset[str]:
        if fact.id not in self._terms:
            self._terms[fact.id] = terms(" ".join((fact.statement, *(each.text for each in fact.evidence))))
        return self._terms[fact.id]
