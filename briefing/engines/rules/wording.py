"""Where words themselves differ: a quotation cut or changed, a name spelt two ways, a copy with another word."""

import re
from difflib import SequenceMatcher

from briefing.engines.rules.finding import Candidate, Voice
from briefing.engines.rules.profile import Pile
from briefing.text.names import BODIES, Name, is_person, names
from briefing.text.quotations import quotations
from briefing.text.words import NEGATIONS, STOP_WORDS, Word, term, terms, words

TIMES = frozenset(
    "recently earlier later year week month day morning night yesterday today monday tuesday wednesday "
    "thursday friday saturday "
    "sunday early late currently now".split()
)


def differing_quotations(pile: Pile) -> tuple[Candidate, ...]:
    """One quotation in two wordings; a cut at either end is none."""
    found = []
    for i, j in pile.pairs:
        a, b = pile.profiles[i], pile.profiles[j]
        for p in quotations(a.text):
            for q in quotations(b.text):
                changed = _changed(a.text[p.start : p.end], b.text[q.start : q.end])
                if changed:
                    weighty = any(w.lower() in NEGATIONS or w[0].isdigit() for w in changed)
                    found.append(
                        Candidate(
                            "wording",
                            "words of a quotation",
                            ((Voice(a, p.start, p.end),), (Voice(b, q.start, q.end),)),
                            (a.text[p.start : p.end], b.text[q.start : q.end]),
                            0.9 if weighty else 0.6,
                            1 if weighty else 2 if any(w not in STOP_WORDS for w in changed) else 3,
                        )
                    )
    return tuple(found)


def _changed(a: str, b: str) -> list[str]:
    """The words in which two wordings of one quotation differ inside; [] where they are two quotations, or one a part
    of the other."""
    left, right = (
        [term(w.text) if w.text.lower() not in STOP_WORDS else w.text.lower() for w in words(t)] for t in (a, b)
    )
    if min(len(left), len(right)) < 6:
        return []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    blocks = [m for m in matcher.get_matching_blocks() if m.size]
    matched = sum(m.size for m in blocks)
    if matched < 0.6 * min(len(left), len(right)) or "…" in a + b or "..." in a + b:
        return []
    first, last = blocks[0], blocks[-1]
    if "".join(left) == "".join(right):
        return []
    inner = [
        w
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal" and i1 >= first.a and i2 <= last.a + last.size and j1 >= first.b and j2 <= last.b + last.size
        for w in left[i1:i2] + right[j1:j2]
    ]
    tails = (left[last.a + last.size :], right[last.b + last.size :])
    if first.a == first.b == 0 and all(len(tail) > 1 for tail in tails) and matched >= 6:
        inner += [*tails[0], *tails[1]]  # two ends of one sentence are no cut
    elif len(inner) > 0.3 * max(len(left), len(right)):
        return []
    return [w for w in inner if len(w) > 1]


def misspelt_names(pile: Pile) -> tuple[Candidate, ...]:
    """A person's name in two spellings: the rest of the name is the same, one word differs by a letter or two."""
    held: dict[str, Voice] = {}
    for profile in pile.profiles:
        for name in names(profile.text):
            if is_person(name.text) and len(name.text.split()) >= 2:
                held.setdefault(_plain(name), Voice(profile, name.start, name.end))
    full = sorted(held)
    found = []
    for n, a in enumerate(full):
        for b in full[n + 1 :]:
            if _misspelt(a, b) and held[a].profile.document.id != held[b].profile.document.id:
                found.append(Candidate("wording", "spelling of a name", ((held[a],), (held[b],)), (a, b), 0.7, 2))
    return tuple(found)


def _plain(name: Name) -> str:
    return re.sub(r"[\u00ad]", "", name.text)


def _misspelt(a: str, b: str) -> bool:
    left, right = (x.replace("-", " ").split() for x in (a, b))
    if len(left) != len(right) or [w.lower() for w in left] == [w.lower() for w in right]:
        return False
    odd = [(x.lower(), y.lower()) for x, y in zip(left, right, strict=True) if x.lower() != y.lower()]
    if len(odd) != 1 or min(map(len, odd[0])) < 4 or odd[0][0] in BODIES:
        return False
    x, y = odd[0]
    if x.rstrip("s") == y.rstrip("s") or x[:-1] == y or y[:-1] == x:
        return False
    return abs(len(x) - len(y)) <= 1 and SequenceMatcher(None, x, y, autojunk=False).ratio() >= 0.8


def altered_copies(pile: Pile) -> tuple[Candidate, ...]:
    """Sentences of one report in two versions that are the same but for a few words that change what is said."""
    found = []
    for i, j in pile.pairs:
        a, b = pile.profiles[i], pile.profiles[j]
        if (
            a.origin != b.origin
            or a.text == b.text
            or "¤" in a.bare
            or "¤" in b.bare
            or pile.likeness.compare(i, j).dice < 0.8
        ):
            continue
        one, two = _only(a.text, b.text), _only(b.text, a.text)
        if 1 <= len(one) <= 3 and 1 <= len(two) <= 3 and _parted(a.text, b.text) < 6:
            found.append(
                Candidate(
                    "wording",
                    "a changed passage in a copy",
                    ((Voice(a, one[0].start, one[-1].end),), (Voice(b, two[0].start, two[-1].end),)),
                    (a.text[one[0].start : one[0].end], b.text[two[0].start : two[0].end]),
                    0.62,
                    2,
                )
            )
    return tuple(found)


def _parted(a: str, b: str) -> int:
    """How many words one text has more than the other."""
    return abs(len(words(a)) - len(words(b)))


def _only(text: str, other: str) -> list[Word]:
    """The words of a text, its first four apart, that tell something and that the other lacks, as a word and as a
    term."""
    there = {w.text.lower() for w in words(other)}
    known = {term(w) for w in there} | terms(other)
    return [
        w
        for w in words(text)[4:]
        if w.text.lower() not in there | STOP_WORDS
        and len(w.text) > 2
        and w.text[0].isalpha()
        and term(w.text) not in known
        and w.text.lower() not in TIMES
    ]
