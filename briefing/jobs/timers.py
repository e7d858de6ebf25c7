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


def crontab(job: Job, command: Sequence[str], machine: tzinfo | None) -> str:
    """The lines for `crontab -e`; `machine` is the zone of the machine's clock, where it is known."""
    schedule = _scheduled(job)
    line = " ".join(shlex.quote(word) for word in (*command, str(job.file))).replace("%", r"\%")
    zone = str(schedule.zone)
    head = [f"# {job.title}: {schedule.text} ({zone})"]
    if str(machine) != zone:
        head += ["# cronie knows CRON_TZ; other crons take the machine's own clock: use systemd there.",
                 f"CRON_TZ={zone}"]
    return "\n".join([*head, f"{schedule.text} {line}"]) + "\n"


def systemd(job: Job, command: Sequence[str], user: str) -> str:
    """A service and its timer, each below the name of the file it belongs in; it runs as `user`, not as root."""
    schedule = _scheduled(job)
    name = f"briefing-{job.name}"
    line = " ".join(_quoted(word) for word in (*command, str(job.file)))
    calendar = "\n".join(f"OnCalendar={each} {schedule.zone}" for each in _calendars(schedule.text))
    return f"""\
# /etc/systemd/system/{name}.service
[Unit]
Description=Briefing: {_plain(job.title)}
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
Description=Briefing: {_plain(job.title)}

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
