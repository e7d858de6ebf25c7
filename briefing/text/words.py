"""Words and terms: what two texts must share to speak of the same thing.

A *term* is a word as the comparison sees it: lemma, American spelling, stem, and where the lexicon
knows a synonym, the concept both stand for ("diggers" and "excavators" are one term).
"""

import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from itertools import chain, groupby
from types import ModuleType

from briefing.regex import lazy_regex
from briefing.text.lemmas import lemma
from briefing.wordlists import table_lines, word_lists

SIGNS = lazy_regex("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+")
"""Runs of scripts that do not part words; two neighbouring signs of one count as a word."""

WORD = lazy_regex(r"[^\W_]+(?:[-'’.&][^\W_]+)*")

STOP_WORDS = frozenset(word_lists("en/terms")["stop_words"])

NEGATIONS = frozenset(word_lists("en/terms")["negations"])
SLIGHT = frozenset(word_lists("en/terms")["slight"])


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands: `[start, end)` in the text it was read from."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=65_536)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, with possessive endings left off."""
    found = []
    for hit in WORD.finditer(text):
        word = _bare(hit.group())
        found.append(Word(word, hit.start(), hit.start() + len(word)))
    return tuple(found)


SENSE = "="
"""How a term begins that stands for words of one sense."""


def acts(found: frozenset[str]) -> frozenset[str]:
    """Those of a text's terms that stand for a group of words of one sense ("resigned", "quit", "stepped down"): who
    lacks the sense says something else, whatever names they share."""
    return frozenset(each for each in found if each.startswith(SENSE))


@lru_cache(maxsize=200_000)
def term(word: str) -> str:
    """The term a word stands for; a proper name is its own lower-case form."""
    lower = word.lower().replace("’", "'").replace(".", "")
    known = concepts().get(lower)
    if known:
        return known
    stemmed = stem(lower)
    return concepts().get(stemmed, stemmed)


@lru_cache(maxsize=65_536)
def terms(text: str) -> frozenset[str]:
    """The terms of a text, without stop words, single letters and bare numbers."""
    return frozenset(term_list(text))


@lru_cache(maxsize=65_536)
def term_list(text: str) -> tuple[str, ...]:
    """The terms of a text in its order; hyphened words count whole where the lexicon knows them, else by parts."""
    return tuple(chain.from_iterable(map(_terms_of, WORD.findall(joined(text)))))


@lru_cache(maxsize=200_000)
def _terms_of(word: str) -> tuple[str, ...]:
    """The terms of one word as written: a pile has few words and many of each."""
    if not word.isascii() and SIGNS.search(word):
        return _pairs(word)
    word = _bare(word)
    lower = "usa" if word == "US" else word.lower()
    parts = [lower] if "-" not in lower or lower in concepts() else lower.split("-")
    return tuple(term(p) for p in parts if p not in STOP_WORDS and len(p) > 1 and not p[0].isdigit())


def _pairs(word: str) -> tuple[str, ...]:
    """The pairs of neighbouring signs of a word that is many: what two texts share of it is words of theirs."""
    runs = SIGNS.findall(word)
    return tuple(run[at : at + 2] for run in runs for at in range(max(1, len(run) - 1)) if len(run) > 1)


def count_words(text: str) -> int:
    """How many words a text has, two signs of a script without spaces for one."""
    if text.isascii():
        return len(text.split())
    signs = sum(map(len, SIGNS.findall(text)))
    return len(SIGNS.sub(" ", text).split()) + (signs + 1) // 2 if signs else len(text.split())


def _bare(word: str) -> str:
    """A word without its possessive ending."""
    return word[:-2] if word.endswith(("'s", "’s")) else word


@lru_cache(maxsize=65_536)
def negations(text: str) -> int:
    """How many words deny something."""
    return sum(w.text.lower() in NEGATIONS or w.text.lower().replace("’", "'").endswith("n't") for w in words(text))


BRITISH = tuple(
    (lazy_regex(old), new)
    for old, new in (
        (r"isation(s?)$", r"ization\1"),
        (r"is(e|ed|es|ing)$", r"iz\1"),
        (r"yse(d|s)?$", r"yze\1"),
        (r"our(s|ed|ing|ite)?$", r"or\1"),
        (r"(met|lit|cent|theat|fib)re(s?)$", r"\1er\2"),
        (r"efence(s?)$", r"efense\1"),
        (r"ogramme(s?)$", r"ogram\1"),
        (r"^grey", "gray"),
        (r"^tyre", "tire"),
        (r"lled$", "led"),
        (r"lling$", "ling"),
        (r"aeo", "eo"),
        (r"aed", "ed"),
    )
)

SPELLED = lazy_regex("|".join(old.pattern for old, _ in BRITISH))
"""Any of them: few words have one."""


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case word: of the lemma in American spelling, by its own rules in another script."""
    if not word.isascii() and (script := next((name for name, letters in _SCRIPTS if letters.search(word)), None)):
        return stem_in(word, script)
    spelled = lemma(word)
    for old, new in BRITISH if SPELLED.search(spelled) else ():
        spelled = old.sub(new, spelled)
    return stem_in(spelled, "en")


STEMMED = {
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "pt": "portuguese",
    "it": "italian",
    "ru": "russian",
    "ar": "arabic",
}
"""Languages with a stemmer, by the code of each."""


@lru_cache(maxsize=200_000)
def stem_in(word: str, code: str) -> str:
    """The stem of a lower-case word in a language; the word itself in one without a stemmer."""
    return str(_stemmer(code).stemWord(word)) if code in STEMMED else word


@cache
def _stemmer(code: str):  # type: ignore[no-untyped-def]
    name = STEMMED[code]
    return getattr(_module_alone("snowballstemmer", f"{name}_stemmer"), f"{name.title()}Stemmer")()


def _module_alone(package: str, module: str) -> ModuleType:
    """One module of a package that would import all of its others with it: thirty stemmers take as long as a run."""
    spec = find_spec(package)
    if spec is None or package in sys.modules:
        return import_module(f"{package}.{module}")
    sys.modules[package] = module_from_spec(spec)  # not run
    try:
        return import_module(f"{package}.{module}")
    finally:
        del sys.modules[package]


_SCRIPTS = (("ru", lazy_regex("[а-яё]")), ("ar", lazy_regex("[\u0621-\u064a]")))
"""Scripts whose words are stemmed by the rules of the one language that most texts in them are of."""


@cache
def concepts() -> dict[str, str]:
    """Word or stem → concept, from concepts.txt."""
    table: dict[str, str] = {}
    for line in table_lines("en/concepts.txt"):
        name, _, members = line.partition(":")
        for member in members.replace("|", " ").split():
            table.setdefault(member, f"{SENSE}{name}")
    return table


def joined(text: str) -> str:
    """The text with a hyphen in the names of several words that the lexicon knows ("united-states")."""
    return _phrases().sub(lambda hit: re.sub(r"\s+", "-", hit.group()), text)


_GAP = r"\s+"


@cache
def _phrases() -> re.Pattern[str]:
    """The names of several words that the lexicon knows ("united-states"), by first letter: most words begin none."""
    known = sorted((name for name in concepts() if "-" in name[1:-1]), key=lambda name: (name[0], -len(name)))
    letters = (
        rf"{letter}(?:{'|'.join(name[1:].replace('-', _GAP) for name in names)})"
        for letter, names in groupby(known, key=lambda name: name[0])
    )
    return lazy_regex(rf"\b(?:{'|'.join(letters)})\b", re.I)


@dataclass(frozen=True, slots=True)
class Contrast:
    """An attribute whose values exclude each other, each value with the phrases that state it."""

    attribute: str
    values: tuple[tuple[str, re.Pattern[str]], ...]
    changes: bool = False
    """Whether the value may be another one on a later day."""

    in_order: bool = False
    """Whether it then is one that stands before it: who was missing is found dead, and never the other way."""

    of_one: int = 0
    """1 where a story tells it of one matter, so that a word beside both values shows that it is the same; 2 where it
    tells it of one person or event only, so that two sentences need share no other word."""


MARKS = "!~ "
"""What stands behind an attribute of the lexicon: "!" for each of `Contrast.of_one`, "~" for what changes to and
fro."""

PREFIX = 4  # letters by which a phrase of the lexicon is looked for


@lru_cache(maxsize=65_536)
def touched(text: str) -> frozenset[tuple[str, int]]:
    """The values of contrasts, as (attribute, place), that a text may state: it has the first letters of each word of
    a phrase."""
    table, starts = _beginnings(), _starts(text)
    return frozenset(value for start in starts for needed, value in table.get(start, ()) if needed <= starts)


def _starts(text: str) -> frozenset[str]:
    return frozenset(word[:PREFIX] for word in re.findall(r"[^\W_]+", text.lower()))


@cache
def _beginnings() -> dict[str, set[tuple[frozenset[str], tuple[str, int]]]]:
    """Under the longest of a phrase's beginnings, which few texts have, all of them with the value."""
    table: dict[str, set[tuple[frozenset[str], tuple[str, int]]]] = defaultdict(set)
    for line in table_lines("en/contrasts.txt"):
        attribute, _, rest = line.partition(":")
        attribute = attribute.strip(MARKS)
        for place, value in enumerate(re.split(r"[|>]", rest)):
            for phrase in filter(None, map(str.strip, value.split(","))):
                starts = _starts(phrase)
                table[max(sorted(starts), key=len)].add((starts, (attribute, place)))
    return dict(table)


@cache
def contrasts() -> tuple[Contrast, ...]:
    """The lexicon of values that exclude each other, from contrasts.txt."""
    found = []
    for line in table_lines("en/contrasts.txt"):
        attribute, _, rest = line.partition(":")
        values = []
        for value in re.split(r"[|>]", rest):
            phrases = [p.strip() for p in value.split(",") if p.strip()]
            pattern = "|".join(re.escape(p).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for p in phrases)
            values.append((phrases[0].rstrip("*"), lazy_regex(rf"(?<![\w-])(?:{pattern})(?!\w)", re.I)))
        in_order = ">" in rest
        found.append(Contrast(attribute.strip(MARKS), tuple(values), "~" in attribute or in_order, in_order,
                              attribute.count("!")))
    return tuple(found)
