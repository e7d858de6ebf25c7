"""What engines/rules/writing looks for in English."""

import re

from briefing.regex import lazy_regex

AHEAD = lazy_regex(
    r"\b(?:will|plans?\s+to|(?:is|are)\s+(?:to|expected|scheduled|set|due)\b|intends?\s+to|going\s+to)", re.I
)

INTRODUCES = lazy_regex(
    r",\s+(?!(?:on|in|at|as|and|but|after|before|said)\b)[^,.;]{4,120},|, \d{1,3}, (?:an?|the)\b")
"""What goes on behind the name of somebody whom a sentence introduces."""
