"""A person's name in two spellings."""

import re
from difflib import SequenceMatcher

from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.profile import Pile
from briefing.language.language import without_accents
from briefing.text.names import BODIES, TITLES, Name, is_person, names

SHORTEST = 3
"""Letters of a word from which another letter makes it a spelling and no other word."""


def misspelt_names(pile: Pile) -> tuple[Candidate, ...]:
    """A person's name in two spellings: the rest of the name is the same, one word differs by a letter or two."""
    held: dict[str, Voice] = {}
    for profile in pile.profiles:
        for name in names(profile.text):
            if is_person(name.text) and len(name.text.split()) >= 2:
                held.setdefault(_plain(name), Voice(profile, name.start, name.end))
    full = sorted(held)
    found = []
    for n, a in enumerate(full):
        for b in full[n + 1 :]:
            if _misspelt(a, b) and held[a].profile.document.id != held[b].profile.document.id:
                sides = ((held[a],), (held[b],))
                found.append(Candidate(Detector.SPELLINGS, "wording", "spelling of a name", sides, (a, b), 0.7, 2))
    return tuple(found)


def _plain(name: Name) -> str:
    plain = re.sub(r"[\u00ad]", "", name.text).split()
    return " ".join(word for n, word in enumerate(plain) if n or word.rstrip(".") not in TITLES)


def _misspelt(a: str, b: str) -> bool:
    left, right = (x.replace("-", " ").split() for x in (a, b))
    if len(left) != len(right) or [w.lower() for w in left] == [w.lower() for w in right]:
        return False
    left, right = ([without_accents(word) for word in side] for side in (left, right))
    odd = [(x.lower(), y.lower()) for x, y in zip(left, right, strict=True) if x.lower() != y.lower()]
    if len(odd) != 1 or min(map(len, odd[0])) < SHORTEST or odd[0][0] in BODIES:
        return False
    x, y = odd[0]
    if x.rstrip("s") == y.rstrip("s") or x[:-1] == y or y[:-1] == x:
        return False
    return abs(len(x) - len(y)) <= 1 and SequenceMatcher(None, x, y, autojunk=False).ratio() >= 0.8
