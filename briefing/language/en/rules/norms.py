"""What engines/rules/detectors/norms looks for in English."""

import re

from briefing.regex import lazy_regex

NOUN = lazy_regex(r"\b(?:an?|the|its|his|her|their|this|that|any|[a-z]+[^s\W])\s+$", re.I)
"""Before "ban": a thing, as in "the ban", not what somebody does."""

PASSIVE = lazy_regex(r"\b(?:is|are|was|were|be|been|being|also|previously)\s+$", re.I)
"""Before a participle: what is forbidden stands before it and not behind."""

ASIDE = lazy_regex(r"^\s+(?:by|under|at|in|during|since|until|after|on|from|against|for|over)\b", re.I)
END = lazy_regex(r"[.;:]|,\s+(?:but|and|while|which|who|after|amid|as)\b|\s(?:but|although|though|while|after|amid)\s")
