"""What engines/rules/writing looks for in English."""

import re

from briefing.regex import lazy_regex

AHEAD = lazy_regex(
    r"\b(?:will|plans?\s+to|(?:is|are)\s+(?:to|expected|scheduled|set|due)\b|intends?\s+to|going\s+to)", re.I
)

INTRODUCES = lazy_regex(
    r",\s+(?!(?:on|in|at|as|and|but|after|before|said)\b)[^,.;]{4,120},|, \d{1,3}, (?:an?|the)\b")
"""What goes on behind the name of somebody whom a sentence introduces."""

COMMENT = lazy_regex(
    r"\b(?:what|how|why|who|questions?|grief|sorrow|things|explained|as it happened|live|reactions?|under pressure|"
    r"defends?|rejects?|denies|deny|responds?|demands?|row|but)\b|[?!]", re.I)
"""Words of a headline that asks or comments, or leads to something else than the event."""

UPDATED = lazy_regex(r"^(?:UPDATE|WRAPUP|REFILE|CORRECTED|RPT|EXCLUSIVE|BREAKING)(?: ?\d+)?(?:-\s*|:\s+)")
"""What a wire sets before the headline of a later version."""
