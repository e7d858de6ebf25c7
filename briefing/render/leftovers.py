"""What the briefing leaves out and why, in few lines."""

from collections import Counter
from collections.abc import Iterator

from briefing.model import Briefing, Skipped
from briefing.render.phrases import count

SHOWN = 3  # items of one kind that are told one by one; more are counted
LONGEST = 120  # characters of a left-out sentence
STAGES = {
    "sources": "Not read",
    "extract": "Read, but not found in the document word for word",
    "rule": "Read by rule, not by the model",
    "ask": "The model's endpoint",
    "withdraw": "Taken back by the outlet itself",
    "read": "Read, and nothing found to tell",
    "requote": "Quotes that do not stand in the document",
    "diverge": "A divergence that did not hold",
    "compare": "Not compared by the model",
    "compose": "Not written by the model",
    "verify": "Not carried by its evidence",
}


def left_out(briefing: Briefing) -> tuple[str, ...]:
    """One line for each kind of thing that was left out: furniture counted, items named while they are few."""
    return (*_furniture(briefing), *skipped(briefing), *_untold(briefing))


def _furniture(briefing: Briefing) -> Iterator[str]:
    """The removed spans of all documents in one line, the most frequent first."""
    spans = Counter(each.reason for document in briefing.documents for each in document.removed)
    homes = Counter(reason for document in briefing.documents for reason in {each.reason for each in document.removed})
    kinds = [f"{reason} ({count(spans[reason], 'passage')} in {count(homes[reason], 'document')})"
             for reason in sorted(spans, key=lambda each: (-spans[each], each))]
    if kinds:
        yield f"Page furniture, which no stage reads: {', '.join(kinds)}"


def _untold(briefing: Briefing) -> Iterator[str]:
    """The facts that the page does not show, by reason, the most frequent first; the record lists them."""
    reasons = Counter(each.reason for each in briefing.untold)
    if reasons:
        frequent = sorted(reasons.items(), key=lambda each: (-each[1], each[0]))
        told = ", ".join(f"{number:,} ({reason})" for reason, number in frequent)
        yield f"Read and not told, of {count(len(briefing.facts), 'statement')}: {told}"


def skipped(briefing: Briefing) -> Iterator[str]:
    """Each item with its reason; many items of one reason in one line."""
    groups: dict[tuple[str, str], list[Skipped]] = {}
    for each in briefing.skipped:
        groups.setdefault((each.stage, each.reason.partition(":")[0]), []).append(each)
    names = {each.id: each.publisher or each.path or each.title for each in briefing.documents}
    for (stage, reason), members in groups.items():
        told = STAGES.get(stage, stage)
        if len(members) <= SHOWN:
            yield from (f"{told}: {names.get(each.item, _short(each.item))} ({each.reason})" for each in members)
        else:
            homes = sorted({names[each.item] for each in members if each.item in names})
            where = f", in {_listed(homes)}" if homes else ""
            yield f"{told}: {len(members)} times{where} ({reason})"


def _short(item: str) -> str:
    """A long sentence cut at a word."""
    return item if len(item) <= LONGEST else item[:LONGEST].rsplit(" ", 1)[0] + "…"


def _listed(names: list[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")
