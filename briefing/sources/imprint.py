"""A line by the headline that names who published a text, and when: "Harbour Post, 3 March 2026", "Source: Le Phare".

It is told by its form: a name, a sign that parts it from a day, a day, and nothing else. Whose name it is, is another
question: a city's stands there as often, and an author's.
"""

import re
from dataclasses import dataclass

from briefing.regex import lazy_regex
from briefing.sources import credits
from briefing.sources.days import Day, beside, days
from briefing.sources.outlets import is_outlet, is_place, is_press, menu
from briefing.wordlists import word_lists

_LONGEST, _WORDS, _LETTERS = 100, 6, 50
_SIGNS = ",，、،|•·–—-("
_EDGE = " ,，、،|•·–—-()[]《》"
_SENTENCE = lazy_regex(r"[,،、，?!:;。！？؟«»\"“”„/@《》（）]|[.]$")
_CYRILLIC = lazy_regex("[\u0400-\u04ff]")
_CASELESS = lazy_regex("[\u0590-\u08ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_UPDATED = lazy_regex(r"\b(?:updated?|modified|aktualisiert|stand|mis à jour|actualizado|aggiornato|обновлено)\b", re.I)
_LABEL = lazy_regex(r"(?P<label>[^\W\d_]{2,10})\s?[:：]\s?(?P<name>\S.{1,49})")
_NOWHERE = Day(0, 0, "")
_WORDS_OF = word_lists("imprints")


@dataclass(frozen=True, slots=True)
class Imprint:
    """A name, and the sign between it and the day: "" where a label stands before it."""

    name: str
    sign: str


def imprint(line: str) -> Imprint | None:
    """The name of a line that holds a name and a day, or a label and a name, and nothing else."""
    line = line.strip()
    if not 4 <= len(line) <= _LONGEST or _UPDATED.search(line):
        return None
    return _labelled(line) or _dated(line)


def outlet(line: str, said: str) -> str | None:
    """The outlet of such a line; `said` is what the text says, where a place is told by "in Norrvik"."""
    found = imprint(line)
    if found is None or is_place(found.name, said) or is_place(found.name.removeprefix("the "), said):
        return None
    service = credits.known(found.name)
    if service or not found.sign:
        return None if service and not found.sign else service or found.name
    titled = is_outlet(found.name) or _first(found.name) in _WORDS_OF["articles"] or _CASELESS.search(found.name)
    alone = len(found.name.split()) == 1 and found.sign != "|"
    return found.name if titled or not (alone or _is_person(found.name)) else None


def stacked_outlet(name: str, day: str, said: str) -> str | None:
    """The outlet of a line that has a day, or a byline and a day, right below it: there a kicker stands as often
    ("Special Feature"), so its name must sound like an outlet's, or begin with an article."""
    found = outlet(f"{name}, {day}", said)
    titled = found and (is_press(found) or (len(found.split()) > 1 and _first(found) in _WORDS_OF["articles"]))
    return found if titled else None


def writer(line: str) -> str | None:
    """The author of such a line, whom the name tells: "Marta Kolb, 9 March 2029"."""
    found = imprint(line)
    return found.name if found and found.sign and not is_outlet(found.name) and _is_person(found.name) else None


def _is_person(name: str) -> bool:
    return len(name.split()) > 1 and _first(name) in _WORDS_OF["given"]


def _labelled(line: str) -> Imprint | None:
    hit = _LABEL.fullmatch(line)
    if hit is None or hit["label"].lower() not in _WORDS_OF["sources"] or not _is_name(hit["name"]):
        return None
    return Imprint(hit["name"].strip(_EDGE), "")


def _dated(line: str) -> Imprint | None:
    found = days(line)
    if len(found) != 1:
        return None
    before, behind = (_words(part) for part in (line[:found[0].start], line[found[0].end:]))
    while before and _is_beside(before[-1]):
        before.pop()
    while behind and _is_beside(behind[0]):
        behind.pop(0)
    parts = [" ".join(part) for part in (before, behind)]
    name = next((part.strip(_EDGE) for part, other in zip(parts, reversed(parts), strict=True)
                 if not other.strip(_EDGE)), "")
    sign = next((sign for sign in _SIGNS if parts[0].endswith(sign) or parts[1].startswith(sign)), "")
    parted = sign or (" " if _CASELESS.search(name) else "")
    return Imprint(name, parted) if parted and _is_name(name) else None


def _words(part: str) -> list[str]:
    """The words of a part of a line, weekday and time left out."""
    words = (word for word in part.split() if word.strip("(),.") not in _WORDS_OF["zones"])
    return [word for word in words if beside(word, _NOWHERE) or word in _SIGNS]


def _is_beside(word: str) -> bool:
    return word.lower().strip(".") in _WORDS_OF["beside"]


def _is_name(name: str) -> bool:
    """Whether a few words are a name: most begin with a capital, the first does, and no sign of a sentence is there."""
    words = name.split()
    if not 1 <= len(words) <= _WORDS or len(name) > _LETTERS or words[0].lower() in _WORDS_OF["by"]:
        return False
    if _SENTENCE.search(name) or days(name):
        return False
    if _CASELESS.search(name):
        return True
    capital = sum(word[0].isupper() for word in words)
    most = 2 * capital > len(words) or (2 * capital == len(words) and bool(_CYRILLIC.match(name)))
    return name[0].isupper() and most and not menu(name)


def _first(name: str) -> str:
    """The word that a name begins with, "l'" of "L'Écho"."""
    return re.split(r"(?<=['’])|\s", name.lower().replace("’", "'"), maxsplit=1)[0]
