"""The job file: every problem at once, with its key and its cure; secrets are never shown."""

import re
from pathlib import Path

import pytest
from desk import Desk

from briefing.errors import UsageError
from briefing.jobs.address import Address, read_address
from briefing.jobs.job import Job, read_job

SMALL = """\
[[sources]]
folder = "inbox"
[mail]
from = "Briefing <briefing@example.org>"
to = ["desk@example.org"]
"""


def job(folder: Path, text: str, environ: dict[str, str] | None = None, *, name: str = "kabul.toml") -> Job:
    """A job file, read."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return read_job(file, environ or {})


def problems(folder: Path, text: str, environ: dict[str, str] | None = None) -> list[str]:
    """The lines below the first of what is wrong."""
    with pytest.raises(UsageError) as error:
        job(folder, text, environ)
    first, *lines = str(error.value).splitlines()
    assert first == f"{folder / 'kabul.toml'} can't be used:"
    return lines


def test_a_small_file_has_defaults_for_all_else(tmp_path: Path) -> None:
    """Sources and readers are all that must be said; paths start at the file's folder."""
    found = job(tmp_path, SMALL, name="Kabul desk.toml")
    assert (found.name, found.title) == ("Kabul-desk-bd21e6", "Kabul desk")
    assert (found.schedule, str(found.zone)) == (None, "UTC")
    assert (found.state, found.sources[0].path) == (tmp_path / "Kabul desk.sqlite", tmp_path / "inbox")
    assert found.mail.sender == Address("briefing@example.org", "Briefing")
    assert (found.mail.security, found.mail.on_doubt, found.settings.sentences) == ("starttls", "retry", None)


def test_every_problem_is_told_at_once_with_its_key_and_its_cure(tmp_path: Path) -> None:
    """Whoever mends a job file mends it once."""
    assert problems(tmp_path, """\
schedule = "7 o clock"
timezone = "Mars/Base"
tittle = "x"
[[sources]]
folder = "inbox"
feed = "https://example.org"
[[sources]]
gopher = "gopher://example.org"
[settings]
sentences = 0
focsu = "x"
[tell]
whole = "yes"
nothing_new = "shout"
[mail]
from = "nobody"
port = 99999
security = "ssl"
timeout = "long"
""") == [
        "- tittle is not a setting; did you mean title?",
        "- timezone: 'Mars/Base' is not a time zone, as in \"Europe/Berlin\"",
        "- schedule: '7 o clock' is not a cron expression, as in \"0 7 * * 1-5\"",
        "- sources.1: 'folder', 'feed' does not name one source; write a table for each, as in [[sources]] and below "
        "it folder = \"inbox\"",
        "- sources.2: 'gopher' is no kind of source; the kinds are folder, file, feed, address, mailbox",
        "- settings.focsu is not a setting; did you mean focus?",
        "- settings.sentences: 0 is too small; give 1 or more",
        "- tell.whole: 'yes' is neither true nor false",
        "- tell.nothing_new: 'shout' is none of 'silence' or 'say'",
        "- mail.to is missing; name at least one address, as in to = [\"desk@example.org\"]",
        "- mail.from: 'nobody' is not an address, as in \"desk@example.org\" or \"News desk <desk@example.org>\"",
        "- mail.port: 99999 is not a port, as in 587",
        "- mail.security: 'ssl' is none of 'starttls', 'tls' or 'none'",
        "- mail.timeout: 'long' is not a number from 0.05 to 600, as in 30",
    ]


def test_a_file_without_sources_and_mail_says_what_to_write(tmp_path: Path) -> None:
    """An empty file is answered with what it needs."""
    assert problems(tmp_path, "") == [
        '- sources is missing; write a table for each, as in [[sources]] and below it folder = "inbox"',
        '- mail.from is missing; name an address, as in from = "Briefing <briefing@example.org>"',
        '- mail.to is missing; name at least one address, as in to = ["desk@example.org"]',
    ]


@pytest.mark.parametrize("password", ["password", "secret", "token"])
def test_a_secret_in_the_file_is_refused_and_not_shown(tmp_path: Path, password: str) -> None:
    """What stands in a complaint stands in a log."""
    found = problems(tmp_path, f'{SMALL}{password} = "hunter2"\n')
    assert found == [f"- mail.{password}: a secret does not stand in a job file; name the environment variable that "
                     f"holds it with password_env, or a file with password_file"]


def test_a_password_comes_from_the_environment(tmp_path: Path) -> None:
    """It is part of the job, and of nothing that is printed."""
    text = f'{SMALL}user = "desk"\npassword_env = "MAIL_PASSWORD"\n'
    found = job(tmp_path, text, {"MAIL_PASSWORD": "hunter2"})
    assert found.password == "hunter2"
    assert "hunter2" not in repr(found)
    assert problems(tmp_path, text) == ["- mail.password_env: 'MAIL_PASSWORD' is not set in the environment; set it"]


def test_a_password_file_must_be_closed_to_others(tmp_path: Path) -> None:
    """Only its owner may read it."""
    secret = tmp_path / "password"
    secret.write_text("hunter2\n")
    secret.chmod(0o640)
    text = f'{SMALL}user = "desk"\npassword_file = "password"\n'
    (open_file,) = problems(tmp_path, text)
    assert open_file == (f"- mail.password_file: '{secret}' can be read by others; close it with chmod 600")
    secret.chmod(0o600)
    assert job(tmp_path, text).password == "hunter2"


def test_a_password_is_not_sent_in_the_clear(tmp_path: Path) -> None:
    """Except to the machine itself."""
    text = f'{SMALL}user = "desk"\npassword_env = "P"\nsecurity = "none"\nhost = '
    assert problems(tmp_path, f'{text}"mail.example.org"\n', {"P": "x"}) == [
        "- mail.security: 'none' would send the password in the clear; use \"starttls\" or \"tls\""]
    assert job(tmp_path, f'{text}"127.0.0.1"\n', {"P": "x"}).password == "x"


def test_a_user_goes_with_a_password(tmp_path: Path) -> None:
    """Neither stands alone."""
    assert problems(tmp_path, f'{SMALL}user = "desk"\n') == [
        "- mail.user: goes together with one of password_env or password_file; give both or neither"]


def test_the_environment_settles_what_the_file_does_not_say(tmp_path: Path) -> None:
    """The settings of `briefing write` hold for a job too."""
    found = job(tmp_path, f"{SMALL}[settings]\nfocus = 'harbours'\n", {"BRIEFING_SENTENCES": "7"})
    assert (found.settings.focus, found.settings.sentences) == ("harbours", 7)


@pytest.mark.parametrize("text", [
    "a@b\r\nBcc: c@d", "a@b\nx", "a@b, c@d", "<a@b", "a b@c", "@b", "a@", "a@b..c", "a@-b", '"a\nb" <a@b>',
    "a@[1.2.3.4]",
    "=?utf-8?q?a=0ABcc?= <a@b>", "=?utf-8?b?DQpCY2M6?=desk@example.org", "a@b\x00", "", "a.@b.c"])
def test_what_could_end_a_header_is_no_address(text: str) -> None:
    """A line break, a second address, an encoded name."""
    with pytest.raises(ValueError, match=r"^(is not an address|is encoded|has a)"):
        read_address(text)


@pytest.mark.parametrize(("text", "address"), [
    ("desk@example.org", Address("desk@example.org")),
    ("News desk <desk@example.org>", Address("desk@example.org", "News desk")),
    ('"Desk, news" <desk@example.org>', Address("desk@example.org", "Desk, news")),
    ("Bärbel <b@bücher.example>", Address("b@xn--bcher-kva.example", "Bärbel")),
    ("o'neil+news@mail.example.co.uk", Address("o'neil+news@mail.example.co.uk")),
])
def test_an_address_may_have_a_name(text: str, address: Address) -> None:
    """And a domain in any script, which is written as servers write it."""
    assert read_address(text) == address


STEMS = ("harbour", "größe", "grüße", "gro\u0308ße", "grosse", "grösse", "gr-e", "a b", "a-b", "a_b", "-a", "a-", "a.",
         "船", "舟", "job", "🚢", "a" * 62, "a" * 63, "a" * 64, "caf\udce9", "caf\udcea")


def test_no_two_files_make_one_name(tmp_path: Path) -> None:
    """Neither letters that a name can't hold, nor two spellings of one, nor length: the name is in the List-Id, the
    dry run and the lock."""
    names = {}
    for stem in STEMS:
        names[stem] = job(tmp_path, SMALL, name=f"{stem}.toml").name
    assert len(set(names.values())) == len(STEMS)
    assert all(re.fullmatch("[A-Za-z0-9][A-Za-z0-9._-]{0,60}[A-Za-z0-9]", each) for each in names.values())
    assert {stem: names[stem] for stem in ("harbour", "gr-e", "a_b", "a" * 62)} == {
        "harbour": "harbour", "gr-e": "gr-e", "a_b": "a_b", "a" * 62: "a" * 62}
    assert names["größe"].startswith("grosse-")
    assert names["船"].startswith("job-")


@pytest.mark.parametrize(("hook", "problem"), [
    ('form = "slack"', "webhooks.1: goes with one of url_env or url_file; give one of them"),
    ('form = "irc"\nurl_env = "HOOK"', "webhooks.1.form: 'irc' is none of 'slack', 'teams', 'discord' or 'json'"),
    ('form = "slack"\nurl_env = "NONE"', "webhooks.1.url_env: 'NONE' is not set in the environment; set it"),
    ('form = "slack"\nurl_env = "PLAIN"',
     "webhooks.1: its address is not one of https (or of http on this machine); correct it"),
    ('form = "slack"\nurl = "https://x.example/s3cret"', "webhooks.1.url is not a setting"),
])
def test_a_channel_that_can_not_be_used_is_named_and_its_address_is_not(
        tmp_path: Path, hook: str, problem: str) -> None:
    """It is a secret."""
    desk = Desk(tmp_path, environ={"PLAIN": "http://hooks.example/s3cret"})
    desk.sources += f"\n[[webhooks]]\n{hook}"
    with pytest.raises(UsageError) as error:
        read_job(desk.file, desk.environ)
    assert problem in str(error.value)
    assert "s3cret" not in str(error.value).replace('"https://x.example/s3cret"', "")


def test_a_channel_has_the_address_that_is_opened(tmp_path: Path) -> None:
    """From the environment or a file that only its owner may read."""
    desk = Desk(tmp_path, environ={"HOOK": "https://hooks.example"})
    (tmp_path / "hook").write_text("http://localhost:8080/a?b=c\n")
    (tmp_path / "hook").chmod(0o600)
    desk.sources += '\n[[webhooks]]\nform = "slack"\nurl_env = "HOOK"\n[[webhooks]]\nform = "json"\nurl_file = "hook"'
    assert read_job(desk.file, desk.environ).hooks == (
        ("slack", "https://hooks.example/"), ("json", "http://localhost:8080/a?b=c"))
    assert "hooks.example" not in repr(desk.job)
