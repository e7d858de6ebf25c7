"""What is fuzzed: seeds, how they are changed, and what each part promises of whatever comes of that."""

import gzip
import json
import random
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import hostile
import invented
import offices
import pdfs
from compound import compound
from conftest import briefing

from briefing.check import check, check_markdown
from briefing.errors import BriefingError, UsageError
from briefing.jobs.job import read_job
from briefing.language.read import Reading
from briefing.model import Document
from briefing.pipeline import run
from briefing.render.escape import escape, fold, unescape
from briefing.render.markdown import to_markdown
from briefing.render.record import from_json, to_json
from briefing.settings import Settings, read_settings
from briefing.sources.kinds import Loaded, documents
from briefing.sources.page import UnreadableError
from briefing.stages.clean import clean
from briefing.store import save, within

NOW = datetime(2031, 5, 8, 7, tzinfo=UTC)
ENDINGS = (".txt", ".md", ".html", "", ".eml", ".csv", ".json", ".xml", ".srt", ".zip", ".rtf", ".mbox", ".xhtml",
           ".vtt")
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "ru", "ar", "zh", "xx")
TOKENS = (
    *(value.encode("utf-8", "surrogatepass")[:400] for value in hostile.VALUES),
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\x1a", b"<", b">", b"&#0;", b"]]>", b"<!--", b"<![CDATA[",
    b"\xed\xa0\x80", b"9" * 40, b"-1", b"1e999", b"NaN", b"null", b"{", b"[", b'"', b"\\u0000", b"\\ud800", b"''", b"=",
    b"#", b"\xc2\x85", "\u2028".encode(), "é".encode("latin-1"), "\u202e".encode(), b"twelve million", b"(2 sources)",
    b"31 February 2031", b"%PDF-", b"PK\x03\x04", b"From x\n", b"[1a]",
    b"Content-Type: multipart/mixed; boundary=x\n")
HOME = Path(__file__).parent
RECORD = briefing()
REPORTS = tuple(each.text.encode() for number in range(3) for each in invented.event(number).reports())
PAGE = hostile.page('<meta name="author" content="A. Quill">').encode()
MAIL = (b"From: Desk <desk@post.example>\r\nSubject: =?utf-8?q?F=C3=A4hre?=\r\nDate: Tue, 6 May 2031 07:00:00 +0000\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + REPORTS[0])
FEED = (b'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title><item><title>Quay shut</title>'
        b"<description>" + REPORTS[1] + b"</description><pubDate>Tue, 6 May 2031 07:00:00 GMT</pubDate></item>"
        b"</channel></rss>")
TABLE = b"title,date,text\nQuay shut,2031-05-06,\"The quay was shut on Monday, the council said. It reopens.\"\n"
SUBTITLES = (b"1\n00:00:01,000 --> 00:00:04,000\nThe quay was shut on Monday.\n\n"
             b"2\n00:00:05,000 --> 00:00:09,000\nIt reopens in June.\n")
SOURCES = (*REPORTS[:3], PAGE, MAIL, FEED, TABLE, SUBTITLES)
SHEETS = (
    offices.docx(offices.p("The quay was shut on Monday, the council said.") + offices.p("It reopens in June.")),
    offices.odf("<text:p>The quay was shut on Monday, the council said.</text:p>"),
    offices.odf('<draw:page draw:name="1"><text:p>The quay reopens in June.</text:p></draw:page>', "presentation"),
    offices.pptx(offices.shape("The quay was shut on Monday.|It reopens in June.")),
    offices.epub("<h1>Quay shut</h1><p>The quay was shut on Monday, the council said.</p>"),
    offices.zipped({"a.txt": REPORTS[0].decode(), "b/c.html": PAGE.decode()}),
    pdfs.pdf(pdfs.column(72, 72, ["The quay was shut on Monday, the", "council said. It reopens in June."])),
    compound({"__substg1.0_0037001F": "Quay shut".encode("utf-16-le"),
              "__substg1.0_1000001F": REPORTS[0].decode().encode("utf-16-le"), "__properties_version1.0": bytes(32)}),
    rb"{\rtf1\ansi The quay was shut on {\b Monday}, the council said.\par It reopens in June.}",
    gzip.compress(REPORTS[1], mtime=0),
    b"From desk@post.example Tue May  6 07:00:00 2031\n" + MAIL)
"""Files of the kinds that are packed or read apart."""

JOB = (b'[[sources]]\nfolder = "inbox"\n[mail]\nfrom = "Desk <desk@example.org>"\nto = ["a@example.org"]\n'
       b'[tell]\nwhole = true\n[settings]\nsentences = 9\nprice = "0.4/1.6"\n')
SETTINGS = b'engine = "extractive"\nsentences = 9\ncontainment = 0.4\nnow = "2031-05-08"\nfollow_links = true\n'


def fixtures() -> tuple[bytes, ...]:
    """Every file that the suite and the example are made of."""
    folders = (HOME, HOME.parent / "seeds")
    kinds = {".txt", ".md", ".html", ".json", ".jsonl", ".toml", ".yaml"}
    return tuple(each.read_bytes() for folder in folders for each in sorted(folder.rglob("*")) if each.suffix in kinds)


def changed(data: bytes, rng: random.Random, others: tuple[bytes, ...] = ()) -> bytes:
    """The data with up to eight places changed; sometimes something wholly else."""
    if rng.random() < 0.02:
        return rng.randbytes(rng.randint(0, 400))
    out = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        start = rng.randint(0, len(out))
        end = min(len(out), start + rng.choice((0, 1, 1, 2, 5, 20, 200)))
        out[start:end] = _edited(bytes(out[start:end]), rng.choice(others) if others else data, rng)
    return bytes(out)


def _edited(piece: bytes, other: bytes, rng: random.Random) -> bytes:
    """A piece dropped, doubled, turned round, with an odd word before it, or another in its place."""
    place = rng.randint(0, len(other))
    token, flip = rng.choice(TOKENS), 1 << rng.randrange(8)
    return rng.choice((
        b"", piece * rng.choice((2, 3, 50)), piece[::-1], token, token + piece, bytes(each ^ flip for each in piece),
        other[place : place + rng.randint(1, 300)], rng.randbytes(len(piece))))


def loaded(data: bytes, rng: random.Random) -> None:
    """Any bytes under any ending: documents that can be stored, with furniture marked in order, or a reason."""
    try:
        found = documents(f"a{rng.choice(ENDINGS)}", lambda: data)
    except UnreadableError:
        return
    for each in found:
        if isinstance(each, Loaded):
            text = each.page.text
            text.encode()
            json.dumps(text)
            cleaned(text, each.page.language)


def cleaned(text: str, language: str) -> None:
    """Spans in order within the text, and escaped text that comes back."""
    last = 0
    for each in clean(Document("d1", None, "1" * 64, "", text, language=language)):
        assert last <= each.start < each.end <= len(text)
        last = each.end
    assert unescape(escape(text[:2000])) == fold(text[:2000])


def read(data: bytes, rng: random.Random) -> None:
    """Any text in any language: every number, day and quotation stands where it says."""
    text = data.decode("utf-8", "replace")[:4000]
    for code in rng.sample(LANGUAGES, 3):
        reading = Reading(text, code, rng.choice((None, "2031-05-08", "2031-02-28")))
        for each in (*reading.numbers, *reading.days, *reading.quotations):
            assert 0 <= each.start < each.end <= len(text)
        for number in reading.numbers:
            assert text[number.start : number.end] == number.text
        assert reading.denials is not None
        cleaned(text, code)


def recorded(data: bytes, rng: random.Random) -> None:
    """Any briefing.json: a briefing, or what is wrong with it; a check raises nothing either way."""
    text = data.decode("utf-8", "replace")
    try:
        record = json.loads(text)
        told = from_json(text)
    except (BriefingError, ValueError, RecursionError):
        record, told = None, None
    if isinstance(record, dict):
        list(map(str, check(record, folder=Path("/nonexistent"))))
    if told is not None and isinstance(record, dict):
        page = changed(to_markdown(told).encode("utf-8", "replace"), rng).decode("utf-8", "replace")
        list(map(str, check_markdown(page, record)))


def jobbed(data: bytes, rng: random.Random) -> None:
    """Any job file or settings: a job, or every key that can't be used."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "job.toml"
        file.write_bytes(data)
        with suppress(UsageError):
            read_job(file, {})
    with suppress(UsageError):
        read_settings({}, {}, data.decode("utf-8", "replace"))


def written(data: bytes, rng: random.Random) -> None:
    """Any bytes beside a good document: what `write` leaves holds when it is checked; a file in which most is broken
    ends it with a message."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "good.txt").write_bytes(REPORTS[0])
        (folder / f"odd{rng.choice(ENDINGS)}").write_bytes(data)
        try:
            outcome = run([place], Settings(engine="extractive"), now=NOW)
        except BriefingError as error:
            if "documents can't be read:" not in str(error):
                raise
            return
        saved = save(outcome.briefing, within(folder / "out"))
        record = json.loads(saved.record.read_text(encoding="utf-8"))
        found = (*check(record), *check_markdown(saved.pages[0].read_text(encoding="utf-8"), record))
        assert found == (), [str(each) for each in found]


@dataclass(frozen=True, slots=True)
class Target:
    """A part of the program, and what it is given."""

    holds: Callable[[bytes, random.Random], None]
    seeds: tuple[bytes, ...]

    def tried(self, number: int) -> bytes:
        """Try the input of this number; returns it where it held."""
        rng = random.Random(number)
        data = changed(rng.choice(self.seeds), rng, self.seeds)
        try:
            self.holds(data, rng)
        except Exception as error:  # whatever it is: it belongs to the input that it came of
            raise AssertionError(f"input {number}: {data!r}") from error
        return data


TARGETS: Mapping[str, Target] = {
    "loaders": Target(loaded, SOURCES),
    "languages": Target(read, REPORTS),
    "records": Target(recorded, (to_json(RECORD).encode(),)),
    "job files": Target(jobbed, (JOB, SETTINGS)),
    "write and check": Target(written, SOURCES),
    "own files": Target(written, (*fixtures(), *SHEETS)),
}
