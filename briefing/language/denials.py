"""What a text denies and what it says plainly, by the words of its language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import takewhile

from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list
from briefing.regex import lazy_regex
from briefing.text.words import stem_in, term

_TOKEN = lazy_regex(r"\w+(?:[’']\w+)*|[.,;:!?()—–\n]")
REACH = 5
"""So many words behind a negator are not counted as said plainly."""

SIGNS = 2
"""Signs of a script without spaces that are compared as a word."""

_SIGN = lazy_regex("[\u3400-\u9fff]")

ASIDE = 8
"""Tokens of the longest aside between two commas: "was not, the mayor of Selbury said, repaired"."""

UNTIL = 3
"""Words behind "not" in which an "until" makes a time of it: "will not be opened until September"."""


@dataclass(frozen=True, slots=True)
class Denial:
    """One thing that a text says no to."""

    heads: frozenset[str]
    """Stems of what is denied: the first word of weight behind the negator, "leave" of "not able to leave"."""

    scope: frozenset[str]
    """Stems of all words of weight that the denial reaches."""

    subject: frozenset[str] = frozenset()
    """Of whom it is denied, where the scope is what was said of another: "…; Moravy does not"."""

    is_whole: bool = False
    """Whether all of its scope is denied: "denied that …", "… the plan not" at the end of a German clause."""

    points: bool = False
    """Whether it turns down what another sentence says: "the mayor said this was not so"."""


@dataclass(frozen=True, slots=True)
class Denials:
    """What a text says no to."""

    denials: tuple[Denial, ...]
    said: frozenset[str]
    """Stems of what it says plainly."""

    is_contrary: bool
    """Whether anything in it denies at all."""

    lacking: frozenset[str] = frozenset()
    """Stems right behind a word that denies without a negator: "power" of "lost power"."""

    rebuts: bool = False
    """Whether a verb of it turns down what was said: "denied", "wies … zurück"."""

    @property
    def denied(self) -> frozenset[str]:
        """The stems of all that is denied."""
        return frozenset[str]().union(*(each.heads for each in self.denials))


@dataclass(frozen=True, slots=True)
class _Negation:
    """How a language denies."""

    negators: frozenset[str]
    claims: frozenset[str]
    """Verbs that deny all that follows in their sentence: "denied"."""

    parted: frozenset[str]
    """Verbs in two words that turn down what was said: "wies zurück"."""

    endings: tuple[str, ...]
    contrary: re.Pattern[str]
    light: frozenset[str]
    passing: frozenset[str]
    """What is denied together with what it is for: "able", "allowed"."""

    falling: frozenset[str]
    """Negators that mean another thing before a figure: "declined 4 percent"."""

    until: frozenset[str]
    """Words before which "not" says when: "not until September"."""

    breaks: frozenset[str]
    """Words that end what a negator reaches: "but"."""

    harmless: re.Pattern[str]
    phrases: re.Pattern[str]
    """Negators of several words: "stopped being"."""

    rebuttals: re.Pattern[str]
    """Claims of several words: "rejected the claim"."""

    turning: frozenset[str]
    """Negators behind which whom the verb is of may stand behind it: "nor will the mill close"."""

    auxiliaries: frozenset[str]
    articles: frozenset[str]

    agents: frozenset[str]
    """Words behind a claim by which what stands before it is denied: "were denied by"."""

    ceased: frozenset[str]
    """Words beside a negator by which what is denied was so before: "no longer"."""

    unspaced: re.Pattern[str] | None
    """Negators in a language that does not part words; None for others."""


@cache
def _negation_of(code: str) -> _Negation:
    data = language_data(code, "words").get("denial", {})
    listed = {name: frozenset(word_list(data.get(name, ""))) for name in _LISTS}
    unspaced = data.get("unspaced", False)
    forms = [
        re.escape(each).replace(r"\?", r"\w").replace(r"\*", r"\w*") for each in word_list(data.get("contrary", ""))
    ]
    return _Negation(
        negators=listed["negators"],
        claims=listed["claims"],
        parted=listed["parted"],
        endings=word_list(data.get("endings", "")),
        contrary=re.compile("|".join(forms) or "(?!)"),
        light=listed["light"],
        passing=listed["passing"],
        falling=listed["falling"],
        until=listed["until"],
        breaks=listed["breaks"],
        harmless=re.compile(
            any_of(listed["harmless"]) if unspaced else rf"\b(?:{any_of(listed['harmless'])})(?!\w)", re.I
        ),
        phrases=re.compile(rf"\b(?:{any_of(listed['phrases'])})(?!\w)", re.I),
        rebuttals=re.compile(rf"\b(?:{any_of(listed['rebuttals'])})(?!\w)", re.I),
        turning=listed["turning"],
        auxiliaries=listed["auxiliaries"],
        articles=listed["articles"],
        agents=listed["agents"],
        ceased=listed["ceased"],
        unspaced=re.compile(any_of(listed["negators"])) if unspaced else None,
    )


_LISTS = ("negators", "claims", "parted", "light", "passing", "falling", "until", "breaks", "harmless", "phrases",
          "rebuttals", "turning", "auxiliaries", "articles", "agents", "ceased")


@lru_cache(maxsize=65_536)
def denials(text: str, code: str = "en") -> Denials:
    """What a text denies; empty in a language without a reader."""
    negation = _negation_of(code)
    if negation.unspaced is not None:
        return _in_signs(negation.harmless.sub(" ", text), negation.unspaced)
    plain = negation.phrases.sub(f" {min(negation.negators, default='')} ", negation.harmless.sub(" ", text))
    plain = negation.rebuttals.sub(f" {min(negation.claims, default='')} ", plain)
    tokens = [hit[0].lower().replace("’", "'") for hit in _TOKEN.finditer(plain)]
    walk = _Walk(tokens, negation, code)
    walk.run()
    rebuts = not negation.claims.isdisjoint(tokens) or any(_in_order(each.split(), tokens) for each in negation.parted)
    return Denials(tuple(walk.found), frozenset(walk.said), walk.is_contrary, frozenset(walk.lacking), rebuts)


def denied_at(text: str, code: str, stems: frozenset[str]) -> tuple[int, int] | None:
    """Where a text denies one of these: from the negator to its word; None where it is not found, or was so before
    ("no longer")."""
    negation, negator, last = _negation_of(code), None, ""
    for hit in _TOKEN.finditer(text):
        word = hit[0].lower().replace("’", "'")
        if word in negation.negators | negation.claims or word.endswith(negation.endings):
            negator = hit if last not in negation.ceased else None
        elif not word[0].isalnum():
            negator = negator if word == "," else None
        elif word in negation.ceased:
            negator = None
        elif negator and stem(word, code) in stems:
            return negator.start(), hit.end()
        last = word
    return None


def said_at(text: str, code: str, stems: frozenset[str]) -> tuple[int, int] | None:
    """Where a text has a word of one of these stems."""
    told = (hit for hit in _TOKEN.finditer(text) if hit[0][0].isalnum())
    return next((hit.span() for hit in told if stem(hit[0], code) in stems), None)


def exclude_each_other(one: str, other: str, code: str) -> bool:
    """Whether one of two texts on the same denies what the other says, or turns it down."""
    left, right = denials(one, code), denials(other, code)
    no, nay = left.denied - right.denied, right.denied - left.denied
    return left.rebuts != right.rebuts or bool(no & right.said or nay & left.said)


def _in_order(parts: Sequence[str], tokens: Sequence[str]) -> bool:
    """Whether the parts of a verb stand one behind the other, others between them."""
    rest = iter(tokens)
    return all(part in rest for part in parts)


def _in_signs(text: str, negators: re.Pattern[str]) -> Denials:
    """The same of a text that does not part words, by pairs of signs."""
    found, said, clear = list[Denial](), set[str](), 0
    hits = {hit.start(): hit.end() for hit in negators.finditer(text)}
    for at in range(len(text) - 1):
        if at in hits:
            end = hits[at]
            pair = frozenset({text[end : end + SIGNS]})
            found.append(Denial(pair, pair))
            clear = end + REACH
        elif at >= clear and _SIGN.match(text, at) and _SIGN.match(text, at + 1):
            said.add(text[at : at + SIGNS])
        elif not _SIGN.match(text, at):
            clear = min(clear, at)
    return Denials(tuple(found), frozenset(said), bool(hits))


@lru_cache(maxsize=200_000)
def stem(word: str, code: str) -> str:
    """What makes one of a word's forms: of "left" and "leave" in English, of "répare" and "réparé" elsewhere."""
    plain = word.lower().replace("’", "'")
    if letters := language_data(code, "words").get("denial", {}).get("stem"):
        return plain[:letters]
    return term(plain) if code == "en" else stem_in(plain, code)


@dataclass(slots=True)
class _Walk:
    """One way through the words of a text."""

    tokens: Sequence[str]
    negation: _Negation
    code: str
    found: list[Denial] = field(default_factory=list)
    reached: set[int] = field(default_factory=set)
    """Tokens that a denial reaches: not said plainly."""

    said: set[str] = field(default_factory=set)
    is_contrary: bool = False
    lacking: set[str] = field(default_factory=set)

    def run(self) -> None:
        """Finds every denial, and what is said outside them."""
        sentence, clause = list[int](), list[int]()
        after_contrary = False
        for at, word in enumerate(self.tokens):
            if not word[0].isalnum():
                clause = clause if word == "," else []
                sentence = sentence if word in {",", ";", ":", "—", "–"} else []
            elif word in self.negation.breaks:
                clause = []
            elif self._negates(at):
                self.is_contrary = True
                self.found += self._denial(at, clause, sentence)
            else:
                if after_contrary and word not in self.negation.light:
                    self.lacking.add(self._stem(word))
                lacks = bool(self.negation.contrary.fullmatch(word))
                after_contrary = lacks or (after_contrary and word in self.negation.light)
                self.is_contrary = self.is_contrary or lacks
                if word not in self.negation.light:
                    clause.append(at)
                    sentence.append(at)
        words = ((at, word) for at, word in enumerate(self.tokens) if word[0].isalnum() and at not in self.reached)
        self.said = {self._stem(word) for at, word in words if word not in self.negation.light}

    def _stem(self, word: str) -> str:
        return stem(word, self.code)

    def _negates(self, at: int) -> bool:
        word = self.tokens[at]
        if word in self.negation.claims:
            return True
        if word not in self.negation.negators and not word.endswith(self.negation.endings):
            return False
        if word in self.negation.falling and at + 1 < len(self.tokens) and self.tokens[at + 1][0].isdigit():
            return False
        ahead = takewhile(lambda each: each[0].isalnum(), self.tokens[at + 1 : at + 1 + UNTIL])
        return not self.negation.until & set(ahead)

    def _denial(self, at: int, clause: Sequence[int], sentence: Sequence[int]) -> Iterator[Denial]:
        """What the negator at a token denies; with nothing behind it, what its clause has said."""
        whole = self.tokens[at] in self.negation.claims
        heads, scope = set[str](), list[str]()
        open_head = True
        self.reached.add(at)
        is_passive = whole and at + 1 < len(self.tokens) and self.tokens[at + 1] in self.negation.agents
        for place in () if is_passive else self._behind(at, whole=whole):
            self.reached.add(place)
            scope.append(self._stem(self.tokens[place]))
            if open_head:
                heads.add(scope[-1])
                open_head = self.tokens[place] in self.negation.passing
        if len(scope) > 1 and self._is_turned(at):
            yield Denial(frozenset(scope[1:]), frozenset(scope))
        elif scope:
            yield Denial(frozenset(heads), frozenset(scope), is_whole=whole)
        elif len(clause) > 1:
            yield Denial(frozenset(), self._stems(clause[-REACH:]), is_whole=True, points=whole and not is_passive)
        elif clause and clause == sentence:  # "er kommt nicht"
            self.reached.add(clause[0])
            yield Denial(self._stems(clause), self._stems(clause))
        elif sentence:  # "Ardland charges a toll; Moravy does not"
            yield Denial(frozenset(), self._stems(sentence), self._stems(clause))

    def _is_turned(self, at: int) -> bool:
        """Whether whom a negated verb is of stands behind it: "nor will the mill close"."""
        return self.tokens[at] in self.negation.turning and (
            len(self.tokens) > at + 2
            and self.tokens[at + 1] in self.negation.auxiliaries
            and self.tokens[at + 2] in self.negation.articles
        )

    def _stems(self, places: Sequence[int]) -> frozenset[str]:
        return frozenset(self._stem(self.tokens[place]) for place in places)

    def _behind(self, at: int, *, whole: bool) -> Iterator[int]:
        """The places of the words of weight that a negator reaches, asides left out."""
        left, begun, at = REACH, False, at + 1
        while at < len(self.tokens) and (left > 0 or whole):
            word = self.tokens[at]
            at += 1
            if word == ",":
                if begun and not whole:
                    return
                at = at if whole else self._behind_aside(at)
            elif not word[0].isalnum() or (word in self.negation.breaks and begun):
                return
            elif word not in self.negation.light and word not in self.negation.negators:
                begun = begun or word not in self.negation.passing
                left -= 1
                yield at - 1
            else:
                left -= begun

    def _behind_aside(self, at: int) -> int:
        """The token behind an aside that ends with a comma: "the mayor said,"; the end of all where none does."""
        for end in range(at, min(at + ASIDE, len(self.tokens))):
            if self.tokens[end] == ",":
                return end + 1
            if not self.tokens[end][0].isalnum():
                break
        return len(self.tokens)
