"""What a report is about: its words and names, the title counting most and the tail least."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from briefing.regex import lazy_regex
from briefing.text.lemmas import is_known
from briefing.text.names import names
from briefing.text.words import term_list

TITLE = 5.0
"""How often a word of the title counts; fitted, as the next four, by `benchmarks/stories.py --fit`."""

HEAD, BODY = 1500, 3000
"""Characters that are read in full, and those that are read at all: what a report is about stands at its head."""

TAIL = 0.5
"""How often a word between the two counts."""

NAME = 0.5
"""How often a word counts once more where it is part of a name."""

_WORD = lazy_regex(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Gist:
    """A report as the search for its like sees it."""

    weights: dict[str, float]
    """Term or "@name" → weight, before its rarity counts."""

    subject: frozenset[str]
    """The proper names of the title, in lower case: its words that the body writes with a capital only."""

    words: frozenset[str]
    """All words that were read, in lower case."""

    def is_of_another(self, other: "Gist") -> bool:
        """Whether each title names something, and neither report mentions any of what the other's title names: two
        earthquakes may be told in the same words, but not of the same town."""
        return bool(self.subject and other.subject) and self.subject.isdisjoint(other.words) \
            and other.subject.isdisjoint(self.words)

    def names_a_subject_of(self, other: "Gist") -> bool:
        """Whether it mentions something that the other's title names."""
        return not self.words.isdisjoint(other.subject)


def gist(title: str, parts: Sequence[str]) -> Gist:
    """The gist of a report of which `parts` are the paragraphs that were kept, in order."""
    body = "\n".join(islice(parts, BODY))[:BODY]
    counts: defaultdict[str, float] = defaultdict(float)
    for text, weight in ((title, TITLE), (body[:HEAD], 1.0), (body[HEAD:], TAIL)):
        for term in term_list(text):
            counts[term] += weight
        for name in names(text):
            for word in name.text.lower().split():
                counts[f"@{word}"] += NAME * weight
    weights = {term: math.log1p(count) for term, count in sorted(counts.items())}
    return Gist(weights, _subject(title, body), frozenset(_plain(f"{title}\n{body}")))


def _subject(title: str, body: str) -> frozenset[str]:
    """Headlines may write every word with a capital: the body tells which are names. A common word at the head of one
    ("President to name …", "Small country …") is none where the body has it only before another name."""
    written = set(_WORD.findall(body))
    told = [name.text.lower().split() for name in names(body)]
    named, last = {word for name in told for word in name}, {name[-1] for name in told}
    first = next(iter(_plain(title)), "")
    if first in named - last and is_known(first):
        named.remove(first)
    return frozenset(word for word in _plain(title) if word in named and word not in written)


def _plain(text: str) -> list[str]:
    """Words in lower case, without possessive endings."""
    return [word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text)]
