"""Where one report says that there was none of what another tells of, or that nobody did it: "no explosion", "nobody
was offered a place"."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.likeness import other_time
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.engines.rules.detectors.scene import Scene
from briefing.engines.rules.detectors.traces import traces
from briefing.language.en.rules.absences import (
    ALL,
    ARTICLES,
    FURTHER,
    IRREGULAR,
    LIGHT,
    NO,
    NO_NOUN,
    NOT_DONE,
    NOTHING,
    OPEN,
    PRONOUNS,
    RELATIVE,
    SPEAKERS,
)
from briefing.text.words import NEGATIONS, SENSE, STOP_WORDS, Word, stem, term, terms, words

SURE = 0.6
"""The score of what is found."""

DONE = "done or not"
"""What the summary says of a deed."""

TOGETHER = 2
"""Telling words that two sentences share with those before them, to speak of one thing where they share none."""

BEHIND = 6
"""Words behind what is told of, shown with it."""


@dataclass(frozen=True, slots=True)
class Absence:
    """What a sentence says there was none of, or was not done."""

    wanted: tuple[str, ...]
    """The nouns in small letters and the singular, in their order, or the stem of the verb."""

    start: int
    end: int
    subject: str | None
    """The stem of who did not do it, `SPEAKER`, `SOMEBODY` for another pronoun, `NOBODY`; None where it is a thing."""


NOBODY, SOMEBODY, SPEAKER = "nobody", "somebody", "speaker"
UNNAMED = frozenset({NOBODY, SOMEBODY, SPEAKER})


def absent_or_told(pile: Pile) -> tuple[Candidate, ...]:
    """What some reports have none of beside the sentences of others that tell of it."""
    if len({each.document.id for each in pile.profiles}) < 2:
        return ()
    english = [each for each in pile.profiles if each.document.language == "en" and each.fact.kind != "background"]
    denying: dict[tuple[str, ...], list[tuple[Profile, Absence]]] = defaultdict(list)
    for profile in english:
        for absence in _absences(profile.text):
            denying[absence.wanted].append((profile, absence))
    scene = Scene(pile) if denying else None
    found = tuple(each for group in denying.values() if scene and (each := _contradicted(scene, group, english)))
    return (*found, *traces(pile))


def _contradicted(
    scene: Scene, group: Sequence[tuple[Profile, Absence]], others: Sequence[Profile]
) -> Candidate | None:
    """Those who deny one thing beside those who tell of it."""
    told: dict[int, Voice] = {}
    denied: dict[int, Voice] = {}
    needed = terms(" ".join(group[0][1].wanted))
    near = [other for other in others if needed <= other.terms]
    for (profile, absence), other in product(group, near):
        if other.document.id == profile.document.id or other_time(profile, other):
            continue
        if (span := _told(absence, other.text)) and _is_of_one(scene, absence, profile, other):
            told[other.place] = Voice(other, *span)
            denied[profile.place] = Voice(profile, absence.start, absence.end)
    if not told:
        return None
    sides = tuple(denied.values()), tuple(told[place] for place in sorted(told))
    labels = [side[0].profile.text[side[0].start : side[0].end] for side in sides]
    subjects = {absence.subject for _, absence in group}
    topic = labels[0].partition(" ")[2] if None in subjects else DONE
    changes = not subjects & {None, SPEAKER}  # who denies a deed of his own denies it for good
    return Candidate(Detector.ABSENCES, "contradiction", topic, sides, tuple(labels), SURE, 1,
                     _explained(*sides) if changes else None)


@lru_cache(maxsize=65_536)
def _absences(text: str) -> tuple[Absence, ...]:
    """What a text says there was none of, the nouns before the deeds."""
    nouns = (each for hit in NO.finditer(text) if (each := _noun(text, hit.start("no"), hit.start("what"))))
    deeds = (each for hit in NOT_DONE.finditer(text) if (each := _deed(hit)))
    return tuple(each for each in (*nouns, *deeds) if not OPEN.search(text[: each.start]))


def _deed(hit: re.Match[str]) -> Absence | None:
    verb, who = hit["what"].lower(), (hit["who"] or "").lower()
    participle = verb.endswith("ed") or verb in IRREGULAR
    if stem(verb) in LIGHT or verb in STOP_WORDS or who in RELATIVE or not (hit["base"] or participle):
        return None
    pronoun = SPEAKER if who in SPEAKERS else SOMEBODY if who in PRONOUNS else None
    subject = NOBODY if hit["none"] else pronoun or stem(who)
    return Absence((stem(verb),), *hit.span(), subject)


def _noun(text: str, start: int, behind: int) -> Absence | None:
    """The noun behind a "no" with what describes it: "no bank details", of "no talks with buyers" the talks."""
    told: list[Word] = []
    for word in words(text[behind : behind + 60]):
        gap = text[behind + told[-1].end : behind + word.start] if told else " "
        if gap != " " or word.text.lower() in STOP_WORDS or not word.text[0].islower() or len(told) == 3:
            break
        told.append(word)
    if len(told) > 1 and told[-1].text.endswith(("ed", "ing")):
        told.pop()
    while len(told) > 1 and told[0].text in FURTHER:
        told.pop(0)
    nouns = tuple(map(_singular, told))
    if not nouns or nouns[0] in NO_NOUN or (len(nouns) == 1 and nouns[0] in NOTHING):
        return None
    return Absence(nouns, start, behind + told[-1].end, None)


def _singular(word: Word) -> str:
    return word.text.lower().removesuffix("s")


@lru_cache(maxsize=262_144)
def _told(absence: Absence, text: str) -> tuple[int, int] | None:
    """Where a text tells of what another has none of, with some words behind; None where it leaves it open."""
    told = words(text)
    size = len(absence.wanted)
    if len(told) < size or OPEN.search(text) or any(each.wanted == absence.wanted for each in _absences(text)):
        return None
    forms = tuple(map(_singular, told)) if absence.subject is None else _stems(text)
    if absence.subject == NOBODY and (sense := term(absence.wanted[0])).startswith(SENSE):
        return next(((word.start, _end(text, told, n + 1)) for n, word in enumerate(told)
                     if term(word.text) == sense and not _is_denied(told, n)), None)
    for n in range(len(told) - size + 1):
        if forms[n : n + size] != absence.wanted or _is_denied(told, n):
            continue
        before = _before(told, n)
        if absence.subject is None or _is_done(absence, told[n].text.lower(), forms[:n], before):
            return told[n].start, _end(text, told, n + size)
    return None


def _is_done(absence: Absence, word: str, subjects: tuple[str, ...], before: list[str]) -> bool:
    """Whether a word is a verb that tells what was done, by the same subject where one is named."""
    named = absence.subject in UNNAMED or absence.subject in subjects
    return named and (word.endswith("ed") or word in IRREGULAR) and not (before[-1:] and before[-1] in ARTICLES)


@lru_cache(maxsize=65_536)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word.text.lower()) for word in words(text))


def _before(told: tuple[Word, ...], n: int) -> list[str]:
    return [word.text.lower() for word in told[max(0, n - 4) : n]]


def _is_denied(told: tuple[Word, ...], n: int) -> bool:
    """Whether one of the words right before place `n` says no."""
    before = _before(told, n)
    return bool(NEGATIONS & {*before}) or any(word.endswith(("n't", "n’t")) for word in before)


def _end(text: str, told: tuple[Word, ...], n: int) -> int:
    """The end of the words behind the one before place `n`, some at most, that no mark or number parts from it."""
    end = told[n - 1].end
    for before, word in pairwise(told[n - 1 : n + BEHIND]):
        if text[before.end : word.start] != " " or word.text[0].isdigit():
            break
        end = end if word.text.lower() in STOP_WORDS else word.end
    return end


def _is_of_one(scene: Scene, absence: Absence, one: Profile, other: Profile) -> bool:
    """Whether both speak of one thing: they share a telling word beside it, a report's title has it, it is what most
    reports speak of, or all have what nobody has."""
    wanted = terms(" ".join(absence.wanted)) | frozenset(absence.wanted)
    if not scene.telling(one.terms & wanted):
        return False
    if absence.subject == NOBODY and ALL & {word.text.lower() for word in words(other.text)}:
        return True
    if other.fact.certainty == "planned":
        return False
    if absence.subject is None:
        titled = any(wanted & terms(each.document.title) for each in (one, other))
        beside = scene.telling((one.terms & scene.around(other)) - wanted)
        around = scene.telling((scene.around(one) & scene.around(other)) - wanted)
        return titled or len(absence.wanted) > 1 or beside > 0 or around >= TOGETHER
    return absence.subject not in UNNAMED or scene.is_at_issue(wanted)


def _explained(denied: Sequence[Voice], told: Sequence[Voice]) -> str | None:
    """Whether all who tell that it was done do so on a later day: what had not happened had happened by then."""
    before, after = ([voice.profile.document.published or "" for voice in side] for side in (denied, told))
    return "later report" if all(before) and all(after) and max(before) < min(after) else None
