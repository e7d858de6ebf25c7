"""Mail addresses, as strict as a header needs them."""

from dataclasses import dataclass

from briefing.regex import lazy_regex

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_SPEC = lazy_regex(rf"(?P<local>{_LOCAL})@(?P<domain>[^\s@<>,;:\"()\[\]\\]+)")
_NAMED = lazy_regex(r'(?:"(?P<quoted>[^"\\<>]*)"|(?P<plain>[^"\\<>@,;]*?))\s*<(?P<spec>[^<>]+)>')
_LABEL = lazy_regex(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
EXAMPLE = 'as in "desk@example.org" or "News desk <desk@example.org>"'


@dataclass(frozen=True, slots=True)
class Address:
    """One mail address; nothing in it could end a header."""

    spec: str
    """"desk@example.org", in ASCII."""

    name: str = ""

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.spec.rpartition("@")[2]

    def __str__(self) -> str:
        return f"{self.name} <{self.spec}>" if self.name else self.spec


def read_address(value: object) -> Address:
    """The address in a text; raises `ValueError` where it holds none, more than one, or a control character."""
    if not isinstance(value, str) or not value.isprintable():
        raise ValueError(f"is not an address, {EXAMPLE}")
    if "=?" in value:  # in the address too a reader would decode it, and what comes out may be a line break
        raise ValueError(f"is encoded; write it as it reads, {EXAMPLE}")
    named = _NAMED.fullmatch(value.strip())
    found = _SPEC.fullmatch(named["spec"].strip() if named else value.strip())
    if found is None:
        raise ValueError(f"is not an address, {EXAMPLE}")
    name = " ".join((named["quoted"] or named["plain"] or "").split()) if named else ""
    return Address(f"{found['local']}@{_domain(found['domain'])}", name)


def _domain(text: str) -> str:
    try:
        domain = text if text.isascii() else text.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ValueError(f"has a domain that can't be, {EXAMPLE}") from error
    if len(domain) > 253 or not all(map(_LABEL.fullmatch, domain.split("."))):
        raise ValueError(f"has a domain that can't be, {EXAMPLE}")
    return domain
