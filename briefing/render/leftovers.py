"""What the briefing leaves out and why, in few lines."""

from collections import Counter
from collections.abc import Iterator

from briefing.language.wording import counted, reason_of, said, stage_of
from briefing.model import Briefing, Skipped
from briefing.render.telling import page_code

SHOWN = 3  # items of one kind that are told one by one; more are counted
LONGEST = 120  # characters of a left-out sentence


def left_out(briefing: Briefing) -> tuple[str, ...]:
    """One line for each kind of thing that was left out: furniture counted, items named while they are few."""
    return (*_furniture(briefing), *skipped(briefing), *_untold(briefing))


def _furniture(briefing: Briefing) -> Iterator[str]:
    """The removed spans of all documents in one line, the most frequent first."""
    spans = Counter(each.reason for document in briefing.documents for each in document.removed)
    homes = Counter(reason for document in briefing.documents for reason in {each.reason for each in document.removed})
    code = page_code(briefing)
    kinds = [said("page", "furniture_kind", code, kind=reason_of(reason, code),
                  passages=counted("passages", spans[reason], code),
                  documents=counted("documents", homes[reason], code))
             for reason in sorted(spans, key=lambda each: (-spans[each], each))]
    if kinds:
        yield said("page", "furniture", code, kinds=", ".join(kinds))


def _untold(briefing: Briefing) -> Iterator[str]:
    """The facts that the page does not show, by reason, the most frequent first; the record lists them."""
    reasons = Counter(each.reason for each in briefing.untold)
    if reasons:
        frequent = sorted(reasons.items(), key=lambda each: (-each[1], each[0]))
        code = page_code(briefing)
        told = ", ".join(f"{number:,} ({reason_of(reason, code)})" for reason, number in frequent)
        yield said("page", "untold", code, statements=counted("statements", len(briefing.facts), code), reasons=told)


def skipped(briefing: Briefing) -> Iterator[str]:
    """Each item with its reason; many items of one reason in one line."""
    groups: dict[tuple[str, str], list[Skipped]] = {}
    for each in briefing.skipped:
        groups.setdefault((each.stage, each.reason.partition(":")[0]), []).append(each)
    names = {each.id: each.publisher or each.path or each.title for each in briefing.documents}
    code = page_code(briefing)
    for (stage, reason), members in groups.items():
        told = stage_of(stage, code)
        if len(members) <= SHOWN:
            yield from (f"{told}: {names.get(each.item, _short(each.item))} ({reason_of(each.reason, code)})"
                        for each in members)
        else:
            homes = sorted({names[each.item] for each in members if each.item in names})
            where = said("page", "where", code, names=_listed(homes, code)) if homes else ""
            yield f"{told}: {said('page', 'times', code, n=len(members))}{where} ({reason_of(reason, code)})"


def _short(item: str) -> str:
    """A long sentence cut at a word."""
    return item if len(item) <= LONGEST else item[:LONGEST].rsplit(" ", 1)[0] + "…"


def _listed(names: list[str], code: str) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (said("page", "more", code, n=more) if more > 0 else "")
