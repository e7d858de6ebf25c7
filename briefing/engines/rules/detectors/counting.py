"""What a sentence counts: each figure with the thing counted, its role and its range."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from briefing.engines.rules.detectors.profile import Profile
from briefing.language.days import days
from briefing.language.en.rules.counting import (
    AFTERSHOCK,
    AGED,
    AGENTS,
    ANYBODY,
    BEFORE_PART,
    BELOW,
    CALLED,
    CAPACITY,
    CARRYING,
    CLAUSE,
    CUT,
    DEPTH_OF,
    FALLEN,
    FATES,
    FORCES,
    GONE,
    GRAVE,
    GROUPS,
    HAPPENED,
    HARM,
    JOBS,
    LASTING,
    LEVELS,
    LIMIT,
    LIVES,
    LOST,
    MAGNITUDE,
    MAGNITUDE_OF,
    MANY,
    NAMED_HOURS,
    OTHER_TIME,
    OTHERS,
    OWN_PART,
    PARTIAL,
    PEOPLE,
    RANKED,
    REMAINS,
    SIDES,
    SINCE,
    TAKEN,
    UNTIL,
    VAGUE,
    VERSION,
)
from briefing.language.language import language_data, word_list
from briefing.language.people import counts_people, names_people
from briefing.language.quantities import Quantity
from briefing.language.reading import Day
from briefing.language.statuses import status_of
from briefing.regex import lazy_regex
from briefing.text.words import joined, term, term_list, terms

DASHED = lazy_regex(r"^[-–—]\s+")
"""A dash that opens a sentence or an aside, and makes no number negative: "(UW) - Fourteen people"."""

NAMED = lazy_regex(r"[a-z,]\s+(?:[A-Z]\w+\s+)*[A-Z]\w+\s+$")
FROM = lazy_regex(r"\s+([A-Z][a-z]{2,}(?:s|ish|ese|an|ch|ss|ek|ais?|i))(?=\s+[a-z]|[.,;:]|$)")
"""Behind a count: a word for the people of a country."""

DEMONYM = 3
"""Letters that "Danes" and "Danish" share."""

FEW_FROM = 10_000
"""Above so many, people of a country are its inhabitants."""

NOON = 12 * 60.0
"""Minutes since midnight."""

RECENT = 14
"""Days before a report on which what it tells of may have happened."""


DEAD = "=kill"
DEPTH = term("deep")
SACKED = term("sacked")
ABOARD = term("aboard")
FATES_APART = frozenset({DEAD, "=injure", "=hospital", "miss"})


BASE = {
    "m": ("length", 1.0),
    "km": ("length", 1000.0),
    "cm": ("length", 0.01),
    "mm": ("length", 0.001),
    "ft": ("length", 0.3048),
    "inch": ("length", 0.0254),
    "yard": ("length", 0.9144),
    "mile": ("length", 1609.34),
    "ton": ("mass", 1000.0),
    "t": ("mass", 1000.0),
    "kg": ("mass", 1.0),
    "lb": ("mass", 0.4536),
    "g": ("mass", 0.001),
    "mph": ("speed", 1.609),
    "km/h": ("speed", 1.0),
    "knot": ("speed", 1.852),
    "m²": ("area", 1.0),
    "ft²": ("area", 0.0929),
    "hectare": ("area", 1e4),
    "acre": ("area", 4047.0),
    "km²": ("area", 1e6),
    "mile²": ("area", 2.59e6),
    "second": ("duration", 1.0),
    "minute": ("duration", 60.0),
    "hour": ("duration", 3600.0),
    "day": ("duration", 86400.0),
    "week": ("duration", 604800.0),
    "month": ("duration", 2629800.0),
    "year": ("duration", 31557600.0),
    "l": ("volume", 1.0),
    "gallon": ("volume", 3.785),
    "barrel": ("volume", 159.0),
}


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity with what it counts."""

    profile: Profile
    quantity: Quantity
    family: str
    """"people", whose fate is told, "persons", of whom something else is said, "count", "money", "percent", "age",
    "time", or the dimension of a measure."""

    what: str
    """The fate, noun, currency, subject or dimension word that two counts must share."""

    low: float
    high: float
    clause: frozenset[str]
    """The terms of the clause it stands in."""

    times: frozenset[str]
    """The years it is of, where these are not that of the report."""

    only: frozenset[str] = frozenset()
    """Terms of what it is a sum of ("damage"), where its report gives no other sum of the same."""

    @property
    def exact(self) -> bool:
        """Whether it is one number given without "about", "at least", …"""
        return self.low == self.high and self.quantity.bound == "exact"


def counts(profile: Profile) -> Iterable[Count]:
    text = profile.text
    for q in (*map(_undashed, _whole(profile.quantities, text)), *_named_hours(profile)):
        if _partial(q, text, profile.document.language):
            continue
        start, end = clause(text, q.start, q.end)
        part = text[start:end]
        if CAPACITY.search(part):
            continue
        family, what = _thing(q, part, q.start - start, text, profile.document.language)
        low, high = _range(q)
        if q.bound == "between" and high is not None:
            high = max(high, *(_range(each)[1] or high for each in profile.quantities if q.start < each.start < q.end))
        if family and high is not None and low is not None:
            yield Count(profile, q, family, what, low, high, terms(part), _times(profile))


def _named_hours(profile: Profile) -> Iterator[Quantity]:
    """The times of day that have a name: noon and midnight."""
    if profile.document.language == "en":
        for hit in NAMED_HOURS.finditer(profile.text):
            yield Quantity(*hit.span(), hit.group(), NOON if hit["noon"] else 0.0, None, "time")


@lru_cache(maxsize=65_536)
def _times(profile: Profile) -> frozenset[str]:
    """The years a sentence names, that of its report left out, and "ago" where it only says that it was another."""
    years = {f"{q.value:g}" for q in profile.quantities if q.kind == "year" and q.value is not None}
    published = profile.document.published or ""
    every = days(profile.text, profile.document.language, published or None)
    told = [each for each in every if not each.relative]
    dated = {each.iso[:4] for each in told if each.iso}
    whole = {each.iso for each in told if each.iso and len(each.iso) == len(published)}
    past = {each for each in whole if _long_before(each, published)}
    # without its day a report's own date is as good as this year's
    named = (((years | dated) if published else years) - {published[:4]}) | past
    past |= {f"{each.month}-{each.day}" for each in every if _in_another_season(each, published)}
    return frozenset(named | past | ({"ago"} if OTHER_TIME.search(profile.text) else set()))


def _in_another_season(each: Day, published: str) -> bool:
    """Whether a day given without its year lies far from that of its report, before or after."""
    if each.year or not each.month or not each.day or len(published) != len("2031-05-06"):
        return False
    try:
        apart = abs((date.fromisoformat(published) - date(int(published[:4]), each.month, each.day)).days)
    except ValueError:
        return False
    return min(apart, 365 - apart) > RECENT


def _long_before(day: str, published: str) -> bool:
    """Whether a day lies so far before a report that another event is meant."""
    return (date.fromisoformat(published) - date.fromisoformat(day)).days > RECENT


def _whole(found: Sequence[Quantity], text: str) -> Iterator[Quantity]:
    """The quantities, the two ends of a range as one that begins with the lower."""
    last: Quantity | None = None
    for q in found:
        if q.bound == "between" and last is None:
            last = q
            continue
        if last is not None:
            whole = q.bound == "between" and (q.kind, q.unit) == (last.kind, last.unit)
            yield replace(last, end=q.end, text=text[last.start : q.end], noun=q.noun or last.noun) if whole else last
            last = None
            if whole:
                continue
        yield q
    if last is not None:
        yield last


def _undashed(q: Quantity) -> Quantity:
    """A quantity without the dash before it, which its value was read as negative for."""
    dash = DASHED.match(q.text)
    if dash is None or q.value is None:
        return q
    return replace(q, start=q.start + dash.end(), text=q.text[dash.end() :], value=abs(q.value))


def _partial(q: Quantity, text: str, language: str) -> bool:
    """Whether a figure is no count of its own: a rank, an end of a range, a part of another count, or of a name."""
    before, after = text[: q.start], text[q.end :]
    if q.kind == "ordinal" and RANKED.match(after):
        return False
    if q.kind in {"ordinal", "year"} or (q.bound == "between" and q.kind in {"percent", "money", "age"}):
        return True
    if VERSION.search(before) or (q.kind == "number" and AGED.search(before)):
        return True
    if q.kind == "number" and language != "de" and text[q.start].isdigit() and NAMED.search(before):
        return True  # "Radar 5"; in German every noun has a capital
    if q.kind == "percent":
        return re.match(r"\s+of\s+(?:them|whom|those|these)\b", after) is not None
    if OTHERS.match(after) and len({term(w) for w in re.findall(r"\w+", text)} & FATES_APART) > 1:
        return False  # "killed a worker and injured 11 others": these are all who were injured
    return bool(PARTIAL.match(after) or BEFORE_PART.search(before) or OWN_PART.search(before))


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the clause around a span of a sentence."""
    left = [hit.end() for hit in CLAUSE.finditer(text, 0, start)]
    right = CLAUSE.search(text, end)
    return (left[-1] if left else 0), (right.start() if right else len(text))


def _range(q: Quantity) -> tuple[float | None, float | None]:
    if q.vague:
        low, high = VAGUE.get(re.sub(r"\W", "", q.text.split()[-1].lower()), (None, None))
        times = next((n for word, n in MANY.items() if q.text.lower().startswith(f"{word} of ")), 1)
        return (low and times * min(low, 1000), high and times * min(high, 10_000)) if times > 1 else (low, high)
    scale = BASE.get(q.unit or "", ("", 1.0))[1] if q.kind == "measure" else 1.0
    return (q.value * scale, q.value * scale) if q.value is not None else (None, None)


def _thing(q: Quantity, clause: str, at: int, text: str, language: str) -> tuple[str, str]:
    if q.kind == "age":
        return "age", ""
    if q.kind in {"money", "percent"}:
        level = next((name for name, before in LEVELS.items() if before.search(text[: q.start])), None)
        return ("level", f"{q.unit} {level}") if level and q.kind == "money" else (q.kind, q.unit or "")
    if q.kind == "time":
        clause = text[max(0, q.start - 90) : q.end + 60]
        near = set(term_list(clause))
        until = UNTIL.search(text[: q.start])
        aside = until or text[: q.start].rfind("(") > text[: q.start].rfind(")")
        return (
            ("time", "")
            if not aside
            and (near & HAPPENED or FALLEN.search(clause))
            and not CALLED.search(clause)
            and not re.match(r"\s*(?:as\s+of)", text[q.end :])
            else ("", "")
        )
    if q.kind == "ordinal":
        ranked = RANKED.match(text[q.end :])
        return ("rank", term(ranked["what"])) if ranked else ("", "")
    if q.kind == "number" and (MAGNITUDE_OF.search(text[: q.start]) or MAGNITUDE.match(text[q.end :])):
        return ("", "") if AFTERSHOCK.search(text) else ("magnitude", "")
    if q.kind == "measure":
        family = BASE.get(q.unit or "", (q.unit or "", 1.0))[0]
        if family == "duration":
            if lasted := _lasting(q, text, language):
                return "duration", lasted
            return (
                ("duration", "") if LASTING.search(clause) and not SINCE.search(text[q.end : q.end + 12]) else ("", "")
            )
        level = _level_of(q, text, language) or _depth(q, text)
        if q.noun in SIDES:
            return family, level
        return family, "limit" if LIMIT.search(clause) else level or (term(q.noun) if q.noun else "")
    if re.match(r"\s+times?\b", text[q.end :]):
        multiple = re.match(r"\s+times?\s+(?:as|the|more|less|\w+er)\b", text[q.end :])
        return ("", "") if multiple else ("count", "=times")
    if language != "en" and (told := _foreign_fate(q, text, language)):
        return "people", told
    if q.noun in LIVES:
        return ("people", DEAD) if LOST.search(text[: q.start]) else ("", "")
    if q.noun in JOBS and (CUT.search(text[: q.start]) or GONE.match(text[q.end :])):
        return "people", SACKED
    noun = term(q.noun) if q.noun else _tallied(q, text, language)
    if q.noun in AGENTS or q.noun in GROUPS:
        return "count", noun
    if origin := _origin(q, text):
        return "count", origin
    fate = _fate(clause, at, q) if language == "en" else ""  # the German "die" kills nobody
    fate = fate or (_told_fate(q, text, language) if not noun or noun in PEOPLE else "")
    if noun in FORCES and not (fate in FATES_APART and _is_beside(q, clause, at, fate)):
        return "count", noun
    if noun in FATES:
        fate = noun
    if not fate and noun in PEOPLE and CARRYING.search(text[: q.start]):
        return "people", ABOARD
    if fate == "=aboard" and TAKEN.search(text[: q.start]):
        return "", ""
    behind = text[q.end :].lstrip()
    if fate and q.noun and behind[: len(q.noun)].istitle() and behind.casefold().startswith(q.noun):
        return "people", f"{fate} {noun}"  # "ten Canadians": a part of all whom that became of
    befallen = names_people(q.noun or "", language) and _is_beside(q, clause, at, fate)
    if fate and (noun in PEOPLE or noun in FATES or not noun or befallen):
        if GRAVE.search(clause):
            return "", ""  # a part of all who were hurt, and each hospital has its own
        part = fate in FATES_APART and q.noun and (q.noun in REMAINS or noun not in {*ANYBODY, *FATES})
        return "people", f"{fate} {noun}" if part else fate
    return ("persons", "=people") if noun in PEOPLE else ("count", noun) if noun else ("", "")


def _foreign_fate(q: Quantity, text: str, language: str) -> str:
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


STATUS_FATES = {"dead": DEAD, "injured": "=injure", "missing": "miss", "held": "=arrest", "freed": "=rescue"}
FAR_FATE = 14
"""Words between people that are counted and what became of them."""


def _depth(q: Quantity, text: str) -> str:
    """The term of "deep" where a length is how far below ground or water something is."""
    return DEPTH if BELOW.match(text, q.start) or DEPTH_OF.search(text[: q.start]) else ""


def _level_of(q: Quantity, text: str, language: str) -> str:
    """What rose to a measure or stood at it, as in "the water reached 6.2 metres"; "" where no such thing is said."""
    reach = _reaching(language)
    hit = reach.search(text[: q.start]) if reach else None
    return f"level {term(hit['what'])}" if hit else ""


@cache
def _reaching(language: str) -> re.Pattern[str] | None:
    """How a language says that something came up or down to a measure; None where that is not listed."""
    verbs = word_list(language_data(language, "words").get("levels", {}).get("verbs", ""))
    if not verbs:
        return None
    return re.compile(rf"(?P<what>[^\W\d_]{{3,}})\s+(?:\w+\s+)?(?:{'|'.join(verbs)})\s+(?:to\s+|at\s+)?$", re.I)


def _lasting(q: Quantity, text: str, language: str) -> str:
    """What lasted a time of hours at most, as in "the shooting lasted nine minutes", "fired for six minutes"; ""
    where no such thing is said."""
    frames = _lasted(language) if q.unit in {"second", "minute", "hour"} else None
    if frames is None:
        return ""
    before, behind = text[: q.start], text[q.end :]
    return "lasted" if frames[0].search(before) or (frames[1].search(before) and frames[2].match(behind)) else ""


@cache
def _lasted(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]] | None:
    """How a language says how long something lasted: "lasted", or "after … of"; None where that is not listed."""
    listed = language_data(language, "words").get("lasting", {})
    verbs, after, of = ("|".join(word_list(listed.get(key, ""))) for key in ("verbs", "after", "of"))
    if not (verbs and after and of):
        return None
    about = r"(?:(?:about|around|nearly|almost|some|more\s+than|at\s+least|just)\s+)?"
    return (re.compile(rf"\b(?:{verbs})\s+{about}$", re.I), re.compile(rf"\b(?:{after})\s+{about}$", re.I),
            re.compile(rf"\s+(?:{of})\s", re.I))


def _origin(q: Quantity, text: str) -> str:
    """Where those counted are from, by the first letters of a name behind the count: "twelve Danes", "12 Danish
    tourists"; "" where it says nothing of that."""
    behind = FROM.match(text[q.end :]) if q.kind == "number" else None
    return f"from {term(behind[1])[:DEMONYM]}" if behind and q.value is not None and q.value < FEW_FROM else ""


def _is_next(q: Quantity, clause: str, at: int, fate: str) -> bool:
    """Whether what befell people stands right behind their count: "12 soldiers were killed"."""
    behind = clause[at + q.end - q.start :]
    found = re.finditer(r"[a-z]+", behind)
    return any(term(hit.group()) == fate and HARM.match(behind[: hit.start()]) for hit in found)


def _is_beside(q: Quantity, clause: str, at: int, fate: str) -> bool:
    """Whether what befell people stands right before or behind their count: "killed nine miners"."""
    before = re.findall(r"[A-Za-z]+", joined(clause[:at]))[-1:]
    return any(term(word) == fate for word in before) or _is_next(q, clause, at, fate)


def _tallied(q: Quantity, text: str, language: str) -> str:
    """The term of what a bare number counts, named before or behind it: "put the number of soldiers at 850"."""
    frame = _tally(language)
    hits = [*frame.finditer(text, 0, q.start), *frame.finditer(text, q.end, q.end + 60)] if frame else []
    near = [hit for hit in hits if not re.search(r"[,;:.!?]", text[min(hit.end(), q.end) : max(hit.start(), q.start)])]
    return term(_tallied_noun(near[0], text, language)) if len(near) == 1 else ""


def _tallied_noun(hit: re.Match[str], text: str, language: str) -> str:
    """The noun of a tally; behind what became of them whom it became of: of "the number of dead birds" the birds."""
    behind = re.match(r"\s+([^\W\d_]{3,})", text[hit.end() :])
    listed = language_data(language, "words")
    others = [word_list(listed.get(table, {}).get(key, "")) for table, key in (("names", "plain"), ("levels", "verbs"))]
    if term(hit["noun"]) not in FATES or not behind or any(behind[1] in each for each in others):
        return hit["noun"]
    return hit["noun"] if term(behind[1]) in PEOPLE else behind[1]


@cache
def _tally(language: str) -> re.Pattern[str] | None:
    """How a language names what a bare number counts; None where that is not listed."""
    listed = language_data(language, "words").get("tallies", {})
    names, of = (word_list(listed.get(key, "")) for key in ("names", "of"))
    if not names or not of:
        return None
    return re.compile(rf"\b(?:{'|'.join(names)})\s+(?:{'|'.join(of)})\s+(?P<noun>[^\W\d_]+)", re.I)


def _told_fate(q: Quantity, text: str, language: str) -> str:
    """What became of people by a phrase of several words behind their count: "14 people lost their lives"."""
    behind = re.split(r"[,;:.!?]", text[q.end :], maxsplit=1)[0]
    hits = [(hit.start(), fate) for fate, phrase in _fates(language) if (hit := phrase.search(behind))]
    return min(hits)[1] if hits else ""


@cache
def _fates(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What becomes of people, as its term, with the phrases a language has for it."""
    listed = language_data(language, "words").get("fates", {})
    return tuple(
        (term(fate), re.compile(rf"\b(?:{'|'.join(map(re.escape, word_list(phrases)))})\b", re.I))
        for fate, phrases in listed.items()
    )


def _fate(clause: str, at: int, q: Quantity) -> str:
    """The nearest word of the clause that says what became of people."""
    best, distance = "", 1e9
    for hit in re.finditer(r"[A-Za-z-]+", joined(clause)):
        if term(hit.group()) in FATES:
            gap = min(abs(hit.start() - (at + q.end - q.start)), abs(at - hit.end()))
            if gap < distance:
                best, distance = term(hit.group()), gap
    return best
