"""A mixed pile end to end: documents of 600 words about many events, a fifth of them copies.

    python benchmarks/mixed_pile.py --documents 1000 [--workers 1] [--profile]

Prints the CPU seconds and the peak memory of one run of the embedded engine, and what it found. The
documents are invented from a seeded vocabulary: 25 an event, each event with names, places, figures
and words of its own, each document with its own choice and order of what to tell.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from briefing import pipeline
from briefing.settings import Settings

SYLLABLES = (
    "ba be bi bo da de di do fa fe ga go ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so "
    "ta te ti to va ve vi vo"
).split()
VERBS = (
    "said told warned confirmed denied announced reported reached opened closed found lost moved asked offered left "
    "joined blamed"
).split()
WORDS = 600
EVENT = 25


class World:
    """Where the words come from."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.common = [self.word() for _ in range(4000)]

    def word(self) -> str:
        return "".join(self.random.choice(SYLLABLES) for _ in range(self.random.randint(2, 4)))

    def name(self) -> str:
        return f"{self.word().title()} {self.word().title()}"

    def event(self) -> list[str]:
        """The sentences that reports of one event choose from, some in two versions that differ in a figure."""
        people = [self.name() for _ in range(6)]
        places = [self.word().title() for _ in range(4)]
        nouns = [self.word() for _ in range(40)]
        told = []
        for _ in range(60):
            words = [
                self.random.choice(nouns)
                if self.random.random() < 0.35
                else self.common[int(len(self.common) * self.random.random() ** 3)]
                for _ in range(self.random.randint(8, 18))
            ]
            who, where, verb = self.random.choice(people), self.random.choice(places), self.random.choice(VERBS)
            figure = (
                f"{self.random.randint(2, 900)} {self.random.choice(nouns)}"
                if self.random.random() < 0.3
                else "the " + self.random.choice(nouns)
            )
            told.append(
                f"{who} {verb} in {where} on Monday that {' '.join(words[:6])} the {figure} of {' '.join(words[6:])}."
            )
        return told


def write(folder: Path, documents: int, seed: int) -> None:
    """The pile as files."""
    world = World(seed)
    last = ""
    told: list[str] = []
    for number in range(documents):
        if number % EVENT == 0:
            told = world.event()
        if number % 5 == 4:
            text = last
        else:
            own = world.random.sample(told, 40)
            lines, count = [], 0
            for sentence in own:
                lines.append(sentence)
                count += len(sentence.split())
                if count >= WORDS:
                    break
            title = " ".join(own[0].split()[:7])
            text = (
                f"{title}\noutlet{number % 37}.example | 2024-03-{1 + (number // EVENT) % 28:02d}\n\n"
                + "\n\n".join(lines)
                + "\n"
            )
            last = text
        (folder / f"{number:05d}.txt").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), args.documents, args.seed)
        settings = Settings(engine="extractive", workers=args.workers)
        if args.profile:
            import cProfile
            import pstats

            profile = cProfile.Profile()
            profile.enable()
        before, wall = time.process_time(), time.perf_counter()
        outcome = pipeline.run([folder], settings, now=datetime(2024, 4, 1, tzinfo=UTC))
        cpu, seconds = time.process_time() - before, time.perf_counter() - wall
        if args.profile:
            profile.disable()
            pstats.Stats(profile, stream=sys.stdout).sort_stats("cumulative").print_stats(45)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    briefing = outcome.briefing
    sizes = Counter(len(story.documents) for story in briefing.stories)
    print(
        f"documents {len(briefing.documents)}  stories {len(briefing.stories)}  origins "
        f"{len(briefing.origins)}  facts {len(briefing.facts)}  "
        f"divergences {len(briefing.divergences)}"
    )
    print(f"documents a story: {dict(sorted(sizes.items()))}")
    print(
        f"CPU {cpu + children.ru_utime + children.ru_stime:.1f} s  wall {seconds:.1f} s  "
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


if __name__ == "__main__":
    main()
