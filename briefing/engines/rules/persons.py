"""Who the persons of a text are, and whom "he" or "she" can mean."""


from briefing.language.en.rules.attribution import SAY
from briefing.language.en.rules.persons import APPOSED, OWNER, ROLE, SHE, SPEAKS
from briefing.regex import lazy_regex
from briefing.text.names import TITLES, Name, is_person, names
from briefing.wordlists import word_lists

SPOKEN = lazy_regex(rf"\b(?:{SAY})\s+(?:[a-z]+\s+){{0,3}}$")
POSSESSED = lazy_regex(r"^['’]s?\s+[A-Z]")


BEFORE_TITLES = frozenset({"Deputy", "Prime", "Foreign", "Vice", "Former", "Chief"})
MEN, WOMEN = (frozenset(word_lists("en/names")[name]) for name in ("men", "women"))


def may_be_meant(pronoun: str, name: str) -> bool:
    """Whether a first name does not forbid a pronoun: "her" is no Karl, "he" no Anna."""
    first = name.split()[0]
    return first not in (MEN if pronoun.lower() in SHE else WOMEN)


def persons(text: str) -> frozenset[str]:
    """Full names, without titles, of those whom the text shows to be persons.

    A name is a person's where a title, an office or a kinship stands before it, an age or an office behind it, or a
    verb of speech beside it; "Hallerton Children" of "Hallerton Children's Hospital" is not.
    """
    shown = set[str]()
    for name in names(text):
        full = untitled(name.text) if is_person(name.text) else ""
        if " " in full and full not in shown and _shown(name, text):
            shown.add(full)
    return frozenset(shown)


def _shown(name: Name, text: str) -> bool:
    before, after = text[max(0, name.start - 40) : name.start], text[name.end : name.end + 60]
    if POSSESSED.match(after):
        return False
    first, *rest = name.text.split()
    titled = first.rstrip(".") in TITLES or (first in BEFORE_TITLES and rest[0].rstrip(".") in TITLES)
    speaks = SPEAKS.match(after) and not OWNER.search(before)
    return bool(titled or ROLE.search(before) or APPOSED.match(after) or speaks or SPOKEN.search(before))


def untitled(name: str) -> str:
    """A person's name without what is put before it."""
    parts = name.split()
    while len(parts) > 1 and parts[0].rstrip(".") in {*TITLES, *BEFORE_TITLES, "British"}:
        if parts[1] == "of":
            if len(parts) < 5:
                break
            parts = parts[2:]
        parts.pop(0)
    return " ".join(parts)


def last_names(full: frozenset[str]) -> dict[str, str]:
    """Last name → full name, where only one person of the text bears it."""
    bearers: dict[str, set[str]] = {}
    for name in full:
        bearers.setdefault(name.split()[-1], set()).add(name)
    return {last: next(iter(every)) for last, every in bearers.items() if len(every) == 1}


def mentioned(text: str, known: dict[str, str]) -> tuple[Name, ...]:
    """The persons a sentence names, by full or last name."""
    return tuple(
        name
        for name in names(text)
        if name.last in known
        and not POSSESSED.match(text[name.end : name.end + 12])
        and (
            len(name.text.split()) == 1 or known[name.last] in (untitled(name.text), name.text) or is_person(name.text)
        )
    )
