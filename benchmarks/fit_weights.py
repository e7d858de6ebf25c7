"""Fits the weights of the detectors to labelled events, and says how well they do on events that did not fit them.

    python benchmarks/fit_weights.py --events benchmarks/events ../shared/data/events \
        --gold benchmarks/gold ../shared/data/gold --skip NAME …

A hit is right where the gold has it. Logistic regression with a ridge, so that a detector which saw little weighs
little; the chance from which a hit is told is the one that tells the most true ones at `--precision`. The weights are
written into the package with `--write`. Beside the fitted figures stand those of each event under weights that were
fitted to all the others.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from detectors import Event, Score, event, folders, score

from briefing.engines.rules.detectors import weighing
from briefing.engines.rules.detectors.finding import Detector
from briefing.engines.rules.detectors.weighing import BIAS, EXPLAINED, SLOPE, Weights, features

RIDGE = 1.0
FREE = {BIAS: 1e-6, SLOPE: 0.02}
"""What the ridge holds back less: every hit speaks of it."""

STEPS = 200
NAMES = (BIAS, SLOPE, EXPLAINED, *(each.value for each in Detector))


def fit(events: Sequence[Event]) -> Weights:
    """The weights under which the hits of these events are likeliest to be what they are (Newton's method)."""
    hits = [hit for each in events for hit in each.hits]
    table = np.array([[features(hit.candidate).get(name, 0.0) for name in NAMES] for hit in hits])
    right = np.array([bool(hit.found) for hit in hits], dtype=float)
    ridge = RIDGE * np.diag([FREE.get(name, 1.0) for name in NAMES])
    weights = np.zeros(len(NAMES))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (right - chance) - ridge @ weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return Weights({name: round(float(value), 3) for name, value in zip(NAMES, weights, strict=True)})


def total(scores: Sequence[Score]) -> Score:
    """The counts of several events."""
    return Score(*(sum(getattr(each, name) for each in scores) for name in ("first", "second", "right", "told")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=Path, nargs="+", default=[Path(__file__).parent / "events"])
    parser.add_argument("--gold", type=Path, nargs="+", default=[Path(__file__).parent / "gold"])
    parser.add_argument("--skip", nargs="*", default=[], help="events that are not to be read")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    args = parser.parse_args()
    events = [event(folder, gold, together=True) for folder, gold in folders(args.events, args.gold, args.skip)]
    weights = fit(events)
    out = total([score([each], fit([other for other in events if other is not each])) for each in events])
    print(f"fitted:              {score(events, weights)}")
    print(f"leave one event out: {out}")
    lines = [f"{name} {value}" for name, value in weights.of.items()]
    print(*lines, sep="\n")
    if args.write:
        head = "# Written by benchmarks/fit_weights.py: what a hit weighs, by its detector."
        home = Path(weighing.__file__).with_name(weighing.FILE)
        home.write_text("\n".join((head, *lines, "")), encoding="utf-8")


if __name__ == "__main__":
    main()
