"""The roll-up of a week: when there is one, and from when on what it tells is new."""

from datetime import datetime

from briefing.jobs.cron import Cron
from briefing.jobs.state import State


def week_began(state: State, weekly: Cron | None, now: datetime) -> datetime | None:
    """When the roll-up before this run was made, else the first run since that week began; None where this run makes
    none.

    The first run from the day on that the job names makes the roll-up, whichever day that is: a machine that slept
    makes up for it. What runs there were is all that needs to be known for that.
    """
    last = state.last_run()
    if weekly is None or last is None:
        return None
    due, before = weekly.last(now), weekly.last(last)
    if due is None or before is None or last >= due:
        return None
    return state.first_run(before)
