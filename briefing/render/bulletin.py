"""What one mail tells: the records its text and its page are drawn from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from briefing.model import Briefing, Divergence, Position, Section, Sentence


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that readers were told, and what a later report makes of it."""

    story: str
    summary: str
    """"Number of dead: 24, earlier 25"."""

    latest: Position
    earlier: Position


@dataclass(frozen=True, slots=True)
class Settled:
    """A divergence that readers were told, and that is one no more: both sides now say the same."""

    story: str
    summary: str
    """As it was told."""

    latest: Position
    earlier: tuple[Position, ...]
    """What those said before who now say something else; as far as it still stands in the documents."""


@dataclass(frozen=True, slots=True)
class News:
    """What readers have not been told; its parts in the order of the briefing."""

    sections: tuple[Section, ...] = ()
    """The sections with their new sentences only."""

    moved: tuple[Moved, ...] = ()
    appeared: tuple[Divergence, ...] = ()
    settled: tuple[Settled, ...] = ()

    def of(self, story: str) -> "News":
        """Those of one story."""
        return News(tuple(each for each in self.sections if each.story == story),
                    tuple(each for each in self.moved if each.story == story),
                    tuple(each for each in self.appeared if each.story == story),
                    tuple(each for each in self.settled if each.story == story))

    def __bool__(self) -> bool:
        return bool(self.sections or self.moved or self.appeared or self.settled)


@dataclass(frozen=True, slots=True)
class Item:
    """One story of a mail: of its news what a reader has time for."""

    story: str
    title: str
    sentences: tuple[Sentence, ...] = ()
    moved: tuple[Moved, ...] = ()
    appeared: tuple[Divergence, ...] = ()
    settled: tuple[Settled, ...] = ()
    first: Literal["moved", "sentences", "appeared"] = "moved"
    """What tells what the title says: figures that moved or divergences that were settled, the first sentence, or the
    sides of a divergence."""

    section: str = ""
    """Of which of the job's sources, as the job calls it."""

    facts: tuple[str, ...] = ()
    """Where it is told by its headline alone: what the document says first."""

    @property
    def news(self) -> News:
        """The same as news: what of them readers get."""
        return News((Section(self.story, "", self.sentences),) if self.sentences else (), self.moved, self.appeared,
                    self.settled)


@dataclass(frozen=True, slots=True)
class Front:
    """What a reader sees of the news in two minutes; the rest stands on the page."""

    top: tuple[Item, ...] = ()
    """The stories that matter most, the first of them the day's."""

    lines: tuple[Item, ...] = ()
    """A line each."""

    more: int = 0
    """Stories with news that only the page tells."""

    @property
    def items(self) -> tuple[Item, ...]:
        """All that the mail tells, in its order."""
        return (*self.top, *self.lines)

    @property
    def news(self) -> News:
        """What readers are told."""
        told = [each.news for each in self.items]
        return News(*(tuple(one for each in told for one in getattr(each, name))
                      for name in ("sections", "moved", "appeared", "settled")))


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One mail, before it has a form."""

    title: str
    """The job's."""

    now: datetime
    """In the job's time zone."""

    briefing: Briefing | None
    """None where nothing is new and the mail only says so."""

    news: News
    """All that is new; the page tells it."""

    front: Front = Front()
    """What of it the mail tells."""

    since: datetime | None = None
    """When readers were last told; None for the first mail, which tells the whole."""

    fresh: int = 0
    """How many documents are new."""

    whole: bool = False
    notes: tuple[str, ...] = ()
    """What readers should know of the run, such as a source that fails."""

    attached: bool = False
    """Whether the page goes with the mail."""

    page: str = ""
    """The address of the page in the archive; "" where there is none."""

    week: bool = False
    """Whether it tells a week, most of which readers were told day by day."""

    focus: str | None = None
    """What its reader asks about; None where that is what the briefing was asked."""

    footer: tuple[str, ...] = ()
    """Why a reader gets this, and how to stop it."""
