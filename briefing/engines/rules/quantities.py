"""Where two reports give one count, measure, age, sum or time of day differently."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.engines.rules.finding import Candidate, Voice
from briefing.engines.rules.profile import Pile, Profile
from briefing.language.quantities import Quantity
from briefing.text.names import names
from briefing.text.words import STOP_WORDS, joined, term, term_list, terms

CLAUSE = re.compile(
    r"[,;:()–—]|\s(?:and|but|while|whereas|when|after|before|which|who|that|because|although|as)\s|[.!?]\s"
)
PEOPLE = frozenset(
    term(w)
    for w in "people passengers children workers soldiers victims women men dead patients pupils students "
    "civilians bodies survivors crew fans villagers residents persons migrants tourists pilgrims villagers".split()
)
FATES = tuple(
    term(w)
    for w in (
        "killed",
        "injured",
        "hospital",
        "rescued",
        "trapped",
        "missing",
        "arrested",
        "evacuated",
        "displaced",
        "infected",
        "sacked",
        "homeless",
        "stranded",
        "aboard",
        "gathered",
        "protested",
        "attended",
        "manifest",
        "crowd",
    )
)
AGENTS = frozenset(
    "rescuers attackers killers gunmen bombers police officers firefighters ambulances hospitals clinics".split()
)
EARLIER = re.compile(
    r"\b(?:figures?|toll|count|number) (?:from|of) (?:last night|yesterday|earlier)|\bup from\b|"
    r"\b(?:earlier (?:reports?|figures?|counts?)|previously|initial reports?|(?:reports? )?had (?:put|said|"
    r"given)|revised|corrected)\b",
    re.I,
)
CAPACITY = re.compile(
    r"\b(?:certified|licen[sc]ed|capacity|up\s+to|maximum|limit\w*|allowed|room\s+for|designed)\b", re.I
)
NAMED = re.compile(r"[a-z,]\s+(?:[A-Z]\w+\s+)*[A-Z]\w+\s+$")
PLACE = re.compile(r"(?:\s+[a-z]+){1,2}\s+(?:in|at|near|around)\s+(?:the\s+)?(?P<place>[A-Z]\w+)")
LASTING = re.compile(
    r"\b(?:sentence[ds]?|sentencing|jail(?:ed)?|prison|banned|bans?|suspended|suspension|contracts?|deal|lease[ds]?|"
    r"freeze|frozen|pledge[ds]?|term|mandate|licen[sc]e|truce|ceasefire|guarantee[ds]?|moratorium|raise\s+prices)\b",
    re.I,
)
"""What is given for a time: how long anything else has lasted grows from report to report."""

SINCE = re.compile(r"^\s+(?:ago|later|earlier|old|before|after)\b", re.I)
NEARLY = re.compile(r"\b(?:just|shortly|soon)\s+(?:after|before)\s+$", re.I)
TAKEN = re.compile(r"\b(?:took|taken|taking|takes?|picked|pulled|hauled|lifted|brought|got)\s+(?:on\s+board\s+|up\s+)?"
                   r"(?:(?:about|around|some|at\s+least|more\s+than|another)\s+)?$", re.I)
"""Before a count of people whom somebody took aboard: no count of those who were."""

GRAVE = re.compile(
    r"\b(?:serious(?:ly)?|critical(?:ly)?|life-threatening|severe(?:ly)?|minor|slight(?:ly)?|grave(?:ly)?)\b", re.I
)
PARTIAL = re.compile(
    r"^\W*(?:more\s+[a-z]|of\s+\d|(?:more\s+)?(?:of\s+(?:them|whom|those|these|the|its|their|his)|others?\b|each\b|apiece|a\s+piece|per\b|of\s+which))"
    r"|^\s*(?:percentage\s+)?points?\b",
    re.I,
)
OWN_PART = re.compile(
    r"['’]s\s+(?:own\s+)?(?:dead|injured|victims|wounded|share|part)\s+(?:are|were|is|was|number\w*)\s*$", re.I
)
BEFORE_PART = re.compile(
    r"(?:\banother|\bother|\bfurther|\badditional|\bextra|\bincluding|\bamong\s+them|\beach\s+of|\bevery|\bper|\bfirst|\blast|"
    r"\d\s+(?:in|of)|\bremaining|\bnext|\bonly\s+other)\s+(?:\w+\s+)?$",
    re.I,
)
OTHER_TIME = re.compile(
    r"\b(?:1[89]\d\d|20[0-4]\d|years?\s+ago|decades?\s+ago|last\s+year|previous(?:ly)?|earlier\s+this\s+year)\b", re.I
)
HAPPENED = frozenset(
    term(w)
    for w in "crash accident derailed explosion fire shooting attack launch happened occurred incident quake collapse "
    "struck hit erupted capsized began started broke blast collision sank landed crashed took".split()
)
CALLED = re.compile(
    r"\b(?:under\s+control|called|call|alerted|arriv\w+|notified|phoned|reached|rang|dispatched|as\s+of|deadline|open\w*|clos\w+)\b",
    re.I,
)
VAGUE = {
    "several": (3, 12),
    "dozens": (20, 120),
    "scores": (30, 200),
    "hundreds": (150, 1500),
    "thousands": (1500, 20000),
    "few": (2, 9),
    "handful": (3, 8),
    "couple": (2, 3),
    "many": (3, 1e9),
    "some": (2, 1e9),
    "tens": (20, 99),
    "millions": (1.5e6, 1e9),
    "dozen": (11, 13),
}
SETTLED = frozenset({"=aboard", "manifest"})
"""Counts of people that do not grow with time."""

FATE_NAMES = {
    "=kill": "of dead",
    "=injure": "of injured",
    "=hospital": "taken to hospital",
    "=rescue": "rescued",
    "=arrest": "arrested",
    "=evacuate": "evacuated",
    "=aboard": "aboard",
    "=gather": "gathered",
    "=disease": "of ill",
    "miss": "missing",
    "trap": "trapped",
}
NAMES = {"age": "age", "time": "time of day", "money": "sum", "percent": "percentage", "duration": "how long"}
DIMENSIONS = {
    "deep": "depth",
    "wide": "width",
    "tall": "height",
    "high": "height",
    "long": "length",
    "diameter": "diameter",
}
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
    """"people", "count", "money", "percent", "age", "time", or the dimension of a measure."""

    what: str
    """The fate, noun, currency, subject or dimension word that two counts must share."""

    low: float
    high: float
    clause: frozenset[str]

    @property
    def exact(self) -> bool:
        """Whether it is one number given without "about", "at least", …"""
        return self.low == self.high and self.quantity.bound == "exact"


def differing_quantities(pile: Pile) -> tuple[Candidate, ...]:
    """One candidate for each thing that two documents count differently."""
    by_thing: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for profile in pile.profiles:
        for count in _counts(profile):
            by_thing[count.family, count.what].append(count)
    found = []
    for (family, what), counts in sorted(by_thing.items()):
        if len({c.profile.document.id for c in counts}) > 1:
            found += [_candidate(family, what, sides) for sides in _rivals(family, _sides(family, counts), pile)]
    return tuple(found)


def _counts(profile: Profile) -> Iterable[Count]:
    text = profile.text
    for q in profile.quantities:
        if _partial(q, text):
            continue
        start, end = clause(text, q.start, q.end)
        part = text[start:end]
        if CAPACITY.search(part):
            continue
        family, what = _thing(q, part, q.start - start, text)
        low, high = _range(q)
        if family and high is not None and low is not None:
            if family in {"people", "count"} and OTHER_TIME.search(text):
                continue
            yield Count(profile, q, family, what, low, high, terms(part))


def _partial(q: Quantity, text: str) -> bool:
    """Whether a figure is no count of its own: a rank, an end of a range, a part of another count, or of a name."""
    before, after = text[: q.start], text[q.end :]
    if q.kind in {"ordinal", "year"} or (q.bound == "between" and q.kind in {"percent", "money"}):
        return True
    if q.kind == "number" and text[q.start].isdigit() and NAMED.search(before):
        return True  # "Radar 5"
    if q.kind == "percent":
        return re.match(r"\s+of\s+(?:them|whom|those|these)\b", after) is not None
    return bool(PARTIAL.match(after) or BEFORE_PART.search(before) or OWN_PART.search(before))


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the clause around a span of a sentence."""
    left = [hit.end() for hit in CLAUSE.finditer(text, 0, start)]
    right = CLAUSE.search(text, end)
    return (left[-1] if left else 0), (right.start() if right else len(text))


def _range(q: Quantity) -> tuple[float | None, float | None]:
    if q.vague:
        word = re.sub(r"\W", "", q.text.split()[-1].lower())
        return VAGUE.get(word, (None, None))
    scale = BASE.get(q.unit or "", ("", 1.0))[1] if q.kind == "measure" else 1.0
    return (q.value * scale, q.value * scale) if q.value is not None else (None, None)


def _thing(q: Quantity, clause: str, at: int, text: str) -> tuple[str, str]:
    if q.kind == "age":
        return "age", ""
    if q.kind in {"money", "percent"}:
        return q.kind, q.unit or ""
    if q.kind == "time":
        clause = text[max(0, q.start - 90) : q.end + 60]
        near = set(term_list(clause))
        until = re.search(r"\b(?:by|until|till|before)\s+$", text[: q.start])
        aside = until or text[: q.start].rfind("(") > text[: q.start].rfind(")")
        return (
            ("time", "")
            if not aside
            and near & HAPPENED
            and not CALLED.search(clause)
            and not re.match(r"\s*(?:as\s+of)", text[q.end :])
            else ("", "")
        )
    if q.kind == "measure":
        family = BASE.get(q.unit or "", (q.unit or "", 1.0))[0]
        if family == "duration":
            return (
                ("duration", "") if LASTING.search(clause) and not SINCE.search(text[q.end : q.end + 12]) else ("", "")
            )
        return family, term(q.noun) if q.noun else ""
    if re.match(r"\s+times?\b", text[q.end :]):
        return "", ""
    noun = term(q.noun) if q.noun else ""
    if q.noun in AGENTS:
        return "count", noun
    fate = _fate(clause, at, q)
    if noun in FATES:
        fate = noun
    if fate == "=aboard" and TAKEN.search(text[: q.start]):
        return "", ""
    if fate and (noun in PEOPLE or noun in FATES or not noun):
        return "people", fate + (" gravely" if GRAVE.search(clause) else "")
    return ("count", noun) if noun and noun not in PEOPLE else ("", "")


def _fate(clause: str, at: int, q: Quantity) -> str:
    """The nearest word of the clause that says what became of people."""
    best, distance = "", 1e9
    for hit in re.finditer(r"[A-Za-z-]+", joined(clause)):
        if term(hit.group()) in FATES:
            gap = min(abs(hit.start() - (at + q.end - q.start)), abs(at - hit.end()))
            if gap < distance:
                best, distance = term(hit.group()), gap
    return best


def _rivals(family: str, sides: list[list[Count]], pile: Pile) -> Iterator[list[list[Count]]]:
    """Sets of sides that all contradict each other, the surest first; a side stands in one set only."""
    edges = {
        (i, j): fit
        for i in range(len(sides))
        for j in range(i + 1, len(sides))
        if (fit := _fit(family, sides[i], sides[j], pile)) > 0
    }
    used: set[int] = set()
    for (i, j), _ in sorted(edges.items(), key=lambda edge: (-edge[1], edge[0])):
        if used & {i, j}:
            continue
        group = [i, j]
        for k in range(len(sides)):
            if k not in used and k not in group and all((min(k, m), max(k, m)) in edges for m in group):
                group.append(k)
        used |= set(group)
        yield [
            [c for c in sides[k] if any(_same_thing(c, o, pile) for m in group if m != k for o in sides[m])]
            for k in sorted(group)
        ]


def _fit(family: str, left: Sequence[Count], right: Sequence[Count], pile: Pile) -> float:
    """How sure it is that two sides give one thing differently: 0 where a document gives both, so that they must be
    two things."""
    first, second = ({c.profile.document.id for c in side} for side in (left, right))
    retold = any(EARLIER.search(c.profile.text) for c in (*left, *right))
    if first & second and not (retold or (family == "age" and first != second)):
        return 0.0
    if _compatible(family, left[0], right[0]):
        return 0.0
    links = [_same_thing(a, b, pile) for a in left for b in right if a.profile.document.id != b.profile.document.id]
    if not any(links):
        return 0.0
    low, high = sorted((left[0].low, right[0].low))
    near = low / high if high > 0 and not left[0].quantity.vague and not right[0].quantity.vague else 0.5
    if family == "money" and near < 0.5:
        return 0.0
    return max(links) * (0.3 + 0.7 * near)


def _compatible(family: str, a: Count, b: Count) -> bool:
    """Whether a bound ("more than 50", "at least 40") leaves room for the other value close by."""
    if a.quantity.vague or b.quantity.vague or a.low == b.low:
        return False
    small, large = sorted((a, b), key=lambda c: c.low)
    if "about" in {a.quantity.bound, b.quantity.bound} and large.low <= 1.05 * small.low:
        return True
    return small.quantity.bound in {"more than", "at least"} and large.low <= 1.15 * small.low


def _same_thing(a: Count, b: Count, pile: Pile) -> float:
    """How well the contexts of two counts agree, 0 to 1; 0 where they count two things."""
    likeness = pile.likeness
    common = a.clause & b.clause
    shared = likeness.weight(common)
    lighter = min(likeness.weight(a.clause), likeness.weight(b.clause)) or 1.0
    whole = likeness.compare(a.profile.place, b.profile.place)
    if a.family in {"count", "people", "money", "percent"} and _elsewhere(a, b):
        return 0.0
    fit = 0.5 + 0.5 * max(whole.dice, min(1.0, shared / lighter))
    if a.family in {"people", "time"}:
        return fit
    if a.family == "duration":
        return fit * bool(len(common) >= 2 and shared / lighter >= 0.4 and whole.shared >= 3)
    if a.family == "age":
        return fit * bool(_persons(a) & _persons(b) and abs(a.low - b.low) <= 3)
    if a.family == "count":
        near = min(a.low, b.low) >= 20 and min(a.low, b.low) >= 0.4 * max(a.high, b.high)
        return fit * bool(
            (len(common) >= 3 and shared / lighter >= 0.4) or whole.cover >= 0.45 or near or _loose(a) != _loose(b)
        )
    if a.family in {"money", "percent"}:
        one, two = _head(a), _head(b)
        if one and two:
            if not one & two:
                return 0.0
            fit = min(1.0, fit + 0.2)
        return fit * bool(
            len(common - {a.what}) >= (2 if one & two else 3)
            and shared / lighter >= 0.3
            and whole.shared >= 4
            and not _rival_subjects(a, b)
        )
    return fit * bool(
        (a.what != "" and len(a.profile.terms & b.profile.terms) >= 2) or (len(common) >= 2 and shared / lighter >= 0.5)
    )


def _loose(count: Count) -> bool:
    return count.quantity.vague and count.low >= 20


def _persons(count: Count) -> frozenset[str]:
    """Whom an age belongs to: the noun after it, or the name before it."""
    text, q = count.profile.text, count.quantity
    after = re.match(r"[\s-]*(?:old[\s-]+)?(?:\w+[\s-]+){0,1}?([a-z]{3,}|[A-Z]\w+)", text[q.end :])
    before = re.search(r"\b([A-Z][\w’'-]+),?\s*(?:aged\s*)?$", text[: q.start])
    found = set()
    if before and before.group(1).lower() not in STOP_WORDS:
        found.add(before.group(1).lower())
    if after and not found:
        found |= {term(w) for w in re.findall(r"[A-Za-z]{3,}", text[q.end : q.end + 24])[:2]}
    if not found & {"=child", "=driver"}:
        subject = {"=child"} if count.low < 18 else set()
        found |= subject
    return frozenset(found)


def _rival_subjects(a: Count, b: Count) -> bool:
    """Whether each sentence has names, those who speak apart, and they share no word of them."""
    first, second = (
        {w for n in names(c.profile.text) for w in n.text.lower().split()}
        - set((c.profile.fact.speaker or "").lower().split())
        for c in (a, b)
    )
    return bool(first and second) and not first & second


def _elsewhere(a: Count, b: Count) -> bool:
    """Whether the two are counted in two places ("40 houses in Oster", "15 houses in Lannick")."""
    first, second = (PLACE.match(c.profile.text[c.quantity.end :]) for c in (a, b))
    return first is not None and second is not None and first["place"] != second["place"]


def _head(count: Count) -> frozenset[str]:
    """The terms of what a sum is of, if it says."""
    return terms(_sum_of(count))


def _sum_of(count: Count) -> str:
    """What a sum is of, as written ("$2 billion in earnings", "a charge of $2 billion", "a $2 billion hit"), or ""."""
    text, q = count.profile.text, count.quantity
    before = re.search(r"(\w{3,})\s+(?:of|worth|totalling|totaling)\s+$", text[: q.start])
    if before:
        return before.group(1)
    phrase: list[str] = []
    for word in re.sub(r"^[\s-]+(?:(?:in|of|worth of)\s+)?", "", text[q.end :]).split()[:4]:
        if not re.fullmatch(r"[a-z-]+[,.;]?", word) or word in STOP_WORDS:
            break
        phrase.append(word)
        if word[-1] in ",.;":
            break
    return " ".join(phrase).rstrip(",.;")


def _candidate(family: str, what: str, sides: Sequence[Sequence[Count]]) -> Candidate:
    weight = {"people": 1.0, "age": 0.9, "time": 0.8, "money": 0.8, "percent": 0.7, "count": 0.7}.get(family, 0.8)
    spread = len({c.profile.document.id for side in sides for c in side})
    bounds_only = len({c.low for side in sides for c in side}) == 1
    score = weight * (0.7 + 0.1 * min(spread, 4)) * (0.68 if bounds_only else 1.0)
    importance = 1 if family in {"age", "money"} or what == "=kill" or (spread > 2 and family != "count") else 2
    voices = tuple(tuple(_voice(c) for c in side) for side in sides)
    return Candidate(
        "date" if family == "time" else "figure",
        _topic(family, what, [c for side in sides for c in side]),
        voices,
        tuple(v[0].profile.text[v[0].start : v[0].end] for v in voices),
        score,
        importance,
        _explained(sides) if family in {"people", "count"} and what not in SETTLED else None,
    )


def _sides(family: str, cluster: Sequence[Count]) -> list[list[Count]]:
    """The cluster by value; counts that rounding or a bound joins stand together."""
    sides: list[list[Count]] = []
    for count in sorted(cluster, key=lambda c: (c.quantity.vague, c.low, c.high, c.profile.place)):
        for side in sides:
            if _agree(family, side[0], count):
                side.append(count)
                break
        else:
            sides.append([count])
    return sides


def _agree(family: str, a: Count, b: Count) -> bool:
    if a.quantity.vague or b.quantity.vague:
        return not (a.high < b.low or b.high < a.low)
    if family == "time":
        return abs(a.low - b.low) < 4 or abs(abs(a.low - b.low) - 720) < 4
    if family == "people" and a.low == b.low:
        return (a.quantity.bound in {"more than", "less than"}) == (b.quantity.bound in {"more than", "less than"})
    close = (
        0.0 if family in {"people", "age"} else 0.05 if "exact" not in {a.quantity.bound, b.quantity.bound} else 0.03
    )
    return abs(a.low - b.low) <= close * max(abs(a.low), abs(b.low))


def _voice(count: Count) -> Voice:
    """The figure, with the words that follow it up to what it counts."""
    text, q = count.profile.text, count.quantity
    tail = re.match(r"(?:[\s-]+[\w’'-]+){0,3}", text[q.end :])
    words = list(re.finditer(r"[\w’'-]+", tail.group())) if tail and q.noun else []
    end = next((w.end() for w in words if w.group().lower() == q.noun), 0)
    nearly = NEARLY.search(text[: q.start])
    return Voice(count.profile, nearly.start() if nearly else q.start, q.end + end)


def _topic(family: str, what: str, cluster: Sequence[Count]) -> str:
    if family == "people":
        fate, _, gravely = what.partition(" ")
        return f"number {FATE_NAMES.get(fate, fate.lstrip('='))}" + (f" {gravely}" if gravely else "")
    sums = sorted({_sum_of(c) for c in cluster} - {""}, key=lambda phrase: (len(phrase), phrase))
    if family == "money" and sums:
        return sums[0]
    if family in NAMES:
        return NAMES[family]
    nouns = [c.quantity.noun for c in cluster if c.quantity.noun]
    return (
        f"number of {nouns[0]}"
        if family == "count" and nouns
        else DIMENSIONS.get(nouns[0], nouns[0])
        if nouns
        else family
    )


def _explained(sides: Sequence[Sequence[Count]]) -> str | None:
    """ "later report" where the values rise with the days of publication, from one to another."""
    days = [
        sorted(c.profile.document.published or "" for c in side if not EARLIER.search(c.profile.text))
        for side in sides
        if not side[0].quantity.vague
    ]
    if not days or any(not side or not all(side) for side in days):
        return None
    firsts = [side[0] for side in days]
    return (
        "later report" if firsts == sorted(firsts) and firsts[0] < firsts[-1] and days[0][-1] < days[-1][-1] else None
    )
