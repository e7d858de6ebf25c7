"""How exactly a number is told, and what it is of a change: "at least 12", "51 or more", "rose by 12 to 45"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from briefing.language.grammar import any_of, edges_of
from briefing.language.language import language_data, word_list
from briefing.language.reading import Bound, Role
from briefing.language.units import BEFORE

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

    before: re.Pattern[str]
    behind: re.Pattern[str]
    names: Mapping[str, Bound]
    moves: re.Pattern[str]
    moved: re.Pattern[str]
    """A verb of change right before what follows."""

    directions: frozenset[str]
    """Bounds that say where something went, behind such a verb: "up to"."""

    roles: Mapping[str, Role]
    role_before: re.Pattern[str]


@cache
def _bounds_of(code: str) -> _Bounds:
    data = language_data(code, "numbers")
    front, edge = edges_of(data)
    listed = data.get("bounds", {})
    named = {form: _NAMES[name] for name in _NAMES for form in word_list(listed.get(name, ""))}
    behind = {form[1:].strip(): bound for form, bound in named.items() if form.startswith("…")}
    before = {form: bound for form, bound in named.items() if not form.startswith("…")}
    than = any_of(word_list(listed.get("than", "")))
    fillers = any_of(word_list(data.get("before_numbers", {}).get("words", "")))
    changes = data.get("changes", {})
    roles: dict[str, Role] = {word: role for role in _ROLES for word in word_list(changes.get(role, ""))}
    verbs = any_of(word_list(changes.get("verbs", "")))
    gap = r"(?:[\s\u00a0.]{1,2}|(?<=['’]))" if edge else ""
    return _Bounds(
        before=re.compile(
            rf"(?:{front}(?P<word>{any_of(before)}){gap}(?:(?:{fillers}){gap})?"
            rf"|(?P<sign>[<>]\s?=|(?<![\d=])[<>~≈≥≤±]|(?<![<>=]\s)(?<![<>=!])=(?!\s?[<>]))\s?)$",
            re.I,
        ),
        behind=re.compile(rf"[\s\u00a0]?(?P<word>{any_of(behind)}|\+){edge}(?!\s(?:{than})(?:\s|(?<=')))", re.I),
        names=before | behind | _SIGNS,
        moves=re.compile(rf"{front}(?:{verbs}){edge}", re.I),
        moved=re.compile(rf"{front}(?:{verbs})\s$", re.I),
        directions=frozenset(word_list(changes.get("directions", ""))),
        roles=roles,
        role_before=re.compile(rf"{front}(?P<word>{any_of(roles)})\s(?:(?:{fillers}|{any_of(before)})\s)?$", re.I),
    )


def bound_of(plain: str, start: int, end: int, code: str) -> tuple[Bound | None, int, int]:
    """How exact the number at `[start, end)` is, and its span with the words that say so; None where none do."""
    bounds = _bounds_of(code)
    before = bounds.before.search(plain, max(0, start - BEFORE), start)
    if before and not _is_direction(bounds, before, plain):
        bound = _named(bounds, before["word"] or before["sign"])
        behind = bounds.behind.match(plain, end) if bound in {"exact", "about"} else None
        return (
            (_named(bounds, behind["word"]), before.start(), behind.end()) if behind else (bound, before.start(), end)
        )
    if behind := bounds.behind.match(plain, end):
        return _named(bounds, behind["word"]), start, behind.end()
    return None, start, end


def _named(bounds: _Bounds, word: str) -> Bound:
    return bounds.names.get(" ".join(word.lower().replace("-", " ").replace("’", "'").split()), "about")


def _is_direction(bounds: _Bounds, before: re.Match[str], plain: str) -> bool:
    """Whether "up to" is where something went: "has gone up to 85"."""
    word = (before["word"] or "").lower()
    return word in bounds.directions and bool(
        bounds.moved.search(plain, max(0, before.start() - BEFORE), before.start())
    )


def role_of(plain: str, start: int, code: str) -> Role | None:
    """What the number that begins there is of a change that its clause tells: "rose by 12 to 45"."""
    bounds = _bounds_of(code)
    before = bounds.role_before.search(plain, max(0, start - BEFORE), start)
    if before is None or not bounds.moves.search(plain, max(0, start - CLAUSE), start):
        return None
    clause = re.split(r"[.;!?]\s", plain[max(0, start - CLAUSE) : start])[-1]
    return bounds.roles[" ".join(before["word"].lower().split())] if bounds.moves.search(clause) else None
