"""What engines/rules/detectors/firmness looks for in English."""

import re

from briefing.regex import lazy_regex

DISTANCE = lazy_regex(
    r"\b(?:(?<!\bher )(?<!\bhis )(?<!\bits )(?<!\btheir )(?<!\bother )(?<!\bthe )"
    r"claim(?:s|ed|ing)?(?!\s+(?:responsibility|over|against|for|about|in)\b)|report(?:s|ed|ing)?\s+(?:having\s+)?(?:been|being)|"
    r"alleg\w+|purported(?:ly)?|what\s+(?:the\s+)?[\w ]{2,30}\s+(?:says?|"
    r"calls?|called|describes?)|"
    r"believed\s+to|thought\s+to|said\s+to\s+(?:be|have)|reportedly|suspected|initial\s+\w+\s+suggest|"
    r"indications?|analysts?\s+suggest\w*|appear(?:s|ed)?\s+to|may\s+have|might\s+have|could\s+have)\b",
    re.I,
)
MAYBE = lazy_regex(r"\b(?:could|may|might)\b", re.I)
SURELY = lazy_regex(r"\b(?:will|expects?|is|was|has|have)\b", re.I)
