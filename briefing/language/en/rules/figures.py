"""What engines/rules/detectors/figures and the modules it compares counts with look for in English."""

import re

from briefing.regex import lazy_regex

EARLIER = lazy_regex(
    r"\b(?:figures?|toll|count|number) (?:from|of) (?:last night|yesterday|earlier)|\bup from\b|"
    r"\b(?:earlier (?:reports?|figures?|counts?)|previously|initial reports?|(?:reports? )?had (?:put|said|"
    r"given)|revised|corrected)\b",
    re.I,
)
PLACE = lazy_regex(r"(?:\s+[a-z]+){1,2}\s+(?:in|at|near|around)\s+(?:the\s+)?(?P<place>[A-Z]\w+)")
NEARLY = lazy_regex(r"\b(?:just|shortly|soon)\s+(?:after|before)\s+$", re.I)
ADDED = lazy_regex(r"\b(?:and|plus|with|including)\s+$", re.I)
LISTED = lazy_regex(r"(?:\s+(?!was\b|were\b|are\b|is\b|ha[sd]\b|have\b|died\b|dead\b)[\w-]+){1,3},?"
                    r"\s+(?:and|plus|including)\s+(?:\w+\s+)?", re.I)
"""Between two counts that stand in one list."""

SUBJECT = lazy_regex(
    r"\b(?P<what>[A-Za-z]{4,})\s+(?:was|is|were|reached|stood\s+at|came\s+to|totall?ed|amounts?\s+to|amounted\s+to)\s+"
    r"(?:(?:about|around|some|nearly|almost|just|over|more\s+than|at)\s+)*$"
)
"""Before a figure: what it is that stood at it."""

AGE_OF = lazy_regex(r"\b(?:the|a|an|his|her)\s+(?:[a-z]+\s+)?(?P<who>[a-z]{4,}),\s+(?:aged\s+)?$", re.I)
"""Before an age: whose it is."""
