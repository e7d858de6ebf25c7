"""Dropping from a page what its reader never sees: text hidden there can be meant for a machine alone."""

import re
from typing import Any

Tree = Any
"""An lxml element; lxml ships no types."""

_TAGS = ("template", "noscript", "noembed", "noframes", "style", "iframe", "object", "embed", "canvas", "svg", "dialog",
         "select", "datalist", "textarea", "button")
_ROOTS = frozenset({"html", "body", "main", "article"})
_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*\.?0+\s*(?:;|!|$)|"
    r"font-size\s*:\s*0*\.?0*[01]?(?:px|pt|em|rem|%)?\s*(?:;|!|$)|"
    r"(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|!|$)(?=.*overflow\s*:\s*hidden)|"
    r"(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%)?|"
    r"clip(?:-path)?\s*:\s*(?:rect\(\s*[01](?:px)?[\s,]|inset\(\s*(?:50|100)%|circle\(\s*0)|"
    r"transform\s*:\s*scale\(\s*0\s*\)|color\s*:\s*transparent)", re.I)
_SIGHTLESS = re.compile(r"(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text|screenreader|offscreen|hidden)(?:\s|$)")
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{1,2000})\}")
_SELECTOR = re.compile(r"[a-z0-9]*([.#])([\w-]+)", re.I)
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
        or (style and _STYLE.search(style))
        or _named(attributes, names)
    )


def _named(attributes: Tree, names: frozenset[str]) -> bool:
    """Whether a class or id says that an element is hidden, by custom or by the page's own style sheet."""
    classes = attributes.get("class", "")
    if classes and _SIGHTLESS.search(classes):
        return True
    return bool(names) and ("#" + attributes.get("id", "") in names or any("." + name in names for name in classes.split()))


def _hiding_names(tree: Tree) -> frozenset[str]:
    """The classes and ids that the page's own style sheets hide by a rule on the bare name."""
    sheets = "\n".join(element.text or "" for element in tree.iter("style"))[:_MOST_STYLE]
    plain = re.sub(r"/\*.{0,2000}?\*/|@media[^{]{0,200}\{(?:[^{}]*\{[^{}]*\}){0,200}[^{}]*\}", " ", sheets, flags=re.S)
    found = set()
    for selectors, body in _RULE.findall(plain):
        if _STYLE.search(body):
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
