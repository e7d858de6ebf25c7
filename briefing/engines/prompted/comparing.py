"""Facts → what they say alike and where they differ: one call for each batch of like facts, one that weighs."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.engines.engine import Comparison, Finding, Lost, Pile, Side
from briefing.engines.prompted.agreeing import figures_agree
from briefing.engines.prompted.asking import Work
from briefing.engines.prompted.forms import (
    DIFFERING,
    LATER,
    OVERTAKEN,
    Compared,
    Difference,
    Verdict,
    Verdicts,
    is_said,
)
from briefing.engines.prompted.lost_calls import lost_call
from briefing.engines.prompted.showing import Shown, numbered
from briefing.engines.rules import comparing as rules
from briefing.llm.ask import Problem, Request
from briefing.llm.prompts import load
from briefing.model import Document, Fact
from briefing.text.evidence import fold

BATCH = 24_000
"""Tokens of facts in one call; a story with more is compared in several, like facts together."""

WEIGHED = 40
"""Proposals in one call that weighs them."""

PASSAGES = 6
"""Facts of one position that the last editor sees."""

UNWEIGHED = WEIGHED + 1
"""The rank of a proposal that nobody weighed, behind all that were."""

SUBJECT = 12
"""Facts under one subject, at most."""

DAY = len("2031-05-06")
"""Letters of a date that is a day, and no month or year."""


@dataclass(frozen=True, slots=True)
class Compare:
    """Compares the facts of one story."""

    count: Callable[[str], int]
    """Tokens of a text."""

    def __call__(
        self,
        pile: Pile,
        documents: Mapping[str, Document],
        support: Mapping[str, str],
    ) -> Work[tuple[Comparison, tuple[Lost, ...]]]:
        """What the facts say alike and where they differ, and the calls that gave nothing.

        What the rules find is a hint: it counts only where the model takes it up, or where the model gave no answer.
        """
        facts, groups = pile.facts, pile.groups
        by_rule = rules.compare(facts, groups, documents, support)
        shown = Shown({fact.id: fact for fact in facts}, documents, support)
        if len({fact.document for fact in facts}) < 2:  # nobody to compare it with; what rules find in it is weighed
            kept, unweighed = yield from self._weigh(by_rule.findings, (), shown)
            return Comparison(by_rule.same, kept), unweighed
        same: list[tuple[str, ...]] = []
        proposals: list[Finding] = []
        lost: list[Lost] = []
        batches = self._batches(_subjects(facts, groups), shown)
        while batches:
            answers = yield [_request(batch, shown, by_rule) for batch in batches]
            again: list[Sequence[Sequence[str]]] = []
            for batch, answer in zip(batches, answers, strict=True):
                here = {fact for subject in batch for fact in subject}
                if not answer.is_whole and (halves := _halves(batch, answer.problem)):
                    again += halves
                    continue
                if answer.value is None:
                    lost.append(lost_call(answer.problem, "compare", facts[0].document, "compared by rule",
                                          by_rule=True))
                    same += [g for group in by_rule.same if len(g := tuple(f for f in group if f in here)) > 1]
                    proposals += [each for each in by_rule.findings if _lies_in(each, here)]
                    continue
                same += _same(answer.value, here, shown)
                proposals += [f for d in answer.value.divergences if (f := _finding(d, here, shown))]
            batches = again
        groups_told = _apart(same)
        kept, unweighed = yield from self._weigh(proposals, groups_told, shown)
        return Comparison(groups_told, kept), (*lost, *unweighed)

    def _batches(self, subjects: Sequence[Sequence[str]], shown: Shown) -> list[Sequence[Sequence[str]]]:
        """The subjects in as few calls as hold them."""
        batches: list[list[Sequence[str]]] = []
        room = 0
        for subject in subjects:
            size = sum(self.count(line) for line in shown.lines(subject))
            if not batches or size > room:
                batches.append([])
                room = BATCH
            batches[-1].append(subject)
            room -= size
        return [*batches]

    def _weigh(
        self, proposals: Sequence[Finding], same: Sequence[Sequence[str]], shown: Shown
    ) -> Work[tuple[tuple[Finding, ...], tuple[Lost, ...]]]:
        """The proposals that stand, as the last editor words them; those nobody weighed as they came."""
        batches = [proposals[n : n + WEIGHED] for n in range(0, len(proposals), WEIGHED)]
        kept: list[tuple[int, Finding]] = []
        lost: list[Lost] = []
        answers = yield [_weighing(batch, same, shown) for batch in batches]
        for batch, answer in zip(batches, answers, strict=True):
            if answer.value is None:
                kept += ((UNWEIGHED, each) for each in batch)
                lost.append(lost_call(answer.problem, "diverge", batch[0].summary, "not weighed"))
                continue
            standing, wordless = _standing(batch, answer.value, set(_behind(batch, same, shown)), shown)
            kept += standing
            lost += (Lost("diverge", each.summary, "left out", "too few of its positions have words of their own in "
                          "what they cite") for each in wordless)
        worthy = [(each.importance, rank, n) for n, (rank, each) in enumerate(kept)]
        return tuple(kept[n][1] for _, _, n in sorted(worthy)), tuple(lost)


def _subjects(facts: Sequence[Fact], groups: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The facts, like things together, each in one place; those like none at the end, as their documents tell them."""
    taken: set[str] = set()
    subjects: list[tuple[str, ...]] = []
    for group in groups:
        own = tuple(fact for fact in group if fact not in taken)[:SUBJECT]
        if len(own) > 1:
            subjects.append(own)
            taken.update(own)
    alone = [fact.id for fact in facts if fact.id not in taken]
    return [*subjects, *(tuple(alone[n : n + SUBJECT]) for n in range(0, len(alone), SUBJECT))]


def _halves(batch: Sequence[Sequence[str]], problem: Problem | None) -> list[Sequence[Sequence[str]]]:
    """The subjects of a call in two, where they were too many for the model; nothing where they can't be parted. What
    a reply that broke off had told of them is asked for again: what it had not come to could be of any of them."""
    if problem is None or problem.kind not in ("length", "time", "context") or len(batch) < 2:
        return []
    middle = len(batch) // 2
    return [batch[:middle], batch[middle:]]


def _request(batch: Sequence[Sequence[str]], shown: Shown, by_rule: Comparison) -> Request[Compared]:
    here = {fact for subject in batch for fact in subject}
    hints = [f"{each.kind}: {' ~ '.join(_hinted(side, here, shown) for side in each.sides)}"
             for each in by_rule.findings if _lies_in(each, here)]
    told: dict[str, str] = {}
    system, user = load("compare").render(sources=_sources(here, shown), hints=hints,
        subjects=[shown.lines(subject, told) for subject in batch],
    )
    return Request("compare", f"{len(here)} facts", system, user, Compared, 40 * len(here))


def _lies_in(finding: Finding, here: set[str]) -> bool:
    """Whether each side of a finding has a fact among these."""
    return all(here.intersection(side.facts) for side in finding.sides)


def _hinted(side: Side, here: set[str], shown: Shown) -> str:
    return ", ".join(shown.tags[fact] for fact in side.facts[:3] if fact in here)


def _sources(here: set[str], shown: Shown) -> list[str]:
    """The independent sources of some facts, each with the versions of its report."""
    told: dict[str, dict[str, None]] = {}
    for fact in shown.facts.values():
        if fact.id in here:
            told.setdefault(shown.support[fact.id], {})[shown.source(fact)] = None
    return [" = ".join(names) for names in told.values()]


def _same(reply: Compared, here: set[str], shown: Shown) -> Iterator[tuple[str, ...]]:
    for group in reply.same:
        known = shown.named(group, here)
        if len(known) > 1:
            yield known


def _apart(groups: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The groups, those whose first fact, which all of a group state, is the same made one; a fact that says more may
    stand in several, behind others, but not lead another's group besides."""
    joined: dict[str, dict[str, None]] = {}
    for first, *others in groups:
        home = next((name for name, own in joined.items() if first in own and name in others), first)
        joined.setdefault(home, {home: None}).update(dict.fromkeys((first, *others)))
    return tuple(tuple(own) for own in joined.values())


def _finding(difference: Difference, here: set[str], shown: Shown) -> Finding | None:
    """What the model proposes, where two positions have facts."""
    sides = tuple(Side(p.statement, facts) for p in difference.positions
                  if (facts := shown.named(p.facts, here)))
    if len(sides) < 2:
        return None
    return Finding(difference.kind, _importance(difference.importance), _label(difference.summary), sides,
                   OVERTAKEN.get(difference.relation))


def _label(summary: str) -> str:
    """A summary as a heading has it, without a full stop."""
    return " ".join(summary.split()).rstrip(". ")


def _importance(given: int) -> int:
    return min(3, max(1, given))


def _weighing(batch: Sequence[Finding], same: Sequence[Sequence[str]], shown: Shown) -> Request[Verdicts]:
    system, user = load("weigh").render(
        passages=shown.passages(_behind(batch, same, shown)),
        proposals=numbered(_proposal(finding, shown) for finding in batch),
    )
    return Request("weigh", f"{len(batch)} divergences", system, user, Verdicts, 150 * len(batch))


def _behind(batch: Sequence[Finding], same: Sequence[Sequence[str]], shown: Shown) -> list[str]:
    """The facts behind some proposals and those of other sources that state the same, as the story has them."""
    named = {fact for finding in batch for side in finding.sides for fact in side.facts[:PASSAGES]}
    mates = {fact for group in same if named.intersection(group) for fact in group}
    return [fact for fact in shown.facts if fact in named | mates]


def _proposal(finding: Finding, shown: Shown) -> str:
    explained = f", explained by {finding.explained_by}" if finding.explained_by else ""
    lines = [f"[{finding.kind}{explained}] {finding.summary}"]
    for letter, side in zip("ABCDEFGHIJ", finding.sides, strict=False):
        lines.append(f"   {letter}: {side.statement} ({shown.dated(side.facts[:PASSAGES])})")
    return "\n".join(lines)


def _standing(batch: Sequence[Finding], reply: Verdicts, seen: Container[str], shown: Shown
              ) -> tuple[list[tuple[int, Finding]], list[Finding]]:
    """The proposals of a batch as weighed, each with its rank in worth; behind them those without a verdict, as they
    came. And those kept whose positions have no words of their own."""
    verdicts = {verdict.number: verdict for verdict in reply.verdicts}
    order = tuple(dict.fromkeys(reply.order))
    told: list[tuple[int, Finding]] = []
    weighed: dict[int, Finding] = {}
    wordless: list[Finding] = []
    for number, finding in enumerate(batch, 1):
        verdict = verdicts.get(number)
        if verdict is None:
            told.append((UNWEIGHED, finding))
        elif _is_kept(verdict, shown):
            if new := _weighed(finding, verdict, seen, shown):
                weighed[number] = new
            else:
                wordless.append(finding)
    repeated = {number: same for number in weighed if (same := verdicts[number].same_as) in weighed}
    for number, finding in weighed.items():
        if _origin(number, repeated) == number:
            told.append((order.index(number) if number in order else len(batch), finding))
    return told, wordless


def _is_kept(verdict: Verdict, shown: Shown) -> bool:
    """Whether the last editor keeps a point, says throughout that the positions differ, and their figures do."""
    is_one = verdict.keep and is_said(verdict.clash) and verdict.relation in DIFFERING
    return is_one and not (verdict.kind == "figure" and figures_agree([p.words for p in verdict.positions], *{
        shown.documents[shown.facts[fact].document].language
        for p in verdict.positions for fact in shown.named(p.facts)}))


def _origin(number: int, repeated: Mapping[int, int | None]) -> int:
    """The point that a number repeats in the end; of points that repeat each other the first."""
    seen: set[int] = set()
    while number not in seen and (same := repeated.get(number)) is not None:
        seen.add(number)
        number = same
    return min(seen) if number in seen else number


def _weighed(finding: Finding, verdict: Verdict, seen: Container[str], shown: Shown) -> Finding | None:
    """A proposal in the last editor's words, on facts whose passages he saw; None where fewer than two of its positions
    have words of their own in a document that they rest on: silence is no position."""
    proven = [(Side(p.statement, facts), p.words) for p in verdict.positions
              if (facts := shown.named(p.facts, seen)) and shown.has_words(p.words, facts)]
    sides = tuple(side for side, _ in proven)
    if len({fold(words).casefold() for _, words in proven}) < 2:
        return None
    explained = OVERTAKEN.get(verdict.relation)
    if explained is None and verdict.kind == "figure" and _is_of_other_days(sides, shown):
        sides, explained = tuple(sorted(sides, key=lambda side: _day(side, shown))), "different day"
    if explained == LATER:
        ordered = sorted(sides, key=lambda side: _day(side, shown))
        days = [_day(side, shown) for side in ordered]
        sides, explained = (tuple(ordered), explained) if all(map(all, days)) and days[0] < days[-1] else (sides, None)
    return replace(
        finding, kind=verdict.kind, importance=_importance(verdict.importance), summary=_label(verdict.summary),
        sides=sides, explained_by=explained,
    )


def _is_of_other_days(sides: Sequence[Side], shown: Shown) -> bool:
    """Whether each side tells of days of its own, by what its facts say and not by when they were told."""
    days = [{shown.facts[fact].when or "" for fact in side.facts} for side in sides]
    return all(len(day) == DAY for own in days for day in own) and len(set[str]().union(*days)) == sum(map(len, days))


def _day(side: Side, shown: Shown) -> tuple[str, str]:
    """When what a side tells was so, and when it was first told; empty where that is not known."""
    facts = [shown.facts[fact] for fact in side.facts]
    told = min((shown.documents[each.document].published or "" for each in facts), default="")
    return min((each.when or "" for each in facts if len(each.when or "") == len(told)), default=told), told
