"""What engines/rules/detectors/deeds looks for in English."""

import re

from briefing.regex import lazy_regex

NOUNS = r"(?:[A-Z][\w’'.&-]*|[a-z][\w’'-]+)"
VERB = (
    r"(?P<verb>[a-z]{3,}ed|set\s+up|built|sold|bought|gave|sent|found|made|put|took|led|won|held|shut|broke|wrote|paid|"
    r"cut)"
)
DETERMINED = r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s+)?"
ACTIVE = lazy_regex(
    rf"(?:^|[\"“¤,;]\s?|\b(?:that|but|after|when|as|because|said|says)\s)(?P<who>{DETERMINED}{NOUNS}(?:\s+{NOUNS}){{0,3}}?)"
    rf"\s+(?:(?:has|have|had)\s+)?(?:also\s+|already\s+)?{VERB}\s+(?P<what>(?!by\b)[^.;:,¤]{{3,60}})"
)
PASSIVE = lazy_regex(
    rf"(?P<what>[^.;:,¤]{{3,60}}?)\s+(?:has\s+|have\s+|had\s+|will\s+)?\b(?:been|was|were|being|is|are)\s+(?:\w+ly\s+)?{VERB}\s+(?:[a-z]+\s+){{0,3}}?by\s+(?P<who>(?:(?:the|an?|its|his|her|their)\s+)?"
    rf"{NOUNS}(?:\s+{NOUNS}){{0,4}})"
)
NOBODY = lazy_regex(
    r"^(?:who|which|that|it|they|he|she|we|you|I|there|this|these|those|what|one|some|many|more|most|others?|all|both|not|"
    r"people|and|but|when|was|were|is|are|has|had|have|been|also|of|by|for|with|to|in|on|at|\w+ly|\d.*)\b|"
    r".*\b(?:was|were|is|are|be|been|has|had|have|of|in|on|by|for|to)$",
    re.I,
)
