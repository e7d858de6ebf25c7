"""The index and the Atom feed of an archive."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.render.escape import harmless
from briefing.render.view import templates

FED = 30  # pages in the feed


@dataclass(frozen=True, slots=True)
class Kept:
    """A page of the archive."""

    name: str
    title: str
    date: str
    """ISO time it carries."""


def to_index(title: str, kept: Sequence[Kept]) -> str:
    """The index as HTML, the newest page first."""
    return harmless(templates().get_template("archive.html.j2").render(title=title, kept=kept))


def to_feed(title: str, kept: Sequence[Kept], url: str, job: str) -> str:
    """The newest pages as an Atom feed; without a web address its links are relative."""
    return harmless(templates().get_template("feed.xml.j2").render(
        title=title, kept=kept[:FED], url=url, job=job, updated=kept[0].date if kept else ""))
