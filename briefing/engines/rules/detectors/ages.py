"""Whose age a figure is: that of a noun behind it, of a name before it, or of the person named last."""

import re
from dataclasses import replace

from briefing.engines.rules.detectors.counting import Count
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.en.rules.figures import AGE_OF, ARTICLE, NAME_BEFORE, TITLED
from briefing.language.language import language_data, word_list
from briefing.text.names import is_person, names
from briefing.text.words import STOP_WORDS, term

LOOK_BACK = 4
"""Sentences before "the 61-year-old" in which stands who that is."""

NEAR_NAME = 50
"""Characters behind an age in which stands the name of whose it is."""


def of_person(count: Count, pile: Pile) -> Count:
    """An age with whom it belongs to: the noun after it, or the name before it, or, where a sentence opens with it as
    with a name ("The 61-year-old wept"), the person whom its report named last."""
    who = _persons(count)
    if not who and not count.profile.text[: count.quantity.start].strip(' "“‘').removeprefix(ARTICLE).strip():
        who = _named_last(count.profile, pile)
    return replace(count, only=who)


def is_named(word: str, count: Count) -> bool:
    """Whether a word is somebody's name: that of the sentence, or one that stands for its "the 61-year-old"."""
    if word.startswith("="):
        return False
    return any(name.last.lower() == word for name in names(count.profile.text)) or word not in count.profile.terms


def _persons(count: Count) -> frozenset[str]:
    """Whom an age belongs to: the noun after it, or the name before it."""
    text, q = count.profile.text, count.quantity
    after = re.match(r"[\s-]*(?:old[\s-]+)?(?:\w+[\s-]+){0,1}?([a-z]{3,}|[A-Z]\w+)", text[q.end :])
    before = NAME_BEFORE.search(text[: q.start])
    found = set()
    if before and before.group(1).lower() not in STOP_WORDS:
        found.add(before.group(1).lower())
        found |= {term(title) for title in TITLED.findall(text[: before.start()])}
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


def _is_somebodys(count: Count) -> bool:
    """Whether an age is of a child of somebody not named there: "their 14-year-old son"."""
    owners = word_list(language_data(count.profile.document.language, "words").get("people", {}).get("owners", ""))
    before = count.profile.text[: count.quantity.start].split()
    return bool(before) and before[-1].lower() in owners


def _named_last(profile: Profile, pile: Pile) -> frozenset[str]:
    """The last name of the person whom a report named last before a sentence."""
    for earlier in reversed(pile.profiles[max(0, profile.place - LOOK_BACK) : profile.place]):
        persons = [name for name in names(earlier.text) if is_person(name.text)]
        if earlier.document.id == profile.document.id and persons:
            return frozenset({persons[0].last.lower()})
    return frozenset()
