"""The mail and its page as a reader has them: text from top to bottom, HTML that holds at 360 and 800 pixels, light and
dark."""

import html
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from far import FAR
from hostile import LYING, PIECES, REFUSED
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.model import Briefing, Member, Origin, Position, Section, Sentence
from briefing.render.bulletin import Bulletin, Front, Item, Moved, News, Settled
from briefing.render.citations import citations
from briefing.render.escape import fold
from briefing.render.mail import headline, to_html, to_text
from briefing.render.markdown import to_markdown
from briefing.render.page import to_page
from briefing.render.passage import show
from briefing.render.record import from_record, to_record
from briefing.render.view import WIDTH, since
from briefing.text.address import shown_host, site_name, web_address

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NOW = datetime(2031, 5, 9, 7, 0, tzinfo=ZoneInfo("Europe/Berlin"))
LONG = "x" * 300


TITLE = "Ferry Alma aground off Tarn Island"
FOOTER = ("You get this because you are a reader of Island desk.", "To stop, write to stop@example.org.")


def front(briefing: Briefing) -> Front:
    """Two stories of one briefing: the first with sentences and a divergence, the other in a line."""
    told = briefing.sections[0].sentences
    return Front((Item("s1", TITLE, told[:2], appeared=briefing.divergences[:1]),),
                 (Item("s1", "Another matter", told[2:3]), Item("s1", "A headline alone", facts=told[0].facts)), 3)


def everything(briefing: Briefing) -> Bulletin:
    """A first mail, with names and addresses that do not break."""
    first, *others = briefing.documents
    long = replace(first, path=f"pile/{LONG}.txt", url=f"https://wire.example/{LONG}")
    return Bulletin("Island desk", NOW, replace(briefing, documents=(long, *others)),
                    News(briefing.sections, (), briefing.divergences), front(briefing), fresh=4,
                    notes=(f"{LONG} could not be read in 3 runs, since 6 May 2031: no such folder.",))


def news(briefing: Briefing, *, whole: bool = False) -> Bulletin:
    """A later mail that has something of each kind."""
    nine, eleven = briefing.divergences[1].positions
    wire, rocks = briefing.divergences[0].positions
    section = Section("s1", "From one source each", briefing.sections[1].sentences)
    parts = News((section,), (Moved("s1", "Number treated: eleven, earlier nine", eleven, nine),),
                 (briefing.divergences[2],), (Settled("s1", "Where it ran aground", rocks, (wire,)),))
    told = Item("s1", TITLE, section.sentences[:1], parts.moved, parts.appeared, parts.settled)
    return Bulletin("Island desk", NOW, briefing, parts, Front((told,)), NOW - timedelta(days=3), 2, whole,
                    footer=FOOTER)


MAILS = {"first": everything, "news": news, "whole": lambda briefing: news(briefing, whole=True),
         "nothing": lambda _: Bulletin("Island desk", NOW, None, News(), since=NOW - timedelta(days=1))}
FORMS = {"mail": to_html, "page": to_page}


@pytest.fixture(name="window", scope="module", params=[(360, "light"), (360, "dark"), (800, "light"), (800, "dark")],
                ids=lambda each: f"{each[0]}-{each[1]}")
def _window(browser: "Browser", request: pytest.FixtureRequest) -> "Iterator[Page]":
    width, scheme = request.param
    page = browser.new_page(viewport={"width": width, "height": 700}, color_scheme=scheme)
    page.set_default_timeout(FAR * 1000)
    page.asked = []  # type: ignore[attr-defined]
    page.on("request", lambda asked: page.asked.append(asked.url))  # type: ignore[attr-defined]
    yield page
    page.close()


@pytest.fixture(name="page")
def _page(window: "Page") -> "Page":
    """A window with nothing in it, whatever stood there before: to open one costs more than all that is done there."""
    window.goto("about:blank")
    window.asked.clear()  # type: ignore[attr-defined]
    return window


CONTRASTS = """() => {
  const light = color => {
    const parts = color.match(/[\\d.]+/g).map(Number);
    const [r, g, b] = parts.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return {value: 0.2126 * r + 0.7152 * g + 0.0722 * b, seen: parts.length < 4 || parts[3] > 0};
  };
  const behind = node => {
    for (; node; node = node.parentElement) {
      const found = light(getComputedStyle(node).backgroundColor);
      if (found.seen) return found.value;
    }
    return 1;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const node = texts.currentNode.parentElement;
    if (!texts.currentNode.textContent.trim() || !node.getClientRects().length) continue;
    const [a, b] = [light(getComputedStyle(node).color).value, behind(node)];
    found.push([(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), texts.currentNode.textContent.trim().slice(0, 40)]);
  }
  return found;
}"""


@pytest.mark.chromium
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("mail", MAILS)
def test_nothing_scrolls_sideways(page: "Page", briefing: Briefing, mail: str, form: str) -> None:
    """Names and addresses that do not break included; no letter stands outside the window."""
    page.set_content(FORMS[form](MAILS[mail](briefing)))
    width = page.viewport_size["width"]  # type: ignore[index]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    rights = "[...document.querySelectorAll('body *')].map(each => each.getBoundingClientRect().right)"
    assert max(page.evaluate(rights)) <= width


@pytest.mark.chromium
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("mail", MAILS)
def test_every_text_stands_out_from_what_is_behind_it(page: "Page", briefing: Briefing, mail: str,
                                                        form: str) -> None:
    """At least 4.5 to 1 (WCAG AA), in both schemes; and the schemes are two."""
    page.set_content(FORMS[form](MAILS[mail](briefing)))
    found = page.evaluate(CONTRASTS)
    assert len(found) > 2
    assert [each for each in found if each[0] < 4.5] == []
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    background = page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor")
    assert background == ("rgb(24, 28, 32)" if dark else "rgb(255, 255, 255)")


@pytest.mark.chromium
@pytest.mark.parametrize("mail", ["first", "news", "whole"])
def test_citations_lead_to_their_passage_and_back(page: "Page", briefing: Briefing, mail: str) -> None:
    """Within the page: a click brings the passage into the window, a click on its label the sentence."""
    page.set_content(to_page(MAILS[mail](briefing)))
    links = page.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].map(e => e.getAttribute('href'))")
    assert len(links) > 8
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert sorted(set(ids)) == sorted(ids)
    assert {link[1:] for link in links} - set(ids) == set()
    page.click("a.cite >> nth=0")
    assert page.evaluate("location.hash") == "#s1a"
    assert _in_window(page, "#s1a")
    page.click("#s1a a.back")
    assert _in_window(page, "#c1a")


def _in_window(page: "Page", place: str) -> bool:
    box = page.locator(place).bounding_box()
    return box is not None and -10 <= box["y"] < 700  # a link's own margin may stand above the line


@pytest.mark.chromium
def test_nothing_is_fetched_and_nothing_runs(page: "Page", briefing: Briefing) -> None:
    """No picture, no style sheet, no script; what an inbox shows beside the subject is not on the page."""
    page.set_content(to_html(everything(briefing)))
    page.wait_for_load_state("networkidle")
    assert page.asked == []  # type: ignore[attr-defined]
    assert page.locator("script, img, link, iframe, form, [onclick], [onload]").count() == 0
    assert page.locator(".preheader").bounding_box() is None
    page.set_content(to_page(everything(briefing)))
    assert page.inner_text(".sheet").count("<b>live</b>") == 1


def test_the_page_is_inert_and_its_styles_are_inlined(briefing: Briefing) -> None:
    """Clients drop style sheets: each element carries its own; the sheet that stays has only the two conditions."""
    scripted = tuple(replace(each, url=each.url or "javascript:alert(1)") for each in briefing.documents)
    page = to_html(everything(replace(briefing, documents=scripted)))
    assert "<script" not in page
    assert re.findall(r"<(?:img|link|iframe|script)\b", page) == []
    assert re.search(r'<p class="label" style="[^"]*text-transform: ?uppercase', page)
    kept = page.partition("<style>")[2].partition("</style>")[0]
    assert re.findall(r"@media[^{]*", kept) == ["@media (max-width: 480px) ", "@media (prefers-color-scheme: dark) "]
    assert 'href="javascript' not in page


def test_the_text_reads_well_by_itself(briefing: Briefing) -> None:
    """Something of each kind, with its words, from top to bottom; no line is too wide, no Markdown is left."""
    text = to_text(news(briefing))
    assert max(map(len, text.splitlines())) <= WIDTH
    headings = [line for line, below in zip(text.splitlines(), text.splitlines()[1:], strict=False)
                if line and set(below) in ({"-"}, {"="})]
    assert headings == [TITLE, "New since Tuesday 6 May", "Sources"]
    assert "(number treated: eleven, earlier nine). [" in " ".join(text.split())
    assert "- Settled: Where it ran aground." in text
    assert "- Sources differ. " in text
    assert text.endswith("To stop, write to stop@example.org.\n")
    assert "## " not in text
    assert "**" not in text


def test_a_mail_lists_the_sources_it_cites_and_no_passage(briefing: Briefing) -> None:
    """Numbered from one, in the order a reader comes to them; the passage is shown on demand and stands on the page."""
    text = to_text(news(briefing))
    body, _, listed = text.partition("\nSources\n")
    cited = list(dict.fromkeys(re.findall(r"\[(\d+)[a-z]+\]", body)))
    assert cited[0] == "1"
    assert sorted(set(cited)) == re.findall(r"^(\d+) · ", listed, re.M)
    mail = news(briefing)
    (item,) = mail.front.items
    worded = replace(item, sentences=tuple(replace(each, text="In other words.") for each in item.sentences))
    page = to_html(replace(mail, front=Front((worded,))))
    passages = re.findall(r'In other words.*?title="([^"]+)"', page, re.S)
    assert passages
    assert not any(html.unescape(each)[:60] in " ".join(listed.split()) for each in passages)


def test_mail_and_page_cite_under_one_numbering(briefing: Briefing) -> None:
    """A label of the mail leads to the same passage on the page, in the archive where there is one."""
    page = to_page(news(briefing))
    labels = set(re.findall(r"\[(\d+[a-z]+)\]", to_text(news(briefing)).partition("\nSources\n")[0]))
    assert labels <= set(re.findall(r'id="s(\d+[a-z]+)"', page))
    linked = to_html(replace(news(briefing), page="https://briefing.example/9.html"))
    assert set(re.findall(r'class="cite" href="([^"]*)#', linked)) == {"https://briefing.example/9.html"}


def test_the_page_tells_all_and_the_mail_how_much_more_there_is(briefing: Briefing) -> None:
    """And where."""
    mail = everything(briefing)
    assert "3 more stories not told here.\n" in to_text(mail)
    assert "3 more stories on the attached page.\n" in to_text(replace(mail, attached=True))
    assert "3 more stories on the page.\nhttps://b.example/9\n" in to_text(replace(mail, page="https://b.example/9"))
    one = replace(mail, front=replace(mail.front, more=1))
    assert "1 more story not told here.\n" in to_text(one)


def test_a_mail_stays_small_however_much_is_new(briefing: Briefing) -> None:
    """A clipped mail has no end: what is told is bounded, and the passages of the rest are not in it."""
    many = tuple(replace(each, text=each.text + "x" * 2000, url=f"https://wire.example/{'y' * 900}{n}")
                 for n, each in enumerate(briefing.documents))
    assert len(to_html(everything(replace(briefing, documents=many))).encode()) < 90_000


def test_the_whole_follows_what_is_new(briefing: Briefing) -> None:
    """Where the job asks for it, on the page: both, under one numbering."""
    text = to_page(news(briefing, whole=True))
    new, _, whole = text.partition("The whole briefing")
    assert "New since Tuesday 6 May" in new
    assert "In brief" in whole
    assert "Where the sources diverge<" in whole
    assert "New since" not in whole


@pytest.mark.parametrize(("then", "words"), [
    (NOW.replace(hour=4, minute=5), "New since 04:05 today"), (NOW - timedelta(days=1), "New since Thursday 8 May"),
    (NOW - timedelta(days=13), "New since Saturday 26 April"),
    (NOW - timedelta(days=23), "New since Wednesday 16 April (23 days ago)"),
    (NOW - timedelta(days=400), "New since Thursday 4 April 2030 (400 days ago)")])
def test_since_when(then: datetime, words: str) -> None:
    """As one says it today."""
    assert since(then, NOW, "en") == words


def test_many_new_sentences_keep_their_headings(briefing: Briefing) -> None:
    """On the page; few stand in one list."""
    many = tuple(Section("s1", heading, tuple(Sentence(f"{each.text[:-1]} {n}.", each.facts) for n in range(3)
                                              for each in section.sentences[:2]))
                 for heading, section in zip(("In brief", "What was said"), briefing.sections, strict=True))
    text = to_page(replace(news(briefing), news=News(many)))
    assert "What was said<" in text
    assert "In brief<" not in text


def test_a_mail_is_called_after_its_first_story(briefing: Briefing) -> None:
    """And says how many others it tells of, on the page too."""
    assert headline(news(briefing)) == TITLE
    assert headline(everything(briefing)) == f"{TITLE} (and 5 others)"


def test_nothing_new_is_one_line(briefing: Briefing) -> None:
    """For who wants to know that somebody looked."""
    assert to_text(MAILS["nothing"](briefing)) == (
        "Island desk\n\nNothing new\n===========\n\nFriday 9 May 2031\n\nNew since Thursday 8 May: nothing.\n")


def test_a_figure_that_moved_is_told_once(briefing: Briefing) -> None:
    """Not behind words that give both, nor below a title that does; in German with its capital."""
    def mail(says: str, title: str = TITLE, code: str = "en", summary: str = "Boats: 24, earlier 25") -> str:
        step = Moved("s1", summary, Position(says, (), ()), Position("25 boats.", (), ()))
        documents = tuple(replace(each, language=code) for each in briefing.documents)
        told = Front((Item("s1", title, moved=(step,)),))
        return to_text(replace(news(replace(briefing, documents=documents)), news=News(moved=(step,)), front=told))

    assert "- 24 boats sank (boats: 24, earlier 25).\n" in mail("24 boats sank.")
    assert "- 24 boats sank (boats: 24, earlier 25)\n" in mail("24 boats sank")
    assert "- 24 boats sank, not 25.\n" in mail("24 boats sank, not 25.")
    assert "- 24 boats sank.\n" in mail("24 boats sank.", "Boats: 24, earlier 25")
    assert "- Vier Boote sanken (Boote: vier, zuvor drei).\n" in mail("Vier Boote sanken.", code="de",
                                                                      summary="Boote: vier, zuvor drei")


def test_what_tells_the_title_stands_first(briefing: Briefing) -> None:
    """Figures that moved, else the first sentence, or the sides of a divergence with all sentences behind them."""
    bulletin = news(briefing)
    (item,) = bulletin.front.top
    sentence, moved, differ = fold(item.sentences[0].text)[:20], "(number treated: eleven", "Sources differ"

    def order(item: Item) -> list[str]:
        text = " ".join(to_text(replace(bulletin, front=Front((item,)))).split())
        return sorted((sentence, moved, differ), key=lambda each: text.find(each) if each in text else 9999)

    assert order(item) == [moved, sentence, differ]
    assert order(replace(item, first="sentences")) == [sentence, moved, differ]
    assert order(replace(item, first="appeared", moved=(), settled=())) == [differ, sentence, moved]
    bare = to_text(replace(bulletin, front=Front((replace(item, first="appeared", sentences=()),))))
    assert "\n\n\n" not in bare.partition("Sources\n")[0].partition("====\n")[2]


def test_a_position_without_citation_is_no_crash(briefing: Briefing) -> None:
    """A side whose facts are gone is told without a label."""
    step = Moved("s1", "x: 2, earlier 1", Position("Two.", (), ("o1",)), Position("One.", (), ()))
    told = Front((Item("s1", TITLE, moved=(step,)),))
    assert "- Two (x: 2, earlier 1)." in to_text(replace(news(briefing), news=News(moved=(step,)), front=told))
    assert "Two." in to_page(replace(news(briefing), news=News(moved=(step,)), front=told))


def lying(briefing: Briefing) -> Bulletin:
    """A first mail whose sources give every hostile address, each as its page would be loaded."""
    addresses = [*(web_address(each) for each in LYING), *(web_address(each) for each in REFUSED)]
    first = briefing.documents[0]
    many = tuple(replace(first, id=f"x{n}", url=each, publisher=site_name(each)) for n, each in enumerate(addresses))
    origins = tuple(Origin(f"ox{n}", each.publisher or "", (Member(each.id, "original"),))
                    for n, each in enumerate(many))
    whole = replace(briefing, documents=(*briefing.documents, *many), origins=(*briefing.origins, *origins))
    return Bulletin("Island desk", NOW, whole, News(briefing.sections, (), briefing.divergences), front(whole),
                    fresh=4)


LINKS = "[...document.querySelectorAll('a[href]')].filter(e => !e.getAttribute('href').startsWith('#'))"
HOSTS = """texts => texts.map(text => {
  try {
    const url = new URL(text);
    const web = ['http:', 'https:'].includes(url.protocol) && !url.username && !url.password;
    return web ? url.host.replace(/\\.(?=$|:)/, '') : null;
  } catch { return null; }
})"""


@pytest.fixture(name="tab", scope="module")
def _tab(browser: "Browser") -> "Iterator[Page]":
    tab = browser.new_page()
    yield tab
    tab.close()


@pytest.mark.chromium
def test_a_link_opens_the_host_it_shows(tab: "Page", briefing: Briefing) -> None:
    """As the browser takes the address apart; a source without a plain address has no link."""
    tab.set_content(to_page(lying(briefing)))
    shown = tab.evaluate(f"{LINKS}.map(e => [e.textContent, new URL(e.href).host, e.host, new URL(e.href).username])")
    assert [each for each in shown if each[0] != each[1] or each[0] != each[2] or each[3]] == []
    assert len(shown) == 1 + sum(each is not None for each in LYING.values())


@pytest.mark.chromium
def test_every_address_has_the_host_that_a_browser_reads(tab: "Page") -> None:
    """The listed ones, and some thousands put together at random: what is no address here may be one to a browser, what
    is one has its host."""
    chance = random.Random(2031)
    texts = [*LYING, *(each for each in REFUSED if len(each) < 10_000),
             *("http://" * (n % 4 > 0) + "".join(chance.choices(PIECES, k=chance.randint(1, 7))) for n in range(8_000))]
    texts = [each for each in texts if each.encode("utf-8", "replace").decode() == each]  # no half letters
    ours = [shown_host(web_address(each)) for each in texts]
    theirs = tab.evaluate(HOSTS, texts)
    assert [each for each in zip(texts, ours, theirs, strict=True) if each[1] and each[1] != each[2]] == []
    assert sum(each is not None for each in ours) > 500


def test_no_address_adds_a_line_to_a_mail(briefing: Briefing) -> None:
    """In the text part each stands on a line of its own, in ASCII, and nothing of it opens a section."""
    shown = [each for each in LYING.values() if each]
    for url in shown:
        documents = tuple(replace(each, url=url) for each in briefing.documents)
        text = to_text(everything(replace(briefing, documents=documents)))
        lines = [line.strip() for line in text.splitlines() if line.strip().startswith(("http://", "https://"))]
        assert set(lines) <= {url, "https://wire.example/" + LONG}
    text = to_text(lying(briefing))
    assert [line for line in text.splitlines() if line.startswith(("Fake", "Bcc"))] == []
    assert "Fake section" not in to_html(lying(briefing))


def test_no_address_adds_a_link_to_the_markdown(briefing: Briefing) -> None:
    """Each is one link, shown by the host that it opens; a source called by its site leads there besides."""
    whole = lying(briefing).briefing
    assert whole is not None
    links = [each for token in MarkdownIt("commonmark", {"html": True}).parse(to_markdown(whole))
             for each in link_texts(token.children or []) if not each[0].startswith("#")]
    shown = [(text, shown_host(address), site_name(address)) for address, text in links]
    assert [each for each in shown if each[0] not in each[1:]] == []
    assert sum(text == host for text, host, _ in shown) >= 1 + sum(each is not None for each in LYING.values())


def link_texts(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """(address, text) of each link in a line."""
    for opening, inner in pairwise(tokens):
        if opening.type == "link_open":
            yield str(opening.attrs["href"]), inner.content


def test_the_terminal_shows_the_address_that_is_opened(briefing: Briefing) -> None:
    """`briefing show` names where a passage was published, on one line."""
    record = to_record(briefing)
    record["documents"][0]["url"] = "HTTP://evil.example\\@bbc.example/\n\nFake section\u202e"
    head, *rest = show(from_record(record), "1a").splitlines()
    assert "http://evil.example/@bbc.example/Fake%20section%E2%80%AE, characters" in head
    assert not any(line.startswith("Fake") for line in rest)


def test_the_page_names_the_place_of_a_passage(briefing: Briefing) -> None:
    """Behind its words, as the Markdown does."""
    documents = tuple(replace(each, marks=((0, f"p. {number}"),)) for number, each in enumerate(briefing.documents, 11))
    page = to_page(everything(replace(briefing, documents=documents)))
    cited = {each.document for each in citations(briefing).passages}
    shown = [number for number, each in enumerate(briefing.documents, 11) if f"p. {number})" in page]
    assert shown
    assert {briefing.documents[number - 11].id for number in shown} <= cited
