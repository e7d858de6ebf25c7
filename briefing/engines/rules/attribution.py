"""Who a sentence gives its word to, and how firmly it puts it."""

import re
from functools import lru_cache

from briefing.language.en.rules.attribution import (
    ACCORDING,
    ADVERBIAL,
    AFTER,
    BEFORE,
    DENIED,
    FINITE,
    LOOSE,
    MEDIA,
    NAMED_AFTER,
    OPEN,
    PLANNED,
    POSSIBLE,
    QUOTED,
    REPORTED,
    SPEECH,
    UNSAID,
)
from briefing.model import Certainty
from briefing.regex import lazy_regex
from briefing.text.names import TITLES, is_person, names
from briefing.text.quotations import quotations

SHORT = lazy_regex(rf"\b(?:[A-Z]|{'|'.join(TITLES)}|St)\.(?=.)")
"""A full stop that ends no sentence: "Mr. Lent", "U.N."."""


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
    phrase = ADVERBIAL.sub("", phrase)
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
        or ADVERBIAL.fullmatch(f"{lead}, ")
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
