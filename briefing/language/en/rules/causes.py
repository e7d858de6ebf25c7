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
_DONE = r"(?:caused|triggered|sparked|started|set\s+off|brought\s+down|led\s+to|provoked)"
_THE = r"(?:the|this|that|its|their)"
EFFECT = rf"(?P<effect>{_THE}\s[^.;,“”\"]+?)"
CAUSE = r"(?P<cause>[^.;,“”\"¤]+?)"
CAUSED = tuple(
    lazy_regex(pattern)
    for pattern in (
        rf"(?:^|[“\",:]\s?|\bthat\s)(?P<effect>(?:[Ii]t|[Tt]his|(?:[Tt]he|[Aa]n?|[Tt]his)\s(?:[\w-]+\s){{1,4}}?))\s?"
        rf"(?:was|were|is|are|had\s+been|may\s+have\s+been|could\s+have\s+been)\s+(?:\w+ly\s+)?{_DONE}\s+by\s+{CAUSE}"
        r"(?=[.;,“”\"]|\s(?:which|who|that|when|after|said|says)\b|$)",
        rf"(?:^|[“\",:]\s?|\bthat\s){CAUSE},?\s+(?:(?:is|are|was|were)\s+(?:thought|believed|suspected|said|reported)\s+to\s+have|"
        rf"(?:may|might|could|must)\s+have|had|has|have)\s+{_DONE}\s+{EFFECT}(?=[.;,“”\"]|\s(?:at|on|in|when|after)\b|$)",
        rf"\b[Ii]t\s+was\s+{CAUSE}\s+that\s+(?:had\s+)?(?:{_DONE}|set)\s+{EFFECT}(?=[.;,“”\"]|$)",
        rf"(?:^|[“\",:]\s?|\bthat\s)(?P<cause>[^.;,“”\"¤]+?),\s+(?:and\s+)?not\s[^.;,]+,\s+(?:had\s+|has\s+)?"
        rf"(?:{_DONE}|brought)\s+{EFFECT}(?=[.;,“”\"]|$)",
        rf"(?:^|[“\",:]\s?|\bthat\s){CAUSE}\s+(?:could|may|might|must)\s+have\s+(?:played|had)\s+a\s+(?:part|role)"
        rf"(?:\s+in\s+{EFFECT})?(?=[.;:,“”\"]|$)",
        rf"\b(?:[Ii]nvestigators|[Dd]etectives|[Ii]nspectors|[Ee]xperts)\s+(?:are|were)\s+(?:concentrating|focus(?:s)?ing)\s+on\s+"
        rf"{CAUSE}(?=[.;,“”\"]|\s(?:as|that|which|who|said)\b|$)(?P<effect>)",
        rf"\b[Tt]he\s+cause\s+(?:of\s+{EFFECT}\s+)?(?:was|is)\s+(?!not\b|still\b|un|being|under|clear|the\s+subject)"
        rf"{CAUSE}(?=[.;,“”\"]|$)",
    )
)
"""What caused what, in so many words; the effect may be one that a pronoun points to."""

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

_END = r"(?=[.;“”\"]|,\s|\s[–—-]\s|\b(?:said|says|told|according)\b|$)"
_FROM = r"\s+(?:by|on|to|from)\s+(?P<cause>.+?)"
GIVEN = tuple(
    lazy_regex(pattern + _END, re.I)
    for pattern in (
        r"^(?P<effect>.*?)\b(?:because(?:\s+of)?|due\s+to|owing\s+to|as\s+a\s+result\s+of|"
        r"out\s+of\s+(?:concern|fear|worry)\s+(?:over|about|for|of)|in\s+protest\s+(?:at|against|over))\s+(?P<cause>.+?)",
        rf"^(?P<effect>.*?)\b(?:(?:was|were|is|are|been)\s+(?:\w+ly\s+)?(?:caused|triggered|sparked|prompted)|"
        rf"stem(?:s|med)(?:\s+\w+ly)?|result(?:s|ed)){_FROM}",
        r"\bblam(?:e[sd]?|ing)\s+(?P<effect>(?:the|this|that|its|his|her|their)\s.*?)\s+on\s+(?P<cause>.+?)",
        r"\bput(?:s|ting)?\s+(?P<effect>.+?)\s+down\s+to\s+(?P<cause>.+?)",
        r"\battribut\w+\s+(?P<effect>.+?)\s+to\s+(?P<cause>.+?)",
    )
)
"""What somebody gives as the cause of what stands before it."""

GIVING = lazy_regex(
    r"\b(?:because|(?:due|down)\s+to|owing|as\s+a\s+result|out\s+of|in\s+protest|(?:caus|trigger|spark|prompt)\w*\s+by|"
    r"(?:stem|result)\w*\s|blam\w+\s+(?:the|this|that|its|his|her|their)|attribut)",
    re.I,
)
"""What each of them has."""

SORTS = tuple(
    lazy_regex(rf"(?P<noun>\b(?:the|an?|its|his|her|their)\s+(?:\w+\s+)?)?\b(?:{words})\b", re.I)
    for words in (
        r"stop(?:s|ped|page)?|halt(?:s|ed)?|end(?:s|ed)?|clos(?:e[sd]?|ure)|suspend(?:s|ed)?|suspension|abandon(?:s|ed)|"
        r"interrupt(?:s|ed|ion)|broken?\s+off|cancel(?:s|led|lation)?|called\s+off",
        r"gap|shortfall|deficit|hole|debts?|loss(?:es)?",
        r"resign(?:s|ed|ation)?|quit|left|departure|stepped\s+down|stood\s+down",
        r"crash(?:es|ed)?|derail(?:s|ed|ment)?|collaps(?:e[sd]?)|sank|sunk|sinking|capsized|went\s+down",
        r"fire|blaze|explosion|exploded|blast|burned|burnt",
        r"delay(?:s|ed)?|late|postpone[sd]?|postponement",
        r"outage|blackout|power\s+cut|breakdown|failure|failed",
    )
)
"""What reports call by one word and by others, of which one pile rarely tells two: it ended, it broke, somebody left.
A noun with an article need not say what it is of."""

BEFORE_CAUSE = 90
"""Characters before a cause in which its effect stands."""

ADVISED = lazy_regex(
    r"^(?:the|an?|its|his|her|their)\s+(?:\w+\s+)?(?:recommendation|advice|decision|order|request|ruling)s?\b", re.I
)
"""Who had it so, and not why."""
