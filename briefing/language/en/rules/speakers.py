"""What engines/rules/detectors/speakers looks for in English."""

import re

from briefing.regex import lazy_regex

VAGUE_SPEAKER = lazy_regex(
    r"\b(?:officials?|investigators?|authorities|experts?|analysts?|sources?|spokes\w+|they|people|critics|media|agenc\w+|"
    r"reports?|statement|government|company|ministry|police|agencies)\b",
    re.I,
)
