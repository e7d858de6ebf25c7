"""Dropping from a page what its reader never sees: text hidden there can be meant for a machine alone."""

import re
from collections.abc import Sequence
from typing import Any

from briefing.regex import lazy_regex

Tree = Any
"""An lxml element; lxml ships no types."""

_TAGS = ("template", "noscript", "noembed", "noframes", "style", "iframe", "object", "embed", "canvas", "svg", "dialog",
         "select", "datalist", "textarea", "button")
_ROOTS = frozenset({"html", "body", "main", "article"})
_UNSEEN = lazy_regex(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0*\.?0*|color:transparent|transform:scale\(0(?:,0)?\)|"
    r"font-size:0*\.?0*[01]?(?:px|pt|em|rem|%)?|(?:left|top|right|bottom|text-indent|margin-left|"
    r"margin-top):-\d{3,}\D{0,4}.*|"
    r"clip:rect\([01](?:px)?[, ].*|clip-path:(?:inset\((?:50|100)%.*|circle\(0.*)", re.I)
_TINY = lazy_regex(r"(?:max-)?(?:height|width):[01](?:px)?", re.I)
_CUT = lazy_regex(r"overflow(?:-[xy])?:(?:hidden|clip)", re.I)
_SIGHTLESS = lazy_regex(
    r"(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text|screenreader|offscreen|hidden)(?:\s|$)")
_RULE = lazy_regex(r"([^{}]{1,400})\{([^{}]{1,2000})\}")
_SELECTOR = lazy_regex(r"[a-z0-9]*([.#])([\w-]+)", re.I)
_MOST_STYLE = 200_000


def drop(tree: Tree) -> None:
    """Remove from the tree every element that a browser would not show, with all that is in it."""
    names = _hiding_names(tree)
    gone = [element for element in tree.iter() if _hidden(element, names)]
    for element in gone:
        _remove(element)


def _hidden(element: Tree, names: frozenset[str]) -> bool:
    tag = element.tag
    if not isinstance(tag, str):  # a comment or a processing instruction
        return True
    if tag in _ROOTS:
        return False
    if tag in _TAGS or (tag == "input"):
        return True
    attributes = element.attrib
    if not attributes:
        return False
    style = attributes.get("style")
    return bool(
        ("hidden" in attributes and attributes["hidden"].lower() != "until-found")
        or attributes.get("aria-hidden", "").lower() == "true"
        or (style and _unseen(style))
        or _named(attributes, names)
    )


def _unseen(style: str) -> bool:
    """Whether the declarations of a style leave nothing to see."""
    short = (part.lower() for part in style.split(";") if len(part) < 200)
    each = ["".join(part.split()).removesuffix("!important") for part in short]
    return any(_UNSEEN.fullmatch(part) for part in each) or _on_its_own_colour(each) or (
        any(_TINY.fullmatch(part) for part in each) and any(_CUT.fullmatch(part) for part in each))


def _on_its_own_colour(declarations: Sequence[str]) -> bool:
    """Whether the letters have the colour of what is behind them: white on white."""
    told = dict(part.split(":", 1) for part in declarations if ":" in part)
    letters, ground = told.get("color"), told.get("background-color") or told.get("background")
    return bool(letters and ground) and _colour(letters) == _colour(ground)


def _colour(value: str | None) -> str:
    """A colour in one way of writing it: "#fff", "#FFFFFF" and "white" are one."""
    short = re.fullmatch(r"#([0-9a-f])([0-9a-f])([0-9a-f])", value or "")
    long = "#" + "".join(2 * digit for digit in short.groups()) if short else value or ""
    return {"white": "#ffffff", "black": "#000000", "rgb(255,255,255)": "#ffffff", "rgb(0,0,0)": "#000000"}.get(
        long, long)


def _named(attributes: Tree, names: frozenset[str]) -> bool:
    """Whether a class or id says that an element is hidden, by custom or by the page's own style sheet."""
    classes = attributes.get("class", "")
    if classes and _SIGHTLESS.search(classes):
        return True
    if not names:
        return False
    return "#" + attributes.get("id", "") in names or any("." + name in names for name in classes.split())


def _hiding_names(tree: Tree) -> frozenset[str]:
    """The classes and ids that the page's own style sheets hide by a rule on the bare name."""
    sheets = "\n".join(element.text or "" for element in tree.iter("style"))[:_MOST_STYLE]
    plain = re.sub(r"/\*.{0,2000}?\*/|@media[^{]{0,200}\{(?:[^{}]*\{[^{}]*\}){0,200}[^{}]*\}", " ", sheets, flags=re.S)
    found: set[str] = set()
    for selectors, body in _RULE.findall(plain):
        if _unseen(body):
            found.update(hit[1] + hit[2] for each in selectors.split(",") if (hit := _SELECTOR.fullmatch(each.strip())))
    return frozenset(found)


def _remove(element: Tree) -> None:
    """Take an element out and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
