"""A long sentence without the clause it can do without; the cut is shown."""

import re

from briefing.engines.rules.attribution import SAY, masked
from briefing.model import Fact
from briefing.regex import lazy_regex

LONG = 26  # words; up to here a sentence is told whole
LEAST = 11  # words that a shortened sentence keeps
INTRODUCED = lazy_regex(rf"^(?P<intro>[^\"“”]*?)\b(?:{SAY})[^\"“”]{{0,40}}[:,]\s+(?P<quote>[\"“].*[\"”])$")
ESSENTIAL = lazy_regex(
    rf"\b(?:{SAY}|according|not|never|no|none|without|but|although|though|unless|if|may|might|could|however|allegedly|"
    r"reportedly|believed|suspected|expected|except|only|denied|quoted|whether|because|so|would)\b|n[’']t\b",
    re.I,
)
TRAILING = lazy_regex(
    r"(?:,|\s[–—-]+)\s+(?=(?:which|who|whose|where|including|following|amid|with|such as|a move|\w{3,}ing)\b)"
)
SUBORDINATE = lazy_regex(
    r"^(?:while|as|when|after|before|if|although|though|since|because|despite|amid|with|in|on|at|both)\b", re.I
)
SAID = lazy_regex(rf"\b(?:{SAY})$")
"""Words that were told end with who said them: behind that a cut looks like one in what was said."""

VERB = lazy_regex(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|said|says|told|took|made|"
    r"went|came|gave|got|saw|left|found|held|put|set|led|met|won|lost|fell|rose|began|became|brought|sent|kept|paid|sold|"
    r"bought|hit|cut|ran|broke|sank|shot|struck|\w{2,}ed)\b"
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
        if len(kept.split()) >= LEAST and len(gone.split()) >= 4 and _spare(gone) and _whole(kept):
            return f"{kept.rstrip(' ,;:–—-')} …"
    return text


def _spare(clause: str) -> bool:
    """Whether a last clause holds nothing that the rest would be false or unclear without."""
    return not ESSENTIAL.search(clause) and "¤" not in clause and clause.count(",") <= 2


def _whole(text: str) -> bool:
    """Whether what is left is a sentence: a verb in its main clause, quotations and brackets closed."""
    return VERB.search(text) is not None and not SUBORDINATE.match(text) and _balanced(text) and not SAID.search(text)


def _balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and text.count("“") == text.count("”") and text.count("(") == text.count(")")
