"""The record for programs: a briefing as the JSON of the contract, and back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing.errors import BriefingError
from briefing.model import Briefing, Document, EngineNote, Figure, Manner, Member, Origin, Usage
from briefing.text.address import web_address

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA = "briefing/1"


def to_json(briefing: Briefing) -> str:
    """The text of briefing.json; the same briefing gives the same text."""
    return as_text(to_record(briefing))


def as_text(record: dict[str, Any]) -> str:
    """A record as the text of its file."""
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str, name: str = "briefing.json") -> Briefing:
    """The briefing that `to_json` wrote; `name` is what an error calls the file."""
    return from_record(read_record(text, name), name)


def read_record(text: str, name: str = "briefing.json") -> dict[str, Any]:
    """The plain dictionaries and lists of a briefing.json."""
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BriefingError(f"{name}: not JSON ({error}); give a briefing.json of `briefing write`") from error
    found = record.get("schema") if isinstance(record, dict) else type(record).__name__
    if not isinstance(record, dict) or found != SCHEMA:
        raise BriefingError(f"{name}: schema is {found!r}, not {SCHEMA!r}; give a briefing.json of `briefing write`")
    return record


def to_record(briefing: Briefing) -> dict[str, Any]:
    """What `to_json` writes, as plain dictionaries and lists in the contract's order."""
    homes = {member.document: (origin, member) for origin in briefing.origins for member in origin.members}
    return {
        "schema": SCHEMA,
        "title": briefing.title,
        "focus": briefing.focus,
        "by_hand": list(briefing.by_hand),
        "incomplete": briefing.incomplete,
        **({"by_rule": briefing.by_rule} if briefing.by_rule else {}),
        **({"manner": _plain(briefing.manner)} if briefing.manner != Manner() else {}),
        "created": briefing.created,
        "engine": _engine(briefing.engine),
        "documents": [_document(document, *homes.get(document.id, (None, None))) for document in briefing.documents],
        "stories": [_plain(each) for each in briefing.stories],
        "origins": [{"id": o.id, "name": o.name, "documents": list(o.documents)} for o in briefing.origins],
        "facts": [_plain(fact) | {"figures": [_figure(figure) for figure in fact.figures]} for fact in briefing.facts],
        "claims": [_plain(each) for each in briefing.claims],
        "divergences": [_plain(each) for each in briefing.divergences],
        "sections": [_plain(each) for each in briefing.sections],
        "skipped": [_plain(each) for each in briefing.skipped],
        "untold": [_plain(each) for each in briefing.untold],
        "usage": _plain(briefing.usage),
    }


def from_record(record: dict[str, Any], name: str = "briefing.json") -> Briefing:
    """The briefing that a parsed briefing.json holds; fields it does not know are left alone.

    Raises `BriefingError` naming every field that can't be read and every id that leads nowhere.
    """
    from pydantic import ValidationError  # here, because it costs a tenth of a second

    try:
        briefing = _form().validate_python(_reshaped(record))
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}, not {_short(each['input'])}"
                 for each in error.errors()]
        raise BriefingError(_unreadable(name, lines)) from error
    if lost := list(_lost(briefing)):
        raise BriefingError(_unreadable(name, lost))
    return briefing


@cache
def _form() -> "TypeAdapter[Briefing]":
    """The form of a record, worked out once a process."""
    from pydantic import TypeAdapter

    return TypeAdapter(Briefing)


def _plain(record: Any) -> dict[str, Any]:
    """A record as dictionaries and lists, in the order of its fields."""
    return {key: _lists(value) for key, value in asdict(record).items()}


def _lists(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_lists(each) for each in value]
    if isinstance(value, dict):
        return {key: _lists(each) for key, each in value.items()}
    return value


def _engine(note: EngineNote) -> dict[str, Any]:
    return {"name": note.name, "model": note.model, "prompts": dict(note.prompts)}


def _document(document: Document, origin: Origin | None, member: Member | None) -> dict[str, Any]:
    """A document with its place among the origins, the removed spans last; with marks where its kind has any."""
    fields = _plain(document)
    if not document.marks:
        del fields["marks"]
    removed = fields.pop("removed")
    place = {
        "origin": origin.id if origin else None,
        "role": member.role if member else "original",
        "draws_on": list(member.draws_on) if member else [],
    }
    return fields | place | {"removed": removed}


def _figure(figure: Figure) -> dict[str, Any]:
    """A figure whose whole numbers look whole: 15000, not 15000.0."""
    return {key: int(value) if isinstance(value, float) and value.is_integer() else value
            for key, value in _plain(figure).items()}


def _reshaped(record: dict[str, Any]) -> dict[str, Any]:
    """The record in the shape of `Briefing`: members within origins, prompts as pairs."""
    documents = record.get("documents")
    told = documents if isinstance(documents, list) else []
    places = {each["id"]: each for each in told if isinstance(each, dict) and isinstance(each.get("id"), str)}
    origins = record.get("origins")
    if isinstance(origins, list):
        origins = [_origin(each, places) for each in origins]
    engine = record.get("engine")
    if isinstance(engine, dict) and isinstance(engine.get("prompts"), dict):
        engine = engine | {"prompts": list(engine["prompts"].items())}
    if isinstance(documents, list):
        record = record | {"documents": [_addressed(each) for each in documents]}
    return record | {"origins": origins, "engine": engine, "usage": record.get("usage") or Usage()}


def _addressed(document: object) -> object:
    """A document with its address as it would be loaded today: a record may be older, or someone else's."""
    url = document.get("url") if isinstance(document, dict) else None
    return document | {"url": web_address(url)} if isinstance(document, dict) and isinstance(url, str) else document


def _origin(origin: object, places: Mapping[str, dict[str, Any]]) -> object:
    """An origin with its members; what is none stays what it is, for a reader to name."""
    documents = origin.get("documents") if isinstance(origin, dict) else None
    if not isinstance(origin, dict) or not isinstance(documents, list):
        return origin
    members = [_member(places.get(each, {}) if isinstance(each, str) else {}, each) for each in documents]
    return origin | {"members": members}


def _member(place: dict[str, Any], document: object) -> dict[str, Any]:
    return {"document": document, "role": place.get("role"), "draws_on": place.get("draws_on", ())}


def _lost(briefing: Briefing) -> Iterator[str]:
    """Each place that names a document or a fact which is not there."""
    documents = {document.id for document in briefing.documents}
    facts = {fact.id for fact in briefing.facts}
    yield from _unknown("facts", "document", [(fact.id, (fact.document,)) for fact in briefing.facts], documents)
    yield from _unknown("origins", "document", [(o.id, o.documents) for o in briefing.origins], documents)
    sentences = [sentence for section in briefing.sections for sentence in section.sentences]
    yield from _unknown("sections", "fact", [(_short(each.text), each.facts) for each in sentences], facts)
    positions = [(each.id, p.facts) for each in briefing.divergences for p in each.positions]
    yield from _unknown("divergences", "fact", positions, facts)
    yield from _unknown("untold", "fact", [(each.reason, (each.fact,)) for each in briefing.untold], facts)


def _unknown(field: str, kind: str, rows: Sequence[tuple[str, Sequence[str]]], known: set[str]) -> Iterator[str]:
    for row, named in rows:
        yield from (f"{field}: {row} names the {kind} {each!r}, which is not there" for each in named
                    if each not in known)


def _unreadable(name: str, lines: Sequence[str]) -> str:
    return "\n- ".join([f"{name} can't be read as a briefing:", *lines])


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
