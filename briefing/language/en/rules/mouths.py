"""What engines/rules/detectors/mouths looks for in English."""

import re

from briefing.language.en.rules.attribution import SAY
from briefing.regex import lazy_regex

BEFORE = lazy_regex(
    r"(?P<who>(?:[Tt]he\s+[a-z]+|(?:[A-Z][\w.’'-]*)(?:\s+[A-Z][\w.’'-]*){0,3})),?\s+(?:had\s+|has\s+|also\s+|later\s+)?"
    rf"(?:{SAY}|claiming|saying|calling|insisting)\b(?:(?!\b(?:{SAY})\b)[^.;¤]){{0,90}}$"
)
AFTER = lazy_regex(
    rf"^[,.]?\W{{0,3}}\s*(?:(?:[a-z]+\s+){{0,3}}(?P<who>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){{0,3}})\s+(?:{SAY})|(?:{SAY})\s+"
    r"(?P<whom>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3}))"
)
PRONOUN = lazy_regex(r"^(?:he|she|they|it|we|you)$", re.I)
REPRESENTING = lazy_regex(
    r"\b(?:representatives?|reps?|spokes\w+|lawyers?|attorneys?|solicitors?|barristers?|counsel|publicists?|agents?|aides?|"
    r"(?:press\s+)?secretary|office|statement)\b",
    re.I,
)
"""Who, or what, speaks for somebody."""
