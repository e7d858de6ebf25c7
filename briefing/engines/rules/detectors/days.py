"""Where two reports put one thing on different days."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import combinations

from briefing.engines.rules.detectors.clauses import clause
from briefing.engines.rules.detectors.datings import by_one_word, is_to_come
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.profile import Pile, Profile, rival_figures
from briefing.engines.rules.persons import persons
from briefing.language.calendar import real_day
from briefing.language.days import days
from briefing.language.en.dates import day
from briefing.language.en.rules.attribution import SAY
from briefing.language.en.rules.days import DONE, EVENT, PARTS_OF_DAY, RELATIVE
from briefing.language.names import plain_words
from briefing.language.reading import Day
from briefing.language.stems import telling_stems, told_part
from briefing.regex import lazy_regex
from briefing.text.names import names
from briefing.text.words import STOP_WORDS, term, terms, words

MOST = 60  # sentences that date one act; an act told more often is none in particular

NAMED_ACT = 0.5
"""How sure it is that two such things are one, where both sentences share two terms beside."""

SAID = frozenset(term(word) for word in SAY.split("|"))
"""What somebody does every day."""

MARKS = lazy_regex("[，；：،؛]")
"""What parts clauses in other scripts."""

SHARED, WHOLLY = 2, 0.7
"""Stems, and their share of the shorter clause's, from which two clauses of one language tell the same act: "port
reopened" and "port closed" have half."""

APART = 10  # days; what lies further apart is rarely one thing misdated


def differing_days(pile: Pile) -> tuple[Candidate, ...]:
    """Pairs of clauses that tell the same and name two days, months or years."""
    year = _common_year(pile)
    told = {
        p.place: [
            w
            for w in _dated_days(p, year)
            if w.iso and w.precision in {"day", "month", "year"}
        ]
        for p in pile.profiles
    }
    dates = [frozenset(when.iso for when in told[p.place]) for p in pile.profiles]
    found = []
    for i, j in sorted({pair for pair in pile.pairs if _each_alone(dates, *pair)} | {*_of_one_act(pile, told, dates)}):
        a, b = pile.profiles[i], pile.profiles[j]
        if rival_figures(a, b):
            continue  # two days with two counts are two events
        for left in told[i]:
            for right in told[j]:
                fit = _one_dating(pile, a, left, b, right)
                if (
                    fit > 0
                    and not {_common(x, right) for x in told[i]} & {True}
                    and not {_common(left, y) for y in told[j]} & {True}
                ):
                    common = _about(a, left) & _about(b, right)
                    found.append(
                        Candidate(
                            Detector.DAYS,
                            "date",
                            f"when {_act(a, left)}" if DONE.search(a.text[: left.start]) else "which day",
                            (_voices(pile, told, a, left, common), _voices(pile, told, b, right, common)),
                            (_label(left, right), _label(right, left)),
                            0.3 + 0.6 * fit,
                            1 if fit > 0.6 else 2,
                        )
                    )
    return (*found, *_beside_one_word(pile, told, found))


def _beside_one_word(pile: Pile, told: Mapping[int, list[Day]], found: Sequence[Candidate]) -> Iterator[Candidate]:
    """What is dated differently by the words beside the dates, where it is not among what was found already."""
    known = {frozenset(v.profile.place for side in each.sides for v in side) for each in found}
    for (a, left), (b, right), fit in by_one_word(told, pile):
        if not any({a.place, b.place} <= places for places in known):
            sides = ((Voice(a, left.start, left.end),), (Voice(b, right.start, right.end),))
            labels = (_label(left, right), _label(right, left))
            yield Candidate(Detector.DAYS, "date", "which day", sides, labels, 0.3 + 0.6 * fit, 2,
                            lasting=left.precision != "day")


def _common_year(pile: Pile) -> str | None:
    """The year of all reports that are dated; None where they are of several."""
    years = {p.document.published[:4] for p in pile.profiles if p.document.published}
    return years.pop() if len(years) == 1 else None


def _dated_days(profile: Profile, year: str | None) -> Iterator[Day]:
    """The days of a sentence; "10 March" of a report without its own day as one of the `year` of the others."""
    document = profile.document
    for each in days(profile.text, document.language, document.published):
        if each.iso or document.published or not (year and each.month and each.day):
            yield each
        elif real := real_day(int(year), each.month, each.day):  # "2031-02-31" is none
            yield replace(each, iso=real.isoformat())


def _each_alone(dates: Sequence[frozenset[str | None]], i: int, j: int) -> bool:
    """Whether each of two sentences has a date that the other lacks: where it has none, nothing differs."""
    return not (dates[i] <= dates[j] or dates[j] <= dates[i])


def _of_one_act(
    pile: Pile, told: Mapping[int, Sequence[Day]], dates: Sequence[frozenset[str | None]]
) -> Iterator[tuple[int, int]]:
    """Pairs of sentences of two documents in which a date stands behind the same word, as in "was arrested on", and
    each has one that the other lacks."""
    acts: dict[str, list[int]] = defaultdict(list)
    for profile in pile.profiles:
        for word in {_dated(profile, when) for when in told[profile.place]} - {""}:
            acts[word].append(profile.place)
    for places in acts.values():
        if len(places) <= MOST:
            yield from ((i, j) for i, j in combinations(places, 2)
                        if _each_alone(dates, i, j) and pile.profiles[i].document.id != pile.profiles[j].document.id)


def _about(profile: Profile, when: Day) -> frozenset[str]:
    """The terms of the clause around a date."""
    return terms(profile.text[slice(*clause(profile.text, when.start, when.end))]) - terms(when.text)


def _voices(
    pile: Pile, told: dict[int, list[Day]], first: Profile, when: Day, common: frozenset[str]
) -> tuple[Voice, ...]:
    """The sentence, then the others that tell of the same with the same date."""
    others = [
        Voice(p, w.start, w.end)
        for p in pile.profiles
        for w in told[p.place]
        if p.place != first.place and w.iso == when.iso and _about(p, w) & common
    ]
    return (Voice(first, when.start, when.end), *others)


def _label(when: Day, other: Day) -> str:
    """A date as written; worked out where it says nothing to a reader of another day ("today"), or as much as the
    other."""
    loose = RELATIVE.search(when.text) or when.text.casefold() == other.text.casefold()
    return day(when.iso) if loose and when.iso else when.text


def _act(profile: Profile, when: Day) -> str:
    """What a date is put beside: the last telling word before it that is no name."""
    return _last_deed(profile.text[: when.start], profile.document.language)


@lru_cache(maxsize=65_536)
def _last_deed(before: str, language: str) -> str:
    light = STOP_WORDS | PARTS_OF_DAY | plain_words(language)
    found = [w.text for w in words(before) if w.text[0].islower() and w.text not in light]
    return found[-1] if found else ""


def _dated(profile: Profile, when: Day) -> str:
    """The term of what a date is put beside."""
    act = _act(profile, when)
    return term(act) if act else ""


def _common(a: Day, b: Day) -> bool:
    """Whether two dates can be one: the shorter is the beginning of the longer."""
    return a.iso is not None and b.iso is not None and (a.iso.startswith(b.iso) or b.iso.startswith(a.iso))


def _one_dating(pile: Pile, a: Profile, left: Day, b: Profile, right: Day) -> float:
    """How sure it is that two dates are of one thing; 0 where they agree."""
    if not left.iso or not right.iso or _common(left, right):
        return 0.0
    if is_to_come(a, left) != is_to_come(b, right):
        return 0.0
    act = _dated(a, left)
    one_act = act and act == _dated(b, right) and act not in SAID
    if one_act and left.precision == right.precision != "year" and _of_one(pile, a, b):
        return max(NAMED_ACT * (left.iso[:4] == right.iso[:4]), _clauses(pile, a, left, b, right))
    return _clauses(pile, a, left, b, right)


def _clauses(pile: Pile, a: Profile, left: Day, b: Profile, right: Day) -> float:
    """How alike the clauses around two dates are; 0 where these are too far apart."""
    if not left.iso or not right.iso:
        return 0.0
    if left.precision != right.precision and (left.relative or right.relative):
        return 0.0
    if (
        len(left.iso) == len(right.iso) == 10
        and abs((date.fromisoformat(left.iso) - date.fromisoformat(right.iso)).days) > APART
    ):
        return 0.0
    if left.iso[:4] != right.iso[:4] and abs(int(left.iso[:4]) - int(right.iso[:4])) > 1:
        return 0.0
    act = _dated(a, left)
    if act and act == _dated(b, right) and _is_event(a, left) and _is_event(b, right) and left.precision == "day":
        return NAMED_ACT * (len(a.terms & b.terms) >= 3)
    one, two = _about(a, left), _about(b, right)
    common = one & two
    foreign = "en" != a.document.language == b.document.language and left.precision == right.precision == "day"
    if foreign and (fit := _foreign(_stems_about(a, left), _stems_about(b, right))):
        return fit
    if _dated(a, left) not in two or _dated(b, right) not in one:
        return 0.0
    lighter = min(pile.likeness.weight(one), pile.likeness.weight(two))
    if len(a.terms & b.terms) < 3 or lighter <= 0:
        return 0.0
    if len(common) > 1 and (fit := pile.likeness.weight(common) / lighter) >= 0.5:
        return fit
    return _whole(pile, a, left, b, right)


def _foreign(one: frozenset[str], two: frozenset[str]) -> float:
    """How alike two clauses of another language than English are, whose verb may stand on either side of the date."""
    share = len(one & two) / (min(len(one), len(two)) or 1)
    return share if len(one & two) >= SHARED and share >= WHOLLY else 0.0


def _stems_about(profile: Profile, when: Day) -> frozenset[str]:
    """The stems of the clause around a date, without the words that say little and those of days."""
    start, end = clause(profile.text, when.start, when.end)
    before = MARKS.split(profile.text[start : when.start])[-1]
    behind = MARKS.split(profile.text[when.end : end])[0]
    code = profile.document.language
    return telling_stems(f"{told_part(before, code)} {behind}", code)


def _of_one(pile: Pile, a: Profile, b: Profile) -> bool:
    """Whether two sentences name one person, who rarely does one thing twice within days."""
    common = {name.last for name in names(a.text)} & {name.last for name in names(b.text)}
    return any(last in _persons(p.text) for last in common for p in pile.profiles if last in p.text)


@lru_cache(maxsize=16384)
def _persons(text: str) -> frozenset[str]:
    """The last names of those whom a text shows to be persons."""
    return frozenset(name.split()[-1] for name in persons(text))


def _is_event(profile: Profile, when: Day) -> bool:
    """Whether a date stands right behind a thing that happens once: "in its filing late Thursday"."""
    return EVENT.search(profile.text[: when.start]) is not None


def _whole(pile: Pile, a: Profile, left: Day, b: Profile, right: Day) -> float:
    """How alike two whole sentences are that date the same act; 0 where they are not very."""
    if not _dated(a, left) or _dated(a, left) != _dated(b, right):
        return 0.0
    one, two = (p.terms - terms(when.text) - PARTS_OF_DAY for p, when in ((a, left), (b, right)))
    common = one & two
    lighter = min(pile.likeness.weight(one), pile.likeness.weight(two))
    fit = pile.likeness.weight(common) / lighter if len(common) > 2 and lighter > 0 else 0.0
    return fit if fit >= 0.6 else 0.0
