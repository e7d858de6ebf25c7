"""What a person is: founder or co-founder, head of one body or of another."""

from collections import defaultdict
from collections.abc import Iterator

from briefing.engines.rules.detectors.finding import Candidate, Detector, Voice
from briefing.engines.rules.detectors.profile import Pile, Profile
from briefing.language.en.rules.posts import BEFORE, BEHIND, HEADS, HEADSHIP, SAME
from briefing.text.names import is_person, names
from briefing.text.words import terms


def differing_posts(pile: Pile) -> tuple[Candidate, ...]:
    """For each person one candidate where two documents give rank or body of one post differently."""
    held: dict[str, list[tuple[str, str, frozenset[str], Voice]]] = defaultdict(list)
    for profile in pile.profiles:
        for last, rank, post, of, voice in _posts(profile):
            held[last].append((rank, post, of, voice))
    found = []
    for last, every in sorted(held.items()):
        pair = next(((x, y) for n, x in enumerate(every) for y in every[n + 1 :] if _rival(x, y)), None)
        if pair:
            sides = tuple(tuple(e[3] for e in every if e[:3] == each[:3]) for each in pair)
            labels = tuple(side[0].profile.text[side[0].start : side[0].end] for side in sides)
            found.append(Candidate(Detector.POSTS, "attribution", f"what {last} is", sides, labels, 0.7, 2))
    return tuple(found)


def _posts(profile: Profile) -> Iterator[tuple[str, str, str, frozenset[str], Voice]]:
    """Last name, rank, post and body of each person of a sentence whose post it gives."""
    for name in names(profile.text):
        before, behind = profile.text[: name.start], profile.text[name.end :]
        if not is_person(name.text):
            continue
        for hit, start in ((BEFORE.search(before), 0), (BEHIND.match(behind) or HEADS.match(behind), name.end)):
            if hit:
                post = SAME.get(hit["post"].lower(), hit["post"].lower())
                rank = (hit.groupdict().get("rank") or "").strip(" -").lower()
                rank = "co" if hit["post"].lower() == "co-founded" else rank
                of = terms(hit["of"] or "") - terms(name.text)
                lead = len(hit.group()) - len(hit.group().lstrip(", "))
                span = (start + hit.start() + lead, start + hit.start() + len(hit.group().rstrip(", ")))
                yield name.last, rank, post, of, Voice(profile, *span)


def _rival(x: tuple[str, str, frozenset[str], Voice], y: tuple[str, str, frozenset[str], Voice]) -> bool:
    """Whether two documents give one post another rank, or another body."""
    if x[3].profile.document.id == y[3].profile.document.id:
        return False
    if x[1] == y[1] and x[0] != y[0]:
        return True
    heads = {x[1], y[1]} <= HEADSHIP
    common = len(x[2] & y[2])
    return heads and bool(x[2] - y[2] and y[2] - x[2]) and 0 < 2 * common < min(len(x[2]), len(y[2]))
