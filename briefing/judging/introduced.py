"""What a document calls by a phrase before the passage of a fact that only points at it: "the school bus" of "it"."""

import re
from collections.abc import Iterator
from functools import cache

from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.model import Document, Fact
from briefing.text.lemmas import lemma
from briefing.text.quotations import quotations
from briefing.text.words import STOP_WORDS, terms


def introduced(text: str, code: str, fact: Fact, document: Document) -> frozenset[str]:
    """The terms of phrases of two words that a text, the fact's statement and, up to its passage and in no quotation,
    its document have alike.

    Only of words in their plain form: who has "smugglers bribed" from another sentence tells what was done there.
    """
    reached = max(each.end for each in fact.evidence)
    before = document.text[:reached].casefold()
    said = fact.statement.casefold()
    return frozenset().union(*(
        terms(phrase) for phrase in _phrases(text, code) if _stands(phrase, said) and _stands_unquoted(phrase, before)))


@cache
def _pair_of(code: str) -> re.Pattern[str]:
    """Two words that a space parts, or what a language sets between a thing and what it is of."""
    between = any_of(word_list(language_data(code, "words").get("introduced", {}).get("between", "")))
    return re.compile(rf"(?<![\w’'-])(?=([^\W\d_]{{3,}})( (?:(?:{between}) )?)([^\W\d_]{{3,}})(?![\w-]))")


def _phrases(text: str, code: str) -> Iterator[str]:
    for hit in _pair_of(code).finditer(text.casefold()):
        one, between, two = hit.groups()
        if all(word not in STOP_WORDS and lemma(word) == word for word in (one, two)):
            yield f"{one}{between}{two}"


def _stands(phrase: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text))


def _stands_unquoted(phrase: str, text: str) -> bool:
    quoted = [range(each.start, each.end) for each in quotations(text)]
    return any(not any(hit.start() in each for each in quoted)
               for hit in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text))
