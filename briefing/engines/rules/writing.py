"""What to say, in which order: the claims that carry the matter, each in the words of the source that tells it best."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.engines.rules.attribution import masked
from briefing.engines.rules.shortening import shortened
from briefing.model import Claim, Divergence, Document, Fact, Section, Sentence, Story
from briefing.text.likeness import Likeness
from briefing.text.names import names
from briefing.text.words import terms

BRIEF = 5
ONE_SOURCE = "What only one source reports"
HEADINGS = ("What happened", "What was said", "What comes next", "Background")
DANGLING = re.compile(
    r"^[\"“‘']*(?:he|she|they|it|this|that|these|those|but|and|meanwhile|however|his|her|their|its|asked|"
    r"on that occasion|"
    r"at the time|instead|either way|the (?:man|woman|latter|former))\b"
    r"|\b(?:yesterday|today|tomorrow|tonight|(?:last|next|this) (?:week|month|year))\b",
    re.I,
)
POINTING = re.compile(r"\b(?:these|those|such|this|that same)\s+[a-z]+", re.I)
PRONOUN = re.compile(r"\b(?:he|she|him|his|her|hers)\b")
PERSON_NOUN = re.compile(
    r"\b(?:man|woman|boy|girl|driver|father|mother|president|minister|player|officer|worker|passenger|captain|coach|judge|doctor|"
    r"leader|official|spokesman|spokeswoman|chief|director|manager|child|son|daughter|husband|wife|uncle|teenager|year-old|resident)\b",
    re.I,
)
FIRST_PERSON = re.compile(r"\b(?:I|me|[Mm]y|[Ww]e|us|[Oo]ur)\b")
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
LONG = 27  # words
TOO_LONG = 40
MOST_EVIDENCE = 1800
CARRIED = 0.45
"""Share of a sentence's terms, by weight, that a fact must have to be cited for it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the fact that tells it and what it is worth to the reader."""

    claim: Claim
    fact: Fact
    text: str
    """What the reader is told: its statement, shortened where it runs on."""

    worth: float
    place: float
    """Where in its document it stands, 0 head to 1 foot."""


def write(
    story: Story,
    claims: Sequence[Claim],
    divergences: Sequence[Divergence],
    facts: Mapping[str, Fact],
    documents: Mapping[str, Document],
    *,
    most: int,
    focus: str | None,
) -> tuple[str, tuple[Section, ...]]:
    """A title and sections of one story, at most `most` sentences in all."""
    told = _chosen(story, claims, divergences, facts, documents, most=most, focus=focus)
    title = _title(story, told, documents)
    return title, _sections(story, told, facts, documents)


def _chosen(
    story: Story,
    claims: Sequence[Claim],
    divergences: Sequence[Divergence],
    facts: Mapping[str, Fact],
    documents: Mapping[str, Document],
    *,
    most: int,
    focus: str | None,
) -> list[Told]:
    """The worthiest claims that do not repeat each other, best first."""
    likeness = Likeness([terms(facts[c.facts[0]].evidence[0].text) for c in claims])
    order = {d: n for n, d in enumerate(story.documents)}
    spread = _spread(claims, facts)
    headlines = [terms(documents[d].title) for d in story.documents]
    wanted = terms(focus) if focus else frozenset()
    told = []
    for claim in claims:
        texts = {f: shortened(facts[f]) for f in claim.facts}
        clumsy, _, best = min((round(2 * _clumsy(facts[f], texts[f])) / 2, n, f) for n, f in enumerate(claim.facts))
        if clumsy >= 5:
            continue
        fact = facts[best]
        place = min(_place(facts[f], documents) for f in claim.facts)
        own = terms(fact.evidence[0].text)
        about = likeness.weight(frozenset(t for t in own if spread.get(t, 0) > 1)) / (likeness.weight(own) or 1.0)
        titled = max((len(own & h) / (len(h) or 1) for h in headlines), default=0.0)
        worth = (
            1.0 * min(len(claim.origins), 4)
            + 0.25 * min(len({facts[f].document for f in claim.facts}), 5)
            + 1.2 * (1 - place) ** 2
            + 1.5 * about
            + 1.2 * titled
            + 0.3 * bool(fact.figures)
            - 0.35 * clumsy
            - 0.8 * (fact.kind == "background")
            + 3.0 * (len(own & wanted) / len(wanted) if wanted else 0.0)
        )
        told.append(Told(claim, fact, texts[best], worth, place + 1e-6 * order.get(fact.document, 0)))
    return _varied(told, most, story.documents[-1], {f for d in divergences for p in d.positions for f in p.facts[:1]})


def _spread(claims: Sequence[Claim], facts: Mapping[str, Fact]) -> dict[str, int]:
    """In how many documents each term stands."""
    where: dict[str, set[str]] = {}
    for claim in claims:
        for f in claim.facts:
            for term in terms(facts[f].evidence[0].text):
                where.setdefault(term, set()).add(facts[f].document)
    return {term: len(found) for term, found in where.items()}


def _varied(told: Sequence[Told], most: int, latest: str, shown: set[str]) -> list[Told]:
    """Greedy by worth: less for what has been said, more for a document not yet heard, most of all the latest.

    What a table of divergences shows is told again only among the first few.
    """
    rest = sorted(told, key=lambda t: (-t.worth, t.fact.id))
    kept: list[Told] = []
    said: list[frozenset[str]] = []
    heard: set[str] = set()
    while rest and len(kept) < most:
        scored = [
            (
                (t.worth + (t.fact.document not in heard) * (1.4 if t.fact.document == latest else 0.7))
                * (1 - 0.8 * max((_overlap(terms(t.text), s) for s in said), default=0.0)),
                -n,
            )
            for n, t in enumerate(rest)
        ]
        score, n = max(scored)
        choice = rest.pop(-n)
        if any(_repeats(choice.text, k.text) for k in kept) or (len(kept) >= BRIEF and choice.fact.id in shown):
            continue
        if score <= 0.5:
            break
        kept.append(choice)
        said.append(terms(choice.text))
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
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}


def _place(fact: Fact, documents: Mapping[str, Document]) -> float:
    return fact.evidence[0].start / max(len(documents[fact.document].text), 1)


def _clumsy(fact: Fact, text: str) -> float:
    """How ill a statement stands alone: 0 well, 5 not at all."""
    count = len(text.split())
    bare = masked(text)
    if (
        count < 6
        or count > TOO_LONG
        or DANGLING.search(text)
        or not SENTENCE_END.search(text)
        or "?" in text
        or "http" in text
    ):
        return 5
    if (
        text.count('"') % 2
        or text.count("“") != text.count("”")
        or FIRST_PERSON.search(re.sub(r"\bU\.?S\b|\bUS\b", "", bare))
    ):
        return 5
    if not text[0].isupper() and text[0] not in "\"“‘'«" and not text[0].isdigit():
        return 5
    pronoun = PRONOUN.search(bare)
    if pronoun and not names(bare[: pronoun.start()]) and not PERSON_NOUN.search(bare[: pronoun.start()]):
        return 5
    quoted = bare.count("¤") / max(len(bare), 1)
    if quoted > 0.5 and not fact.speaker:
        return 5
    length = max(0, count - LONG) / 7 + (1.0 if count < 9 else 0.0)
    witness = 1.5 if quoted > 0.5 and FIRST_PERSON.search(text) else 0.6 if quoted > 0.5 else 0.0
    return (
        length
        + witness
        + 0.7 * (not names(text))
        + 0.5 * (fact.certainty == "possible")
        + 1.0 * bool(POINTING.search(bare))
        + 0.5 * text.endswith("…")
    )


def _title(story: Story, told: Sequence[Told], documents: Mapping[str, Document]) -> str:
    """The headline closest to what is told; one with a figure, or cut short, only as a last choice."""
    central = frozenset[str]().union(*(terms(t.text) for t in told[:8])) if told else frozenset()
    titles = [documents[d].title for d in story.documents]
    ranked = sorted(titles, key=lambda t: (-len(terms(t) & central) / (3 + len(terms(t))), len(t), t))
    return next(
        (t for t in ranked if not re.search(r"\d|[\"“‘'?…]", t)),
        next((t for t in ranked if not t.endswith("…")), ranked[0]),
    )


def _sections(
    story: Story, told: Sequence[Told], facts: Mapping[str, Fact], documents: Mapping[str, Document]
) -> tuple[Section, ...]:
    """In brief, then by kind, then what stands on one origin where others have several."""
    brief, rest = list(told[:BRIEF]), list(told[BRIEF:])
    several = len({documents[d].id for d in story.documents}) > 1 and any(len(t.claim.origins) > 1 for t in told)
    groups: dict[str, list[Told]] = {"In brief": brief}
    for item in rest:
        heading = ONE_SOURCE if several and len(item.claim.origins) == 1 else _heading(item.fact)
        groups.setdefault(heading, []).append(item)
    order = ("In brief", *HEADINGS, ONE_SOURCE)
    likeness = Likeness([terms(facts[f].evidence[0].text) for t in told for f in t.claim.facts])
    return tuple(
        Section(story.id, heading, tuple(_sentence(t, facts, likeness) for t in _ordered(groups[heading])))
        for heading in order
        if groups.get(heading)
    )


def _heading(fact: Fact) -> str:
    return {"statement": HEADINGS[1], "plan": HEADINGS[2], "background": HEADINGS[3]}.get(fact.kind, HEADINGS[0])


def _ordered(told: Sequence[Told]) -> list[Told]:
    return sorted(told, key=lambda t: (t.place, t.fact.id))


def _sentence(told: Told, facts: Mapping[str, Fact], likeness: Likeness) -> Sentence:
    """The statement, cited to the fact that tells it and to those of other documents that say as much."""
    cited = [told.fact.id]
    own = terms(told.text)
    room = MOST_EVIDENCE - sum(len(e.text) for e in told.fact.evidence)
    for f in told.claim.facts:
        other = facts[f]
        size = sum(len(e.text) for e in other.evidence)
        if other.document in {facts[c].document for c in cited} or size > room:
            continue
        if likeness.weight(own & terms(other.evidence[0].text)) >= CARRIED * likeness.weight(own):
            cited.append(f)
            room -= size
    return Sentence(told.text, tuple(cited))
