"""Whether two sentences state the same: how much they share, and no figure, day or "not" of one that the other's
contradicts."""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import takewhile

from briefing.engines.rules.detectors.profile import Profile, contradict
from briefing.language.days import days
from briefing.language.denials import denials
from briefing.language.en.rules.attribution import SAY
from briefing.language.en.rules.stating import ASIDE, LED, WEEKDAYS, offices
from briefing.language.quantities import quantities
from briefing.language.small_words import small_words
from briefing.language.speech import saying
from briefing.regex import lazy_regex
from briefing.text.likeness import Likeness
from briefing.text.words import STOP_WORDS, Word, acts, count_words, terms, words

BACKGROUND = 20
"""Texts thought beside the pile, so that what all of it is about still weighs a little."""


DONE = 0.25
"""Share of what the shorter tells beside names that the other must tell too."""

OTHERWISE = 0.33
"""The same where what each says was done has no sense in common: "arrested" and "released on bail"."""

OFFICE = 2
"""Words before a name that say what somebody is: "depot manager Paul Rennick"."""

SAID = 8
"""Words of a last clause that says who says a sentence, and when."""

TRAILED = lazy_regex(
    rf",[\"”’]?\s+(?:[^,.;]{{2,60}}\s+(?:{SAY})|(?:{SAY})\s+[^,.;]{{2,60}})(?:\s+(?:on|in|at|to)\s[^,.;]{{2,40}})?\.?$"
)


class Stating:
    """The sentences of a pile, to be held against each other."""

    def __init__(self, profiles: Sequence[Profile]):
        self._profiles = profiles
        texts = [stated(p.text, p.document.language) for p in profiles]
        self._likeness = Likeness(texts, background=BACKGROUND)
        self._deeds = [text - named(p.text) for text, p in zip(texts, profiles, strict=True)]
        self._acts = [acts(each) for each in self._deeds]
        self._weights = [self._likeness.weight(each) for each in self._deeds]

    def alike(self, left: int, right: int) -> float:
        """How far two sentences state the same, 0 to 1: the weight of what they share over their mean weight; 0 where
        one contradicts the other."""
        a, b = self._profiles[left], self._profiles[right]
        if contradict(a, b) or _of_two_days(a, b) or _of_two_states(a, b) or refuse(a.text, b.text):
            return 0.0
        return self._likeness.compare(left, right).dice if self._one_act(left, right) else 0.0

    def _one_act(self, left: int, right: int) -> bool:
        """Whether two sentences share more than names: of one person two reports may tell two things."""
        one, two = self._acts[left], self._acts[right]
        least = OTHERWISE if one and two and not one & two else DONE
        both = self._likeness.weight(self._deeds[left] & self._deeds[right])
        return both >= least * min(self._weights[left], self._weights[right])


@lru_cache(maxsize=65_536)
def refuse(one: str, other: str) -> bool:
    """Whether one of two texts denies of a thing what the other, which denies nothing, says plainly of it: "the port
    paid no ransom", "the port paid two million"."""
    return _refuses(one, other) or _refuses(other, one)


def _refuses(no: str, yes: str) -> bool:
    said = denials(yes)
    denied = [each.scope for each in denials(no).denials if each.scope & said.said]
    if said.is_contrary or not denied:
        return False
    things = terms(no).difference(*denied)
    return 2 * len(things & terms(yes)) >= len(things) > 0


def _of_two_days(a: Profile, b: Profile) -> bool:
    """Whether each of two sentences names a day, and they share none."""
    one, two = _days(a), _days(b)
    return bool(one and two) and not one & two


def _days(profile: Profile) -> frozenset[str]:
    """The days a sentence names, as month and day; that of what it tells where it says so in other words."""
    named = _named_days(profile.text, profile.document.language)
    when = profile.fact.when or ""
    return named | {when[5:]} if len(when) == len("2031-05-06") else named


@lru_cache(maxsize=65_536)
def _named_days(text: str, code: str) -> frozenset[str]:
    return frozenset(f"{day.month:02}-{day.day:02}" for day in days(text, code) if day.month and day.day)


@lru_cache(maxsize=65_536)
def named(text: str) -> frozenset[str]:
    """The terms of what is written with a capital, names and what opens a sentence, of offices, and of what else stands
    before a name."""
    told = words(text)
    names = [word.text for word in told if word.text[0].isupper()]
    before = terms(" ".join(word.text for n, word in enumerate(told) if _is_office(told, n)))
    return terms(" ".join(names)) | offices(text) | before - acts(before)


def _is_office(told: Sequence[Word], place: int) -> bool:
    """Whether a word stands right before a name, or one word away from it: "depot manager Paul Rennick"."""
    ahead = told[place : place + OFFICE + 1]
    small = list(takewhile(lambda word: not word.text[0].isupper() and word.text.lower() not in STOP_WORDS, ahead))
    return 0 < len(small) < len(ahead) and ahead[len(small)].text[0].isupper()


def _of_two_states(a: Profile, b: Profile) -> bool:
    """Whether one has as certain, as done or as true what the other has as possible, as planned or as denied."""
    return _STATES.get(a.fact.certainty) != _STATES.get(b.fact.certainty)


_STATES = {"planned": "ahead", "denied": "denied", "possible": "possible"}


@lru_cache(maxsize=65_536)
def stated(text: str, code: str) -> frozenset[str]:
    """What a sentence states, as terms: its words, its figures and its years and months, who says it and asides left
    out."""
    bare = text if code == "en" else _without_speaker(text, code)
    text = LED.sub("", TRAILED.sub("", ASIDE.sub(" ", bare)))
    figures = (f"#{q.value:g} {q.unit or ''}" for q in quantities(text, code) if q.value is not None)
    told = days(text, code)
    years = (f"#year {each.year}" for each in told if each.year)
    months = (f"#month {each.month}" for each in told if each.month)
    return (terms(text) - WEEKDAYS - _small_terms(code)) | frozenset((*figures, *years, *months))


def _without_speaker(text: str, code: str) -> str:
    """A sentence of another language than English without its last clause, where that says no more than who says it:
    ", a indiqué la préfecture mercredi"."""
    told, _, said = text.rpartition(", ")
    return told if told and count_words(said) <= SAID and saying(code).search(said) else text


@cache
def _small_terms(code: str) -> frozenset[str]:
    """The terms of what only joins words in a language other than English, whose own are no terms."""
    return terms(" ".join(small_words(code))) if code != "en" else frozenset()
