"""How many single changes to the modules that matter most their tests notice.

    python benchmarks/mutants.py --most 100 --seed 1
    python benchmarks/mutants.py --areas "spend cap" gates
    python benchmarks/mutants.py --files briefing/jobs/outbox.py briefing/llm/budget.py
    python benchmarks/mutants.py --line briefing/jobs/outbox.py:60 --tests tests/jobs/test_outbox.py

The tests of an area (mutants.toml) are collected once, and run once to see which of them runs which line. Each change
of one place (mutations.py) has a process of its own, forked from there: the changed function is given its new code, and
the tests that reach its lines are run until one fails, those first that noticed most so far. What is run as a module is
imported (a constant, a pattern) is changed for an import of all modules and tests anew. A test that noticed something
is tried without the change in such a process, too. Prints each change that no test notices, and the share noticed. A
test that runs the program in a process of its own covers nothing here.

Changes that change nothing are listed in mutants.toml too, each with its reason. A sample holds the changes that a
number drawn for each puts first: a larger one holds the smaller, and a module that was edited keeps those of the lines
that are still there.
"""

import argparse
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from mutations import Mutation, mutations
from trials import HOME, Change, tried

Listed = tuple[str, str, str]
"""(module, line, change)."""


def changes(file: str, args: argparse.Namespace, equivalent: Iterable[Listed]) -> list[Mutation]:
    """The changes to a module that a test could notice."""
    source = (HOME / file).read_text(encoding="utf-8")
    lines = source.splitlines()
    found = [each for each in mutations(source)
             if (file, lines[each.line - 1].strip(), each.change) not in equivalent]
    if args.line:
        wanted = {int(line) for name, _, line in (each.rpartition(":") for each in args.line) if name == file}
        return [each for each in found if each.line in wanted]
    return found


def sampled(work: Sequence[Change], most: int | None, seed: int) -> list[Change]:
    """So many of the changes, in the order of the modules and their lines."""
    drawn = {id(each): random.Random(f"{seed} {file} {each.change}").random() for file, each in work}
    first = sorted(work, key=lambda one: drawn[id(one[1])])[:most]
    places = {file: n for n, (file, _) in enumerate(work)}
    return sorted(first, key=lambda one: (places[one[0]], one[1].line))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--areas", nargs="+", metavar="NAME", help="these areas only, as they stand in mutants.toml")
    parser.add_argument("--files", nargs="+", metavar="FILE", help="these modules only")
    parser.add_argument("--line", action="append", metavar="FILE:LINE", help="every change to one line only")
    parser.add_argument("--tests", nargs="+", metavar="PATH", help="these tests in place of the area's")
    parser.add_argument("--most", type=int, metavar="N", help="a sample of so many changes to each area")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--spend", type=float, default=60.0, metavar="SECONDS",
                        help="of tests at the most for each change, on one core (default: 60)")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    equivalent = {(each["file"], each["line"], change)
                  for each in table.get("equivalent", ()) for change in each["changes"]}
    wanted = args.files or [each.rpartition(":")[0] for each in args.line or ()]
    areas = [each for each in table["area"] if not args.areas or each["name"] in args.areas]
    known = {file for each in areas for file in each["modules"]}
    if lost := [*({*(args.areas or ())} - {each["name"] for each in areas}), *({*wanted} - known)]:
        parser.error(f"{', '.join(lost)}: not in mutants.toml; name the modules and tests of an area there")
    if old := _outlived(table):
        parser.error(f"mutants.toml lists what is there no more: {'; '.join(old)}")
    whole = seen = 0
    for area in areas:
        files = [file for file in area["modules"] if not wanted or file in wanted]
        if files:
            total, caught = _measured(args.tests or area["tests"], files, args, equivalent)
            whole, seen = whole + total, seen + caught
            print(f"{area['name']}: {caught} of {total} noticed, {caught / max(total, 1):.1%}", flush=True)
    print(f"all: {seen} of {whole} noticed, {seen / max(whole, 1):.1%}; {len(equivalent)} changes that change nothing "
          "are listed")
    return 0 if seen == whole else 1


def _measured(paths: Sequence[str], files: Sequence[str], args: argparse.Namespace,
              equivalent: Iterable[Listed]) -> tuple[int, int]:
    """(changes tried, changes noticed) of some modules, told as they are found."""
    work = sampled([(file, each) for file in files for each in changes(file, args, equivalent)], args.most, args.seed)
    total, caught = Counter[str](), Counter[str]()
    for (file, _), was in zip(work, tried(paths, files, work, args), strict=True):
        total[file] += 1
        caught[file] += was
    for file in total:
        print(f"  {file}: {caught[file]} of {total[file]}", flush=True)
    return total.total(), caught.total()


def _outlived(table: Mapping[str, Any]) -> list[str]:
    """The changes listed as changing nothing that can't be made any more."""
    found = []
    for file in {each["file"] for each in table.get("equivalent", ())}:
        source = (HOME / file).read_text(encoding="utf-8")
        lines = source.splitlines()
        able = {(lines[each.line - 1].strip(), each.change) for each in mutations(source)}
        found += [f"{file}: {change}" for each in table["equivalent"] if each["file"] == file
                  for change in each["changes"] if (each["line"], change) not in able]
    return sorted(found)


if __name__ == "__main__":
    sys.exit(main())
