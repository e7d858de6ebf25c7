"""Where a report gives one party's word and another's against it, in a language that lists how that is said."""

from collections.abc import Iterator
from itertools import takewhile

from briefing.engines.rules.attribution import same_person
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.denials import denials
from briefing.language.disputes import is_told, points_back, set_against, turned_down
from briefing.language.stems import telling_stems
from briefing.text.names import name_words

SURE, LIKELY = 0.6, 0.4
"""Scores: a word that turns down what stands before it, and a denial that shares a word with it."""

BACK = 3
"""Sentences before a reply among which is what it replies to."""

TELLING = 2
"""Stems from which a sentence says enough to be replied to."""


def parties(pile: Pile, topic: str) -> Iterator[Candidate]:
    """Sentences that turn down what another party says just before, in other languages than English."""
    for reply in pile.profiles:
        claim = _claim(pile, reply) if reply.document.language != "en" else None
        found = claim and _contrary(claim, reply)
        if claim and found:
            (start, end), score = found
            sides = (Voice(claim, 0, len(claim.text)),), (Voice(reply, start, end),)
            labels = (claim.text, reply.text[start:end])
            yield Candidate(Detector.REBUTTALS, "contradiction", topic, sides, labels, score, 2, lasting=True)


def _claim(pile: Pile, reply: Profile) -> Profile | None:
    """The sentence of its report that a sentence can be a reply to: the one before, but for those that only agree."""
    code = reply.document.language
    before = reversed(pile.profiles[max(0, reply.place - BACK) : reply.place])
    here = takewhile(lambda each: each.document.id == reply.document.id, before)
    claim = next((each for each in here if not points_back(each.text, code)), None)
    if claim is None or claim.text.rstrip("»”\" ").endswith("?") or turned_down(claim.text, code):
        return None
    one, two = claim.fact.speaker, reply.fact.speaker
    same = one and two and same_person(one, two)
    return None if same or len(telling_stems(claim.text, code)) < TELLING else claim


def _contrary(claim: Profile, reply: Profile) -> tuple[tuple[int, int], float] | None:
    """The words of a reply that say the contrary of the claim before it, and how sure that is."""
    code = reply.document.language
    if hit := turned_down(reply.bare, code) or turned_down(reply.text, code):
        return hit, SURE
    told = is_told(claim.text, code) or claim.fact.speaker is not None
    of_one = telling_stems(claim.text, code) & telling_stems(reply.text, code)
    if told and of_one and (hit := set_against(reply.bare, code)):
        return hit, SURE
    return ((0, len(reply.text)), LIKELY) if _denies(claim, reply) else None


def _denies(claim: Profile, reply: Profile) -> bool:
    """Whether a reply that turns something down says what, and the claim says it."""
    code = reply.document.language
    denied = denials(reply.text, code)
    if not denied.rebuts or denials(claim.text, code).denials:
        return False
    named = frozenset().union(*(telling_stems(each, code) for each in name_words(claim.text) | name_words(reply.text)))
    scope = frozenset().union(*(each.scope for each in denied.denials if each.is_whole))
    return bool((scope & denials(claim.text, code).said) - named)
