"""What the briefing leaves out and why, in few lines."""

from collections import Counter
from collections.abc import Iterator

from briefing.model import Briefing, Skipped

SHOWN = 3  # items of one kind that are told one by one; more are counted


def left_out(briefing: Briefing) -> tuple[str, ...]:
    """One line for each kind of thing that was left out: furniture counted, items named while they are few."""
    return (*_furniture(briefing), *_skipped(briefing))


def _furniture(briefing: Briefing) -> Iterator[str]:
    """The removed spans of all documents in one line, the most frequent first."""
    spans = Counter(each.reason for document in briefing.documents for each in document.removed)
    homes = Counter(reason for document in briefing.documents for reason in {each.reason for each in document.removed})
    kinds = [f"{reason} ({_count(spans[reason], 'passage')} in {_count(homes[reason], 'document')})"
             for reason in sorted(spans, key=lambda each: (-spans[each], each))]
    if kinds:
        yield f"Page furniture, which no stage reads: {', '.join(kinds)}"


def _skipped(briefing: Briefing) -> Iterator[str]:
    groups: dict[tuple[str, str], list[Skipped]] = {}
    for each in briefing.skipped:
        groups.setdefault((each.stage, each.reason.partition(":")[0]), []).append(each)
    names = {each.id: each.publisher or each.path or each.title for each in briefing.documents}
    for (stage, reason), members in groups.items():
        if len(members) <= SHOWN:
            yield from (f"{names.get(each.item, each.item)}: {each.reason} ({stage})" for each in members)
        else:
            homes = sorted({names.get(each.item, each.item) for each in members})
            yield f"{reason}: {len(members)} times, {_listed(homes)} ({stage})"


def _listed(names: list[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
