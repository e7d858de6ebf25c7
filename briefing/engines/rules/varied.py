"""What of the worthiest claims is told: none that repeats another, none that another refuses without it."""

import heapq
from collections.abc import Sequence
from dataclasses import replace

from briefing.engines.engine import StoryInput
from briefing.engines.rules.adding import Page
from briefing.engines.rules.another import do_another, of_another_speaker, other_figure
from briefing.engines.rules.detectors.profile import denied
from briefing.engines.rules.stating import refuse
from briefing.engines.rules.worth import Told
from briefing.language.denials import exclude_each_other
from briefing.text.likeness import Repeats, overlap
from briefing.text.words import acts, count_words, terms

BRIEF = 5
"""Sentences of the part that a reader in a hurry reads."""

FIRST = 100.0
"""What puts the sentence that tells the event before all others."""

LEAST_WORTH = 0.5
"""The worth up to which nothing is told."""

HEAD, EVENT_AGAIN = 0.02, 0.35
"""The part of a report that is its first sentence, and the share of the shorter one's terms from which it tells the
event again."""

OF_ONE_THING, AT_LEAST, AGAINST = 0.5, 3, 3.0
"""Share of the shorter one's terms, and terms, from which two sentences speak of one thing, and what it is worth that
one refuses what the other says: a page that tells one alone misleads."""

SAME = 0.7
"""Share of the shorter one's terms from which a sentence adds nothing to one already chosen."""


def varied(told: Sequence[Told], most: int, room: int, story_input: StoryInput, shown: Sequence[str]) -> list[Told]:
    """Greedy by worth: less for what has been said, more for a document not yet heard, most of all the latest.

    What a table of divergences shows is told again only among the first few; from then on, only what `room` (in
    words) is left for. What adds nothing to those above it is not told: who says it is credited to them.
    """
    queue = _Queue(sorted(told, key=lambda t: (-t.leads, -t.worth, t.fact.id)), story_input)
    sentences, tables = Repeats(), Repeats()
    for statement in shown:
        tables.add(statement)
    while len(queue.kept) < most and (best := queue.pop()) is not None:
        text = queue.told[best].text
        if len(queue.kept) >= BRIEF and (count_words(text) > room or tables.holds(text)):
            continue
        if queue.says_otherwise(best) or (queue.adds(best) and (queue.against[best] or not sentences.holds(text))):
            queue.keep(best)
            sentences.add(text)
            room -= count_words(text)
        else:
            queue.credit(best)
    return queue.chosen()


class _Queue:
    """What is left to choose from, the best first.

    What is chosen only ever lowers the worth of the rest, so that one is weighed anew only when it comes first.
    """

    def __init__(self, told: Sequence[Told], story_input: StoryInput) -> None:
        self.told, self.latest = told, story_input.story.documents[-1]
        self.shown = frozenset(f for d in story_input.divergences for p in d.positions for f in p.facts)
        self.kept: list[int] = []
        self.credits: dict[int, list[str]] = {}
        """The facts that say no more than a kept one."""

        self.heard: set[str] = set()
        self.said = [0.0] * len(told)
        """How much of each the one of the chosen that is nearest to it has said."""

        self.old = [0.0] * len(told)
        """How much of each all of the chosen together have said."""

        self.codes = [story_input.documents[each.fact.document].language for each in told]
        self.page = Page([(each.text, code) for each, code in zip(told, self.codes, strict=True)])
        self.against = [0.0] * len(told)
        """What it is worth that each denies what one of the chosen says, or says what that denies."""

        self.queue = [(-self._worth(n) - FIRST * told[n].leads, n, 0) for n in range(len(told))]
        heapq.heapify(self.queue)

    def pop(self) -> int | None:
        """The place of the best of the rest; None where none is worth telling."""
        while self.queue:
            worth, n, weighed = heapq.heappop(self.queue)
            if -worth <= LEAST_WORTH:
                return None
            if weighed == len(self.kept):
                return n
            own = terms(self.told[n].text)
            for each in self.kept[weighed:]:
                self.said[n] = max(self.said[n], shares := overlap(own, terms(self.told[each].text)))
                both = len(own & terms(self.told[each].text))
                of_one = both >= AT_LEAST and shares >= OF_ONE_THING
                if of_one and refuse(self.told[n].text, self.told[each].text):
                    self.against[n] = AGAINST
            self.old[n] = 1 - self.page.new(n)
            heapq.heappush(self.queue, (-self._worth(n), n, len(self.kept)))
        return None

    def adds(self, n: int) -> bool:
        """Whether a candidate says more than what is on the page, or that it is not so."""
        if self.against[n] or self._denies(n):
            return True
        if self.tells_event_again(n):
            return False
        if self.page.has_act(n):
            return True
        return self.said[n] < SAME and self.page.adds(n, self.said[n])

    def tells_event_again(self, n: int) -> bool:
        """Whether a candidate opens its report with the event that stands on the page, and has nothing new on it."""
        event = next((each for each in self.kept if self.told[each].leads > 1), None)
        if event is None or self.told[n].place >= HEAD or self.page.has_news(n):
            return False
        return overlap(terms(self.told[n].text), terms(self.told[event].text)) >= EVENT_AGAIN

    def says_otherwise(self, n: int) -> bool:
        """Whether a candidate says something else of the one thing that the nearest sentence on the page tells, another
        figure, act or speaker, and no table of divergences shows it."""
        if not self.kept or self.said[n] < OF_ONE_THING or not self.shown.isdisjoint(self.told[n].claim.facts):
            return False
        near, own, code = self.told[self._nearest(n)], self.told[n], self.codes[n]
        return code == self.codes[self._nearest(n)] and (
            other_figure(own.text, near.text, code)
            or do_another(own.text, near.text, code)
            or of_another_speaker(own.fact, near.fact))

    def _denies(self, n: int) -> bool:
        """Whether a candidate and the sentence on the page that is nearest to it deny what the other says."""
        text, near = self.told[n].text, self.told[self._nearest(n)].text if self.kept else ""
        if self.codes[n] != "en" and near:
            return exclude_each_other(text, near, self.codes[n])
        no, nay = denied(text), denied(near)
        return bool((no - nay) & terms(near) or (nay - no) & terms(text))

    def _nearest(self, n: int) -> int:
        """The sentence on the page that has most of a candidate."""
        own = terms(self.told[n].text)
        return max(self.kept, key=lambda each: overlap(own, terms(self.told[each].text)))

    def _worth(self, n: int) -> float:
        """What a candidate is worth beside those already chosen."""
        each = self.told[n]
        fresh = (each.fact.document not in self.heard) * (1.4 if each.fact.document == self.latest else 0.7)
        return (each.worth + fresh) * (1 - 0.8 * max(self.said[n], self.old[n])) + self.against[n]

    def keep(self, n: int) -> None:
        """Choose one."""
        self.kept.append(n)
        self.heard.add(self.told[n].fact.document)
        self.page.add(n)

    def credit(self, n: int) -> None:
        """Note who says again what stands on the page; who denies it, or tells another act of the same people, does
        not."""
        if self._denies(n):
            return
        nearest, done = self._nearest(n), acts(terms(self.told[n].text))
        if done and not done & terms(self.told[nearest].text):
            return
        self.credits.setdefault(nearest, []).extend(self.told[n].claim.facts)

    def chosen(self) -> list[Told]:
        """The chosen, each with the facts that say no more."""
        return [_credited(self.told[n], self.credits.get(n, ())) for n in self.kept]


def _credited(told: Told, facts: Sequence[str]) -> Told:
    return replace(told, claim=replace(told.claim, facts=tuple(dict.fromkeys((*told.claim.facts, *facts)))))
