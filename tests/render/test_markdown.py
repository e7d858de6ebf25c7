"""The page for people."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.language.en.dates import day
from briefing.model import Briefing, Divergence, Document, EngineNote, Position, Section, Sentence, Story
from briefing.render.citations import citations
from briefing.render.escape import fold, unescape
from briefing.render.markdown import to_markdown

GOLDEN = Path(__file__).parent / "briefing.md"
ANCHOR = r'<a id="s\w+"></a>'
HOSTILE = """x](http://evil.example) ![i](http://evil.example/i) <img src=x onerror=y> | ` # *

[1a]: http://evil.example
- [ ] $$"""


def test_the_page_is_the_golden_one(briefing: Briefing) -> None:
    """Read tests/render/briefing.md; when the page changes on purpose, write it anew and read it again."""
    assert to_markdown(briefing) == GOLDEN.read_text(encoding="utf-8")


def test_every_sentence_and_every_cited_passage_stands_in_the_page(briefing: Briefing) -> None:
    """What the JSON tells the reader can be read in the Markdown, white space folded."""
    page = unescape(to_markdown(briefing))
    sentences = [sentence.text for section in briefing.sections for sentence in section.sentences]
    positions = [position.statement for each in briefing.divergences for position in each.positions]
    cited = [fact for section in briefing.sections for sentence in section.sentences for fact in sentence.facts]
    quotes = [each.text.replace("”", '"') for fact in briefing.facts if fact.id in cited for each in fact.evidence]
    assert [text for text in (*sentences, *positions, *quotes) if fold(text) not in page] == []


def test_every_citation_leads_to_a_passage(briefing: Briefing) -> None:
    """Each label of the text has its definition and its anchor, and no anchor is there for nothing."""
    page = to_markdown(briefing)
    text, _, end = page.partition("## Sources")
    used = set(re.findall(r"\[(\d+[a-z]+)\]", text))
    defined = set(re.findall(r"^\[(\d+[a-z]+)\]: #s\1$", end, re.MULTILINE))
    anchors = set(re.findall(r'<a id="s(\d+[a-z]+)"></a>', end))
    assert used <= defined == anchors == {each.label for each in citations(briefing).passages}


@pytest.mark.parametrize("where", ["title", "heading", "sentence", "summary", "position", "name", "document", "reason"])
def test_no_markup_of_a_document_reaches_the_page(briefing: Briefing, where: str) -> None:
    """Whatever text a hostile document gets into, it makes no link, image, HTML or line of its own."""
    bare = re.sub(ANCHOR, "", to_markdown(_with(briefing, where)))
    assert "evil&#8288;.example" in bare
    assert not re.search(r"<|(?<!\\)\]\(http://evil|://evil", bare)
    assert not [line for line in bare.splitlines() if line.startswith(("[1a]: http", "- [ ]"))]
    assert len(bare.splitlines()) == len(to_markdown(_with(briefing, where, "x")).splitlines())


@pytest.mark.parametrize("where", ["title", "heading", "sentence", "summary", "position", "name", "document", "reason"])
def test_a_parser_finds_only_links_of_our_own(briefing: Briefing, where: str) -> None:
    """A CommonMark parser with tables sees the same headings, rows and links as for a harmless text."""
    hostile, harmless = (_tokens(to_markdown(_with(briefing, where, text))) for text in (HOSTILE, "x"))
    assert hostile == harmless
    links = {str(token.attrs["href"]) for token in _flat(to_markdown(_with(briefing, where))) if "href" in token.attrs}
    assert {link for link in links if not link.startswith("#s")} <= {"https://wire.example/a?b=1&c=%282%29"}


def _flat(page: str) -> list[Token]:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page)
    return [each for token in tokens for each in (token, *(token.children or ()))]


def _tokens(page: str) -> list[str]:
    """What a page is made of, the text apart."""
    return [token.type for token in _flat(page) if token.type not in {"text", "inline", "text_special", "softbreak"}]


def _with(briefing: Briefing, where: str, text: str = HOSTILE) -> Briefing:
    """The briefing with a text in one place."""
    first, last = briefing.sections
    divergence = briefing.divergences[1]
    changed: dict[str, Briefing] = {
        "title": replace(briefing, title=text, focus=text),
        "heading": replace(briefing, sections=(first, replace(last, heading=text))),
        "sentence": replace(briefing, sections=(first, replace(last, sentences=(Sentence(text, ("f1",)),)))),
        "summary": replace(briefing, divergences=(replace(divergence, summary=text, explained_by=text),)),
        "position": replace(briefing, divergences=(replace(divergence, positions=(
            replace(divergence.positions[0], statement=text), divergence.positions[1])),)),
        "name": replace(briefing, origins=tuple(replace(each, name=text) for each in briefing.origins)),
        "document": replace(briefing, documents=tuple(replace(
            each, title=text, publisher=text, author=text, published=text, path=text) for each in briefing.documents)),
        "reason": replace(briefing, skipped=(replace(briefing.skipped[0], item=text, reason=text, stage=text),)),
    }
    return changed[where]


def test_only_web_addresses_are_linked(briefing: Briefing) -> None:
    """javascript: is no address, wherever a record has it from; brackets in one cannot end the link."""
    scripted = tuple(replace(each, url=each.url or "javascript:alert(1)") for each in briefing.documents)
    page = to_markdown(replace(briefing, documents=scripted))
    assert "javascript" not in page
    assert "[wire.example](https://wire.example/a?b=1&c=%282%29)" in page


def test_a_version_that_alone_says_so_is_named_among_other_sources(briefing: Briefing) -> None:
    """The original of its report does not say it."""
    position = Position("People needed hospital care.", ("f7", "f9"), ("o1", "o2"))
    one = replace(briefing.divergences[1], positions=(position, briefing.divergences[1].positions[1]))
    assert "Coast Wire (rewritten by Aground: the Alma…)" in to_markdown(
        replace(briefing, divergences=(one,)))


def test_the_important_divergences_come_first_and_the_trivial_last(briefing: Briefing) -> None:
    """Importance is the order of reading."""
    page = to_markdown(briefing)
    places = [page.index(each) for each in ("How many needed", "When the ferry", "### Also differ", "Aground or on")]
    assert places == sorted(places)


def test_the_byline_tells_the_day_the_counts_and_who_wrote(briefing: Briefing) -> None:
    """The reader knows at once what stands behind the page."""
    line = to_markdown(replace(briefing, focus="ferry Alma")).splitlines()[2]
    assert line == ("*6 May 2031 · 4 documents, 2 independent sources · reports of 6 May 2031 · focus: ferry Alma · "
                    "written by the embedded engine; its sentences are the sources' own words*")
    modelled = to_markdown(replace(briefing, engine=EngineNote("openai", "some-model")))
    assert "written by some-model; each sentence was held against the passages it cites*" in modelled


def test_several_stories_have_headings_of_their_own(briefing: Briefing) -> None:
    """A pile may mix stories; each has its brief and its divergences."""
    other = Section("s2", "In brief", (Sentence("Repairs will cost €4.5m | the owner said.", ("f8",)),))
    page = to_markdown(replace(briefing, stories=(*briefing.stories, Story("s2", "Who pays", ("d3",))),
                               sections=(*briefing.sections, other)))
    headings = [line for line in page.splitlines() if line.startswith("#")]
    assert headings[1:3] == ["## Ferry Alma aground", "### In brief"]
    assert headings.index("### Where the sources diverge") < headings.index("## Who pays")
    assert headings[-6:-4] == ["## Who pays", "### In brief"]


def test_a_fact_taken_from_another_source_is_told_as_such(briefing: Briefing) -> None:
    """A position that counts for one source but stands in another's text names both."""
    moved = replace(briefing.divergences[1].positions[1], origins=("o1",))
    page = to_markdown(replace(briefing, divergences=(replace(briefing.divergences[1], positions=(moved,)),)))
    assert "| Coast Wire, in Tarn Gazette | Eleven people" in page


def test_a_position_that_only_a_copy_holds_names_the_copy(briefing: Briefing) -> None:
    """Two versions of one report that differ are told apart."""
    first, second = briefing.divergences[1].positions
    only = replace(briefing.divergences[1], positions=(replace(first, facts=("f9",)), second))
    page = to_markdown(replace(briefing, divergences=(only,)))
    assert "| Coast Wire (rewritten by Aground: the Alma…) | Nine people" in page
    assert "| Coast Wire | Nine people" in to_markdown(briefing)


def test_two_sides_of_one_outlet_are_told_apart_by_their_days(briefing: Briefing) -> None:
    """Where the rows bear one name, and nowhere else."""
    gazette = [replace(each, publisher="Coast Wire") if each.id == "d3" else each for each in briefing.documents]
    origins = [replace(each, name="Coast Wire") for each in briefing.origins]
    page = to_markdown(replace(briefing, documents=tuple(gazette), origins=tuple(origins)))
    assert "| Coast Wire, 6 May 2031 | Nine people" in page
    assert "| Coast Wire, May 2031 | Eleven people" in page
    assert "| Coast Wire | Nine people" in to_markdown(briefing)


def test_an_empty_briefing_is_a_page(briefing: Briefing) -> None:
    """Nothing to tell is told."""
    document = Document("d1", None, "0" * 64, "", "")
    bare = Briefing("Nothing", "2031-05-06T07:00:00Z", EngineNote("extractive"), (document,), (), (), (), (), (), ())
    assert to_markdown(bare).startswith("# Nothing\n\n*6 May 2031 · 1 document, 0 independent sources")


def test_what_is_not_told_in_full_has_a_line_each(briefing: Briefing) -> None:
    """Under a heading that needs no table before it, with what explains it; beyond ten only their number."""
    trivial: tuple[Divergence, ...] = tuple(replace(each, told=False) for each in briefing.divergences)
    page = to_markdown(replace(briefing, divergences=trivial))
    assert page.count("### Also differ\n") == 1
    assert "- When the ferry ran aground (different scope) — Coast Wire: " in page
    many = tuple(replace(trivial[0], id=f"v{n}") for n in range(13))
    assert "- … and 3 more in the record" in to_markdown(replace(briefing, divergences=many))


def test_a_sentence_points_to_the_divergence_that_it_touches(briefing: Briefing) -> None:
    """By the number of its table, as a link; the number alone where no table is told."""
    section = briefing.sections[0]
    touched = replace(section.sentences[0], differs=("v2", "v3"))
    page = to_markdown(replace(briefing, sections=(replace(section, sentences=(touched,)),)))
    assert f"{touched.text} " in page
    line = next(line for line in page.splitlines() if line.startswith(f"- {touched.text}"))
    assert line.endswith(" [differs: 1] [differs: 2]")
    assert "[differs: 1]: #d1\n[differs: 2]: #d2\n" in page
    assert '### 1 · Figure: How many needed hospital care <a id="d1"></a>\n' in page


@pytest.mark.parametrize(("iso", "shown"), [
    ("2024-11-25", "25 November 2024"), ("2024-11", "November 2024"), ("2024", "2024"),
    ("2024-11-05T07:00:00Z", "5 November 2024"), ("2024-13-01", "2024-13-01"), ("soon", "soon"),
])
def test_days_are_written_out(iso: str, shown: str) -> None:
    """A day reads the same in every country."""
    assert day(iso) == shown
