"""Documents' text as inert Markdown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.render.escape import escape, escape_cell, fold, harmless, unescape

MARKUP = st.text(st.sampled_from("a1 .:/@#$&;<>()[]{}|\\`*_~!-+=\n\t\x1b\x00éw"), max_size=60)


@given(st.one_of(MARKUP, st.text(max_size=60)))
def test_unescaping_gives_the_text_back(text: str) -> None:
    """Nothing of a text is lost but the kind of its white space."""
    assert unescape(escape(text)) == fold(text)
    assert unescape(escape_cell(text)) == fold(text)


@given(MARKUP)
def test_escaped_text_stays_on_its_line_and_in_its_cell(text: str) -> None:
    """No line break, no HTML, no steering of a terminal, no cell border."""
    escaped = escape_cell(text)
    assert not re.search(r"[\n<>\x00-\x1f]", escaped)
    assert not re.search(r"(?<!\\)\|", escaped.replace("\\\\", ""))


@pytest.mark.parametrize(("text", "escaped"), [
    ("Nine people died.", "Nine people died."),
    ("R&D cost $5m, or 12% (a record).", "R&D cost $5m, or 12% (a record)."),
    ("pile/my_own_notes.txt", "pile/my_own_notes.txt"),
    ("14.5 people", "14.5 people"),
    ("-5 degrees", "-5 degrees"),
    ("News | The Gazette", "News | The Gazette"),
    ("![x](http://e.example)", "!\\[x\\](http:/&#8288;/e&#8288;.example)"),
    ("<script>", "&lt;script&gt;"),
    ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
    ("www.e.example", "www&#8288;.e&#8288;.example"),
    ("desk@e.example", "desk@&#8288;e&#8288;.example"),
    ("1. first", "1\\. first"),
    ("- item", "\\- item"),
    ("# head #", "\\# head \\#"),
    ("_so_ *it* ~goes~ `on`", "\\_so\\_ \\*it\\* \\~goes\\~ \\`on\\`"),
    ("two\n\n  lines", "two lines"),
    ("# head", "\\# head"), ("###### head", "\\###### head"), ("#", "\\#"), ("##", "\\#\\#"),
    ("#tag", "#tag"), ("No #1", "No #1"),
    ("- -", "\\- -"), ("-", "\\-"), ("--- x", "\\--- x"), ("===", "\\==="), ("-=", "\\-="),
    ("+ item", "\\+ item"), ("+", "\\+"), ("+5", "+5"), ("=5", "=5"), ("5 - 3", "5 - 3"),
    ("1) first", "1\\) first"), ("1.", "1\\."), ("1)", "1\\)"), ("1.x", "1.x"), ("1 . x", "1 . x"),
    ("In 1. x", "In 1. x"),
    ("123456789. x", "123456789\\. x"), ("1234567890. x", "1234567890. x"),
    ("a_b", "a_b"), ("_a", "\\_a"), ("a_", "a\\_"), ("a _b", "a \\_b"), ("4_5", "4_5"), ("é_a", "é\\_a"),
    ("a __b__", "a \\_\\_b\\_\\_"),
    ("10:30", "10:30"), ("a:/b", "a:/b"), ("ftp://x", "ftp:/&#8288;/x"),
    ("///", "/&#8288;/&#8288;/"),
    ("report.pdf", "report.pdf"), ("REPORT.PDF", "REPORT.PDF"), ("evil.docs", "evil&#8288;.docs"),
    ("the .com domain", "the .com domain"),
    ("WWW.bbc.example", "WWW&#8288;.bbc&#8288;.example"), ("ww.e", "ww.e"),
    ("evil.io", "evil&#8288;.io"), ("www e.", "www e."),
    ("5 @ 3", "5 @ 3"), ("@desk", "@&#8288;desk"), ("@", "@"),
    ("$5", "$5"), ("5$", "5\\$"), ("a $ b", "a \\$ b"), ("$x$", "$x\\$"),
    ("&#65;", "&amp;#65;"), ("&amp;", "&amp;amp;"), ("& so;", "& so;"), ("R&D;", "R&amp;D;"), ("&1;", "&1;"),
    ("a > b < c", "a &gt; b &lt; c"), ("a\x1bb\x7f", "a&#27;b&#127;"), ("\\", "\\\\"),
])
def test_only_what_markdown_would_act_on_is_escaped(text: str, escaped: str) -> None:
    """Plain prose stays as it is."""
    assert escape(text) == escaped


@pytest.mark.parametrize("sign", [*map(chr, range(0x202a, 0x202f)), *map(chr, range(0x2066, 0x206a)), "\x1b", "\x9b",
                                  "\b", "\r", "\x7f"], ids=lambda sign: f"{ord(sign):04x}")
def test_no_sign_that_turns_or_steers_reaches_a_terminal(sign: str) -> None:
    """Embeddings, overrides and isolates of the reading direction, escapes, and what moves the cursor."""
    assert harmless(f"pile/{sign}txt.exe") == "pile/\N{REPLACEMENT CHARACTER}txt.exe"


def test_what_was_escaped_comes_back() -> None:
    """Each kind of it; what only looks escaped stays."""
    assert unescape(r"\# a \_b\_ &lt;i&gt; &amp;amp; &#27;&#127;") == "# a _b_ <i> &amp; \x1b\x7f"
    assert unescape(r"\a \ &lt &quot; &#x1b; \\*") == r"\a \ &lt &quot; &#x1b; \*"


def test_a_cell_ends_where_it_ends() -> None:
    """A bar within a text is none of the table's; elsewhere it is left alone."""
    assert (escape_cell("a | b * c"), escape("a | b * c")) == (r"a \| b \* c", r"a | b \* c")
    assert unescape(escape_cell("a | b")) == "a | b"


def test_a_terminal_is_not_steered() -> None:
    """Colours, cursor moves and turned text arrive as marks."""
    assert harmless("a\x1b[31mb\u202ec\r\nd\te") == "a�[31mb�c\nd\te"
