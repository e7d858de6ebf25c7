"""What a job keeps is for its owner alone: the database with texts and addresses, what stands beside it, previews."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk
from faulty import Faulty

from briefing.jobs.run import preview

FIRE = """Fire at the mill of Oster
Oster Post | 2032-03-20

A fire destroyed the roof of the old mill of Oster on Friday, the fire brigade said.
"""

MORE = """Ferry to Tarn sails again
Oster Post | 2032-03-22

Ferries between Oster and Tarn Island sail again from Tuesday, the harbour office announced after nine days of storm.
"""


@pytest.fixture(name="desk")
def _desk(tmp_path: Path, server: tuple[Faulty, int]) -> Iterator[Desk]:
    """A job whose database has a folder of its own, under the usual umask."""
    before = os.umask(0o022)
    desk = Desk(tmp_path, port=server[1], top='state = "kept/harbour.sqlite"')
    desk.put("fire.txt", FIRE)
    yield desk
    os.umask(before)


def rights(folder: Path) -> dict[str, int]:
    """The rights of a folder and of all that is in it."""
    return {path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())}


CLOSED = {"kept": 0o700, "harbour.sqlite": 0o600, "harbour.sqlite-wal": 0o600, "harbour.sqlite-shm": 0o600,
          "harbour.sqlite.harbour.lock": 0o600}

def while_sending(desk: Desk, server: Faulty) -> dict[str, int]:
    """The rights while a message is on its way, when SQLite's own files stand beside the database."""
    found: dict[str, int] = {}
    server.met = lambda moment: found.update(rights(desk.home / "kept"))
    desk.run()
    return found


def opened_to_all(folder: Path) -> None:
    """As an earlier version left it."""
    folder.chmod(0o755)
    for path in folder.iterdir():
        path.chmod(0o644)


def test_the_database_and_all_beside_it_are_for_their_owner(desk: Desk, server: tuple[Faulty, int]) -> None:
    """Made so, and closed where they stood open before."""
    assert while_sending(desk, server[0]) == CLOSED
    opened_to_all(desk.home / "kept")
    desk.clock.sleep(86400)
    desk.put("more.txt", MORE)
    assert while_sending(desk, server[0]) == CLOSED


def test_files_that_a_killed_run_left_open_are_closed(desk: Desk, server: tuple[Faulty, int]) -> None:
    """Beside a database that was not closed, its -wal and -shm stand already."""
    folder = desk.home / "kept"
    copies: dict[str, bytes] = {}
    server[0].met = lambda moment: copies.update({each.name: each.read_bytes() for each in folder.iterdir()})
    desk.run()
    for name, data in copies.items():
        (folder / name).write_bytes(data)
    opened_to_all(folder)
    assert set(rights(folder).values()) == {0o755, 0o644}
    server[0].met = lambda moment: None
    assert while_sending(desk, server[0]) == CLOSED


def test_previews_are_for_their_owner(desk: Desk) -> None:
    """Those that stand already too, and their folder."""
    for _ in range(2):
        written = preview(desk.job, desk.context, desk.home / "seen")
        assert rights(desk.home / "seen") == {"seen": 0o700} | {each.name: 0o600 for each in written}
        assert len(written) > 2
        opened_to_all(desk.home / "seen")


def test_a_folder_with_other_things_in_it_stays_open(desk: Desk) -> None:
    """Others may have to put documents there; what is the job's own is closed all the same."""
    (desk.home / "kept").mkdir()
    (desk.home / "kept" / "notes.txt").write_text("mine", encoding="utf-8")
    desk.run()
    assert rights(desk.home / "kept") == {"kept": 0o755, "notes.txt": 0o644, "harbour.sqlite": 0o600,
                                          "harbour.sqlite.harbour.lock": 0o600}
