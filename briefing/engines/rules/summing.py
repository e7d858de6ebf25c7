"""One line on what a divergence is about, in words that both sides have."""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from briefing.engines.rules.detectors.causes import REASON
from briefing.engines.rules.detectors.clauses import clause
from briefing.engines.rules.detectors.denials import DENIED
from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.language.en.rules.summing import ARTICLES, THAT, TO
from briefing.language.headings import common_code
from briefing.language.vocabulary import number_in
from briefing.language.wording import either, topic_of
from briefing.text.names import is_person
from briefing.text.words import STOP_WORDS, Word, terms, words
from briefing.wordlists import word_lists

LONGEST = 60  # characters of a label
NUMBERS = frozenset(word_lists("en/terms")["number_words"])
LABELLED = ("spelling", "how firmly", "when ", "which day")  # topics with labels that are no words of a sentence
NAMED_BEFORE = {"words of a quotation", REASON, "cause, open or indicated", DENIED}
"""Topics that stand before the matter."""

MOST = 7  # words that name the matter
OBJECT = 12  # words of what is denied


def summary(candidate: Candidate) -> str:
    """What differs, then the matter both sides speak of, as far as they share words for it; as a line begins."""
    told = _summary(candidate)
    return told[:1].upper() + told[1:]


def _summary(candidate: Candidate) -> str:
    told = [side[0].profile.text[side[0].start : side[0].end] for side in candidate.sides]
    named = candidate.kind == "attribution" or candidate.topic.startswith(LABELLED)
    code = common_code(side[0].profile.document.language for side in candidate.sides)
    if candidate.kind == "figure":
        told = [_within_a_line(label, code) for label in told]
    labels = list(dict.fromkeys(_short(label) for label in (candidate.labels if named else told)))
    matter = _matter(candidate.sides[0][0], candidate.sides[1][0])
    topic = topic_of(candidate.topic, candidate.kind, code)
    if candidate.kind in {"figure", "date"} or candidate.topic.startswith("spelling"):
        return f"{topic}: {either(labels, code)}"
    if candidate.detector is Detector.POSTS:
        return f"{topic}: {either([f'“{label}”' for label in labels], code)}"
    if code != "en":
        return f"{matter or topic}: {either([f'“{label}”' for label in labels], code)}"
    if candidate.detector is Detector.DEEDS:
        return f"{_thing(matter) or _shared(candidate) or topic}: {either(labels, code)} did it"
    if candidate.kind == "attribution":
        return f"{_thing(matter) or _shared(candidate) or topic}: {either(labels, code)} said it"
    if candidate.topic == "how firmly it is put":
        matter = _matter(_clause(candidate.sides[0][0]), candidate.sides[1][0]) or _phrase(candidate)
        return f"{matter or topic}: “{labels[0]}” in one, stated in another"
    if candidate.kind == "status" and is_person(matter) and _thing(matter) == matter:
        matter = ""  # whom both sentences name need not be whom it is about
    if candidate.topic in NAMED_BEFORE:
        matter = matter or _object(candidate) or _phrase(candidate)
        if candidate.topic == REASON and not matter:
            return f"{topic}: {either([f'“{label}”' for label in labels], code)}"
        return f"{topic}: {matter}" if matter else topic
    matter = _thing(matter)
    if len(matter.split()) == 1:
        matter = ", ".join([matter, *(each for each in _telling(candidate) if each.islower())][:3])
    return f"{matter or topic}: {either([f'“{label}”' for label in labels], code)}"


def _within_a_line(label: str, code: str) -> str:
    """A figure as it stands within a line, that began a sentence: "Seven people" as "seven people"."""
    first = label.partition(" ")[0].lower()
    small = first in STOP_WORDS or first.rstrip("s") in NUMBERS or number_in(first, code) is not None
    return label[:1].lower() + label[1:] if small else label


def _short(label: str) -> str:
    label = re.sub(r"\s+", " ", label).strip()
    return label if len(label) <= LONGEST else label[: label.rfind(" ", 0, LONGEST - 2)] + " …"


def _matter(one: Voice, two: Voice) -> str:
    """The longest run of words the two sentences share beside what differs, without stop words at its ends; "" for
    none that tells."""
    left, right = _beside(one), _beside(two)
    match = SequenceMatcher(
        None, [w.text.lower() for w in left], [w.text.lower() for w in right], autojunk=False
    ).find_longest_match()
    run = list(left[match.a : match.a + match.size])
    while run and run[-1].text.lower() in STOP_WORDS:
        run.pop()
    while run and run[0].text.lower() in STOP_WORDS and not _is_infinitive(run):
        run.pop(0)
    if any(w.text.lower() in NUMBERS for w in run):
        return ""
    if not run or len(run) > MOST or (len(run) == 1 and (len(run[0].text) < 5 or not run[0].text[0].isupper())):
        return ""
    text = one.profile.text[run[0].start : run[-1].end]
    return re.sub(r"\s+", " ", text) if not re.search(r"[\"“”.,;:]", text) and not re.search(r"\d", text) else ""


def _is_infinitive(run: Sequence[Word]) -> bool:
    """Whether words begin with what is to be done to something: "to remove the council"."""
    first = [word.text.lower() for word in run[:3]]
    return len(first) == 3 and first[0] == TO and first[1] not in STOP_WORDS and first[2] in ARTICLES


def _thing(matter: str) -> str:
    """The matter without the verb before it: "remove the council" as "the council"."""
    first, _, rest = matter.partition(" ")
    return rest if rest.split()[:1] and rest.split()[0] in ARTICLES and first.islower() else matter


def _object(candidate: Candidate) -> str:
    """What a denial says is not so: of "denied that the dam had been inspected" the words behind "that"."""
    voice = candidate.sides[-1][0]
    hit = THAT.match(voice.profile.text, voice.end) if candidate.topic == DENIED else None
    return hit["what"] if hit and len(hit["what"].split()) <= OBJECT else ""


def _shared(candidate: Candidate) -> str:
    """The telling words that both sentences have: some that stand side by side in one, else up to three."""
    if phrase := _phrase(candidate):
        return phrase
    telling = _telling(candidate)[:3]
    return ", ".join([telling[0].capitalize(), *telling[1:]]) if len(telling) > 1 else ""


def _phrase(candidate: Candidate) -> str:
    """The telling words of both sentences that stand side by side in the first."""
    return _side_by_side(candidate.sides[0][0].profile.text, frozenset(_telling(candidate)))


def _side_by_side(text: str, telling: frozenset[str]) -> str:
    """The longest run of a text of two words or more that are all telling; "" for none."""
    runs: list[list[Word]] = [[]]
    for word in words(text):
        if word.text not in telling or (runs[-1] and text[runs[-1][-1].end : word.start] != " "):
            runs.append([])
        if word.text in telling:
            runs[-1].append(word)
    longest = max(runs, key=len)[:MOST]
    return text[longest[0].start : longest[-1].end] if len(longest) > 1 else ""


def _telling(candidate: Candidate) -> list[str]:
    """The telling words that both sentences have beside what differs, in the order of the first."""
    one, two = (side[0].profile for side in candidate.sides[:2])
    there = two.terms - terms(" ".join(candidate.labels))
    found = [w.text for w in words(one.text) if len(w.text) > 3 and "-" not in w.text and terms(w.text) & there
             and w.text.lower() not in NUMBERS and not w.text[0].isdigit()]  # "at least seven" is no seven
    return list(dict.fromkeys(found))


def _clause(voice: Voice) -> Voice:
    """The hedge with its clause: what it hedges."""
    return replace(voice, profile=replace(voice.profile, text=_only(voice)))


def _only(voice: Voice) -> str:
    """The sentence with all but the clause of the span blanked out."""
    text = voice.profile.text
    start, end = clause(text, voice.start, voice.end)
    return " " * start + text[start:end] + " " * (len(text) - end)


def _beside(voice: Voice) -> list[Word]:
    """The words of a sentence outside the span that differs, where that span is only a part of it."""
    text = voice.profile.text
    part = voice.end - voice.start < 0.7 * len(text)
    return [w for w in words(text) if not (part and w.start < voice.end and voice.start < w.end)]
