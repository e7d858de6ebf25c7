"""What engines/rules/detectors/days looks for in English."""

import re

from briefing.regex import lazy_regex

PARTS_OF_DAY = frozenset("early late morning evening afternoon night noon midnight".split())
DONE = lazy_regex(r"\b(?:was|were|been|has|had)\s+\w+ed\s+(?:(?:early|late|at\s+\w+|on|in)\s+)*$")
"""Before a date: an act in the past, as in "was arrested on"."""

EVENT = lazy_regex(
    r"\b(?:in|at|during)\s+(?:an?|its|his|her|their)\s+(?:\w+\s+)?[a-z]{4,}[^,;]{0,60}?\s+(?:(?:late|early)\s+)?(?:on\s+)?$"
)
RELATIVE = lazy_regex(r"\b(?:yesterday|today|tonight|tomorrow|last|this|next)\b", re.I)
