"""Pages that were fetched are kept: over real HTTP, what has not changed is not sent again."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import STORY, Site, quick, serving

from briefing.errors import BriefingError
from briefing.sources import pages
from briefing.sources.load import load
from briefing.sources.page import UnreadableError
from briefing.sources.pages import Pages

PAGE = STORY.format(head="")


@pytest.fixture(name="site")
def _site() -> Iterator[Site]:
    with serving() as site:
        yield site


class Kept:
    """Pages in a file, with a clock that somebody else sets; each fetch is of a run of its own."""

    def __init__(self, path: Path, site: Site) -> None:
        self.path, self.site, self.now = path, site, 1_000_000.0

    def __call__(self, page: str = "/a") -> bytes:
        """What a run gets."""
        return Pages(self.path, quick(), lambda: self.now).fetch(f"{self.site.url}{page}").data

    def asked(self) -> list[str]:
        """What the site was asked for, robots.txt apart."""
        return [each for each in self.site.asked if each != "/robots.txt"]


@pytest.fixture(name="kept")
def _kept(tmp_path: Path, site: Site) -> Kept:
    return Kept(tmp_path / "cache" / "pages.sqlite", site)


@pytest.mark.parametrize("validator", [{"etag": '"1"'}, {"last_modified": "Mon, 22 Mar 2032 05:00:00 GMT"}])
def test_a_page_that_has_not_changed_is_not_sent_again(kept: Kept, site: Site, validator: dict[str, str]) -> None:
    """And one that has is, whichever way the server tells."""
    site.serve("/a", PAGE, **validator)
    assert kept() == kept() == PAGE.encode()
    assert site.conditions[-1] == (validator.get("etag"), validator.get("last_modified"))
    site.serve("/a", PAGE.replace("700", "900"), etag='"2"')
    assert b"900 lamps" in kept()
    assert b"900 lamps" in kept()
    assert len(kept.asked()) == 4


def test_a_page_is_as_fresh_as_its_server_says_for_an_hour_at_most(kept: Kept, site: Site) -> None:
    """Then it is asked for again; without a word of that, each time."""
    site.serve("/a", PAGE, cache_control="public, max-age=600")
    site.serve("/long", PAGE, cache_control="max-age=999999")
    site.serve("/no", PAGE, cache_control="no-cache, max-age=600")
    for page, after, times in (("/a", 599, 1), ("/a", 601, 2), ("/long", 3599, 1), ("/long", 3601, 2), ("/no", 1, 2)):
        kept(page)
        site.asked.clear()
        kept.now += after
        kept(page)
        assert len(kept.asked()) == times - 1, (page, after)
        kept.now += 10_000_000


def test_what_is_to_be_kept_nowhere_is_not(kept: Kept, site: Site) -> None:
    """Not a letter of it is in the file."""
    site.serve("/a", PAGE, cache_control="no-store", etag='"1"')
    kept()
    kept()
    assert site.conditions[-1] == (None, None)
    with sqlite3.connect(kept.path) as file:
        assert file.execute("SELECT count(*) FROM pages").fetchone() == (0,)


def test_an_address_that_is_gone_is_not_asked_again(kept: Kept, site: Site) -> None:
    """For a month."""
    site.serve("/a", "", 410)
    for _ in range(2):
        with pytest.raises(UnreadableError, match=r"it is gone \(410\)"):
            kept()
    assert len(kept.asked()) == 1
    kept.now += (pages.DAYS + 1) * 86_400
    site.serve("/b", PAGE)
    kept("/b")
    site.serve("/a", PAGE)
    assert kept() == PAGE.encode()


def test_an_address_that_moved_for_good_is_asked_where_it_is(kept: Kept, site: Site) -> None:
    """One that moved for now is not, and one that is not there any more is looked for where it was."""
    site.serve("/a", "", 301, location="/b")
    site.serve("/b", "", 308, location="/c")
    site.serve("/c", "", 302, location="/d")
    site.serve("/d", PAGE, etag='"1"')
    assert kept() == kept() == PAGE.encode()
    assert kept.asked() == ["/a", "/b", "/c", "/d", "/c", "/d"]
    del site.pages["/c"]
    site.serve("/a", PAGE.replace("700", "900"))
    assert b"900 lamps" in kept()


def test_what_fails_is_told_though_an_older_page_is_kept(kept: Kept, site: Site) -> None:
    """A briefing of yesterday's page would look like one of today's."""
    site.serve("/a", PAGE)
    kept()
    site.serve("/a", "", 500)
    with pytest.raises(UnreadableError, match=r"the server refuses \(500\)"):
        kept()


def test_the_file_stays_small(kept: Kept, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was asked for longest ago goes first."""
    monkeypatch.setattr(pages, "BYTES", 1_000)
    for number in range(6):
        kept.now += 1
        site.serve(f"/{number}", PAGE, etag=f'"{number}"')
        kept(f"/{number}")
    with sqlite3.connect(kept.path) as file:
        names = [name.rpartition("/")[2] for name, in file.execute("SELECT address FROM pages ORDER BY at")]
    assert names == [str(number) for number in range(6)][-len(names):]
    assert 1 <= len(names) < 6


def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path, site: Site) -> None:
    """A database of others, and what is none; ours is for its owner alone."""
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE mine (a)")
    with pytest.raises(BriefingError, match="holds something other than pages; name another file with --pages"):
        Kept(path, site)()
    path.write_bytes(b"no database" * 100)
    with pytest.raises(BriefingError, match="can't be used to keep pages"):
        Kept(path, site)()
    site.serve("/a", PAGE)
    Kept(tmp_path / "mine" / "pages.sqlite", site)()
    assert (tmp_path / "mine" / "pages.sqlite").stat().st_mode & 0o077 == 0


def test_a_kept_page_gives_the_same_document(kept: Kept, site: Site) -> None:
    """Its address and its kind are kept with it."""
    site.serve("/a", PAGE, etag='"1"')
    loads = [load([f"{site.url}/a"], web=Pages(kept.path, quick())) for _ in range(2)]
    assert loads[0] == loads[1]
    assert len(kept.asked()) == 2


def test_what_is_older_than_asked_for_is_left_out_of_feeds_and_folders(site: Site, tmp_path: Path) -> None:
    """Its article is not fetched either; what tells no day stays."""
    item = ("<item><title>{0}</title><link>{1}/{0}</link><pubDate>{2}</pubDate><description>{0} news.</description>"
            "</item>")
    days = {"old": "Mon, 01 Mar 2032 05:00:00 GMT", "new": "Mon, 22 Mar 2032 05:00:00 GMT", "undated": ""}
    items = "".join(item.format(name, site.url, day) for name, day in days.items())
    site.serve("/feed", f'<?xml version="1.0"?><rss version="2.0"><channel><title>P</title>{items}</channel></rss>')
    for name, day in (("a", "2032-03-01"), ("b", "2032-03-22")):
        (tmp_path / f"{name}.txt").write_text(f"Harbour closed\nOster Post | {day}\n\nThe harbour is closed.\n")
    documents, skipped = load([f"{site.url}/feed", tmp_path], web=quick(), since="2032-03-20")
    assert sorted(each.title for each in documents) == ["Harbour closed", "new", "undated"]
    assert sorted(each.reason for each in skipped) == ["published 2032-03-01, before the day of --since"] * 2
    assert "/old" not in site.asked
    assert "/new" in site.asked
