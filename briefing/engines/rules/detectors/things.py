"""What a figure counts: its family, and the fate, noun, currency or dimension that two counts must share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefing.engines.rules.detectors.fates import (
    ABOARD,
    DEAD,
    FATES_APART,
    SACKED,
    foreign_fate,
    is_beside,
    nearest_fate,
    told_fate,
)
from briefing.engines.rules.detectors.measures import BASE, depth_of, lasting_of, level_of
from briefing.engines.rules.detectors.tallies import tallied
from briefing.language.en.rules.counting import (
    AFTERSHOCK,
    AGENTS,
    ANYBODY,
    AS_OF,
    CALLED,
    CARRYING,
    COINS,
    CUT,
    FALLEN,
    FATES,
    FORCES,
    GONE,
    GRAVE,
    GROUPS,
    HAPPENED,
    JOBS,
    LASTING,
    LEVELS,
    LIMIT,
    LIVES,
    LOST,
    MAGNITUDE,
    MAGNITUDE_OF,
    MANY_COINS,
    MULTIPLE,
    PEOPLE,
    RANKED,
    REMAINS,
    SIDES,
    SINCE,
    SUFFERED,
    TAKEN,
    TIMES,
    UNTIL,
)
from briefing.language.people import names_people
from briefing.language.quantities import Quantity
from briefing.regex import lazy_regex
from briefing.text.words import term, term_list

Thing = tuple[str, str]
"""Family and what of a `Count`."""

HOUR, SPAN, HOLDING = "hour", "span", "capacity"
"""Families of a time of day and of a length of time of which only the words beside them tell what they are of, and of
how many there is room for."""

NOTHING = ("", "")
"""What no two reports can differ in."""

AROUND_BEFORE, AROUND_BEHIND = 90, 60
"""Characters around a time of day in which stands what happened then."""

SUFFERINGS = frozenset({DEAD, "=injure", "=arrest"})
"""What befalls those who act."""

FROM = lazy_regex(r"\s+([A-Z][a-z]{2,}(?:s|ish|ese|an|ch|ss|ek|ais?|i))(?=\s+[a-z]|[.,;:]|$)")
"""Behind a count: a word for the people of a country."""

DEMONYM = 3
"""Letters that "Danes" and "Danish" share."""

FEW_FROM = 10_000
"""Above so many, people of a country are its inhabitants."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its sentence."""

    quantity: Quantity
    text: str
    language: str
    start: int
    end: int
    """Span of its clause in `text`."""

    @property
    def clause(self) -> str:
        """The clause it stands in."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The sentence up to it."""
        return self.text[: self.quantity.start]

    @property
    def behind(self) -> str:
        """The sentence behind it."""
        return self.text[self.quantity.end :]

    def is_beside(self, fate: str) -> bool:
        """Whether what befell those who are counted stands right before or behind it."""
        return is_beside(self.quantity, self.clause, self.quantity.start - self.start, fate)


def thing_counted(figure: Figure) -> Thing:
    """The family of a figure and what it counts; a family of "" where no two reports can differ in it."""
    return KINDS.get(figure.quantity.kind, _of_number)(figure)


def _of_age(figure: Figure) -> Thing:
    return "age", ""


def _of_sum(figure: Figure) -> Thing:
    """A sum or percentage, or the level to which a price fell or rose."""
    q = figure.quantity
    level = next((name for name, before in LEVELS.items() if before.search(figure.before)), None)
    return ("level", f"{q.unit} {level}") if level and q.kind == "money" else (q.kind, q.unit or "")


def _of_time(figure: Figure) -> Thing:
    """The time of day at which something happened, no end of a span and no aside."""
    q, before = figure.quantity, figure.before
    around = figure.text[max(0, q.start - AROUND_BEFORE) : q.end + AROUND_BEHIND]
    if UNTIL.search(before) or before.rfind("(") > before.rfind(")"):
        return NOTHING
    if AS_OF.match(figure.behind):
        return NOTHING
    happened = set(term_list(around)) & HAPPENED or FALLEN.search(around)
    return ("time", "") if happened and not CALLED.search(around) else (HOUR, "")


def _of_rank(figure: Figure) -> Thing:
    ranked = RANKED.match(figure.behind)
    return ("rank", term(ranked["what"])) if ranked else NOTHING


def _of_measure(figure: Figure) -> Thing:
    """A length, weight, speed, area, volume or time, with the level, depth, limit or noun it is of."""
    q = figure.quantity
    family = BASE.get(q.unit or "", (q.unit or "", 1.0))[0]
    if family == "duration":
        return _of_duration(figure)
    level = level_of(q, figure.text, figure.language) or depth_of(q, figure.text)
    if q.noun in SIDES:
        return family, level
    return family, "limit" if LIMIT.search(figure.clause) else level or (term(q.noun) if q.noun else "")


def _of_duration(figure: Figure) -> Thing:
    q = figure.quantity
    if lasted := lasting_of(q, figure.text, figure.language):
        return "duration", lasted
    if SINCE.search(figure.text[q.end : q.end + 12]):
        return NOTHING
    return ("duration", "") if LASTING.search(figure.clause) else (SPAN, "")


def _of_number(figure: Figure) -> Thing:
    """What a number without a unit counts, by the first reading that knows."""
    for read in (_coins, _magnitude, _multiple, _fate_abroad, _lives, _jobs, _agents, _origin):
        if (told := read(figure)) is not None:
            return told
    return _of_people(figure)


def _coins(figure: Figure) -> Thing | None:
    """A sum in a currency that several countries have."""
    q = figure.quantity
    return ("money", "crowns") if q.noun in COINS and q.value is not None and q.value >= MANY_COINS else None


def _magnitude(figure: Figure) -> Thing | None:
    if figure.quantity.kind != "number":
        return None
    if not (MAGNITUDE_OF.search(figure.before) or MAGNITUDE.match(figure.behind)):
        return None
    return NOTHING if AFTERSHOCK.search(figure.text) else ("magnitude", "")


def _multiple(figure: Figure) -> Thing | None:
    """How often something was done; nothing where something is so many times as large."""
    if not TIMES.match(figure.behind):
        return None
    return NOTHING if MULTIPLE.match(figure.behind) else ("count", "=times")


def _fate_abroad(figure: Figure) -> Thing | None:
    """What became of people in another language than English."""
    told = figure.language != "en" and foreign_fate(figure.quantity, figure.text, figure.language)
    return ("people", told) if told else None


def _lives(figure: Figure) -> Thing | None:
    if figure.quantity.noun not in LIVES:
        return None
    return ("people", DEAD) if LOST.search(figure.before) else NOTHING


def _jobs(figure: Figure) -> Thing | None:
    lost = figure.quantity.noun in JOBS and (CUT.search(figure.before) or GONE.match(figure.behind))
    return ("people", SACKED) if lost else None


def _agents(figure: Figure) -> Thing | None:
    """Those who act, and families: what befell others is not theirs."""
    noun = figure.quantity.noun
    if not noun or not (noun in AGENTS or noun in GROUPS):
        return None
    befallen = SUFFERED.match(figure.behind) and nearest_fate(figure.clause, figure.quantity.start - figure.start,
                                                              figure.quantity) in SUFFERINGS
    return None if befallen else ("count", term(noun))


def _origin(figure: Figure) -> Thing | None:
    """Where those counted are from, by the first letters of a name behind the count: "twelve Danes", "12 Danish
    tourists"."""
    q = figure.quantity
    behind = FROM.match(figure.behind) if q.kind == "number" else None
    few = q.value is not None and q.value < FEW_FROM
    return ("count", f"from {term(behind[1])[:DEMONYM]}") if behind and few else None


def _of_people(figure: Figure) -> Thing:
    """People with what became of them, people without, or what else the noun names."""
    q = figure.quantity
    noun = term(q.noun) if q.noun else tallied(q, figure.text, figure.language)
    fate = _fate_of(figure, noun)
    if noun in FORCES and not (fate in FATES_APART and figure.is_beside(fate)):
        return "count", noun
    fate = noun if noun in FATES else fate
    if not fate and noun in PEOPLE and CARRYING.search(figure.before):
        return "people", ABOARD
    if fate == ABOARD and TAKEN.search(figure.before):
        return NOTHING
    if fate and (told := _befallen(figure, noun, fate)):
        return told
    return ("persons", "=people") if noun in PEOPLE else ("count", noun) if noun else NOTHING


def _fate_of(figure: Figure, noun: str) -> str:
    """What became of those who are counted, by a word of the clause or a phrase behind; "" where nothing is said."""
    q, at = figure.quantity, figure.quantity.start - figure.start
    fate = nearest_fate(figure.clause, at, q) if figure.language == "en" else ""  # the German "die" kills nobody
    return fate or (told_fate(q, figure.text, figure.language) if not noun or noun in PEOPLE else "")


def _befallen(figure: Figure, noun: str, fate: str) -> Thing | None:
    """People with their fate, a part of them apart from all; None where the noun names none whom it befell."""
    q, behind = figure.quantity, figure.behind.lstrip()
    if q.noun and behind[: len(q.noun)].istitle() and behind.casefold().startswith(q.noun):
        return "people", f"{fate} {noun}"  # "ten Canadians": a part of all whom that became of
    if not (not noun or noun in PEOPLE or noun in FATES or _names_them(figure, fate)):
        return None
    if GRAVE.search(figure.clause):
        return NOTHING  # a part of all who were hurt, and each hospital has its own
    part = fate in FATES_APART and q.noun and (q.noun in REMAINS or noun not in {*ANYBODY, *FATES})
    return "people", f"{fate} {noun}" if part else fate


def _names_them(figure: Figure, fate: str) -> bool:
    """Whether the noun is a word for people right beside what befell them: "killed nine miners"."""
    return names_people(figure.quantity.noun or "", figure.language) and figure.is_beside(fate)


KINDS: Mapping[str, Callable[[Figure], Thing]] = {
    "age": _of_age,
    "money": _of_sum,
    "percent": _of_sum,
    "time": _of_time,
    "ordinal": _of_rank,
    "measure": _of_measure,
}
"""How each kind of quantity is read; all others are numbers."""
