"""What a sum of money or a percentage is of: damage, earnings, the price of something."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from briefing.engines.rules.detectors.counting import Count
from briefing.language.language import language_data, word_list
from briefing.text.words import STOP_WORDS, term, terms

PRICE = "=price"


def with_only_sums(every: Sequence[Count]) -> list[Count]:
    """The sums, each with what its report gives it of, where that gives no other one of the same."""
    given: dict[tuple[str, str], set[float]] = defaultdict(set)
    told = [(count, _sum_kinds(count)) for count in every]
    for count, nouns in told:
        for noun in nouns:
            given[count.profile.document.id, noun].add(count.low)
    return [
        replace(count, only=frozenset(n for n in nouns if len(given[count.profile.document.id, n]) == 1))
        for count, nouns in told
    ]


def _sum_kinds(count: Count) -> frozenset[str]:
    """The terms of what its clause gives a sum of, a price among them where somebody pays it for something."""
    language, text, q = count.profile.document.language, count.profile.text, count.quantity
    kinds = count.clause & _kinds_of_sums(language)
    paying = _paying(language)
    paid = paying is not None and paying[0].search(text[: q.start]) and paying[1].match(text[q.end :])
    bought = paying is not None and paying[2].search(text[: q.start])
    return kinds | ({PRICE} if paid or bought else frozenset())


@cache
def _paying(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]] | None:
    """How a language says that a sum is paid for something: before and behind it, or "buys … for" before it."""
    listed = language_data(code, "words").get("prices", {})
    pay, price, buy = ("|".join(word_list(listed.get(key, ""))) for key in ("pay", "for", "buy"))
    if not (pay and price and buy):
        return None
    return (re.compile(rf"\b(?:{pay})\s+$", re.I), re.compile(rf"\s+(?:{price})\s", re.I),
            re.compile(rf"\b(?:{buy})\s[^,;:.]{{2,60}}?\s(?:{price})\s+$", re.I))


@cache
def _kinds_of_sums(code: str) -> frozenset[str]:
    """The terms of what a language gives sums of: damage, cost, loss."""
    listed = word_list(language_data(code, "words").get("sums", {}).get("nouns", ""))
    return frozenset(term(word) for word in listed)


def sum_head(count: Count) -> frozenset[str]:
    """The terms of what a sum is of, if it says."""
    return terms(sum_of(count))


def sum_of(count: Count) -> str:
    """What a sum is of, as written ("$2 billion in earnings", "a charge of $2 billion", "a $2 billion hit"), or ""."""
    text, q = count.profile.text, count.quantity
    before = re.search(r"(\w{3,})\s+(?:of|worth|totalling|totaling)\s+$", text[: q.start])
    if before and before.group(1).lower() not in STOP_WORDS:
        return before.group(1)
    phrase: list[str] = []
    for word in re.sub(r"^[\s-]+(?:(?:in|of|worth of)\s+)?", "", text[q.end :]).split()[:4]:
        if not re.fullmatch(r"[a-z-]+[,.;]?", word) or word in STOP_WORDS:
            break
        phrase.append(word)
        if word[-1] in ",.;":
            break
    return " ".join(phrase).rstrip(",.;")
