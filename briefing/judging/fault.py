"""What is wrong with a sentence, as a typed record, and how that is worded for a reader and for a model."""

from dataclasses import dataclass
from typing import Literal

Gate = Literal[
    "address",
    "figure",
    "unit",
    "bound",
    "role",
    "binding",
    "day",
    "quotation",
    "speaker",
    "name",
    "denied",
    "not denied",
    "denial",
    "opposite",
    "words",
    "own",
    "replaced",
    "added",
    "left out",
    "turned",
    "laid",
    "borrowed",
    "length",
    "fact",
    "no fact",
    "unread",
    "title",
    "long",
    "positions",
    "doubt",
    "unplaced",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text does not stand on its ground."""

    gate: Gate
    found: str = ""
    """The letters of the text that its evidence lacks."""

    instead: str = ""
    """What the evidence has in their place."""


_WORDED: dict[Gate, str] = {
    "address": "it holds an address",
    "figure": "figure {found} is not in the cited evidence",
    "unit": "figure {found} is {instead} in the cited evidence",
    "bound": "figure {found} is “{instead}” in the cited evidence",
    "role": "figure {found} is “{instead}” in the cited evidence",
    "binding": "figure {found} belongs to something else in the cited evidence ({instead})",
    "day": "date {found} is not in the cited evidence",
    "quotation": "quotation “{found}” is not in one piece of the cited evidence",
    "speaker": "quotation “{found}” is laid to {instead} in the cited evidence",
    "name": "name {found} is not in the cited evidence",
    "denied": "“{found}” is negated in the cited evidence",
    "not denied": "“{found}” is not negated in the cited evidence",
    "denial": "its negation is not in the cited evidence",
    "own": "the cited evidence has no form of {found}",
    "replaced": "it says “{found}” where the cited evidence says “{instead}”",
    "added": "“{found}” is added to what the cited evidence says",
    "left out": "it leaves out “{found}” of the cited evidence",
    "turned": "around “{found}” it turns round what the cited evidence says",
    "laid": "it is laid to {found}, and to {instead} in the cited evidence",
    "opposite": "it says “{found}” where the cited evidence says “{instead}”",
    "words": "most of its words are not in the cited evidence",
    "borrowed": "“{found}” stands in a passage that it does not cite",
    "length": "{found} characters of evidence for one sentence, at most {instead}",
    "fact": "it cites {found}, which is no fact",
    "no fact": "it cites no fact",
    "long": "{found} characters",
    "positions": "fewer than two of its positions stand on evidence of their own",
    "doubt": "{found}",
    "unplaced": "a reader who sees it alone can't place this: {found}",
    "unread": "its source is in a language that is not read ({found}): only the source's own words can be told",
    "title": "“{found}” stands in no sentence of the briefing",
}

QUOTED = 60
"""Characters of a quotation that are shown."""


def worded(fault: Fault) -> str:
    """A fault in plain English."""
    found = fault.found[:QUOTED] if fault.gate in {"quotation", "speaker"} else fault.found
    return _WORDED[fault.gate].format(found=found, instead=fault.instead)
