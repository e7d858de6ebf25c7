"""CPU and memory of one document against its length, for twelve shapes of text.

    python benchmarks/curves.py [--lengths 100000 250000 500000] [--shapes "equal lines" …] [--stages]

Each run is a process of its own: `briefing write` over the text and one short report, start-up included. Prints its CPU
seconds and peak memory, and the exponents by which the CPU grows from the first length to the last and over the last
step, where what start-up takes weighs least. With `--stages` another run, under a profiler, which takes about six times
as long, tells the share of each stage.
"""

import argparse
import cProfile
import json
import math
import os
import pstats
import random
import subprocess
import sys
import tempfile
import textwrap
import time
from datetime import UTC, datetime
from pathlib import Path

STAGES = ("load", "clean", "deduplicate", "extract", "stories", "_compared", "compose", "verify", "fill_support")
REPORT = "Ferry sinks\nSound Post | 6 May 2031\n\nThe ferry Alma sank off Lannick on Monday, the coast guard said.\n"


def shapes(length: int) -> dict[str, str]:
    """The texts, each about as long as asked for."""
    rng = random.Random(1)
    words = ["".join(rng.choice("bcdfghklmnprst") + rng.choice("aeiou") for _ in range(rng.randint(1, 4)))
             for _ in range(5_000)]

    def sentence() -> str:
        return f"{' '.join(rng.choices(words, k=14)).capitalize()}."

    def many(part) -> str:
        found, size = [], 0
        while size < length:
            found.append(part())
            size += len(found[-1])
        return "".join(found)

    return {
        "wrapped lines": "\n".join(textwrap.wrap(many(lambda: sentence() + " "), 72)),
        "distinct sentences": many(lambda: sentence() + "\n"),
        "one line": many(lambda: sentence() + " "),
        "short sentences": "A. " * (length // 3),
        "equal paragraphs": (sentence() + "\n\n") * (length // 90),
        "equal lines": "Menu item\n" * (length // 10),
        "one word": "a" * length,
        "white space": "A word. " + " " * length + "Another.",
        "headings": many(lambda: f"# {sentence()}\n\n"),
        "figures": many(lambda: f"{rng.randint(1, 9999)} people and {rng.randint(1, 99)} percent. "),
        "capitals": many(lambda: sentence().title() + " "),
        "unspaced script": many(lambda: "".join(chr(0x4E00 + rng.randrange(3_000)) for _ in range(20)) + "。"),
    }


def written(folder: Path, shape: str, length: int) -> Path:
    """A folder with the text and the report."""
    folder.mkdir()
    (folder / "a.txt").write_text(shapes(length)[shape][:length], encoding="utf-8")
    (folder / "b.txt").write_text(REPORT, encoding="utf-8")
    return folder


def measure(shape: str, length: int) -> tuple[float, float]:
    """CPU seconds and peak memory in MB of the command."""
    with tempfile.TemporaryDirectory() as place:
        pile, out = written(Path(place, "pile"), shape, length), Path(place, "out")
        words = ["write", str(pile), "-o", str(out), "--engine", "extractive", "--quiet"]
        child = subprocess.Popen([sys.executable, "-m", "briefing", *words])
        _, status, usage = os.wait4(child.pid, 0)
        told = json.loads((out / "briefing.json").read_bytes()) if not status else {"documents": []}
        if len(told["documents"]) != 2:
            raise SystemExit(f"{shape}, {length:,}: status {status}, {told.get('skipped')}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def staged(shape: str, length: int) -> str:
    """CPU seconds of each stage, under a profiler."""
    from briefing import pipeline
    from briefing.settings import Settings

    profile = cProfile.Profile(time.process_time)
    with tempfile.TemporaryDirectory() as place:
        pile = written(Path(place, "pile"), shape, length)
        profile.runcall(pipeline.run, [str(pile)], Settings(engine="extractive"), now=datetime(2031, 5, 8, tzinfo=UTC))
    found: dict[str, float] = {}
    for (_, _, name), (_, _, _, cumulative, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if name in STAGES:
            found[name] = max(found.get(name, 0.0), cumulative)
    return "  ".join(f"{each.strip('_')} {found[each]:.2f}" for each in STAGES if found.get(each, 0) >= 0.01)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lengths", type=int, nargs="+", default=[100_000, 250_000, 500_000])
    parser.add_argument("--shapes", nargs="+", default=sorted(shapes(10)))
    parser.add_argument("--stages", action="store_true", help="profile a second run")
    args = parser.parse_args()
    for shape in args.shapes:
        spent: list[float] = []
        for length in args.lengths:
            seconds, memory = measure(shape, length)
            spent.append(seconds)
            print(f"{shape:20}{length:9,}  {seconds:6.2f} s  {memory:5.0f} MB", flush=True)
            if args.stages:
                print(f"    {staged(shape, length)}", flush=True)
        if len(spent) > 1:
            whole, last = (math.log(spent[-1] / spent[at]) / math.log(args.lengths[-1] / args.lengths[at])
                           for at in (0, -2))
            print(f"{shape:20} exponent {whole:.2f}, over the last step {last:.2f}\n", flush=True)


if __name__ == "__main__":
    main()
