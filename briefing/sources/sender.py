"""Who a mail is from: its author, and the outlet or office that the name or the address tells."""

import re

from briefing.regex import lazy_regex
from briefing.sources import credits
from briefing.sources.outlets import is_outlet
from briefing.text.address import site_name, web_address

_ROLE = lazy_regex(
    r"(?:.*[._-])?(?:news|newsletters?|no-?reply|do-?not-?reply|info|press|presse|prensa|stampa|pers|alerts?|editors?|"
    r"editorial|redaktion|redaction|redaccion|redazione|redactie|contact|kontakt|hello|hi|office|service|support|mail|"
    r"mailings?|updates?|digest|daily|weekly|morning|evening|briefing|team|desk|media|medien|comms?|communications?|pr|"
    r"publicaffairs|releases?|bulletin|list|lists|subscriptions?|marketing|notifications?|bounces?|reports?|feed)"
    r"(?:[._+-].*)?", re.I)
_FREE = lazy_regex(
    r"(?:.*\.)?(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|gmx|web|icloud|me|mac|aol|proton|protonmail|"
    r"pm|t-online|freenet|mailbox|posteo|orange|free|laposte|wanadoo|sfr|libero|tin|virgilio|mail|yandex|rambler|bk|"
    r"inbox|qq|163|126|sina|naver|zoho|fastmail|hey|tutanota|terra|uol|wp|o2|onet|interia|seznam|ziggo|kpnmail|telenet)"
    r"\.(?:com|net|org|de|at|ch|fr|it|es|co\.uk|uk|ru|cn|com\.br|com\.cn|me|eu|pl|cz|nl|be|co\.jp|jp|kr|ua|in|co\.in)")
_SENDING = lazy_regex(
    r"(?:.*\.)?(?:substack|mailchimp|mailchimpapp|mcsv|rsgsv|list-manage|beehiiv|ghost|buttondown|sendgrid|amazonses|"
    r"mailgun|sendinblue|brevo|hubspotemail|campaign-archive|constantcontact|ccsend|googlegroups|groups|revue|tinyletter|"
    r"convertkit|mailjet|rapidmail|cleverreach|medium|linkedin|facebookmail)\.(?:com|net|org|io|email|de|so)")
_DOOR = lazy_regex(
    r"(?:e?-?mails?|news|newsletters?|info|e|m|em|mg|send|go|click|lists?|updates?|reply|bounce|smtp|mx)\d*\.")
_PLAIN = lazy_regex(r"\s?\b(?:newsletters?|alerts?|news ?desk|no-?reply|mailing list|updates?)\b\s*$", re.I)
_ADDRESS = lazy_regex(r"(?:mailto:)?(?P<address>[^\s<>()\[\],;:\"]{1,80}@[^\s<>()\[\],;\"]{1,120})")
_BESIDE = lazy_regex(
    r"(?P<first>[^|@(]{2,60}?)\s*(?:\s(?P<how>at|from|via|@|bei)\s|(?P<cut>[,|(–—]|\s-\s))\s*"
    r"(?P<second>[^|()]{2,60}?)\)?\s*")
_QUOTES = "\"'“”‘’ "


def credit(sender: str | None) -> tuple[str | None, str | None]:
    """(author, publisher) of "Marta Kolb <kolb@outlet.example>": a person is an author, whose publisher is the
    address's host, but for a provider's, which tells none; an office or a newsletter is a publisher."""
    whole = " ".join((sender or "").split())
    hit = _ADDRESS.search(whole)
    local, _, host = hit["address"].rpartition("@") if hit else ("", "", "")
    name = whole[:hit.start()].strip(f" ,;:(<[{_QUOTES}") if hit else whole.strip(_QUOTES)
    home = _home(host)
    both = _BESIDE.fullmatch(name)
    if both:
        return _two(both, local, home)
    if name and _is_office(name, local):
        return None, _PLAIN.sub("", name).strip(_QUOTES) or name
    return name or None, home


def person(sender: str | None) -> str | None:
    """What a sender is called who writes for himself: a name at a provider of mail boxes, or one without an address;
    without a name that of his mail box. None for an outlet, an office, and what a newsletter's service sends."""
    author, publisher = credit(sender)
    hit = _ADDRESS.search(sender or "")
    local, _, host = hit["address"].rpartition("@") if hit else ("", "", "")
    if publisher or (host and not _FREE.fullmatch(host.lower().strip(" .>"))):
        return None
    return author or local or None


def _two(both: re.Match[str], local: str, home: str | None) -> tuple[str | None, str | None]:
    """A name that tells two: "Marta Kolb (Daily Beacon)", "Daily Beacon via a list"."""
    first, second = both["first"].strip(_QUOTES), both["second"].strip(_QUOTES)
    if (both["how"] or "").lower() == "via":
        return (None, first) if _is_office(first, "") else (first, home)
    if both["cut"] == "," and len(second.split()) == 1 and len(first.split()) == 1 and not is_outlet(second):
        return f"{second} {first}", home  # "Kolb, Marta"
    if _ROLE.fullmatch(second) or _is_office(first, local):
        return None, _PLAIN.sub("", first).strip(_QUOTES) or first
    return first, _PLAIN.sub("", second).strip(_QUOTES) or home


def _is_office(name: str, local: str) -> bool:
    """Whether a name is no person's: by its words, by the service it is, or by the address it writes from."""
    if credits.known(name) or is_outlet(name):
        return True
    own = {word.lower() for word in re.findall(r"[^\W\d_]{2,}", name)}
    return bool(_ROLE.fullmatch(local)) and not own & set(re.split(r"[._+-]", local.lower()))


def _home(host: str) -> str | None:
    """The host that a sender's address tells as the publisher; none for a provider of mail boxes."""
    plain = host.lower().strip(" .>")
    while _DOOR.match(plain) and plain.count(".") > 1:
        plain = _DOOR.sub("", plain, count=1)
    if not plain or _FREE.fullmatch(plain) or _SENDING.fullmatch(plain):
        return None
    return site_name(web_address(f"https://{plain}/"))
