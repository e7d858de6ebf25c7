"""MHTML → the page that a browser saved in it."""

from briefing.sources.kinds import Loaded, documents

PAGE = ("<!doctype html><html><head><meta charset='windows-1252'><title>Ferry stops in Norrvik | Daily Sound</title>"
        "<meta property='og:site_name' content='Daily Sound'>"
        "<meta property='article:published_time' content='2026-03-12T10:00:00Z'></head><body><nav>Home</nav><article>"
        "<h1>Ferry stops in Norrvik</h1><p>The ferry across the sound stops on Monday, the harbour office said in "
        "K{}ge.</p><p>Two of its four engines failed during the storm on Friday night.</p></article></body></html>")


def saved(page: str = PAGE) -> bytes:
    """What a browser writes: the page after its frame, under the address that it was saved from."""
    return ("From: <Saved by Browser>\r\nSnapshot-Content-Location: https://sound.example/ferry\r\nSubject: Ferry\r\n"
            "Date: Wed, 18 Mar 2026 11:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
            "\ttype=\"text/html\"; boundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html\r\n"
            "Content-Location: https://ads.example/frame\r\n\r\n<html><body><p>Buy a boat.</p></body></html>\r\n--B\r\n"
            "Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n"
            f"Content-Location: https://sound.example/ferry\r\n\r\n{page.format('=F8').replace('=', '=3D')}\r\n"
            "--B--\r\n").replace("=3DF8", "=F8").encode()


def test_a_saved_page_is_read_as_the_page_at_its_address() -> None:
    """Its day is the one of publication, not the one when somebody saved it; a frame is not taken for it."""
    (found,) = documents("ferry.mhtml", saved)
    assert isinstance(found, Loaded)
    page = found.page
    assert (page.title, page.publisher, page.published, page.url) == (
        "Ferry stops in Norrvik", "Daily Sound", "2026-03-12", "https://sound.example/ferry")
    assert "harbour office said in Køge." in page.text
    assert "boat" not in page.text


def test_a_saved_page_is_known_whatever_its_ending() -> None:
    """It has a mail's form, but is sent to nobody."""
    (found,) = documents("ferry.txt", saved)
    assert isinstance(found, Loaded)
    assert found.page.publisher == "Daily Sound"
