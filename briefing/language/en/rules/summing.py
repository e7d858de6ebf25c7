"""What engines/rules/summing knows of English."""

from briefing.regex import lazy_regex

ARTICLES = frozenset("the a an its their his her".split())
"""What a noun never stands before: "remove the council" begins with a verb, "plans of the council" with none."""

TO = "to"
"""What an infinitive begins with."""

THAT = lazy_regex(r"\s+that\s+(?P<what>[^.,;:\"“”]+)")
"""Behind a verb of denying: what is denied, as a clause."""
