"""A long sentence without the clause it can do without; the cut is shown."""

import re

from briefing.engines.rules.attribution import SAY, masked
from briefing.model import Fact

LONG = 26  # words; up to here a sentence is told whole
LEAST = 11  # words that a shortened sentence keeps
INTRODUCED = re.compile(rf"^(?P<intro>[^\"“”]*?)\b(?:{SAY})[^\"“”]{{0,40}}[:,]\s+(?P<quote>[\"“].*[\"”])$")
ESSENTIAL = re.compile(
    rf"\b(?:{SAY}|according|not|never|no|without|but|although|though|unless|if|may|might|could|however|allegedly|reportedly|"
    r"believed|suspected|expected|except|only|denied|quoted)\b|n[’']t\b",
    re.I,
)
TRAILING = re.compile(
    r"(?:,|\s[–—-]+)\s+(?=(?:which|who|where|when|as|while|with|including|a|an|the|in|after|following|amid|\w+ing|\w+ed|and)\b)"
)


def shortened(fact: Fact) -> str:
    """The statement of a fact as it is told: a long one without its last clause, or as its quotation alone with the
    speaker.

    No clause goes that attributes, hedges, denies or limits what is said.
    """
    text = fact.statement
    if len(text.split()) <= LONG:
        return text
    introduced = INTRODUCED.match(text)
    if (
        introduced
        and fact.speaker
        and len(introduced["intro"].split()) > 5
        and fact.speaker.split()[-1] in introduced["intro"]
    ):
        name = fact.speaker if fact.speaker in introduced["intro"] else fact.speaker.split()[-1]
        return f"{name}: {introduced['quote']}"
    return _cut(text)


def _cut(text: str) -> str:
    bare = masked(text)
    for hit in TRAILING.finditer(bare):
        kept, gone = text[: hit.start()], bare[hit.start() :]
        if LEAST <= len(kept.split()) <= LONG + 4 and len(gone.split()) >= 4 and _spare(gone) and _balanced(kept):
            return f"{kept.rstrip(' ,;:–—-')} …"
    return text


def _spare(clause: str) -> bool:
    return not ESSENTIAL.search(clause) and "¤" not in clause


def _balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and text.count("“") == text.count("”") and text.count("(") == text.count(")")
