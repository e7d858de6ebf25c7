"""The archive of a job: each briefing as a page in a folder, with an index and an Atom feed."""

import html
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from briefing.errors import BriefingError
from briefing.jobs.job import Job
from briefing.regex import lazy_regex
from briefing.render.archive import Kept, to_feed, to_index
from briefing.render.bulletin import Bulletin
from briefing.render.page import to_page

_NAME = lazy_regex(r"\d{4}-\d\d-\d\d-[0-9a-f]{8}\.html")
_TITLE = lazy_regex(r"<title>(.*?)</title>", re.S)
_DATE = lazy_regex(r'<meta name="date" content="([^"]+)">')
HEAD = 4_000  # letters of a page in which its title and date stand


@dataclass(frozen=True, slots=True)
class Place:
    """Where the page of one briefing is kept."""

    file: Path
    url: str
    """"" where nobody said under which address the folder is found."""


def place(job: Job, period: str, now: datetime) -> Place | None:
    """The place of a briefing, the same however often its run is begun anew; None for a job without an archive."""
    if not job.archive.folder:
        return None
    name = f"{now.date().isoformat()}-{sha256(period.encode()).hexdigest()[:8]}.html"
    url = f"{job.archive.url.rstrip('/')}/{name}" if job.archive.url else ""
    return Place(job.file.parent / job.archive.folder / name, url)


def keep(job: Job, bulletin: Bulletin, where: Place) -> None:
    """Write the page, and the index and the feed anew; each file is whole at any moment.

    Raises `BriefingError` where the folder can't be written.
    """
    folder = where.file.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(where.file, to_page(bulletin))
        kept = tuple(sorted(_kept(folder), key=lambda each: (each.date, each.name), reverse=True))
        _write(folder / "index.html", to_index(job.title, kept))
        _write(folder / "feed.xml", to_feed(job.title, kept, (job.archive.url or "").rstrip("/"), job.name))
    except OSError as error:
        raise BriefingError(f"{error.filename or folder}: can't be written ({error.strerror}); mend archive.folder or "
                            f"its rights") from error


def _kept(folder: Path) -> Iterator[Kept]:
    """What the pages of a folder are called, and when they were made."""
    for path in folder.iterdir():
        if _NAME.fullmatch(path.name):
            with path.open(encoding="utf-8") as file:
                head = file.read(HEAD)
            title, date = _TITLE.search(head), _DATE.search(head)
            yield Kept(path.name, html.unescape(title[1]).strip() if title else path.stem,
                       date[1] if date else path.name[:10])


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(text.encode("utf-8", "replace"))
    os.replace(beside, path)
