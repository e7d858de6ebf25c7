"""What stages/clean looks for in English."""

from briefing.regex import lazy_regex

WRITER = lazy_regex(
    r"(?P<name>[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|da|van|von|der|al|bin|el|la|le)){1,3}),? "
    r"(?:is|was) (?:an?|the|our|[A-Z][\w ]{2,40}['’]s) [^.!?]{0,100}"
    r"\b(?:writer|reporter|journalist|editor|correspondent|columnist|contributor|blogger|author|freelancer|enthusiast"
    r"|producer|commentator|analyst|intern|fellow)\b"
)
"""What presents somebody by what they do about texts, from its start on."""
