"""Feeds and web addresses as sources of a job: what is new is kept and told once, whatever else about it changes."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest
from desk import Desk
from faulty import Faulty
from served import Site, serving

from briefing.errors import BriefingError
from briefing.jobs.forgetting import forget
from briefing.jobs.run import preview
from briefing.sources.kinds import Loaded, documents

FERRY = "The ferry Alma stays in port until Friday because of a broken shaft, its captain, Ines Okoro, said."
CRANE = "A crane fell on the quay of Lannick on Monday and hurt two dockers, the harbour master, Ada Holm, said."
CHOIR = "The choir of Velm won a prize in Rome on Sunday, its leader, Hugo Sand, said."
BRIDGE = "The bridge of Brae is closed to lorries until Thursday, a spokesman of the police said."


def item(title: str, text: str, link: str = "", guid: str = "", day: str = "Mon, 22 Mar 2032 05:00:00 GMT") -> str:
    """An item of an RSS feed."""
    parts = (("title", title), ("link", link), ("guid", guid), ("pubDate", day), ("description", text))
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in parts if value)}</item>"


def feed(*items: str, codec: str = "utf-8") -> bytes:
    """An RSS feed."""
    channel = f"<channel><title>Port News</title><link>http://localhost/</link>{''.join(items)}</channel>"
    return f'<?xml version="1.0" encoding="{codec}"?><rss version="2.0">{channel}</rss>'.encode(codec, "replace")


@pytest.fixture(name="site")
def _site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture(name="desk")
def _desk(tmp_path: Path, server: tuple[Faulty, int], site: Site) -> Desk:
    return Desk(tmp_path / "desk", port=server[1], sources=f'[[sources]]\nfeed = "{site.url}/feed"')


def later(desk: Desk) -> None:
    """The next day's run, a day later."""
    desk.clock.moment += timedelta(days=1)


def mails(server: tuple[Faulty, int]) -> list[str]:
    """The texts of the mails, in their order."""
    found = (BytesParser(policy=policy.default).parsebytes(mail) for _, mail in server[0].taken)
    return [str(each.get_body(("plain",)).get_content()) for each in found]  # type: ignore[union-attr]


def kept(desk: Desk) -> list[Path]:
    """The files that the job keeps."""
    return sorted((desk.home / "harbour.kept").glob("*/*"))


def pages(desk: Desk) -> list[Loaded]:
    """The documents in them."""
    return [each for path in kept(desk) for each in documents(path.name, path.read_bytes) if isinstance(each, Loaded)]


def test_what_is_new_in_a_feed_is_told_once(desk: Desk, site: Site, server: tuple[Faulty, int]) -> None:
    """The first run tells what is in it, the next what has come; items that went stay known."""
    site.serve("/feed", feed(item("Ferry", FERRY, guid="1"), item("Choir", CHOIR, guid="2")))
    assert desk.run().outcome == "told"
    assert desk.run().outcome == "nothing new"
    later(desk)
    site.serve("/feed", feed(item("Crane", CRANE, guid="3"), item("Ferry", FERRY, guid="1")))
    assert desk.run().outcome == "told"
    first, second = mails(server)
    assert ("broken shaft" in first, "won a prize" in first, "crane fell" in first.lower()) == (True, True, False)
    assert ("broken shaft" in second, "won a prize" in second, "crane fell" in second.lower()) == (False, False, True)


def test_a_feed_that_has_not_changed_is_not_sent_again(desk: Desk, site: Site) -> None:
    """The server is told what is known of it, and says that it is what it was."""
    day = "Mon, 22 Mar 2032 05:00:00 GMT"
    site.serve("/feed", feed(item("Ferry", FERRY, guid="1")), etag='"v1"', last_modified=day)
    desk.run()
    assert desk.run().failing == ()
    assert site.conditions[-1] == ('"v1"', day)
    assert len(kept(desk)) == 1


@pytest.mark.parametrize("again", [
    item("Ferry", FERRY, "http://localhost/new", "1"), item("Ferry", FERRY, "http://localhost/new"),
    item("Ferry", FERRY, "http://localhost/new", "9"), item("Ferry", FERRY)])
def test_an_item_that_changes_its_link_or_id_is_the_same(desk: Desk, site: Site, again: str) -> None:
    """By what it says."""
    site.serve("/feed", feed(item("Ferry", FERRY, "http://localhost/old", "1")))
    desk.run()
    site.serve("/feed", feed(again))
    later(desk)
    assert desk.run().outcome == "nothing new"
    assert len(kept(desk)) == 1


def test_items_without_days_are_told_once_each(desk: Desk, site: Site, server: tuple[Faulty, int]) -> None:
    """Whatever their links are called next time."""
    site.serve("/feed", feed(item("Ferry", FERRY, "http://localhost/a?s=1", day=""),
                             item("Choir", CHOIR, "http://localhost/b?s=1", day="")))
    desk.run()
    later(desk)
    site.serve("/feed", feed(item("Ferry", FERRY, "http://localhost/a?s=2", day=""),
                             item("Bridge", BRIDGE, "http://localhost/c?s=2", day=""),
                             item("Choir", CHOIR, "http://localhost/b?s=2", day="")))
    desk.run()
    assert len(kept(desk)) == 3
    assert "closed to lorries" in mails(server)[-1]
    assert "broken shaft" not in mails(server)[-1]


def test_items_that_share_an_id_are_items_each(desk: Desk, site: Site) -> None:
    """A feed that gives all of its items one id or one link loses none of them."""
    site.serve("/feed", feed(*(item(each[4:9], each, "http://localhost/", "same") for each in (FERRY, CRANE, CHOIR))))
    desk.run()
    assert sorted(each.page.text for each in pages(desk)) == sorted([FERRY, CRANE, CHOIR])


def test_an_item_that_says_otherwise_takes_the_place_of_what_it_said(desk: Desk, site: Site,
                                                                     server: tuple[Faulty, int]) -> None:
    """A figure that moved is told as one, and what it says at last counts, be that what it said first."""
    two, three = CRANE, CRANE.replace("two dockers", "three dockers")
    for text in (two, three, two):
        site.serve("/feed", feed(item("Crane", text, guid="1")))
        desk.run()
        later(desk)
        assert [each.page.text for each in pages(desk)] == [text]
    assert "earlier two" in mails(server)[1].lower()


def test_an_article_is_fetched_where_an_item_teases_and_only_once(desk: Desk, site: Site) -> None:
    """The items that are known already cost no request."""
    for name, text in (("a", FERRY), ("b", CRANE)):
        site.serve(f"/{name}", f"<html lang=en><body><article><h1>News</h1><p>{text}</p><p>{BRIDGE}</p></article>")
    site.serve("/feed", feed(item("Ferry", "No ferry.", f"{site.url}/a", "1")))
    desk.run()
    site.serve("/feed", feed(item("Crane", "Crane falls.", f"{site.url}/b", "2"),
                             item("Ferry", "No ferry.", f"{site.url}/a", "1")))
    later(desk)
    desk.run()
    assert (site.asked.count("/a"), site.asked.count("/b")) == (1, 1)
    assert all(BRIDGE in each.page.text for each in pages(desk))


def test_a_feed_is_read_packed_and_in_its_own_letters(desk: Desk, site: Site) -> None:
    """Though the server names another charset."""
    import gzip

    text = "Die Fähre nach Köln fährt erst am Freitag wieder, sagte die Kapitänin Ines Öztürk."
    site.serve("/feed", gzip.compress(feed(item("Fähre", text, guid="1"), codec="iso-8859-1")),
               kind="application/rss+xml; charset=utf-8", content_encoding="gzip")
    desk.run()
    assert [each.page.text for each in pages(desk)] == [text]


def test_a_feed_that_moved_for_good_is_asked_where_it_is_now(desk: Desk, site: Site) -> None:
    """And where that is no place any more, where it was."""
    site.serve("/feed", "", 301, location="/new")
    site.serve("/new", feed(item("Ferry", FERRY, guid="1")))
    desk.run()
    desk.run()
    assert [each for each in site.asked if each != "/robots.txt"] == ["/feed", "/new", "/new"]
    del site.pages["/new"]
    site.serve("/feed", feed(item("Ferry", FERRY, guid="1")))
    assert [len(desk.run().failing) for _ in range(2)] == [1, 0]


def test_a_feed_that_is_gone_is_named_and_not_asked_again(desk: Desk, site: Site) -> None:
    """What it gave before stays."""
    site.serve("/feed", feed(item("Ferry", FERRY, guid="1")))
    desk.run()
    site.serve("/feed", "", 410)
    reasons = [desk.run().failing[0].reason for _ in range(2)]
    assert reasons == ["it is gone (410); take it out of the job file"] * 2
    assert site.asked.count("/feed") == 2
    assert len(kept(desk)) == 1


def test_a_feed_that_fails_is_named_like_a_folder_that_fails(desk: Desk, site: Site) -> None:
    """By its address, with the reason; where nothing else can be read, the run fails."""
    site.serve("/feed", "", 500)
    with pytest.raises(BriefingError, match=rf"no source can be read:\n- {site.url}/feed could not be read: the server "
                                            r"refuses \(500\)"):
        desk.run()
    desk.sources += '\n[[sources]]\nfolder = "inbox"'
    desk.put("choir.txt", f"Choir wins\nVelm FM | 2032-03-22\n\n{CHOIR}\n")
    report = desk.run()
    assert (report.outcome, [(each.source, each.runs) for each in report.failing]) == (
        "told", [(f"{site.url}/feed", 2)])


def test_a_page_is_no_feed(desk: Desk, site: Site) -> None:
    """It says what to write."""
    site.serve("/feed", f"<html><body><article><h1>News</h1><p>{FERRY}</p></article>")
    with pytest.raises(BriefingError, match='no feed; give a page with address = "…" instead'):
        desk.run()


def test_an_address_is_read_again_where_its_page_changes(desk: Desk, site: Site, server: tuple[Faulty, int]) -> None:
    """What was added is told, and the page is one document."""
    desk.sources = f'[[sources]]\naddress = "{site.url}/live?token=s3cr3t-of-the-desk"'
    page = "<html lang=en><head><title>Storm</title></head><body><article><h1>Storm</h1><p>{}</p></article>"
    site.serve("/live?token=s3cr3t-of-the-desk", page.format(FERRY))
    assert desk.run().outcome == "told"
    later(desk)
    assert desk.run().outcome == "nothing new"
    site.serve("/live?token=s3cr3t-of-the-desk", page.format(f"{FERRY}</p><p>{CRANE}"))
    later(desk)
    assert desk.run().outcome == "told"
    assert "crane fell" in mails(server)[-1].lower()
    assert "broken shaft" not in mails(server)[-1]
    assert len(kept(desk)) == 1
    site.serve("/live?token=s3cr3t-of-the-desk", "", 500)
    assert [each.source for each in desk.run().failing] == [f"{site.url}/live"]


def test_what_breaks_off_before_it_is_noted_is_fetched_again_and_told_once(
        desk: Desk, site: Site, server: tuple[Faulty, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are there, the database knows nothing of them."""
    from briefing.jobs import gathering

    site.serve("/feed", feed(item("Ferry", FERRY, guid="1"), item("Choir", CHOIR, guid="2")), etag='"v1"')
    with monkeypatch.context() as patch:
        patch.setattr(gathering, "_note", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            desk.run()
    assert len(kept(desk)) == 2
    assert desk.run().outcome == "told"
    assert (len(kept(desk)), len(server[0].taken)) == (2, 1)


def test_who_only_looks_leaves_nothing_behind(desk: Desk, site: Site, tmp_path: Path) -> None:
    """A preview fetches, and remembers none of it; the run after it tells everything."""
    site.serve("/feed", feed(item("Ferry", FERRY, guid="1")), etag='"v1"')
    assert "broken shaft" in preview(desk.job, desk.context, tmp_path / "shown")[2].read_text()
    assert kept(desk) == []
    desk.run()
    later(desk)
    site.serve("/feed", feed(item("Crane", CRANE, guid="2")), etag='"v2"')
    assert "crane fell" in preview(desk.job, desk.context, tmp_path / "shown")[2].read_text().lower()
    assert len(kept(desk)) == 1
    assert desk.run().outcome == "told"


def test_what_is_compared_with_nothing_any_more_is_not_kept(desk: Desk, site: Site) -> None:
    """Nor what is forgotten; both stay known."""
    desk.top = "keep_days = 3"
    site.serve("/feed", feed(item("Ferry", FERRY, guid="1"), item("Choir", CHOIR, guid="2")))
    desk.run()
    assert len(kept(desk)) == 2
    assert forget(desk.job, "*choir*", {})[0] == 1
    assert [each.page.text for each in pages(desk)] == [FERRY]
    desk.clock.moment += timedelta(days=5)
    assert [desk.run().outcome for _ in range(2)] == ["nothing new"] * 2
    assert kept(desk) == []


def test_what_is_kept_is_for_its_owner_alone(desk: Desk, site: Site) -> None:
    """Folders and files."""
    site.serve("/feed", feed(item("Ferry", FERRY, guid="1")))
    desk.run()
    folder = desk.home / "harbour.kept"
    assert {each.stat().st_mode & 0o077 for each in (folder, *folder.rglob("*"))} == {0}


def test_a_database_of_before_there_were_feeds_goes_on(desk: Desk, site: Site) -> None:
    """It gets the tables that are new."""
    site.serve("/feed", feed(item("Ferry", FERRY, guid="1")))
    desk.run()
    with sqlite3.connect(desk.home / "harbour.sqlite") as db:
        db.executescript("DROP TABLE fetched; DROP TABLE items; DROP TABLE files; DROP TABLE folders; DROP TABLE "
                         "looks; DROP TABLE shelf; DROP TABLE terms; DROP TABLE postings; "
                         "CREATE TABLE files (job, path, stamp, sha256); PRAGMA user_version = 2")
    assert desk.run().outcome == "nothing new"


def test_a_source_named_has_its_heading(desk: Desk, site: Site, server: tuple[Faulty, int]) -> None:
    """As a folder has."""
    desk.sources += '\nname = "Ports"\n[[sources]]\nfolder = "inbox"\nname = "Culture"'
    desk.put("choir.txt", f"Choir wins\nVelm FM | 2032-03-22\n\n{CHOIR}\n")
    desk.tell = "stories = 1"
    site.serve("/feed", feed(*(item(each[4:9], each, guid=each[4:9]) for each in (FERRY, CRANE, BRIDGE))))
    desk.run()
    assert "Ports" in mails(server)[0]
