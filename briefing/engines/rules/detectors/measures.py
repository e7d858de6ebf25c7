"""What a measure is of: its unit brought to that of its family, a depth, a level of water, how long a thing lasted."""

import re
from functools import cache

from briefing.language.en.rules.counting import BELOW, DEPTH_OF, MANY, VAGUE
from briefing.language.language import language_data, word_list
from briefing.language.quantities import Quantity
from briefing.text.words import term

DEPTH = term("deep")

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


def value_range(q: Quantity) -> tuple[float | None, float | None]:
    if q.vague:
        low, high = VAGUE.get(re.sub(r"\W", "", q.text.split()[-1].lower()), (None, None))
        times = next((n for word, n in MANY.items() if q.text.lower().startswith(f"{word} of ")), 1)
        return (low and times * min(low, 1000), high and times * min(high, 10_000)) if times > 1 else (low, high)
    scale = BASE.get(q.unit or "", ("", 1.0))[1] if q.kind == "measure" else 1.0
    return (q.value * scale, q.value * scale) if q.value is not None else (None, None)


def depth_of(q: Quantity, text: str) -> str:
    """The term of "deep" where a length is how far below ground or water something is."""
    return DEPTH if BELOW.match(text, q.start) or DEPTH_OF.search(text[: q.start]) else ""


def level_of(q: Quantity, text: str, language: str) -> str:
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


def lasting_of(q: Quantity, text: str, language: str) -> str:
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
