"""What a divergence between figures is called."""

from collections.abc import Sequence

from briefing.engines.rules.detectors.counting import Count
from briefing.engines.rules.detectors.fates import SACKED
from briefing.engines.rules.detectors.measures import DEPTH
from briefing.engines.rules.detectors.sums import PRICE, sum_of
from briefing.text.words import term

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

NAMES = {
    "level": "how far it went",
    "age": "age",
    "time": "time of day",
    "money": "sum",
    "percent": "percentage",
    "duration": "how long",
    "hour": "time of day",
    "span": "how long",
    "mass": "weight",
    "m³": "volume",
    "capacity": "how many it holds",
    "magnitude": "magnitude",
}

DIMENSIONS = {
    "deep": "depth",
    "wide": "width",
    "tall": "height",
    "high": "height",
    "long": "length",
    "diameter": "diameter",
}


def topic_of(family: str, what: str, cluster: Sequence[Count]) -> str:
    """What counts of one family and thing are called: "number of dead", "depth", "number of boats"."""
    if family == "people":
        fate, _, part = what.partition(" ")
        written = (c.quantity.noun for c in cluster if c.quantity.noun and term(c.quantity.noun) == part)
        return " ".join(("number", FATE_NAMES.get(fate, fate.lstrip("=")), next(written, part.lstrip("=")))).rstrip()
    if family == "money":
        return _sum_topic(cluster)
    if what == DEPTH:
        return "depth"
    if family == "rank":
        return f"which {what}"
    if family in NAMES:
        return NAMES[family]
    noun = next((c.quantity.noun for c in cluster if c.quantity.noun), None)
    if noun is None:
        return family
    return f"number of {noun}" if family in {"count", "persons"} else DIMENSIONS.get(noun, noun)


def _sum_topic(cluster: Sequence[Count]) -> str:
    """The shortest phrase for what the sums are of."""
    sums = sorted({sum_of(c) for c in cluster} - {""}, key=lambda phrase: (len(phrase), phrase))
    return "price" if all(PRICE in c.only for c in cluster) else sums[0] if sums else NAMES["money"]
