"""What is forgotten is gone: from the database, and from the replies that quote it."""

from pathlib import Path

import pytest
from desk import Desk
from faulty import Faulty

from briefing.cli import main
from briefing.jobs.forgetting import forget
from briefing.jobs.outbox import Outbox
from briefing.jobs.state import State, locked, opened
from briefing.llm.replies import Kept, Replies

SECRET = "The witness Mara Lind saw the captain of the ferry drink rum"
REPORT = f"{SECRET}, the court of Brae heard.\n"
OTHER = "The choir of Lannick won a prize in Rome, its leader said.\n"


@pytest.fixture(name="desk")
def _desk(tmp_path: Path, server: tuple[Faulty, int]) -> Desk:
    desk = Desk(tmp_path / "desk", port=server[1], settings=f'replies = "{tmp_path / "replies.sqlite"}"')
    desk.put("court/1_trial.txt", f"Trial in Brae\nBrae Echo | 2032-03-21\n\n{REPORT}")
    desk.put("2_choir.txt", f"Choir wins prize\nVelm FM | 2032-03-21\n\n{OTHER}")
    desk.run()
    return desk


def on_disk(home: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(home.glob("harbour.sqlite*")) if each.is_file())


@pytest.mark.parametrize("pattern", ["1_trial.txt", "court/*", "*/court/1_*"])
def test_no_word_of_a_forgotten_document_is_left(desk: Desk, pattern: str) -> None:
    """Told or sent; what was told of others stays."""
    assert SECRET.encode() in on_disk(desk.home)
    documents, told, replies = forget(desk.job, pattern, {})
    assert (documents, told > 0, replies) == (1, True, 0)
    assert SECRET.encode() not in on_disk(desk.home)
    with opened(desk.home / "harbour.sqlite") as db:
        state = State(db, "harbour")
        assert any("choir" in side.statement for each in state.told() for side in each.sides)
        assert Outbox(db, "harbour").last_mail() is None
        assert len(state.seen_until()) == 2


def test_a_forgotten_document_is_not_told_anew(desk: Desk, server: tuple[Faulty, int]) -> None:
    """It stays known by its bytes."""
    forget(desk.job, "1_trial.txt", {})
    desk.run()
    assert len(server[0].taken) == 1


def test_replies_that_quote_it_are_forgotten(desk: Desk, tmp_path: Path) -> None:
    """Though the file is gone; others stay paid for."""
    kept = tmp_path / "replies.sqlite"
    with Replies(kept) as replies:
        replies.keep(b"1", "extract", "m", Kept(f'{{"quote": "{SECRET}, the court of Brae heard."}}', 1, 1))
        replies.keep(b"2", "extract", "m", Kept(f'{{"quote": "{OTHER.strip()}"}}', 1, 1))
    (desk.home / "inbox" / "court" / "1_trial.txt").unlink()
    assert forget(desk.job, "1_trial.txt", {})[2] == 1
    with Replies(kept) as replies:
        assert (replies.find(b"1"), replies.find(b"2") is not None) == (None, True)


def test_the_command_says_what_was_forgotten(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Or that nothing fits, or that a run is at work."""
    assert main(["forget", str(desk.file), "1_trial.txt"]) == 0
    assert capsys.readouterr().err.startswith("briefing: harbour: 1 forgotten, with ")
    assert main(["forget", str(desk.file), "nothing*"]) == 2
    assert "PATTERN: 'nothing*' fits no document that harbour has seen" in capsys.readouterr().err
    with locked(desk.job.state, "harbour"):
        assert main(["forget", str(desk.file), "1_trial.txt"]) == 5
        assert main(["outbox", str(desk.file)]) == 0  # a look needs no lock
