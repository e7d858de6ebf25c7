"""What a reply means whose JSON or shape is not quite that of its form: small models, servers that read no schema."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.regex import lazy_regex

THOUGHT = lazy_regex(r"\A.*</(?:think|thinking|thought|reasoning)>", re.DOTALL | re.IGNORECASE)
"""Thinking aloud, with or without the tag that opens it."""

LONGEST = 1_000_000
"""Letters of a reply that are mended; no form's reply is as long."""

DEEPEST = 64
"""Brackets within brackets of a reply that are mended; forms nest four deep."""

_MARKS = lazy_regex(r'[][{}]|"(?:[^"\\]|\\.)*(?:"|\Z)', re.DOTALL)
"""Brackets, and texts, in which a bracket is none; one that broke off reaches to the end."""

_FENCE = lazy_regex(r"```[a-z]*\n(.*?)```", re.DOTALL)
_NOTHING = frozenset(("null", "none", "n/a", "nil", "undefined", ""))
_YES, _NO = frozenset(("true", "yes")), frozenset(("false", "no"))


class MisfitError(Exception):
    """A value that can't be of its form, however it is meant."""


def inner(reply: str) -> str:
    """The JSON within a reply that has more around it: a thought before, a code fence, words."""
    reply = THOUGHT.sub("", reply) or reply
    fenced = _FENCE.search(reply)
    text = fenced[1] if fenced and re.search(r"[{\[]", fenced[1]) else reply
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if -1 < start < end else text


def meant(schema: Mapping[str, Any], reply: str) -> Any:
    """The value that a reply means, in the shape of a strict JSON schema.

    Raises `MisfitError` where it means none.
    """
    text = THOUGHT.sub("", reply.removeprefix("\ufeff")) or reply
    value = _parsed(text)
    if not isinstance(value, dict | list) or not value:
        raise MisfitError("no JSON in it")
    return _object(value, schema, schema.get("$defs", {}), is_whole=True)


def whole_part(reply: str, *, is_parted: bool = False) -> str | None:
    """The JSON of a reply that broke off, behind its last item that is whole; None where none is.

    `is_parted`: its items hold lists of items themselves, of which those count that are whole.
    """
    text = THOUGHT.sub("", reply) or reply
    starts = [place for place in (text.find("{"), text.find("[")) if place >= 0]
    if not starts:
        return None
    text = text[min(starts) :]
    base = 2 if text[0] == "{" else 1
    open_marks: list[str] = []
    end, closing = 0, ""
    for mark in _MARKS.finditer(text):
        if mark[0] in "[{":
            open_marks.append("]" if mark[0] == "[" else "}")
        elif mark[0] in "]}":
            if not open_marks or open_marks.pop() != mark[0]:
                break
            if len(open_marks) == base or (is_parted and len(open_marks) == base + 2) or not open_marks:
                end, closing = mark.end(), "".join(reversed(open_marks))
            if not open_marks:
                break
        elif not mark[0].endswith('"') or len(mark[0]) == 1:
            break  # a text that has no end
    return text[:end] + closing if end else None


def _parsed(text: str) -> Any:
    """The JSON of a text; with commas, quotation marks and brackets that lack or are too many put right."""
    fenced = _FENCE.search(text)
    text = fenced[1] if fenced and re.search(r"[{\[]", fenced[1]) else text
    starts = [place for place in (text.find("{"), text.find("[")) if place >= 0]
    if not starts:
        return None
    text = text[min(starts) : max(text.rfind("}"), text.rfind("]")) + 1] or text[min(starts) :]
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    if len(text) > LONGEST or _depth(text) > DEEPEST:
        return None
    import json_repair

    return json_repair.loads(text)


def _depth(text: str) -> int:
    """How deep the brackets of a text nest, those within its words counted too."""
    deep = most = 0
    for mark in re.findall(r"[][{}]", text):
        deep += 1 if mark in "[{" else -1
        most = max(most, deep)
    return most


def _shaped(value: Any, node: Mapping[str, Any], known: Mapping[str, Any]) -> Any:
    """A value in the shape of a schema's node."""
    if "$ref" in node:
        return _shaped(value, known[node["$ref"].rpartition("/")[2]], known)
    if "anyOf" in node:
        return _either(value, node["anyOf"], known)
    if "enum" in node:
        return _choice(value, node["enum"])
    if node.get("type") == "object":
        return _object(value, node, known)
    return _array(value, node, known) if node.get("type") == "array" else _plain(value, node.get("type"))


def _either(value: Any, nodes: list[Mapping[str, Any]], known: Mapping[str, Any]) -> Any:
    nullable = any(each.get("type") == "null" for each in nodes)
    if nullable and (value is None or (isinstance(value, str) and value.strip().casefold() in _NOTHING)):
        return None
    for each in nodes:
        if each.get("type") != "null":
            try:
                return _shaped(value, each, known)
            except MisfitError:
                continue
    raise MisfitError(f"{value!r:.40}")


def _choice(value: Any, choices: list[Any]) -> Any:
    """One of a few words, however it is written: "Later Report" is "later_report"."""
    if value in choices:
        return value
    folded = {_folded(str(each)): each for each in choices}
    if isinstance(value, str) and _folded(value) in folded:
        return folded[_folded(value)]
    raise MisfitError(f"{value!r:.40}")


def _object(
    value: Any, node: Mapping[str, Any], known: Mapping[str, Any], *, is_whole: bool = False
) -> dict[str, Any]:
    """An object: names written otherwise are known, others left out; what lacks is nothing where nothing may stand.

    The whole reply may lack a list, too; within it that is the mark of one that broke off.
    """
    fields: Mapping[str, Mapping[str, Any]] = node["properties"]
    lists = [name for name, each in fields.items() if each.get("type") == "array"]
    if isinstance(value, list) and len(lists) == 1:
        value = {lists[0]: value}
    if not isinstance(value, dict):
        raise MisfitError(f"{value!r:.40}")
    given = {_folded(str(name)): each for name, each in value.items()}
    if not any(_folded(name) in given for name in fields):
        inside = [each for each in value.values() if isinstance(each, dict | list)]
        if len(inside) != 1:
            raise MisfitError(f"no field of {', '.join(fields)}")
        return _object(inside[0], node, known, is_whole=is_whole)  # {"result": {"facts": […]}}
    return {
        name: _shaped(given[_folded(name)], each, known) if _folded(name) in given
        else _lacking(name, each, is_whole=is_whole)
        for name, each in fields.items()
    }


def _lacking(name: str, node: Mapping[str, Any], *, is_whole: bool) -> Any:
    """What stands for a field that a reply leaves out."""
    if any(each.get("type") == "null" for each in node.get("anyOf", ())):
        return None
    if is_whole and node.get("type") == "array":
        return []
    raise MisfitError(f"{name} is missing")


def _array(value: Any, node: Mapping[str, Any], known: Mapping[str, Any]) -> list[Any]:
    """A list; one thing alone is a list of one, and what can't be an item is none."""
    if value is None:
        return []
    items = value if isinstance(value, list) else [value]
    found = list(_fitting(items, node["items"], known))
    if items and not found:
        raise MisfitError("no item of the form asked for")
    return found


def _fitting(items: list[Any], node: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[Any]:
    for each in items:
        try:
            yield _shaped(each, node, known)
        except MisfitError:
            continue


def _plain(value: Any, kind: str | None) -> Any:
    """A text, a number or a truth value, however it was put."""
    if kind == "string" and isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
        return str(value)
    if kind == "boolean" and str(value).strip().casefold() in _YES | _NO:
        return str(value).strip().casefold() in _YES
    if kind in ("integer", "number") and not isinstance(value, bool):
        try:
            number = float(value)
            return int(number) if kind == "integer" else number
        except (TypeError, ValueError, OverflowError):
            pass
    raise MisfitError(f"{value!r:.40}")


def _folded(name: str) -> str:
    """A name by its letters alone."""
    return re.sub(r"[\W_]+", "", name).casefold()
