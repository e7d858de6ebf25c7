"""Debian's Chromium, in which pages are looked at."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from far import FAR

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]


@pytest.fixture(name="browser", scope="module")
def _browser() -> "Iterator[Browser]":
    """One for a file: as long as it is there an event loop runs, and no test of another file could run its own."""
    if not CHROMIUM.exists():
        pytest.skip(f"chromium: {CHROMIUM} is not there; install it with apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS, timeout=FAR * 1000)
        yield browser
        browser.close()
