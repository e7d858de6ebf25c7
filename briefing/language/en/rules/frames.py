"""What engines/rules/detectors/frames looks for in English."""

import re

from briefing.regex import lazy_regex

YEARLY = lazy_regex(r"\b(?:a|per|each|every)\s+year\b|\bannual(?:ly)?\b|\byearly\b", re.I)
SPAN = lazy_regex(
    r"\b(?:over|for|within)\s+(?:the\s+)?(?:next\s+)?(?:\w+\s+)?(?:years|months|decades?)\b|"
    r"\bin\s+the\s+(?:long|short)(?:er)?\s+(?:run|term)\b",
    re.I,
)
NEXT = lazy_regex(r"\b(?:next|this|last)\s+(?:year|month|quarter|week)\b", re.I)
