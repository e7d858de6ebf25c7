"""The briefing as a PDF: the page for browsers, printed by a browser that is installed."""

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from briefing.errors import BriefingError, UsageError
from briefing.model import Briefing
from briefing.render.html import to_html

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_SECONDS = 120


def browser() -> str:
    """The browser that prints; raises `UsageError` where none is installed."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        raise UsageError("-o: a .pdf is printed by Chromium or Chrome, and neither is installed; install one "
                         "(apt-get install chromium), or give a file that ends in .docx or .html")
    return found


def to_pdf(briefing: Briefing) -> bytes:
    """The bytes of briefing.pdf; its page is the one for browsers, which has no script and fetches nothing.

    Raises `BriefingError` where the browser fails.
    """
    with TemporaryDirectory() as folder:
        page, printed = Path(folder, "briefing.html"), Path(folder, "briefing.pdf")
        page.write_text(to_html(briefing), encoding="utf-8", errors="backslashreplace")
        apart = () if getattr(os, "geteuid", lambda: 1)() else ("--no-sandbox",)  # it has none for the system's owner
        try:
            subprocess.run(
                (browser(), "--headless", "--disable-gpu", *apart, "--no-pdf-header-footer", "--disable-extensions",
                 "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder}/profile",
                 f"--print-to-pdf={printed}", page.as_uri()),
                stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=True)
            return printed.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise BriefingError(f"the briefing can't be printed as PDF ({type(error).__name__}); give a file that ends "
                                "in .docx or .html") from error
