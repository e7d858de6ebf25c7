"""Messages through a real server that fails as servers do; time jumps, nobody waits."""

import signal
import smtplib
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.parser import BytesParser
from pathlib import Path

import pytest
import trustme
from desk import Clock, Desk
from far import FAR
from faulty import DOUBTFUL, LATER, Faulty, started
from forked import Forked, program

from briefing.errors import BriefingError
from briefing.jobs import deliver as deliver_module
from briefing.jobs.deliver import Delivery, Time, deliver
from briefing.jobs.hearing import BoundedSMTP
from briefing.jobs.outbox import Envelope, LetterState, Outbox
from briefing.jobs.smtp import Line, ServerError
from briefing.jobs.state import opened, transaction

READERS = ("a@example.org", "b@example.org", "c@example.org")
FIRE = """Fire at the mill of Oster
Oster Post | 2032-03-20

A fire destroyed the roof of the old mill of Oster on Friday, the fire brigade said.
"""
MAIL = b"From: briefing@example.org\r\nMessage-ID: <%b>\r\n\r\n.a line that begins with a dot\r\nFr\xc3\xbche\r\n"


class Post:
    """Three messages in an outbox, and the server they go to."""

    def __init__(self, home: Path, server: Faulty, port: int) -> None:
        self.server, self.clock = server, Clock()
        self.desk = Desk(home, port=port, readers=READERS, clock=self.clock, mail='security = "none"')
        with opened(self.path) as db, transaction(db):
            Outbox(db, "harbour").put("p", [Envelope(each, f"<{each}>", MAIL % each.encode()) for each in READERS],
                                      self.clock.now())

    @property
    def path(self) -> Path:
        """The database."""
        return self.desk.home / "harbour.sqlite"

    def send(self, **mail: object) -> Delivery:
        """Deliver what waits; `mail` are keys of the job's table."""
        job = self.desk.job
        job = replace(job, mail=replace(job.mail, **mail))
        with opened(self.path) as db:
            return deliver(Outbox(db, "harbour"), job, Time(self.clock.now, self.clock.sleep))

    def interrupted(self, reader: str) -> None:
        """As a run leaves it that was killed while the server had the message."""
        with opened(self.path) as db:
            outbox = Outbox(db, "harbour")
            outbox.move(next(each.id for each in outbox.letters("waiting") if each.reader == reader), "sending")

    def taken(self) -> dict[str, int]:
        """How often the server took the message of each reader."""
        readers = [reader for reader, _ in self.server.taken]
        return {each: readers.count(each) for each in READERS}


@pytest.fixture(name="post")
def _post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    server = Faulty()
    controller = started(server)
    monkeypatch.setattr(smtplib.SMTP, "send", impatient(server))
    yield Post(tmp_path, server, controller.port)
    controller.stop()


def impatient(server: Faulty) -> Callable[[smtplib.SMTP, bytes | str], None]:
    """Sends as the library does, but waits only a moment for the one answer that is to come too late.

    For all other answers the time is ample, so that it does not matter how fast the machine is.
    """
    send = smtplib.SMTP.send

    def sends(smtp: smtplib.SMTP, what: bytes | str) -> None:
        message = what if isinstance(what, bytes) else b""  # commands are text
        late = [each for each, faults in server.script.items() if faults[:1] == ["answer too late"]]
        send(smtp, what)
        if any(b"<%b>" % each.encode() in message for each in late):
            assert isinstance(smtp, BoundedSMTP)
            assert smtp._hearing
            smtp._hearing.seconds = 0.05

    return sends


def test_each_reader_gets_the_message_as_it_was_kept(post: Post) -> None:
    """Byte for byte, lines that begin with a dot included, over one connection."""
    delivery = post.send()
    assert post.server.taken == [(each, MAIL % each.encode()) for each in READERS]
    assert (delivery.sent, delivery.open, delivery.failed) == (3, (), ())
    assert post.send().sent == 0
    assert len(post.server.taken) == 3


@pytest.mark.parametrize("fault", LATER)
def test_later_is_tried_again_after_growing_waits(post: Post, fault: str) -> None:
    """Greylisting, a full disk, a line that breaks: the others do not wait for it."""
    post.server.script = {"b@example.org": [fault] * 4}
    delivery = post.send()
    assert [reader for reader, _ in post.server.taken] == ["a@example.org", "c@example.org", "b@example.org"]
    assert post.clock.waited == [15.0, 30.0, 60.0, 120.0]
    assert delivery.sent == 3


def test_no_wait_is_longer_than_ten_minutes(post: Post) -> None:
    """Each twice the one before until then, however often the server says "later"."""
    post.server.script = {"b@example.org": ["greylist"] * 14}
    assert post.send(wait_minutes=300.0).sent == 3
    assert post.clock.waited == [15.0, 30.0, 60.0, 120.0, 240.0, 480.0, *[600.0] * 8]


@pytest.mark.parametrize("fault", ["refuse reader", "refuse mail"])
def test_no_is_final_for_that_reader(post: Post, fault: str) -> None:
    """5xx: reported, never tried again; the others get theirs."""
    post.server.script = {"a@example.org": [fault]}
    delivery = post.send()
    assert post.taken() == {"a@example.org": 0, "b@example.org": 1, "c@example.org": 1}
    (failed,) = delivery.failed
    assert (failed.reader, failed.state) == ("a@example.org", "refused")
    assert failed.reason.startswith({"refuse reader": "550 5.1.1", "refuse mail": "554 5.6.0"}[fault])
    assert post.send().failed == ()
    assert post.clock.waited == []


def test_a_run_waits_so_long_and_the_next_goes_on(post: Post) -> None:
    """`wait_minutes` bounds a run, `deadline_hours` the message."""
    post.server.script = {"a@example.org": ["greylist"] * 99}
    delivery = post.send(wait_minutes=3.0)
    assert sum(post.clock.waited) == 105.0
    (waiting,) = delivery.open
    assert (waiting.reader, waiting.state, waiting.attempts) == ("a@example.org", "waiting", 4)
    assert waiting.reason == "451 4.7.1 Greylisted, come back later"
    post.clock.moment += timedelta(hours=24)
    assert post.send(wait_minutes=0.0).open[0].attempts == 5
    post.clock.moment += timedelta(hours=72)
    (given_up,) = post.send(wait_minutes=0.0).failed
    assert (given_up.state, given_up.attempts) == ("given up", 6)


def test_a_message_past_its_deadline_is_tried_once_more(post: Post) -> None:
    """The machine may have slept: giving up without a last try would lose it."""
    post.clock.moment += timedelta(hours=500)
    assert post.send().sent == 3


@pytest.mark.parametrize("fault", DOUBTFUL)
def test_in_doubt_it_is_sent_again_under_the_same_message_id(post: Post, fault: str) -> None:
    """The default: twice rather than never."""
    post.server.script = {"b@example.org": [fault]}
    assert post.send(on_doubt="retry").sent == 3
    times = 1 if fault == "vanish before taking" else 2
    assert post.taken() == {"a@example.org": 1, "b@example.org": times, "c@example.org": 1}
    assert {mail for reader, mail in post.server.taken if reader == "b@example.org"} == {MAIL % b"b@example.org"}


@pytest.mark.parametrize("fault", DOUBTFUL)
def test_in_doubt_it_is_parked_where_the_job_wants_that(post: Post, fault: str) -> None:
    """Never twice: a person looks."""
    post.server.script = {"b@example.org": [fault]}
    delivery = post.send(on_doubt="park")
    assert post.taken()["b@example.org"] == (0 if fault == "vanish before taking" else 1)
    assert [(each.reader, each.state) for each in delivery.open] == [("b@example.org", "parked")]
    assert "it may have arrived" in delivery.open[0].reason
    assert delivery.sent == 2


@pytest.mark.parametrize(("on_doubt", "state", "sent"), [("retry", "sent", 3), ("park", "parked", 2)])
def test_a_run_that_was_killed_leaves_the_same_doubt(post: Post, on_doubt: str, state: LetterState, sent: int) -> None:
    """Between "the server has it" and "it is sent" nobody knows."""
    post.interrupted("a@example.org")
    assert post.send(on_doubt=on_doubt).sent == sent
    assert post.desk.states()["a@example.org"] == state


def test_a_server_that_is_not_there_is_tried_again(tmp_path: Path) -> None:
    """All wait, with the reason; nothing is lost."""
    post = Post(tmp_path, Faulty(), 9)
    delivery = post.send(wait_minutes=1.0)
    assert [each.state for each in delivery.open] == ["waiting"] * 3
    assert delivery.open[0].reason.startswith("127.0.0.1 can't be reached: ")
    assert delivery.open[0].attempts == 3


@pytest.fixture(name="authority", scope="module")
def _authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """A certificate authority in a file, and a server's context with a certificate of it for "localhost"."""
    authority = trustme.CA()
    file = tmp_path_factory.mktemp("tls") / "authority.pem"
    authority.cert_pem.write_to_path(file)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    return file, context


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # the server's, which does not see that TLS came first
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_over_tls_with_a_login(tmp_path: Path, authority: tuple[Path, ssl.SSLContext], security: str) -> None:
    """From the first byte or after STARTTLS; the certificate's name must be the server's."""
    file, context = authority
    server = Faulty()
    controller = started(server, tls=context, implicit=security == "tls", login=("desk", "hunter2"))
    post = Post(tmp_path, server, controller.port)
    mail = {"security": security, "user": "desk", "ca_file": str(file)}
    try:
        post.desk.environ, post.desk.mail = {"P": "hunter2"}, 'user = "desk"\npassword_env = "P"'
        with pytest.raises(ServerError, match=r"certificate of '127.0.0.1' is not to be trusted"):
            post.send(**mail)
        with pytest.raises(ServerError, match=r"certificate of 'localhost' is not to be trusted"):
            post.send(**mail | {"host": "localhost", "ca_file": None})
        assert post.send(**mail, host="localhost").sent == 3
    finally:
        controller.stop()


def test_a_wrong_password_stops_at_once(tmp_path: Path, authority: tuple[Path, ssl.SSLContext]) -> None:
    """Trying again would lock the account; the messages wait for the next run, the password is not shown."""
    file, context = authority
    server = Faulty()
    controller = started(server, tls=context, login=("desk", "hunter2"))
    post = Post(tmp_path, server, controller.port)
    post.desk.environ, post.desk.mail = {"P": "wrong-one"}, 'user = "desk"\npassword_env = "P"'
    try:
        with pytest.raises(ServerError) as error:
            post.send(host="localhost", ca_file=str(file))
    finally:
        controller.stop()
    assert str(error.value).startswith("mail.user: 'desk' can't log in at localhost (535 ")
    assert "wrong-one" not in str(error.value)
    assert post.clock.waited == []
    assert set(post.desk.outbox()) == {"waiting"}


def test_a_server_without_starttls_gets_nothing(post: Post) -> None:
    """Not even in the clear."""
    with pytest.raises(ServerError, match=r"offers no STARTTLS"):
        post.send(security="starttls")
    assert post.server.taken == []


def test_certificates_that_can_not_be_read(post: Post) -> None:
    """Said with the key."""
    with pytest.raises(BriefingError, match=r"^mail\.ca_file: '/nowhere\.pem' can't be used"):
        Line(replace(post.desk.job.mail, security="tls", ca_file="/nowhere.pem"), None).__enter__()


KILLS = (("reader", 1), ("mail", 1), ("taken", 1), ("reader", 2), ("taken", 2))
"""Moments at which runs are killed one after the other, and of which message they get to."""


def killed(desk: Desk, server: Faulty, moment: str, place: int) -> int:
    """A run in a process of its own, killed at that moment of its so-manieth message; its exit code."""
    met: list[str] = []
    begun = threading.Event()

    def kill(what: str) -> None:
        met.append(what)
        if met.count(moment) == place and what == moment:
            assert begun.wait(FAR)
            process.send_signal(signal.SIGKILL)
            process.ended()

    server.met = kill
    process = Forked(program, ["run", str(desk.file)], {})
    begun.set()
    code = process.ended()
    server.met = lambda what: None
    return code


@pytest.mark.parametrize("on_doubt", ["retry", "park"])
def test_runs_that_are_killed_lose_nothing(tmp_path: Path, on_doubt: str) -> None:
    """kill -9 at any moment of a message, greylisting and lost lines besides: whoever is not served is in doubt and
    parked, and no duplicate has another Message-ID than the first."""
    readers = tuple(f"r{number}@example.org" for number in range(8))
    server = Faulty({"r6@example.org": ["greylist", "vanish after taking"], "r7@example.org": ["vanish before taking"]})
    controller = started(server)
    desk = Desk(tmp_path, port=controller.port, readers=readers, clock=Clock(datetime.now(UTC)),
                mail=f'security = "none"\nwait_minutes = 0\non_doubt = "{on_doubt}"')
    desk.put("fire.txt", FIRE)
    try:
        assert [killed(desk, server, *each) for each in KILLS] == [-signal.SIGKILL] * len(KILLS)
        desk.mail = desk.mail.replace("wait_minutes = 0", "wait_minutes = 60")
        desk.run()
    finally:
        controller.stop()
    taken = [reader for reader, _ in server.taken]
    parked = {reader for reader, state in desk.states().items() if state == "parked"}
    assert set(desk.states().values()) <= {"sent", "parked"}
    assert set(taken) | parked == set(readers)
    assert (len(taken) > len(set(taken)), bool(parked)) == (on_doubt == "retry", on_doubt == "park")
    ids = {(reader, BytesParser().parsebytes(mail, headersonly=True)["Message-ID"]) for reader, mail in server.taken}
    assert len(ids) == len(set(taken))


def test_the_last_moment_of_a_run_is_part_of_it(post: Post) -> None:
    """A message that may be tried just as the run's wait ends is tried; the next one is not."""
    post.server.script = {"a@example.org": ["greylist"] * 99}
    assert post.send(wait_minutes=0.25).open[0].attempts == 2
    assert post.clock.waited == [15.0]


def test_a_message_is_given_up_on_the_stroke_of_its_deadline(post: Post) -> None:
    """Counted from when it was kept; a moment before, it waits."""
    post.server.script = {"a@example.org": ["greylist"] * 99, "b@example.org": ["vanish before taking"]}
    post.clock.moment += timedelta(hours=72, seconds=-1)
    assert [each.reader for each in post.send(wait_minutes=0.0).open] == ["a@example.org", "b@example.org"]
    post.clock.moment += timedelta(seconds=15)
    delivery = post.send(wait_minutes=0.0)
    assert [(each.reader, each.state, each.reason, each.attempts) for each in delivery.failed] == [
        ("a@example.org", "given up", "451 4.7.1 Greylisted, come back later", 2)]
    assert (delivery.sent, delivery.open) == (1, ())


def test_what_a_run_tells_is_what_became_of_its_own_messages(post: Post) -> None:
    """Not of those that an earlier run sent, or gave up, or left in doubt."""
    with opened(post.path) as db:
        outbox = Outbox(db, "harbour")
        for each, state in zip(outbox.letters("waiting"), ("sent", "given up", "parked"), strict=True):
            outbox.move(each.id, state)
        with transaction(db):
            outbox.put("q", [Envelope("d@example.org", "<d>", MAIL % b"d")], post.clock.now())
    delivery = post.send()
    assert (delivery.sent, delivery.failed) == (1, ())
    assert [(each.reader, each.state) for each in delivery.open] == [("c@example.org", "parked")]
    assert [reader for reader, _ in post.server.taken] == ["d@example.org"]


@pytest.mark.parametrize(("error", "reason"), [
    (OSError("no\n route  to host"), "no route to host"), (OSError(), "OSError"),
    (ConnectionRefusedError(111, "refused"), "[Errno 111] refused")])
def test_why_a_server_was_not_reached_stands_on_one_line(
        post: Post, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str) -> None:
    """What the machine says of it, or else what kind of fault it was."""
    def unreachable(_: Line) -> Line:
        raise error

    monkeypatch.setattr(Line, "__enter__", unreachable)
    delivery = post.send(wait_minutes=0.0)
    assert {each.reason for each in delivery.open} == {f"127.0.0.1 can't be reached: {reason}"}
    assert [each.attempts for each in delivery.open] == [1, 1, 1]


def test_who_ends_a_run_waits_for_the_answer_of_the_server() -> None:
    """Both signals are kept until the message is whole, then arrive in their order, and are as they were before."""
    came: list[int] = []
    ends = (signal.SIGTERM, signal.SIGINT)
    before = {each: signal.signal(each, lambda number, _: came.append(number)) for each in ends}
    mine = [signal.getsignal(each) for each in ends]
    try:
        with deliver_module._whole():
            for each in ends:
                signal.raise_signal(each)
            assert came == []
        assert came == list(ends)
        with pytest.raises(ZeroDivisionError), deliver_module._whole():
            raise ZeroDivisionError
        assert [signal.getsignal(each) for each in ends] == mine
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def test_a_thread_sends_without_touching_the_signals(post: Post) -> None:
    """They are the main thread's to set."""
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(post.send).result().sent == 3
