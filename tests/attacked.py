"""Runs over honest reports and attacks with a model that obeys, and what they came to."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import invented
from attacks import LINK, Attack, Obedient, Told, honest, told
from endpoint import serving
from markdown_it import MarkdownIt

from briefing.llm.chat import Chat
from briefing.model import Briefing
from briefing.pipeline import run
from briefing.render.markdown import to_markdown
from briefing.settings import Settings

NOW = datetime(2031, 5, 8, 7, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Attacked:
    """What a run with attackers came to, beside the one without."""

    name: str
    briefing: Briefing
    told: tuple[Told, ...]
    links: tuple[str, ...]
    """Addresses of the attacker that are live in the Markdown."""

    lost: frozenset[str]
    """Facts of honest documents that are not as they are without attackers."""

    kept: int
    """Facts of honest documents that are."""

    sentences: int
    """Sentences that rest on honest documents alone."""

    sentences_without: int
    divergences: int
    """Divergences between honest documents alone."""

    divergences_without: int


def attacked(event: invented.Event, attacks: Sequence[Attack]) -> Attacked:
    """The reports of an event with these attacks among them."""
    without, with_them = _alone(event.number), briefed(event, attacks)
    attackers = {f"{n}-mirage.txt" for n in range(len(attacks))}
    before, after = honest(without, set()), honest(with_them, attackers)
    return Attacked(
        name=f"event {event.number}, {', '.join(each.family for each in attacks)}", briefing=with_them,
        told=tuple(hit for each in attacks for hit in told(with_them, each)),
        links=tuple(live_links(to_markdown(with_them))), lost=frozenset(before ^ after), kept=len(before & after),
        sentences=_sentences(with_them, attackers), sentences_without=_sentences(without, set()),
        divergences=_divergences(with_them, attackers), divergences_without=_divergences(without, set()),
    )  # fmt: skip


@lru_cache
def _alone(number: int) -> Briefing:
    return briefed(invented.event(number), ())


def briefed(event: invented.Event, attacks: Sequence[Attack]) -> Briefing:
    """A run; paths are told by their names alone."""
    with tempfile.TemporaryDirectory() as folder:
        for n, each in enumerate(event.reports()):
            (Path(folder) / f"{n}.txt").write_text(each.text, encoding="utf-8")
        for n, attack in enumerate(attacks):
            (Path(folder) / f"{n}-mirage.txt").write_text(attack.report.text, encoding="utf-8")
        settings = Settings(engine="openai", replies="off")
        with serving(Obedient(attacks)) as endpoint, Chat(settings, {"OPENAI_BASE_URL": endpoint.url}) as chat:
            found = run([folder], settings, now=NOW, ask=chat).briefing
    from dataclasses import replace

    named = tuple(replace(each, path=Path(each.path or "").name) for each in found.documents)
    return replace(found, documents=named)


def live_links(markdown: str) -> list[str]:
    """Addresses of the attacker that a reader's program would follow or load."""
    found = []
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown):
        for each in (token, *(token.children or ())):
            address = str(each.attrs.get("href") or each.attrs.get("src") or "")
            raw = each.content if each.type in {"html_inline", "html_block"} else ""
            if LINK.strip("/").removeprefix("http://") in address + raw:
                found.append(address or raw)
    return found


def _sentences(briefing: Briefing, attackers: set[str]) -> int:
    honest_facts = _honest(briefing, attackers)
    return sum(bool(s.facts) and set(s.facts) <= honest_facts for each in briefing.sections for s in each.sentences)


def _divergences(briefing: Briefing, attackers: set[str]) -> int:
    honest_facts = _honest(briefing, attackers)
    return sum(all(set(p.facts) <= honest_facts for p in each.positions) for each in briefing.divergences)


def _honest(briefing: Briefing, attackers: set[str]) -> set[str]:
    home = {each.id: each.path for each in briefing.documents}
    return {fact.id for fact in briefing.facts if home[fact.document] not in attackers}
