"""What a text says that its evidence does not: figures, dates, quotations, names, negations.

Numbers are read here as widely as possible, whatever they count: a reader who meets "24" wants to find it in the
passage, be it a toll or part of a name. `figures` then settles units and bounds.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.text.evidence import fold
from briefing.text.figures import Quantity, figures
from briefing.text.names import known, names
from briefing.text.negation import dropped_or_added
from briefing.language.quotations import quotations
from briefing.text.words import term, terms

Number = tuple[float | str, str]
"""A value with "$", "%" or ""; a clock time as text ("6.04")."""

CalendarDate = tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a text may rest on."""

    passages: tuple[str, ...]
    """The cited evidence; pieces that only white space parts are one passage."""

    whens: tuple[str, ...] = ()
    """ISO dates of the cited facts."""

    counts: tuple[int, ...] = ()
    """Numbers that may be stated without evidence, such as that of the positions."""

    spelled: tuple[int, ...] = ()
    """The same, in words only: "two sources"."""

    outlets: tuple[str, ...] = ()
    """Who published the cited documents: may be named, shows nothing."""

    named: frozenset[str] = frozenset()
    """Words of the names by which the cited facts call what their passages only point at ("he", "the bank")."""

    english: bool = True
    """Whether text and passages are English: what is a name and what denies is told by rule in English only."""

    mixed: bool = False
    """Whether the passages say different things, so that a denial in one says nothing of the text."""

    @property
    def text(self) -> str:
        """All passages; a line break parts them."""
        return " \n ".join(self.passages)


_SMALL = {word: number for number, word in enumerate((
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"))}
_SMALL |= {word: 10 * number for number, word in enumerate(
    ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)}
_ORDINALS = {"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9,
           "trillion": 1e12, "tn": 1e12, "dozen": 12.0, "decade": 10.0, "decades": 10.0}
_SMALL_WORDS = "|".join(sorted(_SMALL, key=len, reverse=True))
_SCALE_WORDS = "|".join(sorted(_SCALES, key=len, reverse=True))
_NUMBER = re.compile(
    r"(?P<cash>[$£€¥]\s?)?(?:(?<![\d.,])(?P<digits>\d[\d,]*(?:[.:]\d+)*)(?:st|nd|rd|th)?"
    rf"|\b(?P<word>(?:{_SMALL_WORDS})(?:-(?:{_SMALL_WORDS}))?)\b|\b(?P<ordinal>{'|'.join(_ORDINALS)})\b)"
    rf"(?:[\s-]?(?P<scale>{_SCALE_WORDS})\b)?\s?(?P<percent>%|per ?cent\b)?", re.I)

# A word that only begins like a month ("marked 24") is taken for one too: held against the same words it agrees.
_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
           "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})"
_CALENDAR = tuple(re.compile(form, re.I) for form in (
    rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b", rf"\b{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?\b",
    rf"\b{_MONTH} {_DAY}(?:,? {_YEAR})?\b", rf"\b{_MONTH} {_YEAR}\b"))
_WEEKDAY = re.compile(r"\b(?:(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|(January|February|March|April|May|June|July"
                      r"|August|September|October|November|December))\b")
_WEEKDAYS = {"Mon": 0, "Tues": 1, "Wednes": 2, "Thurs": 3, "Fri": 4, "Satur": 5, "Sun": 6}

_PAIRS = re.compile(r"“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|\"([^\"]+)\""
                    r"|(?:(?<=\s)|^)[‘'](\w[^‘]*?)[’'](?=[\s,.;:!?)]|$)")
_CUT = re.compile(r"\[?(?:…|\.\.\.)\]?")
_UNMARKED = str.maketrans({**dict.fromkeys("“”„\"’‘«»", "'"), "[": None, "]": None})
_EDGES = " ,.;!?'"
_OPEN_BOUNDS = re.compile(r"at least|at most|more than|less than|fewer|up to|as (?:many|much) as|no more|maximum"
                          r"|minimum|exceeding|excess|\bor (?:more|less|fewer)\b|between", re.I)
_ADDRESS = re.compile(r"\bhttps?:|\bwww\.|\]\(", re.I)
LEAST_SHARED = 0.35
"""Of 501 sentences, positions and summaries that a model wrote from their evidence none shared less than half."""

LEAST_CARRIED = 0.5
"""The same for a sentence or position: of 310 that a model wrote, the least had 0.57, its outlets' names apart."""

LABEL = 5
"""Terms from which a text is more than a label."""

_FEW = re.compile(r"several|a ", re.I)
_RELATIVE = re.compile(r"\b(?:yesterday|today|tonight|tomorrow|(?:last|next|this) (?:week|month|year))\b", re.I)
_WORD = re.compile(r"\w+")
_SECOND = frozenset("ac co com edu go gov ne net or org".split())
"""What stands between the registered part of an address and its country."""


def lacking(text: str, ground: Ground) -> tuple[str, ...]:
    """Why a text does not stand on its ground, in plain English; empty where it does."""
    return tuple(dict.fromkeys((
        *(("it holds an address",) if _ADDRESS.search(text) else ()),
        *(f"figure {each} is not in the cited evidence" for each in dict.fromkeys(_loose_figures(text, ground))),
        *_wrong_units(text, ground),
        *(f"date {each} is not in the cited evidence" for each in _loose_dates(text, ground)),
        *(f"quotation “{each[:60]}” is not in one piece of the cited evidence"
          for each in _loose_quotations(text, ground)),
        *(f"name {each} is not in the cited evidence" for each in _loose_names(text, ground) if ground.english),
        *(dropped_or_added(text, ground.passages) if ground.english and not ground.mixed else ()),
    )))


def foreign(text: str, ground: Ground, *, label: bool = False) -> tuple[str, ...]:
    """That too few of a text's words are those of its ground.

    A `label` of a few words says too little to tell; one with a colon ("Cause: known or not") has words of its own.
    """
    least = LEAST_SHARED if label and ":" in text else LEAST_CARRIED
    if (label and len(terms(text)) < LABEL) or shared(text, ground) >= least:
        return ()
    return ("most of its words are not in the cited evidence",)


def shared(text: str, ground: Ground) -> float:
    """The share of a text's terms that its ground has, names that the facts give included."""
    ours = terms(text)
    return len(ours & (terms(ground.text) | frozenset(map(term, ground.named)))) / len(ours) if ours else 1.0


def _numbers(text: str) -> Iterator[tuple[Number, str]]:
    """Every number of a text with its letters; one of metres may be one of millions."""
    for hit in _NUMBER.finditer(text):
        value = _value(hit)
        if value is None:
            continue
        kind = "$" if hit["cash"] else "%" if hit["percent"] else ""
        if isinstance(value, float) and (hit["scale"] or "").lower() == "m" and not hit["cash"]:
            yield (value / 1e6, ""), hit[0].strip()
        yield (value, kind), hit[0].strip()
        if kind:
            yield (value, ""), hit[0].strip()


def _value(hit: re.Match[str]) -> float | str | None:
    """What a number is worth; None for a lone "one" and "zero"."""
    digits, scale = hit["digits"], (hit["scale"] or "").lower()
    if digits and (":" in digits or digits.count(".") > 1):
        return digits.replace(":", ".")
    if digits:
        value = float(digits.replace(",", ""))
    elif hit["ordinal"]:
        value = float(_ORDINALS[hit["ordinal"].lower()])
    else:
        value = float(sum(_SMALL[word] for word in hit["word"].lower().split("-")))
        if value <= 1 and not scale:
            return None
    return float(f"{value * _SCALES.get(scale, 1.0):.10g}")


def _calendar(text: str) -> tuple[list[tuple[CalendarDate, str]], str]:
    """The dates written out in a text, with their letters, and the text without them."""
    found: list[tuple[CalendarDate, str]] = []
    for pattern in _CALENDAR:
        for hit in pattern.finditer(text):
            part = hit.groupdict()
            month = _MONTHS.get(part["month"][:3].lower()) or int(part["month"])
            day = part.get("day")
            found.append(((int(part["year"]) if part["year"] else None, month, int(day) if day else None), hit[0]))
        text = pattern.sub(" ", text)
    return found, text


def _from_iso(when: str) -> CalendarDate:
    year, month, day = [*map(int, when.split("-")), None, None][:3]
    return year, month, day


def _loose_figures(text: str, ground: Ground) -> Iterator[str]:
    """The figures of a text that its ground lacks, as written."""
    _, rest = _calendar(text)
    held, bare = _calendar(ground.text)
    have: set[Number] = {number for number, _ in _numbers(bare)}
    have |= {(float(each[0]), "") for each, _ in held if each[0]}
    have |= {(float(when[:4]), "") for when in ground.whens} | {(float(count), "") for count in ground.counts}
    have |= {(_clock(value), kind) for value, kind in have if isinstance(value, float)}
    have |= {(float(value), kind) for value, kind in have
             if isinstance(value, str) and re.fullmatch(r"\d+\.\d\d", value)}
    worded = {number for number, _ in _numbers(re.sub(r"\d[\d,.:]*", " ", rest))}
    have |= worded & {(float(count), "") for count in ground.spelled}
    for number, letters in _numbers(rest):
        if number not in have:
            yield letters


def _clock(value: float) -> str:
    """6.5 as "6.50": how a clock time with a colon is kept."""
    whole = f"{value:g}"
    return f"{whole}0" if re.fullmatch(r"\d+\.\d", whole) else whole


def _loose_dates(text: str, ground: Ground) -> Iterator[str]:
    """The dates, weekdays and months of a text that neither the evidence nor the facts' dates show."""
    ours, rest = _calendar(text)
    theirs = [each for each, _ in _calendar(ground.text)[0]] + [_from_iso(when) for when in ground.whens]
    for date, letters in ours:
        if not any(all(x is None or x == y for x, y in zip(date, other, strict=True)) for other in theirs):
            yield letters
    for hit in _WEEKDAY.finditer(rest):
        if hit[0].rstrip("s") not in ground.text and not any(_falls_on(when, hit) for when in ground.whens):
            yield hit[0]
    words = ground.text.casefold()
    yield from (hit[0] for hit in _RELATIVE.finditer(rest) if hit[0].casefold() not in words)


def _falls_on(when: str, hit: re.Match[str]) -> bool:
    """Whether an ISO date is in the month, or on the weekday, that a text names."""
    if hit[2]:
        return when[5:7] == f"{_MONTHS[hit[2][:3].lower()]:02}"
    from datetime import date

    try:
        return date.fromisoformat(when).weekday() == _WEEKDAYS[hit[1]]
    except ValueError:
        return False


def _wrong_units(text: str, ground: Ground) -> Iterator[str]:
    """Figures that the evidence has with another unit or the other bound: 5 km for 5 miles, 40 for "up to 40"."""
    theirs: dict[float, list[Quantity]] = {}
    for passage in ground.passages:
        for quantity in figures(passage):
            if quantity.value is not None:
                theirs.setdefault(quantity.value, []).append(quantity)
    words = ground.text.casefold()
    for ours in figures(text):
        if _unshown(ours, theirs, words):
            yield f"figure {ours.text} is not in the cited evidence"
        same = theirs.get(ours.value, []) if ours.value is not None else []
        if not same or ours.kind in {"year", "ordinal"}:
            continue
        fitting = [each for each in same if _same_unit(ours, each)]
        if not fitting:
            yield f"figure {ours.text} is {same[0].text} {same[0].noun or ''}".rstrip() + " in the cited evidence"
        elif not any(_same_bound(ours, each) for each in fitting):
            yield f"figure {ours.text} is “{fitting[0].text}” in the cited evidence"


def _unshown(ours: Quantity, theirs: dict[float, list[Quantity]], words: str) -> bool:
    """Whether "dozens" or "two-thirds" stand for something else in the evidence; "several" may be any few."""
    if ours.vague:
        return not _FEW.match(ours.text) and ours.text.casefold() not in words
    return ours.unit == "part" and not any(each.unit == "part" for each in theirs.get(ours.value or 0, []))


def _same_unit(ours: Quantity, theirs: Quantity) -> bool:
    """Whether both measure in one unit, or one of them does not tell what it counts."""
    if ours.unit == theirs.unit:
        return ours.kind == theirs.kind or {ours.kind, theirs.kind} <= {"measure", "age", "number"}
    unclear = ours if ours.unit is None else theirs
    return unclear.unit is None and (unclear.noun is None or unclear.kind != "number")


def _same_bound(ours: Quantity, theirs: Quantity) -> bool:
    """Whether a bound ("at least", "up to", "between") is kept; "about" and "over" may come and go."""
    if ours.bound == theirs.bound or not _OPEN_BOUNDS.search(theirs.text + ours.text):
        return True
    return {ours.bound, theirs.bound} in ({"at least", "more than"}, {"at most", "less than"}) and (
        bool(_OPEN_BOUNDS.search(theirs.text)) == bool(_OPEN_BOUNDS.search(ours.text)))


def _loose_quotations(text: str, ground: Ground) -> Iterator[str]:
    """Quotations that do not stand in one passage; a cut must be shown ("…"), its parts in order."""
    quoted = [quotation.text for quotation in quotations(text)]
    quoted += [next(group for group in hit.groups() if group) for hit in _PAIRS.finditer(text)]
    passages = [_plain(passage) for passage in ground.passages]
    for quote in dict.fromkeys(quoted):
        parts = [part for each in _CUT.split(quote) if (part := _plain(each).strip(_EDGES))]
        if parts and not any(_in_order(parts, passage) for passage in passages):
            yield quote


def _plain(text: str) -> str:
    """A text in which only its words matter: marks, brackets and capitals folded."""
    return fold(text.translate(_UNMARKED)).casefold()


def _in_order(parts: Sequence[str], passage: str) -> bool:
    """Whether the parts stand in the passage one after the other, none beginning or ending within a word."""
    return bool(re.search(r".*?".join(rf"(?<!\w){re.escape(part)}(?!\w)" for part in parts), passage, re.S))


def _loose_names(text: str, ground: Ground) -> Iterator[str]:
    """Names whose every word the evidence does not show; in a title set in capitals common words are no names."""
    shown = ground.text
    theirs = set(_words(shown)) | ground.named
    outlets = {word for outlet in ground.outlets for word in _words(_label(outlet))}
    headline = _is_headline(text)
    for name in names(text):
        if _is_host(name.text, ground.outlets):
            continue
        for word in name.text.split():
            bare = re.sub(r"['’]s$", "", word).strip(".,’'")
            if not bare[:1].isupper() or (headline and known(bare.lower())):
                continue
            if not _stands(bare, shown) and not set(_words(bare)) <= theirs and not set(_words(name.text)) <= outlets:
                yield name.text
                break


def _is_host(name: str, outlets: Iterable[str]) -> bool:
    """Whether a name is that of an outlet known by its address only: "China Daily" is chinadaily.com.cn."""
    letters = "".join(_words(name)).removeprefix("the")
    return any(letters == _label(outlet).removeprefix("the") for outlet in outlets)


def _label(outlet: str) -> str:
    """An outlet's name without capitals, of an address the part that is registered: "chinadaily" of
    www.chinadaily.com.cn."""
    parts = outlet.casefold().split(".")
    if " " in outlet or len(parts) < 2:
        return outlet.casefold()
    return parts[-3 if len(parts) > 2 and parts[-2] in _SECOND else -2]


def name_words(text: str) -> frozenset[str]:
    """The words of the names in a text, without capitals."""
    return frozenset(word for name in names(text) for word in _words(re.sub(r"['’]s\b", "", name.text)))


def _stands(word: str, text: str) -> bool:
    """Whether a word stands in a text as written, digits before it or not ("4Q")."""
    return bool(re.search(rf"(?<![^\W\d]){re.escape(word)}(?!\w)", text))


def _words(text: str) -> Iterable[str]:
    """Words without capitals; "U.S." and "US" are one."""
    return _WORD.findall(re.sub(r"(?<=\b\w)\.(?=\w\b)|(?<=\.\w)\.", "", text).casefold())


def _is_headline(text: str) -> bool:
    long = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) > 2 and sum(word[0].isupper() for word in long) > 0.8 * len(long)
