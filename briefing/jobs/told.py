"""What readers have been told: claims and divergences with the words that stood behind them.

Ids change from run to run, so what was told is known by its evidence: the document's sha256 and the passage.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from briefing.model import Document, Fact


@dataclass(frozen=True, slots=True)
class Trace:
    """A passage of a document, known again in any later run."""

    sha256: str
    passage: str
    """White space, quote marks and dashes folded."""


@dataclass(frozen=True, slots=True)
class Side:
    """One statement, and all that stood behind it."""

    statement: str
    traces: tuple[Trace, ...]
    holders: tuple[str, ...] = ()
    """Who published the documents, as far as known."""

    day: str = ""
    """The latest ISO day on which they were published; "" where none is known."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim (one side; "page" where the mail had no room for it), a divergence (two or more), a figure that moved
    (the latest, the earlier), or what a mail was called."""

    kind: Literal["claim", "page", "divergence", "moved", "settled", "headline"]
    sides: tuple[Side, ...]
    summary: str = ""
    """Of a divergence, as the mail called it; of a headline, the words."""


def called(title: str) -> Told:
    """What a mail was called."""
    return Told("headline", (), title)


def headlines(told: Iterable[Told]) -> frozenset[str]:
    """What earlier mails were called."""
    return frozenset(each.summary for each in told if each.kind == "headline")


def trace(fact: "Fact", documents: "Mapping[str, Document]") -> Trace:
    """What a fact is known by: the telling one of its passages."""
    from briefing.text.evidence import fold  # here, because a run with nothing new has no use for it

    return Trace(documents[fact.document].sha256, fold(fact.evidence[0].text))


def side(statement: str, facts: "Iterable[Fact]", documents: "Mapping[str, Document]") -> Side:
    """A statement with the traces of its facts, each once."""
    known = tuple(facts)
    holders = dict.fromkeys(name for fact in known if (name := documents[fact.document].publisher))
    day = max((documents[fact.document].published or "" for fact in known), default="")
    return Side(statement, tuple(dict.fromkeys(trace(fact, documents) for fact in known)), tuple(holders), day)


def to_json(told: Told) -> str:
    """One line for the database."""
    return json.dumps(asdict(told), ensure_ascii=False)


def from_json(text: str) -> Told:
    """What `to_json` wrote."""
    record: dict[str, Any] = json.loads(text)
    sides = tuple(Side(each["statement"], tuple(Trace(**one) for one in each["traces"]), tuple(each["holders"]),
                       each.get("day", ""))
                  for each in record["sides"])
    return Told(record["kind"], sides, record["summary"])
