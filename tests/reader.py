"""A language model in miniature behind an endpoint: sensible, always the same replies to each of the prompts."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from endpoint import Call, Handler, completion

from briefing.text.sentences import sentences
from briefing.text.words import terms

Reply = dict[str, Any]

FORMS = {"Facts": "extract", "Quotes": "requote", "Compared": "compare", "Verdicts": "weigh", "Draft": "compose",
         "Lead": "lead", "Doubts": "doubt", "Revision": "revise"}  # fmt: skip
_OPENINGS = {
    "List the facts": "extract", "Each numbered quote": "requote", "You are the desk editor": "compare",
    "You are the last editor": "weigh", "You write a short": "compose", "The sentences below": "lead",
    "You check a briefing": "doubt", "Each numbered sentence of": "revise",
}  # fmt: skip
MISQUOTED = " indeed"
"""What the reader adds to one quote of each text, so that it has to be asked for once more."""

_FACT = re.compile(r"^\s*(?P<id>f\d+) \[(?P<source>[^\]]*)\] ?(?P<statement>[^«]*?) ?(?:«(?P<words>.*)»)?$")
_ITEM = re.compile(r"^(\d+)\. ", re.MULTILINE)


def task_of(call: Call) -> str:
    """The prompt behind a call: by the schema's name, else by how the instructions begin."""
    named = call.get("response_format", {}).get("json_schema", {}).get("name")
    if named:
        return FORMS[named]
    system = call["messages"][0]["content"]
    return next(task for opening, task in _OPENINGS.items() if system.startswith(opening))


def asked_of(call: Call) -> tuple[str, str]:
    """What tells one request from another, however its reply's form was told: the task and the user's message."""
    return task_of(call), call["messages"][1]["content"]


def fenced(user: str) -> str:
    """The data of a message."""
    found = re.search(r"<<<([0-9a-f]{10})\n(.*?)\n\1>>>", user, re.DOTALL)
    return found[2] if found else user


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact as a prompt shows it."""

    id: str
    source: str
    words: str


def facts_of(text: str) -> list[Shown]:
    """The facts that a prompt shows in lines of their own."""
    found = (_FACT.match(line) for line in text.splitlines())
    return [Shown(hit["id"], hit["source"], hit["words"] or hit["statement"]) for hit in found if hit]


def answer(call: Call) -> Reply:
    """The reply to a call."""
    task, user = asked_of(call)
    return _ANSWERS[task](call["messages"][0]["content"], user)


def answers(handler: Handler, call: Call) -> None:
    """A step for an endpoint: the reply to each call."""
    handler.send(200, replying(answer(call), call))


def replying(reply: Reply, call: Call) -> bytes:
    """The body of a reply, with as many tokens as a text of such length has."""
    content = json.dumps(reply)
    sent = sum(len(message["content"]) for message in call["messages"])
    return completion(content, usage={"prompt_tokens": sent // 4, "completion_tokens": len(content) // 4})


def fact(quote: str, statement: str = "", **fields: Any) -> Reply:
    """A fact in the form of extract."""
    return {"statement": statement or " ".join(quote.split()), "quotes": [quote], "kind": "event", "speaker": None,
            "when": None, "certainty": "stated"} | fields  # fmt: skip


def doubt(number: int, reason: str | None = None, *told_by: str, unplaced: str | None = None) -> Reply:
    """An entry in the form of doubt."""
    return {"number": number, "reason": reason, "unplaced": unplaced, "told_by": list(told_by)}


def _extract(_: str, user: str) -> Reply:
    """Every sentence as a fact, the quote of the second with a word too many."""
    _, _, text = fenced(user).partition("]\n\n")
    told = [text[span.start : span.end].strip() for span in sentences(text)]
    facts = [fact(each) for each in told if len(each.split()) > 3 and each.endswith((".", '"'))]
    if len(facts) > 1:
        facts[1]["quotes"] = [facts[1]["quotes"][0].rstrip(".") + MISQUOTED]
    return {"facts": facts}


def _requote(_: str, user: str) -> Reply:
    quotes = re.findall(r"^ *(\d+)\. statement: .*\n +quote: (.*)$", user, re.MULTILINE)
    return {"quotes": [{"number": int(n), "quote": quote.removesuffix(MISQUOTED)} for n, quote in quotes]}


def _compare(_: str, user: str) -> Reply:
    """What shares most of its terms is the same, or differs where its figures do."""
    facts = facts_of(fenced(user))
    same, differing = [], []
    taken: set[str] = set()
    for n, one in enumerate(facts):
        group = [one.id]
        for other in facts[n + 1 :]:
            if other.source == one.source or not _alike(one.words, other.words):
                continue
            if _figures(one.words) == _figures(other.words):
                group += [other.id] if other.id not in taken else []
            else:
                differing.append(_difference(one, other))
        if len(group) > 1 and one.id not in taken:
            same.append(group)
            taken.update(group)
    return {"same": same, "divergences": differing[:6]}


def _difference(one: Shown, other: Shown) -> Reply:
    return {"kind": "figure", "relation": "diverges", "importance": 1, "summary": "Two sources differ on a figure",
            "positions": [{"statement": each.words, "facts": [each.id]} for each in (one, other)]}


def _alike(one: str, other: str) -> bool:
    ours, theirs = terms(one), terms(other)
    return len(ours & theirs) >= 0.5 * min(len(ours), len(theirs))


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def items(text: str) -> list[tuple[int, str]]:
    """The numbered items of a message."""
    parts = _ITEM.split(text)
    return [(int(number), body) for number, body in zip(parts[1::2], parts[2::2], strict=True)]


def _weigh(_: str, user: str) -> Reply:
    passages, _, points = fenced(user).partition("\nPoints:\n")
    words = {tag: own for tags, own in re.findall(r"((?:f\d+,)*f\d+)«([^»]*)»", passages) for tag in tags.split(",")}
    verdicts = [_verdict(number, body, words) for number, body in items(points)]
    return {"verdicts": verdicts, "order": [each["number"] for each in verdicts]}


def _verdict(number: int, body: str, words: dict[str, str]) -> Reply:
    """Every proposal stands as it is, its positions on their own facts."""
    head = re.match(r"\[(\w+)[^\]]*\] (.*)", body)
    assert head is not None
    positions: list[Reply] = []
    for line in body.splitlines()[1:]:
        if side := re.match(r"   [A-J]: (.*) \((f\d+[^()]*)\)$", line):
            facts = re.findall(r"f\d+", side[2])
            positions.append({"statement": side[1], "words": words[facts[0]], "facts": facts})
    return {"number": number, "clash": "the sources differ", "keep": True, "same_as": None, "relation": "diverges",
            "kind": head[1], "importance": 1, "summary": head[2], "positions": positions}


def most_of(system: str) -> int:
    """The sentences that a prompt allows."""
    found = re.search(r"at most (\d+)", system)
    return int(found[1]) if found else 20


def _compose(system: str, user: str) -> Reply:
    """The claims in their own words, every second with a little more; the first with a figure that nobody gives, so
    that it has to be mended."""
    parts = re.split(r"^\S*c\d+(?: \(\d+ independent sources\))?$", fenced(user), flags=re.MULTILINE)
    claims = [each for part in parts if (each := facts_of(part))][: most_of(system)]
    told = [{"text": claim[0].words, "facts": [claim[0].id]} for claim in claims]
    for each in told[1::2]:
        each["text"] = f"{each['text'].rstrip('.')}, it was said."
    if told:
        told[0]["text"] = f"{claims[0][0].words.rstrip('.')} after 977 hours."
    return {"title": "What is known", "sections": [{"heading": "In brief", "sentences": told[:3]},
                                                   {"heading": "Further reports", "sentences": told[3:]}]}


def _lead(system: str, user: str) -> Reply:
    numbers = [number for number, _ in items(fenced(user))][: most_of(system)]
    return {"title": "What is known", "sections": [{"heading": "In brief", "sentences": numbers[:3]},
                                                   {"heading": "Further reports", "sentences": numbers[3:]}]}


def _doubt(_: str, user: str) -> Reply:
    return {"doubts": [doubt(number) for number, _ in items(fenced(user))]}


def _revise(_: str, user: str) -> Reply:
    """Each in the words of its first fact."""
    mended = []
    for number, body in items(fenced(user)):
        facts: Sequence[Shown] = facts_of(body)
        mended.append({"number": number, "text": facts[0].words if facts else None, "facts": [f.id for f in facts[:1]]})
    return {"sentences": mended}


_ANSWERS = {"extract": _extract, "requote": _requote, "compare": _compare, "weigh": _weigh, "compose": _compose,
            "lead": _lead, "doubt": _doubt, "revise": _revise}  # fmt: skip
