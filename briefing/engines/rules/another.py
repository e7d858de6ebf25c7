"""Whether two sentences of one matter tell another thing each: another figure, act or speaker."""

from functools import lru_cache

from briefing.engines.rules.attribution import same_person
from briefing.language.predicates import has_predicate, subject
from briefing.language.quantities import quantities
from briefing.model import Fact
from briefing.text.quotations import quotations
from briefing.text.words import count_words, words

POST = 5
"""Words from which on a sentence may be a post that another report quotes."""


def other_figure(text: str, there: str, code: str) -> bool:
    """Whether each of two texts has one figure of a kind that the other lacks: "aged 54" and "aged 45"."""
    own, theirs = _figures(text, code), _figures(there, code)
    return bool({kind for kind, _ in own - theirs} & {kind for kind, _ in theirs - own})


@lru_cache(maxsize=65_536)
def _figures(text: str, code: str) -> frozenset[tuple[tuple[str, str | None, str | None], float]]:
    return frozenset(((q.kind, q.unit, q.noun), q.value) for q in quantities(text, code)
                     if q.value is not None and q.bound == "exact")


def do_another(one: str, other: str, code: str) -> bool:
    """Whether two texts tell of one subject by verbs of two parts that the other lacks: "The road remains shut", "The
    road was reopened"."""
    same = subject(one, code) and subject(one, code) == subject(other, code)
    return bool(same) and not (has_predicate(one, other, code) or has_predicate(other, one, code))


def of_another_speaker(one: Fact, other: Fact) -> bool:
    """Whether two facts lay the same quotation to two speakers."""
    if not one.speaker or not other.speaker or same_person(one.speaker, other.speaker):
        return False
    there = wording(other.evidence[0].text)
    return any(count_words(q.text) >= POST - 1 and wording(q.text) in there
               for q in quotations(one.evidence[0].text))


def wording(text: str) -> str:
    """The words of a text, whatever stands between them."""
    return f" {' '.join(word.text.lower() for word in words(text))} "
