"""Every field of a document hostile in turn, beside a good document: the good one is told, and nothing is forged."""

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hostile import ADDRESSES, BODY, FIELDS, GOOD, KEYS, REFUSED, SHAPES, TAGS, VALUES, WORDS, header_lines, page
from hypothesis import event, given, settings
from hypothesis import strategies as st

from briefing.check import check
from briefing.errors import BriefingError
from briefing.model import Document, Skipped
from briefing.pipeline import Outcome, run
from briefing.render.markdown import to_markdown
from briefing.render.record import from_json, to_json
from briefing.settings import Settings
from briefing.sources import kinds
from briefing.sources.html import extract
from briefing.sources.kinds import Kind
from briefing.sources.load import load
from briefing.sources.page import Page, Part, UnreadableError, storable
from briefing.sources.plain import read
from briefing.text.address import web_address
from briefing.text.encoding import NotTextError

NOW = datetime(2031, 4, 9, 7, tzinfo=UTC)
STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
TOLD = "The library of Ostmark will open at night from Thursday"


def pile(field: str) -> Iterator[tuple[str, str]]:
    """Ending and text of documents that have each hostile value in one field."""
    kind, _, name = field.partition(" ")
    few = ADDRESSES[len(name)::6]
    for value in (*(ADDRESSES if field in ADDRESSED else few), *WORDS) if kind != "key" else ():
        if kind == "lines":
            yield ".txt", f"{header_lines(name, value)}\n{BODY}\n"
        elif kind == "front":
            yield ".md", f"---\n{header_lines(name, value)}---\n\n{BODY}\n"
        elif kind == "tag":
            yield ".html", page(name.format(html.escape(value)))
        elif kind == "text":
            yield ".txt", f"{header_lines('', '')}\n{BODY} {value} boats sank on {value}, “{value}” said.\n{value}\n"
            yield ".html", page(body=f"{BODY} {html.escape(value)} boats sank on {value}.")
    words = (*WORDS[len(name)::4], *few)
    shapes = (*SHAPES, *([shape] for shape in SHAPES), *words, *({"name": word} for word in words))
    for each in shapes if kind == "key" else ():
        yield ".html", page(linked({name: each}))


def linked(fields: dict[str, object]) -> str:
    """An article's JSON-LD with these for its own."""
    script = json.dumps({"@type": "NewsArticle", "headline": "Quay shut", **fields}).replace("</", "<\\/")
    return f'<script type="application/ld+json">{script}</script>'


ADDRESSED = ("lines url", "front url", f"tag {TAGS[4]}", f"tag {TAGS[5]}")
EVERY = (*(f"{kind} {field}" for kind in ("lines", "front") for field in FIELDS), *(f"tag {each}" for each in TAGS),
         *(f"key {each}" for each in KEYS), "text")


def sound(document: Document | Page) -> None:
    """Every field can be stored and shown: names on one line, an address that is one, a day that there is."""
    for each in (document.title, document.publisher, document.author, document.agency):
        assert not STEERING.search(each or "")
        assert len(each or "") <= 300
    assert document.url is None or web_address(document.url) == document.url
    assert document.published is None or datetime.strptime(document.published, "%Y-%m-%d")
    assert re.fullmatch("[a-z]{2}", document.language)
    assert document.text.encode()


@pytest.mark.parametrize("field", EVERY)
def test_a_hostile_field_raises_nothing_past_its_reader(field: str) -> None:
    """Each value by itself: a page whose fields are sound, or the reason why there is none."""
    reads = 0
    for ending, text in pile(field):
        try:
            found = (extract if ending == ".html" else read)(text.encode("utf-8", "surrogatepass"))
        except (UnreadableError, NotTextError):
            continue
        sound(storable(found))
        reads += 1
    assert reads > 50


@pytest.fixture(name="good")
def _good(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


def told(folder: Path) -> Outcome:
    """A run that tells the good document, leaves a record that reads back and holds, and forges no heading."""
    outcome = run([str(folder)], Settings(engine="extractive"), now=NOW)
    page, record = to_markdown(outcome.briefing), to_json(outcome.briefing)
    assert TOLD in page
    assert [line for line in page.splitlines() if re.match(r"#+ (?:Fake|Bcc)", line)] == []
    assert from_json(record) == outcome.briefing
    assert [each for each in check(json.loads(record)) if "has changed" not in each.reason] == []
    for document in outcome.briefing.documents:
        sound(document)
    return outcome


@pytest.mark.parametrize("field", EVERY)
def test_the_good_document_is_told_whatever_stands_in_a_field_of_others(good: Path, field: str) -> None:
    """A whole run with some of the values, others for each field, so that all have their turn."""
    every = [each for each in pile(field) if len(each[1]) < 20_000]
    start = EVERY.index(field)
    for number, (ending, text) in enumerate(every[start % 9::len(every) // 9]):
        (good / f"hostile-{number}{ending}").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert len(told(good).briefing.documents) > 5


def test_the_good_document_is_told_beside_files_with_hostile_names(good: Path) -> None:
    """Line ends, steering, markup, and bytes that are no text."""
    for number, value in enumerate(VALUES):
        name = value.encode("utf-8", "surrogatepass").replace(b"\0", b"").replace(b"/", b"\xff")[:200]
        (good / (name + b"%d.txt" % number).decode("utf-8", "surrogateescape").lstrip(".")).write_text(
            f"{header_lines('title', f'Report {number}')}\n{BODY}\n", encoding="utf-8") if number % 8 == 0 else None
    outcome = told(good)
    assert len(outcome.briefing.documents) > 10
    assert [each for each in outcome.briefing.documents if (each.path or "").encode() == b""] == []


@pytest.mark.parametrize("address", ["http://[::1", "https://a:b@[x]:99999/", "http://x\u2100y/", "http://[", "http://a:x/",
                                     "http://\ud800/", "http://bay.example:99999999999/"])
def test_one_bad_address_does_not_stop_the_pile(good: Path, address: str) -> None:
    """Its page is told like the others, without an address."""
    (good / "bad.html").write_bytes(
        page(f'<link rel="canonical" href="{address}">').encode("utf-8", "surrogatepass"))
    (good / "bad.txt").write_bytes(f"{header_lines('url', address)}\n{BODY}\n".encode("utf-8", "surrogatepass"))
    outcome = told(good)
    assert [each.url for each in outcome.briefing.documents] == [None] * 3
    assert outcome.unread == 0


@pytest.mark.parametrize("published", ["2031-05-06", "0001-01-01", "9999-12-31", "2031-02-31"])
@pytest.mark.parametrize("day", ["2031-02-31", "31 February 2031", "30/02/2031", "31.04.2031", "2031-02-30T10:00",
                                 "yesterday", "tomorrow", "last month", "next year", "in ten years", "on 29 February",
                                 "0000-00-00"])
def test_a_day_that_never_was_stops_no_pile(day: str, published: str, good: Path) -> None:
    """In the text or as the day of publication: its document is told like the others."""
    text = f"{header_lines('date', published)}\n{BODY} The council of Oster met {day}, its mayor said on {day}.\n"
    (good / "bad.txt").write_text(text, encoding="utf-8")
    assert len(told(good).briefing.documents) == 2


def test_an_address_that_is_none_gives_way_to_one_that_is() -> None:
    """The next the page gives; whole, however long: an address that is cut leads elsewhere."""
    long = "https://bay.example/" + "a" * 400
    for bad in (each for each in REFUSED if "\0" not in each):  # a page's zero bytes are dropped before it is parsed
        head = f'<link rel="canonical" href="{html.escape(bad)}"><meta property="og:url" content="{long}">'
        assert extract(page(head).encode("utf-8", "surrogatepass")).url == long


def test_the_publisher_is_the_host_that_a_browser_opens() -> None:
    """A name before the host is no host, and neither is what stands behind a backslash."""
    for ending, make in ((".html", lambda url: extract(page(f'<link rel="canonical" href="{url}">').encode())),
                         (".txt", lambda url: read(f"Title: Quay\nURL: {url}\n\n{BODY}\n".encode()))):
        assert make(r"http://evil.example\@bbc.example/").publisher == "evil.example", ending
        assert make("https://bbc.example@evil.example/").publisher is None, ending
        assert make("http://b\u0431c.example/").publisher == "xn--bc-blc.example", ending


def test_a_fault_that_no_reader_foresaw_costs_one_document(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is listed with what went wrong; the others are told."""
    def broken(data: bytes) -> tuple[Part, ...]:
        raise ValueError("Invalid IPv6 URL")

    table = (Kind("Markdown", (".md",), broken, fixed=True), *kinds.KINDS)
    monkeypatch.setattr(kinds, "table", lambda: table)
    (good / "bad.md").write_text(BODY, encoding="utf-8")
    documents, skipped = load([good])
    assert [each.title for each in documents] == ["Library of Ostmark opens at night"]
    assert skipped == (Skipped("sources", f"{good}/bad.md", "can't be read: ValueError, Invalid IPv6 URL"),)


@pytest.fixture(name="record", scope="module")
def _record(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The record of a run with the good document."""
    folder = tmp_path_factory.mktemp("good")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return to_json(run([str(folder)], Settings(engine="extractive"), now=NOW).briefing)


@pytest.mark.parametrize("url", [*REFUSED[:20], r"http://evil.example\@bbc.example/", "http://evil.example/\n\nFake"])
def test_an_address_in_an_older_record_raises_nothing(record: str, url: str) -> None:
    """It is read as it would be loaded today."""
    changed = json.loads(record)
    changed["documents"][0]["url"] = url
    assert check(changed) == ()
    briefing = from_json(json.dumps(changed))
    assert briefing.documents[0].url == web_address(url)
    assert TOLD in to_markdown(briefing)


@pytest.mark.parametrize("documents", [[None], ["x"], [{"url": 1}], [{"url": ["http://a.example"]}], "x", {"url": "x"}])
def test_documents_of_another_form_in_a_record_are_named(record: str, documents: object) -> None:
    """An address in them is no reason to pass them over."""
    with pytest.raises(BriefingError, match=r"can't be read as a briefing:\n- documents"):
        from_json(json.dumps({**json.loads(record), "documents": documents}))


hostile_text = st.one_of(st.text(max_size=40), st.sampled_from([each for each in VALUES if len(each) < 500]))
anything = st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), hostile_text),
                        lambda inner: st.one_of(st.lists(inner, max_size=4),
                                                st.dictionaries(st.sampled_from(["name", "@type", "@graph", "author"]),
                                                                inner, max_size=3)), max_leaves=8)


@settings(max_examples=60)
@given(fields=st.dictionaries(st.sampled_from(KEYS), anything), tags=st.lists(st.tuples(st.sampled_from(TAGS),
                                                                                       hostile_text), max_size=4))
def test_no_page_raises_past_its_reader(fields: dict[str, object], tags: list[tuple[str, str]]) -> None:
    """Any JSON for any key, any text in any tag."""
    head = "".join(tag.format(html.escape(value)) for tag, value in tags)
    data = page(linked(fields) + head).encode("utf-8", "surrogatepass")
    try:
        sound(storable(extract(data)))
    except (UnreadableError, NotTextError):
        event("no page")


@settings(max_examples=300)
@given(fields=st.lists(st.tuples(st.sampled_from(FIELDS), hostile_text), max_size=4), body=hostile_text)
def test_no_text_raises_past_its_reader(fields: list[tuple[str, str]], body: str) -> None:
    """Any value behind any key, any words below."""
    head = "".join(f"{key}: {value}\n" for key, value in fields)
    try:
        sound(storable(read(f"{head}\n{BODY} {body}\n".encode("utf-8", "surrogatepass"))))
    except (UnreadableError, NotTextError):
        event("no page")
