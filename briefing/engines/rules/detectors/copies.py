"""Sentences of one report in two versions that are the same but for a few words."""

from difflib import SequenceMatcher

from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.en.rules.copies import CALLED, TIMES
from briefing.model import Span
from briefing.text.names import names
from briefing.text.words import Word, terms, words

ALIKE = 0.8
"""Dice from which two sentences are versions of one."""

SEVERAL = 2
"""Terms from which what was put for other words may say another thing."""

FEW = 4
"""Words that an editor changed, at most; a longer passage was written anew."""


def altered_copies(pile: Pile) -> tuple[Candidate, ...]:
    """Sentences of one report in two versions, a few words put for others that say something else."""
    found = []
    for i, j in pile.pairs:
        a, b = pile.profiles[i], pile.profiles[j]
        if a.origin != b.origin or a.text == b.text or "¤" in a.bare + b.bare:
            continue
        if pile.likeness.compare(i, j).dice < ALIKE:
            continue
        changed = _changed(a.text, b.text)
        if changed and not _counts(a, changed[0]) and not _counts(b, changed[1]):
            one, two = changed
            found.append(
                Candidate(
                    Detector.COPIES,
                    "wording",
                    "a changed passage in a copy",
                    ((Voice(a, one.start, one.end),), (Voice(b, two.start, two.end),)),
                    (a.text[one.start : one.end], b.text[two.start : two.end]),
                    0.7,
                    1,
                )
            )
    return tuple(found)


def _changed(a: str, b: str) -> tuple[Span, Span] | None:
    """The one passage in which two versions differ, as each has it; None where it says the same, or is a date."""
    left, right = words(a), words(b)
    mine, theirs = ([word.text.lower() for word in side] for side in (left, right))
    places = [each for each in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes() if each[0] != "equal"]
    if not places or places[0][1] < FEW:
        return None
    one, two = left[places[0][1] : places[-1][2]], right[places[0][3] : places[-1][4]]
    if not one or not two or max(len(one), len(two)) > 2 * FEW or _is_dated(one) or _is_dated(two):
        return None
    first, second = Span(one[0].start, one[-1].end), Span(two[0].start, two[-1].end)
    said, saying = a[first.start : first.end], b[second.start : second.end]
    if _is_within_name(a, first) and _is_within_name(b, second):
        return None  # one name in two forms
    return (first, second) if _says_otherwise(said, saying) else None


def _is_within_name(text: str, passage: Span) -> bool:
    """Whether a passage is a part of a name."""
    return any(each.start <= passage.start and passage.end <= each.end and passage.end - passage.start < len(each.text)
               for each in names(text))


def _says_otherwise(one: str, two: str) -> bool:
    """Whether a desk put other things for what was said, and not only other words: both sides name somebody, or both
    say more than one word can ("employed by" and "who work for" do not, nor "Brand Lines" and "the company")."""
    said, saying = terms(one), terms(two)
    if not said - saying or not saying - said:
        return False
    named = all(any(word.text[0].isupper() for word in words(each)) for each in (one, two))
    return named or (min(len(said), len(saying)) >= SEVERAL and not CALLED.match(one) and not CALLED.match(two))


def _counts(profile: Profile, passage: Span) -> bool:
    """Whether a passage holds a figure, which another detector compares."""
    return any(q.start < passage.end and passage.start < q.end for q in profile.quantities)


def _is_dated(passage: tuple[Word, ...]) -> bool:
    """Whether a passage holds a time."""
    return any(word.text.lower() in TIMES for word in passage)
