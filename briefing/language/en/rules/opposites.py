"""What engines/rules/detectors/opposites looks for in English."""

import re

from briefing.regex import lazy_regex

WISHED = lazy_regex(
    r"\bask\w*\s+(?:if|whether)\s[^.;]{0,60}$|\b(?:hope[sd]?|hoping|wish\w*|want\w*|would\s+like|if|should|ask\w*|whether)\s*[^.;]{0,25}$",
    re.I,
)
IDIOM = lazy_regex(
    r"(?:f[ae]ll\w*|r[io]s\w+)\s+(?:ill|asleep|sick|into|off|from|behind|through|on|over|short|victim|up|down|apart|out)\b|"
    r"passed\s+(?:on|by|away|through|out|along)\b|lost\s+(?:his|her|their|its|colour|color|contact|control|consciousness)\b|"
    r"taken\s+off\s+(?:from|for|at|in)\b|won[’\']t|clos\w+\s+(?:it\s+)?out\b|closed\s+(?:up|down|at|in)\b",
    re.I,
)
"""Words of the lexicon that say something else together with the next."""

TREND = lazy_regex(
    r"^(?:ros|ris|fell|fall|gain|drop|slip|slid|climb|declin|jump|surg|slump|plung|flat|unchanged|steady)", re.I
)
HOUR = lazy_regex(
    r"\b(?:before|after|in|at|by)\s+(?:the\s+)?(?:\w+\s+)?"
    r"(?:opening|open|bell|trading|close|closing|midday|morning|afternoon|session)\b",
    re.I,
)

DENIED = lazy_regex(
    r"\b(?:not|never|(?:is|was|were|are|has|had|have|did|does|do|would|could)n[’']t|no\s+longer)\s+"
    r"(?:(?:been|be|being|yet|ever|fully|actually|in\s+fact|properly)\s+){0,2}$",
    re.I,
)
"""Right before a value: that it is none."""
