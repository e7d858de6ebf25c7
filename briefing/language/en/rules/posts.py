"""What engines/rules/detectors/posts looks for in English."""

import re

from briefing.regex import lazy_regex

POST = (
    r"founder|head|chief|chairman|chairwoman|chair|president|director|leader|manager|minister|secretary|spokesman|"
    r"spokeswoman|editor|owner|captain|coach|governor|mayor|commissioner|ambassador|professor|lawyer"
)
RANK = r"(?P<rank>co-?|vice[ -]|deputy\s+|former\s+|ex-|acting\s+|interim\s+|assistant\s+)?"
BEFORE = lazy_regex(
    rf"(?:\b(?P<of>[A-Z][\w’'-]*(?:['’]s?)?)\s+(?:[\w-]+\s+){{0,2}}?)?\b{RANK}(?P<post>{POST}),?\s+$", re.I
)
BEHIND = lazy_regex(
    rf"^,\s+(?:the\s+|a\s+|an\s+)?(?:[\w’'-]+\s+){{0,3}}?{RANK}(?P<post>{POST})\b"
    r"(?:\s+(?:of|at)\s+(?:the\s+)?(?P<of>[^,.;]{3,50}))?",
    re.I,
)
HEADS = lazy_regex(
    r"^,\s+who\s+(?P<post>heads|leads|chairs|founded|co-founded)\s+(?:the\s+)?(?P<of>[^,.;]{3,50})", re.I
)
SAME = {"heads": "head", "leads": "leader", "chairs": "chairman", "founded": "founder", "co-founded": "founder"}
HEADSHIP = frozenset({"head", "chief", "chairman", "chairwoman", "chair", "president", "director", "leader"})
