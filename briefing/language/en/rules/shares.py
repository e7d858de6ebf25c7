"""What engines/rules/detectors/shares looks for in English."""

import re

from briefing.language.en.rules.counting import NUMBERS
from briefing.regex import lazy_regex
from briefing.text.words import term

NUMBER = rf"(?:\d[\d,]*|{'|'.join(NUMBERS)})"
ALL_OF = lazy_regex(
    rf"\b(?:all|each\s+of|every\s+one\s+of)\s+(?:of\s+)?(?:the\s+|its\s+|their\s+)?(?P<whole>{NUMBER})\s+"
    r"(?P<noun>[a-z]{3,})",
    re.I,
)
PART_OF = lazy_regex(
    rf"\b(?P<part>{NUMBER})\s+(?:[a-z]+\s+)?of\s+(?:the|its|their|his|her)\s+(?P<whole>{NUMBER})\s+"
    r"(?P<noun>[a-z]{3,})",
    re.I,
)
COUNTER = lazy_regex(
    r"(?:^|[.;,]\s)(?:but\s+|however,?\s+)?(?P<who>(?:the\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,3}?)\s+"
    r"(?:itself\s+|themselves\s+|however\s+)?"
    r"(?:puts?|say|says|said|estimates?|estimated|counted|claim|claims|claimed|sp[eo]aks?\s+of|spoke\s+of|gave)\b",
    re.I,
)
"""Who puts a number at what."""

ESTIMATE = lazy_regex(
    r"\b(?:by|according\s+to)\s+(?:the\s+)?(?P<who>[\w’'-]+)(?:[’']s?)?(?:\s+(?:estimates?|counts?|figures?)\b|[,.])",
    re.I,
)
"""By whose count a number is given."""

REPLY = lazy_regex(
    r"\b(?:itself|themselves|however|but|by\s+contrast|for\s+(?:its|their)\s+part|own\s+(?:estimate|count|figures?))\b",
    re.I,
)
"""In a sentence that answers another."""

OF_ELSE = lazy_regex(r"\bnumber\s+(?!of\b|at\b)[a-z]+", re.I)
"""A number of others: "the number made"."""

NEUTRAL = frozenset(
    map(
        term,
        "put puts say says said estimate estimates count counted claim claims claimed speak speaks spoke gave number "
        "figure share total crowd toll price cost people less more about around itself themselves percent".split(),
    )
)
"""Terms of a sentence that only gives another number of the same."""
