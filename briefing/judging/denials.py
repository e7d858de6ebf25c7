"""The gate of denials: a sentence drops no negation of its evidence and adds none."""

import re
from collections.abc import Iterator

from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.language.denials import stem_of
from briefing.language.read import Reading


def denial_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Words that a sentence says plainly and its evidence only denies, and the other way round."""
    theirs = [each.denials for each in ground.passages]
    denied = frozenset[str]().union(*(each.denied for each in theirs))
    said = frozenset[str]().union(*(each.said for each in theirs))
    ours = sentence.denials
    shown = {stem_of(word, sentence.code): word for word in re.findall(r"\w+", sentence.text)}
    for stem in sorted((denied - said) & (ours.said - ours.denied)):
        yield Fault("denied", shown.get(stem, stem))
    for stem in sorted(ours.denied & (said - denied)):
        yield Fault("not denied", shown.get(stem, stem))
    if ours.denied and not any(each.is_contrary for each in theirs):
        yield Fault("denial")
