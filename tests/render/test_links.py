"""No renderer of Markdown makes a link, an image or a mention of what a document says, not even one that looks for
addresses after it has read the escapes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import cmarkgfm
import markdown
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.model import Briefing, Section, Sentence
from briefing.render.escape import escape, escape_cell, fold, unescape
from briefing.render.markdown import to_markdown

RENDERERS: dict[str, Callable[[str], str]] = {
    "CommonMark": MarkdownIt("commonmark").render,
    "markdown-it with linkify": MarkdownIt("gfm-like", {"linkify": True}).render,
    "markdown-it with linkify and HTML": MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(
        ["linkify", "table", "strikethrough"]).render,
    "cmark-gfm": lambda text: str(cmarkgfm.github_flavored_markdown_to_html(text)),
    "cmark-gfm, HTML let through": lambda text: str(cmarkgfm.github_flavored_markdown_to_html(
        text, Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES)),
    "python-markdown": lambda text: str(markdown.markdown(text, extensions=["extra", "sane_lists"])),
}
HOSTS = ("evil.example", "evil.io", "www.evil.example", "WWW.evil.io", "www.e.co", "evil.com:8080/x?y#z", "evil.md",
         "evil.txt.zip", "1.2.3.4", "localhost", "[::1]", "münchen.de", "пример.рф", "xn--p1ai.xn--p1ai", "ev-il.co.uk",
         "evil_x.io", "ev.il_.io", "🚢.io", "a.b.c.d.net", "evil.COM", "evil。io", "x$.ly", "évil.museum", "evil.io.")
AROUND = (
    "{}", "http://{}", "HTTPS://{}/a", "ftp://{}", "//{}", "///{}", "x://{}", "mailto:a@{}", "a@{}", "@{}",
    "xmpp:a@{}/b", "tel:+1@{}", "({})", "<{}>", "<http://{}>",
    "<a@{}>", "'{}'", "“{}”", "*{}*", "_{}_", "~{}~", "`{}`",
    "[{}]", "[x]({})", "[x](//{})", "![x](http://{})", "[x]: http://{}", "[x]<{}>", "a,{}", "/{}", "=http://{}", "\\http://{}",
    "http:\\/\\/{}", "&#104;ttp://{}", "http&colon;//{}", "http://a@{}", "&#64;{}", "a&#64;{}", "www&period;{}",
    "{}\u2060{}", "http:/\u2060/{}", "http:/&#8288;/{}", "&#8288;{}", "x.{}", ".{}", "{}/../..", "[^1]: {}", "| {} |",
    "<a href=//{}>", "java&#115;cript:x@{}", "news:{}", "git@{}:x/y.git")
OURS = re.compile(r'<a href="(?:#|https://wire\.example/a\?b=1&amp;c=%282%29"|https://www\.wire\.example/x")')
PIECES = ("http", ":", "/", "//", "www", ".", "@", "evil", "io", "com", "\\", "&#46;", "<", ">", "[", "]", "(", ")",
          "_", "*", "`", "|", " ", "\u2060", "~", "é")
MADE = re.compile(r"<(?:a|img|form|iframe|video|link|meta|script)\b[^>]*>", re.IGNORECASE)


def payloads() -> Iterator[str]:
    """Every host in every surrounding."""
    for around in AROUND:
        for host in HOSTS:
            yield around.format(host, host)


def test_payloads_are_links_where_nothing_escapes_them() -> None:
    """The renderers here do make links of the like: the test would notice one."""
    found = {name: sum(bool(MADE.search(render(each))) for each in payloads()) for name, render in RENDERERS.items()}
    assert min(found.values()) > 100
    assert found["markdown-it with linkify"] > 500


@pytest.mark.parametrize("name", RENDERERS)
def test_no_renderer_makes_a_link_of_escaped_text(name: str) -> None:
    """In a paragraph, behind other words, in an item, a heading and a cell."""
    render = RENDERERS[name]
    for text in payloads():
        safe = escape(text)
        page = (f"{safe}\n\nThey said: {safe} and so on.\n\n## {safe}\n\n| a | b |\n| --- | --- |\n"
                f"| x | {escape_cell(text)} |\n\n- {safe}\n")
        rendered = render(page)
        assert MADE.findall(rendered) == [], (text, page)
        assert (rendered.count("<h2"), rendered.count("<li")) == (1, 1), (text, page)


@pytest.mark.parametrize("name", RENDERERS)
@given(text=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=2)), max_size=14).map("".join))
def test_no_renderer_makes_a_link_of_any_text(name: str, text: str) -> None:
    """Whatever stands beside whatever; and the text comes back."""
    assert MADE.findall(RENDERERS[name](f"Then {escape(text)}\n")) == []
    assert unescape(escape(text)) == fold(text)


@pytest.mark.parametrize("name", RENDERERS)
def test_the_links_of_a_whole_page_are_ours(name: str, briefing: Briefing) -> None:
    """Citations within the page and the sources' own addresses; no other."""
    said = " ".join(payloads())
    documents = tuple(replace(each, title=said[:900], publisher="evil.io", author="a@evil.io", path="pile/evil.md")
                      for each in briefing.documents)
    documents = (documents[0], replace(documents[1], url="https://www.wire.example/x"), *documents[2:])
    hostile = replace(briefing, title="evil.io", documents=documents, sections=(
        *briefing.sections, Section("s1", "www.evil.io", (Sentence(said[:3000], ("f1",)),))))
    rendered = RENDERERS[name](to_markdown(hostile))
    made = [each for each in MADE.findall(rendered) if "href" in each or not each.startswith("<a ")]
    assert len(made) > 10
    assert [each for each in made if not OURS.match(each)] == []


@pytest.mark.parametrize("sign", [*map(chr, range(0x202a, 0x202f)), *map(chr, range(0x2066, 0x206a))],
                         ids=lambda sign: f"{ord(sign):04x}")
def test_nothing_that_turns_the_reading_direction_reaches_a_page(sign: str, briefing: Briefing) -> None:
    """Neither as it is nor written as a number: it would turn our words too."""
    documents = tuple(replace(each, title=f"a{sign}b", publisher=f"Post{sign}", path=f"pile/{sign}txt.exe")
                      for each in briefing.documents)
    turned = replace(briefing, title=f"x{sign}y", documents=documents, sections=(
        *briefing.sections, Section("s1", f"So{sign}", (Sentence(f"They said {sign}so.", ("f1",)),))))
    page = to_markdown(turned)
    assert "They said so." in page
    assert [form for form in (sign, f"&#{ord(sign)};", f"&#x{ord(sign):x};") if form in page.lower()] == []
