"""What engines/rules/reading looks for in English."""

import re

from briefing.language.en.rules.attribution import SAY
from briefing.regex import lazy_regex

PRONOUN = lazy_regex(r"^(?P<quote>[\"“‘']?)(?P<word>He|She|His|Her)\b(?=\s+[a-z])")
SPEAKER = lazy_regex(rf"(?<=[\"”’,] )(?:he|she)\b(?=\s+(?:\w+ly\s+|also\s+|was\s+quoted|{SAY}))")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DAY = rf"(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH}|(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day)(?:,?\s+\d{{4}})?"
PRESENT = lazy_regex(r"\b(?:is|are|has|have|will|now)\b", re.I)
CONNECTIVE = lazy_regex(
    r"^(?:But|And|Yet|So|However|Meanwhile|In addition|Nevertheless|Nonetheless|Moreover|Furthermore|Still|"
    r"Also|Instead|"
    r"Additionally|Separately|Besides|Therefore|Thus|Then|Indeed|Similarly|Likewise|Surprisingly|Of course),?\s+"
)
LOOSE = lazy_regex(r"\b(?:yesterday|today|tomorrow|tonight|(?:last|next|this) (?:week|month|year))\b", re.I)
DATED = lazy_regex(r"\b(?:on|in|of|since|from|until|by|for|before|after|late|early|earlier)\s+$", re.I)
