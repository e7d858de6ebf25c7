"""What engines/rules/persons looks for in English."""

import re

from briefing.language.en.rules.attribution import SAY
from briefing.regex import lazy_regex

ROLE = lazy_regex(
    r"\b(?:minister|secretary|president|chief|spokesman|spokeswoman|director|founder|co-founder|leader|chairman|chairwoman|"
    r"commissioner|constable|captain|coach|manager|mayor|senator|lawmaker|analyst|expert|professor|doctor|judge|lawyer|"
    r"passenger|resident|witness|driver|player|striker|goalkeeper|editor|author|officer|official|governor|chancellor|king|"
    r"queen|prince|princess|pope|bishop|general|colonel|executive|economist|scientist|researcher|owner|son|daughter|"
    r"father|mother|brother|sister|husband|wife|uncle|aunt|boy|girl|man|woman|ambassador|envoy|deputy|actor|actress|singer|"
    r"farmer|teacher|student|engineer|trader|veteran|newsreader|programmer|named|called),?\s+$",
    re.I,
)
APPOSED = lazy_regex(
    r"^,?\s*(?:\(?\d{1,2}\)?\b,?|who\b|(?:a|an|the|his|her|its)\s+[a-z]|(?:minister|secretary|president|head|"
    r"chief|director|chairman|founder|co-founder|spokes|leader|deputy|commissioner|governor|editor)\w*|"
    r"(?:[\w-]+\s+){0,3}[\w-]+['’]s?\s+(?:[\w-]+\s+){0,4}(?:minister|secretary|president|head|chief|director|chairman|"
    r"chairwoman|founder|leader|commissioner|governor|mayor|spokes\w+|envoy|ambassador|coach|captain|son|daughter|"
    r"mother|father|brother|sister|wife|husband|lawyer)\b)",
    re.I,
)
SPEAKS = lazy_regex(rf"^,?\s*(?:also\s+|later\s+|has\s+|had\s+)?(?:{SAY})\b")
OWNER = lazy_regex(r"\b(?:of|for|from|at|with)\s+(?:the\s+)?$")
SHE = frozenset({"she", "her", "hers"})
