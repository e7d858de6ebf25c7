"""Words of a text that another lacks and that may be a name's; what can't be told apart from a name counts as one.

A word is the other's where it is the same but for its ending. `[names]` of a language's `words.toml` says how:
`endings` are those that a name takes, `written_on` what is written onto its front; `plain` words name nothing as they
stand, `nouns` in any form. Where `every` is true any word may be a name, where `signs` is, any run of signs; else a
word with a capital is one.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.language.digits import ALIKE
from briefing.language.language import language_data, without_accents, word_list
from briefing.regex import lazy_regex

_LETTER = r"[^\W\d_][\u0300-\u036f\u064b-\u0652\u0670]*"
_WORD = lazy_regex(rf"{_LETTER}(?:\.{_LETTER}(?!{_LETTER}))+|(?:{_LETTER})+")
_SIGNS = lazy_regex("[\u3400-\u9fff\uf900-\ufaff]+")
_LEAST = 3
"""Letters that two forms of one name share at least; a shorter name has no other form but with an ending more."""


@dataclass(frozen=True, slots=True)
class _Names:
    """How a language writes names."""

    endings: frozenset[str]
    plural: frozenset[str]
    """Endings of a genitive that only a plural has: "Штатов" of "Штаты"."""

    plurals: frozenset[str]
    written_on: tuple[str, ...]
    plain: frozenset[str]
    """Words that name nothing."""

    nouns: str
    """A list of others, which do so in any form."""

    determiners: frozenset[str]
    """What stands before a common noun, in a language that writes these with a capital too."""

    every: bool
    signs: bool


@cache
def _names_of(code: str) -> _Names:
    data = language_data(code, "words")
    listed = data.get("names", {})
    plain = set(word_list(listed.get("plain", "")))
    for part, name in (("denial", "light"), ("denial", "negators"), ("speech", "verbs"), ("people", "the")):
        plain |= set(word_list(data.get(part, {}).get(name, "")))
    for words in data.get("statuses", {}).values():
        plain |= set(word_list(words))
    return _Names(
        endings=frozenset(("", *map(_folded, word_list(listed.get("endings", ""))))),
        plural=frozenset(map(_folded, word_list(listed.get("plural_genitives", "")))),
        plurals=frozenset(map(_folded, word_list(listed.get("plural_endings", "")))),
        written_on=tuple(map(_folded, word_list(listed.get("written_on", "")))),
        plain=frozenset(map(_folded, plain)),
        nouns=listed.get("nouns", ""),
        determiners=frozenset(map(_folded, word_list(listed.get("determiners", "")))),
        every=listed.get("every", False),
        signs=listed.get("signs", False),
    )


@cache
def plain_words(code: str) -> frozenset[str]:
    """The words of a language that name nothing and say little, as listed."""
    return frozenset(word_list(language_data(code, "words").get("names", {}).get("plain", "")))


def lacked_names(
    text: str, evidence: str, code: str, *, beside: Iterable[str] = (), read: Iterable[tuple[int, int]] = ()
) -> Iterator[str]:
    """The words of a text that may be names and that its evidence has in no form, in their order.

    `beside` are words that may stand there too; `read` are spans read otherwise: numbers and days.
    """
    spans = tuple(read)
    language = _names_of(code)
    if language.signs:
        yield from _lacked_signs(text, evidence, language.plain | frozenset(beside), spans)
        return
    theirs, nouns = _forms(evidence, code), _forms(language.nouns, code)
    more = {_folded(each) for each in beside}
    for hit in _WORD.finditer(text):
        if any(start < hit.end() and hit.start() < end for start, end in spans):
            continue
        word = _folded(hit[0])
        if not (language.every or hit[0][0].isupper()) or word in more or word in language.plain:
            continue
        if theirs.have(word) or nouns.have(word) or _are_initials(hit[0], evidence):
            continue
        if not (language.determiners and _is_part_or_deed(word, _before(text, hit.start()), theirs, language)):
            yield hit[0]


def _before(text: str, start: int) -> str:
    """The word right before a place."""
    found = _LAST_WORD.search(text[:start])
    return _folded(found[1]) if found else ""


_LAST_WORD = lazy_regex(r"([^\W\d_]+)\s+$")


def _is_part_or_deed(word: str, before: str, theirs: "_Forms", language: _Names) -> bool:
    """Whether a noun is what a verb of the evidence does ("Zusammenstoß" of "zusammengestoßen"), or behind an article a
    part of one of its compounds ("das Gesetz" of "Mediengesetz")."""
    begin = word[: max(_DEED, len(word) - 2)]
    if len(word) >= _DEED and any(each.startswith(begin) for verb in theirs.small for each in (verb, *_unbent(verb))):
        return True
    forms = [word.removesuffix(each) for each in language.endings if len(word) - len(each) > _LEAST]
    return before in language.determiners and any(
        len(other) - len(form) >= _LEAST and (other.startswith(form) or other.endswith(form))
        for form in forms
        for other in theirs.words
    )


def _unbent(verb: str) -> Iterator[str]:
    """A participle without the syllable that makes it one: "zusammengestoßen" as "zusammenstoßen"."""
    at = verb.find("ge", 1)
    if at > 0:
        yield verb[:at] + verb[at + 2 :]


_DEED = 5
"""Letters that a noun has in common with the verb it is of."""


def may_be_names(text: str, code: str) -> Iterator[str]:
    """The words of a text that may be names, whatever any evidence has."""
    return lacked_names(text, "", code)


def stands_in_some_form(words: str, text: str, code: str) -> bool:
    """Whether every word of a few stands in a text, with whatever ending."""
    theirs = _forms(text, code)
    return all(theirs.have(_folded(hit[0])) for hit in _WORD.finditer(words))


def name_stem(word: str, code: str) -> str:
    """A word with its capital, without the ending that a name takes in its language."""
    endings = sorted(_names_of(code).endings, key=len, reverse=True)
    ending = next((each for each in endings if each and word.endswith(each) and len(word) - len(each) >= _LEAST), "")
    return word.removesuffix(ending)


def _folded(word: str) -> str:
    """A word by its letters alone: without capitals, accents and what a script writes in two ways."""
    return without_accents(unicodedata.normalize("NFKC", word).translate(ALIKE).casefold()).translate(_UNWRITTEN)


_UNWRITTEN = {ord("."): None, ord("ـ"): None}


@lru_cache(maxsize=1024)
def _forms(text: str, code: str) -> "_Forms":
    words = [hit[0] for hit in _WORD.finditer(text)]
    small = frozenset(_folded(word) for word in words if word[0].islower())
    return _Forms(frozenset(map(_folded, words)), small, _names_of(code))


class _Forms:
    """The words of a text, to be asked for in any form."""

    def __init__(self, words: frozenset[str], small: frozenset[str], language: _Names) -> None:
        self.language = language
        self.words = words
        self.small = small
        """Those that stand there without a capital."""

        self.bare = words | {bare for word in words for bare in self._without(word, _LEAST)}
        self.stems: dict[str, set[str]] = {}
        """The endings with which each beginning of a word stands here."""
        for word in self.bare:
            for ending in (*language.endings, *language.plural):
                if len(stem := word.removesuffix(ending)) >= _LEAST and word.endswith(ending):
                    self.stems.setdefault(stem, set()).add(ending)

    def have(self, word: str) -> bool:
        """Whether a word stands here, with another ending or another word written onto its front."""
        return any(self._stands(each) for each in (word, *self._without(word, _LEAST + 1)))

    def _stands(self, word: str) -> bool:
        if word in self.bare:
            return True
        endings = self.language.endings
        if any(word.removesuffix(each) in self.bare for each in endings if len(each) < len(word) - 1):
            return True
        if len(word) <= _LEAST:
            return any(f"{word}{ending}" in self.bare for ending in endings)
        return any(
            self._agree(ending, other)
            for ending in (*self.language.endings, *self.language.plural)
            if word.endswith(ending)
            for other in self.stems.get(word.removesuffix(ending), ())
        )

    def _agree(self, one: str, other: str) -> bool:
        """Whether two endings may be those of one word: that of a plural only beside a plural's."""
        language = self.language
        return all(
            each not in language.plural or each in language.endings or rest in language.plurals | language.plural
            for each, rest in ((one, other), (other, one))
        )

    def _without(self, word: str, least: int) -> Iterator[str]:
        """A word without what is written onto its front; behind a single letter so many stand at least."""
        for front in self.language.written_on:
            if word.startswith(front) and len(word) - len(front) >= (least if len(front) == 1 else _LEAST):
                yield word.removeprefix(front)


def _are_initials(word: str, evidence: str) -> bool:
    """Whether an abbreviation is that of words of the evidence that follow each other: "OMS"."""
    letters = word.replace(".", "")
    if not 2 <= len(letters) <= 6 or not letters.isupper():
        return False
    firsts = "".join(hit[0][0] for hit in _WORD.finditer(evidence) if len(hit[0]) > _LEAST or hit[0][0].isupper())
    return letters.casefold() in firsts.casefold()


def _lacked_signs(
    text: str, evidence: str, plain: frozenset[str], spans: tuple[tuple[int, int], ...]
) -> Iterator[str]:
    """The runs of signs of which no two neighbours stand together in the evidence, words that name nothing apart."""
    for run in _SIGNS.finditer(text):
        known = [False] * len(run[0])
        for at in range(len(known)):
            place = run.start() + at
            known[at] |= any(start <= place < end for start, end in spans)
            if run[0][at : at + 2] in evidence and at + 1 < len(known):
                known[at] = known[at + 1] = True
            for length in range(1, min(_LONGEST, len(known) - at) + 1):
                if run[0][at : at + length] in plain:
                    known[at : at + length] = [True] * length
        marks = "".join("-" if each else "+" for each in known)
        for hit in re.finditer(r"\++", marks):
            yield run[0][hit.start() : hit.end()]
    for hit in re.finditer(r"[^\W\d_\u3400-\u9fff\uf900-\ufaff]{2,}", text):
        inside = any(start < hit.end() and hit.start() < end for start, end in spans)
        if not inside and not re.search(rf"(?<![a-z]){re.escape(hit[0])}(?![a-z])", evidence, re.I):
            yield hit[0]


_LONGEST = 8
"""Signs of the longest word that is listed as naming nothing."""
