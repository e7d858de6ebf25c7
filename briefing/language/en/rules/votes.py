"""What engines/rules/detectors/votes looks for in English."""

import re

from briefing.language.en.rules.counting import NUMBERS
from briefing.regex import lazy_regex
from briefing.text.words import term

NUMBER = rf"(?:\d[\d,]*|{'|'.join(NUMBERS)})"
VOTED = lazy_regex(
    r"\b(?:vot(?:e|es|ed|ing)|majority|unanim\w+|ballots?|dissent\w*|rebels?|crossed\s+the\s+floor|for,\s+\w+\s+against)\b",
    re.I,
)
"""What a sentence on a vote has."""

TALLY = lazy_regex(
    rf"\b(?P<won>{NUMBER})(?:\s+votes?)?(?:\s+(?:to|against)\s+|\s?[-–—]\s?)(?P<lost>{NUMBER})\b(?:\s+votes?\b)?"
    rf"|\b(?P<for>{NUMBER})(?:\s+votes?)?\s+(?:for|in\s+favou?r),?\s+(?:and\s+|with\s+)?"
    rf"(?P<against>{NUMBER})\s+(?:votes?\s+)?against\b",
    re.I,
)
AGAINST = lazy_regex(
    rf"\b(?P<lost>{NUMBER})\s+(?!per\b|%)(?:[\w’'-]+\s+){{0,8}}?"
    r"(?:voted\s+against|voting\s+against|dissented|crossed\s+the\s+floor|votes\s+against|were\s+against)\b",
    re.I,
)
ALL = lazy_regex(r"\b(?:unanim(?:ous|ously|ity)|without\s+(?:a\s+single\s+)?dissent\w*|no\s+votes?\s+against)\b", re.I)
SOME = lazy_regex(
    r"\b(?:by\s+a\s+majority|majority\s+of\s+the\s+(?:panel|judges|court|board|jury)|split\s+decision)\b", re.I
)
SCORED = lazy_regex(r"\b(?:goals?|match|games?|innings|quarter|half-?time|season|win|beat|defeated|league)\b", re.I)
"""In a sentence on a score."""

PLAIN = frozenset(map(term, "vote voted votes favour favor against majority unanimous said told one two three".split()))
"""Terms that every vote has."""
