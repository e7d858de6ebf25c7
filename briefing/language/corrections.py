"""The notes in which an outlet takes back what it wrote: "It was nine, not nineteen"."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.language.days import days
from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.language.numbers import numbers
from briefing.regex import lazy_regex
from briefing.text.sentences import sentences

HEAD = 80
"""Characters at the start of a paragraph within which one that has no label speaks of an earlier version."""

_BREAK = lazy_regex(r"[,;:.!?()\n—–]+(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Correction:
    """What a note puts right; each a wording of the note, letter for letter."""

    right: tuple[str, ...]
    wrong: tuple[str, ...]
    """Empty where the note does not repeat what was wrong."""


@dataclass(frozen=True, slots=True)
class _Notes:
    """How a language words such notes."""

    label: re.Pattern[str]
    """The label with the day that may follow it."""

    texts: re.Pattern[str]
    versions: re.Pattern[str]
    errors: re.Pattern[str]
    own: re.Pattern[str]
    """What the outlet itself wrote: behind a label, and before what is put right, that was wrong."""

    contrast: re.Pattern[str]


@cache
def _notes_of(code: str) -> _Notes | None:
    data = language_data(code, "corrections")
    if not data:
        return None
    label, texts, versions, errors, own, wrote, contrast = (
        any_of(word_list(data[key])) for key in ("labels", "texts", "versions", "errors", "own", "wrote", "contrast")
    )
    return _Notes(
        re.compile(rf"\W{{0,4}}(?:{label})(?:\s*\([^)\n]{{1,40}}\)|[^:\n]{{0,20}}\d[^:\n]{{0,12}})?\s*[:.–—-]", re.I),
        re.compile(rf"\b(?:{texts})(?!\w)", re.I),
        re.compile(rf"\b(?:{versions})(?!\w)", re.I),
        re.compile(rf"\b(?:{versions}|{errors})(?!\w)", re.I),
        re.compile(rf"\b(?:{own})(?!\w)[^;:]{{0,{HEAD}}}?\b(?:{wrote})(?!\w)", re.I),
        re.compile(rf",?\s+(?:{contrast})\s+", re.I),
    )


@lru_cache(maxsize=4096)
def correction(paragraph: str, code: str = "en") -> Correction | None:
    """What a paragraph puts right; None where it is no such note, or names nothing that is right."""
    notes = _notes_of(code)
    label = notes.label.match(paragraph) if notes else None
    head = paragraph[:HEAD]
    if notes is None or not (label or (notes.versions.search(head) and notes.texts.search(head))):
        return None
    text = paragraph[label.end() :] if label else paragraph
    right: list[str] = []
    wrong: list[str] = []
    told = [text[span.start : span.end] for span in sentences(text)]
    for place, sentence in enumerate(told, 1):
        if label and place < len(told) and notes.own.search(sentence):
            wrong.extend(each.text for each in (numbers(sentence, code) or days(sentence, code)))
            continue
        sides = (right, wrong) if notes.errors.search(sentence) is None else (wrong, right)
        contrast = notes.contrast.search(sentence)
        if contrast:
            before, after = _set_apart(sentence[: contrast.start()], sentence[contrast.end() :], code)
            sides[0].append(before)
            sides[1].append(after)
        elif sides[0] is wrong or not notes.texts.search(sentence):
            sides[0].extend(_values(sentence, code))
    return Correction(tuple(right), tuple(wrong)) if right else None


def _set_apart(before: str, after: str, code: str) -> tuple[str, str]:
    """The two wordings that a "not" parts: the values next to it, else as many words before it as behind."""
    left, right = _values(before, code), _values(after, code)
    if left and right:
        return left[-1], right[0]
    wrong = _BREAK.split(after, maxsplit=1)[0]
    return " ".join(before.split()[-len(wrong.split()) :]), wrong


def _values(text: str, code: str) -> tuple[str, ...]:
    """The numbers and days of a text, in its words and order."""
    found = [(each.start, each.text) for each in numbers(text, code)]
    found += [(each.start, each.text) for each in days(text, code)]
    return tuple(written for _, written in sorted(found))


def says(text: str, code: str, wording: str) -> bool:
    """Whether a text gives a value of another wording, however it writes it ("19" for "nineteen"); where that holds
    neither number nor day, whether it has the words."""
    values = {each.value for each in numbers(wording, code) if each.value is not None}
    dates = {(each.month, each.day, each.weekday) for each in days(wording, code)}
    if values or dates:
        return bool(values & {each.value for each in numbers(text, code)}) or bool(
            dates & {(each.month, each.day, each.weekday) for each in days(text, code)}
        )
    return re.search(rf"(?<!\w){re.escape(wording.casefold())}(?!\w)", text.casefold()) is not None
