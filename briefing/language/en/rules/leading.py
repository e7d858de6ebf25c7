"""What engines/rules/leading looks for in English."""

import re

from briefing.regex import lazy_regex

DEAD = lazy_regex(
    r"\b(?:died|dies|dead|deaths?|kill(?:s|ed|ing)|fatal(?:ly)?|lost their lives|drowned|murdered|shot dead)\b", re.I)
UNPLAIN = lazy_regex(
    r"^(?:if|whether|when|while|although|though|once|here|there|"
    r"(?:some|many|most|several|one) of (?:the|those|these))\b|[?!]$", re.I)
"""How a remark begins, or a scene, that leads up to the event, or what is told of some of those it speaks of."""

REACTION = lazy_regex(
    r"^(?:an?|\w+) (?:hour|day|week|month|year)s? (?:after|before)\b|"
    r"^[^,;]{0,90}?\b(?:has |have |had )?(?:condemned|criticised|criticized|defended|denied|denies|dismissed|"
    r"mourns?|rejected|rejects|responded|reacted|welcomed)\b", re.I)
"""What came of an event, or what somebody says to it, before the first comma."""
