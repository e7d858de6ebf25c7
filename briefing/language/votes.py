"""How a language says how a vote went: "mit 32 zu 12 Stimmen", "à l'unanimité"."""

import re
from dataclasses import dataclass
from functools import cache

from briefing.language.grammar import any_of, listed
from briefing.language.language import language_data, word_list
from briefing.language.stems import telling_stems


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a text says of how a vote went."""

    start: int
    end: int
    won: int | None
    lost: int
    """The numbers of votes; where all were for it nothing but 0 against."""


def ballot(text: str, code: str) -> Ballot | None:
    """The first tally of a text on a vote, else that nobody was against; None in a language whose words for it are not
    listed."""
    if not listed(code, "votes", "voted").search(text):
        return None
    if hit := _tally(code).search(text):
        won, lost = sorted((int(hit["one"]), int(hit["other"])), reverse=True)
        return Ballot(*hit.span(), won, lost)
    hit = listed(code, "votes", "all").search(text)
    return Ballot(*hit.span(), None, 0) if hit else None


@cache
def light_stems(code: str) -> frozenset[str]:
    """The stems of what every vote has: who votes, and that it was for or against."""
    listed = language_data(code, "words").get("votes", {})
    names = ("voted", "all", "between", "behind", "light")
    return telling_stems(" ".join(word for name in names for word in word_list(listed.get(name, ""))), code)


@cache
def _tally(code: str) -> re.Pattern[str]:
    listed = language_data(code, "words").get("votes", {})
    between, behind = (any_of(word_list(listed.get(name, ""))) for name in ("between", "behind"))
    one, other = r"\b(?P<one>\d{1,3})", r"(?P<other>\d{1,3})\b(?!\s*(?:%|\d))"
    return re.compile(rf"{one}\s+(?:{between})\s+{other}(?:\s+(?:{behind})(?!\w))?", re.I)
