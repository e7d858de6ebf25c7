"""A finished briefing as a program or a notebook has it: the record, and the forms it can take."""

from dataclasses import dataclass, fields

from briefing.model import Briefing
from briefing.render.html import to_html
from briefing.render.markdown import to_markdown
from briefing.render.record import as_text, to_record


@dataclass(frozen=True, slots=True)
class Report(Briefing):
    """The record with its forms; each gives what `briefing write` puts into the file of that kind."""

    @classmethod
    def of(cls, briefing: Briefing) -> "Report":
        """The same record."""
        return cls(**{each.name: getattr(briefing, each.name) for each in fields(Briefing)})

    def to_markdown(self) -> str:
        """The page for people."""
        return to_markdown(self)

    def to_html(self) -> str:
        """The page for a browser."""
        return to_html(self)

    def to_json(self) -> str:
        """The record for programs."""
        return as_text(to_record(self))

    def _repr_markdown_(self) -> str:
        """What a notebook shows."""
        return to_markdown(self)
