"""The wire service a text credits: it names the origin that copies share."""

import re
from collections.abc import Sequence

from briefing.regex import lazy_regex
from briefing.sources.days import is_month

# Names as they are written in a credit → the name the reader sees. A credit is told by its place (a dateline, a line of
# its own, a copyright), so this list only settles spelling and lines that hold nothing but a name.
_KNOWN = {
    "reuters": "Reuters", "thomson reuters": "Reuters", "ap": "Associated Press",
    "associated press": "Associated Press",
    "afp": "AFP", "agence france-presse": "AFP", "agence france presse": "AFP", "pti": "PTI",
    "press trust of india": "PTI", "ani": "ANI", "asian news international": "ANI", "ians": "IANS",
    "indo-asian news service": "IANS", "upi": "UPI", "united press international": "UPI", "dpa": "dpa",
    "deutsche presse-agentur": "dpa", "efe": "EFE", "ansa": "ANSA", "xinhua": "Xinhua", "tass": "TASS",
    "itar-tass": "TASS", "ria novosti": "RIA Novosti", "interfax": "Interfax", "kyodo": "Kyodo",
    "kyodo news": "Kyodo", "jiji press": "Jiji Press", "yonhap": "Yonhap", "anadolu": "Anadolu",
    "anadolu agency": "Anadolu", "pa": "PA Media", "pa media": "PA Media", "press association": "PA Media",
    "aap": "AAP", "australian associated press": "AAP", "canadian press": "The Canadian Press",
    "bloomberg": "Bloomberg", "bloomberg news": "Bloomberg", "irna": "IRNA", "tasnim": "Tasnim", "isna": "ISNA",
    "kcna": "KCNA", "belga": "Belga", "anp": "ANP", "apa": "APA", "keystone-sda": "Keystone-SDA",
    "ritzau": "Ritzau", "ntb": "NTB", "čtk": "ČTK", "ctk": "ČTK", "lusa": "Lusa", "europa press": "Europa Press",
    "bernama": "Bernama", "ukrinform": "Ukrinform", "unian": "UNIAN", "prensa latina": "Prensa Latina",
    "swns": "SWNS", "azertac": "AZERTAC",
}
_SHORT = 3
"""Names up to this long count in capitals only."""

_NAME = r"(?P<name>[^\W\d_][\w.&' -]{1,40}?)"
_DASH = r"(?:[-–—]{1,2}|:)"
_DATELINE = lazy_regex(rf"^(?P<place>[^()（）\n]{{0,60}}?)\s?[(（]{_NAME}[)）]\.?\s?{_DASH}(?=\s|\w|$)")
_WIRED = lazy_regex(r"^(?P<name>[\u4e00-\u9fff]{2,4}社)[\u4e00-\u9fff]{2,10}\d{1,2}月\d{1,2}日电")
"""How a Chinese service opens: "北方社沙港3月12日电"."""

_SLASHED = lazy_regex(rf"^(?P<place>[^()/\n]{{2,50}}?)\s?/{_NAME}/\s?{_DASH}")
_JOINERS = frozenset({"de", "del", "la", "of", "the", "al", "el", "am", "and"})
_NO_SERVICE = lazy_regex(
    r"update|correct|video|photo|file|opinion|live|exclusive|new|breaking|analysis|review|part\b", re.I)
_SERVICE = lazy_regex(r"\b(?:news agency|news service|newswires?|wire service|press agency|nachrichtenagentur)\b", re.I)
_CLOSING = lazy_regex(rf"(?:[.!?”\"'’]\s?[-–—]{{1,2}}\s?|^[-–—]{{1,2}}\s?|\s\(|^\(){_NAME}\)?\s*$")
_COPYRIGHT = lazy_regex(
    r"(?:^|[.!?)”\"]\s)\W{0,3}(?:copyrights?|©|\(c\))[\s©,]*(?:\(c\)\s*)?(?:(?:19|20)\d\d\s*)?[,.]?\s*(?:by )?"
    r"(?:the )?(?P<name>[^\W\d_][\w&' -]{1,40}?)(?=$|[.,;|(]|\s+all rights)", re.I)
_LABEL = lazy_regex(r"^(?:source|agency|agencia|agentur|agence|quelle|wire)\s?[:–-]\s?(?P<name>[^\n]{2,50}?)\.?$", re.I)
_ORIGINALLY = lazy_regex(
    r"\b(?:originally|first) (?:published|appeared) (?:by|on|in|at) (?:the )?"
    r"(?P<name>[^\W\d_a-zß-ÿ][\w&'’-]*(?: [^\W\d_a-zß-ÿ][\w&'’-]*){0,4})")
_ADDRESS = lazy_regex(r"/(?:wires?|newswires?|agenc(?:y|ies))/(?P<name>[a-z-]{2,20})/", re.I)
_FOLDER = lazy_regex(
    r"(?<=[\w/])/(?P<name>[a-z][a-z-]{1,19}?)(?:[-_]?(?:online|news|wires?|feed|stories))?(?=/)", re.I)
"""A folder of an address that is called after the service whose reports it holds: "/aponline/", "/reuters/"."""

_SIGNED = {"Reuters": lazy_regex(r"^\W*(?:additional )?(?:reporting|writing) by\b.{2,200}\bediting by\b", re.I)}
"""How a service ends its reports, where it does not give its name."""
_SYNDICATED = lazy_regex(r"\b(?:syndicated|agency|wire|newswire) (?:news )?(?:feed|copy)\b", re.I)
_AROUND = lazy_regex(
    r"^(?:by|from|von|par|por)\s+|^the\s+|\s+(?:staff|news agency|newswires?|writers?|reporters?)$", re.I)


def known(name: str) -> str | None:
    """The wire service a name stands for: "Reuters" for "By Reuters Staff", "AFP" for "Agence France-Presse"."""
    plain = " ".join(name.split()).strip(" .,;:()[]|-–—/")
    before = None
    while before != plain:
        found = _KNOWN.get(plain.lower())
        if found and (len(plain) > _SHORT or plain.isupper() or plain == found):
            return found
        before, plain = plain, _AROUND.sub("", plain)
    return None


def agency(opening: Sequence[str], between: Sequence[str], closing: Sequence[str], *, url: str | None = None,
           author: str | None = None) -> str | None:
    """The wire service credited by a text's first paragraphs, the lines between headline and text, or its last lines.

    A photographer's credit, "told Reuters" and "Xinhua reported" are no credit for the text.
    """
    ways = (
        (_dateline(line) for line in opening),
        (_alone(line, after_name=number > 0 and between[number - 1].lower().startswith("by "), author=author)
         for number, line in enumerate(between)),
        (_closing(line) for line in reversed(closing)),
        (_printed(line) for line in (*between, *reversed(closing))),
    )
    for way in ways:
        found = next((name for name in way if name), None)
        if found:
            return found
    return _address(url) or _syndicated((*between, *closing))


def _dateline(line: str) -> str | None:
    """"Reuters" of "NORRVIK, Nov 25 (Reuters) - …"; a service nobody listed counts where place or day shows it."""
    if wired := _WIRED.match(line):
        return wired["name"]
    hit = _DATELINE.match(line[:130]) or _SLASHED.match(line[:130])
    if hit is None:
        return None
    place, name = hit["place"].strip(), hit["name"].strip()
    words = re.findall(r"[^\W\d_][\w'’.-]*", place)
    small = [word for word in words if word[0].islower() and word not in _JOINERS and not is_month(word)]
    if small or _NO_SERVICE.match(name):
        return None
    if known(name):
        return known(name)
    dated = any(letter.isdigit() for letter in place)
    city = len(place) > _SHORT and place.isupper()
    telling = dated or city or ((not place or place.isupper()) and (" " in name or name.isupper()))
    return name if telling and not name[0].islower() else None  # some scripts have no capitals


def _alone(line: str, *, after_name: bool, author: str | None) -> str | None:
    """A line that holds only a service's name; beside a named author it is a picture's credit."""
    if len(line) > 60 or (author and not after_name):
        return None
    words = line.strip().split()
    unlisted = _SERVICE.search(line) and len(words) <= 5 and all(word[0].isupper() for word in words)
    return known(line) or (" ".join(words) if unlisted else None)


def _closing(line: str) -> str | None:
    """"AP" of a last paragraph that ends in "— AP" or "(AP)", or of a last line of its own."""
    if signed := next((name for name, form in _SIGNED.items() if form.search(line)), None):
        return signed
    hit = _CLOSING.search(line[-60:])
    return known(line) if len(line) <= 40 else known(hit["name"]) if hit else None


def _printed(line: str) -> str | None:
    """The service a copyright, a "Source:" or an "originally published by" names."""
    if len(line) > 400:
        line = line[-400:]
    for hit in _COPYRIGHT.finditer(line):
        if known(hit["name"]) or _SERVICE.search(hit["name"]):
            return known(hit["name"]) or hit["name"].strip()
    label = _LABEL.match(line)
    if label and (known(label["name"]) or _SERVICE.search(label["name"])):
        return known(label["name"]) or label["name"].strip()
    origin = _ORIGINALLY.search(line)
    return (known(origin["name"]) or origin["name"]) if origin else None


def _address(url: str | None) -> str | None:
    """"AFP" of an address such as https://outlet.example/wires/afp/123."""
    hit = _ADDRESS.search(url or "")
    if hit:
        return known(hit["name"].upper())
    folders = (url or "").partition("://")[2].partition("/")[2]
    named = (known(each["name"].upper()) for each in _FOLDER.finditer(f"//{folders}"))
    return next((name for name in named if name), None)


def _syndicated(lines: Sequence[str]) -> str | None:
    return "syndicated feed" if any(_SYNDICATED.search(line[:400]) for line in lines) else None
