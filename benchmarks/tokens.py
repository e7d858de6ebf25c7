"""What reading costs in tokens beside the text itself: all messages that ask for facts, against the unique text.

    python benchmarks/tokens.py --documents 200 --seed 1

The documents are invented, 600 words each, a fifth of them copies of others with a sentence added and three changed.
The unique text is what a model is given to read: every original, and of each copy the sentences that are new in it.
All is counted by the project's own tokenizer. Nothing is sent.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from invented import OUTLETS, edited, long_report

from briefing.engines.prompted.reading import requests
from briefing.llm.budget import counter, size
from briefing.runs.gathering import documents_of, silent, work_of
from briefing.settings import Settings
from briefing.stages.deduplicate import deduplicate
from briefing.text.kept import Kept


def write(folder: Path, documents: int, seed: int) -> None:
    """The pile as files, every fifth a copy of the one before."""
    for n in range(documents):
        copied = n % 5 == 4
        text = long_report(seed * documents + n - copied)
        text = edited(text, n, OUTLETS[(n + 3) % len(OUTLETS)]) if copied else text
        (folder / f"{n:05}.txt").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    settings = Settings(engine="openai")
    count = counter(settings.model)
    with tempfile.TemporaryDirectory() as temporary:
        write(Path(temporary), args.documents, args.seed)
        documents, _ = documents_of([temporary], settings, silent, None)
    origins = deduplicate(documents)
    work = work_of(documents, origins, settings)
    asked = list(requests(work))
    everything = sum(count(Kept.of(d, 0, len(d.text)).text) for d in documents)
    unique = sum(count(Kept.of(d, c.start, c.end).text) for d, chunks in work for c in chunks)
    messages = sum(count(each.system) + count(each.user) for each in asked)
    schemas = sum(size(settings.model, each) for each in asked)
    copies = sum(len(chunks) for d, chunks in work if not any(o.documents[0] == d.id for o in origins))
    print(f"documents {len(documents)}, origins {len(origins)}, calls {len(asked)}, of them for copies {copies}")
    print(f"text {everything:,} tokens, unique {unique:,}")
    for name, sent in (("messages", messages), ("messages, schema and frame", schemas)):
        print(f"{name}: {sent:,} tokens, {sent / unique:.3f} of the unique text, {sent / everything:.3f} of all text")
    print(f"instructions of one call: {count(asked[0].system)} tokens")


if __name__ == "__main__":
    main()
