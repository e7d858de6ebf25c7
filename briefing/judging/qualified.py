"""The gate of qualifiers: what makes a statement weaker, narrower or another stays, and none is added.

"The airline may cancel flights" does not say that it cancels them, a former minister is no minister, "near Brenn" is
not in Brenn, and what came after a strike did not come because of it. A word that a language lists for such a sense is
looked for in the stretch of the evidence that a sentence runs along with, and, where it would be new, in all evidence.
"""

import re
from collections.abc import Iterator, Mapping, Set
from functools import cache, lru_cache

from briefing.judging.along import Along, along, tokens
from briefing.judging.fault import Fault
from briefing.judging.ground import Ground
from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.language.read import Reading
from briefing.language.small_words import small_words
from briefing.language.statuses import statuses_in
from briefing.language.tenses import only_ahead, only_past
from briefing.regex import ListRegex, list_regex

KEPT: Mapping[str, int] = {"hedge": 3, "plan": 3, "try": 3, "ask": 3, "often": 3, "former": 1, "deputy": 1, "rank": 1,
                           "near": 1}
"""The senses that no sentence drops, each with the words before a stretch of evidence among which it belongs to it."""

HELD_BY: Mapping[str, frozenset[str]] = {
    "plan": frozenset({"hedge", "ask", "try"}),
    "ask": frozenset({"plan", "hedge"}),
    "try": frozenset({"hedge", "plan"}),
}
"""The senses in whose place others say as little."""

MASK = "·"
"""What stands in the place of each letter of a number or a quotation."""

EXCHANGED = (("ahead", "behind", "despite", "if", "because"), ("either", "joint"), ("more", "less"))
"""Of each group none may stand in another's place."""

ADDED = ("because", "all", "only", "always", "former", "deputy")
"""The senses that no sentence has of its own."""


def qualifier_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """The qualifiers that a sentence drops, exchanges or adds."""
    ours = qualifiers(sentence.text, sentence.code)
    known = frozenset[str]().union(*(qualifiers(each.text, each.code) for each in ground.passages))
    for sense in ADDED:
        if sense not in ours or not known.isdisjoint({sense, *(("causes",) if sense == "because" else ())}):
            continue
        if sense not in KEPT or _keeps_bearer(ours[sense], sentence.text, sentence.code, _keys(ground)):
            yield Fault("added", ours[sense])
    beside = along(sentence, ground)
    if beside is None:
        return
    yield from _dropped(ours, beside)
    yield from _many(beside)
    fates, fate = statuses_in(sentence.text, sentence.code), statuses_in(beside.told.text, sentence.code)
    if not sentence.numbers and fates - fate and fate - fates:
        yield Fault("replaced", min(fates - fate), min(fate - fates))
    done, ahead = only_past(sentence.text, sentence.code), only_ahead(beside.told.text, sentence.code)
    if done and ahead:
        yield Fault("replaced", done, ahead)
    theirs = qualifiers(_stretch(beside), sentence.code)
    for group in EXCHANGED:
        new = [each for each in group if each in ours and each not in theirs]
        gone = [each for each in group if each in theirs and each not in ours]
        if new and gone and (new[0], gone[0]) != ("behind", "because"):  # what was the cause came before
            yield Fault("replaced", ours[new[0]], theirs[gone[0]])


def _dropped(ours: Mapping[str, str], beside: Along) -> Iterator[Fault]:
    """What stands in or right before the stretch, and not in the sentence; of a condition also what it ends with."""
    told, keys = beside.told, {each.key for each in beside.ours}
    for sense, words_before in KEPT.items():
        near = _masked(told.text, told.code)[_start(beside, words_before) : _end(beside)]
        hit = qualifiers(near, told.code).get(sense)
        belongs = hit and (words_before > 1 or _keeps_bearer(hit, near, told.code, keys, is_place=sense == "near"))
        if hit and belongs and ours.keys().isdisjoint({sense, *HELD_BY.get(sense, ())}) and not _goes_whole(
                hit, near, told.code, keys):
            yield Fault("left out", hit)
    yield from _conditions(ours, beside)


def _goes_whole(hit: str, text: str, code: str, keys: Set[str]) -> bool:
    """Whether a sentence leaves out the clause of a qualifier too, and has only what the next clause tells was done:
    "announced a strike and spoke of a black day"."""
    behind = text[text.index(hit) + len(hit) :]
    joined = _senses(code)["joint"].search(behind) if "joint" in _senses(code) else None
    if joined is None:
        return False
    clause, rest = behind[: joined.start()], behind[joined.end() :]
    own = [each for each in tokens(clause, code) if each.text.casefold() not in small_words(code)]
    return bool(own and keys.isdisjoint(each.key for each in own) and only_past(rest, code))


def condition_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """The condition that the evidence's own words stand under and a sentence leaves out."""
    if (beside := along(sentence, ground)) is not None:
        yield from _conditions(qualifiers(sentence.text, sentence.code), beside)


def _conditions(ours: Mapping[str, str], beside: Along) -> Iterator[Fault]:
    """A condition at the beginning of a sentence of the evidence, or right behind the stretch."""
    told = beside.told
    theirs = qualifiers(told.text, told.code)
    for part in (told.text, told.text[_end(beside) :].lstrip(", ")):
        for condition in (listed.search(part) for sense, listed in _senses(told.code).items() if sense == "if"):
            if condition and condition.start() == 0 and "if" not in ours and not (
                    {"would", "hedge"} & ours.keys() & theirs.keys()):
                yield Fault("left out", condition[0])


def _many(beside: Along) -> Iterator[Fault]:
    """Things that are many in a text, and one of them in the evidence: "houses" of "a house"."""
    one, endings = (word_list(language_data(beside.told.code, "words").get("qualified", {}).get(name, ""))
                    for name in ("one", "many"))
    for _, start, end, first, _ in beside.equal:
        for theirs, ours in zip(range(start, end), range(first, first + end - start), strict=True):
            there, here = beside.theirs[theirs].text.casefold(), beside.ours[ours].text.casefold()
            is_one = theirs > 0 and beside.theirs[theirs - 1].text.casefold() in one
            if is_one and here != there and len(here) > len(there) and here.endswith(endings) and not (
                    ours and beside.ours[ours - 1].text.casefold() in one):
                yield Fault("replaced", beside.ours[ours].text, f"{beside.theirs[theirs - 1].text} {there}")


def _keeps_bearer(hit: str, text: str, code: str, keys: Set[str], *, is_place: bool = False) -> bool:
    """Whether the words of `keys` have whom or what a qualifier of a text is of: "mayor" of "former mayor", of
    "ex-mayor"."""
    word = hit.casefold()
    if onto := next((each for each in _written_onto(code) if word.startswith(each) and word != each), None):
        return tokens(word.removeprefix(onto).lstrip("-"), code)[0].key in keys
    behind = tokens(text[text.index(hit) + len(hit) :], code)
    bearer = next((each for each in behind if each.text.casefold() not in small_words(code)), None)
    if bearer is None or (not is_place and bearer.text[0].isupper() and hit[0].islower() and code != "de"):
        return False  # "his deputy Rémi Colas"
    return bearer.key in keys


def _keys(ground: Ground) -> Set[str]:
    return {each.key for passage in ground.passages for each in tokens(passage.text, passage.code)}


@cache
def _written_onto(code: str) -> tuple[str, ...]:
    """What is written onto an office: "ex" of "exalcalde"."""
    return word_list(language_data(code, "words").get("offices", {}).get("onto", ""))


def _stretch(beside: Along) -> str:
    return _masked(beside.told.text, beside.told.code)[beside.theirs[beside.equal[0][1]].start : _end(beside)]


def _end(beside: Along) -> int:
    return beside.theirs[beside.equal[-1][2] - 1].end


def _start(beside: Along, words_before: int) -> int:
    """Where the words before the stretch begin that belong to it: not before a mark."""
    first = beside.equal[0][1]
    start = beside.theirs[max(0, first - words_before)].start
    before = beside.told.text[start : beside.theirs[first].start]
    return start + max(before.rfind(mark) + 1 for mark in ",;:")


@lru_cache(maxsize=65_536)
def qualifiers(text: str, code: str) -> Mapping[str, str]:
    """The senses of the qualifiers of a text, each with its first word, but for what belongs to a number or stands in a
    quotation."""
    text = _masked(text, code)
    hits = ((sense, next((hit for hit in listed.finditer(text) if _is_plain(hit, text)), None))
            for sense, listed in _senses(code).items())
    return {sense: hit[0] for sense, hit in hits if hit}


def _is_plain(hit: re.Match[str], text: str) -> bool:
    """Whether a word has no capital in the midst of a sentence, where it is a name: "the court at Sollen", "Mr May", "3
    May"."""
    within = text[: hit.start()].rstrip()[-1:]
    return not (hit[0][0].isupper() and (within.isalnum() or within in (",", MASK)))


@lru_cache(maxsize=16_384)
def _masked(text: str, code: str) -> str:
    """A text, as long as it was, without its numbers, its quotations and what only compares: "more likely"."""
    reading = Reading(text, code)
    numbers = ((each.start, each.end) for each in reading.numbers)
    graded = (hit.span() for hit in _graded(code).finditer(text))
    for start, end in (*numbers, *(each.whole for each in reading.quotations), *graded):
        text = f"{text[:start]}{MASK * (end - start)}{text[end:]}"
    return text


@cache
def _graded(code: str) -> ListRegex:
    listed = word_list(language_data(code, "words").get("qualified", {}).get("graded", ""))
    return list_regex(r"(?<!\w)", listed, any_of(listed) or "(?!)", r"(?!\w)")


@cache
def _senses(code: str) -> Mapping[str, ListRegex]:
    """The words of each sense in a language, a "*" for any further letters."""
    listed = language_data(code, "words").get("qualifiers", {})
    return {sense: list_regex(r"(?<![\w·])", words, any_of(words).replace(r"\*", r"\w*"), r"(?![\w·])")
            for sense, words in ((name, word_list(each)) for name, each in listed.items())}
