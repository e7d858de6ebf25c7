"""Text recognition for PDF files without text, by a program that the user has installed; only where it is asked for."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from briefing.errors import UsageError
from briefing.sources.page import Member, UnreadableError

CURE = "run it through OCR, as --ocr does"
"""How the reason ends for a file whose text can be recognised."""

MISSING = "neither ocrmypdf nor tesseract is installed; install one, as in apt-get install ocrmypdf, or leave out --ocr"

SECONDS = 900
"""For one file."""

_SHOWN = 120


def require() -> None:
    """Raise `UsageError` where no program is installed that could do it."""
    if not (shutil.which("ocrmypdf") or shutil.which("tesseract")):
        raise UsageError(f"--ocr: {MISSING}")


def recognised(data: bytes, pictures: Callable[[], Sequence[Member]]) -> bytes:
    """The PDF with the text that its pages show; `pictures` gives these, for a program that reads no PDF.

    Raises `UnreadableError` where none is installed, it fails, or takes too long.
    """
    with TemporaryDirectory() as place:
        folder = Path(place)
        given, found = folder / "in.pdf", folder / "out.pdf"
        if program := shutil.which("ocrmypdf"):
            given.write_bytes(data)
            _run([program, "--quiet", "--skip-text", "--output-type", "pdf", *_languages(), str(given), str(found)])
        elif program := shutil.which("tesseract"):
            pages = pictures()
            for each in pages:
                (folder / each.name).write_bytes(each.data)
            listed = folder / "pages.txt"
            listed.write_text("".join(f"{folder / each.name}\n" for each in pages), encoding="utf-8")
            _run([program, str(listed), str(found.with_suffix("")), *_languages(), "pdf"])
        else:
            raise UnreadableError(MISSING)
        return found.read_bytes()


def _languages() -> list[str]:
    """Every language that is installed: which one a scan is in, nobody knows before."""
    program = shutil.which("tesseract")
    listed = _run([program, "--list-langs"]).splitlines()[1:] if program else []
    named = sorted(each.strip() for each in listed if each.strip() not in ("", "osd", "equ", "snum"))
    return ["-l", "+".join(named)] if named else []


def _run(command: Sequence[str]) -> str:
    """What a program says; raises `UnreadableError` where it fails."""
    name = Path(command[0]).name
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise UnreadableError(f"its text can't be recognised: {name} takes over {SECONDS} s") from None
    except OSError as error:
        raise UnreadableError(f"its text can't be recognised: {name} can't be started ({error.strerror})") from error
    said = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").split("\n")
        told = next((line.strip() for line in reversed(lines) if line.strip()), f"exit code {done.returncode}")
        raise UnreadableError(f"its text can't be recognised: {name} says {told[:_SHOWN]!r}")
    return said
