"""What each detector of divergences finds, true and false, over labelled events, and what is lost without it.

    python benchmarks/detectors.py --events ../shared/data/events --gold ../shared/data/gold --skip NAME …

An event is a folder of documents, its gold a JSON file of the same name (see benchmarks/gold). A hit is true where two
of its sides show, with words in common, two positions of one divergence of the gold. `--list` prints every hit with
its score and chance, told (T) or not.
"""

import argparse
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.engines.extractive import Extractive
from briefing.engines.rules.comparing import detected, weighed
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.profile import Pile, pile
from briefing.engines.rules.detectors.weighing import Weights, fitted
from briefing.model import Document, Fact, Origin, Story
from briefing.settings import Settings
from briefing.sources.load import load
from briefing.stages.align import candidates, counting_origins
from briefing.stages.clean import clean
from briefing.stages.deduplicate import deduplicate, merge
from briefing.stages.diverge import PARTED, SLIPS
from briefing.stages.extract import extract
from briefing.stages.rewrites import rewrites
from briefing.stages.stories import stories
from briefing.text.words import STOP_WORDS

LEVELS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Hit:
    """One finding of a detector, and which divergences of the gold it finds."""

    event: str
    candidate: Candidate
    found: frozenset[int]


@dataclass(frozen=True, slots=True)
class Event:
    """A labelled event with all that its detectors saw."""

    name: str
    importance: tuple[int, ...]
    """Of each divergence of the gold."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """One event read: the facts of each of its stories ready for comparison, and its files."""

    piles: tuple[Pile, ...]
    names: Mapping[str, str]
    """Id of a document → the name of its file."""

    texts: Mapping[str, str]
    """Name of a file → its text."""


def prepared(folder: Path, *, together: bool) -> Prepared:
    """The documents of a folder as a run brings them to the comparison."""
    loaded, _ = load([str(folder)], limit=Settings().max_bytes)
    documents = tuple(replace(document, removed=clean(document)) for document in loaded)
    origins = deduplicate(documents, containment=Settings().containment)
    facts, _ = extract([(document, ()) for document in documents], Extractive())
    whole = (Story("s1", folder.name, tuple(document.id for document in documents)),)
    every = whole if together else stories(documents)
    origins = merge(origins, [pair for story in every for pair in _retold(story, facts, documents, origins)])
    support = counting_origins(facts, documents, origins)
    known = {document.id: document for document in documents}
    piles = []
    for story in every:
        here = [fact for fact in facts if fact.document in story.documents]
        piles.append(pile(here, candidates(here), known, support))
    names = {document.id: Path(document.path or "").name for document in documents}
    return Prepared(tuple(piles), names, {names[document.id]: document.text for document in documents})


def event(folder: Path, gold: Mapping, *, together: bool) -> Event:
    """Read, compare and judge one event."""
    read = prepared(folder, together=together)
    hits = [hit for each in read.piles for hit in detected(each) if _stands(hit)]
    matters = [[spans(position, read.texts) for position in each["positions"]] for each in gold["divergences"]]
    return Event(folder.name, tuple(each["importance"] for each in gold["divergences"]),
                 tuple(Hit(folder.name, each, _found(each, matters, read.names)) for each in hits))


def _retold(story: Story, facts: Sequence[Fact], documents: Sequence[Document],
            origins: Sequence[Origin]) -> Sequence[tuple[str, str]]:
    here = set(story.documents)
    return rewrites([f for f in facts if f.document in here], [d for d in documents if d.id in here],
                    [o for o in origins if here & set(o.documents)])


def _stands(candidate: Candidate) -> bool:
    """Whether the stage takes it: one document contradicts itself in slips, and gives the words of two parties."""
    parted = candidate.kind == PARTED and _of_two_parties(candidate)
    homes = {voice.profile.document.id for side in candidate.sides for voice in side}
    return parted or candidate.kind in SLIPS or len(homes) > 1


def _of_two_parties(candidate: Candidate) -> bool:
    speakers = [{voice.profile.fact.speaker for voice in side} - {None} for side in candidate.sides]
    return candidate.detector is Detector.REBUTTALS or (any(speakers) and not set.intersection(*speakers))


Places = Sequence[tuple[str, int, int, frozenset[str]]]
"""File name, start and end of a quote, and the first letters of its words."""


def spans(position: Mapping, texts: Mapping[str, str]) -> Places:
    """Where the words of a position of the gold stand, and what all of them say."""
    quotes = [(name, quote) for name, given in position["documents"].items()
              for quote in ([given] if isinstance(given, str) else given)]
    said = _stems(" ".join((position.get("statement", ""), *(quote for _, quote in quotes))))
    found = []
    for name, quote in quotes:
        pattern = r"\s+".join(map(_loose, quote.split()))
        found += [(name, hit.start(), hit.end(), said) for hit in re.finditer(pattern, texts.get(name, ""))]
    return found


def _loose(word: str) -> str:
    """A word as a pattern that takes any quotation mark or dash for another."""
    return re.sub(r"[\"“”„]", "[\"“”„]", re.sub(r"['’‘]", "['’‘]", re.sub(r"\\-|[–—]", "[-–—]", re.escape(word))))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5].casefold() for word in re.findall(r"\w+", text) if word.casefold() not in STOP_WORDS)


def _found(candidate: Candidate, matters: Sequence[Sequence[Places]], names: Mapping[str, str]) -> frozenset[int]:
    """The divergences of the gold of which two sides show two positions."""
    shown = [[[_shows(side, places, names) for places in positions] for side in candidate.sides]
             for positions in matters]
    return frozenset(n for n, rows in enumerate(shown) if any(
        a[x] and b[y] for a, b in itertools.permutations(rows, 2) for x, y in itertools.combinations(range(len(a)), 2)))


def _shows(side: Sequence[Voice], places: Places, names: Mapping[str, str]) -> bool:
    told = _stems(" ".join(voice.profile.text for voice in side))
    return any(names[voice.profile.document.id] == name and e.start < end and start < e.end
               and len(told & stems) >= min(2, len(stems))
               for voice in side for e in voice.profile.fact.evidence for name, start, end, stems in places)


def matched(hits: Sequence[Hit], importance: Sequence[int]) -> dict[int, int]:
    """Divergence of the gold → the place of the hit that answers for it, one for one, the important ones first."""
    owner: dict[int, int] = {}

    def assign(matter: int, seen: set[int]) -> bool:
        for place, hit in enumerate(hits):
            if matter in hit.found and place not in seen:
                seen.add(place)
                if place not in owner or assign(owner[place], seen):
                    owner[place] = matter
                    return True
        return False

    for matter in sorted(range(len(importance)), key=importance.__getitem__):
        assign(matter, set())
    return {matter: place for place, matter in owner.items()}


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over events."""

    first: int
    second: int
    right: int
    told: int

    def __str__(self) -> str:
        share = self.right / self.told if self.told else 0.0
        return f"div1 {self.first}  div1-2 {self.second}  right {self.right} of {self.told} ({share:.2f})"


def score(events: Sequence[Event], weights: Weights | None = None, without: Detector | None = None) -> Score:
    """What is told of all events under some weights, else those of the package, where one detector is left out."""
    first = second = right = told = 0
    for each in events:
        kept = weighed([h.candidate for h in each.hits if h.candidate.detector is not without], weights)
        hits = [next(h for h in each.hits if h.candidate is c) for c in kept]
        owners = matched(hits, each.importance)
        levels = Counter(each.importance[matter] for matter in owners)
        first, second = first + levels[1], second + levels[1] + levels[2]
        right, told = right + len(owners), told + len(hits)
    return Score(first, second, right, told)


def table(events: Sequence[Event]) -> Iterator[str]:
    """A line for each detector: what it saw, what of it was told, and the score without it."""
    whole = score(events)
    gold = Counter(level for each in events for level in each.importance)
    yield f"{len(events)} events, {gold[1]} divergences of importance 1, {gold[1] + gold[2]} of 1-2: {whole}"
    yield f"{'detector':12} {'seen':>5} {'true':>5} {'told':>5} {'true':>5}  without it"
    for detector in Detector:
        seen = [h for e in events for h in e.hits if h.candidate.detector is detector]
        told = [h for e in events for h in e.hits if h.candidate.detector is detector
                and any(h.candidate is c for c in weighed([x.candidate for x in e.hits]))]
        loss = score(events, without=detector)
        yield (f"{detector:12} {len(seen):5} {sum(bool(h.found) for h in seen):5} {len(told):5} "
               f"{sum(bool(h.found) for h in told):5}  div1 {loss.first - whole.first:+d}  "
               f"div1-2 {loss.second - whole.second:+d}  right {loss.right - whole.right:+d} "
               f"told {loss.told - whole.told:+d}")


def listing(events: Sequence[Event]) -> Iterator[str]:
    """Every hit with its score, whether it is told and true, and what its sides say."""
    for each in events:
        kept = weighed([h.candidate for h in each.hits])
        for hit in sorted(each.hits, key=lambda h: -fitted().chance(h.candidate)):
            told = any(hit.candidate is c for c in kept)
            marks = ("+" if hit.found else "-") + ("T" if told else " ")
            sure = f"{hit.candidate.score:.2f} {fitted().chance(hit.candidate):.2f}"
            found = sorted(each.importance[n] for n in hit.found)
            yield f"{marks} {each.name} {hit.candidate.detector} {sure} {found} {hit.candidate.topic}"
            for side, label in zip(hit.candidate.sides, hit.candidate.labels, strict=True):
                text = " ".join(side[0].profile.text.split())
                yield f"      {side[0].profile.document.id} “{label[:60]}” {text[:240]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=Path, nargs="+", default=[Path(__file__).parent / "events"])
    parser.add_argument("--gold", type=Path, nargs="+", default=[Path(__file__).parent / "gold"])
    parser.add_argument("--skip", nargs="*", default=[], help="events that are not to be read")
    parser.add_argument("--together", action="store_true", help="take each event as one story")
    parser.add_argument("--list", action="store_true")
    args = parser.parse_args()
    known = folders(args.events, args.gold, args.skip)
    found = [event(folder, gold, together=args.together) for folder, gold in known]
    if args.list:
        print(*listing(found), sep="\n")
    print(*table(found), sep="\n")


def folders(events: Sequence[Path], gold: Sequence[Path], skip: Sequence[str]) -> Iterator[tuple[Path, Mapping]]:
    """Each event's folder with its gold, in the order of names."""
    for folder, labels in zip(events, gold, strict=True):
        homes = (folder, folder.parent, folder.parent.parent)
        for path in sorted(labels.glob("*.json")):
            home = next((each / path.stem for each in homes if (each / path.stem).is_dir()), None)
            if home and path.stem not in skip:
                yield home, json.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
