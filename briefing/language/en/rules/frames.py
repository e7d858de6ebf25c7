"""What engines/rules/detectors/frames looks for in English."""

import re

from briefing.regex import lazy_regex
from briefing.text.words import term

YEARLY = lazy_regex(r"\b(?:a|per|each|every)\s+year\b|\bannual(?:ly)?\b|\byearly\b", re.I)
SPAN = lazy_regex(
    r"\b(?:over|for|within)\s+(?:the\s+)?(?:next\s+)?(?:\w+\s+)?(?:years|months|decades?)\b|"
    r"\bin\s+the\s+(?:long|short)(?:er)?\s+(?:run|term)\b",
    re.I,
)
NEXT = lazy_regex(r"\b(?:next|this|last)\s+(?:year|month|quarter|week)\b", re.I)

PERSONAL = frozenset(map(term, (
    "jobs posts positions roles places seats berths beds deaths fatalities casualties injuries arrests cases lives "
    "votes signatures detentions convictions redundancies layoffs lay-offs vacancies").split()))
"""What each of so many people has, or what befell each: "200 jobs" and "200 workers" are one count."""
