"""The order of the stages: paths in, a briefing out."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from briefing.engines.engine import Engine, Pile, StoryInput
from briefing.engines.extractive import Extractive
from briefing.errors import BriefingError
from briefing.judging.judge import Judge
from briefing.judging.near import Near
from briefing.judging.support import fill_rows, fill_support
from briefing.language.bearing import Question
from briefing.language.headings import common_code
from briefing.model import Briefing, Chunk, Divergence, Document, Fact, Manner, Origin, Skipped, Story, Usage
from briefing.render.phrases import count
from briefing.settings import Settings
from briefing.sources.addresses import Fetcher
from briefing.sources.language import called
from briefing.sources.load import load, unread
from briefing.sources.pages import Pages
from briefing.sources.web import Web
from briefing.stages.account import account
from briefing.stages.align import align, candidates, counting_origins
from briefing.stages.by_hand import ByHand
from briefing.stages.chunk import chunk
from briefing.stages.clean import clean
from briefing.stages.compose import budgeted, compose, recompose
from briefing.stages.deduplicate import deduplicate, merge
from briefing.stages.diverge import disputed, diverge
from briefing.stages.extract import extract
from briefing.stages.narrow import narrow
from briefing.stages.point import point, rank
from briefing.stages.rewrites import rewrites
from briefing.stages.standing import unfounded
from briefing.stages.stock import stock
from briefing.stages.stories import gist_of, stories
from briefing.stages.verify import Verified, verify, written_in
from briefing.stages.weigh import chosen_stories, listed, weigh
from briefing.stages.withdraw import Withdrawn, confirmed, explained, outdated, withdraw
from briefing.text.gist import Gist
from briefing.text.neighbours import Elsewhere
from briefing.text.tokens import tokenizer

if TYPE_CHECKING:
    from briefing.llm.ask import Ask
    from briefing.llm.chat import Chat

Progress = Callable[[str, int, int], None]
"""Called with (stage, items done, items in all) as a stage begins and goes on; 0 in all where it does not count."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished run."""

    briefing: Briefing
    failed: int
    """Sentences that failed verification even after their repair."""

    unread: int
    """Documents and chunks that could not be read."""

    read: tuple["Read", ...] = ()
    """Of a run that follows others: every document, told or not."""


@dataclass(frozen=True, slots=True)
class Read:
    """A document that a run has read, as a later one looks for its like."""

    sha256: str
    path: str
    story: str
    gist: Gist


@dataclass(frozen=True, slots=True)
class Before:
    """What earlier runs of a job leave to one that follows the news: only stories that a new document joins are read,
    compared and written, and of these only what is new."""

    seen: Set[str]
    """sha256 of the documents that they read."""

    standing: Mapping[str, str]
    """The story of each, by its sha256."""

    retired: Set[str] = frozenset()
    """Paths of files that need not be opened any more."""

    only: Set[str] | None = None
    """Paths of the only files that need be opened, where it is known that no new document joins another story."""

    elsewhere: "Callable[[Sequence[Gist], Sequence[Gist]], Elsewhere] | None" = None
    """What the documents of the other files hold, from the gists of known documents that are here and of new ones."""

    first_day: str = ""
    """ISO day; what was published before it is not new."""

    def fresh(self, document: Document) -> bool:
        """Whether a document is new."""
        return document.sha256 not in self.seen and not (document.published or "9999") < self.first_day


@dataclass(frozen=True, slots=True)
class Row:
    """What one document comes to."""

    path: str
    origin: str
    chunks: int
    tokens: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What one task would ask of a model, and what that would cost."""

    task: str
    usage: Usage
    exact: bool
    """Whether it was counted, not estimated."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would read."""

    documents: int
    origins: int
    chunks: int
    tokens: int
    rows: tuple[Row, ...]
    costs: tuple[Cost, ...] = ()
    """What the calls to a model would come to, task by task; none where none is asked."""


def run(
    paths: Sequence[str],
    settings: Settings,
    *,
    now: datetime,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
    ask: "Ask | None" = None,
    before: Before | None = None,
    whole: bool = False,
    texts: Sequence[Mapping[str, object]] = (),
) -> Outcome:
    """The briefing of the documents behind `paths`, and of `texts` as load() takes them; `now` is the time it carries.

    With `before` it is that of the stories that new documents join, unless the `whole` is wanted, and it may be without
    a sentence. A language model reads and writes where `ask` reaches one, else the embedded engine. Raises
    `BriefingError`, also where there is not one sentence to tell.
    """
    began = time.perf_counter()
    progress = progress or _silent
    by_hand = _by_hand(settings)
    documents, skipped = _documents(paths, settings, progress, stdin, before, texts)
    progress("stories", 0, 0)
    gists = {each.id: gist_of(each) for each in documents}
    piles = stories(documents, before.standing if before else None, gists,
                    _elsewhere(documents, gists, before) if before else None)
    read = tuple(_read(documents, piles, gists)) if before else ()
    if before and not whole:
        documents, piles = _joined(documents, piles, before)
    progress("deduplicate", 0, 0)
    origins = deduplicate(documents, containment=settings.containment)
    engine = _engine(settings, documents, ask)
    work = _work(documents, origins, settings) if ask else [(d, ()) for d in documents]
    facts, ungrounded = extract(_watched(work, progress), engine)
    withdrawn = withdraw(facts, documents)
    origins = by_hand.arranged(merge(origins, _retold(piles, withdrawn.standing, documents, origins)), documents)
    facts = stock(facts, piles, origins)
    withdrawn = replace(withdrawn, standing=stock(withdrawn.standing, piles, origins))
    support = counting_origins(withdrawn.standing, documents, origins)
    piles = weigh(piles, documents, origins, settings.focus)
    chosen = chosen_stories(piles, settings.story, settings.most_stories)
    piles = listed(piles, chosen)
    inputs = _compared(chosen, withdrawn, documents, origins, support, engine, progress, settings.focus)
    told_of = _new(inputs, documents, before) if before and not whole else inputs
    found = [d for m in inputs for d in m.divergences]
    told_by = {m.story.id: tuple(m.facts.values()) for m in inputs}
    near = Near(told_by.values(), [c for m in inputs for c in m.claims], support)
    verified = _written(told_of, found, facts, documents, origins, engine, progress,
                        settings.sentences or engine.most, near)
    judge = Judge(facts, documents, origins, written_in(verified.sections, documents))
    by_id = {fact.id: fact for fact in facts}
    question = _question(settings, facts, documents)
    divergences = rank(fill_rows(verified.divergences, judge, support, verified.opinions), question)
    sections = fill_support(verified.sections, judge, told_by, support, verified.opinions)
    briefing = Briefing(
        title=verified.title,
        created=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        engine=engine.note,
        documents=documents,
        stories=piles,
        origins=origins,
        facts=facts,
        claims=tuple(c for m in inputs for c in m.claims),
        divergences=divergences,
        sections=point(sections, divergences, by_id),
        skipped=(*skipped, *ungrounded, *withdrawn.skipped,
                 *_silent_documents(_told_in(chosen, documents), origins, facts, chosen, verified, ungrounded),
                 *_by_rule(engine), *verified.skipped),
        untold=account(facts, [c for m in inputs for c in m.claims], sections, divergences,
                       frozenset(each.id for each in facts) - {each.id for each in withdrawn.standing}),
        focus=settings.focus,
        manner=_manner(settings),
        by_hand=by_hand.notes(documents),
        incomplete=next((each.reason for each in engine.lost() if each.unpaid), None),
        by_rule=_done_by_rule(engine),
        usage=replace(ask.usage() if ask else Usage(), seconds=round(time.perf_counter() - began, 3)),
    )
    if before is None or not (before.seen or before.only):
        _require_a_sentence(briefing)
    lost = sum(each.stage == "extract" for each in engine.lost())
    return Outcome(briefing, verified.failed, len(unread(skipped)) + lost, read)


def _question(settings: Settings, facts: Sequence[Fact], documents: Sequence[Document]) -> Question | None:
    """What the reader asks; None where nobody does."""
    if not settings.focus:
        return None
    return Question(settings.focus, (each.statement for each in facts), common_code(d.language for d in documents))


def _elsewhere(documents: Sequence[Document], gists: Mapping[str, Gist], before: Before) -> Elsewhere | None:
    """What the documents hold that were left out."""
    if before.elsewhere is None:
        return None
    known = [gists[each.id] for each in documents if each.sha256 in before.standing]
    return before.elsewhere(known, [gists[each.id] for each in documents if each.sha256 not in before.standing])


def _read(documents: Sequence[Document], piles: Sequence[Story], gists: Mapping[str, Gist]) -> Iterator[Read]:
    homes = {each: story.id for story in piles for each in story.documents}
    return (Read(each.sha256, each.path or "", homes[each.id], gists[each.id]) for each in documents)


def fresh_documents(paths: Sequence[str], settings: Settings, only: Set[str]) -> tuple[Document, ...]:
    """The documents of some of the files behind `paths`, for a look at what they are about. Raises `BriefingError`."""
    return _documents(paths, settings, _silent, None, Before(frozenset(), {}, only=only))[0]


def _joined(documents: Sequence[Document], piles: Sequence[Story],
            before: Before) -> tuple[tuple[Document, ...], tuple[Story, ...]]:
    """The stories that new documents join, and their documents."""
    new = {each.id for each in documents if before.fresh(each)}
    kept = tuple(each for each in piles if new & set(each.documents))
    here = {document for each in kept for document in each.documents}
    return tuple(each for each in documents if each.id in here), kept


def _new(inputs: Sequence[StoryInput], documents: Sequence[Document], before: Before) -> tuple[StoryInput, ...]:
    """What is written of: the claims that a new document makes."""
    new = {each.id for each in documents if before.fresh(each)}
    left = (replace(each, claims=tuple(claim for claim in each.claims
                                       if any(each.facts[fact].document in new for fact in claim.facts)))
            for each in inputs)
    return tuple(each for each in left if each.claims)


def _told_in(piles: Sequence[Story], documents: Sequence[Document]) -> list[Document]:
    """The documents of the stories that are told; those of the others stand in the overview."""
    here = {each for story in piles for each in story.documents}
    return [each for each in documents if each.id in here]


def _silent_documents(documents: Sequence[Document], origins: Sequence[Origin], facts: Sequence[Fact],
                      piles: Sequence[Story], verified: Verified, listed: Sequence[Skipped]) -> tuple[Skipped, ...]:
    """Documents in which nothing was found, in no version of the report, or of whose story nothing is told; without
    those that are `listed` for a reason of their own."""
    read = {fact.document for fact in facts}
    found = {each for origin in origins if read & set(origin.documents) for each in origin.documents}
    stories_told = {s.story for s in verified.sections if s.sentences} | {d.story for d in verified.divergences}
    on_the_page = {each for story in piles if story.id in stories_told for each in story.documents}
    reasons = {each.id: "no statement" if each.id not in found else "no sentence"
               for each in documents if each.id not in found & on_the_page | {each.item for each in listed}}
    return tuple(Skipped("read", each.id, reasons[each.id] + _foreign(each.language))
                 for each in documents if each.id in reasons)


def _foreign(language: str) -> str:
    return "" if language == "en" else f"; it is in {called(language)}"


def _require_a_sentence(briefing: Briefing) -> None:
    """Fail a run that has nothing to tell: an empty page would look like a quiet day."""
    if any(section.sentences for section in briefing.sections):
        return
    languages = ", ".join(called(code) for code, _ in Counter(d.language for d in briefing.documents).most_common(3))
    number = len(briefing.documents)
    what = f"nothing to tell: {number} document{'s' if number > 1 else ''} ({languages}) gave no sentence"
    if briefing.incomplete:
        raise BriefingError(f"{what} before the run ended ({briefing.incomplete}); raise that limit, or write with "
                            "--engine extractive")
    if briefing.engine.name != "extractive":
        raise BriefingError(f"{what} that the words {briefing.engine.model} cited carry; try another --model, or "
                            "write with --engine extractive")
    raise BriefingError(f"{what} that the embedded engine can tell; give running text in a language that it reads, or "
                        "set OPENAI_API_KEY or OPENAI_BASE_URL to have a language model read")


def _by_rule(engine: Engine) -> tuple[Skipped, ...]:
    """What a model was to do and rules did."""
    return tuple(Skipped(each.stage, each.item, each.line) for each in engine.lost() if each.stage != "extract")


def _engine(settings: Settings, documents: Sequence[Document], ask: "Ask | None") -> Engine:
    if ask is None:
        return Extractive(workers=settings.workers)
    from briefing.engines.language import Language  # here: pydantic is behind it, which the embedded rules do not need

    language = settings.language or called(_most(document.language for document in documents))
    return Language(ask, settings.model, language=language, count=tokenizer(settings.model).count)


def _most(languages: Iterable[str]) -> str:
    """The language of most documents; the first of several that are in as many."""
    counted = Counter(languages)
    return max(counted, key=lambda language: counted[language], default="en")


def _work(
    documents: Sequence[Document], origins: Sequence[Origin], settings: Settings
) -> list[tuple[Document, Sequence[Chunk]]]:
    """What a model is given to read: each original in chunks, and of its copies what their words add."""
    counter = tokenizer(settings.model)
    return [(each, chunk(each, counter, budget=settings.chunk_tokens)) for each in narrow(documents, origins)]


def plan(paths: Sequence[str], settings: Settings, stdin: BinaryIO | None = None, chat: "Chat | None" = None) -> Plan:
    """What a run would read, without reading it, and what it would ask of a model. Raises `BriefingError`."""
    documents, _ = _documents(paths, settings, _silent, stdin, None)
    origins = deduplicate(documents, containment=settings.containment)
    names = {d: origin.name for origin in origins for d in origin.documents}
    work = _work(documents, origins, settings)
    rows = tuple(Row(d.path or "-", names[d.id], len(c), sum(each.tokens for each in c)) for d, c in work)
    costs = _costs(work, len(stories(documents)), chat) if chat else ()
    return Plan(len(documents), len(origins), sum(r.chunks for r in rows), sum(r.tokens for r in rows), rows, costs)


def _costs(work: Sequence[tuple[Document, Sequence[Chunk]]], piles: int, chat: "Chat") -> tuple[Cost, ...]:
    """The reading counted call by call, replies that are kept apart; the rest estimated from its length."""
    from briefing.engines.prompted.foreseeing import foresee
    from briefing.engines.prompted.reading import requests

    later = (Cost(each.task, chat.budget.usage_of(each.calls, each.prompt_tokens, each.completion_tokens), False)
             for each in foresee(work, piles))
    return Cost("extract", chat.estimate(tuple(requests(work))), True), *later


def _documents(
    paths: Sequence[str], settings: Settings, progress: Progress, stdin: BinaryIO | None,
    before: Before | None, texts: Sequence[Mapping[str, object]] = (),
) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    """The documents as loaded and cleaned."""
    progress("sources", 0, 0)
    documents, skipped = load(paths, texts=texts, stdin=stdin, limit=settings.max_bytes,
                              longest=settings.max_characters, without=before.retired if before else frozenset(),
                              only=before.only if before else None, follow_links=settings.follow_links,
                              since=settings.since or "", manner=_manner(settings), web=_fetcher(settings))
    progress("clean", 0, len(documents))
    documents, left_out = _by_hand(settings).settled(documents)
    cleaned = []
    for n, document in enumerate(documents, 1):
        cleaned.append(replace(document, removed=clean(document)))
        progress("clean", n, len(documents))
    if left_out and not cleaned:
        raise BriefingError("exclude: every document is left out; name fewer files")
    return tuple(cleaned), (*skipped, *left_out)


def _by_hand(settings: Settings) -> ByHand:
    return ByHand(settings.publishers, settings.exclude, settings.same_source, settings.own_source)


def _manner(settings: Settings) -> Manner:
    """How documents are to be read."""
    return Manner(settings.fields, settings.ocr)


def _fetcher(settings: Settings) -> Fetcher:
    """Who fetches web addresses."""
    web = Web(settings.allow_private, settings.contact, settings.max_bytes)
    return Pages(Path(settings.pages), web) if settings.pages and settings.pages != "off" else web


def _retold(
    piles: Sequence[Story], facts: Sequence[Fact], documents: Sequence[Document], origins: Sequence[Origin]
) -> tuple[tuple[str, str], ...]:
    """The rewrites within each story."""
    found: list[tuple[str, str]] = []
    for story in piles:
        here = set(story.documents)
        if len(here) > 1:
            found += rewrites(
                [f for f in facts if f.document in here],
                [d for d in documents if d.id in here],
                [o for o in origins if here & set(o.documents)],
            )
    return tuple(found)


def _compared(
    piles: Sequence[Story],
    withdrawn: Withdrawn,
    documents: Sequence[Document],
    origins: Sequence[Origin],
    support: Mapping[str, str],
    engine: Engine,
    progress: Progress,
    focus: str | None,
) -> tuple[StoryInput, ...]:
    """Each story with its claims and divergences."""
    inputs: list[StoryInput] = []
    known = {d.id: d for d in documents}
    originals = frozenset(origin.documents[0] for origin in origins)
    by_document: dict[str, list[Fact]] = {d.id: [] for d in documents}
    for fact in withdrawn.standing:
        by_document[fact.document].append(fact)
    progress("compare", 0, len(piles))
    here = [tuple(f for d in story.documents for f in by_document[d]) for story in piles]
    compared_all = engine.compare([Pile(each, candidates(each)) for each in here], known, support)
    for story, own, compared in zip(piles, here, compared_all, strict=True):
        by_id = {f.id: f for f in own}
        findings = outdated(compared.findings, withdrawn.notes, by_id, known)
        divergences = explained(diverge(story.id, findings, by_id, support), withdrawn, by_id, known)
        same = confirmed(compared.same, withdrawn.notes, by_id, known)
        claims = disputed(align(story.id, same, by_id, support, originals), divergences)
        inputs.append(StoryInput(story, claims, divergences, by_id, known, support, focus))
        progress("compare", len(inputs), len(piles))
    return tuple(inputs)


def _written(
    inputs: Sequence[StoryInput], divergences: Sequence[Divergence], facts: Sequence[Fact],
    documents: Sequence[Document], origins: Sequence[Origin], engine: Engine, progress: Progress, sentences: int,
    near: Near,
) -> Verified:
    """What is told of the stories, held against its evidence; where too little of what was written stands, it is
    written anew by rule."""
    progress("compose", 0, 0)
    draft, budgets = compose(inputs, engine, sentences=sentences), budgeted(inputs, sentences)
    progress("verify", 0, 0)
    verified = verify(draft.sections, divergences, facts, documents, draft.title, engine, origins=origins, near=near)
    poor = unfounded(budgets, draft.sections, verified.sections, verified.given_way)
    again = recompose(draft, verified.sections, poor, budgets, engine) if poor else None
    if again is None:
        return verified
    new = verify(again.sections, verified.divergences, facts, documents, again.title, engine, origins=origins,
                 near=near)
    return replace(new, skipped=tuple(dict.fromkeys((*verified.skipped, *new.skipped))),
                   opinions={**verified.opinions, **new.opinions})


def _done_by_rule(engine: Engine) -> str | None:
    """What a model was to do and rules did, in a line for the reader; None where it did all."""
    done = [each for each in engine.lost() if each.by_rule]
    read = {each.item for each in done if each.stage == "extract"}
    parts = [f"{count(len(read), 'document')} read in whole or in part"] if read else []
    parts += [what for stage, what in (("compare", "compared"), ("compose", "written"))
              if any(each.stage == stage for each in done)]
    return " and ".join(", ".join(parts).rsplit(", ", 1)) or None


def _watched(
    work: Sequence[tuple[Document, Sequence[Chunk]]], progress: Progress
) -> Iterator[tuple[Document, Sequence[Chunk]]]:
    progress("read", 0, len(work))
    for n, item in enumerate(work, 1):
        yield item
        progress("read", n, len(work))


def _silent(stage: str, done: int, total: int) -> None:
    """For a run that nobody watches."""
