"""A briefing held against its evidence once more: its record, and its page where someone edited it by hand."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from briefing.errors import BriefingError
from briefing.judging.fault import worded
from briefing.judging.gates import faults
from briefing.judging.ground import Ground
from briefing.judging.judge import LONGEST, MOST, Judge, homes_of, passages_of
from briefing.judging.own_words import own_word_faults
from briefing.language.headings import called_so, is_heading
from briefing.model import Briefing, Divergence, Document, Fact, Position
from briefing.regex import lazy_regex
from briefing.render.blocks import Block, Cited, Part, blocks
from briefing.render.citations import Citations, citations
from briefing.render.markdown import to_markdown
from briefing.render.record import from_record
from briefing.sources import files
from briefing.sources.kinds import Loaded, Reader
from briefing.sources.ocr import CURE
from briefing.sources.page import UnreadableError
from briefing.stages.verify import written_in
from briefing.text.evidence import Folded, fold
from briefing.text.sentences import sentences

_ISO = lazy_regex(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

HEAD = ("is not the record's line below the title, which counts the documents and sources; restore it, or cite a "
        "sentence of your own, as in [1a]")
"""What is wrong with a line above the first heading that the record's page does not have."""

UNCITED = "has no citation; end it with one, as in [1a]"

_LISTS: Mapping[Part, str] = {"sources": "sources", "left out": "what was left out"}
"""Parts of a page whose lines are the record's alone."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a briefing that does not hold."""

    where: str
    reason: str
    own: bool = False
    """Whether it is no more than words that the evidence has in no form: right or wrong, an editor must see."""

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


def check(record: Mapping[str, Any], *, folder: Path | None = None, strict: bool = False) -> tuple[Problem, ...]:
    """What in a briefing.json does not hold: spans, ids, origins, hashes, and every sentence against its evidence.

    Files are looked for from `folder`, else from where the program runs; those that are not there are passed over. A
    word that the evidence has in no form is a problem only if the look is `strict`.
    """
    try:
        briefing = from_record(dict(record))
    except BriefingError as error:
        return (Problem("briefing.json", str(error)),)
    judge = _judge_of(briefing)
    found = (
        *_silence(briefing), *_ids(briefing), *_homes(record), *_files(briefing, folder or Path()),
        *_removed(briefing), *_facts(briefing), *_claims(briefing), *_sentences(briefing, judge),
        *_divergences(briefing, judge),
    )
    return tuple(problem for problem in found if strict or not problem.own)


def _judge_of(briefing: Briefing) -> Judge:
    """Who holds the texts of a briefing against its facts."""
    written = written_in(briefing.sections, briefing.documents)
    return Judge(briefing.facts, briefing.documents, briefing.origins, written)


def _silence(briefing: Briefing) -> Iterator[Problem]:
    """A briefing that tells nothing: of it nothing can be said to hold."""
    if not any(section.sentences for section in briefing.sections):
        yield Problem("sections", "has no sentence; write the briefing again")


def _ids(briefing: Briefing) -> Iterator[Problem]:
    """Ids that two records of one kind share."""
    for name in ("documents", "stories", "origins", "facts", "claims", "divergences"):
        for each, number in Counter(item.id for item in getattr(briefing, name)).items():
            if number > 1:
                yield Problem(name, f"{number} are called {each!r}")


def _homes(record: Mapping[str, Any]) -> Iterator[Problem]:
    """Documents that do not stand in exactly the origin they name."""
    homes: dict[str, list[str]] = {}
    for origin in record["origins"]:
        for document in origin["documents"]:
            homes.setdefault(document, []).append(origin["id"])
    for document in record["documents"]:
        found = homes.get(document["id"], [])
        if found != [document.get("origin")]:
            yield Problem(document["id"], f"names the origin {document.get('origin')!r}, and stands in {found}")


def _files(briefing: Briefing, folder: Path) -> Iterator[Problem]:
    """Files that changed since they were read, and texts that are not what is read in them."""
    documents = briefing.documents
    homes = [(each, home) for each in documents
             if each.path not in {None, "-"} and (home := files.home(str(each.path), folder))]
    by_file: dict[Path, list[tuple[Document, str]]] = {}
    for document, (path, part) in homes:
        by_file.setdefault(path, []).append((document, part))
    with Reader(replace(briefing.manner, ocr=False)) as reader:
        found = {document.id: problem for path, parts in by_file.items()
                 for document, problem in _file(reader, path, parts, ocr=briefing.manner.ocr)}
    yield from (found[each.id] for each in documents if each.id in found)


def _file(reader: Reader, path: Path,
          parts: Sequence[tuple[Document, str]], *, ocr: bool) -> Iterator[tuple[Document, Problem]]:
    """What does not hold of the documents of one file, which is read once; each with its name in the file.

    A text that was recognised is not recognised again: no such program reads every letter the same twice.
    """
    try:
        digest = files.digest(path) if any(not part for _, part in parts) else None
        loaded = () if digest and all(digest != each.sha256 for each, _ in parts) else reader.documents(
            path.name, partial(files.read, path))
    except UnreadableError as error:
        if ocr and str(error).endswith(CURE):
            return
        yield from ((each, Problem(each.id, f"{each.path} gives its text no longer: {error}")) for each, _ in parts)
        return
    texts = {each.name: each for each in loaded if isinstance(each, Loaded)}
    for document, part in parts:
        now = texts.get(part)
        if (digest if not part else now and now.sha256) != document.sha256:
            yield document, Problem(
                document.id, f"{document.path} has changed since it was read; write the briefing again")
        elif now is None or now.page.text != document.text:
            yield document, Problem(document.id, f"its text is not that of {document.path}")


def _removed(briefing: Briefing) -> Iterator[Problem]:
    """Removed spans that are none."""
    for document in briefing.documents:
        last = 0
        for each in document.removed:
            if not last <= each.start < each.end <= len(document.text):
                yield Problem(document.id, f"the removed span {each.start}:{each.end} is no span of its text, in order")
            last = max(last, each.end)


def _facts(briefing: Briefing) -> Iterator[Problem]:
    """Facts whose evidence is not letter for letter in kept text."""
    documents = {document.id: document for document in briefing.documents}
    for fact in briefing.facts:
        document = documents[fact.document]
        if not fact.evidence:
            yield Problem(fact.id, "has no evidence")
        if fact.when is not None and not _ISO.fullmatch(fact.when):
            yield Problem(fact.id, f"its date {fact.when!r} is no ISO day, month or year")
        for each in fact.evidence:
            place = f"{each.start}:{each.end} of {document.id}"
            if not 0 <= each.start < each.end <= len(document.text) or not each.text.strip():
                yield Problem(fact.id, f"its evidence at {place} is no passage")
            elif document.text[each.start:each.end] != each.text:
                yield Problem(fact.id, f"its evidence is not what stands at {place}")
            elif len(each.text) > LONGEST:
                yield Problem(fact.id, f"its evidence has {len(each.text)} characters, at most {LONGEST}")
            elif any(each.start < cut.end and cut.start < each.end for cut in document.removed):
                yield Problem(fact.id, f"its evidence at {place} lies in removed text")


def _claims(briefing: Briefing) -> Iterator[Problem]:
    """Claims that count an origin which says nothing of it."""
    facts = {fact.id for fact in briefing.facts}
    for claim in briefing.claims:
        yield from (Problem(claim.id, f"names the fact {each!r}, which is not there")
                    for each in claim.facts if each not in facts)
        yield from _origins(briefing, claim.id, claim.facts, claim.origins)
        if claim.status == "corroborated" and len(set(claim.origins)) < 2:
            yield Problem(claim.id, f"is called corroborated, by {len(set(claim.origins))} origin")


def _origins(briefing: Briefing, where: str, facts: Iterable[str], origins: Iterable[str]) -> Iterator[Problem]:
    """Origins that are counted without a fact of theirs."""
    cited = {fact.document for fact in briefing.facts if fact.id in set(facts)}
    real = {origin.id for origin in briefing.origins if cited & set(origin.documents)}
    real |= {drawn for origin in briefing.origins for member in origin.members if member.document in cited
             for drawn in member.draws_on}
    if lost := sorted(set(origins) - real):
        yield Problem(where, f"counts {', '.join(lost)}, which {'has' if len(lost) == 1 else 'have'} no fact in it")


def _held(judge: Judge, text: str, facts: Iterable[str], counts: Sequence[int] = (),
          most: int | None = MOST) -> Iterator[Problem]:
    """What a text says that its own evidence does not."""
    cited = [judge.facts[each] for each in dict.fromkeys(facts)]
    for fault in judge.faults(text, cited, counts=counts, most=most):
        yield Problem(_quoted(text), worded(fault))
    if most is not None:
        yield from _own(judge, text, judge.ground(cited))


def _own(judge: Judge, text: str, ground: Ground) -> Iterator[Problem]:
    """The words of a text that its evidence has in no form."""
    for fault in own_word_faults(judge.reading(text, ground), ground):
        yield Problem(_quoted(text), worded(fault), own=True)


def _quoted(text: str) -> str:
    return f"“{text}”" if len(text) <= 80 else f"“{text[:79]}…”"


def _shown(briefing: Briefing) -> tuple[Fact, ...]:
    """The facts behind all the reader is shown."""
    shown = {each for section in briefing.sections for sentence in section.sentences for each in sentence.facts}
    shown |= {each for divergence in briefing.divergences for p in divergence.positions for each in p.facts}
    return tuple(fact for fact in briefing.facts if fact.id in shown)


def _sentences(briefing: Briefing, judge: Judge) -> Iterator[Problem]:
    """Title, headings and sentences that their evidence does not carry."""
    shown = _shown(briefing)
    totals = tuple(map(len, (briefing.documents, briefing.origins, briefing.divergences, briefing.facts,
                             briefing.claims)))
    yield from _held(judge, briefing.title, (fact.id for fact in shown), most=None)
    for section in briefing.sections:
        yield from (Problem(_quoted(section.heading), worded(each))
                    for each in judge.heading_faults(section.heading, shown))
    for section in briefing.sections:
        for sentence in section.sentences:
            yield from _held(judge, sentence.text, sentence.facts, () if sentence.facts else totals)


def _divergences(briefing: Briefing, judge: Judge) -> Iterator[Problem]:
    """Divergences without two positions on evidence of their own, or that say more than it does."""
    for each in briefing.divergences:
        facts = [fact for position in each.positions for fact in position.facts]
        yield from _held(judge, each.summary, facts, (len(each.positions),), None)
        for position in each.positions:
            yield from _held(judge, position.statement, position.facts)
            yield from _origins(briefing, each.id, position.facts, position.origins)
        if not _apart(briefing, each):
            yield Problem(each.id, "needs two positions, each with evidence of its own")


def _apart(briefing: Briefing, divergence: Divergence) -> bool:
    def spans(position: Position) -> frozenset[tuple[str, int, int]]:
        return frozenset((fact.document, each.start, each.end) for fact in briefing.facts
                         if fact.id in position.facts for each in fact.evidence)

    found = [spans(position) for position in divergence.positions]
    return all(found) and len(set(found)) > 1


def check_markdown(markdown: str, record: Mapping[str, Any], *, strict: bool = False) -> tuple[Problem, ...]:
    """What in a page, edited by hand, its evidence does not carry.

    A line that stands in the record's own page is that record's business (`check`); any other is held against the
    passages that its citations name, and every sentence needs one. `strict` is as there.
    """
    try:
        page = _Page(from_record(dict(record)))
    except BriefingError as error:
        return (Problem("briefing.json", str(error)),)
    found = blocks(markdown)
    if not any(cited.labels for block in found if block.part == "body" for cited in block.cited):
        return (Problem("the page", "has no sentence with a citation; write the briefing again"),)
    return tuple(problem for block in found for problem in page.problems(block) if strict or not problem.own)


class _Page:
    """The record's own page, for an edited one to be held against."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self.labels: Citations = citations(briefing)
        own = blocks(to_markdown(briefing))
        self.known = {(block.part, block.key) for block in own}
        self.rows = {_row(block) for block in own}
        self.holders = {(label, block.who or _laid(run.text)[0])
                        for block in own for run in block.cited for label in run.labels}
        self.whole = {fold(each.text) for section in briefing.sections for each in section.sentences}
        self.whole |= {fold(p.statement) for each in briefing.divergences for p in each.positions}
        self.judge = _judge_of(briefing)
        self.shown = _shown(briefing)

    def problems(self, block: Block) -> Iterator[Problem]:
        """What does not hold in one block."""
        if (block.part, block.key) in self.known or (block.kind == "row" and _row(block) in self.rows) or (
                _is_head_of_table(block)):
            return
        if block.part in _LISTS:
            line = re.sub(r"<[^<>]*>", "", block.key)
            yield Problem(_quoted(line), f"the list of {_LISTS[block.part]} is not the record's; restore this line")
        elif block.kind in {"title", "heading"}:
            yield from self._headed(" ".join(each.text for each in block.cited))
        elif block.kind == "row" and block.who and not block.cited:
            if not self._names(block.who):
                yield Problem(_quoted(block.who), UNCITED)
        else:
            yield from self._cited(block)

    def _headed(self, text: str) -> Iterator[Problem]:
        """What does not hold in a title or a heading: without a citation it has no words of its own."""
        ground = self.judge.ground(self.shown)
        reading = self.judge.reading(text, ground)
        found = () if is_heading(text) else faults(reading, ground) or own_word_faults(reading, ground)
        yield from (Problem(_quoted(text), worded(each)) for each in found)

    def _cited(self, block: Block) -> Iterator[Problem]:
        """What does not hold in the runs of one edited line."""
        for each in block.cited:
            text, who = each.text, block.who
            held, statement = _laid(text)
            if who is None and statement and self._names(held):
                text, who = statement, held
            if not each.labels and block.part == "head":
                yield Problem(_quoted(text), HEAD)
            elif not each.labels:
                yield Problem(_quoted(text), UNCITED)
            else:
                yield from self._run(replace(each, text=text), who)

    def _run(self, cited: Cited, who: str | None) -> Iterator[Problem]:
        known = {passage.label for passage in self.labels.passages}
        if lost := [label for label in cited.labels if label not in known]:
            yield Problem(_quoted(cited.text), f"cites {', '.join(lost)}, which the list of sources does not have")
            return
        ground = self._ground(cited.labels)
        if fold(cited.text) not in self.whole and (uncited := [*_before_last(cited.text, ground)]):
            yield from (Problem(_quoted(each), UNCITED) for each in uncited)
            return
        for fault in faults(self.judge.reading(cited.text, ground), ground):
            yield Problem(_quoted(cited.text), worded(fault))
        yield from _own(self.judge, cited.text, ground)
        sources = {re.sub(r"\D", "", label) for label in cited.labels}
        if cited.sources is not None and cited.sources > len(sources):
            yield Problem(_quoted(cited.text), f"claims {cited.sources} sources and cites {len(sources)}")
        if who and not self._holds(who, cited.labels):
            yield Problem(_quoted(cited.text), f"is laid to {who!r}, which none of its citations is from")

    def _ground(self, labels: Sequence[str]) -> Ground:
        """The passages that citations name, with the dates of the facts they show."""
        facts: list[Fact] = [fact for fact in self.briefing.facts
                             if set(self.labels.facts.get(fact.id, ())) & set(labels)]
        documents = {document.id: document for document in self.briefing.documents}
        spans = [(each.document, each.start, each.end) for each in self.labels.passages if each.label in labels]
        return replace(self.judge.ground(facts), passages=passages_of(spans, documents),
                       homes=homes_of(spans, documents))

    def _holds(self, who: str, labels: Sequence[str]) -> bool:
        """Whether the passages are from whom a line names, or the record's own page lays them to these."""
        sources = {int(re.sub(r"\D", "", label)) for label in labels}
        return self._names(who, sources) or any((label, who) in self.holders for label in labels)

    def _names(self, who: str, sources: set[int] | None = None) -> bool:
        """Whether a text only names sources of the briefing, or of those numbers."""
        names = {fold(origin.name) for origin in self.briefing.origins
                 if sources is None or self.labels.sources.get(origin.id) in sources}
        rest = who
        for name in sorted(names, key=len, reverse=True):
            rest = rest.replace(name, "")
        return rest != who and re.fullmatch(r"(?:in|and|[\s,;])*", rest) is not None


def _laid(text: str) -> tuple[str, str]:
    """What stands before the colon of a text, behind the summary of a line under "Also differ"; and what behind it."""
    held, _, statement = text.partition(": ")
    return held.rpartition(" — ")[2], statement


def _row(block: Block) -> tuple[str | None, tuple[Cited, ...]]:
    """What a row says, however its cells are padded."""
    return block.who, block.cited


def _is_head_of_table(block: Block) -> bool:
    """Whether a row is the one above a table's positions, as the page of some language has it."""
    said = " ".join(each.text for each in block.cited).casefold()
    return block.kind == "row" and (block.who or "").casefold() in {"", *map(str.casefold, called_so("who"))} and (
        said in map(str.casefold, called_so("what")))


def _before_last(text: str, ground: Ground) -> Iterator[str]:
    """The sentences of a run that stand before the one its citation ends, unless they are the evidence's own words."""
    passages = [Folded(passage.text) for passage in ground.passages]
    for span in sentences(text)[:-1]:
        each = text[span.start:span.end]
        if not any(passage.locate(each) for passage in passages):
            yield each
