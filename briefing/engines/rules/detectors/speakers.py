"""Where one thing is credited to two speakers, or told by one in another's name and by the other in its own."""

import re

from briefing.engines.rules.attribution import same_person
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.likeness import fit
from briefing.engines.rules.detectors.profile import Pile, Profile, contradict
from briefing.language.en.rules.attribution import MEDIA
from briefing.language.en.rules.persons import ROLE
from briefing.language.en.rules.speakers import VAGUE_SPEAKER
from briefing.text.names import is_person
from briefing.text.quotations import quotations
from briefing.text.words import terms, words

TOPIC = "who says it or does it"
"""What the summary says of it."""

SURE = 0.7
"""The score of one quotation in two mouths."""

LONG = 5
"""Words of a quotation that two people do not happen to say alike."""


def differing_speakers(pile: Pile) -> tuple[Candidate, ...]:
    """The same content in two mouths, where neither document has the other's speaker say it too."""
    found = []
    for i, j in pile.pairs:
        a, b = pile.profiles[i], pile.profiles[j]
        one, two = _actor(a), _actor(b)
        if not one or not two or not rivals(one, two) or _alias(one, b.text) or _alias(two, a.text):
            continue
        if not a.document.language == b.document.language == "en":
            if is_person(one) and is_person(two) and _have_one_quotation(a.text, b.text):
                sides = ((_voice(a),), (_voice(b),))
                found.append(Candidate(Detector.SPEAKERS, "attribution", TOPIC, sides, (one, two), SURE, 1))
            continue  # what else makes two sentences one is told by English words: "Das Seil war" is no content
        if a.origin != b.origin and not (is_person(one) and is_person(two)):
            continue
        like = fit(pile, a, b, terms(one) | terms(two))
        if (
            not contradict(a, b)
            and like >= (0.45 if a.origin == b.origin else 0.6)
            and not _also_says(pile, a, b, two)
            and not _also_says(pile, b, a, one)
        ):
            found.append(
                Candidate(
                    Detector.SPEAKERS,
                    "attribution",
                    TOPIC,
                    ((_voice(a),), (_voice(b),)),
                    (one, two),
                    0.3 + 0.65 * like,
                    1 if like > 0.6 else 2,
                )
            )
    return tuple(found)


def _have_one_quotation(one: str, other: str) -> bool:
    """Whether two sentences quote the same words, letter for letter but for marks and capitals."""
    left, right = (
        {tuple(word.text.casefold() for word in words(text[each.start : each.end])) for each in quotations(text)}
        for text in (one, other)
    )
    return any(len(each) >= LONG for each in left & right)


def rivals(one: str, two: str) -> bool:
    """Whether two speakers are named, and not two names of one: "RAIB" and "Rail Accident Investigation Branch" are."""
    if same_person(one, two) or terms(one) & terms(two) or not (one[0].isupper() and two[0].isupper()):
        return False
    if any(MEDIA.search(x) or VAGUE_SPEAKER.fullmatch(x) or (x.isupper() and len(x) > 5) for x in (one, two)):
        return False
    if any(ROLE.search(f"{x} ") for x in (one, two)):
        return False  # "the president" may be whom the other names
    initials = ["".join(w[0] for w in x.split() if w[0].isupper()) for x in (one, two)]
    return not any(short.isupper() and len(letters) > 1 and short.startswith(letters)
                   for letters, short in ((initials[0], two), (initials[1], one)))


def _also_says(pile: Pile, own: Profile, other: Profile, actor: str) -> bool:
    """Whether the document of `own` too has `actor` say or do what `other` tells."""
    return any(
        p.document.id == own.document.id
        and p.place != own.place
        and (_alias(actor, p.text) or same_person(actor, p.fact.speaker or ""))
        and fit(pile, p, other, terms(actor)) >= 0.4
        for p in pile.profiles
    )


def _actor(profile: Profile) -> str | None:
    """Who speaks in a sentence, as it names them; None where a pronoun had to be resolved."""
    who = profile.fact.speaker
    if not who:
        return None
    last = who.split()[-1]
    return who if who in profile.text else last if re.search(rf"\b{re.escape(last)}\b", profile.text) else None


def _alias(name: str, text: str) -> bool:
    """Whether the other sentence names this one too."""
    last = name.split()[-1]
    return re.search(rf"\b{re.escape(last)}\b", text) is not None


def _voice(profile: Profile) -> Voice:
    return Voice(profile, 0, len(profile.text))


