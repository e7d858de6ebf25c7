"""What engines/rules/detectors/crowds looks for in English."""

import re

from briefing.language.en.rules.attribution import SAY
from briefing.regex import lazy_regex

MANY = lazy_regex(
    r"\b(?P<who>(?:some|several|many|most|numerous|dozens of|a number of|two|three|four)\s+(?:[\w-]+\s+){0,2}?"
    rf"[\w-]+(?<!report)s|survivors|residents|witnesses|passengers|neighbo?urs)\s+(?:have\s+|had\s+)?(?:{SAY})\b",
    re.I,
)
ONE = lazy_regex(
    rf"\b(?P<who>(?:one(?:\s+of\s+[\w\s]{{3,30}}?)?|(?:one|a|an|another)\s+(?:[\w-]+\s+){{0,2}}?[a-z-]+[^s\W]))\s+"
    rf"(?:who\s[^,.]{{3,40}}\s)?(?:{SAY})\b",
    re.I,
)
