"""What engines/rules/detectors/anchors looks for in English."""

import re

from briefing.language.en.rules.counting import PEOPLE
from briefing.regex import lazy_regex
from briefing.text.words import term

LIGHT = frozenset({*map(term, "people police government minister company".split()), *(each for each in (*PEOPLE, *map(
        term,
        "day days week month months year years hour hours minute minutes time times moment total number figure first "
        "last next late early later earlier new old big small large long high low full whole half least most part "
        "side end local morning evening afternoon night midnight noon today yesterday tomorrow tonight weekend ago "
        "old state official officials place way man woman men women person people one two three four five six seven "
        "eight nine ten city town country region area good bad great little far near second third public general "
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
        "september october november december mr mrs ms work make put set take include begin start end plan expect "
        "believe think thought know known want need use need show see hear heard come go bring think accord closer "
        "born".split(),
)) if not each.startswith("="))})
"""Words that tell nothing of what a figure beside them is of."""

RATE = lazy_regex(
    r"(?:\s+[\w-]+){0,2}\s+(?:a|an|per|each|every)\s+(?:second|minute|hour|day|week|month|year|head|person)\b|"
    r"\s+(?:each|apiece|daily|weekly|monthly|yearly|annually)\b",
    re.I,
)
"""Behind a count: it is of what happens again and again."""

OTHER_ONE = lazy_regex(r"\b(?:neighbou?ring|another|(?:a|the)\s+second(?!-)|other|nearby|different|elsewhere)\b", re.I)
"""In a sentence: it is of another thing of the kind."""

TO_COME = lazy_regex(
    r"\b(?:will|would|is\s+to|are\s+to|was\s+to|were\s+to|due|expect(?:s|ed)?|plan(?:s|ned)?|hope(?:s|d)?|scheduled|(?-i:may)|might|"
    r"could|can|should|(?:should|would|could|must)n[’']t|free\s+to|intend(?:s|ed)?|aim(?:s|ed)?)\b",
    re.I,
)
"""In a clause: what it dates is to come."""

SUMMONED = lazy_regex(
    r"\b(?:call(?:s|ed)?|alert(?:ed)?|arriv\w+|notified|phoned|dispatched|telephoned|responded)\b", re.I
)
"""Beside a time of day: somebody was called then, or came."""

BEFORE_NOW = lazy_regex(
    r"\b(?:earlier\s+(?:this|in)|last\s+(?:week|month|year|spring|summer|autumn|fall|winter)|(?:weeks?|months?|years?)\s+"
    r"(?:ago|earlier)|previous(?:ly)?|in\s+the\s+(?:past|last)|threaten(?:s|ed)?\s+to|the\s+year\s+before)\b",
    re.I,
)
"""In a sentence: what it counts was or is to be at another time."""
