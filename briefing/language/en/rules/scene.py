"""What engines/rules/detectors/scene looks for in English."""

import re

from briefing.regex import lazy_regex

HE_OR_SHE = lazy_regex(r"\b(?:he|she|him|her|his)\b", re.I)

PLACED = lazy_regex(r"\b(?:in|to|at|near|from|outside|across|around)\s+(?:the\s+)?(?:[A-Z][\w-]*\s+)*[A-Z][\w-]*$")
"""A name that only says where: many things of a story stand in one town."""
