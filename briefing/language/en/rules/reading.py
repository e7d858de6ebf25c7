"""What engines/rules/reading looks for in English."""

import re

from briefing.language.en.rules.attribution import SAY
from briefing.regex import lazy_regex

PRONOUN = lazy_regex(r"^(?P<quote>[\"“‘']?)(?P<word>He|She|His|Her)\b(?=\s+[a-z])")
HE_OR_SHE = lazy_regex(r"\b(?:he|she|his|her)\b", re.I)
SPEAKER = lazy_regex(rf"(?<=[\"”’,] )(?:he|she)\b(?=\s+(?:\w+ly\s+|also\s+|was\s+quoted|{SAY}))")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DAY = rf"(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH}|(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day)(?:,?\s+\d{{4}})?"
PRESENT = lazy_regex(r"\b(?:is|are|has|have|will|now)\b", re.I)
SINCE = lazy_regex(r",\s+(?:[\w’'-]+\s+){0,6}since\s+(?:\w+\s+){0,2}$")
"""What makes a date the beginning of what somebody is, in an aside: "Lent, in the post since 2019, resigned"."""

CONNECTIVE = lazy_regex(
    r"^(?:But|And|Yet|So|However|Meanwhile|In addition|Nevertheless|Nonetheless|Moreover|Furthermore|Still|"
    r"Also|Instead|"
    r"Additionally|Separately|Besides|Therefore|Thus|Then|Indeed|Similarly|Likewise|Surprisingly|Of course),?\s+"
)
LOOSE = lazy_regex(
    r"\b(?:yesterday|today|tomorrow|tonight|last night|this (?:morning|afternoon|evening)"
    r"|(?:last|next|this) (?:week|month|year))\b",
    re.I,
)
BARE = lazy_regex(
    r"(?:\b(?:on|in|of|since|from|until|till|by|for|before|after|late|early|mid|as|over|during|throughout|through|within"
    r"|between|with|to|into|beyond|versus|making|made|makes|call|calls|called)|[-–—/])\s*$",
    re.I,
)
"""What a date stands behind without a word of its own: "since", "compared with", "as early as"."""

DETERMINED = lazy_regex(r"\b(?:the|an?|his|her|its|their|our|my|your|each|every|any|full|entire|past)\s+$", re.I)
"""What makes a span of "last month": "over the last month" is no calendar month."""

SHARED = lazy_regex(r"^\s*(?:(?:and|or|&)\s+(?:the\s+)?(?:next|last|this|so|two|three|more|beyond)\b|-)", re.I)
"""What a date written out would be torn from: "this year and next", "next year or two"."""

CLAUSE_START = lazy_regex(r"(?:^|[,;:—–]|\b(?:that|because|but|if|when|where|whether))[\s\"“‘']*$", re.I)
ACTS = lazy_regex(
    r"^\s+(?:is|was|has|had|will|would|could|may|might|can|must|should|looks?|seems?|saw|sees|marks?|marked|brought|brings"
    r"|proved|became|remains?|ended|began|turned|to\s+be)\b(?!,)",
    re.I,
)
"""What a year or a month does itself: "this year has been a bitter one"."""

PART_OF_DAY = lazy_regex(r"\b(?:this|last) (morning|afternoon|evening|night)\b|\b(to)night\b", re.I)
