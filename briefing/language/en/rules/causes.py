"""What engines/rules/detectors/causes looks for in English."""

import re

from briefing.regex import lazy_regex

BECAUSE = lazy_regex(
    r"\b(?:because(?:\s+of)?|due\s+to|owing\s+to|as\s+a\s+result\s+of|caused\s+by|blamed\s+(?:on|for)?|blames|triggered\s+by|"
    r"prompted\s+by|stemmed\s+from)\s*(?P<cause>[^.;]+)",
    re.I,
)
BLAMED = lazy_regex(
    r"\b(?:blam(?:e[sd]?|ing)|put\s+(?:it|this|that|the\s+\w+)\s+down\s+to|"
    r"attribut(?:es|ed|ing)\s+(?:it|this|that|the\s+\w+)\s+to)\s+"
    r"(?P<cause>(?!on\b|for\b|by\b)[^.;,“”\"]+?)(?:\s+for\s+(?P<effect>(?:the|a|an|this|that|its|his|her|their|\w+ing)\s[^.;,“”\"]+))?"
    r"(?=[.;,“”\"]|$)",
    re.I,
)
"""Whom or what somebody holds to be the cause, and of what where it is said."""
UNKNOWN = lazy_regex(
    r"\b(?:cause\b[^.;]{0,60}\b(?:unclear|unknown|not\s+known|not\s+(?:yet\s+)?been\s+(?:determined|established))|"
    r"too\s+early\s+to\s+(?:say|speculate|tell|confirm)|no\s+reason\s+(?:was\s+)?given|gave\s+no\s+reason|not\s+yet\s+clear\s+(?:why|what)|"
    r"(?:has|have)\s+not\s+said\s+why|not\s+known\s+what\s+caused)\b",
    re.I,
)
INDICATED = lazy_regex(
    r"\b(?:indications?|findings?|evidence|investigators?|experts?|tests?|inquiry)\b[^.;]{0,60}\b(?:suggest\w*|show\w*|"
    r"point\w*|indicat\w*|blame\w*|believe\w*[^.;]{0,60}caus\w*)\b|\b(?:believed|thought|suspected)\s+to\s+have\s+(?:been\s+)?(?:caused|started|"
    r"sparked|triggered|travelling|traveling|going|driving|speeding|set|failed|begun)\b",
    re.I,
)
