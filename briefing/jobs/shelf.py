"""Which stories new documents may join: an index from terms to the documents that a job compares with.

It only saves work: of the stories that it finds the documents are read, and the stage that makes stories decides.
"""

import json
import math
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from briefing.jobs.state import stamp
from briefing.stages.stories import ALIKE
from briefing.text.neighbours import WIDESPREAD, Elsewhere, rarity

SLACK = 3.0
"""A document's length is that of the day on which it came, and the terms that most texts hold are not looked up; so a
story is read from a third of the likeness on that would join it."""

UNIT = 1000  # weights are kept as whole numbers
BATCH = 250  # documents that are put on the shelf at once


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document that is compared with what comes after it."""

    sha256: str
    file: str
    """sha256 of the file that it stands in; "" for one that stands in none."""

    story: str
    weights: Mapping[str, float]
    """Of its gist; empty for one that nothing is to be found by."""


class Shelf:
    """The documents of one job that are compared with what comes after them."""

    def __init__(self, db: sqlite3.Connection, job: str) -> None:
        self.db, self.job = db, job

    def is_whole(self, since: datetime) -> bool:
        """Whether every document of a story that a run has read since a moment is here."""
        row = self.db.execute(
            "SELECT 1 FROM seen WHERE job = ? AND at >= ? AND story IS NOT NULL AND NOT EXISTS (SELECT 1 FROM shelf "
            "WHERE shelf.job = seen.job AND shelf.sha256 = seen.sha256) LIMIT 1", (self.job, stamp(since)))
        return row.fetchone() is None

    def put(self, documents: Iterable[Shelved]) -> None:
        """Note documents that a run has read; one that is here stays as it is."""
        left = iter(documents)
        while batch := {each.sha256: each for each in islice(left, BATCH)}:
            here = {sha256 for sha256, in self.db.execute(
                "SELECT sha256 FROM shelf WHERE job = ? AND sha256 IN (SELECT value FROM json_each(?))",
                (self.job, json.dumps(list(batch))))}
            self._put([each for sha256, each in batch.items() if sha256 not in here])

    def fill(self, since: datetime) -> None:
        """Note what is missing of what was read since a moment as documents that nothing is found by: their files are
        gone."""
        self.db.execute("INSERT INTO shelf (job, sha256, file, story, at, length, terms) SELECT job, sha256, '', "
                        "story, at, 0, x'' FROM seen WHERE job = ? AND at >= ? AND story IS NOT NULL AND NOT EXISTS "
                        "(SELECT 1 FROM shelf WHERE shelf.job = seen.job AND shelf.sha256 = seen.sha256)",
                        (self.job, stamp(since)))

    def _put(self, new: Sequence[Shelved]) -> None:
        counted = Counter(term for each in new for term in each.weights)
        self.db.executemany("INSERT INTO terms (job, term, holders) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
                            "holders = holders + excluded.holders", [(self.job, *each) for each in counted.items()])
        known = {term: (key, holders) for key, term, holders in self._terms(counted)}
        texts = len(self) + len(new)
        found: list[tuple[int, int, int]] = []
        for each in new:
            weighed = ((weight, rarity(texts, known[term][1])) for term, weight in each.weights.items())
            length = math.sqrt(math.fsum((weight * rare) ** 2 for weight, rare in weighed))
            keys = array("I", sorted(known[term][0] for term in each.weights))
            row = self.db.execute("INSERT INTO shelf (job, sha256, file, story, at, length, terms) SELECT job, sha256, "
                                  "?, ?, at, ?, ? FROM seen WHERE job = ? AND sha256 = ?",
                                  (each.file, each.story, length, keys.tobytes(), self.job, each.sha256))
            found += [(known[term][0], row.lastrowid or 0, round(weight * UNIT))
                      for term, weight in each.weights.items()]
        self.db.executemany("INSERT INTO postings VALUES (?, ?, ?)", sorted(found))

    def near(self, gists: Iterable[Mapping[str, float]]) -> frozenset[str]:
        """The stories that one of these texts may join."""
        sizes = dict(self.db.execute("SELECT story, count(*) FROM shelf WHERE job = ? AND length > 0 GROUP BY story",
                                     (self.job,)))
        texts = sum(sizes.values()) + 1
        return frozenset(story for each in gists for story, total in self._likeness(each, texts)
                         if total * SLACK >= ALIKE * sizes[story])

    def _likeness(self, weights: Mapping[str, float], texts: int) -> Iterator[tuple[str, float]]:
        """(story, likeness of a text to all its documents together), by the terms that are not widespread."""
        known = {term: (key, rarity(texts, holders + 1), holders) for key, term, holders in self._terms(weights)}
        length = math.sqrt(math.fsum((weight * (known[term][1] if term in known else rarity(texts, 1))) ** 2
                                     for term, weight in weights.items())) or 1.0
        wanted = [(key, weights[term] * rare * rare / (length * UNIT)) for term, (key, rare, holders) in known.items()
                  if holders <= WIDESPREAD]
        self.db.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (term INTEGER PRIMARY KEY, factor REAL)")
        self.db.execute("DELETE FROM wanted")
        self.db.executemany("INSERT INTO wanted VALUES (?, ?)", wanted)
        yield from self.db.execute(
            "SELECT story, sum(likeness / length) FROM (SELECT document, sum(weight * factor) AS likeness FROM wanted "
            "JOIN postings USING (term) GROUP BY document) JOIN shelf ON shelf.id = document AND length > 0 "
            "GROUP BY story").fetchall()

    def documents(self, stories: Set[str], after: datetime | None = None) -> Iterator[tuple[str, str, str, str]]:
        """(sha256, file, story, when it came) of the documents of these stories, and of those that a document came to
        after a moment."""
        return iter(self.db.execute(
            "SELECT sha256, file, story, at FROM shelf WHERE job = ? AND (story IN (SELECT value FROM json_each(?)) OR "
            "story IN (SELECT story FROM shelf WHERE job = ? AND at > ?))",
            (self.job, json.dumps(sorted(stories)), self.job, stamp(after) if after else "9999")).fetchall())

    def elsewhere(self, here: Sequence[Mapping[str, float]], new: Sequence[Mapping[str, float]]) -> Elsewhere:
        """What is on the shelf but for the texts of it that are `here`: how many, and who holds the terms of these and
        of new ones."""
        counted = Counter(term for each in here for term in each)
        terms = counted.keys() | {term for each in new for term in each}
        return Elsewhere(max(0, len(self) - len(here)), {
            term: max(0, holders - counted[term]) for _, term, holders in self._terms(terms)})

    def retire(self, before: datetime) -> None:
        """Take away what came before a moment."""
        self._erase("at < ?", stamp(before))
        self.db.execute("DELETE FROM shelf WHERE job = ? AND at < ?", (self.job, stamp(before)))

    def forget(self, documents: Set[str]) -> None:
        """Erase the words of documents; nothing is found by them any more."""
        listed = json.dumps(sorted(documents))
        self._erase("sha256 IN (SELECT value FROM json_each(?))", listed)
        self.db.execute("UPDATE shelf SET terms = x'', length = 0 WHERE job = ? AND sha256 IN (SELECT value FROM "
                        "json_each(?))", (self.job, listed))

    def _erase(self, which: str, value: str) -> None:
        """Take the terms of some documents out of the index, and those that nobody holds any more."""
        rows = self.db.execute(f"SELECT id, terms FROM shelf WHERE job = ? AND {which}", (self.job, value)).fetchall()
        held = [(key, document) for document, terms in rows for key in array("I", terms)]
        counted = Counter(key for key, _ in held)
        self.db.executemany("DELETE FROM postings WHERE term = ? AND document = ?", held)
        self.db.executemany("UPDATE terms SET holders = holders - ? WHERE id = ?",
                            [(count, key) for key, count in counted.items()])
        self.db.executemany("DELETE FROM terms WHERE id = ? AND holders <= 0", [(key,) for key in counted])

    def _terms(self, terms: Iterable[str]) -> list[tuple[int, str, int]]:
        """(key, term, how many documents hold it) of those that are known."""
        return self.db.execute("SELECT id, term, holders FROM terms WHERE job = ? AND term IN (SELECT value FROM "
                               "json_each(?))", (self.job, json.dumps(list(terms)))).fetchall()

    def __len__(self) -> int:
        return int(self.db.execute("SELECT count(*) FROM shelf WHERE job = ?", (self.job,)).fetchone()[0])
