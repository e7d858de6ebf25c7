"""How exactly a number is told, and what it is of a change: "at least 12", "51 or more", "rose by 12 to 45"."""

import math
import re
from dataclasses import dataclass
from functools import cache

from briefing.language.grammar import any_of, edges_of
from briefing.language.language import language_data, word_list
from briefing.language.phrases import Phrases, before_gap, behind_gap
from briefing.language.reading import Bound, Role
from briefing.regex import lazy_regex

CLAUSE = 90
"""Characters before a number in which the verb of a change is looked for."""

_NAMES: dict[str, Bound] = {
    "at_least": "at least",
    "at_most": "at most",
    "more_than": "more than",
    "less_than": "less than",
    "just_below": "just below",
    "about": "about",
    "exact": "exact",
}
_SIGNS: dict[str, Bound] = {
    "+": "at least",
    ">": "more than",
    "<": "less than",
    "~": "about",
    "≈": "about",
    "≥": "at least",
    "≤": "at most",
    ">=": "at least",
    "<=": "at most",
    "> =": "at least",
    "< =": "at most",
    "±": "about",
    "=": "exact",
}
_ROLES: tuple[Role, ...] = ("by", "from", "to")


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The bounds and the verbs of change of a language."""

    before: Phrases[tuple[Bound, str]]
    behind: Phrases[Bound]
    compared: frozenset[str]
    turned: Phrases[str]
    """What makes a comparison with the number a "less than", where it is else a "more than": "比 170 低"."""

    than: Phrases[str]
    """What no bound stands behind a number before: "20 or more than 30"."""

    fillers: Phrases[str]
    verbs: Phrases[str]
    moves: re.Pattern[str]
    verbs_last: bool
    """Whether a verb of change may stand behind its numbers."""

    directions: frozenset[str]
    """Bounds that say where something went, behind such a verb: "up to"."""

    far_directions: frozenset[str]
    """The same anywhere behind it."""

    roles: Phrases[Role]


@cache
def _bounds_of(code: str) -> _Bounds:
    data = language_data(code, "numbers")
    apart = not data.get("unspaced", False)
    front, edge = edges_of(data)
    listed, changes = data.get("bounds", {}), data.get("changes", {})
    named = {form: _NAMES[name] for name in _NAMES for form in word_list(listed.get(name, ""))}
    for clitic in word_list(data.get("proclitics", "")):  # "وأقل من"
        named |= {f"{clitic}{form}": bound for form, bound in named.items() if not form.startswith("…")}
    behind = {form[1:].strip(): bound for form, bound in named.items() if form.startswith("…")}
    before = {form: (bound, form) for form, bound in named.items() if not form.startswith("…")}
    roles: dict[str, Role] = {word: role for role in _ROLES for word in word_list(changes.get(role, ""))}
    verbs = word_list(changes.get("verbs", ""))
    return _Bounds(
        before=Phrases.of(before, apart=apart),
        behind=Phrases.of(behind, apart=apart),
        compared=frozenset(word_list(listed.get("compared", ""))),
        turned=Phrases.listed(word_list(listed.get("turned", "")), apart=apart),
        than=Phrases.listed(word_list(listed.get("than", "")), apart=apart),
        fillers=Phrases.listed(word_list(data.get("before_numbers", {}).get("words", "")), apart=apart),
        verbs=Phrases.listed(verbs, apart=apart),
        moves=re.compile(rf"{front}(?:{any_of(verbs)}){edge}", re.I),
        verbs_last=changes.get("verbs_last", False),
        directions=frozenset(word_list(changes.get("directions", ""))),
        far_directions=frozenset(word_list(changes.get("far_directions", ""))),
        roles=Phrases.of(roles, apart=apart),
    )


_Before = tuple[tuple[Bound, str], int]


def bound_of(plain: str, start: int, end: int, code: str) -> tuple[Bound | None, int, int]:
    """How exact the number at `[start, end)` is, and its span with the words that say so; None where none do."""
    bounds = _bounds_of(code)
    before = _before(bounds, plain, start)
    behind = _behind(bounds, plain, end) if before is None or before[0] in _OPEN else None
    if before is None:
        return (behind[0], start, behind[1]) if behind else (None, start, end)
    if plain[before[1] : start].strip() in bounds.compared and (
            turned := bounds.turned.behind(plain, behind_gap(plain, end, 1))):
        return "less than", before[1], turned[1]
    return (behind[0], before[1], behind[1]) if behind else (before[0], before[1], end)


_OPEN = {"exact", "about"}
"""Bounds before a number that one behind it makes closer: "about 500 or more"."""


def _before(bounds: _Bounds, plain: str, start: int) -> tuple[Bound, int] | None:
    if sign := _SIGN_BEFORE.search(plain, max(0, start - len("> = ")), start):
        return _SIGNS.get(" ".join(sign["sign"].split()), "about"), sign.start()
    hit = _word_before(bounds, plain, start)
    if hit is None:
        return None
    (bound, form), begin = hit
    is_step = form in bounds.roles.table and bounds.moves.search(plain, max(0, begin - CLAUSE), begin)
    if form in bounds.directions and (is_step or bounds.verbs.before(plain, before_gap(plain, begin))):
        return None  # "has gone up to 85" is where it went
    if form in bounds.far_directions and bounds.moves.search(_clause(plain, begin)):
        return None  # "bajó en la región hasta el 7,5 por ciento"
    return bound, begin


def _clause(plain: str, end: int) -> str:
    """The clause that ends there."""
    return re.split(r"[.;!?]\s", plain[max(0, end - CLAUSE) : end])[-1]


def _word_before(bounds: _Bounds, plain: str, start: int) -> _Before | None:
    """The bound in words before a number, one or two words like "the" between."""
    end = before_gap(plain, start)
    for _ in range(FILLERS + 1):
        hit = bounds.before.before(plain, end)
        if hit is None and plain[max(0, end - 1) : end] == ".":  # "approx. 40"
            hit = bounds.before.before(plain, end - 1)
        if hit:
            return hit
        filler = bounds.fillers.before(plain, end)
        if filler is None:
            return None
        end = before_gap(plain, filler[1])
    return None


FILLERS = 2
"""Words like "the" and "another" that may stand between a bound and its number."""


def _behind(bounds: _Bounds, plain: str, end: int) -> tuple[Bound, int] | None:
    if plain[end : end + 1] == "+" and not plain[end + 1 : end + 2].isalnum():
        return "at least", end + 1
    hit = bounds.behind.behind(plain, behind_gap(plain, end, 1))
    if hit is None or _FIGURE.match(plain, hit[1]) or bounds.than.behind(plain, behind_gap(plain, hit[1], 1)):
        return None
    return hit


_FIGURE = lazy_regex(r"\s\d")
"""What a bound belongs to that seems to stand behind a number: "44 or above 55"."""

_SIGN_BEFORE = lazy_regex(r"(?P<sign>[<>]\s?=|(?<![\d=])[<>~≈≥≤±]|(?<![<>=]\s)(?<![<>=!])=(?!\s?[<>]))\s?$")


def role_of(plain: str, start: int, code: str) -> Role | None:
    """What the number that begins there is of a change that its clause tells: "rose by 12 to 45"."""
    bounds = _bounds_of(code)
    end = before_gap(plain, start)
    role = bounds.roles.before(plain, end)
    if role is None:
        passed = bounds.fillers.before(plain, end) or bounds.before.before(plain, end)
        role = bounds.roles.before(plain, before_gap(plain, passed[1])) if passed else None
    if role is None:
        return None
    clause = _clause(plain, start)
    if bounds.verbs_last:  # "von zwölf auf 45 gestiegen"
        clause += re.split(r"[.;!?](?:\s|$)", plain[start : start + CLAUSE])[0]
    return role[0] if bounds.moves.search(clause) else None


def reach(bound: str) -> tuple[float, float]:
    """The least and the most that a figure given with a bound leaves open, in shares of its value."""
    return _REACH.get(bound, (1.0, 1.0))


_REACH = {
    "at least": (1.0, math.inf),
    "more than": (1.0, math.inf),
    "at most": (-math.inf, 1.0),
    "less than": (-math.inf, 1.0),
    "about": (0.9, 1.1),
    "just below": (0.9, 1.0),
}
