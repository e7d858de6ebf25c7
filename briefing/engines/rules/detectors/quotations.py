"""Where words themselves differ: a quotation cut or changed, a name spelt two ways, a copy with another word."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from briefing.engines.rules.attribution import same_person
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.profile import Pile
from briefing.regex import lazy_regex
from briefing.text.quotations import quotations
from briefing.text.words import NEGATIONS, STOP_WORDS, term, terms, words

GLOSS = lazy_regex(r"\[[^\]]*\]")
"""What a desk put into a quotation."""

SEVERAL = 2
"""Telling words of either wording in place of the other's, from which it is no trifle."""


def differing_quotations(pile: Pile) -> tuple[Candidate, ...]:
    """One quotation in two wordings; a cut at either end is none."""
    found = []
    for i, j in pile.pairs:
        a, b = pile.profiles[i], pile.profiles[j]
        if a.fact.speaker and b.fact.speaker and not same_person(a.fact.speaker, b.fact.speaker):
            continue  # two people in like words
        for p in quotations(a.text):
            for q in quotations(b.text):
                mine, theirs = a.text[p.start : p.end], b.text[q.start : q.end]
                changed = _changed(mine, theirs)
                weighty = any(map(_weighs, changed))
                instead = _instead(changed, mine, theirs)
                if weighty or instead or (changed and not _telling(word.lower() for word in changed)):
                    found.append(
                        Candidate(
                            Detector.QUOTATIONS,
                            "wording",
                            "words of a quotation",
                            ((Voice(a, p.start, p.end),), (Voice(b, q.start, q.end),)),
                            (mine, theirs),
                            0.9 if weighty else 0.6,
                            1 if weighty else 2 if instead >= SEVERAL else 3,
                        )
                    )
    return tuple(found)


def _changed(a: str, b: str) -> list[str]:
    """The words in which two wordings of one quotation differ inside; [] where they are two quotations, or one a part
    of the other."""
    mine, theirs = ([w.text for w in words(GLOSS.sub("", t))] for t in (a, b))
    left, right = ([term(w) if w.lower() not in STOP_WORDS else w.lower() for w in each] for each in (mine, theirs))
    if min(len(left), len(right)) < 6:
        return []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    blocks = [m for m in matcher.get_matching_blocks() if m.size]
    matched = sum(m.size for m in blocks)
    if matched < 0.6 * min(len(left), len(right)) or "…" in a + b or "..." in a + b:
        return []
    first, last = blocks[0], blocks[-1]
    if "".join(left) == "".join(right) or (_telling(left[: first.a]) and _telling(right[: first.b])):
        return []
    inner = [
        w
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal" and i1 >= first.a and i2 <= last.a + last.size and j1 >= first.b and j2 <= last.b + last.size
        for w in mine[i1:i2] + theirs[j1:j2]
    ]
    tails = (left[last.a + last.size :], right[last.b + last.size :])
    if first.a == first.b == 0 and all(map(_telling, tails)) and matched >= 6:
        inner += [*mine[last.a + last.size :], *theirs[last.b + last.size :]]  # two ends of one sentence are no cut
    elif len(inner) > 0.3 * max(len(left), len(right)):
        return []
    return [w for w in inner if len(w) > 1]


def _instead(changed: Sequence[str], mine: str, theirs: str) -> int:
    """How many telling words either wording has in place of others: none where one only leaves something out, as two
    desks do who took down the same."""
    one, two, told = terms(mine), terms(theirs), terms(" ".join(changed))
    return min(len(told & one - two), len(told & two - one))


def _telling(words_: Iterable[str]) -> bool:
    """Whether a word among some tells something."""
    return any(word not in STOP_WORDS for word in words_)


def _weighs(word: str) -> bool:
    """Whether a word more or less turns what is said round."""
    return word.lower() in NEGATIONS or word[0].isdigit()
