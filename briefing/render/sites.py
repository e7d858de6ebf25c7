"""Outlets that have no name but their site's: each is shown whole ("bbc.com") and leads to that site.

A host's name in plain text is parted by a joiner, because renderers make links of it (see escape.py); within a link of
ours none does. The link is a reference, so that the page stays legible as plain text.
"""

import re
from collections.abc import Iterable
from functools import cache

from briefing.model import Document
from briefing.render.escape import Markdown, escape
from briefing.text.address import site_address, site_name


class Sites:
    """The sites by whose names documents' publishers are called, and which of them the page links to."""

    def __init__(self, documents: Iterable[Document]) -> None:
        addresses: dict[str, str] = {}
        for each in documents:
            site, address = site_name(each.url), site_address(each.url)
            if site and address and each.publisher == site:
                addresses.setdefault(site, address)
        self._addresses = {site: address for site, address in addresses.items() if escape(site) != site}
        self._used: set[str] = set()

    def name(self, words: str) -> Markdown:
        """Names as Markdown, escaped, with a link to each site among them."""
        shown = escape(words)
        for site in self._addresses:
            linked, times = _escaped(site).subn(f"[{site}]", shown)
            if times:
                shown = linked
                self._used.add(site)
        return Markdown(shown)

    def definitions(self) -> tuple[Markdown, ...]:
        """Where the links lead, for the end of the page."""
        return tuple(Markdown(f"[{site}]: {self._addresses[site]}") for site in sorted(self._used))


@cache
def _escaped(site: str) -> re.Pattern[str]:
    """A site's name as `escape` writes it, and not as a part of a longer one."""
    return re.compile(rf"(?<![\w.;@/-]){re.escape(escape(site))}(?![\w-]|&#8288;)")
