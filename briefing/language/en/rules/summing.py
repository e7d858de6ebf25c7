"""What engines/rules/summing knows of English."""

ARTICLES = frozenset("the a an its their his her".split())
"""What a noun never stands before: "remove the council" begins with a verb, "plans of the council" with none."""

TO = "to"
"""What an infinitive begins with."""
