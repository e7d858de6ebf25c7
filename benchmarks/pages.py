"""How well the article of a page is told from its furniture, in plain-text dumps and in HTML.

    python benchmarks/pages.py --gold DIR

DIR holds NAME.gold (the article's body), NAME.txt (the page dumped to plain text) and, where the HTML is to be
measured too, NAME.html.gz. The measure is that of the article-extraction benchmark: multisets of four-word shingles,
precision and recall averaged over the pages, F1 of the two means. Every second page is a half of its own, so that
rules tuned on one half can be held against the other.
"""

import argparse
import gzip
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from briefing.errors import BriefingError
from briefing.model import Document
from briefing.sources.html import extract
from briefing.stages.clean import clean
from briefing.text.paragraphs import kept

Score = tuple[float, float]


def main() -> None:
    """Print a line each for keeping all, for cleaning, and for the HTML where there is any."""
    parser = argparse.ArgumentParser(description="Measure cleaning on pages whose article is known.")
    parser.add_argument("--gold", type=Path, required=True, help="directory of NAME.gold, NAME.txt and NAME.html.gz")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="name the N worst cleaned pages")
    arguments = parser.parse_args()
    pages = sorted(arguments.gold.glob("*.gold"))
    if not pages:
        parser.error(f"no *.gold in {arguments.gold}")
    report("everything kept", measured(pages, ".txt", lambda data: data.decode()))
    scores = measured(pages, ".txt", cleaned)
    report("plain text cleaned", scores)
    report("HTML extracted", measured(pages, ".html.gz", extracted))
    for page, score in sorted(zip(pages, scores, strict=True), key=lambda pair: sum(pair[1]))[: arguments.worst]:
        print(f"  {page.stem}  precision {score[0]:.3f}  recall {score[1]:.3f}")


def cleaned(data: bytes) -> str:
    """What cleaning keeps of a page dump."""
    document = Document("d1", None, "", "", data.decode())
    return "\n".join(document.text[span.start : span.end] for span in kept(document.text, clean(document)))


def extracted(data: bytes) -> str:
    """What the HTML source takes for the article, cleaned like any text; nothing where it finds none."""
    try:
        text = extract(gzip.decompress(data)).text
    except BriefingError:
        return ""
    return cleaned(text.encode())


def measured(pages: Sequence[Path], suffix: str, read: Callable[[bytes], str]) -> list[Score]:
    """Precision and recall of each page; of none where not all pages have such a file."""
    files = [page.with_name(page.stem + suffix) for page in pages]
    if not all(file.exists() for file in files):
        return []
    started = time.process_time()
    found = [read(file.read_bytes()) for file in files]
    print(f"{time.process_time() - started:6.2f} CPU s", end="  ")
    return [score(page.read_text(encoding="utf-8"), text) for page, text in zip(pages, found, strict=True)]


def score(gold: str, found: str) -> Score:
    """Precision and recall of the four-word shingles of a text."""
    want, have = shingles(gold), shingles(found)
    both = (want & have).total()
    return both / have.total() if have else 0.0, both / want.total() if want else 1.0


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, how often each stands in a text."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()


def report(name: str, scores: Sequence[Score]) -> None:
    """One line for all pages and for each half."""
    for half, part in (("all", scores), ("even half", scores[::2]), ("odd half", scores[1::2])):
        if part:
            precision, recall = (sum(column) / len(part) for column in zip(*part, strict=True))
            f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
            print(f"{name}, {half}: {len(part)} pages  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


if __name__ == "__main__":
    main()
