"""How much processor time PDF files cost beside the bare parser's reading of their text.

    python benchmarks/pdf_speed.py [--files DIR]

Without files 200 are written: reports of one to eight pages, a third of them in two columns, with running heads, page
numbers and notes. Ours is the process that hostile files are read in, with its start and what passes to and fro:
layout, title, author, day. Bare is opening the file and asking the parser for the text of each page, in this process.
"""

import argparse
import random
import resource
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from briefing.sources import pdf
from briefing.sources.apart import Apart
from briefing.sources.page import UnreadableError

sys.path.append(str(Path(__file__).parent.parent / "tests"))
import pdfs

_WORDS = ("the of and to in that was the of and to in for with as on said ferry harbour council storm quay crane "
          "divers police mayor report budget bridge school river grain price court judge witness engine captain "
          "island winter ticket signal tunnel museum library").split()


def main() -> None:
    """Print both times and their ratio."""
    parser = argparse.ArgumentParser(description="Measure PDF files beside the bare parser.")
    parser.add_argument("--files", type=Path, metavar="DIR", help="a folder of PDF files, of which 200 are read")
    folder = parser.parse_args().files
    with TemporaryDirectory() as place:
        if folder is None:
            folder = Path(place)
            write(folder)
        files = sorted(folder.glob("*.pdf"))[:200]
        (pages, bare), (read, ours) = timed(parsed, files), timed(loaded, files)
    print(f"{len(files)} files, {pages} pages: bare {bare:.2f} CPU s; {read} read in {ours:.2f} CPU s, "
          f"{ours / bare:.1f} times that, {pages / ours:.0f} pages a CPU s")


def write(folder: Path) -> None:
    """200 files."""
    chance = random.Random(1)
    for number in range(200):
        pages = []
        for page in range(1, chance.randint(1, 8) + 1):
            runs = [pdfs.Run(72, 40, "Port Review"), pdfs.Run(300, 760, f"Page {page}")]
            if number % 3 == 0:
                runs += pdfs.column(72, 80, lines(chance, 52, 44)) + pdfs.column(330, 80, lines(chance, 52, 44))
            else:
                runs += pdfs.column(72, 80, lines(chance, 54, 88))
            if number % 5 == 0:
                runs.append(pdfs.Run(72, 735, "1 A note of the editors at the foot of the page.", 7))
            pages.append(runs)
        (folder / f"{number:03}.pdf").write_bytes(pdfs.pdf(*pages, told={"Title": f"Report {number}"}))


def lines(chance: random.Random, count: int, width: int) -> list[str]:
    """So many lines of words, of about that width in letters."""
    words = " ".join(chance.choices(_WORDS, k=count * width // 4))
    return [words[at:at + width].strip() for at in range(0, count * width, width)]


def parsed(files: Sequence[Path]) -> int:
    """The pages whose text the parser gives."""
    pages = 0
    for file in files:
        try:
            document = pypdfium2.PdfDocument(file.read_bytes())
        except pypdfium2.PdfiumError:
            continue
        for number in range(len(document)):
            with suppress(pypdfium2.PdfiumError):  # a broken page of a file that can be opened
                document[number].get_textpage().get_text_range()
            pages += 1
    return pages


def loaded(files: Sequence[Path]) -> int:
    """The files that we read."""
    found = 0
    apart = Apart()
    for file in files:
        try:
            found += len(apart.load(pdf.load, file.read_bytes()))
        except UnreadableError:
            continue
    apart.end()
    return found


def timed(work: Callable[[Sequence[Path]], int], files: Sequence[Path]) -> tuple[int, float]:
    """What the work gives, and the processor time of it, children included."""
    began = used()
    return work(files), used() - began


def used() -> float:
    """Seconds of this process and of those that it has waited for."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


if __name__ == "__main__":
    main()
