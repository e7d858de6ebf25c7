"""What engines/rules/writing looks for in English."""

import re

from briefing.regex import lazy_regex

AHEAD = lazy_regex(
    r"\b(?:will|plans?\s+to|(?:is|are)\s+(?:to|expected|scheduled|set|due)\b|intends?\s+to|going\s+to)", re.I
)
