"""Many mails through a server with six kinds of faults, the sender killed (kill -9) at random points.

    python benchmarks/mail_faults.py --mails 500 --kills 100 [--on-doubt retry|park] [--seed 1]

The sender is a whole run of a job, in a process of its own; waits are on a clock that jumps instead of waiting. It is
started anew after each kill, and once the kills are used up it may end. Prints what the server took, how often, and
under which Message-IDs; leaves with 1 where a mail is lost or a duplicate has another Message-ID than its first.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from email import policy
from email.parser import BytesParser
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "jobs"))

from faulty import DOUBTFUL, FAULTS, Faulty, started  # noqa: E402

from briefing.jobs.deliver import Time  # noqa: E402
from briefing.jobs.job import read_job  # noqa: E402
from briefing.jobs.making import RunContext  # noqa: E402
from briefing.jobs.outbox import Outbox  # noqa: E402
from briefing.jobs.run import run  # noqa: E402
from briefing.jobs.state import opened  # noqa: E402

JOB = """\
[[sources]]
folder = "inbox"
[settings]
engine = "extractive"
[mail]
from = "Briefing <briefing@example.org>"
to = [{readers}]
host = "127.0.0.1"
port = {port}
security = "none"
timeout = {timeout}
on_doubt = "{on_doubt}"
"""


class Jumping:
    """A clock that waits by jumping ahead."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def sleep(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)


def send(file: Path) -> None:
    """One run of the job: what is killed."""
    clock = Jumping()
    run(read_job(file, {}), RunContext({}, Time(clock.now, clock.sleep), time.monotonic))


def killed(file: Path, mails: int, kills: int, chance: random.Random) -> tuple[int, int]:
    """Start runs until one ends by itself, the first `kills` of them killed if they live long enough.

    Returns how many were killed and how many were started.
    """
    done = begun = 0
    while True:
        begun += 1
        child = subprocess.Popen([sys.executable, __file__, "--send", str(file)])
        try:
            longest = 1.2 if begun > 3 else 1.2 + mails / 100  # the first have all the mails to write
            life = chance.uniform(0.3, longest)
            code = child.wait(timeout=life if done < kills else None)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()
            done += 1
            continue
        if code:
            raise SystemExit(f"a run failed with {code}")
        return done, begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mails", type=int, default=500)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--on-doubt", choices=("retry", "park"), default="retry")
    parser.add_argument("--latency", type=float, default=0.1, help="seconds the server takes for one mail")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--send", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.send:
        send(arguments.send)
        return
    chance = random.Random(arguments.seed)
    readers = [f"reader{number}@example.org" for number in range(arguments.mails)]
    script = {each: [chance.choice(FAULTS) for _ in range(chance.randint(0, 2))] for each in readers}
    planned = Counter(fault for faults in script.values() for fault in faults)
    server = Faulty({each: list(faults) for each, faults in script.items()}, late=0.6, latency=arguments.latency)
    controller = started(server)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "inbox").mkdir()
        for text in (ROOT / "benchmarks" / "events" / "ferry-tirsa").glob("*.txt"):
            (home / "inbox" / text.name).write_bytes(text.read_bytes())
        file = home / "desk.toml"
        file.write_text(JOB.format(readers=", ".join(f'"{each}"' for each in readers), port=controller.port,
                                   timeout=0.4, on_doubt=arguments.on_doubt))
        began = time.monotonic()
        kills, runs = killed(file, arguments.mails, arguments.kills, chance)
        seconds = time.monotonic() - began
        controller.stop()
        with opened(home / "desk.sqlite") as db:
            states = Counter(db_state for db_state, in db.execute("SELECT state FROM outbox"))
            parked = {letter.reader for letter in Outbox(db, "desk").letters("parked")}
    ids: dict[str, list[str]] = defaultdict(list)
    for reader, mail in server.taken:
        ids[reader].append(str(BytesParser(policy=policy.default).parsebytes(mail, headersonly=True)["Message-ID"]))
    duplicates = sum(len(each) - 1 for each in ids.values())
    strange = sum(len(set(each)) - 1 for each in ids.values())
    lost = [each for each in readers if each not in ids and each not in parked]
    print(f"on doubt {arguments.on_doubt}: {arguments.mails} mails, {runs} runs, {kills} killed, {seconds:.0f} s")
    print(f"faults planned: {dict(sorted(planned.items()))} ({sum(planned[each] for each in DOUBTFUL)} doubtful)")
    print(f"delivered {len(ids)} of {arguments.mails}, parked {len(parked)}, lost {len(lost)}; outbox {dict(states)}")
    print(f"duplicates {duplicates}, of these with another Message-ID than the first {strange}")
    bad = lost or strange or (duplicates if arguments.on_doubt == "park" else len(ids) < arguments.mails)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
