"""What became of the people that a sentence counts: killed, hurt, missing, held."""

import re
from functools import cache

from briefing.engines.rules.detectors.clauses import clause
from briefing.language.en.rules.counting import FATES, HARM, HARM_OF_TRADE
from briefing.language.language import language_data, word_list
from briefing.language.people import counts_people, names_people
from briefing.language.quantities import Quantity
from briefing.language.statuses import status_of
from briefing.regex import ListRegex, list_regex
from briefing.text.words import joined, term

DEAD = "=kill"
SACKED = term("sacked")
ABOARD = term("aboard")
FATES_APART = frozenset({DEAD, "=injure", "=hospital", "miss"})
"""What a part of people may have met with, beside others whom something else befell."""

STATUS_FATES = {"dead": DEAD, "injured": "=injure", "missing": "miss", "held": "=arrest", "freed": "=rescue"}

FAR_FATE = 14
"""Words between people that are counted and what became of them."""


def foreign_fate(q: Quantity, text: str, language: str) -> str:
    """What became of those whom a number counts, by the words of its language; "" where it says nothing of people."""
    if q.kind != "number":
        return ""
    start, end = clause(text, q.start, q.end)
    noun = q.noun or ""
    status = status_of("", noun, language, FAR_FATE) if noun else None
    people = not noun or names_people(noun, language) or counts_people(text[q.end :], language)
    if status is None and people:
        status = status_of(text[start : q.start], text[q.end : end], language, FAR_FATE)
    return STATUS_FATES.get(status or "", "")


def nearest_fate(clause: str, at: int, q: Quantity) -> str:
    """The nearest word of the clause that says what became of people."""
    best, distance = "", 1e9
    for hit in re.finditer(r"[A-Za-z-]+", joined(clause)):
        if term(hit.group()) in FATES:
            gap = min(abs(hit.start() - (at + q.end - q.start)), abs(at - hit.end()))
            if gap < distance:
                best, distance = term(hit.group()), gap
    return best


def told_fate(q: Quantity, text: str, language: str) -> str:
    """What became of people by a phrase of several words behind their count: "14 people lost their lives"."""
    behind = re.split(r"[,;:.!?]", text[q.end :], maxsplit=1)[0]
    hits = [(hit.start(), fate) for fate, phrase in _fates(language) if (hit := phrase.search(behind))]
    return min(hits)[1] if hits else ""


@cache
def _fates(language: str) -> tuple[tuple[str, ListRegex], ...]:
    """What becomes of people, as its term, with the phrases a language has for it."""
    listed = ((fate, word_list(phrases)) for fate, phrases in language_data(language, "words").get("fates", {}).items())
    return tuple(
        (term(fate), list_regex(r"\b", phrases, "|".join(map(re.escape, phrases)), r"\b")) for fate, phrases in listed
    )


def is_beside(q: Quantity, clause: str, at: int, fate: str) -> bool:
    """Whether what befell people stands right before or behind their count: "killed nine miners"."""
    before = re.findall(r"[A-Za-z]+", joined(clause[:at]))[-1:]
    return any(term(word) == fate for word in before) or _is_next(q, clause, at, fate)


def _is_next(q: Quantity, clause: str, at: int, fate: str) -> bool:
    """Whether what befell people stands right behind their count: "12 soldiers were killed"."""
    behind = clause[at + q.end - q.start :]
    found = re.finditer(r"[a-z]+", behind)
    harm = HARM_OF_TRADE if fate in FATES_APART else HARM
    return any(term(hit.group()) == fate and harm.match(behind[: hit.start()]) for hit in found)
