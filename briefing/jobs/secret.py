"""A secret from where a job file says it is, which is never in the file itself and never part of a complaint."""

from collections.abc import Mapping
from pathlib import Path

KEYS = ("password", "secret", "token", "api_key")
"""What people call a secret that they write into a job file."""


def secret(env: str | None, file: str | None, home: Path, environ: Mapping[str, str], problems: list[str],
           where: str) -> str | None:
    """The password behind the keys password_env and password_file below `where`; None, with the problem noted, where
    there is none."""
    if env:
        if not environ.get(env):
            problems.append(f"{where}password_env: {env!r} is not set in the environment; set it")
        return environ.get(env) or None
    return kept(home / file, problems, f"{where}password_file") if file else None


def kept(file: Path, problems: list[str], key: str) -> str | None:
    """The first line of a file that only its owner may read."""
    try:
        if file.stat().st_mode & 0o077:
            problems.append(f"{key}: {str(file)!r} can be read by others; close it with chmod 600")
            return None
        return file.read_text(encoding="utf-8").partition("\n")[0].strip() or None
    except (OSError, UnicodeDecodeError) as error:
        told = error.strerror if isinstance(error, OSError) else "not UTF-8"
        problems.append(f"{key}: {str(file)!r} can't be read ({told}); name a file that is there")
        return None
