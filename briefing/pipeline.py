"""The order of the stages: paths in, a briefing out."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from briefing.engines.engine import Engine, Pile, StoryInput
from briefing.engines.extractive import Extractive
from briefing.judging.judge import Judge
from briefing.judging.near import Near
from briefing.judging.support import fill_rows, fill_support
from briefing.language.bearing import Question
from briefing.language.headings import common_code
from briefing.model import Briefing, Chunk, Claim, Divergence, Document, Fact, Origin, Section, Skipped, Story, Usage
from briefing.runs.following import Before, Read, joined, read_of, renewed
from briefing.runs.gathering import Progress, by_hand_of, documents_of, manner_of, silent, work_of
from briefing.runs.shortfalls import by_rule, done_by_rule, require_a_sentence, silent_documents
from briefing.settings import Settings
from briefing.sources.language import called
from briefing.sources.load import unread
from briefing.stages.account import account
from briefing.stages.align import align, candidates, counting_origins
from briefing.stages.compose import budgeted, compose, recompose
from briefing.stages.deduplicate import deduplicate, merge
from briefing.stages.diverge import disputed, diverge
from briefing.stages.extract import extract
from briefing.stages.point import point, rank
from briefing.stages.rewrites import rewrites
from briefing.stages.standing import unfounded
from briefing.stages.stock import stock
from briefing.stages.stories import gist_of, stories
from briefing.stages.verify import Verified, verify, written_in
from briefing.stages.weigh import chosen_stories, listed, weigh
from briefing.stages.withdraw import Withdrawn, confirmed, explained, outdated, withdraw
from briefing.text.tokens import tokenizer

if TYPE_CHECKING:
    from briefing.llm.ask import Ask


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished run."""

    briefing: Briefing
    failed: int
    """Sentences that failed verification even after their repair."""

    unread: int
    """Documents and chunks that could not be read."""

    read: tuple[Read, ...] = ()
    """Of a run that follows others: every document, told or not."""


@dataclass(frozen=True, slots=True)
class Established:
    """What the documents say, and on how many independent sources each of it rests."""

    documents: tuple[Document, ...]
    stories: tuple[Story, ...]
    origins: tuple[Origin, ...]
    facts: tuple[Fact, ...]
    withdrawn: Withdrawn
    support: Mapping[str, str]
    """The origin that counts for each fact that stands."""

    ungrounded: tuple[Skipped, ...]
    """What was read and cannot be shown in its document."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is written of the stories, as far as it stands."""

    verified: Verified
    sections: tuple[Section, ...]
    divergences: tuple[Divergence, ...]


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
    began, progress, after = time.perf_counter(), progress or silent, None if whole else before
    documents, skipped = documents_of(paths, settings, progress, stdin, texts,
                                      without=before.retired if before else frozenset(),
                                      only=before.only if before else None)
    documents, piles, read = _grouped(documents, before, after, progress)
    engine = _engine(settings, documents, ask)
    found = _established(documents, piles, engine, settings, progress, in_chunks=ask is not None)
    chosen = chosen_stories(found.stories, settings.story, settings.most_stories)
    inputs = _compared(chosen, found, engine, progress, settings.focus)
    told = _told(renewed(inputs, documents, after) if after else inputs, inputs, found, engine, settings, progress)
    usage = replace(ask.usage() if ask else Usage(), seconds=round(time.perf_counter() - began, 3))
    briefing = _assembled(found, chosen, inputs, told, engine, settings, skipped, now, usage)
    if before is None or not (before.seen or before.only):
        require_a_sentence(briefing)
    lost = sum(each.stage == "extract" for each in engine.lost())
    return Outcome(briefing, told.verified.failed, len(unread(skipped)) + lost, read)


def fresh_documents(paths: Sequence[str], settings: Settings, only: Set[str]) -> tuple[Document, ...]:
    """The documents of some of the files behind `paths`, for a look at what they are about. Raises `BriefingError`."""
    return documents_of(paths, settings, silent, None, only=only)[0]


def _grouped(
    documents: tuple[Document, ...], before: Before | None, after: Before | None, progress: Progress
) -> tuple[tuple[Document, ...], tuple[Story, ...], tuple[Read, ...]]:
    """The documents and their stories, those that a new document joins where the run tells what came `after` others;
    and of a run that follows others every document as a later one looks for its like."""
    progress("stories", 0, 0)
    gists = {each.id: gist_of(each) for each in documents}
    piles = stories(documents, before.standing if before else None, gists,
                    before.left_out(documents, gists) if before else None)
    read = tuple(read_of(documents, piles, gists)) if before else ()
    return (*(joined(documents, piles, after) if after else (documents, piles)), read)


def _established(documents: tuple[Document, ...], piles: tuple[Story, ...], engine: Engine, settings: Settings,
                 progress: Progress, *, in_chunks: bool) -> Established:
    """What the documents say, read by an engine, with its independent sources; a model reads them `in_chunks`."""
    progress("deduplicate", 0, 0)
    origins = deduplicate(documents, containment=settings.containment)
    work = work_of(documents, origins, settings) if in_chunks else [(each, ()) for each in documents]
    facts, ungrounded = extract(_watched(work, progress), engine)
    withdrawn = withdraw(facts, documents)
    retold = _retold(piles, withdrawn.standing, documents, origins)
    origins = by_hand_of(settings).arranged(merge(origins, retold), documents)
    withdrawn = replace(withdrawn, standing=stock(withdrawn.standing, piles, origins))
    return Established(
        documents=documents,
        stories=weigh(piles, documents, origins, settings.focus),
        origins=origins,
        facts=stock(facts, piles, origins),
        withdrawn=withdrawn,
        support=counting_origins(withdrawn.standing, documents, origins),
        ungrounded=ungrounded,
    )


def _told(told_of: Sequence[StoryInput], inputs: Sequence[StoryInput], found: Established, engine: Engine,
          settings: Settings, progress: Progress) -> Told:
    """What is written of some of the stories, with the independent sources of each sentence and row."""
    told_by = {each.story.id: tuple(each.facts.values()) for each in inputs}
    near = Near(told_by.values(), _claims(inputs), found.support)
    verified = _written(told_of, [d for each in inputs for d in each.divergences], found, engine, progress,
                        settings.sentences or engine.most, near)
    judge = Judge(found.facts, found.documents, found.origins, written_in(verified.sections, found.documents))
    divergences = rank(fill_rows(verified.divergences, judge, found.support, verified.opinions),
                       _question(settings, found))
    sections = fill_support(verified.sections, judge, told_by, found.support, verified.opinions)
    return Told(verified, point(sections, divergences, {each.id: each for each in found.facts}), divergences)


def _assembled(found: Established, chosen: Sequence[Story], inputs: Sequence[StoryInput], told: Told, engine: Engine,
               settings: Settings, skipped: Sequence[Skipped], now: datetime, usage: Usage) -> Briefing:
    """All that a run leaves behind, what it left out and why among it."""
    claims, withdrawn = _claims(inputs), found.withdrawn
    here = {document for story in chosen for document in story.documents}
    silent_ones = silent_documents([each for each in found.documents if each.id in here], found.origins, found.facts,
                                   chosen, told.verified, found.ungrounded)
    return Briefing(
        title=told.verified.title,
        created=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        engine=engine.note,
        documents=found.documents,
        stories=listed(found.stories, chosen),
        origins=found.origins,
        facts=found.facts,
        claims=claims,
        divergences=told.divergences,
        sections=told.sections,
        skipped=(*skipped, *found.ungrounded, *withdrawn.skipped, *silent_ones, *by_rule(engine),
                 *told.verified.skipped),
        untold=account(found.facts, claims, told.sections, told.divergences,
                       frozenset(each.id for each in found.facts) - {each.id for each in withdrawn.standing}),
        focus=settings.focus,
        manner=manner_of(settings),
        by_hand=by_hand_of(settings).notes(found.documents),
        incomplete=next((each.reason for each in engine.lost() if each.unpaid), None),
        by_rule=done_by_rule(engine),
        usage=usage,
    )


def _claims(inputs: Sequence[StoryInput]) -> tuple[Claim, ...]:
    return tuple(claim for each in inputs for claim in each.claims)


def _question(settings: Settings, found: Established) -> Question | None:
    """What the reader asks; None where nobody does."""
    if not settings.focus:
        return None
    code = common_code(each.language for each in found.documents)
    return Question(settings.focus, (each.statement for each in found.facts), code)


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


def _compared(piles: Sequence[Story], found: Established, engine: Engine, progress: Progress,
              focus: str | None) -> tuple[StoryInput, ...]:
    """Each story with its claims and divergences."""
    inputs: list[StoryInput] = []
    known = {each.id: each for each in found.documents}
    originals = frozenset(origin.documents[0] for origin in found.origins)
    by_document: dict[str, list[Fact]] = {each: [] for each in known}
    for fact in found.withdrawn.standing:
        by_document[fact.document].append(fact)
    progress("compare", 0, len(piles))
    here = [tuple(f for d in story.documents for f in by_document[d]) for story in piles]
    compared_all = engine.compare([Pile(each, candidates(each)) for each in here], known, found.support)
    for story, own, compared in zip(piles, here, compared_all, strict=True):
        by_id, notes = {f.id: f for f in own}, found.withdrawn.notes
        findings = outdated(compared.findings, notes, by_id, known)
        divergences = explained(diverge(story.id, findings, by_id, found.support), found.withdrawn, by_id, known)
        same = confirmed(compared.same, notes, by_id, known)
        claims = disputed(align(story.id, same, by_id, found.support, originals), divergences)
        inputs.append(StoryInput(story, claims, divergences, by_id, known, found.support, focus))
        progress("compare", len(inputs), len(piles))
    return tuple(inputs)


def _written(inputs: Sequence[StoryInput], divergences: Sequence[Divergence], found: Established, engine: Engine,
             progress: Progress, sentences: int, near: Near) -> Verified:
    """What is told of the stories, held against its evidence; where too little of what was written stands, it is
    written anew by rule."""
    progress("compose", 0, 0)
    draft, budgets = compose(inputs, engine, sentences=sentences), budgeted(inputs, sentences)
    progress("verify", 0, 0)
    facts, documents, origins = found.facts, found.documents, found.origins
    verified = verify(draft.sections, divergences, facts, documents, draft.title, engine, origins=origins, near=near)
    poor = unfounded(budgets, draft.sections, verified.sections, verified.given_way)
    again = recompose(draft, verified.sections, poor, budgets, engine) if poor else None
    if again is None:
        return verified
    new = verify(again.sections, verified.divergences, facts, documents, again.title, engine, origins=origins,
                 near=near)
    return replace(new, skipped=tuple(dict.fromkeys((*verified.skipped, *new.skipped))),
                   opinions={**verified.opinions, **new.opinions})


def _watched(
    work: Sequence[tuple[Document, Sequence[Chunk]]], progress: Progress
) -> Iterator[tuple[Document, Sequence[Chunk]]]:
    progress("read", 0, len(work))
    for n, item in enumerate(work, 1):
        yield item
        progress("read", n, len(work))
