"""Text recognition, by a program that a test puts where an installed one would be."""

import sys
from pathlib import Path

import pytest
from pdfs import Run, column, pdf

from briefing.cli import main
from briefing.errors import UsageError
from briefing.model import Manner
from briefing.sources.kinds import Loaded, Reader
from briefing.sources.load import load
from briefing.sources.page import UnreadableError

SCAN = pdf([], [])
READ = pdf([*column(72, 80, ["The quay of Lannick is closed for a week, Ada Holm, the harbour",
                             "master of Lannick, said."])],
           [Run(72, 80, "Divers go down on Tuesday.")])

PROGRAM = """#!{python}
import json, shutil, sys
from pathlib import Path
if sys.argv[1:] == ["--list-langs"]:
    print("List of available languages (2):\\neng\\nosd\\ndeu")
    raise SystemExit(0)
Path("{told}").write_text(json.dumps([Path(sys.argv[0]).name, *sys.argv[1:]]))
if Path("{told}").with_name("fails").exists():
    print("no page\\nInputFileError: it is broken", file=sys.stderr)
    raise SystemExit(2)
if Path(sys.argv[0]).name == "tesseract":
    pages = [Path(line).read_bytes()[:20] for line in Path(sys.argv[1]).read_text().splitlines()]
    assert len(pages) == 2 and all(each.startswith(b"P5 1700 2200 255") for each in pages), pages
    shutil.copy("{read}", sys.argv[2] + ".pdf")
else:
    assert Path(sys.argv[-2]).read_bytes().startswith(b"%PDF")
    shutil.copy("{read}", sys.argv[-1])
"""


@pytest.fixture(name="place")
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where programs are looked for, and nothing else is."""
    (tmp_path / "read.pdf").write_bytes(READ)
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path


def installed(place: Path, *names: str) -> None:
    """Programs that recognise what a test says."""
    for name in names:
        program = place / "bin" / name
        program.write_text(PROGRAM.format(python=sys.executable, told=place / "told", read=place / "read.pdf"))
        program.chmod(0o755)


def read(data: bytes, *, ocr: bool = True) -> Loaded:
    """The one document in it."""
    with Reader(Manner(ocr=ocr)) as reader:
        (found,) = reader.documents("a.pdf", lambda: data)
    assert isinstance(found, Loaded)
    return found


@pytest.mark.parametrize("names", [("ocrmypdf", "tesseract"), ("tesseract",)])
def test_a_scan_is_read_by_the_program_that_is_there(place: Path, names: tuple[str, ...]) -> None:
    """In all languages that are installed; a citation names the page, and the digest is the file's."""
    installed(place, *names)
    found = read(SCAN)
    assert found.page.text == (
        "The quay of Lannick is closed for a week, Ada Holm, the harbour master of Lannick, said.\n\n"
        "Divers go down on Tuesday.")
    assert [name for _, name in found.page.marks] == ["p. 1", "p. 2"]
    told = (place / "told").read_text()
    assert told.startswith(f'["{names[0]}"')
    assert '"-l", "deu+eng"' in told


def test_a_file_with_text_and_one_that_nobody_wants_recognised_are_left_alone(place: Path) -> None:
    """No program is started for them."""
    installed(place, "ocrmypdf")
    assert "Divers" in read(READ).page.text
    with pytest.raises(UnreadableError, match="run it through OCR, as --ocr does"):
        read(SCAN, ocr=False)
    assert not (place / "told").exists()


def test_what_can_not_be_recognised_says_why(place: Path) -> None:
    """In the program's last words; what it leaves without text is still a scan."""
    installed(place, "ocrmypdf")
    (place / "fails").touch()
    with pytest.raises(UnreadableError, match="can't be recognised: ocrmypdf says 'InputFileError: it is broken'"):
        read(SCAN)
    (place / "fails").unlink()
    (place / "read.pdf").write_bytes(SCAN)
    with pytest.raises(UnreadableError, match="a scan or a drawing: no text in its 2 pages"):
        read(SCAN)


def test_a_briefing_of_a_scan_is_checked_by_its_bytes(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its text is not recognised again, which may give another letter; a scan that was replaced is told."""
    monkeypatch.chdir(place)
    installed(place, "ocrmypdf")
    (place / "scan.pdf").write_bytes(SCAN)
    assert main(["write", "scan.pdf", "-o", "out", "--ocr", "--engine", "extractive"]) == 0
    (place / "told").unlink()
    assert main(["check", "out/briefing.json"]) == 0
    assert not (place / "told").exists()
    (place / "scan.pdf").write_bytes(pdf([]))
    assert main(["check", "out/briefing.json"]) == 1


def test_who_has_no_such_program_is_told_before_anything_is_read(place: Path) -> None:
    """With what to install."""
    (place / "a.txt").write_text("The quay is closed.")
    with pytest.raises(UsageError, match="--ocr: neither ocrmypdf nor tesseract is installed; install one, as in"):
        load([place / "a.txt"], manner=Manner(ocr=True))
