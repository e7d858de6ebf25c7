"""How calls are put to an endpoint, and how else where it refuses that: each step down is taken once for a run."""

import re
from dataclasses import dataclass, replace

from briefing.llm.refusal import Refusal
from briefing.regex import lazy_regex

MODES = ("schema", "object", "text")
"""How an endpoint is told the form of a reply, from the strictest down."""

BOUNDS = ("max_tokens", "max_completion_tokens", "")
"""How it is told the length of a reply: as all but the newest models take it, as those do, or not at all."""

LEAST = 256
"""Tokens of a reply below which none is worth asking for."""

THOUGHT = 16_000
"""Tokens that a model which thinks before it answers is given for its thoughts."""

_STEPPED = (0, 400, 404, 422, 500, 501)
"""Statuses under which endpoints refuse a part of a call."""

_FORMAT = lazy_regex(
    r"response_format|json_schema|json_object|json schema|structured output|grammar|requested parameters",
    re.IGNORECASE)
_STREAM_ONLY = lazy_regex(
    r"\bstream\b[^.]{0,40}\b(?:only|required|true)\b|\bonly\b[^.]{0,40}\bstream", re.IGNORECASE)
_NO_STREAM = lazy_regex(
    r"\bstream(?:ing|ed)?\b[^.]{0,60}(?:\bnot\b|n't\b|\bun|\bfalse\b)|"
    r"(?:\bnot\b|n't\b|\bun\w*)[^.]{0,40}\bstream(?:ing)?\b", re.IGNORECASE)
_NO_SYSTEM = lazy_regex(
    r"\bsystem\b[^.]{0,60}\b(?:not|un)[ -]?(?:be )?(?:support|allow|enabled|permitted)|"
    r"(?:not|n't) (?:support|allow)[^.]{0,60}\bsystem\b|Developer instruction is not enabled|"
    r"roles must alternate|only user and assistant roles", re.IGNORECASE)
"""How endpoints say that they answer in events only, or never, and that a model takes no system message."""

_BOUND = lazy_regex(r"\bmax_(?:completion_)?tokens\b")
_UNKNOWN = lazy_regex(
    r"unsupported|not supported|unrecognized|unknown|unexpected|extra|not (?:permitted|allowed)|instead", re.IGNORECASE)
_WINDOW = lazy_regex(r"(?:context (?:length|window|size)|maximum model length)\D{0,30}(\d+)", re.IGNORECASE)
_SENT = lazy_regex(r"(\d+) (?:input tokens|in the messages|tokens (?:from|in) (?:the )?(?:input|messages|prompt))")
_NUMBER = lazy_regex(r"(?<![\d.-])\d{2,7}(?![\d.])")


@dataclass(frozen=True, slots=True)
class Way:
    """How calls are put; what an endpoint refuses is left out from then on."""

    mode: str
    """One of `MODES`."""

    takes_system: bool = True
    streams: bool = True
    counts: bool = True
    """Whether the tokens are asked for at the end of a stream."""

    bound: str = BOUNDS[0]
    most: int | None = None
    """Tokens of a reply that the endpoint allows."""

    thinks: bool = False
    """Whether the model was found to think before it answers."""

    @property
    def thought(self) -> int:
        """Tokens that a reply may have beyond those of its form."""
        return THOUGHT if self.thinks else 0

    def length(self, tokens: int, ceiling: int | None) -> int | None:
        """The bound to send for a reply of so many tokens, that may have no more than `ceiling` in all."""
        if not self.bound:
            return None
        wanted = tokens + self.thought
        return min(each for each in (wanted, self.most, ceiling) if each)


def other_way(way: Way, refusal: Refusal, sent: int | None) -> Way | None:
    """How else to put a call that was refused, with the bound that it was `sent` with; None where nothing in the
    refusal tells of a way."""
    if refusal.beyond:
        return _shorter(way, sent - refusal.beyond, sent) if sent is not None else None
    if refusal.status not in _STEPPED or refusal.kind in ("spent", "key", "garbled"):
        return None
    said = refusal.message
    if sent is not None and (other := _other_bound(way, said, sent)):
        return other
    if way.streams and way.counts and "stream_options" in said:
        return replace(way, counts=False)
    if way.takes_system and _NO_SYSTEM.search(said):
        return replace(way, takes_system=False)
    if _STREAM_ONLY.search(said):
        return replace(way, streams=True) if not way.streams else None
    if way.streams and _NO_STREAM.search(said):
        return replace(way, streams=False)
    if way.mode != MODES[-1] and _FORMAT.search(said):
        return replace(way, mode=MODES[MODES.index(way.mode) + 1])
    return None


def _other_bound(way: Way, said: str, sent: int) -> Way | None:
    """A shorter bound, or another name for it, where that is what was refused."""
    if window := _WINDOW.search(said):
        before = _SENT.search(said)
        return _shorter(way, int(window[1]) - int(before[1]), sent) if before else None
    if not _BOUND.search(said):
        return None
    if _UNKNOWN.search(said):
        return replace(way, bound=BOUNDS[BOUNDS.index(way.bound) + 1])
    allowed = [number for each in _NUMBER.findall(said) if LEAST <= (number := int(each)) < sent]
    return _shorter(way, max(allowed), sent) if allowed else replace(way, bound="")


def _shorter(way: Way, tokens: int, sent: int) -> Way | None:
    return replace(way, most=tokens) if LEAST <= tokens < sent else None
