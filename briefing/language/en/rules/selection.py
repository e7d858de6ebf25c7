"""What jobs/selection looks for in English."""

import re

from briefing.regex import lazy_regex

HEDGED = lazy_regex(r"\b(?:if|whether|unless|could|might|may|would|perhaps)\b", re.I)
"""What is no statement of how things are, and so excludes no other."""
