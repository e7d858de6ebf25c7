"""A clock that is set back: nothing is told twice for it, nothing is lost, and no wait grows by the jump."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from desk import MONDAY, Clock, Desk
from faulty import Faulty

FIRE = """Fire at the mill of Oster
Oster Post | 2032-03-20

A fire destroyed the roof of the old mill of Oster on Friday, the fire brigade said.
"""
REBUILT = """Mill of Oster to be rebuilt
Oster Post | 2032-03-21

The town of Oster will rebuild the roof of the mill by August, the mayor, Hugo Sand, said.
"""
BACK = [timedelta(minutes=5), timedelta(hours=3), timedelta(days=2), timedelta(days=400)]


@dataclass
class Falling(Clock):
    """A clock that is set back by so much whenever somebody looks."""

    step: timedelta = timedelta(hours=1)

    def now(self) -> datetime:
        self.moment -= self.step
        return self.moment


@pytest.mark.parametrize("back", BACK, ids=str)
def test_what_comes_after_the_clock_was_set_back_is_told_once(back: timedelta, tmp_path: Path,
                                                              server: tuple[Faulty, int]) -> None:
    """In the run that finds it; not again when the clock is right."""
    desk = Desk(tmp_path, port=server[1])
    desk.put("1_fire.txt", FIRE)
    desk.run()
    desk.clock.moment -= back
    desk.put("2_rebuilt.txt", REBUILT)
    desk.run()
    desk.run()
    desk.clock.moment = MONDAY + timedelta(days=1)
    desk.run()
    assert [("destroyed" in text, "rebuild" in text) for text in texts(server)] == [(True, False), (False, True)]


@pytest.mark.parametrize("step", BACK, ids=str)
def test_a_clock_that_falls_during_a_run_costs_no_mail(step: timedelta, tmp_path: Path,
                                                      server: tuple[Faulty, int]) -> None:
    """The run sends what it has made, once."""
    desk = Desk(tmp_path, port=server[1], clock=Falling(step=step))
    desk.put("1_fire.txt", FIRE)
    desk.run()
    desk.run()
    assert len(texts(server)) == 1
    assert desk.outbox() == ("sent",)


@pytest.mark.parametrize("back", BACK, ids=str)
def test_a_mail_that_waits_goes_out_when_the_clock_was_set_back(back: timedelta, tmp_path: Path,
                                                               server: tuple[Faulty, int]) -> None:
    """Put off by the server, and due at a time that now lies far ahead."""
    server[0].script = {"desk@example.org": ["greylist"] * 99}
    desk = Desk(tmp_path, port=server[1])
    desk.put("1_fire.txt", FIRE)
    desk.run()
    assert desk.outbox() == ("waiting",)
    server[0].script = {}
    desk.clock.moment -= back
    desk.run()
    assert desk.outbox() == ("sent",)
    assert len(texts(server)) == 1


def texts(server: tuple[Faulty, int]) -> list[str]:
    """The text of every mail the server took."""
    return [mail.decode("utf-8", "replace").replace("=\n", "") for _, mail in server[0].taken]
