"""Where two reports give one count, measure, age, sum or time of day differently."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from briefing.engines.rules.detectors.counting import DEPTH, SACKED, Count, counts
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.likeness import TELLING, other_time
from briefing.engines.rules.detectors.openings import TOLLS, opens, without_their_trade
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.en.rules.counting import AGENTS, ANYBODY, PEOPLE
from briefing.language.en.rules.figures import AGE_OF, EARLIER, NEARLY, PLACE, SUBJECT
from briefing.language.language import language_data, word_list
from briefing.text.names import is_person, names
from briefing.text.words import STOP_WORDS, term, terms

FALLING = frozenset({"miss", "trap"})
"""Counts of people that fall as some of them are found."""

SETTLED = frozenset({"=aboard", SACKED})
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
    "=estimate": "expected",
    "=disease": "of ill",
    "miss": "missing",
    "trap": "trapped",
    SACKED: "of jobs lost",
}
CHANGE = 0.65
"""Weight of a change in points: what it came to says more."""

ALIKE = 0.5
"""Dice of two sentences whose sums are of one thing however far apart."""

MANY_SHARED = 4
"""Terms of two sentences that count one noun, from which they count one thing, where no list tells who are people."""

MUCH = 0.4
"""How near two counts of one noun must be: "lost two seats" is no rival of "21 seats"."""

CLOSE = 0.8
"""How near two lows or highs must be to be of one fall or rise."""

ROUNDING = 0.1
"""What a value may lose by rounding: "40 million" for 38, not "20 million" for 25."""

NOISE = 0.004
"""What a unit worked out into another may differ by."""

NAMES = {
    "level": "how far it went",
    "age": "age",
    "time": "time of day",
    "money": "sum",
    "percent": "percentage",
    "duration": "how long",
    "magnitude": "magnitude",
}
LIKE_AGED, LIKE_LONG, LIKE_COUNTED = 0.22, 0.3, 0.18
"""Dice of two sentences from which a boy of each, a length or a count of a noun are of one thing."""

FAR = 4

OPENING_NEAR = 0.4
"""Ratio from which two counts that reports open with are of one thing."""

SUBJECT_NEAR = 0.6
"""Ratio from which two figures are what one thing stood at."""

OPENED = frozenset({"count", "persons", "area", "mass", "volume"})
"""Families of which a report that opens with one has one."""

OPENING_SURE = 0.4
"""How sure that is."""

PRICE = "=price"

LOOK_BACK = 4
"""Sentences before "the 61-year-old" in which stands who that is."""

NEAR_NAME = 50
"""Characters behind an age in which stands the name of whose it is."""

DIMENSIONS = {
    "deep": "depth",
    "wide": "width",
    "tall": "height",
    "high": "height",
    "long": "length",
    "diameter": "diameter",
}


def differing_quantities(pile: Pile) -> tuple[Candidate, ...]:
    """One candidate for each thing that two documents count differently."""
    by_thing: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for profile in pile.profiles:
        for count in counts(profile):
            by_thing[count.family, count.what].append(count)
    by_thing.update(without_their_trade(by_thing, pile))
    by_thing["age", ""] = [_of_person(count, pile) for count in by_thing.pop(("age", ""), [])]
    found = []
    for (family, what), every in sorted(by_thing.items()):
        every = _with_only_sums(every) if family == "money" else every
        for group in _of_one_row(every):
            if len({c.profile.document.id for c in group}) > 1:
                found += [_candidate(family, what, sides) for sides in _rivals(family, _sides(family, group), pile)]
    return tuple(found)


def _of_one_row(every: Sequence[Count]) -> Iterator[list[Count]]:
    """The counts of sentences, then for each thing that tables have a row of its counts and those of clauses that name
    it whole: the other rows of a table are of other things."""
    plain = [count for count in every if not count.profile.tabled]
    yield plain
    for tabled in dict.fromkeys(count.profile.tabled for count in every if count.profile.tabled):
        yield [count for count in every if count.profile.tabled == tabled
               or (not count.profile.tabled and tabled <= count.clause)]


def _with_only_sums(every: Sequence[Count]) -> list[Count]:
    """The sums, each with what its report gives it of, where that gives no other one of the same."""
    given: dict[tuple[str, str], set[float]] = defaultdict(set)
    told = [(count, _sum_kinds(count)) for count in every]
    for count, nouns in told:
        for noun in nouns:
            given[count.profile.document.id, noun].add(count.low)
    return [
        replace(count, only=frozenset(n for n in nouns if len(given[count.profile.document.id, n]) == 1))
        for count, nouns in told
    ]


def _sum_kinds(count: Count) -> frozenset[str]:
    """The terms of what its clause gives a sum of, a price among them where somebody pays it for something."""
    language, text, q = count.profile.document.language, count.profile.text, count.quantity
    kinds = count.clause & _kinds_of_sums(language)
    paying = _paying(language)
    paid = paying is not None and paying[0].search(text[: q.start]) and paying[1].match(text[q.end :])
    bought = paying is not None and paying[2].search(text[: q.start])
    return kinds | ({PRICE} if paid or bought else frozenset())


@cache
def _paying(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]] | None:
    """How a language says that a sum is paid for something: before and behind it, or "buys … for" before it."""
    listed = language_data(code, "words").get("prices", {})
    pay, price, buy = ("|".join(word_list(listed.get(key, ""))) for key in ("pay", "for", "buy"))
    if not (pay and price and buy):
        return None
    return (re.compile(rf"\b(?:{pay})\s+$", re.I), re.compile(rf"\s+(?:{price})\s", re.I),
            re.compile(rf"\b(?:{buy})\s[^,;:.]{{2,60}}?\s(?:{price})\s+$", re.I))


@cache
def _kinds_of_sums(code: str) -> frozenset[str]:
    """The terms of what a language gives sums of: damage, cost, loss."""
    listed = word_list(language_data(code, "words").get("sums", {}).get("nouns", ""))
    return frozenset(term(word) for word in listed)


def _rivals(family: str, sides: list[list[Count]], pile: Pile) -> Iterator[list[list[Count]]]:
    """Sets of sides that all contradict each other, the surest first; a side stands in one set only."""
    edges = {
        (i, j): fit
        for i in range(len(sides))
        for j in range(i + 1, len(sides))
        if (fit := _rivalry(family, sides[i], sides[j], pile)) > 0
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
            [c for c in sides[k] if any(_linked(c, o, pile) for m in group if m != k for o in sides[m])]
            for k in sorted(group)
        ]


def _rivalry(family: str, left: Sequence[Count], right: Sequence[Count], pile: Pile) -> float:
    """How sure it is that two sides give one thing differently: 0 where a document gives both, so that they must be
    two things."""
    first, second = ({c.profile.document.id for c in side} for side in (left, right))
    retold = any(EARLIER.search(c.profile.text) for c in (*left, *right))
    if first & second and not (retold or (family == "age" and first != second)):
        return 0.0
    if _compatible(family, left[0], right[0]) or (family == "people" and _far(left[0], right[0])):
        return 0.0
    links = [_linked(a, b, pile) for a in left for b in right if a.profile.document.id != b.profile.document.id]
    if not any(links):
        return 0.0
    low, high = sorted((left[0].low, right[0].low))
    near = max(0.0, low / high) if high > 0 and not left[0].quantity.vague and not right[0].quantity.vague else 0.5
    if family == "money" and near < 0.5 and not _one_sentence(left, right, pile):
        return 0.0
    return max(links) * (0.3 + 0.7 * near)


def _one_sentence(left: Sequence[Count], right: Sequence[Count], pile: Pile) -> bool:
    """Whether two sums stand in sentences so alike that they are of one thing whatever their ratio."""
    alike = (pile.likeness.compare(a.profile.place, b.profile.place).dice for a in left for b in right)
    return max(alike, default=0.0) >= ALIKE


def _compatible(family: str, a: Count, b: Count) -> bool:
    """Whether a bound ("more than 50", "at least 40") leaves room for the other value close by."""
    if a.quantity.vague or b.quantity.vague or a.low == b.low:
        return False
    small, large = sorted((a, b), key=lambda c: c.low)
    if "about" in {a.quantity.bound, b.quantity.bound} and large.low <= 1.05 * small.low:
        return True
    return small.quantity.bound in {"more than", "at least"} and large.low <= 1.15 * small.low


def _far(a: Count, b: Count) -> bool:
    """Whether a vague count of people is so far from the other's that it is of others: one dead, and dozens."""
    vague, other = sorted((a, b), key=lambda c: not c.quantity.vague)
    return vague.quantity.vague and not other.quantity.vague and FAR * other.high < vague.low


def _linked(a: Count, b: Count, pile: Pile) -> float:
    """How sure it is that two counts are of one thing, by their contexts, else because two reports open with them."""
    return _same_thing(a, b, pile) or (OPENING_SURE if _open_alike(a, b, pile) else 0.0)


def _same_thing(a: Count, b: Count, pile: Pile) -> float:
    """How well the contexts of two counts agree, 0 to 1; 0 where they count two things."""
    likeness = pile.likeness
    common = a.clause & b.clause
    shared = likeness.weight(common)
    lighter = min(likeness.weight(a.clause), likeness.weight(b.clause)) or 1.0
    whole = likeness.compare(a.profile.place, b.profile.place)
    if a.family in {"count", "people", "persons", "money", "percent"} and (_elsewhere(a, b) or _past(a) != _past(b)):
        return 0.0
    fit = 0.5 + 0.5 * max(whole.dice, min(1.0, shared / lighter))
    if tabled := a.profile.tabled | b.profile.tabled:  # of one row, and of one column
        far = a.family == "count" and min(a.low, b.low) < MUCH * max(a.high, b.high)
        return fit * bool(not far and (a.what not in {"", a.quantity.unit} or common - tabled))
    if a.family in {"count", "persons"} and (_of_some(a, b) or _of_some(b, a)):
        return 0.0
    if a.family == "people":
        told = a.profile.terms & b.profile.terms - PEOPLE - {a.what}
        return fit * bool(not _on_two_days(a, b) and (told or not _rival_subjects(a, b)))
    if a.family == "persons":
        said = common - {a.what} - PEOPLE
        return fit * bool(len(said) >= 2 and whole.dice >= ALIKE and not _rival_subjects(a, b))
    if a.family == "time":
        return fit
    if a.family == "magnitude":
        return fit * bool(abs(a.low - b.low) <= 1)
    if a.family == "rank":
        return fit * bool(len(a.profile.terms & b.profile.terms) >= 3 and not _rival_subjects(a, b))
    if a.family == "level":
        near = min(a.low, b.low) >= CLOSE * max(a.low, b.low)
        return fit * bool(near and a.profile.terms & b.profile.terms and not other_time(a.profile, b.profile))
    if a.what == "lasted":
        return fit * bool(whole.shared)
    if a.family == "duration":
        return fit * bool(len(common) >= 2 and shared / lighter >= 0.4 and whole.shared >= 3)
    if a.family == "age":
        same = a.only & b.only
        named = any(_is_named(word, a) and _is_named(word, b) for word in same)
        return fit * bool(same and (named or whole.dice >= LIKE_AGED) and abs(a.low - b.low) <= 3)
    if a.family == "length" and a.what in {"", "away"} and whole.dice < LIKE_LONG:
        return 0.0
    if a.what == DEPTH and min(a.low, b.low) >= CLOSE * max(a.low, b.low):
        return fit * bool(a.profile.terms & b.profile.terms)
    if a.what.startswith("from "):
        return fit * bool(whole.shared >= 2)
    if a.family == "count" and whole.dice < LIKE_COUNTED and not {a.quantity.noun, b.quantity.noun} & AGENTS:
        return 0.0
    if a.family == "count":
        near = min(a.low, b.low) >= 20 and min(a.low, b.low) >= MUCH * max(a.high, b.high)
        return fit * bool(
            (len(common) >= 3 and shared / lighter >= 0.4)
            or whole.cover >= 0.45
            or (whole.shared >= 2 and (near or _loose(a) != _loose(b)))
            or (whole.shared >= MANY_SHARED and not _is_english(a, b))
        )
    if a.only & b.only:
        return fit
    if a.family in {"money", "percent"} and _is_of_subject(a, b):
        return fit * bool(not _rival_subjects(a, b))
    if a.family in {"money", "percent"}:
        one, two = _head(a), _head(b)
        if one and two:
            if not one & two:
                return 0.0
            fit = min(1.0, fit + 0.2)
        return fit * bool(
            len(common - {a.what}) >= (2 if one & two or whole.dice >= ALIKE else 3)
            and shared / lighter >= 0.3
            and whole.shared >= (3 if whole.dice >= ALIKE else 4)
            and not _rival_subjects(a, b)
        )
    return fit * bool(
        (a.what != "" and len(a.profile.terms & b.profile.terms) >= 2) or (len(common) >= 2 and shared / lighter >= 0.5)
    )


def _is_of_subject(a: Count, b: Count) -> bool:
    """Whether two figures are what the same stood at: "turnout was 61 percent"."""
    one, two = (SUBJECT.search(c.profile.text[: c.quantity.start]) for c in (a, b))
    near = min(a.low, b.low) >= SUBJECT_NEAR * max(a.high, b.high)
    return near and one is not None and two is not None and term(one["what"]) == term(two["what"])


def _past(count: Count) -> frozenset[str]:
    """The times a count is of; what becomes of people is of one event, whenever that is to be."""
    year = (count.profile.document.published or "")[:4]
    if count.family != "people" or not year:
        return count.times
    return frozenset(time for time in count.times if not (time.isdigit() and time > year))


def _open_alike(a: Count, b: Count, pile: Pile) -> bool:
    """Whether two reports open with a count of one noun: they count the same, whatever they say of it."""
    if a.family not in OPENED or _elsewhere(a, b) or a.times != b.times:
        return False
    measured = a.family not in {"count", "persons"}
    one, two = (term(c.quantity.unit or "" if measured else c.quantity.noun or "people") for c in (a, b))
    near = min(a.low, b.low) >= OPENING_NEAR * max(a.high, b.high)
    both = (a.profile.terms & b.profile.terms) - {one, a.what}
    known = bool(both) or (not measured and min(a.low, b.low) >= TELLING)
    one_thing = one == two and one not in ANYBODY and not (_of_some(a, b) or _of_some(b, a) or _rival_subjects(a, b))
    return near and known and one_thing and opens(a, pile) and opens(b, pile)


def _on_two_days(a: Count, b: Count) -> bool:
    """Whether people were counted on two days, as those who gathered are: a toll is of one event whenever it is
    given."""
    one, two = a.profile.fact.when, b.profile.fact.when
    return a.what not in TOLLS and one is not None and two is not None and len(one) == len(two) == 10 and one != two


def _is_english(a: Count, b: Count) -> bool:
    """Whether the lists of fates and of words for people say what is counted."""
    return a.profile.document.language == b.profile.document.language == "en"


def _loose(count: Count) -> bool:
    return count.quantity.vague and count.low >= 20


def _of_person(count: Count, pile: Pile) -> Count:
    """An age with whom it belongs to: the noun after it, or the name before it, or, where a sentence opens with it as
    with a name ("The 61-year-old wept"), the person whom its report named last."""
    who = _persons(count)
    if not who and not count.profile.text[: count.quantity.start].strip(' "“‘').removeprefix("The").strip():
        who = _named_last(count.profile, pile)
    return replace(count, only=who)


def _is_somebodys(count: Count) -> bool:
    """Whether an age is of a child of somebody not named there: "their 14-year-old son"."""
    owners = word_list(language_data(count.profile.document.language, "words").get("people", {}).get("owners", ""))
    before = count.profile.text[: count.quantity.start].split()
    return bool(before) and before[-1].lower() in owners


def _is_named(word: str, count: Count) -> bool:
    """Whether a word is somebody's name: that of the sentence, or one that stands for its "the 61-year-old"."""
    if word.startswith("="):
        return False
    return any(name.last.lower() == word for name in names(count.profile.text)) or word not in count.profile.terms


def _named_last(profile: Profile, pile: Pile) -> frozenset[str]:
    """The last name of the person whom a report named last before a sentence."""
    for earlier in reversed(pile.profiles[max(0, profile.place - LOOK_BACK) : profile.place]):
        persons = [name for name in names(earlier.text) if is_person(name.text)]
        if earlier.document.id == profile.document.id and persons:
            return frozenset({persons[0].last.lower()})
    return frozenset()


def _persons(count: Count) -> frozenset[str]:
    """Whom an age belongs to: the noun after it, or the name before it."""
    text, q = count.profile.text, count.quantity
    after = re.match(r"[\s-]*(?:old[\s-]+)?(?:\w+[\s-]+){0,1}?([a-z]{3,}|[A-Z]\w+)", text[q.end :])
    before = re.search(r"\b([A-Z][\w’'-]+),?\s*(?:aged\s*)?$", text[: q.start])
    found = set()
    if before and before.group(1).lower() not in STOP_WORDS:
        found.add(before.group(1).lower())
    elif who := AGE_OF.search(text[: q.start]):
        found.add(term(who["who"]))
    if after and not found:
        found |= {term(w) for w in re.findall(r"[A-Za-z]{3,}", text[q.end : q.end + 24])[:2]}
        found |= {
            name.last.lower()
            for name in names(text)
            if q.end < name.start < q.end + NEAR_NAME
            and is_person(name.text)
            and "," not in text[q.end : name.start]
        }
    if count.low < 18:
        found.add("=child")
    return frozenset() if _is_somebodys(count) else frozenset(found)


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


def _of_some(count: Count, other: Count) -> bool:
    """Whether a count is of some only of what the other counts, by a word before its noun ("four new deputies")."""
    noun = count.quantity.noun
    behind = count.profile.text[count.quantity.end :]
    between = re.match(rf"\s+((?:[a-z-]+\s+){{1,2}}){re.escape(noun)}\b", behind) if noun else None
    return between is not None and not terms(between[1]) <= other.profile.terms


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
    weight = CHANGE if what == "points" else weight
    spread = len({c.profile.document.id for side in sides for c in side})
    bounds_only = len({c.low for side in sides for c in side}) == 1
    score = weight * (0.7 + 0.1 * min(spread, 4)) * (0.68 if bounds_only else 1.0)
    grows = family in {"people", "persons", "count"} and what not in SETTLED
    importance = 1 if family in {"age", "money"} or what == "=kill" or (spread > 2 and family != "count") else 2
    voices = tuple(tuple(_voice(c) for c in side) for side in sides)
    return Candidate(
        Detector.FIGURES,
        "date" if family == "time" else "figure",
        _topic(family, what, [c for side in sides for c in side]),
        voices,
        tuple(v[0].profile.text[v[0].start : v[0].end] for v in voices),
        score,
        importance,
        _explained(sides, falls=what in FALLING) if grows else None,
        lasting=what == "limit",
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
    if a.quantity.vague or b.quantity.vague or a.low < a.high or b.low < b.high:
        return not (a.high < b.low or b.high < a.low)
    if family == "time":
        return abs(a.low - b.low) < 4 or abs(abs(a.low - b.low) - 720) < 4
    if family == "people" and a.low == b.low:
        return (a.quantity.bound in {"more than", "less than"}) == (b.quantity.bound in {"more than", "less than"})
    if family in {"people", "persons", "age"}:
        return a.low == b.low
    loose = "exact" not in {a.quantity.bound, b.quantity.bound}
    return _rounded(a.low, b.low) or (loose and abs(a.low - b.low) <= 0.05 * max(abs(a.low), abs(b.low)))


def _rounded(a: float, b: float) -> bool:
    """Whether one of two values is the other, given with fewer digits: 5,967.34 and 6,000, but not 5,920."""
    coarse, fine = sorted((a, b), key=digits)
    apart, most = abs(a - b), max(abs(a), abs(b))
    rounded = float(f"{fine:.{max(digits(coarse), 1)}g}") == coarse and apart <= ROUNDING * most
    return rounded or apart <= NOISE * most


def digits(value: float) -> int:
    """How many digits of a value tell something: 2 of 1,200."""
    return len(f"{value:.6g}".replace(".", "").replace("-", "").split("e")[0].strip("0"))


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
    if family == "money" and all(PRICE in c.only for c in cluster):
        return "price"
    if family == "money" and sums:
        return sums[0]
    if what == DEPTH:
        return "depth"
    if family == "rank":
        return f"which {what}"
    if family in NAMES:
        return NAMES[family]
    nouns = [c.quantity.noun for c in cluster if c.quantity.noun]
    return (
        f"number of {nouns[0]}"
        if family in {"count", "persons"} and nouns
        else DIMENSIONS.get(nouns[0], nouns[0])
        if nouns
        else family
    )


def _explained(sides: Sequence[Sequence[Count]], *, falls: bool) -> str | None:
    """ "later report" where the values rise with the days of publication, or fall if they are of those that are still
    looked for, from one to another, or between versions of one report, which has no other reason to count anew. Two
    values of one day are two accounts."""
    if len({c.profile.origin for side in sides for c in side}) == 1:
        return "later report"
    days = [
        sorted(c.profile.document.published or "" for c in side if not EARLIER.search(c.profile.text))
        for side in sides
        if not side[0].quantity.vague
    ]
    if not days or any(not side or not all(side) for side in days):
        return None
    days = days[::-1] if falls else days
    firsts = [side[0] for side in days]
    rising = all(one < next_one for one, next_one in pairwise(firsts))
    return "later report" if rising and len(firsts) > 1 and days[0][-1] < days[-1][-1] else None
