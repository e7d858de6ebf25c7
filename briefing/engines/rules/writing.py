"""What to say, in which order: the claims that carry the matter, each in the words of the source that tells it best."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.engines.rules.attribution import masked
from briefing.model import Claim, Divergence, Document, Fact, Section, Sentence, Story
from briefing.text.likeness import Likeness
from briefing.text.names import names
from briefing.text.words import terms

BRIEF = 5
ONE_SOURCE = "What only one source reports"
HEADINGS = ("What happened", "What was said", "What comes next", "Background")
DANGLING = re.compile(r"^[\"“‘']*(?:he|she|they|it|this|that|these|those|but|and|meanwhile|however|his|her|their|its|asked|on that occasion|"
                      r"at the time|instead|either way|the (?:man|woman|latter|former))\b"
                      r"|\b(?:yesterday|today|tomorrow|tonight|(?:last|next|this) (?:week|month|year))\b", re.I)
PRONOUN = re.compile(r"\b(?:he|she|him|his|her|hers)\b")
PERSON_NOUN = re.compile(r"\b(?:man|woman|boy|girl|driver|father|mother|president|minister|player|officer|worker|passenger|captain|coach|judge|doctor|"
                         r"leader|official|spokesman|spokeswoman|chief|director|manager|child|son|daughter|husband|wife|uncle|teenager|year-old|resident)\b", re.I)
FIRST_PERSON = re.compile(r"\b(?:I|me|my|we|us|our)\b")
SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*$")
LONG = 27  # words
TOO_LONG = 44
MOST_EVIDENCE = 1800


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the fact that tells it and what it is worth to the reader."""

    claim: Claim
    fact: Fact
    worth: float
    place: float
    """Where in its document it stands, 0 head to 1 foot."""


def write(story: Story, claims: Sequence[Claim], divergences: Sequence[Divergence], facts: Mapping[str, Fact],
          documents: Mapping[str, Document], *, most: int, focus: str | None) -> tuple[str, tuple[Section, ...]]:
    """A title and sections of one story, at most `most` sentences in all."""
    told = _chosen(story, claims, divergences, facts, documents, most=most, focus=focus)
    title = _title(story, told, documents)
    return title, _sections(story, told, facts, documents)


def _chosen(story: Story, claims: Sequence[Claim], divergences: Sequence[Divergence], facts: Mapping[str, Fact],
            documents: Mapping[str, Document], *, most: int, focus: str | None) -> list[Told]:
    """The worthiest claims that do not repeat each other, best first."""
    likeness = Likeness([terms(facts[c.facts[0]].evidence[0].text) for c in claims])
    order = {d: n for n, d in enumerate(story.documents)}
    spread = _spread(claims, facts)
    headline = [terms(documents[d].title) for d in story.documents]
    wanted = terms(focus) if focus else frozenset()
    told = []
    for claim in claims:
        candidates = sorted((_clumsy(facts[f], documents), n) for n, f in enumerate(claim.facts))
        best = facts[claim.facts[candidates[0][1]]]
        if candidates[0][0] >= 5:
            continue
        place = min(_place(facts[f], documents) for f in claim.facts)
        own = terms(best.evidence[0].text)
        about = likeness.weight(frozenset(t for t in own if spread.get(t, 0) > 1)) / (likeness.weight(own) or 1.0)
        titled = max((len(own & h) / (len(h) or 1) for h in headline), default=0.0)
        worth = (1.0 * min(len(claim.origins), 4) + 0.25 * min(len({facts[f].document for f in claim.facts}), 5) + 1.2 * (1 - place) ** 2
                 + 1.5 * about + 1.2 * titled + 0.3 * bool(best.figures) - 0.35 * candidates[0][0]
                 - 0.8 * (best.kind == "background") + 3.0 * (len(own & wanted) / len(wanted) if wanted else 0.0))
        told.append(Told(claim, best, worth, place + 1e-6 * order.get(best.document, 0)))
    return _varied(told, most, story.documents[-1])


def _spread(claims: Sequence[Claim], facts: Mapping[str, Fact]) -> dict[str, int]:
    """In how many documents each term stands."""
    where: dict[str, set[str]] = {}
    for claim in claims:
        for f in claim.facts:
            for term in terms(facts[f].evidence[0].text):
                where.setdefault(term, set()).add(facts[f].document)
    return {term: len(found) for term, found in where.items()}


def _varied(told: Sequence[Told], most: int, latest: str) -> list[Told]:
    """Greedy by worth: less for what has been said, more for a document not yet heard, most of all the latest."""
    rest = sorted(told, key=lambda t: (-t.worth, t.fact.id))
    kept: list[Told] = []
    said: list[frozenset[str]] = []
    heard: set[str] = set()
    while rest and len(kept) < most:
        scored = [((t.worth + (t.fact.document not in heard) * (1.4 if t.fact.document == latest else 0.7))
                   * (1 - 0.8 * max((_overlap(terms(t.fact.statement), s) for s in said), default=0.0)), -n) for n, t in enumerate(rest)]
        score, n = max(scored)
        choice = rest.pop(-n)
        if any(_repeats(choice.fact.statement, k.fact.statement) for k in kept):
            continue
        if score <= 0.5:
            break
        kept.append(choice)
        said.append(terms(choice.fact.statement))
        heard.add(choice.fact.document)
    return kept


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _repeats(a: str, b: str) -> bool:
    """Whether half of one sentence's runs of four words stand in the other."""
    x, y = _runs(a), _runs(b)
    return bool(x and y) and 2 * len(x & y) > min(len(x), len(y))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i:i + 4]) for i in range(len(words) - 3)}


def _place(fact: Fact, documents: Mapping[str, Document]) -> float:
    return fact.evidence[0].start / max(len(documents[fact.document].text), 1)


def _clumsy(fact: Fact, documents: Mapping[str, Document]) -> float:
    """How ill a statement stands alone: 0 well, 5 not at all."""
    text = fact.statement
    count = len(text.split())
    bare = masked(text)
    if count < 6 or count > TOO_LONG or DANGLING.search(text) or not SENTENCE_END.search(text) or "?" in text or "http" in text:
        return 5
    if text.count('"') % 2 or text.count("“") != text.count("”") or FIRST_PERSON.search(re.sub(r"\bU\.?S\b|\bUS\b", "", bare)):
        return 5
    if not text[0].isupper() and text[0] not in "\"“‘'«" and not text[0].isdigit():
        return 5
    pronoun = PRONOUN.search(bare)
    if pronoun and not names(bare[:pronoun.start()]) and not PERSON_NOUN.search(bare[:pronoun.start()]):
        return 5
    quoted = bare.count("¤") / max(len(bare), 1)
    if quoted > 0.5 and not fact.speaker:
        return 5
    length = max(0, count - LONG) / 7 + (1.0 if count < 9 else 0.0)
    witness = 1.5 if quoted > 0.5 and FIRST_PERSON.search(text) else 0.6 if quoted > 0.5 else 0.0
    return length + witness + (0.7 if not names(text) else 0.0) + (0.5 if fact.certainty == "possible" else 0.0)


def _title(story: Story, told: Sequence[Told], documents: Mapping[str, Document]) -> str:
    """The headline closest to what is told; one with a figure only as a last choice, since it must stand on what is shown."""
    central = frozenset[str]().union(*(terms(t.fact.statement) for t in told[:8])) if told else frozenset()
    titles = [documents[d].title for d in story.documents]
    ranked = sorted(titles, key=lambda t: (-len(terms(t) & central) / (3 + len(terms(t))), len(t), t))
    return next((t for t in ranked if not re.search(r"\d|[\"“‘?]", t)), ranked[0] if ranked else "Briefing")


def _sections(story: Story, told: Sequence[Told], facts: Mapping[str, Fact], documents: Mapping[str, Document]) -> tuple[Section, ...]:
    """In brief, then by kind, then what stands on one origin where others have several."""
    brief, rest = list(told[:BRIEF]), list(told[BRIEF:])
    several = len({documents[d].id for d in story.documents}) > 1 and any(len(t.claim.origins) > 1 for t in told)
    groups: dict[str, list[Told]] = {"In brief": brief}
    for item in rest:
        heading = ONE_SOURCE if several and len(item.claim.origins) == 1 else _heading(item.fact)
        groups.setdefault(heading, []).append(item)
    order = ("In brief", *HEADINGS, ONE_SOURCE)
    return tuple(Section(story.id, heading, tuple(_sentence(t, facts) for t in _ordered(groups[heading])))
                 for heading in order if groups.get(heading))


def _heading(fact: Fact) -> str:
    return {"statement": HEADINGS[1], "plan": HEADINGS[2], "background": HEADINGS[3]}.get(fact.kind, HEADINGS[0])


def _ordered(told: Sequence[Told]) -> list[Told]:
    return sorted(told, key=lambda t: (t.place, t.fact.id))


def _sentence(told: Told, facts: Mapping[str, Fact]) -> Sentence:
    """The statement, cited to the fact that tells it and to one fact of each other document that says as much."""
    cited = [told.fact.id]
    own = terms(told.fact.statement)
    room = MOST_EVIDENCE - sum(len(e.text) for e in told.fact.evidence)
    for f in told.claim.facts:
        other = facts[f]
        size = sum(len(e.text) for e in other.evidence)
        if other.document in {facts[c].document for c in cited} or size > room:
            continue
        if _overlap(own, terms(other.evidence[0].text)) >= 0.5:
            cited.append(f)
            room -= size
    return Sentence(told.fact.statement, tuple(cited))
