"""What engines/rules/detectors/steps looks for in English."""

import re

from briefing.regex import lazy_regex
from briefing.text.words import term

AHEAD = lazy_regex(
    r"\b(?:would|will|shall|plans?\s+to|planned\s+to|planning\s+to|intends?\s+to|wants?\s+to|expects?\s+to|threaten\w*\s+to|"
    r"(?:is|are|was|were)\s+(?:expected|set|due|about|considering\s+whether)\s+to|considers?|considering|decided\s+to|"
    r"agreed\s+to|whether\s+to|preparing\s+to|going\s+to)\s+(?:also\s+|soon\s+|now\s+|be\s+)?(?P<verb>[a-z]{3,})",
    re.I,
)
DONE = lazy_regex(
    r"\b(?:(?:has|have|had|was|were|been)\s+(?:also\s+|already\s+|now\s+|since\s+)?)?(?P<verb>[a-z]{2,}ed|sold|bought|left|built|cut|sent|"
    r"shut|begun|withdrawn|given|taken|broken|won|lost)\b"
)
PLAIN = frozenset(
    map(term, "have go come make take get begin start expect continue remain stay say hold use face help".split())
)
"""Verbs that say nothing of which deed it is."""
