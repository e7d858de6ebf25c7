"""Who a sentence gives its word to, and how firmly it puts it."""

import re
from functools import lru_cache

from briefing.model import Certainty
from briefing.regex import lazy_regex
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
TOLD = "told|tells|assured|asked|warned"
"""Verbs that name the hearer next."""

ABOUT = (
    "told|tells|denied|denies|accused|criticised|criticized|highlighted|highlights|underscored|reiterated|expressed|assured|"
    "described|describes|called|calls|disclosed|revealed|demanded|believes|believed|ruled|maintained|maintains"
)
"""Verbs behind which what is spoken of, or who is told, stands: never the speaker, as in "said the mayor"."""

UNSAID = lazy_regex(r"\b(?:to|be|is|was|were|are|been|being|not|never)(?:\s+\w+ly)?$", re.I)
"""Before a verb: what is done to somebody, or what was not said."""

OPEN = lazy_regex(
    r"(?:^|[,¤?!.…]\W{0,4}\s*)(?:he|she)\s+(?:\w+ly\s+|also\s+|later\s+)?(?:said|says|told|tells|added|adds|wrote|"
    r"(?:was|were|is)\s+quoted)\b",
    re.I,
)
CLAUSE = "that|how|whether|what|why|when|where|if|there|it|they|we|you|to|in|on|at|by|so|no|not"
"""Words that begin what is said, and not the name of who says it."""

SHORT = lazy_regex(rf"\b(?:[A-Z]|{'|'.join(TITLES)}|St)\.(?=.)")
"""A full stop that ends no sentence: "Mr. Lent", "U.N."."""

FINITE = lazy_regex(
    r"\b(?:is|was|were|are|has|had|have|will|would|could|should|might|can|cannot|did|does|do|must|\w+n[’']t)\b|\b(?-i:may)\b",
    re.I,
)
LOOSE = lazy_regex(r"\b(?:of|for|from|with|by|to|against|about|at|in|on|near|and)\s+(?:the\s+)?$", re.I)
SPEECH = lazy_regex(rf"\b(?:{SAY}|[Aa]ccording|[Cc]iting|cited)\b")
ADVERB = (
    r"(?:(?:also|later|earlier|further|then|previously|repeatedly|had|has|have|now|publicly|initially|reportedly|"
    r"however)\s+)*"
)
BEFORE = lazy_regex(rf"^(?P<who>[^¤;:]{{2,160}}?),?\s+{ADVERB}(?P<verb>{SAY})\b(?!\s+(?:to|by|in|for|off|on)\s+be\b)")
NAMED_AFTER = lazy_regex(
    rf"^(?P<before>.*[,¤?!.…])\W{{0,4}}\s*(?:as\s+)?(?!(?:{ABOUT})\b)(?:{SAY})\s+"
    rf"(?!(?:{CLAUSE})\b)(?P<who>[^,;.¤]{{2,90}}(?:,\s(?=[A-Z])[^,;.¤]{{2,60}})?)(?:,[^¤]*)?[.,:;]?\s*$",
    re.S,
)
AFTER = lazy_regex(
    rf"(?:^|[,¤?!.…]\W{{0,4}}\s*)(?P<who>(?:(?!\b(?!called\b)(?:{SAY})\b)[^,;.¤]){{2,90}}?(?:(?:,\s[^,;.¤]{{2,90}}){{1,2}},)?),?\s+"
    rf"{ADVERB}(?:(?:{TOLD})\s+[^,;:.¤]{{2,60}}|(?:{SAY}))(?:\s+(?:in|on|at|to|during|after)\s[^¤;,]{{0,90}})?"
    rf"(?:,(?![^¤]*\b(?:{SAY})(?:\s+(?:in|on|at)\s[^¤,]{{0,60}})?[.,]?\s*$)[^¤]*)?[.,:;]?\s*$"
)
ACCORDING = lazy_regex(r"\b(?:[Aa]ccording to|[Aa]s reported by|[Cc]iting|cited by)\s+(?P<who>[^,;.¤]{2,90})")
QUOTED = lazy_regex(
    r"\b(?P<who>he|she|[A-Z][\w.’' -]{1,60}?)\s+(?:was|were|is)\s+quoted\s+as\s+saying|quoted\s+(?P<whom>him|"
    r"her|[A-Z][\w.’' -]{1,60}?)\s+as\s+saying"
)
MEDIA = lazy_regex(
    r"\b(?:media|agency|agencies|news|newspaper|broadcaster|outlets?|reports?|press|television|TV|website|tabloid)\b",
    re.I,
)

POSSIBLE = lazy_regex(
    r"\b(?:(?-i:may)|might|could|possibl[ey]|perhaps|apparently|appears?|appeared|seems?|seemed|believed|thought|suspected|likely|unlikely|probabl[ey]|"
    r"suggest(?:s|ed|ing)?|indications?|initial findings|preliminary|potential(?:ly)?|feared|alleged(?:ly)?|"
    r"unconfirmed|speculat\w+|"
    r"under investigation|investigating whether|unclear|unknown|considering|consider)\b",
    re.I,
)
PLANNED = lazy_regex(
    r"\b(?:(?-i:will)|shall|won[’']t|plans?\s+to|planned\s+to|planning\s+to|intends?\s+to|aims?\s+to|expects?\s+to|is\s+expected|are\s+expected|set\s+to|"
    r"due\s+to\s+(?:be|begin|start|take|arrive|leave|open|appear|meet)|scheduled|would|going\s+to|(?:is|are)\s+to\s+\w+|vowed\s+to|pledged\s+to)\b",
    re.I,
)
DENIED = lazy_regex(
    r"\b(?:denied|denies|deny|denying|rejected\s+(?:the\s+)?(?:claims?|allegations?|accusations?|reports?)|dismissed\s+(?:the\s+)?"
    r"(?:claims?|allegations?|reports?)|no\s+truth)\b",
    re.I,
)
REPORTED = lazy_regex(
    r"\b(?:reportedly|media\s+reported|reports?\s+(?:said|say|that)|it\s+(?:is|was|has been)\s+reported|"
    r"according\s+to\s+"
    r"(?:local\s+|state\s+|chinese\s+|russian\s+)?(?:media|reports?|press|local\s+reports?|sources?))\b",
    re.I,
)


@lru_cache(maxsize=65_536)
def masked(text: str) -> str:
    """The text with each letter inside quotation marks as "¤": what the writer says, not whom he quotes."""
    letters = list(text)
    for quotation in quotations(text):
        letters[quotation.start : quotation.end] = "¤" * (quotation.end - quotation.start)
    return "".join(letters)


@lru_cache(maxsize=65_536)
def speaker(text: str) -> str | None:
    """Who is quoted or paraphrased, in the words of the sentence ("he", "Mr Durov", "police"); None for the writer's
    own word."""
    bare = masked(text)
    if not SPEECH.search(bare):
        return None
    unstopped = SHORT.sub(lambda hit: f"{hit[0][:-1]}_", bare)
    for pattern in (QUOTED, ACCORDING, NAMED_AFTER, AFTER, BEFORE):
        hit = pattern.search(unstopped)
        if hit and not (pattern is NAMED_AFTER and (_apposed(hit["before"]) or _told(hit["who"]))):
            key = next((key for key, found in hit.groupdict().items() if found and key.startswith("who")), None)
            who = bare[slice(*hit.span(key))] if key else None
            person = who and not UNSAID.search(who) and _head(who)
            if person:
                return person
    return None


def is_speech(text: str) -> bool:
    """Whether "he" or "she", whoever that is, gives word: to be told from "he called the coast guard"."""
    return OPEN.search(masked(text)) is not None


def _apposed(before: str) -> bool:
    """Whether what stands before a verb is whom it is said by, and so not what is said: "Its leader, Anna Brook,"."""
    *_, holder, office = ("", "", *(part.strip() for part in before.rstrip(" ,").split(",")))
    if "¤" in before or not holder:
        return False
    last = names(office)[-1:]
    if last and last[0].end == len(office) and is_person(last[0].text):
        return last[0].start == 0 or not FINITE.search(office)
    bearer = names(holder)[-1:]
    return bool(
        bearer
        and bearer[0].end == len(holder)
        and (bearer[0].start == 0 or is_person(bearer[0].text))
        and re.match(r"(?:who|which|whose|an?|the|his|her|its|their|\d{1,3}|[a-z]+)\b", office)
    )


def _told(who: str) -> bool:
    """Whether a phrase behind "said" goes on like a sentence: "the crew would sail" is told and tells nothing."""
    return bool(FINITE.search(re.split(r"\s(?:who|which|that|whose|as|when|after|while|whom)\s", who)[0]))


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
    persons = [n for n in found if is_person(n.text) and not LOOSE.search(phrase[: n.start])]
    if persons and not re.match(r"\w+ing\b", phrase):
        parts = phrase.split(", ")
        return next((n.text for n in persons if n.text in parts), persons[0].text)
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
    lead = re.split(r",|\s(?:who|which|that|in|on)\s|\s(?:at|from|for|with)\s(?!(?:the\s+)?[A-Z])", phrase)[0].strip()
    if len(lead.split()) > 8:
        lead = re.split(r"\s(?:at|from|for|with)\s", lead)[0]
    if (
        not lead
        or len(lead.split()) > 8
        or re.fullmatch(r"(?:it|this|that|there|which|who|what|they|we|I|one|some|but|and|or|then|also)", lead, re.I)
    ):
        return None
    if FINITE.search(lead):
        return None
    return re.sub(r"^(?:the|a|an)\s+", "", lead, flags=re.I)


@lru_cache(maxsize=65_536)
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
    return not _name_words(a).isdisjoint(_name_words(b))


@lru_cache(maxsize=65_536)
def _name_words(mention: str) -> frozenset[str]:
    """The words of a mention, without titles and what joins them."""
    words = {word.strip(".").lower() for word in mention.split() if word.strip(".") not in TITLES}
    return frozenset(words - {"the", "of", "and", "for", "a"})
