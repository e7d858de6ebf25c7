"""Whether a text keeps the negations of its evidence: drops none, adds none."""

import re
from collections.abc import Iterator, Sequence

_TOKEN = re.compile(r"\w+(?:[’']\w+)*|[.,;:!?()—–\n]")
_NEGATORS = frozenset((
    "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "denied", "denies",
    "deny", "denying", "failed", "fails", "fail", "failing", "refused", "refuses", "unable", "hardly", "barely"))
_CONTRARY = re.compile(r"(?:un|non|dis)\w{4,}|\w*less|(?:lack|reject|ban|halt|stop|cancel|absen|prevent|avoid|declin"
                       r"|deni|refus|rule|dismiss|imposs|neglig|miss|false|wrong|contrary|rather|only|few|little"
                       r"|rare)\w*")
_LIGHT = frozenset((
    "a", "an", "the", "be", "been", "being", "is", "are", "was", "were", "have", "has", "had", "do", "does", "did",
    "to", "yet", "longer", "one", "that", "any", "of", "its", "his", "her", "their", "it", "he", "she", "they", "in",
    "on", "at", "by", "for", "from", "with", "would", "will", "could", "can", "should", "may", "might", "there", "this",
    "these", "those", "so", "as", "and", "or", "all", "who", "which", "we", "i", "you", "him", "them", "us", "our",
    "my", "your", "enough", "further", "other", "even", "ever", "also", "still", "get", "got", "immediately"))
_NO_NEGATION = re.compile(r"(?:not only|no (?:fewer|less|more|later|sooner|earlier)|not (?:less|fewer|more) than"
                          r"|no doubt|no\.|whether or not|do(?:es)? not agree)\b", re.I)
_REACH = 5
"""So many words behind a negation are not counted as said plainly."""


def dropped_or_added(text: str, passages: Sequence[str]) -> Iterator[str]:
    """Words that a text says plainly and its evidence only denies, and the other way round."""
    denied, said, any_contrary = set[str](), set[str](), False
    for passage in passages:
        no, yes, contrary = _read(passage)
        denied |= no
        said |= yes
        any_contrary = any_contrary or contrary
    ours_denied, ours_said, _ = _read(text)
    shown = {word[:6].lower(): word for word in re.findall(r"\w+", text)}
    for stem in sorted((denied - said) & (ours_said - ours_denied)):
        yield f"“{shown.get(stem, stem)}” is negated in the cited evidence"
    for stem in sorted(ours_denied & (said - denied)):
        yield f"“{shown.get(stem, stem)}” is not negated in the cited evidence"
    if ours_denied and not any_contrary:
        yield "its negation is not in the cited evidence"


def _read(text: str) -> tuple[set[str], set[str], bool]:
    """(stems denied, stems said plainly, whether anything is denied at all)."""
    denied, said, contrary, reach = set[str](), set[str](), False, 0
    head = False
    for hit in _TOKEN.finditer(_NO_NEGATION.sub(" ", text)):
        word = hit[0].lower().replace("’", "'")
        if not word[0].isalnum():
            reach, head = (0, False) if word != "," or head else (reach, head)
            continue
        if word in _NEGATORS or word.endswith("n't"):
            contrary, reach, head = True, _REACH, True
            continue
        contrary = contrary or bool(_CONTRARY.fullmatch(word))
        if word in _LIGHT:
            reach -= reach > 0
            continue
        if head:
            denied.add(word[:6])
            head = False
        elif not reach:
            said.add(word[:6])
        reach -= reach > 0
    return denied, said, contrary
