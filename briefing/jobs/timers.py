"""The same schedule for who keeps time already: the line for a crontab, the unit and timer for systemd."""

import re
import shlex
from collections.abc import Sequence
from datetime import tzinfo

from briefing.errors import UsageError
from briefing.jobs.cron import Cron, week_days
from briefing.jobs.job import Job
from briefing.regex import lazy_regex

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_RANGE = lazy_regex(r"(\w+)-(\w+)")


def crontab(job: Job, program: Sequence[str], machine: tzinfo | None) -> str:
    """The lines for `crontab -e`: one for the runs, one for each hour of readers.

    `machine` is the zone of the machine's clock, where it is known.
    """
    schedule = _scheduled(job)
    zone = str(schedule.zone)
    head = [f"# {job.title}: {schedule.text} ({zone})"]
    if str(machine) != zone:
        head += ["# cronie knows CRON_TZ; other crons take the machine's own clock: use systemd there.",
                 f"CRON_TZ={zone}"]

    def line(when: str, *words: str) -> str:
        return f"{when} " + " ".join(shlex.quote(word) for word in (*program, *words)).replace("%", r"\%")

    hours = (line(each.text, "outbox", str(job.file), "--due") for each in job.hours)
    return "\n".join([*head, line(schedule.text, "run", str(job.file)), *hours]) + "\n"


def systemd(job: Job, program: Sequence[str], user: str) -> str:
    """A service and its timer, each below the name of the file it belongs in, run as `user`, not as root; two more
    where readers have an hour of their own."""
    schedule = _scheduled(job)
    name, about = f"briefing-{job.name}", f"Briefing: {_plain(job.title)}"
    found = _units(name, about, (*program, "run", str(job.file)), [schedule], user)
    if job.hours:
        found += "\n" + _units(f"{name}-hours", f"{about}, at readers' hours",
                               (*program, "outbox", str(job.file), "--due"), job.hours, user)
    return found


def _units(name: str, about: str, command: Sequence[str], times: Sequence[Cron], user: str) -> str:
    line = " ".join(_quoted(word) for word in command)
    calendar = "\n".join(f"OnCalendar={each} {one.zone}" for one in times for each in _calendars(one.text))
    return f"""\
# /etc/systemd/system/{name}.service
[Unit]
Description={about}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
User={user}
ExecStart={line}
# 3: something could not be read; 4: a message waits or was refused. The mail and the log tell; the unit has not failed.
SuccessExitStatus=3 4

# /etc/systemd/system/{name}.timer
[Unit]
Description={about}

[Timer]
{calendar}
Persistent=true

[Install]
WantedBy=timers.target
"""


def _scheduled(job: Job) -> Cron:
    if job.schedule is None:
        raise UsageError(f"{job.file}: schedule is missing; say when, as in schedule = \"0 7 * * 1-5\"")
    return job.schedule


def _calendars(text: str) -> tuple[str, ...]:
    """The expression as systemd writes it; two where days of the month and of the week are both given."""
    minute, hour, day, month, week = text.lower().split()
    for number, word in enumerate(_MONTHS, 1):
        month = month.replace(word, str(number))
    clock = f"{_field(hour, 0)}:{_field(minute, 0)}:00"
    days = week_days(week)
    both = [(days, "*"), ("*", day)] if "*" not in {days, day} else [(days, day)]
    return tuple(" ".join(part for part in (
        "" if of_week == "*" else ",".join(each.capitalize() for each in of_week.split(",")),
        f"*-{_field(month, 1)}-{_field(of_month, 1)}", clock) if part) for of_week, of_month in both)


def _field(text: str, first: int) -> str:
    """"*/15" as "0/15", "1-5" as "1..5"."""
    parts = []
    for part in text.split(","):
        span, _, step = part.partition("/")
        span = _RANGE.sub(r"\1..\2", span)
        if step and span == "*":
            span = str(first)
        parts.append(f"{span}/{step}" if step else span)
    return ",".join(parts)


def _quoted(word: str) -> str:
    """A word of a command as systemd reads it: its own quotes, and signs that would be its own doubled."""
    plain = word.replace("%", "%%").replace("$", "$$")
    if re.fullmatch(r"[\w@%+=:,./$-]+", plain):
        return plain
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _plain(text: str) -> str:
    return text.replace("%", "%%")
