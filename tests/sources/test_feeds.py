"""RSS, Atom and JSON feeds → their items."""

import json
from collections.abc import Sequence

import pytest

from briefing.sources.kinds import Loaded, Refused, documents
from briefing.sources.page import UnreadableError

RSS = """<?xml version="1.0" encoding="{codec}"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Sound Daily - RSS Feed</title><link>https://sound.example/</link><description>News</description>
{items}</channel></rss>"""
ITEM = ("<item><title>Fähre &amp;amp; Hafen</title><link>https://www.sound.example/ferry</link>"
        "<pubDate>Fri, 13 Mar 2026 23:40:00 -0500</pubDate><dc:creator>Ida Holm</dc:creator>"
        "<description>The ferry stops.</description><content:encoded><![CDATA[<p>The ferry across the sound stops on "
        "Monday.</p><p>Two of its engines failed.</p><script>x()</script>"
        "<p style='display:none'>unseen</p>]]></content:encoded></item>")


def read(text: str, name: str = "news.xml", codec: str = "utf-8") -> Sequence[Loaded | Refused]:
    """What a feed holds."""
    return documents(name, lambda: text.encode(codec))


def rss(*items: str) -> Sequence[Loaded | Refused]:
    return read(RSS.format(codec="utf-8", items="".join(items)))


@pytest.mark.parametrize("codec", ["utf-8", "iso-8859-1", "utf-16"])
def test_an_item_is_a_document_with_all_that_the_feed_says_of_it(codec: str) -> None:
    """Its fullest text, its own clock's day, the feed's name without what makes it a feed."""
    (found,) = read(RSS.format(codec=codec, items=ITEM), codec=codec)
    assert isinstance(found, Loaded)
    page = found.page
    assert found.name == "#1"
    assert page.text == "The ferry across the sound stops on Monday.\nTwo of its engines failed."
    assert (page.title, page.publisher, page.author, page.published, page.url) == (
        "Fähre & Hafen", "Sound Daily", "Ida Holm", "2026-03-13", "https://www.sound.example/ferry")


def test_an_item_of_another_site_is_not_credited_to_the_feed_that_collects_it() -> None:
    """To the source that it names, else to the site that it leads to; a service is the agency, no author."""
    named, led, served = rss(
        "<item><title>Ferry stops in Norrvik</title><link>https://norrvik.example/1</link>"
        "<source url='https://norrvik.example/rss'>Norrvik Courier</source></item>",
        "<item><title>Ferry sails in Norrvik</title><link>https://coast.example/1</link></item>",
        "<item><title>Ferry waits in Norrvik</title><link>https://sound.example/2</link><dc:creator>Reuters</dc:creator>"
        "</item>")
    assert all(isinstance(each, Loaded) for each in (named, led, served))
    assert [each.page.publisher for each in (named, led, served) if isinstance(each, Loaded)] == [
        "Norrvik Courier", "coast.example", "Sound Daily"]
    assert isinstance(served, Loaded)
    assert (served.page.author, served.page.agency, served.page.text) == (None, "Reuters", "Ferry waits in Norrvik")


def test_an_atom_entry_is_read_as_an_item_is() -> None:
    """By its alternate link; an entry without words is refused under its number."""
    first, second = read("""<feed xmlns="http://www.w3.org/2005/Atom"><title>Port Atom</title>
        <link href="https://port.example/"/><entry><title type="html">Ferry &lt;b&gt;stops&lt;/b&gt;</title>
        <link rel="alternate" href="https://port.example/1"/><published>2026-03-13T08:00:00+01:00</published>
        <updated>2026-03-15T08:00:00Z</updated><author><name>Ida Holm</name></author><content type="xhtml">
        <div xmlns="http://www.w3.org/1999/xhtml"><p>It stops.</p><p>So it is.</p></div></content></entry>
        <entry><id>2</id><updated>2026-03-15T08:00:00Z</updated></entry></feed>""", "a.txt")
    assert isinstance(first, Loaded)
    assert (first.page.title, first.page.publisher, first.page.published, first.page.url, first.page.text) == (
        "Ferry stops", "Port Atom", "2026-03-13", "https://port.example/1", "It stops.\nSo it is.")
    assert second == Refused("#2", "an item without words")


def test_a_json_feed_is_read_as_the_others_are() -> None:
    """https://www.jsonfeed.org/version/1.1/"""
    feed = {"title": "Sound Daily", "home_page_url": "https://sound.example/", "items": [
        {"id": "1", "url": "https://sound.example/1", "title": "Ferry stops",
         "date_published": "2026-03-13T23:40:00-05:00", "content_html": "<p>It stops.</p><p>Now.</p>",
         "authors": [{"name": "Ida Holm"}, {"name": "Ole Brandt"}]},
        {"id": 2, "external_url": "https://coast.example/2", "content_text": "It sails again from Friday."}],
        "version": "https://jsonfeed.org/version/1.1"}
    first, second = read(json.dumps(feed), "feed.json")
    assert isinstance(first, Loaded)
    assert isinstance(second, Loaded)
    assert (first.page.text, first.page.author, first.page.published, first.page.publisher) == (
        "It stops.\nNow.", "Ida Holm, Ole Brandt", "2026-03-13", "Sound Daily")
    assert (second.page.publisher, second.page.title) == ("coast.example", "It sails again from Friday")


@pytest.mark.parametrize("text", ["<rss version='2.0'><channel><title>x</title></channel></rss>", "<rss", "<feed/>"])
def test_a_feed_without_items_is_refused(text: str) -> None:
    """With that reason, broken or not."""
    with pytest.raises(UnreadableError, match="a feed without items"):
        read(text)


def test_a_feed_opens_nothing() -> None:
    """Neither a file nor an address that it names, nor an entity that grows."""
    found = read("""<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&c;&c;&c;&c;&c;&c;&c;&c;">
        <!ENTITY c "&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY d "grown grown grown grown">]>
        <rss version="2.0"><channel><item><title>Ferry stops</title><description>It stops. &a; &b;</description></item>
        </channel></rss>""")
    texts = [each.page.text for each in found if isinstance(each, Loaded)]
    assert not any("root:" in text or len(text) > 10_000 for text in texts)
