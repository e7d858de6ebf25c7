"""EML and MBOX → the letters in them, each with its own sender and day."""

import hashlib
from collections.abc import Sequence
from email.message import EmailMessage

import pytest

from briefing.sources.kinds import Loaded, Refused, documents
from briefing.sources.sender import credit

ARTICLE = ("The ferry across the sound stops on Monday, the harbour office said.\n\n"
           "Two of its four engines failed during the storm on Friday night.\n")


def mail(body: str = ARTICLE, *, subject: str = "Ferry stops", sender: str = "Ida Holm <holm@harbour.example>",
         day: str = "Fri, 13 Mar 2026 23:40:00 -0500") -> EmailMessage:
    """A mail of one plain text."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "desk@paper.example", subject
    message["Date"], message["Message-ID"] = day, "<1@harbour.example>"
    message.set_content(body)
    return message


def read(data: bytes | EmailMessage, name: str = "box.eml") -> tuple[Loaded | Refused, ...]:
    """What is in a mail."""
    raw = data.as_bytes() if isinstance(data, EmailMessage) else data
    return documents(name, lambda: raw)


def letters(data: bytes | EmailMessage) -> Sequence[Loaded]:
    """The documents of a mail in which nothing is refused."""
    found = read(data)
    assert all(isinstance(each, Loaded) for each in found)
    return [each for each in found if isinstance(each, Loaded)]


def test_a_mail_is_credited_to_its_sender_on_its_senders_day() -> None:
    """A person is an author whose publisher is the address's host; the day is the one of the sender's clock."""
    message = mail(subject="Ferry – stops")
    (found,) = letters(message)
    assert found.name == ""
    assert found.sha256 == hashlib.sha256(message.as_bytes()).hexdigest()
    assert (found.page.title, found.page.author, found.page.publisher, found.page.published) == (
        "Ferry – stops", "Ida Holm", "harbour.example", "2026-03-13")
    assert found.page.text == ARTICLE.strip()


@pytest.mark.parametrize(("sender", "told"), [
    ("The Ferry Letter <news@ferryletter.example>", (None, "The Ferry Letter")),
    ("Harbour News Newsletter <no-reply@mail.harbour.example>", (None, "Harbour News")),
    ("Harbour Office (Press) <press@harbour.example>", (None, "Harbour Office")),
    ("Ida Holm (Daily Sound) <holm@sound.example>", ("Ida Holm", "Daily Sound")),
    ("Ida Holm via Ferry List <ferry@googlegroups.com>", ("Ida Holm", None)),
    ("Holm, Ida <holm@harbour.example>", ("Ida Holm", "harbour.example")),
    ("Ida Holm <ida.holm@gmail.com>", ("Ida Holm", None)),
    ("press@harbour.example", (None, "harbour.example")),
    ("", (None, None)),
])
def test_a_sender_is_a_person_or_an_office(sender: str, told: tuple[str | None, str | None]) -> None:
    """A provider of mail boxes publishes nothing."""
    assert credit(sender) == told


@pytest.mark.parametrize("below", [
    "-- \nIda Holm\nHarbour Office\nTel. +47 123 45 678\n",
    "Kind regards,\n\nIda Holm\nHead of Press\n",
    "Mit freundlichen Grüßen\nIda Holm\n",
    "Sent from my phone\n",
    "Best,\nIda\n\nThis e-mail and any attachments are confidential and intended solely for the addressee.\n",
    "Ida\n",
])
def test_signatures_and_disclaimers_are_no_text(below: str) -> None:
    """The article above stays whole."""
    (found,) = letters(mail(f"{ARTICLE}\n{below}"))
    assert found.page.text == ARTICLE.strip()


def test_what_only_sounds_like_a_signature_stays() -> None:
    """A sentence about a confidential mail, thanks in the middle and an option to leave a scheme are news."""
    body = ("Thanks,\n\nThe minister wrote that this email was confidential, and that parents may opt out of the "
            "scheme until Friday.\n\nHe did not say who had sent it, and the office has not answered since.\n")
    (found,) = letters(mail(body))
    assert "confidential" in found.page.text
    assert found.page.text.startswith("Thanks,")


def test_a_forwarded_mail_is_a_document_of_its_own() -> None:
    """With its own sender, day and subject; a note above it ("FYI") is none."""
    body = ("FYI\n\n---------- Forwarded message ---------\nFrom: Ole Brandt <brandt@line.example>\n"
            "Date: Thu, Mar 12, 2026 at 8:12 AM\nSubject: Re: Seats\nTo: Ida Holm <holm@harbour.example>,\n"
            f" Desk <desk@paper.example>\n\n{ARTICLE}")
    (found,) = letters(mail(body, subject="Fwd: Re: Seats"))
    assert (found.page.title, found.page.author, found.page.publisher, found.page.published) == (
        "Seats", "Ole Brandt", "line.example", "2026-03-12")
    assert found.page.text == ARTICLE.strip()


def test_a_chain_gives_each_of_its_mails_once() -> None:
    """Quoted by marks, by an attribution in another language, and by a head without any marks."""
    body = ("We disagree: the line has four ferries, and all of them sail today.\n\n"
            "Am Do., 12. März 2026 um 08:12 Uhr schrieb Ole Brandt <\nbrandt@line.example>:\n\n"
            "> The line has three ferries, and one of them sails.\n>\n"
            "> -----Original Message-----\n> From: Ann Lee\n> Sent: Wednesday, March 11, 2026 5:01 PM\n"
            "> To: Ole Brandt\n> Subject: Ferries\n>\n> How many ferries does the line have today?\n")
    found = letters(mail(body, subject="AW: Ferries"))
    assert [(each.name, each.page.author, each.page.published) for each in found] == [
        ("#1", "Ida Holm", "2026-03-13"), ("#2", "Ole Brandt", "2026-03-12"), ("#3", "Ann Lee", "2026-03-11")]
    assert [each.page.text for each in found] == [
        "We disagree: the line has four ferries, and all of them sail today.",
        "The line has three ferries, and one of them sails.", "How many ferries does the line have today?"]
    assert len({each.sha256 for each in found}) == 3


def test_quoted_words_without_a_name_are_nobodys() -> None:
    """They are not the sender's, so the sender is not credited with them."""
    own, quoted = letters(mail(f"Is this true? The line told us otherwise.\n\n> {ARTICLE.splitlines()[0]}\n"))
    assert own.page.author == "Ida Holm"
    assert (quoted.page.author, quoted.page.publisher, quoted.page.published) == (None, None, None)


def test_a_newsletter_is_read_as_the_page_that_it_is() -> None:
    """Its frame and what it hides are no text; its plain half ("view in browser") is not taken for it."""
    message = mail("View this email in your browser\n", sender="The Ferry Letter <news@ferryletter.example>")
    message["List-Unsubscribe"] = "<https://ferryletter.example/u>"
    message.add_alternative(
        "<html><body><div style='display:none'>Preview words for the box</div><p>View in browser</p>"
        "<p>Forwarded this email? Subscribe here for more</p><p>READ IN APP</p><p>♡</p><p>Restack</p>"
        "<h1>Ferry stops</h1>"
        "<p>The ferry across the sound stops on Monday, the harbour office said.</p>"
        "<p>ADVERTISEMENT</p><p>Save 40% on boots this weekend only.</p><p>Advertisement</p>"
        "<p>Two of its four engines failed.</p><p>Read more »</p><p>Upgrade to paid</p>"
        "<p>You’re currently a free subscriber to The Ferry Letter. For all of it, upgrade your subscription.</p>"
        "<p>You are receiving this email because you signed up.</p>"
        "<p><a href='https://ferryletter.example/u'>Unsubscribe</a></p><p>1 Quay Street, 12345 Norrvik</p>"
        "</body></html>",
        subtype="html")
    (found,) = letters(message)
    assert found.page.publisher == "The Ferry Letter"
    assert found.page.text == ("Ferry stops\n\nThe ferry across the sound stops on Monday, the harbour office said.\n\n"
                               "Two of its four engines failed.")


def test_what_a_page_quotes_is_another_mail() -> None:
    """A mail program marks it by its class; a quotation in an article is none."""
    message = EmailMessage()
    message["From"], message["Subject"] = "Ida Holm <holm@harbour.example>", "Ferry"
    message["Date"], message["Message-ID"] = "Fri, 13 Mar 2026 09:00:00 +0100", "<2@harbour.example>"
    message.set_content(
        "<p>The line has four ferries, not three as it told you.</p><blockquote>Four is the number we use.</blockquote>"
        "<div class='gmail_quote'><div>On Thu, Mar 12, 2026 at 5:00 PM Ole Brandt &lt;<a>brandt@line.example</a>&gt; "
        "wrote:<br></div><blockquote class='gmail_quote'><div>The line has three ferries in service.</div></blockquote>"
        "</div>", subtype="html")
    own, quoted = letters(message)
    assert own.page.text.endswith("Four is the number we use.")
    assert (quoted.page.author, quoted.page.text) == ("Ole Brandt", "The line has three ferries in service.")


def test_attachments_are_read_by_the_table_and_named_after_the_mail() -> None:
    """Two of one name are told apart; what can't be read has its reason; a carried mail is a letter."""
    message = mail()
    for text in (ARTICLE + "One.", ARTICLE + "Two."):
        message.add_attachment(text.encode(), maintype="text", subtype="plain", filename="nøte.txt")
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="map.png")
    message.add_attachment(mail("All 340 seats are sold until Sunday.", sender="Ole Brandt <brandt@line.example>"))
    found = read(message)
    assert [(each.name, isinstance(each, Loaded)) for each in found] == [
        ("#1", True), ("#2", True), ("nøte.txt", True), ("nøte-2.txt", True), ("map.png", False)]
    assert isinstance(found[1], Loaded)
    assert found[1].page.author == "Ole Brandt"
    assert isinstance(found[-1], Refused)
    assert found[-1].reason.startswith("a picture")


@pytest.mark.parametrize(("charset", "encoding"), [
    ("iso-8859-1", "quoted-printable"), ("utf-8", "base64"), ("koi8-r", "8bit")])
def test_a_mails_encodings_are_undone(charset: str, encoding: str) -> None:
    """Whatever its letters travel as."""
    body = "Паром стоит в понедельник, сказал порт. " * 3 if charset == "koi8-r" else "Die Fähre fährt über Køge. " * 3
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "a@b.example", "x", "<3@b.example>"
    message.set_content(body, charset=charset, cte=encoding)
    (found,) = letters(message)
    assert found.page.text.split() == body.split()


def test_a_flowed_text_has_its_paragraphs_on_one_line() -> None:
    """A line that ends in a space goes on (RFC 3676)."""
    raw = (b"From: a@b.example\nMessage-ID: <4@b.example>\nContent-Type: text/plain; format=flowed\n\n"
           b"The ferry stops \non Monday. \n\nIt sails again \non Friday.\n")
    (found,) = letters(raw)
    assert found.page.text == "The ferry stops on Monday. \n\nIt sails again on Friday.".replace(". \n", ".\n")


def test_a_box_gives_each_mail_under_its_number() -> None:
    """A line "From " within a mail begins none; an attachment is named after its mail."""
    second = mail("From Monday on the ferry stops, the harbour office said.\n", sender="Ole <ole@line.example>")
    second.add_attachment(ARTICLE.encode(), maintype="text", subtype="plain", filename="note.txt")
    third = mail("I see.\n\nOn 1 May 2026, Ole <ole@line.example> wrote:\n> The ferry stops on Monday.\n> From here.\n")
    kept = [each.as_bytes().replace(b"\nFrom M", b"\n>From M") for each in (mail(), second, third)]
    box = b"".join(b"From MAILER Sun Mar 15 10:00:00 2026\n" + each + b"\n" for each in kept)
    found = read(box, "old.mbox")
    assert [each.name for each in found] == ["#1", "#2", "2/note.txt", "#3"]
    assert isinstance(found[1], Loaded)
    assert found[1].page.text == "From Monday on the ferry stops, the harbour office said."


def test_a_mail_is_known_whatever_its_ending() -> None:
    """By the headers that mail programs write; a text that opens with three fields is none."""
    raw = mail().as_bytes()
    (counted,) = documents("1.emlx", lambda: b"%d      \n%s" % (len(raw), raw))
    assert isinstance(counted, Loaded)
    assert counted.page.published == "2026-03-13"
    (found,) = documents("saved.txt", lambda: raw)
    assert isinstance(found, Loaded)
    assert found.page.author == "Ida Holm"
    text = f"From: Ida Holm\nDate: 13 March 2026\nSubject: Ferry\n\n{ARTICLE}".encode()
    (plain,) = documents("note.txt", lambda: text)
    assert isinstance(plain, Loaded)
    assert plain.page.text.startswith("From: Ida Holm")


def test_a_mail_of_a_few_words_is_read() -> None:
    """A note is only left out where it stands above something to read."""
    (found,) = letters(mail("Ferry stops.\n"))
    assert found.page.text == "Ferry stops."


@pytest.mark.parametrize("body", [
    "\n".join("> " * depth + "so" for depth in range(2_000)),
    "From: a <a@b.example>\nDate: 1 May 2026\nSubject: x\n\nthe ferry stops on Monday again\n\n" * 2_000,
    ("On " + "am " * 100 + ":\n") * 5_000,
])
def test_a_hostile_chain_is_read_in_proportion_to_its_length(body: str) -> None:
    """However deep it quotes and whatever looks like an attribution; else the test would hang."""
    raw = b"From: a@b.example\nMessage-ID: <5@b.example>\n\n" + body.encode()
    assert read(raw)


def test_an_article_in_a_mail_is_its_outlets_and_not_the_senders() -> None:
    """Where its byline names author, outlet and day; the sender only passed it on."""
    (found,) = letters(mail(f"Ferry stops\n\nBy Marta Kolb, Daily Beacon, 10 March 2026\n\n{ARTICLE}"))
    assert (found.page.author, found.page.publisher, found.page.published) == (
        "Marta Kolb", "Daily Beacon", "2026-03-10")


@pytest.mark.parametrize(("sender", "publisher"), [
    ("Ida Holm <ida.holm@gmail.com>", "Ida Holm (mail)"),
    ("Ida Holm", "Ida Holm (mail)"),
    ("ida.holm@gmx.de", "ida.holm (mail)"),
    ("Ida Holm <holm@harbour.example>", "harbour.example"),
    ("Daily Beacon <dailybeacon@gmail.com>", "Daily Beacon"),
    ("Ida Holm via Ferry List <ferry@googlegroups.com>", None),
])
def test_a_person_who_writes_for_no_outlet_is_a_source_of_their_own(sender: str, publisher: str | None) -> None:
    """Called by the name, or by the mail box; an outlet's own domain, a list and an office are none."""
    (found,) = letters(mail(sender=sender))
    assert found.page.publisher == publisher


def test_a_newsletters_sender_is_its_publisher() -> None:
    """What goes out to a list is no person's letter, whatever box it comes from."""
    message = mail(sender="Harbour Notes <notes@gmail.com>")
    message["List-Id"] = "<notes.harbour.example>"
    (found,) = letters(message)
    assert (found.page.author, found.page.publisher) == (None, "Harbour Notes")


def test_what_a_sender_says_above_an_article_is_the_senders() -> None:
    """The article below it, from its headline on, is its outlet's."""
    note = "I counted 14 stretchers on the quay myself.\n\n"
    message = mail(f"{note}Ferry stops\nBy Mara Holt, Daily Beacon, 12 March 2026\n\n{ARTICLE}",
                   sender="Ida Holm <ida.holm@gmail.com>")
    own, article = letters(message)
    assert (own.page.publisher, own.page.text) == ("Ida Holm (mail)", note.strip())
    assert (article.page.author, article.page.publisher) == ("Mara Holt", "Daily Beacon")
    assert article.page.text.startswith("Ferry stops\n")
    assert "stretchers" not in article.page.text
