"""Sixteen mornings of a desk: what each mail is like, and what it costs.

    python benchmarks/mornings.py --pile ../shared/data/pile [--keep DIR]

A folder of real articles is sorted by its days and cut into sixteen mornings; reports of our own in `planted/` are put
beside them: figures that grow or are corrected, one in a file that is overwritten, a divergence that is settled and
one that is not, a retraction, a copy, a report that a newer one has overtaken. Each morning the job runs in a process
of its own and mails to a server on loopback. Prints for each mail its words (of the text part above the sources), its
HTML in kB, the CPU-seconds of the run, the subject and the first three stories; then what became of each planted
report. Leaves with 1 where a mail is too long or too big, or a planted report is told wrong.
"""

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent / "tests" / "jobs"))

from faulty import Faulty, started  # noqa: E402

from briefing.jobs.deliver import Time  # noqa: E402
from briefing.jobs.job import read_job  # noqa: E402
from briefing.jobs.making import RunContext  # noqa: E402
from briefing.jobs.run import run  # noqa: E402

MORNINGS, FIRST = 16, datetime(2018, 3, 1, 6, tzinfo=UTC)
WORDS, KILOBYTES = 450, 90
JOB = """\
title = "Morning desk"
[[sources]]
folder = "inbox"
[settings]
engine = "extractive"
[mail]
from = "Briefing <briefing@example.org>"
to = ["desk@example.org"]
host = "127.0.0.1"
port = {port}
security = "none"
"""

EXPECTED = (
    (4, r"fourteen, earlier nine", "growth, \"has risen to\""),
    (7, r"[Tt]hirty-one, earlier twenty-seven", "a file overwritten in place"),
    (9, r"(?s)Settled.*12 million", "a settlement"),
    (12, r"(?s)(?:retracts|has not resigned)", "a retraction"),
    (15, r"[Ff]orty-one, earlier thirty-five", "a correction, \"not … as first reported\""),
)
"""(morning, what its mail must say, what it is)."""

NEVER = (
    (10, r"(?s)Settled", "a settlement that is none"),
    (13, r"Halden", "a copy of what was told"),
    (13, r"[Cc]ontact with the survey ship Aurelia has been lost", "what a newer report overtook"),
)


@dataclass(frozen=True)
class Morning:
    """One run, and its mail."""

    number: int
    documents: int
    seconds: float
    health: str
    mail: EmailMessage | None

    @property
    def text(self) -> str:
        return self.part("plain").partition("\nSources\n")[0]

    def part(self, kind: str) -> str:
        body = self.mail and self.mail.get_body((kind,))
        return str(body.get_content()).replace("\r\n", "\n") if body else ""


def send(file: Path, now: datetime) -> None:
    """One run of the job at a given time."""
    print(run(read_job(file, {}), RunContext({}, Time(lambda: now, time.sleep), time.monotonic)))


def mornings(pile: Path) -> list[list[Path]]:
    """The articles by their days, in sixteen lots."""
    def day(path: Path) -> tuple[str, str]:
        return re.findall(r"\d{4}-\d\d-\d\d", path.read_text(encoding="utf-8")[:600])[0], path.name

    ordered = sorted(pile.glob("*.txt"), key=day)
    cuts = [len(ordered) * n // MORNINGS for n in range(MORNINGS + 1)]
    return [ordered[a:b] for a, b in pairwise(cuts)]


def put(lot: Sequence[Path], number: int, now: datetime, inbox: Path) -> int:
    """The documents of a morning, and how many they are."""
    planted = sorted((HERE / "planted" / f"{number:02}").glob("*.txt"))
    for path in lot:
        (inbox / path.name).write_bytes(path.read_bytes())
    for path in planted:
        text = re.sub(r"\{day(?:-(\d+))?\}", lambda found: f"{now - timedelta(int(found[1] or 0)):%Y-%m-%d}",
                      path.read_text())
        known = inbox / path.name if path.name == "sorrel_dairy.txt" else inbox / f"planted_{number:02}_{path.name}"
        known.write_text(text)
    return len(lot) + len(planted)


def live(pile: Path, home: Path, kept: Path | None) -> list[Morning]:
    """All mornings, one after the other."""
    server = Faulty()
    controller = started(server)
    file = home / "morning.toml"
    file.write_text(JOB.format(port=controller.port))
    (home / "inbox").mkdir()
    found = []
    for number, lot in enumerate(mornings(pile), 1):
        now = FIRST + timedelta(days=number - 1)
        documents = put(lot, number, now, home / "inbox")
        before, taken = resource.getrusage(resource.RUSAGE_CHILDREN), len(server.taken)
        done = subprocess.run([sys.executable, __file__, "--send", str(file), "--now", now.isoformat()],
                              stdout=subprocess.PIPE, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        mails = [BytesParser(policy=policy.default).parsebytes(mail) for _, mail in server.taken[taken:]]
        found.append(Morning(number, documents, seconds, done.stdout.strip(), mails[0] if mails else None))
        show(found[-1])
        if kept:
            keep(found[-1], kept)
    controller.stop()
    return found


def keep(morning: Morning, folder: Path) -> None:
    """The mail and its parts as files."""
    folder.mkdir(parents=True, exist_ok=True)
    if morning.mail:
        place = folder / f"{morning.number:02}"
        place.with_suffix(".eml").write_bytes(morning.mail.as_bytes())
        text = f"{morning.mail['Subject']}\n\n{morning.part('plain')}"
        place.with_suffix(".txt").write_text(text)
        place.with_suffix(".html").write_text(morning.part("html"))


def show(morning: Morning) -> None:
    """One morning in a few lines."""
    words, size = len(morning.text.split()), len(morning.part("html").encode()) / 1000
    subject = morning.mail["Subject"] if morning.mail else "no mail"
    print(f"{morning.number:2}  {morning.documents:3} new {words:5} words {size:6.1f} kB {morning.seconds:5.1f} CPU-s"
          f"  {subject}")
    for title in stories(morning):
        print(f"      {title}")
    sys.stdout.flush()


def stories(morning: Morning) -> list[str]:
    """The first three stories of a mail: its top box, else its first headings."""
    lines = morning.part("html")
    heads = re.findall(r"<h[23][^>]*>(.*?)</h[23]>", lines, re.S) or re.findall(r"<li[^>]*>(.*?)</li>", lines, re.S)
    return [re.sub(r"<[^>]+>", "", each).strip()[:110] for each in heads[:4]]


def faults(found: Sequence[Morning]) -> list[str]:
    """What is not as it must be, one a line."""
    by_number = {each.number: each for each in found}
    subjects = [str(each.mail["Subject"]) for each in found if each.mail]
    read = {n: " ".join(each.text.split()) for n, each in by_number.items()}  # a line may break anywhere
    wrong = [f"{n}: not told: {what}" for n, sign, what in EXPECTED if not re.search(sign, read[n])]
    wrong += [f"{n}: told: {what}" for n, sign, what in NEVER if re.search(sign, read[n])]
    wrong += [f"{each.number}: {len(each.text.split())} words" for each in found if len(each.text.split()) > WORDS]
    wrong += [f"{each.number}: {len(each.part('html').encode()) / 1000:.1f} kB" for each in found
              if len(each.part("html").encode()) > KILOBYTES * 1000]
    return [*wrong, *(f"subject twice: {each}" for each in sorted(set(subjects)) if subjects.count(each) > 1)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pile", type=Path)
    parser.add_argument("--keep", type=Path, help="folder for the mails")
    parser.add_argument("--send", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--now", type=datetime.fromisoformat, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.send:
        send(arguments.send, arguments.now)
        return
    with tempfile.TemporaryDirectory() as home:
        found = live(arguments.pile, Path(home), arguments.keep)
    wrong = faults(found)
    print("\n".join(wrong) or "as it must be")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
