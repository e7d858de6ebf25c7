"""What engines/rules/detectors/denials looks for in English."""

import re

from briefing.regex import lazy_regex
from briefing.text.words import term

NEGATED = lazy_regex(
    r"(?:\b(?:not|never|no|without)|n[’']t)\s+(?:been\s+|be\s+|yet\s+|any\s+|a\s+|the\s+|being\s+)*(?P<what>[\w-]+)",
    re.I,
)
DENIES = lazy_regex(
    r"\b(?:denied|denies|deny|denying|rejected|rejects|dismissed|dismisses|refuted|refutes|disputed|disputes|"
    r"rebuffed|no truth (?:in|to)|(?:is|are|was|were)\s+(?:untrue|false|baseless|nonexistent|fabricated)|"
    r"(?:does|do|did)\s+not\s+exist)\b",
    re.I,
)
GRANTED = lazy_regex(r"^\s+(?:\w+\s+){0,4}(?:access|entry|permission|bail|visas?|asylum|a?\s?requests?|leave)\b", re.I)
"""Behind "denied" or "rejected": what somebody did not get."""

VAGUE = frozenset(
    map(term, "report claim allegation accusation situation story rumour suggestion".split())
)
"""Words that only point at what is denied."""

UNDONE = lazy_regex(
    r"\b(?P<who>[a-z]{3,}|[A-Z][\w-]{2,})(?:,[^,.;]{3,90},)?\s+(?:did|does|do|has|have|had|was|were|is|are)"
    r"(?:\s+(?:not|never)|n[’']t)\s+(?:been\s+|be\s+)?(?P<what>[a-z]{3,})\b"
)
UNSURE = lazy_regex(r"\b(?:whether|if|unless|until|may|might|could|would|should|asked)\b", re.I)
FAILED = lazy_regex(r"\b(?:fail(?:s|ed|ure)?|unable|unclear|unknown|lack\w*|whether)\b", re.I)
TURNED_DOWN = ("reject", "dismiss", "rebuff")
