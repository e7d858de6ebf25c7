"""Where a report gives one party's word and another's against it, sentence upon sentence: "The agency says that it was
given no such information", "… applauded the decision. … attacked it"."""

import re
from collections.abc import Iterator
from itertools import pairwise

from briefing.engines.rules.attribution import same_person
from briefing.engines.rules.detectors.denials import DENIED
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.parties import parties
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.engines.rules.detectors.scene import Scene
from briefing.language.en.rules.absences import LIGHT
from briefing.language.en.rules.attribution import SAY
from briefing.language.en.rules.rebuttals import (
    AGAINST,
    ASIDE,
    BACK,
    DECIDED,
    DEMANDED,
    FOR,
    GENERIC,
    GRANTED,
    HEARD,
    NOTHING,
    OTHERWISE,
    POINTED,
    PUT_OFF,
    REFUSED,
    SETTLED,
    SHOWING,
    TURN,
    UNDECIDED,
    UNDOUBTED,
)
from briefing.language.en.rules.stating import WEEKDAYS
from briefing.text.names import name_words
from briefing.text.words import STOP_WORDS, contrasts, negations, stem, term, terms, touched, words

TAKEN = "how it is taken"
"""What the summary says of two reactions."""

SURE, LIKELY = 0.6, 0.4
"""Scores: a word that turns down what stands before it, and a denial that shares a word with it."""

PREFIX = 5
"""First letters that "concede" and "concession" share."""

SPOKEN = terms(SAY.replace("|", " "))

COMMON = frozenset(map(term, LIGHT))
"""What two sentences may both tell of without a common matter."""

SUFFIXES = frozenset("ment er or al ing ion ation".split())

BRIEF = 17
"""Words of a reply that says one thing."""

REACH = 2
"""Telling words behind a "no" that are what it denies; behind a "not" it is one."""

NOUNS = ("no ", "none", "nothing", "without")


def rebutting(pile: Pile) -> tuple[Candidate, ...]:
    """Sentences of which each is somebody's word against the one before it."""
    return (*_rebuttals(pile), *parties(pile, DENIED))


def _rebuttals(pile: Pile) -> Iterator[Candidate]:
    scene = Scene(pile)
    for claim, reply in pairwise(pile.profiles):
        if claim.document.id != reply.document.id or reply.document.language != "en":
            continue
        if (sides := _taken(claim, reply)) is not None:
            yield _candidate(TAKEN, claim, reply, sides, SURE)
        elif _of_two(claim, reply) and (found := _contrary(scene, claim, reply)):
            span, score = found
            yield _candidate(DENIED, claim, reply, ((0, len(claim.text)), span), score)


Spans = tuple[tuple[int, int], tuple[int, int]]


def _candidate(topic: str, claim: Profile, reply: Profile, spans: Spans, score: float) -> Candidate:
    sides = (Voice(claim, *spans[0]),), (Voice(reply, *spans[1]),)
    labels = tuple(voice.profile.text[voice.start : voice.end] for (voice,) in sides)
    return Candidate(Detector.REBUTTALS, "contradiction", topic, sides, labels, score, 2, lasting=True)


def _taken(claim: Profile, reply: Profile) -> Spans | None:
    """Where one takes something well and the other ill; None where both are one, or only one is told of."""
    for first, second in ((FOR, AGAINST), (AGAINST, FOR)):
        if (one := first.search(claim.bare)) and (two := second.search(reply.bare)):
            who, other = terms(one["who"]), terms(two["who"])
            if who and other and not who & other:
                return one.span(), two.span()
    return None


def _of_two(claim: Profile, reply: Profile) -> bool:
    """Whether the reply is the word of somebody, and not of whom the claim is the word."""
    who, other = reply.fact.speaker or _subject(reply), claim.fact.speaker
    if not who or claim.text.rstrip("\"”’").endswith("?"):
        return False
    return not other or not (same_person(who, other) or terms(who) & terms(other))


def _subject(reply: Profile) -> str:
    """Who speaks in a reply that no fact gives a speaker."""
    if teller := SHOWING.match(reply.bare) or HEARD.match(reply.bare):
        return str(teller["who"])
    turned_down = POINTED.search(reply.text)
    return reply.text[: turned_down.start()] if turned_down else ""


def _contrary(scene: Scene, claim: Profile, reply: Profile) -> tuple[tuple[int, int], float] | None:
    """The words of a reply that say the contrary of the claim before it, and how sure that is."""
    for pattern, text in ((POINTED, reply.text), (OTHERWISE, reply.bare)):
        if (hit := pattern.search(text)) and not TURN.search(text[: hit.start()]):
            return hit.span(), SURE
    if claim.fact.speaker and (hit := _refused(claim, reply)):
        return hit.span(), SURE
    back = BACK.search(reply.bare) or scene.telling((claim.terms & reply.terms) - SPOKEN)
    if back and (hit := UNDECIDED.search(reply.bare)) and DECIDED.search(claim.bare):
        return None if UNDECIDED.search(claim.bare) else (hit.span(), SURE)
    if _at_odds(scene, claim, reply):
        return (0, len(reply.text)), LIKELY
    if negations(claim.bare):
        return None
    if hit := _denied(claim, reply) or _own_denial(claim, reply):
        return hit.span(), LIKELY
    return _opposite(claim, reply)


def _refused(claim: Profile, reply: Profile) -> re.Match[str] | None:
    """Where a reply has as refused or put off what the claim has as granted or decided."""
    if not negations(claim.bare) and not negations(reply.bare):
        for yes, no in ((GRANTED, REFUSED), (SETTLED, PUT_OFF)):
            if yes.search(claim.bare) and (hit := no.search(reply.bare)):
                return hit
    return None


def _at_odds(scene: Scene, claim: Profile, reply: Profile) -> bool:
    """Whether two parties speak of one thing of which the story says little, the reply in few words, and only one of
    them says no, or puts it as sure."""
    one, two = claim.fact.speaker, reply.fact.speaker
    if not one or not two or len(words(reply.text)) > BRIEF or UNDOUBTED.search(reply.bare):
        return False
    named = " ".join((one, two, *name_words(claim.text), *name_words(reply.text)))
    said = (claim.terms & reply.terms) - SPOKEN - COMMON - WEEKDAYS - terms(named)
    counted = {term(q.text) for q in (*claim.quantities, *reply.quantities)}
    apart = bool(negations(claim.bare)) != bool(negations(reply.bare))
    sure = {claim.fact.certainty, reply.fact.certainty}
    less = len(sure) > 1 and "planned" not in sure  # what is to be done is another deed, and told as surely
    return scene.telling(said - counted) > 0 and (apart or less)


def _own_denial(claim: Profile, reply: Profile) -> re.Match[str] | None:
    """The "no" of whom another's claim speaks of: "the firm's lorry had no lights, a neighbour said. The firm says
    that none of its lorries was out"."""
    who, other = reply.fact.speaker, claim.fact.speaker
    if not who or not other or DEMANDED.search(claim.bare) or not BACK.search(reply.bare):
        return None
    return NOTHING.search(reply.bare) if (terms(who) - GENERIC) & claim.terms else None


def _denied(claim: Profile, reply: Profile) -> re.Match[str] | None:
    """What a reply denies right behind its "no" with a word of the claim that is no name."""
    hits = tuple(NOTHING.finditer(reply.bare))
    if not hits:
        return None
    named = name_words(claim.text) | name_words(reply.text)
    told = [stem(each.text.lower()) for each in words(claim.bare) if each.text.lower() not in named | STOP_WORDS]
    for hit in hits:
        reach = REACH if hit.group().lower().startswith(NOUNS) else 1
        near = [stem(each) for each in _reached(hit["what"])[:reach] if each not in named]
        if any(_akin(one, two) for one in near if one not in LIGHT for two in told):
            return hit
    return None


def _reached(text: str) -> list[str]:
    """The first telling words behind a "no", up to what only says when, where or why."""
    found: list[str] = []
    for word in words(text):
        lower = word.text.lower()
        if found and lower in ASIDE:
            break
        if lower not in STOP_WORDS:
            found.append(lower)
    return found


def _akin(one: str, two: str) -> bool:
    """Whether two stems are one, or of words of one root: "pay" and "payment", "concede" and "concession"."""
    if one == two:
        return len(one) > 2
    short, long = sorted((one, two), key=len)
    grown = long.startswith(short) and len(short) > 2 and long[len(short) :] in SUFFIXES
    return grown or (len(short) > PREFIX and short[:PREFIX] == long[:PREFIX] and len(long) - len(short) < PREFIX - 1)


def _opposite(claim: Profile, reply: Profile) -> tuple[tuple[int, int], float] | None:
    """Where a reply gives one attribute another value than the claim."""
    common = {name for name, _ in touched(claim.text)} & {name for name, _ in touched(reply.text)}
    for contrast in contrasts():
        if contrast.attribute not in common or contrast.changes:
            continue
        one, two = ({n: hit for n, (_, form) in enumerate(contrast.values) if (hit := form.search(each.bare))}
                    for each in (claim, reply))
        told = (contrast.of_one and claim.fact.speaker and reply.fact.speaker) or BACK.search(reply.text)
        if one and two and not one.keys() & two.keys() and told:
            return next(iter(two.values())).span(), LIKELY
    return None
