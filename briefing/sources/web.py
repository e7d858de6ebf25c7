"""Web addresses → bytes: only those that a user names, only from hosts that are on the public internet.

A name is looked up once, every address it has is checked, and the connection goes to the address that was checked; so
does each redirect. What a page links to is never fetched.
"""

import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

import briefing
from briefing.regex import lazy_regex
from briefing.sources.deadline import Watch, deadline
from briefing.sources.page import UnreadableError
from briefing.text.address import onward, web_address

HOPS = 5
"""Redirects that are followed."""

SECONDS = 30.0
"""For one address, redirects included."""

_LATE = f"not whole within {SECONDS:.0f} seconds"

PAUSE = 1.0
"""Seconds between two requests to one host."""

PATIENCE = 10.0
"""Seconds that a server may ask to wait for before it is asked once more."""

ROBOTS = 500_000
"""Bytes of a robots.txt that are read (RFC 9309 asks for that many)."""

FRESH = 3_600
"""Seconds for which an answer is believed at most, whatever its server says of that."""

_PIECE = 65_536
_LONGEST_HEADER = 1_000
_UNCHANGED, _GONE, _FOR_GOOD = 304, 410, (301, 308)
_MAX_AGE = lazy_regex(r"max-age=\"?(\d{1,9})")
_NOTHING: Mapping[str, str] = {}
_KINDS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md",
          "application/pdf": ".pdf", "application/rss+xml": ".rss", "application/atom+xml": ".atom",
          "application/feed+json": ".json", "application/json": ".json", "text/csv": ".csv"}
_REFUSED = ("image/", "audio/", "video/", "font/")
_EMBEDDED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"), IPv6Network("2002::/16"),
             IPv6Network("2001::/32"), IPv6Network("::/96"))
"""NAT64, 6to4, Teredo and the old form of an IPv4 address: each leads on to an address that is not looked at here."""

_RELAY = IPv4Network("192.88.99.0/24")
_CLOSED = {401: "it asks for a login", 402: "it asks for money", 403: "it does not let a program in",
           404: "there is nothing at this address", 410: "it is gone", 451: "it is withheld by law"}


class GoneError(UnreadableError):
    """An address whose server says that nothing will ever be there again."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the last answer of an address said of asking again; "" for what it left open."""

    etag: str = ""
    modified: str = ""
    """Last-Modified, as the server wrote it."""

    moved: str = ""
    """Where the address has moved for good."""

    fresh: int = 0
    """Seconds for which the answer need not be asked for again; -1 where it may not be kept."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave."""

    address: str
    """Where it was found in the end."""

    name: str
    """A file's name with the ending of its kind, for the table of kinds."""

    data: bytes
    held: Held = Held()
    unchanged: bool = False
    """Whether the server says that it is what it was: then there is no data."""


@dataclass(slots=True)
class Web:
    """Who fetches, for one run: polite to each host, and out of bounds for none but the public internet."""

    allow_private: Sequence[str] = ()
    """Hosts ("localhost", "wiki.corp:8080") that may be on this machine or in a private network."""

    contact: str | None = None
    """Where who runs a site can complain: a mail or web address, told to every server."""

    limit: int = 50_000_000
    """Bytes of one answer, unpacked."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    resolve: Callable[..., Any] = socket.getaddrinfo
    _last: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, Any] = field(default_factory=dict)

    @property
    def agent(self) -> str:
        """As servers and their robots.txt know us."""
        return f"briefing/{briefing.__version__}" + (f" (+{self.contact})" if self.contact else "")

    def fetch(self, address: str, held: Held | None = None) -> Fetched:
        """What is at an address; raises `UnreadableError` with the reason that the reader sees.

        With what is `held` of its last answer the server is asked only for what has changed.
        """
        end = self.clock() + SECONDS
        known = held or Held()
        here = web_address(known.moved or address)
        moved, for_good = known.moved, True
        for _ in range(HOPS + 1):
            if here is None:
                raise UnreadableError("no web address that can be fetched, as in https://outlet.example/report")
            if not self._lets_in(here, end):
                raise UnreadableError("its robots.txt asks programs to stay out")
            response, data = self._asked(here, end, known)
            if response.status == _UNCHANGED:
                return Fetched(here, "", b"", replace(known, moved=moved), unchanged=True)
            if not _leads_on(response):
                return Fetched(here, _name(here, response), data, _held(response, moved))
            here = onward(here, response.headers["location"])
            for_good = for_good and response.status in _FOR_GOOD
            moved = here or "" if for_good else moved
        raise UnreadableError(f"it redirects more than {HOPS} times")

    def _asked(self, address: str, end: float, known: Held) -> tuple[Any, bytes]:
        """The answer to a request, asked once more where the server says that it is busy."""
        conditions = {"if-none-match": known.etag, "if-modified-since": known.modified}
        told = {name: value for name, value in conditions.items() if value}
        response, data = self._request(address, end, self.limit, told=told)
        if response.status in (429, 503):
            wait = _seconds(response.headers.get("retry-after"))
            if wait is not None and wait <= min(PATIENCE, end - self.clock()):
                self.sleep(wait)
                response, data = self._request(address, end, self.limit, told=told)
        if response.status >= 300 and not _leads_on(response) and not (response.status == _UNCHANGED and told):
            fault = GoneError if response.status == _GONE else UnreadableError
            raise fault(f"{_CLOSED.get(response.status, 'the server refuses')} ({response.status})")
        return response, data

    def _lets_in(self, address: str, end: float) -> bool:
        """Whether the host's robots.txt has nothing against our reading an address; one that is not there has not."""
        from urllib.robotparser import RobotFileParser

        place = onward(address, "/robots.txt") or ""
        if place not in self._robots:
            rules = RobotFileParser()
            rules.parse(self._rules(place, end))
            self._robots[place] = rules
        return bool(self._robots[place].can_fetch(self.agent, address))

    def _rules(self, place: str, end: float) -> list[str]:
        for _ in range(HOPS):
            response, data = self._request(place, end, ROBOTS, cut=True)
            further = onward(place, response.headers.get("location") or "") if 300 <= response.status < 400 else None
            if further is None:
                return data.decode("utf-8", errors="replace").splitlines() if response.status == 200 else []
            place = further
        return []

    def _request(self, address: str, end: float, limit: int, *, told: Mapping[str, str] = _NOTHING,
                 cut: bool = False) -> tuple[Any, bytes]:
        """One request to the address that its host's name was looked up for, redirects not followed, and what came."""
        import urllib3

        url = urllib3.util.parse_url(address)
        host, port = url.host or "", url.port or (443 if url.scheme == "https" else 80)
        place = self._checked(host, port)
        self._wait_for(host)
        left = max(0.1, end - self.clock())
        if url.scheme == "https":
            pool: Any = urllib3.HTTPSConnectionPool(place, port, server_hostname=host, assert_hostname=host)
        else:
            pool = urllib3.HTTPConnectionPool(place, port)
        named = host if port in (80, 443) else f"{host}:{port}"
        headers = {"host": named, "user-agent": self.agent, "accept": "text/html, */*;q=0.5",
                   "accept-encoding": "gzip, deflate", **told}
        try:
            with deadline(left) as watch:
                pool.ConnectionCls = _watched(pool.ConnectionCls, watch)
                response = pool.request("GET", url.request_uri, headers=headers, redirect=False, retries=False,
                                        timeout=urllib3.Timeout(total=left), preload_content=False)
                if response.headers.get("content-type", "").startswith(_REFUSED):
                    raise UnreadableError(f"{response.headers['content-type'].partition(';')[0]}; no text")
                return response, self._read(response, end, limit, cut=cut)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            if self.clock() >= end:
                raise UnreadableError(_LATE) from error
            raise UnreadableError(f"can't be fetched: {_worded(error)}") from error
        finally:
            pool.close()

    def _read(self, response: Any, end: float, limit: int, *, cut: bool) -> bytes:
        """The body, unpacked, up to the limit in bytes and in time."""
        data = bytearray()
        for piece in response.stream(_PIECE):
            data += piece
            if len(data) > limit:
                if cut:
                    break
                raise UnreadableError(f"larger than {limit / 1e6:,.0f} MB, which is not read")
            if self.clock() >= end:
                break
        if self.clock() >= end:  # a line that is cut looks like the end of what has no length
            raise UnreadableError(_LATE)
        return bytes(data[:limit])

    def _checked(self, host: str, port: int) -> str:
        """The one address to connect to; raises `UnreadableError` where any that the name has is not public."""
        try:
            found = self.resolve(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise UnreadableError("can't be fetched: its host has no address") from error
        places = [str(each[4][0]).partition("%")[0] for each in found]
        if {host, f"{host}:{port}"}.isdisjoint(self.allow_private):
            for place in places:
                if not is_public(place):
                    raise UnreadableError(f"its host is at {place}, which is not on the public internet; "
                                          f"--allow-private {host} reads it all the same")
        if not places:
            raise UnreadableError("can't be fetched: its host has no address")
        return places[0]

    def _wait_for(self, host: str) -> None:
        """Leave a host alone between two requests."""
        due = self._last.get(host, float("-inf")) + PAUSE
        if (wait := due - self.clock()) > 0:
            self.sleep(wait)
        self._last[host] = self.clock()


def _watched(kind: Any, watch: Watch) -> Any:
    """The connections of a pool, each watched before its first byte."""
    class Watched(kind):  # type: ignore[misc]  # urllib3 is loaded only to fetch
        def _new_conn(self) -> socket.socket:
            return watch(super()._new_conn())

    return Watched


def _leads_on(response: Any) -> bool:
    """Whether an answer is a redirect."""
    return 300 <= response.status < 400 and response.status != _UNCHANGED and bool(response.headers.get("location"))


def _held(response: Any, moved: str) -> Held:
    """What an answer says of asking again."""
    headers = response.headers
    etag, modified = (headers.get(name, "") for name in ("etag", "last-modified"))
    told = headers.get("cache-control", "").lower()
    age = _MAX_AGE.search(told)
    fresh = -1 if "no-store" in told else int(age[1]) if age and "no-cache" not in told else 0
    return Held(_header(etag), _header(modified), moved, min(fresh, FRESH))


def _header(value: str) -> str:
    """A header that is sent back as it came; "" for what can be none."""
    return value if value.isascii() and value.isprintable() and len(value) <= _LONGEST_HEADER else ""


def is_public(place: str) -> bool:
    """Whether an IP address is one of the public internet, and hides none that is not."""
    try:
        address = ip_address(place)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if isinstance(address, IPv6Address) and any(address in each for each in _EMBEDDED):
        return False
    if isinstance(address, IPv4Address) and address in _RELAY:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def is_address(text: str) -> bool:
    """Whether a path that a user names is a web address."""
    return text.lower().startswith(("http://", "https://"))


def _name(address: str, response: Any) -> str:
    """A name with the ending of what came: by its declared type, else as the address ends."""
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    path = address.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]
    return f"page{_KINDS[kind]}" if kind in _KINDS else path or "page.html"


def _seconds(value: str | None) -> float | None:
    try:
        return max(0.0, float(value or ""))
    except ValueError:
        return None


def _worded(error: Exception) -> str:
    """What went wrong, without the library's own names."""
    text = str(error.args[-1] if error.args else error)
    return " ".join(text.split(": ")[-1].split())[:120] or type(error).__name__
