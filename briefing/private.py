"""Files that nobody but their owner may read: texts of sources, mails, the addresses of readers."""

import os
import re
from contextlib import suppress
from pathlib import Path

from briefing.regex import lazy_regex

_OURS = lazy_regex(r".+\.(?:sqlite|db)(?:-wal|-shm|-journal)?|.+\.lock")
"""What a folder of nothing but databases holds, of one job or several."""

_BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite calls the files beside a database."""


def make_folder(folder: Path) -> None:
    """Make a folder that its owner alone may enter; one that is there stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_file(path: Path) -> None:
    """Make an empty file for its owner alone; SQLite gives the files beside a database the same rights.

    One that is there is not opened: to close it again would take away SQLite's own locks on it.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))


def write(path: Path, data: bytes) -> None:
    """Write a file for its owner alone, whatever stood there."""
    with open(path, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        close(path)
        file.write(data)


def is_absent(path: Path) -> bool:
    """Whether it is known that nothing is there; of what lies in a closed folder it is not."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def close_database(path: Path) -> None:
    """Close a database and what SQLite keeps beside it to everybody else; its folder too, where that holds no more.

    A folder with other things in it is the user's own: others may have to put documents there.
    """
    for ending in _BESIDE:
        close(path.with_name(path.name + ending))
    close_folder(path.parent, _OURS, path.name)


def close_folder(folder: Path, ours: re.Pattern[str], *names: str) -> None:
    """Close a folder to everybody else where all it holds is ours: of these names, or what begins with one of them."""
    if all(ours.fullmatch(each) or each.startswith(names) for each in os.listdir(folder)):
        close(folder)


def close(path: Path) -> None:
    """Take all rights from everybody but the owner; what is another's, or is not there, is left to them."""
    with suppress(PermissionError, FileNotFoundError):
        mode = path.stat().st_mode & 0o7777
        if mode & 0o077:
            path.chmod(mode & 0o700)
