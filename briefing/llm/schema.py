"""The form of a reply: a strict JSON schema out, and what came back read against the same model."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ValidationError

from briefing.llm.ask import Form
from briefing.llm.meant import MisfitError, inner, meant, whole_part

_KEPT = {"$ref", "anyOf", "description", "enum", "items", "properties", "type"}
"""What every strict schema reader knows; all else (lengths, bounds, patterns) is pydantic's to check."""

_FAULTS, _LINE = 5, 200


@lru_cache
def strict(form: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema of `form` in the subset that strict structured outputs take; built once, never changed.

    Every property is required and no other is allowed. Raises `TypeError` for what cannot be strict: a mapping with
    keys of its own, a value of any type, a tuple.
    """
    whole = form.model_json_schema()
    definitions = whole.get("$defs", {})
    # A form that holds itself is a mere reference to itself at the top, where readers want an object.
    root = definitions[form.__name__] if "$ref" in whole else whole
    schema = _strict(root, definitions, form.__name__)
    if definitions:
        schema["$defs"] = {name: _strict(each, definitions, name) for name, each in definitions.items()}
    return schema


def _strict(node: Mapping[str, Any], definitions: Mapping[str, Any], where: str) -> dict[str, Any]:
    if "$ref" in node:
        if "description" not in node:
            return {"$ref": node["$ref"]}
        # A reference bears no neighbours, so what it names is written out where the field has words of its own.
        node = {**definitions[node["$ref"].rpartition("/")[2]], "description": node["description"]}
    if len(node.get("allOf", ())) == 1:  # how older versions of pydantic put a description beside a reference
        return _strict({**node["allOf"][0], **{k: node[k] for k in ("description",) if k in node}}, definitions, where)
    if "oneOf" in node:
        node = {**node, "anyOf": node["oneOf"]}
    if "const" in node:
        node = {**node, "enum": [node["const"]]}
    schema = {key: value for key, value in node.items() if key in _KEPT}
    if "anyOf" in node:
        schema["anyOf"] = [_strict(each, definitions, where) for each in node["anyOf"]]
    elif node.get("type") == "array":
        if not node.get("items") or "prefixItems" in node:
            raise TypeError(f"{where}: a list needs one type for its items")
        schema["items"] = _strict(node["items"], definitions, f"{where}[]")
    elif node.get("type") == "object":
        if "properties" not in node or node.get("additionalProperties"):
            raise TypeError(f"{where}: a mapping with keys of its own has no strict schema; name its fields")
        fields = {name: _strict(each, definitions, f"{where}.{name}") for name, each in node["properties"].items()}
        schema |= {"properties": fields, "required": list(fields), "additionalProperties": False}
    elif "type" not in node and "enum" not in node:
        raise TypeError(f"{where}: a value of any type has no strict schema")
    return schema


def read(form: type[Form], reply: str) -> tuple[Form | None, str]:
    """`reply` as a `form`, or None and what is wrong with it, in one line that a model can mend it by.

    What is around the JSON is left out; one that is not quite of the form is read as it is meant.
    """
    try:
        return form.model_validate_json(reply), ""
    except ValidationError as error:
        fault = _worded(error)
    try:
        return form.model_validate_json(inner(reply)), ""
    except ValidationError as error:
        fault = _worded(error)
    try:
        return form.model_validate(meant(strict(form), reply)), ""
    except (MisfitError, ValidationError, RecursionError):
        return None, fault


def read_whole(form: type[Form], reply: str) -> Form | None:
    """What is whole of a reply that broke off; None where nothing is. An item of which anything lacks is none."""
    text = whole_part(reply, is_parted=getattr(form, "is_parted", False))
    try:
        value = form.model_validate(meant(strict(form), text)) if text else None
    except (MisfitError, ValidationError, RecursionError):
        return None
    return value if value is not None and any(map(_has_items, value.model_dump().values())) else None


def _has_items(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value)


def is_mended(form: type[Form], reply: str) -> bool:
    """Whether a reply that was read is not letter for letter of its form."""
    try:
        form.model_validate_json(reply)
    except ValidationError:
        return True
    return False


def _worded(error: ValidationError) -> str:
    """The first faults, each with its place: "facts.0.quote: Field required"."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    lines = [f"{'.'.join(map(str, each['loc'])) or 'the whole'}: {each['msg']}" for each in faults[:_FAULTS]]
    more = [f"and {len(faults) - _FAULTS} more"] if len(faults) > _FAULTS else []
    # A place may be a name that the reply made up, of any length.
    return "; ".join(" ".join(line.split())[:_LINE] for line in [*lines, *more])
