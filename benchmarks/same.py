"""Whether two passages state the same, as the claims tell it, beside plain word overlap.

    python benchmarks/same.py ../shared/data/same/questions.json
    python benchmarks/same.py questions.json --events ../shared/data/events --gold ../shared/data/gold

The file holds questions and what many outlets answer, clustered by people: each pair of a question's answers is the
same or not. Balanced accuracy of a question, the threshold being the one that is best over the other questions; then
the mean. With events, also the claims of whole runs: of the pairs of sentences in one claim that show facts of the
gold, how many show one fact (precision), and of the pairs that show one fact, how many are in one claim (recall).
"""

import argparse
import itertools
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detectors import folders, prepared, spans

from briefing.engines.rules.comparing import same
from briefing.engines.rules.detectors.profile import Profile, profile
from briefing.engines.rules.stating import Stating
from briefing.model import Document, Evidence, Fact


@dataclass(frozen=True, slots=True)
class Pair:
    """Two answers: how alike they are held to be, and whether people put them together."""

    alike: float
    same: bool


def claims(answers: Sequence[str]) -> Callable[[int, int], float]:
    """What the claims go by, over the answers of one question."""
    facts = [Fact(f"f{n}", "d1", answer, "event", (Evidence(0, len(answer), answer),))
             for n, answer in enumerate(answers)]
    document = Document("d1", None, "", "", "\n".join(answers))
    return Stating([profile(n, fact, document, "o1") for n, fact in enumerate(facts)]).alike


def overlap(answers: Sequence[str]) -> Callable[[int, int], float]:
    """Words in both over words in either."""
    held = [frozenset(re.findall(r"\w+", answer.lower())) for answer in answers]
    return lambda i, j: len(held[i] & held[j]) / (len(held[i] | held[j]) or 1)


METHODS = {"word overlap": overlap, "claims": claims}


def pairs(question: Mapping, method: Callable) -> tuple[Pair, ...]:
    """Each pair of the answers to one question."""
    answers = question["answers"]
    alike = method([each["answer"] for each in answers])
    return tuple(Pair(alike(i, j), answers[i]["cluster"] == answers[j]["cluster"])
                 for i, j in itertools.combinations(range(len(answers)), 2))


def balanced(found: Sequence[Pair], threshold: float) -> float:
    """The mean of the shares of same and of other pairs that a threshold tells right."""
    right = {kind: [pair.alike >= threshold for pair in found if pair.same is kind] for kind in (True, False)}
    return (sum(right[True]) / len(right[True]) + 1 - sum(right[False]) / len(right[False])) / 2


def accuracy(questions: Sequence[Mapping], method: Callable) -> Iterator[float]:
    """Balanced accuracy of each question at the threshold that is best for the others."""
    found = [pairs(question, method) for question in questions]
    levels = sorted({round(pair.alike, 3) for each in found for pair in each})
    for n, own in enumerate(found):
        others = [each for m, each in enumerate(found) if m != n]
        best = max(levels, key=lambda level: (sum(balanced(each, level) for each in others), -level))
        yield balanced(own, best)


def gold_claims(folder: Path, gold: Mapping) -> Counter[str]:
    """Pairs of sentences of two documents that each show facts of the gold: in one claim, of one fact, both."""
    read = prepared(folder, together=True)
    matters = [spans({"documents": each["documents"]}, read.texts) for each in gold["facts"]]
    counts: Counter[str] = Counter()
    for pile in read.piles:
        claim = {fact: n for n, group in enumerate(same(pile)) for fact in group}
        shown = {p.fact.id: _shows(p, matters, read.names) for p in pile.profiles}
        for a, b in itertools.combinations([p for p in pile.profiles if shown[p.fact.id]], 2):
            if a.document.id == b.document.id:
                continue
            one = claim.get(a.fact.id, -1) == claim.get(b.fact.id, -2)
            alike = bool(shown[a.fact.id] & shown[b.fact.id])
            counts.update({"in one claim": one, "of one fact": alike, "both": one and alike})
    return counts


def _shows(profile: Profile, matters: Sequence[Sequence], names: Mapping[str, str]) -> frozenset[int]:
    """The facts of the gold of which a sentence holds a quote."""
    name = names[profile.document.id]
    return frozenset(n for n, places in enumerate(matters) for e in profile.fact.evidence[:1]
                     if any(name == home and e.start < end and start < e.end for home, start, end, _ in places))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--events", type=Path, nargs="*", default=[])
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--skip", nargs="*", default=[], help="events that are not to be read")
    args = parser.parse_args()
    questions = json.loads(args.questions.read_text(encoding="utf-8"))
    for name, method in METHODS.items():
        each = list(accuracy(questions, method))
        print(f"{name:14} {sum(each) / len(each):.3f}  ({', '.join(f'{value:.2f}' for value in each)})")
    counts = sum((gold_claims(*each) for each in folders(args.events, args.gold, args.skip)), Counter())
    if counts:
        print(f"claims of whole runs: {counts['both']} of {counts['in one claim']} pairs right, "
              f"{counts['both']} of {counts['of one fact']} found")


if __name__ == "__main__":
    main()
