"""Sending what the outbox holds: one message at a time, written down before and after."""

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from briefing.jobs.job import Job
from briefing.jobs.outbox import IN_DOUBT, Letter, Outbox

if TYPE_CHECKING:
    from briefing.jobs.smtp import Answer

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=15), timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of the messages of one run."""

    sent: int
    open: tuple[Letter, ...]
    """Those that wait for the next run, or for a person."""

    failed: tuple[Letter, ...]
    """Refused or given up in this run."""

    held: tuple[Letter, ...] = ()
    """Those that wait for their reader's hour."""


@dataclass(frozen=True, slots=True)
class Time:
    """The clock and how to wait; injected."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]


def deliver(outbox: Outbox, job: Job, time: Time) -> Delivery:
    """Send every waiting message, again after growing waits where the server says "later".

    Ends when none waits, or none may be tried within the job's `wait_minutes`. Raises `ServerError`.
    """
    outbox.settle_doubt(park=job.mail.on_doubt == "park")
    before = {each.id for each in outbox.letters("refused", "given up")}
    waiting = {each.id for each in outbox.letters("waiting")}
    patience = timedelta(minutes=job.mail.wait_minutes)
    end = time.now() + patience
    while letters := outbox.letters("waiting"):
        now = time.now()
        if due := [each for each in letters if _is_due(each, now)]:
            _round(outbox, job, due, time)
            continue
        first = min(each.next for each in letters)
        if first > end or first - now > patience:
            break
        patience -= first - now  # of a clock that was set back, what was slept counts, not what it shows
        time.sleep((first - now).total_seconds())
    failed = tuple(each for each in outbox.letters("refused", "given up") if each.id not in before)
    sent = sum(each.id in waiting for each in outbox.letters("sent"))
    left, now = outbox.letters("waiting", "sending", "parked"), time.now()
    held = tuple(each for each in left if each.is_held(now))
    return Delivery(sent, tuple(each for each in left if each not in held), failed, held)


def _is_due(letter: Letter, now: datetime) -> bool:
    """Whether it may be tried; no server's "later" is put off for so long that the clock must have been set back."""
    return letter.next <= now or (letter.attempts > 0 and letter.next - now > LONGEST_WAIT)


def _round(outbox: Outbox, job: Job, letters: Sequence[Letter], time: Time) -> None:
    """Try each of these once: mails over as few connections as the server allows, then the channels."""
    from briefing.jobs.webhook import post  # here, because a run with nothing to send has no use for it

    _mailed(outbox, job, [each for each in letters if "@" in each.reader], time)
    hooks = dict(named_hooks(job))
    for letter in letters:
        if "@" in letter.reader:
            continue
        if letter.reader not in hooks:
            outbox.move(letter.id, "refused", "it is no longer in the job file")
            continue
        with _whole():
            outbox.move(letter.id, "sending")
            answer = post(hooks[letter.reader], outbox.mail(letter.id), timeout=job.mail.timeout)
            _note(outbox, job, letter, answer, time.now())


def named_hooks(job: Job) -> Iterator[tuple[str, str]]:
    """(name in the outbox, address) of each channel."""
    return ((f"{form} webhook {number}", url) for number, (form, url) in enumerate(job.hooks, 1))


def _mailed(outbox: Outbox, job: Job, letters: Sequence[Letter], time: Time) -> None:
    from briefing.jobs.smtp import Answer, Line

    queue = deque(letters)
    while queue:
        try:
            with Line(job.mail, job.password) as line:
                while queue:
                    letter = queue.popleft()
                    with _whole():
                        answer = line.send(job.mail.sender.spec, letter.reader, outbox.mail(letter.id),
                                           partial(outbox.move, letter.id, "sending"))
                        _note(outbox, job, letter, answer, time.now())
                    if answer.verdict in {"gone", "doubt"}:
                        break
        except OSError as error:  # nobody answers, or not as a mail server would
            reason = " ".join(str(error).split()) or type(error).__name__
            for letter in queue:
                _note(outbox, job, letter, Answer("later", f"{job.mail.host} can't be reached: {reason}"), time.now())
            return


@contextmanager
def _whole() -> Iterator[None]:
    """Who ends the run waits until the server has answered: a message that is asked to stop halfway is in doubt.

    The signals are noted and not blocked: a library's threads would take what the main thread blocks.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {each: signal.signal(each, lambda number, _: came.append(number))
              for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
    for number in came:
        signal.raise_signal(number)


def _note(outbox: Outbox, job: Job, letter: Letter, answer: "Answer", now: datetime) -> None:
    """Write down what became of a message."""
    if answer.verdict == "taken":
        outbox.move(letter.id, "sent", tried=True)
    elif answer.verdict == "refused":
        outbox.move(letter.id, "refused", answer.reason, tried=True)
    elif answer.verdict == "doubt" and job.mail.on_doubt == "park":
        outbox.move(letter.id, "parked", f"{IN_DOUBT} ({answer.reason})", tried=True)
    elif now - letter.created >= timedelta(hours=job.mail.deadline_hours):
        outbox.move(letter.id, "given up", answer.reason, tried=True)
    else:
        wait = min(FIRST_WAIT * 2**min(letter.attempts, 10), LONGEST_WAIT)
        outbox.move(letter.id, "waiting", answer.reason, next=now + wait, tried=True)
