"""The figures of a text: what is counted or measured, how exactly, in which unit."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from briefing.text.counted import SINGLE, counted
from briefing.text.dates import written
from briefing.text.units import MONEY, ONES, ORDINALS, PARTS, SCALES, SMALL, TEENS, TENS, UNITS

FigureKind = Literal["number", "money", "percent", "measure", "time", "age", "ordinal", "year"]
Bound = Literal["exact", "about", "at least", "at most", "more than", "less than", "between"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number as a text gives it; a range gives two."""

    start: int
    end: int
    """Span in the text read, words like "about" and the unit included, the counted noun not."""

    text: str
    value: float | None
    """Scales are worked out ("$121bn" is 121e9), a clock time is minutes since midnight; None where vague."""

    unit: str | None
    """"$", "%", "m", "hour", …; None for plain counts."""

    kind: FigureKind
    bound: Bound = "exact"
    noun: str | None = None
    """What is counted ("troops"), or the dimension measured ("deep"), in lower case as written."""

    vague: bool = False
    """"dozens", "several", …"""


def _any(words: dict[str, int] | dict[str, float] | dict[str, str]) -> str:
    """An alternation of words, each with or without a capital, longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(f"[{w[0].upper()}{w[0]}]{w[1:]}" if w[0].isalpha() else re.escape(w) for w in ordered)


_ONE_WORD = rf"(?:(?:{_any(TENS)})(?:[- ](?:{_any(ONES)})(?!\w))?|{_any(TEENS)}|{_any(ONES)}|[Zz]ero)(?!\w)"
_BIG = r"(?:[Hh]undred|[Tt]housand|[Mm]illion|[Bb]illion|[Tt]rillion|[Dd]ozen)(?!\w)"
_WORDS = (rf"(?:{_ONE_WORD}|[Hh]alf[ -]an?|[Aa](?= {_BIG}))(?:[ -]{_BIG})+(?:,? (?:and )?{_ONE_WORD}(?:[ -]{_BIG})*)*"
          rf"|{_ONE_WORD}")
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![,.]?\d)|\d+(?:\.\d+)?(?!\d|[.,]\d|[:/]\d)"
_CASH = r"(?:\b(?:US|AU|NZ|HK|A|C|S)\$|[$£€¥₹₽₩]|\b(?:USD|EUR|GBP|Rs\.?)[ ]?)\s?"
_VAGUE = (r"(?:[Tt]ens|[Hh]undreds)(?: of (?:thousands|millions))?|[Dd]ozens|[Ss]everal|[Ss]cores(?= of)|[Tt]housands"
          r"|[Mm]illions|[Bb]illions|[Aa] (?:few|couple|handful)")
_FRACTION = (rf"(?:(?P<over>{_any(ONES)}|[Aa])[- ])(?P<under>third|quarter|fifth|tenth)s?(?= of|\b-|[,.;]|$)"
             r"|[Hh]alf(?= of| the| its)")
_NUMBER = re.compile(
    rf"(?:(?<![\w.,/-])(?<!\d:)|(?<=\s[-−]))(?P<cash>{_CASH})?(?P<digits>{_DIGITS})"
    rf"|(?<![\w-])(?:(?P<part>{_FRACTION})|(?P<words>{_WORDS})"
    rf"|(?P<vague>{_VAGUE})(?![\w-])|(?P<ordinal>{_any(ORDINALS)}|\bnoon|\bmidnight)(?![\w]))")
_SECOND = re.compile(rf"(?P<cash>{_CASH})?(?P<digits>{_DIGITS})|(?P<words>{_WORDS})")
_SCALE = re.compile(rf"[ \u00a0-]?({'|'.join(sorted(SCALES, key=len, reverse=True))})(?![\w²])")
_PERCENT = re.compile(r"\s?(?:%|per ?cent\b|pct\b)(?P<points>[- ]points?\b)?"
                      r"|[\s-]percentage[- ](?P<pp>points?)\b", re.I)
_COINS = "|".join(word for word in MONEY if word.isalpha())
_COIN = re.compile(rf"[\s-](?:(?:US|American|Australian|Canadian|Hong Kong) )?((?i:{_COINS}))s?\b")
_FORMS = sorted(enumerate(UNITS.values()), key=lambda each: " " not in each[1])  # "square metres" before "m"
_ALL_UNITS = "|".join(f"(?P<u{number}>{form})" for number, form in _FORMS)
_UNIT_OF = {f"u{number}": unit for number, unit in enumerate(UNITS)}
_UNIT = re.compile(rf"[ \u00a0-]?(?:(?:more|further|additional|consecutive|full) )?(?:{_ALL_UNITS})(?![\w²])")
_NTH = re.compile(r"(?:st|nd|rd|th)\b")
_ZONE = r"(?:GMT|UTC|BST|EST|EDT|CET|PST|PDT)\b"
_CLOCK = re.compile(r"(?<![\w.,:$£€-])(?:(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d))?\s?"
                    r"(?P<half>[apAP])(?:\.[mM]\.|[mM]\b)"
                    rf"|(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?: {_ZONE})?"
                    rf"|(?P<h3>[01]\d|2[0-3])(?P<m3>[0-5]\d)(?= (?:{_ZONE}|hours\b|hrs\b)))")
_NO_FIGURE = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)\S{1,80}@\S+"
    r"|\+\d[\d ().-]{6,20}\d|\(?\b0\d{2,4}\)?[ -]\d{3,4}[ -]?\d{3,4}\b|\b\d{3}[-.]\d{3}[-.]\d{4}\b"
    r"|\[\d+\]|#\d+|^[ \t]*\d{1,2}[.)](?=\s)|\b[Nn]os?\.? ?\d+", re.M)
_CUES: tuple[tuple[str, Bound], ...] = (
    (r"at (?:the very )?least|no (?:fewer|less) than|a minimum of|not less than", "at least"),
    (r"at most|up to|as (?:many|much) as|no more than|a maximum of|not more than", "at most"),
    (r"(?:slightly |just |far |well |much )?(?:more than|over|above|exceeding|upwards of|in excess of)", "more than"),
    (r"(?:slightly |just |far |well |much )?(?:less than|fewer than|under|below)|not quite|just short of", "less than"),
    (r"about|around|some|approximately|approx\.?|roughly|nearly|almost|circa|close to|(?:an )?estimated|c\.|~",
     "about"),
    (r"between", "between"))
_CUE = re.compile(r"(?:^|(?<=[^\w-]))(?:" + "|".join(f"(?P<c{n}>{form})" for n, (form, _) in enumerate(_CUES))
                  + r")\s?(?:an? |the |another |a total of )?$", re.I)
_AFTER = re.compile(r"(?P<more>\+| or more\b(?! than)| plus\b)| or (?P<so>so)\b"
                    r"| or (?P<less>less|fewer)\b(?! than)")
_RANGE = re.compile(rf"(?:\s?[-–—]\s?|\s(?P<by>to|and|or)\s)(?=(?:{_CASH})?(?:\d|(?:{_ONE_WORD})))")
_OLD = re.compile(r"[- ]years?[- ]olds?\b|[- ]month[- ]olds?\b")
_AGED = re.compile(r"\b(?:aged|age|ages|age of)\s(?:about |around |between )?$", re.I)
_BEHIND_COMMA = re.compile(r"[^\W\d_]{2,}\)?, $")
_BEHIND_NAME = re.compile(r"[^\W\d_a-zß-ÿ][\w.’'-]+, $")
_DIMENSION = re.compile(r"(?:\)| \(\d[^()]{1,18}\))?[ -]"
                        r"(deep|wide|tall|high|long|thick|away|below|above|underground|apart|old)\b")
_LABELS = frozenset((
    "radar", "article", "section", "chapter", "room", "flight", "route", "highway", "channel", "phase", "type",
    "boeing", "airbus", "apollo", "pier", "gate", "platform", "runway", "terminal", "group", "class", "formula",
    "resolution", "page", "figure", "table", "unit", "flat", "level", "number", "version", "step", "stage",
    "part", "category", "line", "tier", "grade", "block", "sector", "zone", "season", "episode", "volume",
    "magnitude"))
_OPENERS = frozenset((
    "the", "at", "in", "of", "and", "with", "by", "for", "but", "than", "after", "all", "on", "to", "when", "as",
    "another", "these", "those", "nearly", "about", "around", "some", "over", "only", "just", "more", "while",
    "least", "most", "kills", "injures", "wounds", "hits", "reaches", "tops", "leaves", "claims", "hurts",
    "passes", "dead", "toll", "up", "saves", "frees", "jails", "sends", "nears", "exceeds", "loses", "wins",
    "adds", "cuts", "costs", "worth", "from"))
_SCORE = re.compile(r"\s(?:win|victory|defeat|loss|draw|lead|vote|decision|majority|ruling|split)\b")


@lru_cache(maxsize=16384)
def figures(text: str) -> tuple[Quantity, ...]:
    """Every figure of a text, in order; dates, telephone numbers, addresses and model names are none."""
    days = written(text)
    clocks = [_clock(hit) for hit in _CLOCK.finditer(text)]
    skip = sorted([hit.span() for hit in _NO_FIGURE.finditer(text)] + [(clock.start, clock.end) for clock in clocks]
                  + [(when.start, when.end) for when in days if when.kind != "year"])
    years = {when.end for when in days if when.kind == "year"}
    found: list[Quantity] = []
    done, passed = 0, 0
    for hit in _NUMBER.finditer(text):
        start, end = hit.span()
        while passed < len(skip) and skip[passed][1] <= start:
            passed += 1
        if start < done or (passed < len(skip) and skip[passed][0] < end):
            continue
        if end in years and hit["digits"] and len(hit["digits"]) == 4:
            quantities: tuple[Quantity, ...] = (Quantity(start, end, hit[0], float(hit["digits"]), None, "year"),)
        else:
            quantities = _read(text, hit)
        found += quantities
        done = max((quantity.end for quantity in quantities), default=done)
    return tuple(sorted(found + clocks, key=lambda quantity: quantity.start))


def _clock(hit: re.Match[str]) -> Quantity:
    """A time of day in minutes since midnight: "6.04am" is 364."""
    hour = int(hit["h"] or hit["h2"] or hit["h3"])
    if hit["half"]:
        hour = hour % 12 + (12 if hit["half"].lower() == "p" else 0)
    minute = int(hit["m"] or hit["m2"] or hit["m3"] or 0)
    return Quantity(hit.start(), hit.end(), hit[0], hour * 60.0 + minute, None, "time")


def _read(text: str, hit: re.Match[str]) -> tuple[Quantity, ...]:
    """The figures that begin at one number: none for a label, two for a range."""
    first = _amount(text, hit)
    if first is None or _is_label(text, hit, first):
        return ()
    cue = _CUE.search(text, max(0, first.start - 30), first.start)
    bound: Bound = "exact"
    if cue:
        bound = next(_CUES[n][1] for n in range(len(_CUES)) if cue[f"c{n}"] is not None)
        first = replace(first, start=cue.start())
    after = _AFTER.match(text, first.end)
    if after and bound == "exact":
        bound = "at least" if after["more"] else "about" if after["so"] else "at most"
        first = replace(first, end=after.end())
    second = _second(text, first, bound)
    if bound == "between" and second is None:
        bound = "exact"
    last = second or first
    noun = last.noun or (None if last.kind in {"money", "time"} else counted(text, last.end, last.kind))
    if _is_lone(first, noun, second):
        return ()
    both = (first,) if second is None else (_like(first, second, text), second)
    return tuple(replace(each, bound="between" if second else bound, noun=noun, text=text[each.start:each.end])
                 for each in both)


def _is_lone(first: Quantity, noun: str | None, second: Quantity | None) -> bool:
    """"One" and "zero" count only beside a thing that is counted."""
    return (first.kind == "number" and first.text.lower() in {"one", "zero"} and second is None
            and noun not in SINGLE)


def _like(first: Quantity, second: Quantity, text: str) -> Quantity:
    """The lower end with the unit and scale that only the upper end spells out: "$105 or $103 billion"."""
    scale = _SCALE.search(second.text)
    value = first.value
    bare = value is not None and value < 1000 and not _SCALE.search(first.text)
    if value is not None and bare and scale:
        value *= SCALES[scale[1]]
    if first.kind == "number" and second.kind != "number":
        return replace(first, value=value, unit=second.unit, kind=second.kind)
    return replace(first, value=value)


def _second(text: str, first: Quantity, bound: Bound) -> Quantity | None:
    """The upper end of "8 to 10" and "between 8% and 15.5%"."""
    joint = _RANGE.match(text, first.end)
    if not joint or first.value is None or (joint["by"] == "and" and bound != "between"):
        return None
    hit = _SECOND.match(text, joint.end())
    second = _amount(text, hit) if hit else None
    if second is None or second.value is None or second.value <= first.value or second.kind in {"time", "ordinal"}:
        return None
    if first.kind != second.kind and first.kind != "number" and second.kind != "number":
        return None
    return second


def _amount(text: str, hit: re.Match[str]) -> Quantity | None:
    """One number with its scale and unit, before what stands around it is read."""
    start, end = hit.span()
    groups = hit.groupdict()
    if groups.get("vague"):
        return Quantity(start, end, hit[0], None, None, "number", vague=True)
    if groups.get("ordinal"):
        return _ordinal(hit)
    if groups.get("part"):
        top = SMALL.get((groups["over"] or "one").lower(), 1)
        return Quantity(start, end, hit[0], round(top / PARTS[groups["under"] or "half"], 4), "part", "number")
    value = _worded(hit["words"]) if hit["words"] else float(hit["digits"].replace(",", ""))
    if text[start - 1:start] in {"-", "−"} and start >= 2 and text[start - 2].isspace():
        value = -value
    if hit["digits"] and (nth := _NTH.match(text, end)):
        return Quantity(start, nth.end(), text[start:nth.end()], value, None, "ordinal")
    scale = _SCALE.match(text, end)
    if scale and (scale[1] not in {"m", "k"} or hit["cash"] or (scale[1] == "m" and counted(text, scale.end(), "number")
                                                               and not _DIMENSION.match(text, scale.end()))):
        value, end = float(f"{value * SCALES[scale[1]]:.12g}"), scale.end()
    return _with_unit(text, start, end, value, hit["cash"])


def _with_unit(text: str, start: int, end: int, value: float, cash: str | None) -> Quantity | None:
    """The number with "%", a currency, an age or a unit behind it; None where letters make it a name ("2A")."""
    def found(stop: int, unit: str | None, kind: FigureKind, noun: str | None = None) -> Quantity:
        return Quantity(start, stop, text[start:stop], value, unit, kind, noun=noun)

    if cash:
        return found(end, MONEY.get(cash.strip().lower().rstrip("."), cash.strip()), "money")
    if percent := _PERCENT.match(text, end):
        return found(percent.end(), "points" if percent["points"] or percent["pp"] else "%", "percent")
    if coin := _COIN.match(text, end):
        return found(coin.end(), MONEY[coin[1].lower()], "money")
    if old := _OLD.match(text, end):
        return found(old.end(), "month" if "month" in old[0] else "year", "age")
    if unit := _UNIT.match(text, end):
        stop, name = unit.end(), _UNIT_OF[unit.lastgroup or ""]
        if dimension := _DIMENSION.match(text, stop):
            if dimension[1] == "old":
                return found(dimension.end(), name, "age")
            return found(stop if ")" in dimension[0] else dimension.end(), name, "measure", dimension[1])
        return found(stop, name, "measure")
    if _AGED.search(text, max(0, start - 20), start) or (0 < value < 115 and _is_age(text, start, end)):
        return found(end, "year", "age")
    if re.match(r"\w|-[A-Z]|\+\w", text[end:end + 2]):
        return None
    return found(end, None, "number")


def _is_age(text: str, start: int, end: int) -> bool:
    """Whether a number stands between commas behind a person: "Ana Ruiz, 42, said", "the driver, 42, from"."""
    if not _BEHIND_COMMA.search(text, max(0, start - 30), start):
        return False
    if text[end:end + 2] == ", ":
        return not text[end + 2:end + 3].isdigit()
    return text[end:end + 1] in {",", "."} and bool(_BEHIND_NAME.search(text, max(0, start - 30), start))


def _ordinal(hit: re.Match[str]) -> Quantity:
    word = hit["ordinal"].lower()
    if word in {"noon", "midnight"}:
        return Quantity(hit.start(), hit.end(), hit[0], 720.0 if word == "noon" else 0.0, None, "time")
    return Quantity(hit.start(), hit.end(), hit[0], float(ORDINALS[word]), None, "ordinal")


def _worded(words: str) -> float:
    """The value of number words: "two hundred and fifty thousand" is 250,000."""
    total, group = 0.0, 0.0
    for word in re.findall(r"[a-z]+", words.lower()):
        scale = SCALES.get(word, 0) if len(word) > 2 else 0
        if word == "half":
            group = 0.5
        elif scale == 100 or word == "dozen":
            group = (group or 1) * scale
        elif scale:
            total, group = total + (group or 1) * scale, 0.0
        else:
            group += SMALL.get(word, 0)
    return total + group


def _is_label(text: str, hit: re.Match[str], first: Quantity) -> bool:
    """Whether the number names a thing ("Radar 5", "10 Downing Street", a result of 2-1) and counts nothing."""
    if first.kind != "number" or not hit["digits"]:
        return False
    if re.match(r"[-–]\d", text[first.end:first.end + 2]):
        second = _second(text, first, "exact")
        if second is None or _SCORE.match(text, second.end):
            return True
    if re.compile(r" (?:[A-Z]\w+ ){1,2}(?:Street|Road|Avenue|Lane|Square|Drive|Way)\b").match(text, first.end):
        return True
    before = re.compile(r"([\w-]+)[ \u00a0]$").search(text, max(0, first.start - 25), first.start)
    if before is None or "," in hit["digits"] or first.end - first.start != len(hit["digits"]):
        return False
    word = before[1]
    if word.lower() in _LABELS:
        return counted(text, first.end, "number") is None or word[0].isupper()
    if not word[0].isupper() or word.lower() in _OPENERS or word.endswith(("ing", "ed")):
        return False
    return counted(text, first.end, "number") is None
