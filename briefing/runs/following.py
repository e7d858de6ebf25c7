"""A run that follows others: only stories that a new document joins are read, compared and written."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from briefing.engines.engine import StoryInput
from briefing.model import Document, Story
from briefing.text.gist import Gist
from briefing.text.neighbours import Elsewhere


@dataclass(frozen=True, slots=True)
class Read:
    """A document that a run has read, as a later one looks for its like."""

    sha256: str
    path: str
    story: str
    gist: Gist


@dataclass(frozen=True, slots=True)
class Before:
    """What earlier runs of a job leave to one that follows the news: only stories that a new document joins are read,
    compared and written, and of these only what is new."""

    seen: Set[str]
    """sha256 of the documents that they read."""

    standing: Mapping[str, str]
    """The story of each, by its sha256."""

    retired: Set[str] = frozenset()
    """Paths of files that need not be opened any more."""

    only: Set[str] | None = None
    """Paths of the only files that need be opened, where it is known that no new document joins another story."""

    elsewhere: "Callable[[Sequence[Gist], Sequence[Gist]], Elsewhere] | None" = None
    """What the documents of the other files hold, from the gists of known documents that are here and of new ones."""

    first_day: str = ""
    """ISO day; what was published before it is not new."""

    def fresh(self, document: Document) -> bool:
        """Whether a document is new."""
        return document.sha256 not in self.seen and not (document.published or "9999") < self.first_day

    def left_out(self, documents: Sequence[Document], gists: Mapping[str, Gist]) -> Elsewhere | None:
        """What the documents hold that were left out; None where none was."""
        if self.elsewhere is None:
            return None
        known = [gists[each.id] for each in documents if each.sha256 in self.standing]
        return self.elsewhere(known, [gists[each.id] for each in documents if each.sha256 not in self.standing])


def read_of(documents: Sequence[Document], piles: Sequence[Story], gists: Mapping[str, Gist]) -> Iterator[Read]:
    """What a later run needs to know of each document."""
    homes = {each: story.id for story in piles for each in story.documents}
    return (Read(each.sha256, each.path or "", homes[each.id], gists[each.id]) for each in documents)


def joined(documents: Sequence[Document], piles: Sequence[Story],
            before: Before) -> tuple[tuple[Document, ...], tuple[Story, ...]]:
    """The stories that new documents join, and their documents."""
    new = {each.id for each in documents if before.fresh(each)}
    kept = tuple(each for each in piles if new & set(each.documents))
    here = {document for each in kept for document in each.documents}
    return tuple(each for each in documents if each.id in here), kept


def renewed(inputs: Sequence[StoryInput], documents: Sequence[Document], before: Before) -> tuple[StoryInput, ...]:
    """What is written of: the claims that a new document makes."""
    new = {each.id for each in documents if before.fresh(each)}
    left = (replace(each, claims=tuple(claim for claim in each.claims
                                       if any(each.facts[fact].document in new for fact in claim.facts)))
            for each in inputs)
    return tuple(each for each in left if each.claims)
