"""What a text weighs for a reader, by its words: who came to harm, what binds many, what entertains."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.language.grammar import any_of, edges_of
from briefing.language.language import folded, language_data, word_list
from briefing.language.quantities import Quantity, quantities
from briefing.regex import lazy_regex

BEHIND = 2
"""Words between a number and those whom it counts: "nine more elderly people"."""

AHEAD = 40  # letters before a number in which stands what it counts: "the toll in the town has risen to 40"


@dataclass(frozen=True, slots=True)
class Weights:
    """The words of one language that weigh; those of one without a list are never found."""

    harm: re.Pattern[str]
    """People came to harm, or are in danger."""

    binding: re.Pattern[str]
    """What public bodies do, and what binds or costs many."""

    leisure: re.Pattern[str]
    """What entertains."""

    harmed: re.Pattern[str]
    """What became of people."""

    dead: re.Pattern[str]
    total: re.Pattern[str]
    """What counts all the dead of an event, and not some more of them."""

    counted: re.Pattern[str]
    """Whom a number counts, behind it."""

    counting: re.Pattern[str]
    """What a number of the harmed follows, before it."""


@cache
def weights(code: str) -> Weights:
    """The words of a language, as its folder has them."""
    data = language_data(code, "weight")
    start, end = edges_of(language_data(code, "days"))
    lists = {name: _any(data.get(name, ""), code) for name in (
        "harm", "binding", "leisure", "harmed", "dead", "total", "persons", "counting")}
    harm, binding, leisure, harmed, dead, total = (
        lazy_regex(f"{start}(?:{lists[name]}){end}", re.I)
        for name in ("harm", "binding", "leisure", "harmed", "dead", "total"))
    between = r"(?:\W*\w+){0,2}?\W*" if not start else rf"(?:[\s\u00a0-]+\w+){{0,{BEHIND}}}?[\s\u00a0-]+"
    return Weights(harm, binding, leisure, harmed, dead, total,
                   lazy_regex(f"{between}(?:{lists['persons']}|{lists['harmed']}){end}", re.I),
                   lazy_regex(f"{start}(?:{lists['counting']}){end}[^.;]{{0,{AHEAD}}}$", re.I))


def _any(listed: str, code: str) -> str:
    """The words of a list, "*" any letters."""
    return any_of(folded(each, code) for each in word_list(listed)).replace(r"\*", r"\w*")


@lru_cache(maxsize=65_536)
def harmed_in(text: str, code: str) -> tuple[Quantity, ...]:
    """The figures of a text that count people who came to harm."""
    words, bare = weights(code), folded(text, code)
    if not words.harmed.search(bare):
        return ()
    total = words.total.search(bare) is not None  # what follows a number in German may be a verb: "auf 13 gestiegen"
    return tuple(each for each in quantities(text, code) if each.kind == "number" and (
        words.counted.match(bare, each.end)
        or ((each.noun is None or total) and words.counting.search(bare[:each.start]))))


def dead_in(text: str, code: str) -> Quantity | None:
    """The one figure with which a text counts the dead; None where it is not plain which."""
    words, bare, counts = weights(code), folded(text, code), harmed_in(text, code)
    begins, ends = [0, *(each.end for each in counts)], [*(each.start for each in counts[1:]), len(text)]
    found = []
    for each, begin, end in zip(counts, begins, ends, strict=False):
        fate = words.harmed.search(bare, each.end, end)
        if words.dead.search(fate[0] if fate else bare[begin:each.start]):
            found.append(each)
    return found[0] if len(found) == 1 else None
