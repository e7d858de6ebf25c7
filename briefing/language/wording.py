"""What a page says around the words of its sources, in their language: `page.toml` of each holds it."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from briefing.language.language import READ, language_data
from briefing.regex import lazy_regex


@cache
def _part(name: str, code: str) -> dict[str, Any]:
    """A part of a language's `page.toml`, the English one for a language that is unread."""
    part: dict[str, Any] = language_data(code if code in READ else "en", "page").get(name, {})
    return part


def topic_of(english: str, kind: str, code: str) -> str:
    """What a divergence is about, by its English name; the kind's name where a language has no other for it."""
    if code == "en" or code not in READ:
        return english[:1].upper() + english[1:]
    listed = _part("topics", code)
    for known, told in listed.items():
        if re.fullmatch(re.escape(known).replace(r"\*", ".+"), english):
            return str(told)
    return kind_of(kind, code)


def is_topic(text: str, code: str) -> bool:
    """Whether a text is what the page itself calls a topic, in a language with names of its own for them."""
    return code != "en" and text.strip() in _part("topics", code).values()


def kind_of(kind: str, code: str) -> str:
    """What a kind of divergence is called."""
    return str(_part("kinds", code).get(kind) or kind.capitalize())


def either(labels: Sequence[str], code: str) -> str:
    """Answers beside each other: "8, 9 or 11"."""
    if len(labels) == 1:
        return labels[0]
    sides = _part("sides", code)
    return f"{sides['comma'].join(labels[:-1])} {sides['or']} {labels[-1]}"


def one_or_other(text: str, code: str) -> tuple[str, str] | None:
    """The two answers of "8 or 11"; None where there are more, or one."""
    parts = text.split(f" {_part('sides', code)['or']} ")
    return (parts[0], parts[1]) if len(parts) == 2 and str(_part("sides", code)["comma"]) not in parts[0] else None


def differing(code: str) -> str:
    """That the sources differ, where there is nothing else to say of it."""
    return str(_part("sides", code)["differ"])


@cache
def framing_words(code: str) -> frozenset[str]:
    """Every word by which a page of a language says what its parts and divergences are: none needs evidence."""
    told = [each for part in ("headings", "kinds", "sides", "topics") for each in _part(part, code).values()]
    told += [said("mail", "moved_from", code, what="", new="", old="")]
    return frozenset(re.findall(r"[^\W\d_]+", " ".join(map(str, told))))


@cache
def counting_words(code: str) -> frozenset[str]:
    """The words by which a page counts what it rests on, without capitals: "documents", "sources", "statements"."""
    return frozenset(re.findall(r"[^\W\d_]+", " ".join(_part("counts", code).values()).casefold())) - {"n"}


def said(part: str, name: str, code: str, /, **values: object) -> str:
    """A phrase of a part of a page, its gaps filled; the English one where a language has none."""
    form = _part(part, code).get(name) or _part(part, "en")[name]
    return str(form).format(**values)


def reason_of(reason: str, code: str) -> str:
    """A reason of the record in a language; as it stands where that has no words for it."""
    return str(_part("reasons", code).get(reason, reason))


def stage_of(stage: str, code: str) -> str:
    """What is said of what a stage left out."""
    return str(_part("stages", code).get(stage, stage))


def counted(name: str, number: int, code: str) -> str:
    """So many documents, sources or the like: "1 source", "1,200 sources", "2 источника"."""
    forms = str(_part("counts", code)[name]).split("|")
    shown = f"{number:,}".replace(",", str(_part("days", code)["thousands"]))
    return forms[_form(number, len(forms))].format(n=shown)


def _form(number: int, forms: int) -> int:
    """Which form a number takes: one of two by whether it is 1, one of three as in Russian."""
    if forms == 1:
        return 0
    if forms == 2:
        return number != 1
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else 2


def written_day(iso: str, code: str, *, year: bool = True) -> str:
    """ "2024-11-25" as "25 November 2024" in a language, "2024-11" as its month; anything else as it is.

    Without its `year` a day is "25 November".
    """
    found = _ISO.match(iso)
    if not found or not 1 <= int(found[2]) <= MONTHS:
        return iso
    listed = _part("days", code)
    months = str(listed["months"] if found[3] else listed.get("months_alone", listed["months"])).split(", ")
    form = listed[("day" if year else "day_of_year") if found[3] else "month"]
    return str(form).format(day=int(found[3] or 0), month=months[int(found[2]) - 1], year=found[1])


MONTHS = 12
_ISO = lazy_regex(r"(\d{4})-(\d\d)(?:-(\d\d))?(?!\d)")


def written_weekday(number: int, code: str) -> str:
    """The name of a weekday, 0 for Monday."""
    return str(_part("days", code)["weekdays"]).split(", ")[number]


def written_period(days: Iterable[str | None], code: str) -> str:
    """ "9 November 2016", or "8 to 11 November 2016"; that there is no date where no day is known."""
    told = {each for each in days if each}
    known = sorted(each for each in told if not any(other != each and other.startswith(each) for other in told))
    if not known:
        return said("page", "undated", code)
    first, last = written_day(known[0], code), written_day(known[-1], code)
    return first if first == last else said("page", "span", code, first=_without_end(first, last), last=last)


def _without_end(first: str, last: str) -> str:
    """A day without the month and the year that end another too."""
    words, others = first.split(" "), last.split(" ")
    while len(words) > 1 and words[-1] == others[-1]:
        words.pop()
        others.pop()
    return " ".join(words)


@cache
def support_forms() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands before and behind the number where a page counts sources, in every language."""
    forms = [form for code in READ for form in str(_part("counts", code)["sources"]).split("|")]
    parts = [form.split("{n}") for form in forms]
    return tuple({before for before, _ in parts}), tuple({behind for _, behind in parts})
