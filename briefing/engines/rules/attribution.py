"""Who a sentence gives its word to, and how firmly it puts it."""

import re
from functools import lru_cache

from briefing.model import Certainty
from briefing.text.names import TITLES, is_person, names
from briefing.text.quotations import quotations

SAY = (
    "said|says|say|told|tells|added|adds|announced|announces|stated|states|declared|declares|claimed|claims|argued|argues|warned|warns|"
    "confirmed|confirms|denied|denies|insisted|insists|explained|explains|noted|notes|wrote|writes|tweeted|posted|remarked|remarks|"
    "stressed|stresses|emphasised|emphasized|emphasises|acknowledged|admitted|admits|testified|recalled|recalls|reported|reports|"
    "suggested|suggests|estimated|estimates|predicted|predicts|believes|believed|vowed|pledged|urged|urges|demanded|alleged|alleges|"
    "accused|criticised|criticized|highlighted|highlights|underscored|reiterated|expressed|asked|answered|replied|concluded|"
    "disclosed|revealed|cautioned|maintained|maintains|described|describes|called|calls|assured|speculated|ruled"
)
ADVERB = (
    r"(?:(?:also|later|earlier|further|then|previously|repeatedly|had|has|have|now|publicly|initially|reportedly|"
    r"however)\s+)*"
)
BEFORE = re.compile(rf"^(?P<who>[^¤;:]{{2,160}}?),?\s+{ADVERB}(?P<verb>{SAY})\b(?!\s+(?:to|by|in|for|off|on)\s+be\b)")
AFTER = re.compile(
    rf"[,¤?!.…]\W{{0,4}}\s*(?:as\s+)?(?:(?P<verb1>{SAY})\s+(?P<who1>[^,;.¤]{{2,90}})"
    rf"|(?P<who2>[^,;.¤]{{2,90}}?),?\s+{ADVERB}(?P<verb2>{SAY})(?:\s+(?:in|on|at|to|during|after)\s[^¤;]{{0,90}})?)(?:,[^¤]*)?[.,:;]?\s*$"
)
ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Aa]s reported by|[Cc]iting|cited by)\s+(?P<who>[^,;.¤]{2,90})")
QUOTED = re.compile(
    r"\b(?P<who>he|she|[A-Z][\w.’' -]{1,60}?)\s+(?:was|were|is)\s+quoted\s+as\s+saying|quoted\s+(?P<whom>him|"
    r"her|[A-Z][\w.’' -]{1,60}?)\s+as\s+saying"
)
MEDIA = re.compile(
    r"\b(?:media|agency|agencies|news|newspaper|broadcaster|outlets?|reports?|press|television|TV|website|tabloid)\b",
    re.I,
)

POSSIBLE = re.compile(
    r"\b(?:may|might|could|possibl[ey]|perhaps|apparently|appears?|appeared|seems?|seemed|believed|thought|suspected|likely|unlikely|probabl[ey]|"
    r"suggest(?:s|ed|ing)?|indications?|initial findings|preliminary|potential(?:ly)?|feared|alleged(?:ly)?|"
    r"unconfirmed|speculat\w+|"
    r"under investigation|investigating whether|unclear|unknown|considering|consider)\b",
    re.I,
)
PLANNED = re.compile(
    r"\b(?:will|shall|won[’']t|plans?\s+to|planned\s+to|planning\s+to|intends?\s+to|aims?\s+to|expects?\s+to|is\s+expected|are\s+expected|set\s+to|"
    r"due\s+to\s+(?:be|begin|start|take|arrive|leave|open|appear|meet)|scheduled|would|going\s+to|(?:is|are)\s+to\s+\w+|vowed\s+to|pledged\s+to)\b",
    re.I,
)
DENIED = re.compile(
    r"\b(?:denied|denies|deny|denying|rejected\s+(?:the\s+)?(?:claims?|allegations?|accusations?|reports?)|dismissed\s+(?:the\s+)?"
    r"(?:claims?|allegations?|reports?)|no\s+truth)\b",
    re.I,
)
REPORTED = re.compile(
    r"\b(?:reportedly|media\s+reported|reports?\s+(?:said|say|that)|it\s+(?:is|was|has been)\s+reported|"
    r"according\s+to\s+"
    r"(?:local\s+|state\s+|chinese\s+|russian\s+)?(?:media|reports?|press|local\s+reports?|sources?))\b",
    re.I,
)


@lru_cache(maxsize=16384)
def masked(text: str) -> str:
    """The text with each letter inside quotation marks as "¤": what the writer says, not whom he quotes."""
    letters = list(text)
    for quotation in quotations(text):
        letters[quotation.start : quotation.end] = "¤" * (quotation.end - quotation.start)
    return "".join(letters)


def speaker(text: str) -> str | None:
    """Who is quoted or paraphrased, in the words of the sentence ("he", "Mr Durov", "police"); None for the writer's
    own word."""
    bare = masked(text)
    for pattern in (QUOTED, ACCORDING, AFTER, BEFORE):
        hit = pattern.search(bare)
        if hit:
            who = next((g for key, g in hit.groupdict().items() if g and key.startswith("who")), None)
            person = who and _head(who)
            if person:
                return person
    return None


def _head(phrase: str) -> str | None:
    """The one who speaks in a noun phrase: a named person first, else the phrase without what trails it."""
    phrase = phrase.strip(" \"“”'’—–-")
    phrase = re.sub(r"^(?:but|and|while|as|when|after|however,?|meanwhile,?|still,?|also)\s+", "", phrase, flags=re.I)
    parts = re.split(r"\s(?:and|but)\s", phrase)
    if len(parts) > 1 and re.search(r"\b(?:\w{3,}ed|is|was|were|are|has|have|had|will)\b", parts[0]):
        phrase = parts[-1]
    phrase = re.sub(
        r"^(?:on|in|at|late|early|earlier|since|during|after|before|last)\s+[^,]{2,40},\s+", "", phrase, flags=re.I
    )
    found = names(phrase)
    persons = [n for n in found if is_person(n.text)]
    if persons and not re.match(r"\w+ing\b", phrase):
        return persons[0].text
    if (
        re.match(
            r"(?:\w+ing|on|in|at|of|after|before|asked|it|during|outside|yet|once|with|for|by|to|from)\b", phrase, re.I
        )
        and not found
    ):
        return None
    if found and found[0].start == 0 and not re.match(r"\w+ing\b", phrase):
        return found[0].text
    if re.match(r"\w+ing\b", phrase):
        return None
    lead = re.split(r",|\s(?:who|which|that|at|in|on|from|for|with)\s", phrase)[0].strip()
    if (
        not lead
        or len(lead.split()) > 8
        or re.fullmatch(r"(?:it|this|that|there|which|who|what|they|we|I|one|some)", lead, re.I)
    ):
        return None
    if re.search(r"\b(?:is|was|were|are|has|had|have)\b", lead):
        return None
    return re.sub(r"^(?:the|a|an)\s+", "", lead, flags=re.I)


def certainty(text: str, who: str | None) -> Certainty:
    """How firmly a sentence stands behind what it tells."""
    bare = masked(text)
    if DENIED.search(bare):
        return "denied"
    if POSSIBLE.search(bare):
        return "possible"
    if REPORTED.search(bare) or (who and MEDIA.search(who)):
        return "reported"
    if PLANNED.search(bare):
        return "planned"
    return "stated"


def same_person(a: str, b: str) -> bool:
    """Whether two mentions can be one speaker: "Mr Durov" and "Pavel Durov"."""
    left, right = ({w.strip(".").lower() for w in x.split() if w.strip(".") not in TITLES} for x in (a, b))
    return bool(left & right - {"the", "of", "and", "for", "a"})
