"""What one report says plainly and another with a "not", in every language that denials are read in: "was arrested"
beside "n'a pas été placé en garde à vue"."""

from collections.abc import Iterator
from functools import cache

from briefing.engines.rules.detectors.contexts import names_apart
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.likeness import other_time
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.denials import Denial, denials, denied_at, said_at, stem
from briefing.language.en.rules.anchors import TO_COME
from briefing.language.en.rules.denials import BEFORE_THAT, DONE
from briefing.language.language import language_data, word_list
from briefing.language.names import plain_words
from briefing.language.traces import no_trace
from briefing.regex import lazy_regex
from briefing.text.names import name_words, names
from briefing.text.words import STOP_WORDS, words

_WORD = lazy_regex(r"\s\w+")

TOPIC = "done or not"
"""What the summary says of it."""

FEWEST = 3
"""Stems that the two sentences share, that of what is denied among them."""

COVERED = 0.5
"""Their share of the stems of the shorter sentence."""

FULL_NAME = 2
"""Words of a name by which two sentences that share two words of what is denied are of one, however long they are."""

WHOLLY = 0.75
"""Share of all that somebody denies at once that the other sentence has."""


def negated(pile: Pile) -> Iterator[Candidate]:
    """Pairs of sentences of two reports of which one denies what the other says of the same."""
    for i, j in pile.pairs:
        for a, b in ((pile.profiles[i], pile.profiles[j]), (pile.profiles[j], pile.profiles[i])):
            if found := _against(a, b):
                yield found
                break


def _against(a: Profile, b: Profile) -> Candidate | None:
    """The difference, where `a` denies what `b` says."""
    code = a.document.language
    if code != b.document.language or "background" in {a.fact.kind, b.fact.kind} or a.bare.rstrip().endswith("?"):
        return None
    if no_trace(a.bare, code):
        return None  # "no sign of petrol" denies no sign of soot: another room holds the two together
    no, yes = denials(a.bare, code), denials(b.bare, code)
    if yes.denials or yes.rebuts or not no.denials or other_time(a, b) or names_apart(a, b):
        return None
    if is_planned(a) != is_planned(b):
        return None
    for denial in no.denials:
        cover = _cover(a, b, denial, no.said, yes.said)
        heads = denial.heads & yes.said
        no_at, yes_at = denied_at(a.bare, code, heads), said_at(b.bare, code, heads)
        if cover < COVERED or not (no_at and yes_at) or _others(a, b, no_at[0], yes_at[0]):
            continue
        if code != "en" or DONE.search(b.bare[: yes_at[1]]):
            return _beside(a, b, no_at, yes_at, cover)
    return None


def _beside(a: Profile, b: Profile, no: tuple[int, int], yes: tuple[int, int], cover: float) -> Candidate:
    """The two at the words that differ, with those that both go on with."""
    onward = _alike_onward(a.bare[no[1] :], b.bare[yes[1] :], a.document.language)
    sides = (Voice(a, no[0], no[1] + onward),), (Voice(b, yes[0], yes[1] + onward),)
    labels = tuple(voice.profile.text[voice.start : voice.end] for (voice,) in sides)
    return Candidate(Detector.DENIALS, "contradiction", TOPIC, sides, labels, 0.4 + 0.4 * cover, 1, _by_then(a, b))


def _alike_onward(one: str, two: str, code: str) -> int:
    """Length of what two texts go on with alike, as far as its first telling words: " en examen" behind "mis"."""
    length, telling = 0, False
    while (left := _WORD.match(one, length)) and (right := _WORD.match(two, length)) and left[0] == right[0]:
        if stem(left[0].strip(), code) not in _light(code):
            telling = True
        elif telling:
            break
        length = left.end()
    return length if telling else 0


def _cover(a: Profile, b: Profile, denial: Denial, said: frozenset[str], there: frozenset[str]) -> float:
    """How much two sentences share, of what the shorter says; 0 where that is too little, or not what is denied."""
    code = a.document.language
    who = {stem(word.text, code) for word in words(a.fact.speaker or "")}
    told, other = (said | denial.scope) - who - _light(code), there - _light(code)
    common, scope = told & other, denial.scope - _light(code)
    if denial.is_whole and len(scope & other) < WHOLLY * len(scope):
        return 0.0
    if len(common) < FEWEST or not common - denial.heads or not denial.heads & other:
        return 0.0
    named = {stem(word, code) for word in name_words(a.text) & name_words(b.text)} & common
    of_one = len(named) >= FULL_NAME and len(scope & other) > 1
    return max(len(common) / min(len(told), len(other)), COVERED * of_one)


@cache
def _light(code: str) -> frozenset[str]:
    """The stems of words that tell nothing of what was done: plain ones, and that somebody said it."""
    listed = word_list(language_data(code, "words").get("speech", {}).get("verbs", ""))
    plain = STOP_WORDS if code == "en" else plain_words(code)
    return frozenset(stem(word, code) for word in (*plain, *listed))


def is_planned(profile: Profile) -> bool:
    """Whether a sentence tells what is to come, or what might or should be."""
    told = TO_COME.search(profile.bare) if profile.document.language == "en" else None
    return profile.fact.certainty == "planned" or told is not None


def _others(a: Profile, b: Profile, no: int, yes: int) -> bool:
    """Whether two sentences name, before what is done or not, others."""
    one, two = (
        [set(name.text.split()) for name in names(text) if " " in name.text] for text in (a.bare[:no], b.bare[:yes])
    )
    return bool(one and two) and not any(left & right for left in one for right in two)


def _by_then(a: Profile, b: Profile) -> str | None:
    """Whether what had not happened by one report's day may have happened by that of the other, a later one that tells
    of no time before."""
    one, two = a.document.published, b.document.published
    if not one or not two or one >= two or (b.fact.when and b.fact.when < one):
        return None
    return None if b.document.language == "en" and BEFORE_THAT.search(b.text) else "later report"
