"""The briefing as a page for a browser: the Markdown page, drawn; without script, fetching nothing."""

from importlib.resources import files
from typing import TYPE_CHECKING

from briefing.language.headings import common_code
from briefing.model import Briefing
from briefing.render.markdown import to_markdown
from briefing.render.view import templates

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def to_html(briefing: Briefing) -> str:
    """The text of briefing.html; what it says, and in which order, is what briefing.md says.

    The anchors are the only HTML that the Markdown holds (see escape.py), so the renderer may let HTML through.
    """
    body = _renderer().render(to_markdown(briefing))
    style = files("briefing.render").joinpath("views/briefing.css").read_text(encoding="utf-8")
    language = common_code(each.language for each in briefing.documents)
    page = templates().get_template("briefing.html.j2")
    return page.render(title=briefing.title, language=language, body=body, style=style) + "\n"


def markdown_it() -> "MarkdownIt":
    """Who reads the Markdown page to draw it otherwise."""
    from markdown_it import MarkdownIt  # here, because most runs write Markdown only

    return MarkdownIt("commonmark", {"html": True}).enable("table")


def _renderer() -> "MarkdownIt":
    drawn = markdown_it()
    drawn.add_render_rule("link_open", _link)
    return drawn


def _link(renderer, tokens, place, options, env) -> str:  # type: ignore[no-untyped-def]
    """A link; one that leaves the page tells the other site nothing."""
    if not str(tokens[place].attrs["href"]).startswith("#"):
        tokens[place].attrSet("rel", "noopener noreferrer")
    return str(renderer.renderToken(tokens, place, options, env))
