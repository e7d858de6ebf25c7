"""What was read and is not told: every fact that neither a sentence nor a divergence shows, with the reason."""

from collections.abc import Mapping, Sequence

from briefing.language.quantities import quantities
from briefing.model import Claim, Divergence, Fact, Section, Untold, UntoldReason
from briefing.text.likeness import Likeness
from briefing.text.novelty import Novelty
from briefing.text.words import terms

NEW = 0.4
"""Share of a fact, by weight, that the page lacks, up to which the page says what it says."""

BACKGROUND = 20
"""Texts thought beside those of the run, so that what all of them are about still weighs."""


def account(
    facts: Sequence[Fact],
    claims: Sequence[Claim],
    sections: Sequence[Section],
    divergences: Sequence[Divergence],
    withdrawn: frozenset[str],
) -> tuple[Untold, ...]:
    """The facts that the reader is not shown, in their order, each with why; none is lost without a word.

    `withdrawn` are ids of facts that their outlet took back.
    """
    shown = {fact for section in sections for sentence in section.sentences for fact in sentence.facts}
    shown |= {fact for divergence in divergences for position in divergence.positions for fact in position.facts}
    by_id = {fact.id: fact for fact in facts}
    mates = {fact for claim in claims if shown & set(claim.facts) for fact in claim.facts}
    wordings = {_wording(by_id[fact]) for fact in shown if fact in by_id}
    stories = _stories(claims)
    told = {stories[fact] for fact in shown if fact in stories}
    mates |= _said_already([fact for fact in facts if fact.id not in shown], sections, divergences, stories)
    return tuple(
        Untold(fact.id, _reason(fact, mates, wordings, withdrawn, stories, told))
        for fact in facts
        if fact.id not in shown
    )


def _reason(
    fact: Fact,
    mates: set[str],
    wordings: set[str],
    withdrawn: frozenset[str],
    stories: Mapping[str, str],
    told: set[str],
) -> UntoldReason:
    if fact.id in withdrawn:
        return "taken back by its outlet"
    if fact.id in mates or _wording(fact) in wordings:
        return "says what is told"
    if stories.get(fact.id) not in told:
        return "of a story that is not told"
    return "background" if fact.kind == "background" else "weighs less than what is told"


def _said_already(untold: Sequence[Fact], sections: Sequence[Section], divergences: Sequence[Divergence],
                  stories: Mapping[str, str]) -> set[str]:
    """The facts of which the page of their story has all but a little, in whatever sentences."""
    likeness = Likeness([_content(fact.evidence[0].text) for fact in untold], background=BACKGROUND)
    pages: dict[str, Novelty] = {}
    for section in sections:
        for sentence in section.sentences:
            pages.setdefault(section.story, Novelty(likeness.weight)).add(_content(sentence.text))
    for divergence in divergences:
        for position in divergence.positions:
            pages.setdefault(divergence.story, Novelty(likeness.weight)).add(_content(position.statement))
    return {fact.id for fact in untold
            if (page := pages.get(stories.get(fact.id, "")))
            and page.share(_content(fact.evidence[0].text)) <= NEW}


def _content(text: str) -> frozenset[str]:
    """The terms and figures of a text."""
    return terms(text) | {f"#{each.value:g}" for each in quantities(text) if each.value is not None}


def _stories(claims: Sequence[Claim]) -> dict[str, str]:
    return {fact: claim.story for claim in claims for fact in claim.facts}


def _wording(fact: Fact) -> str:
    """The words of a fact's evidence, white space apart."""
    return " ".join(fact.evidence[0].text.split()).casefold()
