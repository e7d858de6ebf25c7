"""What engines/rules/stating looks for in English."""

import re

from briefing.language.en.rules.attribution import SAY
from briefing.regex import lazy_regex
from briefing.text.words import acts, term, terms

ASIDE = lazy_regex(
    r",\s+(?!(?:and|but|or)\b)(?:(?!\b(?:is|was|were|are|has|had|have|will|said|says|told)\b|\w{3,}ed\b)[^,.;]){3,90},"
)
"""What only describes a name ("Jane Doe, the minister of finance, …"): two sentences that share it need not say the
same."""

LED = lazy_regex(rf"^[^,.;\"“]{{2,60}}\s(?:{SAY})(?:\s+(?:on|in)\s\w+)?\s+(?:that\s+)")
"""Who says it, behind or before what is said: two sentences of one speaker need not state the same."""

WEEKDAYS = frozenset(map(term, "monday tuesday wednesday thursday friday saturday sunday".split()))

OFFICES = lazy_regex(
    r"(?:\b[a-z-]+\s+)?\b(?:minister|secretary|president|chief|spokes\w+|director|founder|co-founder|leader|chairman|chairwoman"
    r"|commissioner|constable|mayor|senator|lawmaker|governor|chancellor|ambassador|envoy|deputy|executive)s?\b"
    r"|\b(?:head|boss|chair|member)(?=\s+of\b)",
    re.I,
)
"""Who somebody is, wherever it stands, and the word before it: "transport minister"."""

OFFICE = frozenset(
    map(
        term,
        "minister secretary president chief director founder leader chairman commissioner mayor deputy head".split(),
    )
)


def offices(text: str) -> frozenset[str]:
    """The terms of what a text says somebody is; what somebody did right before it ("arrested mayor") is none."""
    found = terms(" ".join(hit[0] for hit in OFFICES.finditer(text)))
    return found - (acts(found) - OFFICE)

