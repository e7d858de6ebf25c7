"""How well documents are put together by event, beside two usual ways, and what ten times as many cost.

    python benchmarks/stories.py --data DIR [--fit] [--halves 10]
    python benchmarks/stories.py --cost 1000 10000

DIR holds the documents and stories.json, {file: event}. The figures are ARI and B-cubed precision, recall and F1.
Beside ours stand TF-IDF with average link (scikit-learn, whole texts, sublinear counts) and one online pass over
TF-IDF, in which a document joins the story whose centroid is nearest, if near enough. Every method's parameters are
chosen on half of the events, by F1 there, and its figures told for the other half; the mean over `--halves`
draws, each used both ways. Under it the whole pile with the parameters that ship. `--fit` searches ours anew.

Last come single events, each a pile of its own (how many are told as one story), and ids: documents arrive one by one,
in the order of their days and in a drawn order, with what an earlier run found handed on and without.

`--cost` invents piles of so many reports on events of 25 and prints the CPU seconds that stories take.
"""

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean

from briefing.model import Document
from briefing.sources.load import load
from briefing.stages import stories as ours
from briefing.stages.clean import clean

THRESHOLDS = [each / 100 for each in range(6, 31)]
PEERS = [each / 50 for each in range(2, 25)]
SEARCHED = {"FADING": (20.0, 45.0, 90.0), "LASTING": (0.45, 0.6, 0.75)}

Labels = Sequence[int]
Method = Callable[[Sequence[Document], float], Labels]


def read(folders: Sequence[Path]) -> list[Document]:
    """The documents as a run has them."""
    documents, _ = load([str(each) for each in folders])
    return [replace(each, removed=clean(each)) for each in documents]


def by_story(documents: Sequence[Document], standing: dict[str, str] | None = None) -> dict[str, str]:
    """The story's id of each document's sha256."""
    known = {each.id: each.sha256 for each in documents}
    return {known[each]: story.id for story in ours.stories(documents, standing) for each in story.documents}


def told_by_us(documents: Sequence[Document], threshold: float) -> Labels:
    """Ours, with another threshold."""
    kept, ours.ALIKE = ours.ALIKE, threshold
    try:
        found = by_story(documents)
    finally:
        ours.ALIKE = kept
    names = list(dict.fromkeys(found.values()))
    return [names.index(found[each.sha256]) for each in documents]


def vectors(documents: Sequence[Document]):
    """TF-IDF of the whole texts, at length 1."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [f"{each.title}\n{each.text}" for each in documents]
    return TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=1).fit_transform(texts)


def average_link(documents: Sequence[Document], threshold: float) -> Labels:
    """Clusters whose mean cosine comes to the threshold."""
    from sklearn.cluster import AgglomerativeClustering

    cosines = (vectors(documents) @ vectors(documents).T).toarray()
    found = AgglomerativeClustering(n_clusters=None, metric="precomputed", linkage="average",
                                    distance_threshold=1 - threshold).fit(1 - cosines)
    return found.labels_.tolist()


def single_pass(documents: Sequence[Document], threshold: float) -> Labels:
    """Each document, by its day, joins the nearest centroid or founds a story."""
    import numpy as np

    rows = vectors(documents).toarray()
    order = sorted(range(len(documents)), key=lambda n: (documents[n].published or "", documents[n].sha256))
    sums: list = []
    labels = [0] * len(documents)
    for place in order:
        near = [float(rows[place] @ each / np.linalg.norm(each)) for each in sums]
        best = max(range(len(near)), key=near.__getitem__, default=None)
        if best is None or near[best] < threshold:
            best = len(sums)
            sums.append(np.zeros_like(rows[place]))
        sums[best] = sums[best] + rows[place]
        labels[place] = best
    return labels


METHODS: dict[str, tuple[Method, list[float]]] = {
    "briefing": (told_by_us, THRESHOLDS),
    "TF-IDF, average link": (average_link, PEERS),
    "TF-IDF, one online pass": (single_pass, PEERS),
}


def figures(found: Labels, gold: Sequence[str]) -> tuple[float, float, float, float]:
    """ARI, then B-cubed precision, recall and F1."""
    both, ones, others = Counter(zip(found, gold, strict=True)), Counter(found), Counter(gold)
    precision = fmean(both[pair] / ones[pair[0]] for pair in zip(found, gold, strict=True))
    recall = fmean(both[pair] / others[pair[1]] for pair in zip(found, gold, strict=True))
    return rand(both, ones, others), precision, recall, 2 * precision * recall / (precision + recall)


def rand(both: Counter, ones: Counter, others: Counter) -> float:
    """The adjusted Rand index of a contingency table."""
    def pairs(counts: Counter) -> float:
        return sum(n * (n - 1) / 2 for n in counts.values())

    total = sum(both.values())
    expected = pairs(ones) * pairs(others) / (total * (total - 1) / 2)
    most = (pairs(ones) + pairs(others)) / 2
    return (pairs(both) - expected) / (most - expected) if most != expected else 1.0


def halves(gold: Sequence[str], draws: int) -> Iterator[tuple[list[int], list[int]]]:
    """Places of the documents of half of the events, and of the other half; each draw both ways."""
    for seed in range(draws):
        events = sorted(set(gold))
        random.Random(seed).shuffle(events)
        chosen = set(events[: len(events) // 2])
        one = [place for place, event in enumerate(gold) if event in chosen]
        other = [place for place, event in enumerate(gold) if event not in chosen]
        yield one, other
        yield other, one


def tuned_on(method: Method, thresholds: Sequence[float], part: Sequence[Document], events: Sequence[str]) -> float:
    """The middle one of the thresholds that come within .005 of the best F1: the least or highest of a plateau would
    be the first to fail elsewhere."""
    scores = [figures(method(part, each), events)[3] for each in thresholds]
    good = [each for each, score in zip(thresholds, scores, strict=True) if score >= max(scores) - 0.005]
    return good[len(good) // 2]


def compare(documents: Sequence[Document], gold: Sequence[str], draws: int) -> None:
    """The table of the methods, tuned on one half and told of the other."""
    print(f"{'':26}{'ARI':>7}{'B3 P':>7}{'B3 R':>7}{'B3 F1':>7}   threshold   tuned half F1")
    for name, (method, thresholds) in METHODS.items():
        rows = []
        for tuned, told in halves(gold, draws):
            part, events = [documents[n] for n in tuned], [gold[n] for n in tuned]
            best = tuned_on(method, thresholds, part, events)
            rest = figures(method([documents[n] for n in told], best), [gold[n] for n in told])
            rows.append((*rest, best, figures(method(part, best), events)[3]))
        means = map(fmean, zip(*rows, strict=True))
        print(f"{name:26}" + "{:7.3f}{:7.3f}{:7.3f}{:7.3f}   {:9.2f}   {:13.3f}".format(*means))
    print("\nthe whole pile (peers at their best threshold on it)")
    for name, (method, thresholds) in METHODS.items():
        known = [ours.ALIKE] if method is told_by_us else thresholds
        best = max(known, key=lambda each: figures(method(documents, each), gold)[3])
        print(f"{name:26}" + "{:7.3f}{:7.3f}{:7.3f}{:7.3f}".format(*figures(method(documents, best), gold))
              + f"   {best:9.2f}")


def fit(documents: Sequence[Document], gold: Sequence[str], draws: int) -> None:
    """The mean F1 on the other half for each setting of the days, best first."""
    found = []
    for fading in SEARCHED["FADING"]:
        for lasting in SEARCHED["LASTING"]:
            ours.FADING, ours.LASTING = fading, lasting
            rows = []
            for tuned, told in halves(gold, draws):
                part, events = [documents[n] for n in tuned], [gold[n] for n in tuned]
                best = tuned_on(told_by_us, THRESHOLDS, part, events)
                rows.append((figures(told_by_us([documents[n] for n in told], best), [gold[n] for n in told])[3],
                             best))
            found.append((fmean(f for f, _ in rows), fading, lasting, fmean(t for _, t in rows)))
    print("\nfitted: F1 of the other half, FADING, LASTING, threshold")
    for each in sorted(found, reverse=True):
        print("{:.3f}  {:5.0f}  {:.2f}  {:.2f}".format(*each))


def arrivals(documents: Sequence[Document]) -> None:
    """How many documents change their story's id while others arrive one by one."""
    dated = sorted(documents, key=lambda each: int(each.id[1:]))
    drawn = random.Random(1).sample(dated, len(dated))
    for order, name in ((dated, "by day"), (drawn, "drawn")):
        for handed in (False, True):
            last: dict[str, str] = {}
            moved = total = 0
            for size in range(1, len(order) + 1):
                here = by_story(order[:size], last if handed else None)
                moved += sum(last[each] != here[each] for each in last)
                total += len(last)
                last = here
            how = "handed on" if handed else "found anew"
            print(f"ids, arriving {name}, {how}: {moved} of {total} changed; {len(set(last.values()))} stories at last")


def invented(count: int, seed: int = 1) -> tuple[list[Document], list[str]]:
    """Reports of 300 words on events of 25, each with names and words of its own."""
    from near_duplicates import prose, vocabulary

    rng = random.Random(seed)
    words = vocabulary(rng, 20_000)
    documents, events = [], []
    for n in range(count):
        event = n // 25
        if n % 25 == 0:
            own = rng.sample(words, 60)
            named = [word.title() for word in rng.sample(words, 6)]
        common = [words[int(len(words) * rng.random() ** 3)] for _ in range(210)]
        text = [*common, *rng.choices(own, k=70), *rng.choices(named, k=20)]
        rng.shuffle(text)
        title = " ".join((rng.choice(named), *rng.sample(own, 4), rng.choice(named)))
        documents.append(Document(f"d{n + 1}", None, f"{rng.getrandbits(256):064x}", title, prose(text),
                                  published=f"2024-{1 + event % 12:02}-{1 + event % 28:02}"))
        events.append(str(event))
    return documents, events


def cost(counts: Sequence[int]) -> None:
    """CPU seconds for piles of these sizes."""
    last = None
    for count in counts:
        documents, events = invented(count)
        before = time.process_time()
        found = by_story(documents)
        spent = time.process_time() - before
        names = {each: n for n, each in enumerate(dict.fromkeys(found.values()))}
        f1 = figures([names[found[each.sha256]] for each in documents], events)[3]
        print(f"{count} documents: {spent:.1f} CPU-s, {len(names)} stories, B3 F1 {f1:.3f}"
              + (f", {spent / last:.1f} times the one before" if last else ""), flush=True)
        last = spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="a folder of documents with stories.json")
    parser.add_argument("--events", type=Path, nargs="*", default=[], help="folders that hold one event each")
    parser.add_argument("--halves", type=int, default=10)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--cost", type=int, nargs="*", default=[])
    args = parser.parse_args()
    if args.data:
        named = json.loads((args.data / "stories.json").read_text(encoding="utf-8"))
        documents = [each for each in read([args.data]) if Path(each.path or "").name in named]
        gold = [str(named[Path(each.path or "").name]) for each in documents]
        events = defaultdict(list)
        for document, event in zip(documents, gold, strict=True):
            events[event].append(document)
        print(f"{len(documents)} documents, {len(events)} events\n")
        compare(documents, gold, args.halves)
        if args.fit:
            fit(documents, gold, args.halves)
        print()
        alone = [*events.values(), *(read([each]) for each in args.events)]
        whole = sum(len(ours.stories(each)) == 1 for each in alone)
        print(f"single events, each a pile of its own: {whole} of {len(alone)} are one story")
        arrivals(documents)
    if args.cost:
        cost(args.cost)


if __name__ == "__main__":
    main()
