"""A story in sections: what carries it, then by kind, then what stands on one source."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from briefing.engines.engine import StoryInput
from briefing.engines.rules.attribution import masked
from briefing.engines.rules.choosing import chosen, opens_brief
from briefing.engines.rules.entailment import carries, figures_stand_in
from briefing.engines.rules.stating import named
from briefing.engines.rules.varied import BRIEF, EVENT_AGAIN, HEAD
from briefing.engines.rules.worth import Told, question_of
from briefing.language.bearing import BEARING
from briefing.language.en.rules.choosing import POINTING_BACK, VAGUE
from briefing.language.en.rules.leading import DEAD
from briefing.language.en.rules.stating import OFFICES
from briefing.language.en.rules.writing import AHEAD, COMMENT, INTRODUCES, UPDATED
from briefing.language.headings import Heading, common_code, heading
from briefing.language.quantities import quantities
from briefing.model import Fact, Section, Sentence
from briefing.regex import lazy_regex
from briefing.text.likeness import Likeness, overlap
from briefing.text.names import is_person, names
from briefing.text.newest import outdated
from briefing.text.quotations import quotations
from briefing.text.words import terms

HEADINGS: tuple[Heading, ...] = ("happened", "said", "next", "background")
LIKE = 0.4
"""Share of the terms of a report's opening from which another opens like it."""

LATER, LATER_OF_EVENT = 0.3, 0.1
"""What it is worth that a headline is the latest one; where the event is known, what came of it is no better."""

GRAVE, COMMENTING, NAMELESS = 0.2, 0.3, 0.15
"""What it is worth that a headline has the dead of the event, that it comments, and that it names nobody."""

AGAIN = 0.5
"""Share of the shorter one's terms from which two lines of a brief say the same."""

COMMA = lazy_regex(r",[”\"’]?\s")
OF_CLAUSE = 3
"""Terms, no name among them, that two clauses have in common at least where two lines of a brief say one thing."""

CLEARLY = 2
"""Terms of the headlines that a sentence has more than another, to open the brief in its place."""

TITLED = 0.5
"""Share of a title's terms from which a sentence tells what it says."""

ECHO = 0.3
"""Share of a sentence's terms, by weight, from which a fact of another origin speaks of it too."""

BEGINNING = 5  # letters by which a word is known in all its forms
ANSWERS = 3  # sentences that answer what the reader asks, behind the event
HEADLINE = 150  # characters of a sentence that stands as a title
MOST_EVIDENCE = 1800  # characters behind one sentence; the contract allows 2,400


def write(story_input: StoryInput, most: int) -> tuple[str, tuple[Section, ...]]:
    """A title and sections of one story, at most `most` sentences in all."""
    told = chosen(story_input, most)
    title = _title(story_input, told)
    return title, _sections(story_input, told, title)


def _title(story_input: StoryInput, told: Sequence[Told]) -> str:
    """The headline closest to the event, or else to what is told, a later one before an earlier, if what is told has
    all its names; first one whose every word is told, of an event all but one.

    One with a figure or a question, or cut short, only as a last choice.
    """
    documents = [story_input.documents[d] for d in story_input.story.documents]
    heads = [terms(d.title) for d in documents]
    central = frozenset(t for head in heads for t in head if sum(t in h for h in heads) > 1)
    days = sorted({d.published or "" for d in documents})
    text = terms(" ".join(t.text for t in told))
    event = next((t.text for t in told if t.leads > 1), "")
    ranked = sorted(
        ((UPDATED.sub("", d.title.lstrip("*•- ")), days.index(d.published or "") / len(days)) for d in documents),
        key=lambda t: (-_nearness(t[0], central, event) - (LATER_OF_EVENT if event else LATER) * t[1], t),
    )
    old = outdated(documents)
    untold = {title: len(terms(title) - text) > bool(event) for title, _ in ranked}
    ranked.sort(key=lambda t: (t[0] in old, bool(event and COMMENT.search(t[0])), untold[t[0]]))
    shown = "\n".join(story_input.facts[f].evidence[0].text for t in told for f in t.claim.facts)
    known = frozenset(re.findall(r"\w+", shown.lower()))
    code = common_code(d.language for d in documents)
    texts = "" if code == "en" else "\n".join(d.text.replace(d.title, "") for d in documents).casefold()
    sound = [title for title, _ in ranked if _borne(title, shown, known) or _spoken_of(title, shown, texts)]
    told_open = (q for d in story_input.divergences if d.kind == "figure" for q in quantities(d.summary, code))
    open_figures = {q.value for q in told_open}
    settled = [t for t in sound if not open_figures & {q.value for q in quantities(t, code)}]
    plain = [t for t in settled if not quotations(t) and not re.search(r"[?…|]", t) and not VAGUE.search(t)]
    # whether a headline in a language without lists of names stands on what is told can hardly be seen: a sentence does
    open_facts = {f for d in story_input.divergences for p in d.positions for f in p.facts}
    short = [t.text.rstrip(".。") for t in sorted(told, key=lambda t: t.fact.id in open_facts)
             if code != "en" and len(t.text) <= HEADLINE and not quotations(t.text)]
    every = sorted((*settled, *short, *sound, *(title for title, _ in ranked)), key=lambda t: t.endswith("…"))
    return next(iter((*plain, *every)))


def _nearness(title: str, central: frozenset[str], event: str) -> float:
    """How much of a headline is what all the headlines are about, and of what the event is told in; a comment is
    farther, and so is what names nobody, or leaves out the dead."""
    own = terms(title)
    about = len(own & central) / (3 + len(own))
    if not event:
        return about
    told = len(own & terms(event)) / (3 + len(own))
    grave = DEAD.search(event) is not None and DEAD.search(title) is not None
    return (told + about / 2 + GRAVE * grave - COMMENTING * bool(COMMENT.search(title))
            - NAMELESS * (not names(title)))


def _borne(title: str, shown: str, known: frozenset[str]) -> bool:
    """Whether what is told has the names, the figures and the quotations of a headline."""
    named = all(word.lower() in known for name in names(title) for word in re.findall(r"\w+", name.text))
    return named and figures_stand_in(title, shown) and all(title[q.start : q.end] in shown for q in quotations(title))


def _spoken_of(title: str, shown: str, texts: str) -> bool:
    """Whether the reports of another language have each longer word of a headline, in some form, and its figures."""
    beginnings = [word[:BEGINNING].casefold() for word in re.findall(r"[^\W\d_]{4,}", title)]
    return len(beginnings) > 1 and all(each in texts for each in beginnings) and figures_stand_in(title, shown)


def _sections(story_input: StoryInput, told: Sequence[Told], title: str) -> tuple[Section, ...]:
    """In brief, then by kind, then what stands on one origin where others have several."""
    support = story_input.support
    here = [story_input.facts[f] for claim in story_input.claims for f in claim.facts]
    facts = {f.id: f for f in here}
    voices = {(support[f.id], f.evidence[0].text): f for f in here}.values()  # no origin echoes twice by its copies
    likeness = Likeness([terms(f.evidence[0].text) for f in here], background=len(here))
    sentences = {t.fact.id: _sentence(t, facts, support, likeness) for t in told}
    several = len({support[f.id] for f in here}) > 1
    fit = [t for t in told if t.leads or opens_brief(t)]
    answers = _answers(fit, story_input)
    lead = _answering(with_news(_distinct(fit), story_input), answers)
    code = common_code(story_input.documents[d].language for d in story_input.story.documents)
    groups: dict[Heading, list[Told]] = {"in_brief": lead}
    for item in told:
        if item not in lead:
            alone = several and not _has_echo(item, voices, support, likeness)
            groups.setdefault("one_source" if alone else _heading(item.fact), []).append(item)
    ordered = {name: _ordered(group, support) for name, group in groups.items()}
    ordered["in_brief"] = _answered(_event_first(ordered["in_brief"], story_input, title), answers)
    follow(ordered, list(story_input.facts.values()))
    return tuple(
        Section(story_input.story.id, heading(name, code), tuple(sentences[t.fact.id] for t in ordered[name]))
        for name in ("in_brief", *HEADINGS, "one_source")
        if ordered.get(name)
    )


def _answers(told: Sequence[Told], story_input: StoryInput) -> list[Told]:
    """What of it bears on what the reader asks, what bears most first; none where nobody asks."""
    question = question_of(story_input)
    if question is None:
        return []
    bearing = sorted(((question.bearing(each.text), -n) for n, each in enumerate(told)), reverse=True)
    return [told[-n] for most, n in bearing[:ANSWERS] if most >= BEARING]


def _answering(lead: Sequence[Told], answers: Sequence[Told]) -> list[Told]:
    """The first few, with the answers in the place of the last ones where they are not among them."""
    new = [each for each in answers if each not in lead]
    kept = [each for each in lead if each not in answers]
    return [each for each in lead if each not in kept[len(kept) - max(0, len(lead) + len(new) - BRIEF):]] + new


def _answered(lead: Sequence[Told], answers: Sequence[Told]) -> list[Told]:
    """The brief with the answers right behind the event."""
    return [*lead[:1], *(each for each in answers if each not in lead[:1]),
            *(each for each in lead[1:] if each not in answers)]


def follow(ordered: Mapping[Heading, list[Told]], facts: Sequence[Fact]) -> None:
    """Put what points back ("these pressures") right behind the sentence before it in its document, where that is told
    outside the brief."""
    before = {fact.id: earlier.id for earlier, fact in pairwise(facts) if earlier.document == fact.document}
    rest = [name for name in ordered if name != "in_brief"]
    for name in rest:
        for item in [each for each in ordered[name] if POINTING_BACK.search(masked(each.text))]:
            meant = next(((other, each) for other in rest for each in ordered[other]
                          if each.fact.id == before.get(item.fact.id)), None)
            if meant:
                ordered[name].remove(item)
                ordered[meant[0]].insert(ordered[meant[0]].index(meant[1]) + 1, item)


def _distinct(told: Sequence[Told]) -> list[Told]:
    """What is told, best first, without what says half of a line before it again, or who somebody is: a brief has no
    room for that."""
    found: list[Told] = []
    for each in told:
        if each.leads or not any(says_again(each, other) for other in found[:BRIEF]):
            found.append(each)
    return found


def says_again(told: Told, other: Told) -> bool:
    """Whether a line of a brief has no room beside another: it says half of it, or of one clause of it, introduces whom
    that has introduced, or opens its own report with the event that the other tells."""
    if any(len(one & two) >= OF_CLAUSE and overlap(one, two) >= AGAIN
           for one in _clauses(told.text) for two in _clauses(other.text)):
        return True
    if overlap(_deeds(told.text), _deeds(other.text)) >= AGAIN or introduced(told.text) & introduced(other.text):
        return True
    return other.leads > 1 and told.place < HEAD and overlap(terms(told.text), terms(other.text)) >= EVENT_AGAIN


@lru_cache(maxsize=1024)
def _clauses(text: str) -> tuple[frozenset[str], ...]:
    """The terms of what stands between the commas of a text, but for names: "…, adding that the city should rebuild the
    bridge"."""
    return tuple(terms(clause) - named(text) for clause in COMMA.split(text))


@lru_cache(maxsize=1024)
def introduced(text: str) -> frozenset[str]:
    """The last names of those of whom a text says who they are: "Ivo Lent, the harbour master of Lannick, …"."""
    offices = {hit.end() + 1 for hit in OFFICES.finditer(text)}
    return frozenset(each.last for each in names(text)
                     if is_person(each.text) and (each.start in offices or INTRODUCES.match(text, each.end)))


def _deeds(text: str) -> frozenset[str]:
    """The terms of what a sentence tells beside names: two sentences on one person's two acts are two; all of its terms
    where it tells nothing else."""
    return terms(text) - named(text) or terms(text)


def with_news(told: Sequence[Told], story_input: StoryInput) -> list[Told]:
    """The first few, best first, with the opening that most other sources open like in the last one's place."""
    openings = {f.document: f for f in sorted(story_input.facts.values(), key=lambda f: -f.evidence[0].start)}
    news = {f.id: terms(f.evidence[0].text) for f in openings.values()}

    def shared(each: Told) -> int:
        own, home = news[each.fact.id], story_input.support[each.fact.id]
        alike = (f for f, other in news.items() if len(own & other) > LIKE * len(other))
        return len({story_input.support[f] for f in alike} - {home})

    leading = [t for t in told if t.fact.id in news and shared(t)]
    best = max(leading, key=shared, default=None)
    if best is None or best in told[:BRIEF]:
        return list(told[:BRIEF])
    return [*told[: BRIEF - 1], best]


def _event_first(lead: Sequence[Told], story_input: StoryInput, title: str) -> list[Told]:
    """The brief, opened by the sentence that tells what its title says, or what the headlines are about, where one
    clearly does."""
    if any(each.leads for each in lead):
        return sorted(lead, key=lambda each: -each.leads)
    heads = [terms(story_input.documents[d].title) for d in story_input.story.documents]
    about = frozenset(t for head in heads for t in head if len(heads) < 2 or sum(t in h for h in heads) > 1)
    titled = [overlap(terms(title), terms(each.text)) for each in lead]
    shares = [len(terms(each.text) & about) for each in lead]
    if titled and max(titled) >= TITLED > titled[0]:
        first = titled.index(max(titled))
    elif not lead or max(shares) < shares[0] + CLEARLY:
        return list(lead)
    else:
        first = shares.index(max(shares))
    return [lead[first], *lead[:first], *lead[first + 1 :]]


def _has_echo(told: Told, others: Iterable[Fact], support: Mapping[str, str], likeness: Likeness) -> bool:
    """Whether a fact of another origin speaks of what is told, even if in other words or with other figures."""
    own, home = terms(told.text), support[told.fact.id]
    whole = likeness.weight(own) or 1
    for other in others:
        if support[other.id] != home:
            share = likeness.weight(own & terms(other.evidence[0].text)) / whole
            if share >= ECHO or (share >= ECHO / 2 and _sums(told.fact) & _sums(other)):
                return True
    return False


def _sums(fact: Fact) -> frozenset[tuple[float | None, str | None]]:
    """The sums, shares and large counts of a fact."""
    return frozenset(
        (q.value, q.unit)
        for q in quantities(fact.evidence[0].text)
        if q.kind in {"money", "percent"} or (q.kind == "number" and q.value is not None and q.value >= 10)
    )


def _heading(fact: Fact) -> Heading:
    if fact.kind == "plan" and not AHEAD.search(masked(fact.statement)):
        return "said" if fact.speaker else "happened"
    named: dict[str, Heading] = {"statement": "said", "plan": "next", "background": "background"}
    return named.get(fact.kind, "happened")


def _ordered(told: Sequence[Told], support: Mapping[str, str]) -> list[Told]:
    """As the reports tell it, from head to foot."""
    return sorted(told, key=lambda t: (t.place, t.fact.id))


def _sentence(told: Told, facts: Mapping[str, Fact], support: Mapping[str, str], likeness: Likeness) -> Sentence:
    """The statement, cited to the fact that tells it and to one of each other origin that carries it."""
    cited = [told.fact.id]
    room = MOST_EVIDENCE - sum(len(e.text) for e in told.fact.evidence)
    for f in told.claim.facts:
        size = sum(len(e.text) for e in facts[f].evidence)
        if support[f] in {support[c] for c in cited} or size > room:
            continue
        if carries(told.text, told.fact, facts[f], likeness):
            cited.append(f)
            room -= size
    return Sentence(told.text, tuple(cited))
