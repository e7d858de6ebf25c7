"""A long sentence without the clause it can do without; the cut is shown."""


from briefing.engines.rules.attribution import masked
from briefing.language.en.rules.attribution import SAY
from briefing.language.en.rules.shortening import ESSENTIAL, INTRODUCED, SUBORDINATE, TRAILING, VERB
from briefing.model import Fact
from briefing.regex import lazy_regex

LONG = 26  # words; up to here a sentence is told whole
LEAST = 11  # words that a shortened sentence keeps
SAID = lazy_regex(rf"\b(?:{SAY})$")
"""Words that were told end with who said them: behind that a cut looks like one in what was said."""


def shortened(fact: Fact) -> str:
    """The statement of a fact as it is told: a long one without its last clause, or as its quotation alone with the
    speaker.

    No clause goes that attributes, hedges, denies or limits what is said.
    """
    text = fact.statement
    if len(text.split()) <= LONG or "?" in text:
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
