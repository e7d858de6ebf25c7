"""What engines/rules/stating looks for in English."""

from briefing.language.en.rules.attribution import SAY
from briefing.regex import lazy_regex
from briefing.text.words import term

ASIDE = lazy_regex(
    r",\s+(?!(?:and|but|or)\b)(?:(?!\b(?:is|was|were|are|has|had|have|will|said|says|told)\b|\w{3,}ed\b)[^,.;]){3,90},"
)
"""What only describes a name ("Jane Doe, the minister of finance, …"): two sentences that share it need not say the
same."""

LED = lazy_regex(rf"^[^,.;\"“]{{2,60}}\s(?:{SAY})(?:\s+(?:on|in)\s\w+)?\s+(?:that\s+)")
"""Who says it, behind or before what is said: two sentences of one speaker need not state the same."""

WEEKDAYS = frozenset(map(term, "monday tuesday wednesday thursday friday saturday sunday".split()))
