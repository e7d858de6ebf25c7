"""Which titles are of an earlier state of the news than most reports."""

from collections.abc import Iterable
from datetime import date

from briefing.model import Document

EARLIER = 2
"""Days apart up to which two reports are of the same news."""


def outdated(documents: Iterable[Document]) -> frozenset[str]:
    """The titles of reports of days before the one that most reports are of or near, the later of two such days."""
    dated = [(each.title, date.fromisoformat(each.published[:10])) for each in documents if each.published]
    days = [day for _, day in dated]
    main = max(days, key=lambda day: (sum(abs((day - each).days) <= EARLIER for each in days), day), default=None)
    return frozenset(title for title, day in dated if main and (main - day).days > EARLIER)
