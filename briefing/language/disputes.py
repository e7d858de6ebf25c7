"""How a language turns down what was said before: "bestreitet das", "lo tacha de disparate", "en revanche"."""

import re
from functools import cache

from briefing.language.grammar import any_of, listed
from briefing.language.language import language_data, word_list

NEAR = 50
"""Characters between a verb that turns down and what it turns down, at most."""


def turned_down(text: str, code: str) -> tuple[int, int] | None:
    """Where a sentence turns down what was said before it; None where it says itself what it turns down, and in a
    language whose words for it are not listed."""
    for pattern in _turning_down(code):
        hit = pattern.search(text)
        if hit and not ("between" in pattern.groupindex and listed(code, "disputes", "not_so").search(hit["between"])):
            return None if _told_of(code).search(text, 0, hit.start()) else hit.span()
    return None


@cache
def _told_of(code: str) -> re.Pattern[str]:
    """What was said, with of what: "der Vorwurf, dass", "el rumor sobre"."""
    return re.compile(rf"(?<!\w)(?:{_any(code, 'accounts')})\s*,?\s*(?:{_any(code, 'of')})(?!\w)", re.I)


def set_against(text: str, code: str) -> tuple[int, int] | None:
    """Where a sentence sets somebody's word against the one before: "erklärte hingegen", "replicó"."""
    hits = (pattern.search(text) for pattern in (*_setting_against(code), listed(code, "disputes", "retorts")))
    return next((hit.span() for hit in hits if hit), None)


def is_told(text: str, code: str) -> bool:
    """Whether a text is what somebody says: it has a verb of saying, or one in the mood of what is heard."""
    return any(listed(code, "disputes", name).search(text) for name in ("told", "heard"))


def points_back(text: str, code: str) -> bool:
    """Whether a sentence only says who says so too: "Así lo admite …"."""
    return listed(code, "disputes", "so").match(text) is not None


@cache
def _turning_down(code: str) -> tuple[re.Pattern[str], ...]:
    if not language_data(code, "words").get("disputes"):
        return ()
    verbs, participles, every = _any(code, "verbs"), _any(code, "participles"), _any(code, "rejecting")
    every = f"(?:{verbs}|{participles}|{every})"
    behind, onward = _any(code, "behind"), rf"(?:{_any(code, 'going_on')})(?!\w)"
    end = rf"(?=\s*(?:[.,;:!»«\"“”]|$)|\s+{onward})"
    last = rf"(?=\s*(?:[.;:!»\"“]|$)|\s+{onward})"
    named = (rf"(?:{_any(code, 'determiners')})\s*(?:[^\W\d_]+\s+)?(?:{_any(code, 'accounts')})"
             rf"(?!\s+(?:{_any(code, 'of')})|,|\w)")
    parted = (each.split() for each in _list(code, "parted"))
    patterns = [
        rf"(?<!\w)(?:{_any(code, 'pronouns')})\s?(?:{verbs}|(?:{_any(code, 'auxiliaries')})\s+(?:{participles}))(?!\w)",
        rf"^\W*(?:{_any(code, 'fronted')})\s+(?:{verbs})(?!\w)",
        rf"(?<!\w)(?:{verbs})\s+(?:{behind}){end}",
        rf"(?<!\w)(?:{behind})\s+(?:[^\W\d_]+\s+)?(?:{participles})(?!\w)",
        rf"(?<!\w){every}\s+(?:[^\W\d_]+\s+){{0,2}}?{named}",
        *(rf"(?<!\w){one}\s+(?:{behind}|[^.;:!?,]{{0,{NEAR}}}?{named})(?:\s[^.;:!?,]{{0,{NEAR}}}?)?\s{two}{last}"
          for one, two in parted),
        rf"(?<!\w)(?:{_any(code, 'calls')})(?!\w)(?P<between>[^.;:!?]{{1,{NEAR}}}?)"
        rf"(?<!\w)(?:{_any(code, 'untrue')}){end}",
        rf"(?<!\w)(?:{_any(code, 'contrary')})(?!\w)",
    ]
    return tuple(re.compile(each, re.I) for each in patterns)


@cache
def _setting_against(code: str) -> tuple[re.Pattern[str], ...]:
    """An adverb beside a verb of saying, of somebody whom no pronoun names."""
    says, adverb = f"(?:{_any(code, 'told')})", _any(code, "against")
    someone = rf"^(?!\W*(?:{_any(code, 'same')})(?!\w))"
    patterns = [
        rf"{someone}.*?(?<!\w)(?P<one>{says}\s+(?:[^\W\d_]+\s+){{0,3}}?(?:{adverb}))(?!\w)",
        rf"{someone}.*?(?<!\w)(?P<two>(?:{adverb}),?\s+{says})(?!\w)",
    ]
    return tuple(re.compile(each, re.I) for each in patterns)


def _list(code: str, name: str) -> tuple[str, ...]:
    return word_list(language_data(code, "words").get("disputes", {}).get(name, ""))


def _any(code: str, name: str) -> str:
    """The words of a list as a part of a pattern; where there are none, one that never matches."""
    return any_of(_list(code, name))
