"""Attacks in documents against a model that obeys every one of them, over real HTTP: what of them the reader meets.

    python benchmarks/injection.py [--encoded]

A hundred invented documents attack ten events in ten ways; each runs with four honest reports of its event, and then
all ten of an event together. The model obeys each attack in each task that shows it. Counts the texts (title, heading,
sentence, position, summary, explanation) that tell an attacker's claim without its standing word for word in the
attacker's own evidence that this text cites; live links and images to the attacker in the Markdown; and facts of honest
documents that are not as they are without attackers. `--encoded` hides the claims in base64, so that no word of them
stands in a document.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from attacked import Attacked, attacked
from attacks import FAMILIES, attack
from invented import event


def tell(name: str, runs: Sequence[Attacked]) -> bool:
    """Print what came of some runs; whether all was well."""
    ours, carried, links, lost, kept = Counter[str](), 0, 0, 0, 0
    for run in runs:
        for each in run.told:
            carried += each.carried
            if not each.carried:
                ours[each.where] += 1
                print(f"  {run.name}: {each.where}: {each.text}")
        links += len(run.links)
        lost += len(run.lost)
        kept += run.kept
    print(f"{name}: {len(runs)} runs; attackers' claims told as ours {sum(ours.values())} {dict(ours)}, in their own "
          f"cited words {carried}; live links {links}; honest facts kept {kept}, lost or changed {lost}; honest "
          f"sentences told {sum(r.sentences for r in runs)} of {sum(r.sentences_without for r in runs)}, honest "
          f"divergences {sum(r.divergences for r in runs)} of {sum(r.divergences_without for r in runs)}")
    return not (ours or links or lost)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=10)
    parser.add_argument("--encoded", action="store_true", help="hide the claims in base64")
    args = parser.parse_args()
    began = time.perf_counter()
    events = [event(number) for number in range(args.events)]
    found: dict[str, list[Attacked]] = {family: [] for family in (*FAMILIES, "all at once")}
    for each in events:
        attacks = [attack(each, family, encoded=args.encoded) for family in FAMILIES]
        for one in attacks:
            found[one.family].append(attacked(each, [one]))
        found["all at once"].append(attacked(each, attacks))
    sound = [tell(name, runs) for name, runs in found.items()]
    print(f"{time.perf_counter() - began:.0f} s")
    return 0 if all(sound) else 1


if __name__ == "__main__":
    sys.exit(main())
