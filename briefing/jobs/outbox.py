"""The outbox: every message is kept before it is sent, under a key that lets it be sent once.

waiting → sending → sent; refused, given up and dropped are final. A message is "sending" only while nobody could tell
whether the server took it: a run that finds one asks the job's `on_doubt`.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from briefing.jobs.state import stamp, transaction

LetterState = Literal["waiting", "sending", "sent", "refused", "given up", "parked", "dropped"]
OPEN: tuple[LetterState, ...] = ("waiting", "sending", "parked")
ENDED_BADLY: tuple[LetterState, ...] = ("refused", "given up")


AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
"""Before any time that a clock shows, so that a message goes out though the clock was set back since it was kept."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one reader."""

    id: int
    period: str
    reader: str
    message_id: str
    state: LetterState
    reason: str
    """Why it is where it is; "" where nothing went wrong."""

    attempts: int
    created: datetime
    """When it was kept; of one held for its reader's hour that hour, since its deadline counts from there."""

    next: datetime
    """When it may be tried; `AT_ONCE` until it has been, unless it is held."""

    def is_held(self, now: datetime) -> bool:
        """Whether it only waits for its reader's hour: nothing has gone wrong."""
        return self.state == "waiting" and not self.attempts and not self.reason and self.next > now


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message to be kept."""

    reader: str
    message_id: str
    mail: bytes
    held: datetime | None = None
    """Before when it must not go; None for at once."""


class Outbox:
    """The messages of one job."""

    def __init__(self, db: sqlite3.Connection, job: str) -> None:
        self.db, self.job = db, job

    def put(self, period: str, envelopes: Iterable[Envelope], at: datetime, *, aside: bool = False) -> int:
        """Keep messages within the caller's transaction; a reader who has one for the period gets no second.

        Returns how many were kept. The text of older messages that are done with goes, unless these are `aside`: no
        briefing.
        """
        before = self.db.total_changes
        self.db.executemany(
            "INSERT OR IGNORE INTO outbox (job, period, reader, message_id, mail, state, reason, attempts, created, "
            "next) VALUES (?, ?, ?, ?, ?, 'waiting', '', 0, ?, ?)",
            [(self.job, period, each.reader, each.message_id, each.mail, stamp(max(at, each.held or at)),
              stamp(each.held or AT_ONCE))
             for each in envelopes])
        kept = self.db.total_changes - before
        if kept and not aside:
            self.db.execute("UPDATE outbox SET mail = NULL WHERE job = ? AND period != ? AND mail IS NOT NULL AND "
                            "state IN ('sent', 'dropped')", (self.job, period))
        return kept

    def letters(self, *states: LetterState) -> tuple[Letter, ...]:
        """The messages in these states, in the order they were kept."""
        marks = ",".join("?" * len(states))
        rows = self.db.execute(
            "SELECT id, period, reader, message_id, state, reason, attempts, created, next FROM outbox "
            f"WHERE job = ? AND state IN ({marks}) ORDER BY id", (self.job, *states))
        return tuple(Letter(id, period, reader, name, state, reason, attempts, datetime.fromisoformat(created),
                            datetime.fromisoformat(next))
                     for id, period, reader, name, state, reason, attempts, created, next in rows)

    def mail(self, letter: int) -> bytes:
        """The message itself, as it is sent."""
        return bytes(self.db.execute("SELECT mail FROM outbox WHERE id = ?", (letter,)).fetchone()[0] or b"")

    def last_mail(self) -> bytes | None:
        """The briefing kept last, as a mail."""
        row = self.db.execute("SELECT mail FROM outbox WHERE job = ? AND mail IS NOT NULL AND reader NOT LIKE "
                              "'% webhook %' AND period NOT LIKE ? ORDER BY id DESC LIMIT 1",
                              (self.job, f"{ASIDE}%")).fetchone()
        return bytes(row[0]) if row else None

    def move(self, letter: int, state: LetterState, reason: str = "", *, next: datetime | None = None,
             tried: bool = False) -> None:
        """Write where a message is now; it is on the disk when this returns."""
        with transaction(self.db):
            self.db.execute("UPDATE outbox SET state = ?, reason = ?, attempts = attempts + ?, next = coalesce(?, next)"
                            " WHERE id = ?", (state, reason, int(tried), stamp(next) if next else None, letter))

    def forget(self) -> None:
        """Erase the text of every message that is done with."""
        self.db.execute("UPDATE outbox SET mail = NULL WHERE job = ? AND state IN ('sent', 'dropped', 'refused', "
                        "'given up')", (self.job,))

    def settle_doubt(self, *, park: bool) -> None:
        """What a run that broke off left as "sending" goes back to waiting, or is parked."""
        for letter in self.letters("sending"):
            self.move(letter.id, "parked" if park else "waiting", IN_DOUBT)


ASIDE = "operator "
"""How the period of a message begins that is no briefing."""

IN_DOUBT = "a run broke off before the server's answer was written down; it may have arrived"
