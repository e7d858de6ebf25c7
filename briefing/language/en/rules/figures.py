"""What engines/rules/detectors/figures and the modules it compares counts with look for in English."""

import re

from briefing.regex import lazy_regex
from briefing.text.words import term

EARLIER = lazy_regex(
    r"\b(?:figures?|toll|count|number) (?:from|of) (?:last night|yesterday|earlier)|\bup from\b|"
    r"\b(?:earlier (?:reports?|figures?|counts?)|previously|initial reports?|(?:reports? )?had (?:put|said|"
    r"given)|revised|corrected)\b",
    re.I,
)
PLACE = lazy_regex(r"(?:\s+[a-z]+){1,2}\s+(?:in|at|near|around)\s+(?:the\s+)?(?P<place>[A-Z]\w+)")
MOVED = lazy_regex(
    r"\b(?:still|now|so far|up from|down from|ris(?:en|es|ing)|rose|climb\w*|grown|grew|jumped|mounted|reached|"
    r"raised|increased|swelled|fallen|fell|dropped|latest|final|updated|no longer|since|overnight|remain(?:s|ed|ing)?|"
    r"bringing|brought|taking|earlier)\b",
    re.I,
)
"""In a later report: that a count has changed, or is as of then."""

WHOLLY = frozenset(map(term, "distinct different separate individual unique single whole confirmed".split()))
"""Before a noun: words that single out no part of what it counts."""

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

TITLED = lazy_regex(
    r"\b(?i:(general|colonel|captain|skipper|president|mayor|professor|judge|bishop|pastor|coach|foreman|pilot|driver|guide|"
    r"minister|senator|chairman|chairwoman|director|manager|owner|founder|singer|actor|actress|writer|striker|goalkeeper|"
    r"midfielder|defender))\s*,?\s+(?:[A-Z][\w’'-]+\s+)*$"
)
"""Right before a name: what he is, by which a report may call him later."""

ONLY_ONE = frozenset(map(term, "general president mayor bishop captain skipper coach minister foreman chairman "
                         "chairwoman founder principal headmaster headteacher".split()))
"""Of whom there is one in a story."""

AGE_OF = lazy_regex(r"\b(?:the|a|an|his|her)\s+(?:[a-z]+\s+)?(?P<who>[a-z]{4,}),\s+(?:aged\s+)?$", re.I)
"""Before an age: whose it is."""

NAME_BEFORE = lazy_regex(r"\b([A-Z][\w’'-]+),?\s*(?:(?:aged|an?|the|now|who\s+is)\s+)?$")
"""Before an age: the name of whose it is."""

ARTICLE = "The"
"""How a sentence begins that opens with somebody's age."""
