"""What a bare number counts, where a word like "number" or "toll" names it."""

import re
from functools import cache

from briefing.language.en.rules.counting import FATES, PEOPLE
from briefing.language.language import language_data, word_list
from briefing.language.quantities import Quantity
from briefing.text.words import term


def tallied(q: Quantity, text: str, language: str) -> str:
    """The term of what a bare number counts, named before or behind it: "put the number of soldiers at 850"."""
    frame = _tally(language)
    hits = [*frame.finditer(text, 0, q.start), *frame.finditer(text, q.end, q.end + 60)] if frame else []
    near = [hit for hit in hits if not re.search(r"[,;:.!?]", text[min(hit.end(), q.end) : max(hit.start(), q.start)])]
    return term(_tallied_noun(near[0], text, language)) if len(near) == 1 else ""


def _tallied_noun(hit: re.Match[str], text: str, language: str) -> str:
    """The noun of a tally; behind what became of them whom it became of: of "the number of dead birds" the birds."""
    behind = re.match(r"\s+([^\W\d_]{3,})", text[hit.end() :])
    listed = language_data(language, "words")
    others = [word_list(listed.get(table, {}).get(key, "")) for table, key in (("names", "plain"), ("levels", "verbs"))]
    if term(hit["noun"]) not in FATES or not behind or any(behind[1] in each for each in others):
        return hit["noun"]
    return hit["noun"] if term(behind[1]) in PEOPLE else behind[1]


@cache
def _tally(language: str) -> re.Pattern[str] | None:
    """How a language names what a bare number counts; None where that is not listed."""
    listed = language_data(language, "words").get("tallies", {})
    names, of = (word_list(listed.get(key, "")) for key in ("names", "of"))
    if not names or not of:
        return None
    return re.compile(rf"\b(?:{'|'.join(names)})\s+(?:{'|'.join(of)})\s+(?P<noun>[^\W\d_]+)", re.I)
