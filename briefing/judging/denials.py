"""The gate of denials: a sentence drops no negation of its evidence and adds none."""

import re
from collections.abc import Iterable, Iterator

from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.language.denials import Denial, Denials
from briefing.language.read import Reading

MOST = 2 / 3
"""Such a share of what is denied as a whole a sentence says plainly before it is taken to drop the denial."""


def denial_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Words that a sentence says plainly and its evidence only denies, and the other way round.

    Where both deny something with a word in common, they deny the same: "no trains will run", "trains will not run".
    """
    theirs = [each.denials for each in ground.passages]
    said = frozenset[str]().union(*(each.said for each in theirs))
    denied = [denial for each in theirs for denial in each.denials]
    ours = sentence.denials
    for word in sorted({_shown(stem, sentence) for stem in _dropped(ours, denied, said)}):
        yield Fault("denied", word)
    plain = said.difference(*(each.lacking for each in theirs))
    for word in sorted({_shown(stem, sentence) for stem in _added(ours, denied, plain)}):
        yield Fault("not denied", word)
    if ours.denied and not any(each.is_contrary for each in theirs):
        yield Fault("denial")


def _dropped(ours: Denials, denied: Iterable[Denial], said: frozenset[str]) -> Iterator[str]:
    """What the evidence denies and a sentence says."""
    plain = ours.said - ours.denied - ours.lacking
    for each in denied:
        if _meets(each, ours.denials) or (each.points and ours.rebuts):
            continue
        yield from (each.heads - said) & plain
        if _covers(ours, each, said):
            yield min(each.scope & plain)
        if each.is_whole:
            shared = each.scope & plain
            if len(shared) > 1 and len(shared) >= MOST * len(each.scope):
                yield min(shared)


def _covers(ours: Denials, denial: Denial, said: frozenset[str]) -> bool:
    """Whether a sentence without any denial tells something new of all that one is about: "passengers whose flights
    were delayed will get their money back" where it "would not refund" these."""
    matter = denial.scope - denial.heads
    plain = ours.said - ours.lacking
    new = plain - matter - said
    return (
        not ours.is_contrary
        and len(matter) >= MATTER
        and not matter - plain
        and not denial.heads & plain
        and bool(new)
    )


MATTER = 3
"""So many words beside what is denied say what the denial is about."""


def _added(ours: Denials, denied: Iterable[Denial], said: frozenset[str]) -> Iterator[str]:
    """What a sentence denies and the evidence says."""
    words = ours.said.union(*(each.scope for each in ours.denials))
    theirs = [each for each in denied if not each.subject - words]
    heads = frozenset[str]().union(*(each.heads for each in theirs))
    points = any(each.points for each in denied)  # "this was not so", of what another sentence says
    for each in ours.denials:
        if not _meets(each, theirs) and not (points and each.is_whole):
            yield from each.heads & (said - heads)


def _meets(one: Denial, others: Iterable[Denial]) -> bool:
    return any(one.scope & other.scope for other in others)


def _shown(stem: str, sentence: Reading) -> str:
    """The word of the sentence that has a stem."""
    words = re.findall(r"\w+(?:[’']\w+)*", sentence.text)
    return next((word for word in words if sentence.stem(word) == stem), stem)
