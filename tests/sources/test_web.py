"""Web addresses: what is fetched, what never is, over real HTTP on this machine."""

import gzip
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from served import STORY, Site, quick, serving

from briefing.errors import BriefingError
from briefing.sources import web
from briefing.sources.load import load
from briefing.sources.page import UnreadableError
from briefing.sources.web import Web, is_public


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with a story at /a."""
    with serving() as found:
        found.serve("/a", STORY.format(head=""))
        yield found


PRIVATE = ["127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
           "169.254.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1",
           "203.0.113.5",
           "192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1",
           "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
           "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "2001::1",
           "2001:db8::1", "::127.0.0.1", "100::1", "no address", ""]


@pytest.mark.parametrize("place", PRIVATE)
def test_an_address_that_is_not_public_is_none(place: str) -> None:
    """Nor one that hides such an address within another."""
    assert not is_public(place)


@pytest.mark.parametrize("place", ["93.184.215.14", "8.8.8.8", "2606:4700::6810:84e5", "::ffff:8.8.8.8"])
def test_an_address_of_the_internet_is_public(place: str) -> None:
    """Whichever family it is of."""
    assert is_public(place)


FORMS = ["http://127.0.0.1:{port}/a", "http://localhost:{port}/a", "http://LOCALHOST:{port}/a", "http://localhost.:{port}/a",
         "http://127.1:{port}/a", "http://0x7f000001:{port}/a", "http://2130706433:{port}/a", "http://0177.0.0.1:{port}/a",
         "http://[::1]:{port}/a", "http://[::ffff:127.0.0.1]:{port}/a", "http://0:{port}/a", "http://0.0.0.0:{port}/a",
         "http://user@127.0.0.1:{port}/a", "http://example.org@127.0.0.1:{port}/a", "http://127.0.0.1:{port}\\@x.example/a",
         "http://①②⑦.0.0.1:{port}/a", "http://127。0。0。1:{port}/a", "http:/\\127.0.0.1:{port}/a"]


@pytest.mark.parametrize("form", FORMS)
def test_no_way_to_write_this_machine_reaches_it(site: Site, form: str) -> None:
    """A canary on loopback hears nothing."""
    with pytest.raises(UnreadableError):
        Web(sleep=lambda _: None).fetch(form.format(port=site.port))
    assert site.asked == []


@pytest.mark.parametrize("scheme", ["file:///etc/passwd", "ftp://localhost/a", "gopher://localhost:70/",
                                    "data:text/html,x", "javascript:1", "//localhost/a", "localhost/a", "http://", "https:///a"])
def test_only_web_addresses_are_fetched(scheme: str) -> None:
    """Anything else is told to be none."""
    with pytest.raises(UnreadableError, match="no web address"):
        quick().fetch(scheme)


def test_a_name_is_looked_up_once_and_what_was_checked_is_what_is_connected_to(site: Site) -> None:
    """A name that leads elsewhere at the second look can't: there is none."""
    looked: list[str] = []

    def once(host: str, port: int, **_: object) -> list[Any]:
        looked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    fetcher = Web(resolve=once, allow_private=("here.example",), sleep=lambda _: None)
    assert b"700 lamps" in fetcher.fetch(f"http://here.example:{site.port}/a").data  # which nobody else can look up
    assert looked == ["here.example"] * len(site.asked)


def test_one_private_address_among_public_ones_is_one_too_many() -> None:
    """All that a name has must be public."""
    def resolve(_: str, port: int, **__: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port)) for place in ("8.8.8.8", "10.0.0.1")]

    with pytest.raises(UnreadableError, match=r"10\.0\.0\.1"):
        Web(resolve=resolve).fetch("http://two.example/")


def test_a_redirect_is_checked_like_an_address(site: Site) -> None:
    """From a host that may be read to one that may not."""
    site.serve("/out", "", 302, location=f"http://127.0.0.1:{site.port}/secret")
    with pytest.raises(UnreadableError, match="not on the public internet"):
        quick().fetch(f"{site.url}/out")
    assert "/secret" not in site.asked


def test_a_chain_of_redirects_ends(site: Site) -> None:
    """Five are followed, a circle is not."""
    for number in range(5):
        site.serve(f"/{number}", "", 301, location=f"/{number + 1}")
    site.serve("/5", STORY.format(head=""))
    site.serve("/circle", "", 302, location="/circle")
    assert quick().fetch(f"{site.url}/0").address == f"{site.url}/5"
    with pytest.raises(UnreadableError, match="redirects more than 5 times"):
        quick().fetch(f"{site.url}/circle")


def test_robots_are_heeded_and_the_agent_says_who_it_is(site: Site) -> None:
    """What robots.txt asks to leave alone is left alone; the agent has a name and where to complain."""
    rules = "User-agent: *\nDisallow: /closed\n\nUser-agent: briefing\nDisallow: /ours\n"
    site.serve("/robots.txt", rules, kind="text/plain")
    site.serve("/ours", STORY.format(head=""))
    fetcher = quick(contact="desk@example.org")
    with pytest.raises(UnreadableError, match=r"robots\.txt asks programs to stay out"):
        fetcher.fetch(f"{site.url}/ours")
    assert fetcher.fetch(f"{site.url}/a").data
    assert site.asked == ["/robots.txt", "/a"]
    assert site.agents[-1].startswith("briefing/")
    assert site.agents[-1].endswith("(+desk@example.org)")


def test_a_host_is_left_alone_between_two_requests(site: Site) -> None:
    """A second each, whoever asks."""
    slept: list[float] = []
    fetcher = quick(sleep=slept.append, clock=lambda: 100.0)
    fetcher.fetch(f"{site.url}/a")
    assert slept == [web.PAUSE]


def test_what_is_packed_is_unpacked_within_bounds(site: Site) -> None:
    """A bomb ends at the limit."""
    site.serve("/zip", gzip.compress(STORY.format(head="").encode()), content_encoding="gzip")
    site.serve("/bomb", gzip.compress(b"\0" * 30_000_000), content_encoding="gzip")
    assert b"700 lamps" in quick().fetch(f"{site.url}/zip").data
    with pytest.raises(UnreadableError, match="larger than 1 MB"):
        quick(limit=1_000_000).fetch(f"{site.url}/bomb")


@pytest.mark.parametrize(("status", "reason"), [
    (401, r"it asks for a login \(401\)"), (402, r"it asks for money \(402\)"), (403, "does not let a program in"),
    (404, "there is nothing at this address"), (410, "it is gone"), (500, r"the server refuses \(500\)")])
def test_a_refusal_is_told_in_words(site: Site, status: int, reason: str) -> None:
    """With its number, for whoever knows them."""
    site.serve("/no", "no", status)
    with pytest.raises(UnreadableError, match=reason):
        quick().fetch(f"{site.url}/no")


def test_a_picture_is_no_text(site: Site) -> None:
    """By what the server says that it is."""
    site.serve("/p", b"\x89PNG", kind="image/png")
    with pytest.raises(UnreadableError, match="image/png; no text"):
        quick().fetch(f"{site.url}/p")


def test_nobody_there_is_told(site: Site) -> None:
    """In a few words."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(UnreadableError, match="can't be fetched"):
        quick().fetch(f"http://localhost:{port}/")


# Documents


def test_a_page_is_a_document_of_its_address(site: Site) -> None:
    """With the address as its path and its link, and its host as the outlet where the page names none."""
    (document,), skipped = load([f"{site.url}/a"], web=quick())
    assert (document.path, document.url) == (f"{site.url}/a", f"{site.url}/a")
    assert (document.title, document.publisher) == ("Quay dark after storm", "localhost")
    assert document.published == "2031-05-06"
    assert skipped == ()


def test_a_teaser_of_a_feed_is_read_in_full(site: Site) -> None:
    """The article behind it, once; an item that is whole, or whose article is closed, stays as it is."""
    whole = " ".join(["The harbour master spoke of the storm for an hour."] * 20)
    item = "<item><title>{}</title><link>{}{}</link><description>{}</description></item>"
    items = "".join((item.format("Quay dark", site.url, "/a", "Lamps went out."),
                     item.format("A long talk", site.url, "/never", whole),
                     item.format("Closed", site.url, "/closed", "The council met behind closed doors on Monday.")))
    site.serve("/closed", "", 403)
    channel = f"<channel><title>Port News</title>{items}</channel>"
    site.serve("/feed", f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>', kind="application/rss+xml")
    documents, _ = load([f"{site.url}/feed"], web=quick())
    texts = {each.path.rpartition("#")[2]: each.text for each in documents if each.path}
    assert "700 lamps" in texts["1"]
    assert {each.publisher for each in documents} == {"Port News"}
    assert texts["2"].startswith("The harbour master spoke")
    assert texts["3"] == "The council met behind closed doors on Monday."
    assert "/never" not in site.asked


@pytest.mark.parametrize("head", ['<rss version="2.0">{}</rss>', '<r:RDF xmlns:r="x" xmlns="http://purl.org/rss/1.0/">{}</r:RDF>',
                                  '<?xml version="1.0"?>\n<rss xml:base="http://b.example/x/" version="2.0">{}</rss>'])
def test_links_of_a_feed_start_where_it_was_found(site: Site, head: str) -> None:
    """Or where the feed itself says."""
    item = "<item><title>Long</title><link>../a?x=1&amp;y=2</link><description>{}</description></item>"
    whole = item.format(" ".join(["The harbour master spoke of the storm for an hour."] * 20))
    site.serve("/news/feed?a=1&b=2", head.format(f"<channel><title>Port News</title>{whole}</channel>"))
    (document,), _ = load([f"{site.url}/news/feed?a=1&b=2"], web=quick())
    assert document.url == ("http://b.example/a" if "b.example" in head else f"{site.url}/a") + "?x=1&y=2"


def test_addresses_in_a_list_or_a_link_file_that_is_named_are_fetched(site: Site, tmp_path: Path) -> None:
    """Each once; a link file that only lies in a folder is not, unless links are followed."""
    (tmp_path / "list.txt").write_text(f"# today\n{site.url}/a\n\n{site.url}/a\n", encoding="utf-8")
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "note.txt").write_text("Divers saw the foot of the mole on Tuesday, the harbour master said.", "utf-8")
    (folder / "story.url").write_text(f"[InternetShortcut]\nURL={site.url}/a\n", encoding="utf-8")
    (folder / "story.webloc").write_text(
        f'<?xml version="1.0"?><plist><dict><key>URL</key><string>{site.url}/a</string></dict></plist>', "utf-8")
    documents, _ = load([tmp_path / "list.txt", folder / "story.url"], web=quick())
    assert [each.path for each in documents] == [f"{site.url}/a"]
    before = len(site.asked)
    documents, skipped = load([folder], web=quick())
    assert len(site.asked) == before
    assert [Path(each.path or "").name for each in documents] == ["note.txt"]
    assert {each.reason for each in skipped} == {"a link to a web address; --follow-links fetches what it leads to"}
    documents, _ = load([folder], web=quick(), follow_links=True)
    assert sorted(Path(each.path or "").name for each in documents) == ["a", "note.txt"]


def test_an_offer_is_no_report(site: Site) -> None:
    """What stands before a pay wall or asks for consent is skipped as such."""
    paid = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    site.serve("/paid", STORY.format(head=paid))
    site.serve("/asks", "", 302, location="/consent?back=/a")
    site.serve("/consent?back=/a", STORY.format(head=""))
    _, skipped = load([f"{site.url}/{each}" for each in ("a", "paid")], web=quick())
    assert [each.reason for each in skipped] == ["behind a pay wall: only its offer can be read"]
    with pytest.raises(BriefingError, match="a page that asks for consent stands before it"):
        load([f"{site.url}/asks"], web=quick())
