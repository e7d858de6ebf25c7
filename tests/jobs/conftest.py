"""What the tests of the jobs share: a mail server on this machine."""

from collections.abc import Iterator

import pytest
from faulty import Faulty, started


@pytest.fixture(name="server")
def _server() -> Iterator[tuple[Faulty, int]]:
    """A server that takes mail, or fails as it is told to, and its port."""
    server = Faulty()
    controller = started(server)
    yield server, controller.port
    controller.stop()
