"""What engines/rules/attribution looks for in English."""

import re

from briefing.regex import lazy_regex

SAY = (
    "said|says|say|told|tells|added|adds|announced|announces|stated|states|declared|declares|claimed|claims|argued|argues|warned|warns|"
    "confirmed|confirms|denied|denies|insisted|insists|explained|explains|noted|notes|wrote|writes|tweeted|posted|remarked|remarks|"
    "stressed|stresses|emphasised|emphasized|emphasises|acknowledged|admitted|admits|testified|recalled|recalls|reported|reports|"
    "suggested|suggests|estimated|estimates|predicted|predicts|believes|believed|vowed|pledged|urged|urges|demanded|alleged|alleges|"
    "accused|criticised|criticized|highlighted|highlights|underscored|reiterated|expressed|asked|answered|replied|concluded|"
    "disclosed|revealed|cautioned|maintained|maintains|described|describes|called|calls|assured|speculated|ruled"
)
TOLD = "told|tells|assured|asked|warned"
"""Verbs that name the hearer next."""

ABOUT = (
    "told|tells|denied|denies|accused|criticised|criticized|highlighted|highlights|underscored|reiterated|expressed|assured|"
    "described|describes|called|calls|disclosed|revealed|demanded|believes|believed|ruled|maintained|maintains"
)
"""Verbs behind which what is spoken of, or who is told, stands: never the speaker, as in "said the mayor"."""

UNSAID = lazy_regex(r"\b(?:to|be|is|was|were|are|been|being|not|never)(?:\s+\w+ly)?$", re.I)
"""Before a verb: what is done to somebody, or what was not said."""

OPEN = lazy_regex(
    r"(?:^|[,¤?!.…]\W{0,4}\s*)(?:he|she)\s+(?:\w+ly\s+|also\s+|later\s+)?(?:said|says|told|tells|added|adds|wrote|"
    r"(?:was|were|is)\s+quoted)\b",
    re.I,
)
CLAUSE = "that|how|whether|what|why|when|where|if|there|it|they|we|you|to|in|on|at|by|so|no|not"
"""Words that begin what is said, and not the name of who says it."""

FINITE = lazy_regex(
    r"\b(?:is|was|were|are|has|had|have|will|would|could|should|might|can|cannot|did|does|do|must|\w+n[’']t)\b|\b(?-i:may)\b",
    re.I,
)
LOOSE = lazy_regex(r"\b(?:of|for|from|with|by|to|against|about|at|in|on|near|and)\s+(?:the\s+)?$", re.I)
SPEECH = lazy_regex(rf"\b(?:{SAY}|[Aa]ccording|[Cc]iting|cited)\b")
ADVERB = (
    r"(?:(?:also|later|earlier|further|then|previously|repeatedly|had|has|have|now|publicly|initially|reportedly|"
    r"however)\s+)*"
)
ADVERBIAL = lazy_regex(
    r"^(?:(?:later|then|previously|afterwards?|instead|yet|now|thereafter|recently|finally|eventually|soon|again),?\s+|"
    r"earlier,\s+)", re.I)
"""What says when something was said and not by whom: "Later, she said", "Yet Lent said"."""

BEFORE = lazy_regex(rf"^(?P<who>[^¤;:]{{2,160}}?),?\s+{ADVERB}(?P<verb>{SAY})\b(?!\s+(?:to|by|in|for|off|on)\s+be\b)")
NAMED_AFTER = lazy_regex(
    rf"^(?P<before>.*[,¤?!.…])\W{{0,4}}\s*(?:as\s+)?(?!(?:{ABOUT})\b)(?:{SAY})\s+"
    rf"(?!(?:{CLAUSE})\b)(?P<who>[^,;.¤]{{2,90}}(?:,\s(?=[A-Z])[^,;.¤]{{2,60}})?)(?:,[^¤]*)?[.,:;]?\s*$",
    re.S,
)
AFTER = lazy_regex(
    rf"(?:^|[,¤?!.…]\W{{0,4}}\s*)(?P<who>(?:(?!\b(?!called\b)(?:{SAY})\b)[^,;.¤]){{2,90}}?(?:(?:,\s[^,;.¤]{{2,90}}){{1,2}},)?),?\s+"
    rf"{ADVERB}(?:(?:{TOLD})\s+[^,;:.¤]{{2,60}}|(?:{SAY}))(?:\s+(?:in|on|at|to|during|after)\s[^¤;,]{{0,90}})?"
    rf"(?:,(?![^¤]*\b(?:{SAY})(?:\s+(?:in|on|at)\s[^¤,]{{0,60}})?[.,]?\s*$)[^¤]*)?[.,:;]?\s*$"
)
ACCORDING = lazy_regex(r"\b(?:[Aa]ccording to|[Aa]s reported by|[Cc]iting|cited by)\s+(?P<who>[^,;.¤]{2,90})")
QUOTED = lazy_regex(
    r"\b(?P<who>he|she|[A-Z][\w.’' -]{1,60}?)\s+(?:was|were|is)\s+quoted\s+as\s+saying|quoted\s+(?P<whom>him|"
    r"her|[A-Z][\w.’' -]{1,60}?)\s+as\s+saying"
)
MEDIA = lazy_regex(
    r"\b(?:media|agency|agencies|news|newspaper|broadcaster|outlets?|reports?|press|television|TV|website|tabloid)\b",
    re.I,
)
POSSIBLE = lazy_regex(
    r"\b(?:(?-i:may)|might|could|possibl[ey]|perhaps|apparently|appears?|appeared|seems?|seemed|believed|thought|suspected|likely|unlikely|probabl[ey]|"
    r"suggest(?:s|ed|ing)?|indications?|initial findings|preliminary|potential(?:ly)?|feared|alleged(?:ly)?|"
    r"unconfirmed|speculat\w+|"
    r"under investigation|investigating whether|unclear|unknown|considering|consider)\b",
    re.I,
)
PLANNED = lazy_regex(
    r"\b(?:(?-i:will)|shall|won[’']t|plans?\s+to|planned\s+to|planning\s+to|intends?\s+to|aims?\s+to|expects?\s+to|is\s+expected|are\s+expected|set\s+to|"
    r"due\s+to\s+(?:be|begin|start|take|arrive|leave|open|appear|meet)|scheduled|would|going\s+to|(?:is|are)\s+to\s+\w+|vowed\s+to|pledged\s+to)\b",
    re.I,
)
DENIED = lazy_regex(
    r"\b(?:denied|denies|deny|denying|rejected\s+(?:the\s+)?(?:claims?|allegations?|accusations?|reports?)|dismissed\s+(?:the\s+)?"
    r"(?:claims?|allegations?|reports?)|no\s+truth)\b",
    re.I,
)
REPORTED = lazy_regex(
    r"\b(?:reportedly|media\s+reported|reports?\s+(?:said|say|that)|it\s+(?:is|was|has been)\s+reported|"
    r"according\s+to\s+"
    r"(?:local\s+|state\s+|chinese\s+|russian\s+)?(?:media|reports?|press|local\s+reports?|sources?))\b",
    re.I,
)
