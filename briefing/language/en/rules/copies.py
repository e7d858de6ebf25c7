"""What engines/rules/detectors/copies looks for in English."""

import re

from briefing.regex import lazy_regex

TIMES = frozenset(
    "recently earlier later year week month day morning night yesterday today monday tuesday wednesday "
    "thursday friday saturday sunday early late currently now".split()
)
"""What a desk changes because its day is another."""

CALLED = lazy_regex(r"(?:the|this|that|its|their|his|her) [\w-]+$", re.I)
"""What may call by its kind what the other names."""
