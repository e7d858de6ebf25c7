"""Web addresses → documents: those that a user names, in lists and link files too; teasers of a feed read in full."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Protocol

from briefing.regex import lazy_regex
from briefing.sources import feeds
from briefing.sources.kinds import Loaded, Reader
from briefing.sources.page import Page, Refused, UnreadableError
from briefing.sources.web import Fetched, is_address
from briefing.text.address import shown_host, site_name

LINK_FILES = (".url", ".webloc")
"""Endings of files that hold nothing but an address."""

UNFOLLOWED = "a link to a web address; --follow-links fetches what it leads to"

LISTED = 1_000
"""Addresses of a list that are fetched; what holds more is no list for one briefing."""

TEASER = 120
"""Words up to which an item of a feed is a teaser, whose article is fetched."""

ITEMS = 50
"""Articles that are fetched for one feed."""

OFFER = 250
"""Words up to which a page that calls itself not free is the offer, not the article."""

_LINK = lazy_regex(rb"^\s*URL\s*=\s*(\S+)|<string>\s*(https?://[^<\s]+)\s*</string>", re.I | re.M)
_PAID = lazy_regex(rb"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false", re.I)
_CONSENT = lazy_regex(r"(?:^|[./-])(?:consent|cookie-?wall|privacy-?gate)(?:[./-]|$)", re.I)


def linked(data: bytes) -> str | None:
    """The address in a .url or .webloc file; None where there is none."""
    found = _LINK.search(data[:100_000])
    text = (found[1] or found[2]).decode("utf-8", errors="replace") if found else ""
    return text if is_address(text) else None


def may_list(head: bytes) -> bool:
    """Whether a text whose first bytes these are can be a list of addresses."""
    return re.match(rb"(?:\xef\xbb\xbf)?\s*(?:#[^\n]*\s*)*https?://", head, re.I) is not None


def listed(data: bytes) -> tuple[str, ...]:
    """The addresses of a text that is nothing but a list of them, lines that begin with "#" apart; else none."""
    lines = [line.strip() for line in data.decode("utf-8", errors="replace").removeprefix("\ufeff").splitlines()]
    told = [line for line in lines if line and not line.startswith("#")]
    return tuple(told[:LISTED]) if told and all(is_address(line) and " " not in line for line in told) else ()


class Fetcher(Protocol):
    """Who fetches: the web itself, or somebody who has kept what came."""

    def fetch(self, address: str) -> Fetched:
        """What is at an address; raises `UnreadableError`."""
        ...


def documents(address: str, web: Fetcher, reader: Reader, since: str = "") -> tuple[Loaded | Refused, ...]:
    """What is at an address, by the table of kinds; raises `UnreadableError` where that gives nothing.

    Articles of a feed's items from before the day `since` are not fetched.
    """
    found = read(address, web.fetch(address), reader)
    wanted = {each.name for each in found if isinstance(each, Loaded) and not is_before(each.page, since)}
    return in_full(found, wanted, web, reader)


def read(address: str, fetched: Fetched, reader: Reader) -> tuple[Loaded | Refused, ...]:
    """What the bytes that came from an address hold; raises `UnreadableError` where that is nothing to tell of."""
    if fetched.address != address and _CONSENT.search(fetched.address.partition("?")[0]):
        raise UnreadableError(f"a page that asks for consent stands before it ({shown_host(fetched.address)})")
    return tuple(_read(fetched, reader))


def in_full(found: Sequence[Loaded | Refused], wanted: Set[str], web: Fetcher,
            reader: Reader) -> tuple[Loaded | Refused, ...]:
    """A feed's items, those of the names `wanted` that only tease with their articles."""
    teasers = [each.name for each in found if isinstance(each, Loaded) and is_item(each) and each.page.url
               and each.name in wanted and len(each.page.text.split()) <= TEASER]
    fetched = set(teasers[:ITEMS])
    return tuple(_whole(each, web, reader) if isinstance(each, Loaded) and each.name in fetched else each
                 for each in found)


def is_item(found: Loaded) -> bool:
    """Whether a document is one of several that came in one answer."""
    return found.name.startswith("#")


def is_before(page: Page, since: str) -> bool:
    """Whether a page is of before a day; one without a day is not."""
    return bool(page.published) and str(page.published) < since[:len(str(page.published))]


def _read(fetched: Fetched, reader: Reader) -> Iterator[Loaded | Refused]:
    for each in reader.documents(fetched.name, lambda: feeds.based(fetched.data, fetched.address)):
        if isinstance(each, Loaded) and _PAID.search(fetched.data) and len(each.page.text.split()) <= OFFER:
            yield Refused(each.name, "behind a pay wall: only its offer can be read")
        elif isinstance(each, Loaded):
            yield replace(each, page=_placed(each, fetched.address))
        else:
            yield each


def _placed(found: Loaded, address: str) -> Page:
    """A page that does not tell where it is published stands where it was found; one of several stands nowhere."""
    page = found.page
    if page.url:
        return page
    return replace(page, url=None if is_item(found) else address, publisher=page.publisher or site_name(address))


def _whole(item: Loaded, web: Fetcher, reader: Reader) -> Loaded:
    """An item with the article that it teases, where that can be read; the feed's own title and day stay."""
    try:
        address = item.page.url or ""
        found = [each for each in read(address, web.fetch(address), reader) if isinstance(each, Loaded)]
    except UnreadableError:
        return item
    if len(found) != 1 or len(found[0].page.text) <= len(item.page.text):
        return item
    whole, told = found[0], item.page
    hosted = told.publisher and whole.page.publisher == site_name(whole.page.url)  # by the host alone, told nowhere
    page = replace(whole.page, title=told.title or whole.page.title, url=told.url,
                   published=told.published or whole.page.published, key=told.key,
                   publisher=told.publisher if hosted else whole.page.publisher or told.publisher,
                   author=whole.page.author or told.author)
    return replace(whole, name=item.name, page=page)
