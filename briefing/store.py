"""The folder a run leaves behind: briefing.md for people, briefing.json for programs."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from briefing.errors import BriefingError, UsageError
from briefing.model import Briefing
from briefing.render.markdown import to_markdown
from briefing.render.record import to_json

MARKDOWN, RECORD = "briefing.md", "briefing.json"


def folder(paths: Sequence[str], output: str | None) -> Path:
    """Where the briefing of these documents goes: `output`, else outputs/<name of the one input>."""
    if output is not None:
        return Path(output)
    if len(paths) != 1 or paths[0] == "-":
        what = "standard input has no name" if "-" in paths else f"{len(paths)} paths have no one name"
        raise UsageError(f"-o is missing: {what} to call the briefing by; give a folder, as in -o outputs/mine")
    path = Path(paths[0]).absolute()
    name = path.name if path.is_dir() else path.stem
    return Path("outputs") / (name or "root")


def save(briefing: Briefing, directory: Path) -> tuple[Path, Path]:
    """Write both files as a whole and return their paths, the Markdown first.

    What stood there stays until both new files are on the disk.
    """
    texts = {directory / RECORD: to_json(briefing), directory / MARKDOWN: to_markdown(briefing)}
    try:
        directory.mkdir(parents=True, exist_ok=True)
        _replace(texts)
    except OSError as error:
        raise BriefingError(f"{error.filename or directory}: can't be written ({error.strerror}); "
                            f"give another folder with -o") from error
    return directory / MARKDOWN, directory / RECORD


def _replace(texts: dict[Path, str]) -> None:
    """Put each text in its file's place, all of them written before the first takes its place."""
    waiting = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in texts}
    try:
        for path, text in texts.items():
            # A lone surrogate (from a file name that is not UTF-8) becomes \udcxx, which is how JSON spells it too.
            waiting[path].write_bytes(text.encode("utf-8", "backslashreplace"))
        for path in texts:
            os.replace(waiting[path], path)
    finally:
        for path in waiting.values():
            with suppress(FileNotFoundError):
                path.unlink()
