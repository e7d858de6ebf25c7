"""All gates: why a text does not stand on its ground."""

import re
from collections.abc import Iterator

from briefing.judging.binding import binding_faults
from briefing.judging.dating import dating_faults
from briefing.judging.days import day_faults
from briefing.judging.denials import denial_faults
from briefing.judging.doers import doer_faults
from briefing.judging.fault import Fault
from briefing.judging.figures import figure_faults
from briefing.judging.ground import Ground
from briefing.judging.laid import laid_faults
from briefing.judging.merged import merged_faults
from briefing.judging.names import mixed_faults, name_faults, office_faults, word_faults
from briefing.judging.opposites import opposite_faults
from briefing.judging.qualified import condition_faults, qualifier_faults
from briefing.judging.quotations import quotation_faults
from briefing.judging.replaced import replaced_faults
from briefing.judging.sides import side_faults
from briefing.judging.speakers import speaker_faults
from briefing.language.read import Reading
from briefing.regex import lazy_regex
from briefing.text.evidence import is_verbatim
from briefing.text.words import term, terms

_ADDRESS = lazy_regex(r"\bhttps?:|\bwww\.|\]\(", re.I)

LEAST_SHARED = 0.35
"""Of 501 sentences, positions and summaries that a model wrote from their evidence none shared less than half."""

LEAST_CARRIED = 0.5
"""The same for a sentence or position: of 310 that a model wrote, the least had 0.57, its outlets' names apart."""

LABEL = 5
"""Terms from which a text is more than a label."""


def faults(sentence: Reading, ground: Ground) -> tuple[Fault, ...]:
    """Why a text does not stand on its ground; empty where it does.

    What is written in a language without a reader can't be judged: only words that stand there letter for letter pass.
    """
    if unread := _unread(sentence, ground):
        return (unread,)
    found = [
        *((Fault("address"),) if _ADDRESS.search(sentence.text) else ()),
        *figure_faults(sentence, ground),
        *day_faults(sentence, ground),
        *quotation_faults(sentence, ground),
    ]
    if ground.is_in(sentence.code):
        if sentence.code == "en":
            found += name_faults(sentence, ground)
        else:
            found += word_faults(sentence, ground)
        found += office_faults(sentence, ground)
        found += mixed_faults(sentence, ground)
        if not ground.mixed:
            found += speaker_faults(sentence, ground)
            found += denial_faults(sentence, ground)
            found += opposite_faults(sentence, ground)
            found += binding_faults(sentence, ground)
            found += dating_faults(sentence, ground)
            found += () if found else _of_run(sentence, ground)
    return tuple(dict.fromkeys(found))


def _is_told(sentence: Reading, ground: Ground) -> bool:
    """Whether a text is the evidence's own words."""
    return any(is_verbatim(sentence.text, each.text) for each in ground.passages)


def _of_run(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """What is another in a text that runs along with its evidence; of the evidence's own words only that a condition
    stays with them."""
    if _is_told(sentence, ground):
        yield from condition_faults(sentence, ground)
        return
    yield from replaced_faults(sentence, ground)
    yield from qualifier_faults(sentence, ground)
    yield from doer_faults(sentence, ground)
    yield from laid_faults(sentence, ground)
    yield from side_faults(sentence, ground)
    yield from merged_faults(sentence, ground)


def _unread(sentence: Reading, ground: Ground) -> Fault | None:
    """That a text or its evidence is in a language without a reader, and the text is not the evidence's own words."""
    if not ground.passages:
        return None
    unread = next((each.code for each in (sentence, *ground.passages) if not each.is_read), None)
    if unread is None or _is_told(sentence, ground):
        return None
    return Fault("unread", unread)


def foreign(text: str, ground: Ground, *, label: bool = False) -> tuple[Fault, ...]:
    """That too few of a text's words are those of its ground.

    A `label` of a few words says too little to tell; one with a colon ("Cause: known or not") has words of its own.
    """
    least = LEAST_SHARED if label and ":" in text else LEAST_CARRIED
    if (label and len(terms(text)) < LABEL) or shared(text, ground) >= least:
        return ()
    return (Fault("words"),)


def shared(text: str, ground: Ground) -> float:
    """The share of a text's terms that its ground has, names that the facts give and other names of a state included;
    what the outlets are called is left out."""
    theirs = terms(ground.text) | frozenset(map(term, ground.named | ground.called))
    ours = terms(text) - (terms(" ".join(ground.outlets)) - theirs)
    return len(ours & theirs) / len(ours) if ours else 1.0
