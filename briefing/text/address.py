"""Web addresses, taken apart once and in one place, as a browser takes them apart (https://url.spec.whatwg.org/).

The library's `urlsplit` reads other hosts than a browser does ("http://evil.example\\@bbc.co.uk/" is bbc.co.uk to it)
and raises for some texts. Whatever a page gives as its address comes through `web_address` where the page is read;
what that gives is ASCII, and its host is the one that a click opens.
"""

import re
from ipaddress import AddressValueError, IPv4Address
from urllib.parse import quote, unquote, urljoin

from briefing.regex import lazy_regex

LONGEST = 2_000
"""Characters of an address, escapes included; what no browser's address line shows is no place to send a reader."""

_TRIMMED = "".join(map(chr, range(0x21)))
_DROPPED = str.maketrans("", "", "\t\n\r")
_WEB = lazy_regex(r"(?P<scheme>https?)://(?P<host>[^/\\?#@:\[\]]+)(?::(?P<port>[0-9]*))?"
                  r"(?P<path>[/\\][^?#]*)?(?P<rest>[?#].*)?", re.A | re.I | re.S)
_HOST = lazy_regex(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NUMBER = lazy_regex(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
_ENCODED = lazy_regex(r"(?:^|\.)xn--")
_SURROGATE = lazy_regex("[\ud800-\udfff]")
_PORTS = {"http": 80, "https": 443}
_KEPT = "%/?:@!$&()*+,;=~[]"  # of a path or a query, beside letters, digits and "_.-"; never a quote
_NORMAL = lazy_regex(r"https?://(?P<shown>(?P<host>[a-z0-9_.-]+)(?::[0-9]{1,5})?)/[A-Za-z0-9_.\-#%/?:@!$&()*+,;=~\[\]]*")
_DOOR = lazy_regex(r"(?:www\d?|m|amp)\.(?=[^.]+\.)")


def web_address(text: str | None) -> str | None:
    """The address as a browser would open it, in ASCII without white space, quotes and backslashes.

    None for whatever is no plain web address: another scheme than http and https, none at all, a user's name before
    the host, a host that no name can be or that only looks like one (an IPv4 address written in another way than in
    four decimals). A name beyond ASCII is told in Punycode, so that no letter passes for another.
    """
    if not text or len(text) > LONGEST:
        return None
    found = _WEB.fullmatch(text.strip(_TRIMMED).translate(_DROPPED))
    host = _host(found["host"]) if found else None
    port = _port(found["scheme"].lower(), found["port"] or "") if found else None
    if not found or host is None or port is None:
        return None
    path, rest = (found["path"] or "/").replace("\\", "/"), found["rest"] or ""
    query, mark, fragment = rest.partition("#")
    address = f"{found['scheme'].lower()}://{host}{port}{_quoted(path + query)}{mark}{_quoted(fragment)}"
    return address if len(address) <= LONGEST else None


def onward(here: str, location: str) -> str | None:
    """The address that a redirect from `here` leads to; None where it leads to no web address."""
    try:
        return web_address(urljoin(here, location)) if location else None
    except ValueError:
        return None


def shown_host(address: str | None) -> str | None:
    """What is shown of an address: the host, and the port where it is not the usual one; None where it is not one that
    `web_address` gave."""
    found = _NORMAL.fullmatch(address or "")
    return found["shown"] if found else None


def site_name(address: str | None) -> str | None:
    """The host of an address that `web_address` gave, without "www." and the like: what an outlet is called by."""
    found = _NORMAL.fullmatch(address or "")
    return _DOOR.sub("", found["host"], count=1) if found else None


def site_address(address: str | None) -> str | None:
    """Where the host of an address that `web_address` gave begins."""
    found = _NORMAL.fullmatch(address or "")
    return f"{address.partition('://')[0]}://{found['shown']}/" if found and address else None


def apart(address: str) -> tuple[bool, str, int, str]:
    """(whether https, host, port, path and query) of an address that `web_address` gave."""
    found = _WEB.fullmatch(address)
    if found is None:
        raise ValueError(f"{address!r} is no address that web_address gave")
    scheme = found["scheme"]
    query = (found["rest"] or "").partition("#")[0]
    return scheme == "https", found["host"], int(found["port"] or _PORTS[scheme]), (found["path"] or "/") + query


def escaped(text: str) -> str:
    """A text as a part of an address, whatever it holds."""
    return quote(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text), safe="")


def unescaped(text: str) -> str:
    """What `escaped` was given."""
    return unquote(text)


def _host(text: str) -> str | None:
    """A host in lower case and ASCII; None where it can't be one, or may be another to a browser."""
    plain = text.lower() if text.isascii() else text
    name = (plain if plain.isascii() and not _ENCODED.search(plain) else _punycode(plain)).removesuffix(".")
    if not _HOST.fullmatch(name):
        return None
    return name if not _NUMBER.fullmatch(name) or _is_ipv4(name) else None


def _punycode(name: str) -> str:
    """A name beyond ASCII as it is looked up; "" where it is none."""
    import idna  # here, because hardly any address needs its tables

    try:
        return idna.encode(name, uts46=True, transitional=False).decode("ascii")
    except UnicodeError:  # every fault that the package knows
        return ""


def _is_ipv4(name: str) -> bool:
    try:
        return str(IPv4Address(name)) == name
    except AddressValueError:
        return False


def _port(scheme: str, digits: str) -> str | None:
    """":8080", "" for the usual port; None for what is none."""
    plain = digits.lstrip("0")
    if not digits:
        return ""
    if not plain or len(plain) > 5 or int(plain) > 65_535:
        return None
    return "" if int(plain) == _PORTS[scheme] else f":{plain}"


def _quoted(text: str) -> str:
    return quote(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text), safe=_KEPT)
