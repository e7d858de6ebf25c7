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

UNDENIED = lazy_regex(r"\b(?:not|never|n[’']t|cannot|nor|nobody|no\s+one|without)\s+(?:\w+\s+){0,2}$", re.I)
"""Before "deny": what nobody denies."""

POINTING = lazy_regex(
    r"^\s+(?:(?:the|these|those|such|any|all|both|that|this|his|her|their)\s+)?"
    r"(?:it|this|that|them|(?:\w+\s+)?(?:reports?|claims?|allegations?|accusations?|stor(?:y|ies)|rumou?rs?|suggestions?))"
    r"(?:\s+(?:as\s+\w+|outright|flatly|on\s+\w+|(?:mon|tues|wednes|thurs|fri|satur|sun)day))?(?:[.,;”\"]|\s+and\b|\s+but\b|$)",
    re.I,
)
"""Behind "denied": words that mean what was said before."""

POINTED_AT = lazy_regex(
    r"\b(?:the|this|that|these|those|all|his|her|their)\s+(?:reports?|claims?|allegations?|accusations?|stor(?:y|ies)|"
    r"rumou?rs?)\s+$",
    re.I,
)
"""Before "is untrue": the same."""

AND = lazy_regex(
    r"[;:]|,\s+(?:but|and|while|although|adding|saying|calling)\b|\s(?:and|but)\s+(?:\w+ly\s+|also\s+)?"
    r"(?:[a-z]{2,}(?:ed|es)|said|says|told|insists?|vows?|calls?)\b"
)
"""Where another act of the one who denies begins."""

NO_SIGN = lazy_regex(
    r"\b(?:no|not\s+(?:\w+\s+){0,2}any|never\s+(?:\w+\s+){0,2}any|n[’']t\s+(?:\w+\s+){0,2}any)\s+(?:\w+\s+){0,2}?"
    r"(?:evidence|indications?|signs?|traces?|proof|links?|connections?|ties)\b",
    re.I,
)
"""What somebody looked for and did not find."""

ELSEWHERE = lazy_regex(r"\b(?:other|another|further|else|additional|wider)\b", re.I)
"""Behind it: that it was found here."""

BEFORE_THAT = lazy_regex(r"\bhad\s+(?:already\s+|long\s+)?(?:been\s+)?[a-z]+(?:ed|en|t)\b|\balready\b|\bago\b", re.I)
"""What tells that something was done before another day."""

PERFECT = lazy_regex(r"\b(?:has|have)(?:\s+(?:not|never)|n[’']t)\b", re.I)
"""What is so until now only."""

DONE = lazy_regex(
    r"(?:\b(?:was|were|is|are|be|been|being|did|does|do)\s+(?:[a-z]+ly\s+)?[\w-]+|"
    r"\b(?:has|have|had)\s+(?:[a-z]+ly\s+)?[\w-]+(?:[dnt]|ne)|[\w-]+ed)$",
    re.I,
)
"""At the end of a text: what somebody did, or what he or a thing was; "had signed", not "had access"."""
