"""Proper names in a text, and which of them are persons."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefing.regex import lazy_regex
from briefing.text.lemmas import is_known
from briefing.text.words import STOP_WORDS
from briefing.wordlists import word_lists

_LISTS = word_lists("en/names")
TITLES = _LISTS["titles"]
DAYS_AND_MONTHS = frozenset(_LISTS["days_and_months"])
BODIES = frozenset(_LISTS["bodies"])
TOKEN = lazy_regex(r"[^\W\d_](?:[\w]|[-'’&.](?=\w))*\.?")
OWNER = lazy_regex(r"['’]s$")
ENDING = lazy_regex(r"['’]s$|\.$")
POSSESSIVE = lazy_regex(r"['’]s\b")
INITIAL_DOT = lazy_regex(r"(?<=\b\w)\.(?=\w\b)|(?<=\.\w)\.")
LETTERS = lazy_regex(r"\w+")
COMPOUND = lazy_regex(
    r"-(?:year-old|led|based|bound|owned|backed|born|style|old|like|run|held|era|wide|long|made|level|time|day|hour|minute)\b|^(?:"
    r"one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty)-",
    re.I,
)
SURNAMES = frozenset(_LISTS["surnames"])
NO_NAME = lazy_regex(r"I|(?:I|We|You|They|He|She|It|There|That|What|Who|Let)['’](?:m|re|ve|ll|d|s)")
LINKS = frozenset(_LISTS["links"])
OPENERS = frozenset(_LISTS["openers"])
"""Words that begin a sentence before a name and are no part of it: "Unlike Ardland"."""

PARTICLES = frozenset({"of", "de", "da", "del", "la", "al", "bin", "van", "von", "der", "den", "el"})
JOINERS = PARTICLES | {"and", "the", "for"}


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words: `[start, end)` in the text it was read from."""

    text: str
    start: int
    end: int

    @property
    def last(self) -> str:
        """The word a later mention keeps ("Durov")."""
        return self.text.split()[-1]


@lru_cache(maxsize=65_536)
def names(text: str) -> tuple[Name, ...]:
    """The proper names of a text in its order; a sentence's first word counts only where it is no common word."""
    found = []
    for run in _runs(text):
        while run and run[-1].group().lower() in JOINERS:
            run.pop()
        first = 0
        while first < len(run) and (
                run[first].group() in LINKS or _common(run[first], text, alone=first == len(run) - 1)):
            first += 1
        if first < len(run):
            start = run[first].start()
            name = OWNER.sub("", text[start : run[-1].end()].rstrip("."))
            found.append(Name(name, start, start + len(name)))
    return tuple(found)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Words with a capital that only spaces part, "of" and the like between them."""
    run: list[re.Match[str]] = []
    for hit in TOKEN.finditer(text):
        if not run and not text[hit.start()].isupper():
            continue  # most words: nothing begins here
        if run and (text[run[-1].end() : hit.start()].strip(" \u00ad") or _ends(run[-1].group())):
            yield run
            run = []
        word = hit.group()
        if (
            _capital(word)
            or (run and word in PARTICLES)
            or (run and _surname(word, run[-1].group()))
        ):
            run.append(hit)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _ends(word: str) -> bool:
    """Whether a name can't go on after a word: a possessive, or a full stop that is no abbreviation's."""
    return word.endswith(("'s", "’s")) or (word.endswith(".") and not _abbreviation(word))


@lru_cache(maxsize=65_536)
def _capital(word: str) -> bool:
    """Whether a word with a capital can belong to a name."""
    if not word[0].isupper() or COMPOUND.search(word) or NO_NAME.fullmatch(word):
        return False
    return ENDING.sub("", word.lower()) not in DAYS_AND_MONTHS


def _surname(word: str, before: str) -> bool:
    """Whether the name of a month is a person's here."""
    return word in SURNAMES and before.lower() not in DAYS_AND_MONTHS


def _abbreviation(word: str) -> bool:
    return len(word) <= 3 or word.rstrip(".") in TITLES or word.count(".") > 1


def _common(hit: re.Match[str], text: str, *, alone: bool) -> bool:
    """Whether a capital only stands there because a sentence begins."""
    word = hit.group().rstrip(".")
    lower = word.lower()
    gap = text[max(0, hit.start() - 40) : hit.start()]
    before = gap.rstrip(" \t\n\"“”‘’'([—–-")
    if before and before[-1] not in ".!?:;…" and "\n" not in gap[len(before) :]:
        return False
    if (word.isupper() and len(word) > 1) or (word in TITLES and not alone):
        return False
    if lower in STOP_WORDS or lower in OPENERS:
        return True
    return (alone or not _follows_capital(hit, text)) and is_known(lower)


def _follows_capital(hit: re.Match[str], text: str) -> bool:
    rest = text[hit.end() : hit.end() + 2]
    return len(rest) == 2 and rest[0] == " " and rest[1].isupper()


def name_words(text: str) -> frozenset[str]:
    """The words of the names in a text, without capitals."""
    return frozenset(word for name in names(text) for word in plain_words(POSSESSIVE.sub("", name.text)))


def plain_words(text: str) -> list[str]:
    """Words without capitals; "U.S." and "US" are one."""
    return LETTERS.findall(INITIAL_DOT.sub("", text).casefold())


@lru_cache(maxsize=65_536)
def is_person(name: str) -> bool:
    """Whether a name looks like a person's: two to four words, none of them an institution's or a place's."""
    parts = [p.strip(".,") for p in name.split()]
    plain = [p for p in parts if p not in TITLES]
    if any(p.lower() in BODIES or (p.isupper() and len(p) > 2) for p in plain):
        return False
    return (2 <= len(plain) <= 4 or (len(plain) == 1 and len(parts) > 1)) and all(
        p[0].isupper() or p in JOINERS for p in plain
    )
