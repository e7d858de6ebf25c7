"""How well and how fast near-duplicates are found in a big pile, beside rensa's own deduplicator.

    python benchmarks/near_duplicates.py --documents 100000

Synthetic documents of 300 words from a Zipf vocabulary, seeded. A fifth of them are near-duplicates of others: 2-15 %
of the words changed, half of these also cut to their first half, half with site furniture around. Each method runs in
a process of its own on the same texts; its CPU time is that of the call alone (imports and loading left out), its
peak memory that of the whole process, the texts included.

What must be found are the made pairs whose exact five-word containment, counted with Python's sets of strings, is at
least 0.5. What is reported is right if the document has such a containment with another one of the group reported (for
rensa, which names no partner: with what it was made from or with another made from that).
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

WORDS = 300
CONSONANTS, VOWELS = "bcdfghjklmnprstvwz", "aeiou"


def vocabulary(rng: random.Random, size: int) -> list[str]:
    """Distinct words that can be spoken, of two to twelve letters, the shorter ones first as in a language."""
    found: dict[str, None] = {}
    while len(found) < size:
        length = 1 + len(found).bit_length() // 5 + rng.randint(0, 2)
        found["".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(length))] = None
    return list(found)


def pile(count: int, share: float, seed: int) -> tuple[list[str], list[tuple[int, int]]]:
    """The texts, and the pairs (near-duplicate, what it was made from)."""
    rng = random.Random(seed)
    words = vocabulary(rng, 60_000)
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    furniture = [rng.choices(words, cum_weights=weights, k=40) for _ in range(20)]
    originals = count - int(count * share)
    plain = [rng.choices(words, cum_weights=weights, k=WORDS) for _ in range(originals)]
    texts, made = [prose(text) for text in plain], []
    for at in range(originals, count):
        source = rng.randrange(originals)
        copy = list(plain[source])
        for place in rng.sample(range(WORDS), int(WORDS * rng.uniform(0.02, 0.15))):
            copy[place] = rng.choices(words, cum_weights=weights)[0]
        if rng.random() < 0.5:
            copy = copy[: WORDS // 2]
        if rng.random() < 0.5:
            around = rng.choice(furniture)
            copy = around[:20] + copy + around[20:]
        texts.append(prose(copy))
        made.append((at, source))
    return texts, made


def prose(words: list[str]) -> str:
    """Words as sentences of a dozen."""
    sentences = [" ".join(words[at : at + 12]).capitalize() + "." for at in range(0, len(words), 12)]
    return " ".join(sentences)


def ours(texts: list[str]) -> Callable[[], list[list[int]]]:
    """The origins of more than one document."""
    from briefing.model import Document
    from briefing.stages.deduplicate import deduplicate
    from briefing.text.shingles import shingle

    shingle(["one two three four five"])  # numpy is loaded before the clock starts, as rensa is
    documents = [Document(f"d{at}", None, f"{at:064x}", "", text) for at, text in enumerate(texts)]
    return lambda: [[int(d[1:]) for d in o.documents] for o in deduplicate(documents) if len(o.members) > 1]


def rensa_words(texts: list[str]) -> Callable[[], list[list[int]]]:
    """As rensa's README has it: the words of each text, a Jaccard of 0.8."""
    return _rensa(texts, str.split, 0.8)


def rensa_shingles(texts: list[str]) -> Callable[[], list[list[int]]]:
    """Our question put to rensa: five-word shingles, a Jaccard of 0.5."""
    return _rensa(texts, five_words, 0.5)


def rensa_loose(texts: list[str]) -> Callable[[], list[list[int]]]:
    """The same at a Jaccard of 0.2, which half a text with a tenth of its words changed comes to."""
    return _rensa(texts, five_words, 0.2)


def _rensa(texts: list[str], tokens: Callable[[str], list[str]], threshold: float) -> Callable[[], list[list[int]]]:
    from rensa import RMinHashDeduplicator  # type: ignore[import-untyped]

    def run() -> list[list[int]]:
        deduplicator = RMinHashDeduplicator(threshold=threshold, num_perm=128, use_lsh=True)
        kept = deduplicator.add_pairs((str(at), tokens(text)) for at, text in enumerate(texts))
        return [[at] for at, fresh in enumerate(kept) if not fresh]

    return run


def five_words(text: str) -> list[str]:
    words = text.split()
    return list(map(" ".join, zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)))


METHODS = {method.__name__: method for method in (rensa_words, rensa_shingles, rensa_loose, ours)}


def measure(method: str, path: Path) -> None:
    """Run one method on the texts of a file, one a line, and print what came out as JSON."""
    with path.open() as lines:
        run = METHODS[method]([line.rstrip("\n") for line in lines])
    loaded = peak_memory()
    start = time.process_time()
    groups = run()
    seconds = time.process_time() - start
    peak = peak_memory()
    print(json.dumps({"seconds": seconds, "loaded": loaded, "peak": peak, "groups": groups}))


def peak_memory() -> float:
    """Megabytes; Linux counts `ru_maxrss` on from the process that started this one, hence its own table first."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Truth:
    """Exact five-word containment between the texts of a pile."""

    def __init__(self, texts: list[str], made: Iterable[tuple[int, int]]) -> None:
        self.shingles = lru_cache(maxsize=20_000)(lambda at: set(five_words(texts[at].replace(".", "").lower())))
        self.family: dict[int, list[int]] = defaultdict(list)
        self.source = dict(made)
        for copy, source in self.source.items():
            self.family[source].append(copy)
        self.needed = {pair for pair in self.source.items() if self.holds(*pair)}

    def holds(self, first: int, second: int) -> bool:
        one, two = self.shingles(first), self.shingles(second)
        return len(one & two) >= 0.5 * min(len(one), len(two))

    def recall(self, groups: list[list[int]]) -> float:
        """The part of the needed pairs that share a group; a group of one stands for "a duplicate of something"."""
        home = {at: group for group in groups for at in group}
        found = sum(copy in home and (len(home[copy]) == 1 or source in home[copy]) for copy, source in self.needed)
        return found / len(self.needed)

    def precision(self, groups: list[list[int]]) -> float:
        """The part of the documents reported that hold half of another one of their group, or stand half in it."""
        right = total = 0
        for group in groups:
            others = self._family(group[0]) if len(group) == 1 else group
            total += len(group)
            right += sum(any(at != other and self.holds(at, other) for other in others) for at in group)
        return right / total if total else 1.0

    def _family(self, at: int) -> list[int]:
        source = self.source.get(at, at)
        return [source, *self.family[source]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--method", choices=METHODS, help="run one method on the texts of --file, and print JSON")
    parser.add_argument("--file", type=Path)
    arguments = parser.parse_args()
    if arguments.method:
        measure(arguments.method, arguments.file)
        return
    texts, made = pile(arguments.documents, 0.2, arguments.seed)
    truth = Truth(texts, made)
    print(f"{len(texts):,} documents, {len(made):,} near-duplicates made, {len(truth.needed):,} of them to be found\n")
    print(f"{'method':<16}{'CPU s':>8}{'recall':>9}{'precision':>11}{'peak MB':>9}{'of it texts':>13}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.txt"
        path.write_text("\n".join(texts))
        for method in METHODS:
            command = [sys.executable, __file__, "--method", method, "--file", str(path)]
            result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            groups = result["groups"]
            print(
                f"{method:<16}{result['seconds']:>8.2f}{truth.recall(groups):>9.4f}{truth.precision(groups):>11.4f}"
                f"{result['peak']:>9.0f}{result['loaded']:>13.0f}"
            )


if __name__ == "__main__":
    main()
