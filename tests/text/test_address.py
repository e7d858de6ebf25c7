"""Addresses as a browser takes them apart, or none."""

import re
import subprocess
import sys

import pytest
from far import FAR
from hostile import LYING, PIECES, REFUSED, VALUES
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.text.address import LONGEST, shown_host, site_name, web_address

PLAIN = re.compile(r"https?://[a-z0-9_.-]+(?::\d{1,5})?/[A-Za-z0-9_.~%/?:@!$&()*+,;=\[\]#-]*")
pieces = st.lists(st.one_of(st.sampled_from(PIECES), st.characters()), max_size=12).map("".join)
texts = st.one_of(pieces, pieces.map("http://{}".format), st.text(), st.sampled_from(VALUES))


@pytest.mark.parametrize("text", LYING, ids=ascii)
def test_an_address_is_what_a_browser_makes_of_it(text: str) -> None:
    """In ASCII: backslashes are slashes, tabs and line ends are nothing, and a host beyond ASCII is in Punycode."""
    assert web_address(text) == LYING[text]


@pytest.mark.parametrize("text", [None, *REFUSED], ids=lambda text: ascii(text)[:60])
def test_what_is_no_plain_web_address_is_none(text: str | None) -> None:
    """Other schemes, a user's name before the host, hosts that only look like one; nothing raises."""
    assert web_address(text) is None


@pytest.mark.parametrize("text", ["https://bay.example/2031/04/quay?a[]=1&b=(2)#c", "http://bay.example:8080/",
                                  "https://www.bay.example/a/~b/c;d=1,2/$e!*+%20@f:g"])
def test_a_plain_address_stays_as_it_is(text: str) -> None:
    """Letter for letter."""
    assert web_address(text) == text


@settings(max_examples=500)
@given(text=texts)
def test_whatever_a_text_is_its_address_is_inert(text: str) -> None:
    """No control, white space, quote, angle bracket or backslash stands in it, and to read it once more changes
    nothing."""
    address = web_address(text)
    if address is None:
        return
    assert PLAIN.fullmatch(address)
    assert len(address) <= LONGEST
    assert web_address(address) == address
    assert shown_host(address) == address.split("/")[2]


def test_an_address_has_a_bound() -> None:
    """Escapes count."""
    long = "http://bay.example/" + "a" * (LONGEST - 19)
    assert web_address(long) == long
    assert web_address(long + "a") is None
    assert web_address("http://bay.example/" + "\u00fc" * (LONGEST // 6)) is None


@pytest.mark.parametrize(("address", "host", "site"), [
    ("https://www.bay.example:8443/x", "www.bay.example:8443", "bay.example"),
    ("http://m.bay.example/", "m.bay.example", "bay.example"),
    ("http://www.example/", "www.example", "www.example"), ("http://amp.example/", "amp.example", "amp.example"),
    ("https://news.bay.example/", "news.bay.example", "news.bay.example"),
    ("http://192.0.2.7/", "192.0.2.7", "192.0.2.7"),
    ("javascript:alert(1)", None, None), (r"http://evil.example\@bbc.example/", None, None),
    ("http://[::1", None, None),
    ("http://a@b.example/", None, None), ("http://bay.example/\n", None, None), ("http://bay.example", None, None),
    ("", None, None), (None, None, None)])
def test_what_is_shown_is_the_host_with_its_port(address: str | None, host: str | None, site: str | None) -> None:
    """An outlet is called by the host without "www."; of what `web_address` did not give nothing is shown."""
    assert (shown_host(address), site_name(address)) == (host, site)


def test_the_tables_of_names_beyond_ascii_are_loaded_where_one_is_read() -> None:
    """Hardly any address needs them."""
    code = ("import sys; from briefing.text.address import web_address; web_address('http://bay.example/'); "
            "assert 'idna' not in sys.modules; web_address('http://b\\u00e4y.example/'); assert 'idna' in sys.modules")
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=FAR).returncode == 0
