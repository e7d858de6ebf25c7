"""Figures that moved, divergences that appeared and those settled, on briefings made by hand."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from reports import SEEN, Report, briefed, claim, ledger, side, traced

from briefing.jobs.differences import appeared, moved, settled
from briefing.jobs.ledger import Ledger
from briefing.jobs.told import Side, Told, Trace
from briefing.model import (
    Divergence,
    DivergenceKind,
    Position,
    Section,
    Sentence,
)
from briefing.render.bulletin import Moved

OLD: Report = ("Post", "2032-03-20", "Twenty people were injured when the mill of Oster burned down.")
NEW: Report = ("Courier", "2032-03-21", "Twenty-six people were injured when the mill of Oster burned down.")
COUNTS = "Number of injured: twenty or twenty-six"


def differing(reports: Sequence[Report], *positions: Position, kind: DivergenceKind = "figure", importance: int = 1,
              summary: str = COUNTS, explained_by: str | None = None) -> Divergence:
    """A divergence whose positions say what their first facts say, where they have no words of their own."""
    worded = tuple(each if each.statement else replace(each, statement=reports[int(each.facts[0][1:]) - 1][2])
                   for each in positions)
    return Divergence("v1", "s1", kind, importance, summary, worded, explained_by)


def steps(*reports: Report, seen: str = SEEN, positions: Sequence[Position] = (side("f2"), side("f1")),
          **fields: object) -> list[str]:
    """The figures that moved where one divergence tells these reports."""
    briefing = briefed(*reports, divergences=[differing(reports, *positions, **fields)])  # type: ignore[arg-type]
    return [each.summary for each in moved(ledger(briefing, seen))]


def test_what_an_outlet_corrects_has_moved_once_readers_had_it() -> None:
    """By a note in a report of its own, of what that outlet told them, whatever else it said before."""
    old = ("Post", "2032-03-20", "About 200 guests were in the mill of Oster when it burned down.")
    note = ("Post", "2032-03-21", "Correction: A report on Saturday said that about 200 guests were in the mill of "
                                  "Oster. There were 300.")
    briefing = briefed(old, note)
    (step,) = moved(ledger(briefing))
    assert step.summary == "Guests: 300, earlier about 200"
    assert (step.latest.facts, step.earlier.statement, step.earlier.facts) == (("f2",), old[2], ("f1",))
    assert moved(ledger(briefing, told=())) == ()
    assert moved(ledger(briefing, "1 2")) == ()
    assert moved(ledger(briefed(("Courier", *old[1:]), note))) == ()
    two = (*note[:2], note[2].replace("There were 300.", "There were 300 in 2 mills."))
    assert moved(ledger(briefed(old, two))) == ()


FIRST: Report = ("Post", "2032-03-20", "At least four people were killed and 19 injured when the mill of Oster fell.")


@pytest.mark.parametrize(("says", "expected"), [
    ("Divers brought up three bodies in the evening, bringing the toll to seven.", "seven"),
    ("The number of the dead has risen to seven, and nobody is missed.", "seven"),
    ("Seven workers are now known to have died.", "seven"),
    ("Seven workers died by the river.", None),
    ("The toll stands at four.", None),
    ("The toll stands at three.", None),
    ("The toll among the sheep of the valley is unknown.", None),
    ("The toll rose to 30 injured.", None),
    ("The toll stands at seven dead in Oster and six dead in Velm.", None),
])
def test_a_toll_that_grew_has_what_readers_were_told(says: str, expected: str | None) -> None:
    """However both were put; a number of dead that is no toll, or one of the injured, is only told."""
    briefing = briefed(FIRST, ("Courier", "2032-03-21", says), told=["f2"])
    wanted = [f"Number of dead: {expected}, earlier at least four"] if expected else []
    assert [each.summary for each in moved(ledger(briefing))] == wanted


def test_a_toll_grew_from_the_largest_that_was_told_of_its_story() -> None:
    """The first new one of the story; nothing where that is larger, of another story, or was never told."""
    more: Report = ("Herald", "2032-03-20", "Five people died in the mill, the mayor said.")
    new: Report = ("Courier", "2032-03-21", "The toll of the mill rose to seven.")
    last: Report = ("Radio", "2032-03-21", "The toll at the mill of Oster is eight by now.")
    briefing = briefed(FIRST, more, new, last, told=["f3", "f4"])
    (step,) = moved(ledger(briefing, "1 2"))
    assert (step.summary, step.earlier.facts, step.latest.facts) == (
        "Number of dead: seven, earlier five", ("f2",), ("f3",))
    assert moved(ledger(briefed(FIRST, (more[0], more[1], "Nine people died in the mill."), new, told=["f3"]),
                        "1 2")) == ()
    assert moved(ledger(briefed(FIRST, new, told=["f2"], stories=[["d1"], ["d2"]]))) == ()
    assert moved(ledger(briefed(FIRST, new, told=["f2"]), told=())) == ()


MOVED = ["Number of injured: twenty-six, earlier twenty"]


@pytest.mark.parametrize(("new", "fields", "expected"), [
    (NEW, {"explained_by": "later report"}, MOVED),
    (NEW, {"explained_by": "different scope"}, []),
    (NEW, {"explained_by": "correction", "summary": "Number of people: twenty or twenty-six"}, [
        "Number of people: twenty-six, earlier twenty"]),
    (NEW, {}, []),
    (NEW, {"explained_by": "later report", "kind": "date"}, []),
    (NEW, {"explained_by": "later report", "summary": "Number of people: twenty or twenty-six"}, []),
    (("Post", *NEW[1:]), {}, MOVED),
    (("Post", OLD[1], NEW[2]), {}, MOVED),
    (("Post", "2032-03-19", NEW[2]), {}, []),
    (("Post", None, NEW[2]), {}, []),
    (("Courier", "2032-03-21", f"A correction: {NEW[2]}"), {}, MOVED),
    (("Courier", "2032-03-21", f"{NEW[2][:-1]}, up from twenty."), {}, MOVED),
    (("Courier", "2032-03-21", f"{NEW[2][:-1]}, up the hill."), {}, []),
    (("Courier", "2032-03-21", f"{NEW[2][:-1]}, not twenty, as first reported."), {}, MOVED),
    (("Courier", "2032-03-21", f"Incorrectness aside: {NEW[2]}"), {}, []),
    (("Courier", "2032-03-19", f"A correction: {NEW[2]}"), {}, []),
    ((None, "2032-03-21", NEW[2]), {}, []),
])
def test_a_figure_has_moved_where_the_new_one_takes_the_place_of_the_old(
        new: Report, fields: dict[str, object], expected: list[str]) -> None:
    """It counts what grows and is explained by its day; or its publisher, or the passage, says that it revises."""
    assert steps(OLD, new, **fields) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("word", [
    "dead", "deaths", "death", "died", "killed", "toll", "injured", "injuries", "hurt", "wounded", "missing", "ill",
    "sick", "infected", "cases", "hospital", "rescued", "found", "arrested", "evacuated", "displaced", "Homeless"])
def test_what_grows_while_it_is_counted(word: str) -> None:
    """As a word of its own."""
    later = {"explained_by": "later report"}
    old, new = (("Post", "2032-03-20", f"Twenty people {word}."), ("Courier", "2032-03-21", f"Thirty people {word}."))
    assert len(steps(old, new, summary=f"People {word}: twenty or thirty", **later)) == 1
    assert steps(old, new, summary=f"People x{word}: twenty or thirty", **later) == []
    assert steps(old, new, summary=f"People {word}x: twenty or thirty", **later) == []


@pytest.mark.parametrize("words", [
    "corrects", "corrected", "a correction", "revised", "revises", "a revision", "amended", "lowered",
    "an earlier figure", "an earlier count", "an earlier report", "an earlier toll", "up from", "down to", "rose from",
    "risen to", "fell to", "fallen from", "not ten as first", "not ten, as earlier", "not ten as previously",
    "Up From"])
def test_what_says_that_it_revises(words: str) -> None:
    """In the passage itself; a word that only holds such a word does not."""
    for before, behind, count in (("", "", 1), ("x", "", 0), ("", "x", 0)):
        passage = f"{NEW[2][:-1]} ({before}{words}{behind})."
        if not (before and " " in words and words.split()[0] in {"a", "an"}):
            assert len(steps(OLD, ("Courier", "2032-03-21", passage))) == count


def test_a_side_is_new_or_old_by_its_documents() -> None:
    """One new side and at least one old; a side that has both kinds is neither."""
    later = {"explained_by": "later report"}
    third: Report = ("Radio", "2032-03-21", "Thirty people were injured when the mill of Oster burned down.")
    assert steps(OLD, NEW, seen="1 2", **later) == []
    assert steps(OLD, NEW, seen="", **later) == []
    assert steps(OLD, NEW, third, positions=(side("f2"), side("f1"), side("f3")), **later) == []
    again: Report = ("Radio", "2032-03-20", f"There, {OLD[2]}")
    assert steps(OLD, NEW, again, positions=(side("f2"), side("f1", "f3")), **later) == []
    assert steps(OLD, NEW, again, positions=(side("f2"), side("f1", "f3")), seen="1 3", **later) == MOVED


def test_what_readers_know_of_the_new_side_has_not_moved() -> None:
    """In whatever document it stands now."""
    briefing = briefed(OLD, NEW, divergences=[differing((OLD, NEW), side("f2"), side("f1"),
                                                        explained_by="later report")])
    assert moved(ledger(briefing, told=[claim(briefing, "f1"), claim(briefing, "f2")])) == ()
    assert [each.summary for each in moved(ledger(briefing, told=[]))] == MOVED


def test_of_several_old_sides_the_latest_is_the_earlier_one() -> None:
    """Of one day that whose figure is nearest; a side without a figure of its own is nearest to nothing."""
    def earlier(*days: str) -> str:
        reports = (NEW, *(("Post", day, f"{count} people were injured when the mill of Oster burned down.")
                          for day, count in zip(days, ("Twelve", "Twenty", "Several"), strict=True)))
        divergence = differing(reports, side("f1"), side("f2"), side("f3"), side("f4"), explained_by="later report",
                               summary="Number of injured: twelve, twenty or twenty-six")
        (step,) = moved(ledger(briefed(*reports, divergences=[divergence]), "2 3 4"))
        return step.earlier.facts[0]

    assert earlier("2032-03-19", "2032-03-19", "2032-03-19") == "f3"
    assert earlier("2032-03-20", "2032-03-19", "2032-03-19") == "f2"
    assert earlier("2032-03-19", "2032-03-19", "2032-03-20") == "f4"


def test_the_earlier_figure_is_that_of_the_same_house() -> None:
    """Whatever another house said, nearer or later."""
    own: Report = ("Courier", "2032-03-19", "Twelve people were injured when the mill of Oster burned down.")
    divergence = differing((NEW, own, OLD), side("f1"), side("f2"), side("f3"), explained_by="later report",
                           summary="Number of injured: twelve, twenty or twenty-six")
    (step,) = moved(ledger(briefed(NEW, own, OLD, divergences=[divergence]), "2 3"))
    assert (step.summary, step.earlier.facts) == ("Number of injured: twenty-six, earlier twelve", ("f2",))


def test_a_moved_figure_tells_both_sides_of_its_story() -> None:
    """As the divergence has them."""
    divergence = differing((OLD, NEW), side("f2"), side("f1"), explained_by="later report")
    assert moved(ledger(briefed(OLD, NEW, divergences=[divergence]))) == (
        Moved("s1", MOVED[0], divergence.positions[0], divergence.positions[1]),)


def test_a_summary_that_the_evidence_does_not_bear_stays_as_it_is() -> None:
    """A name that no passage has is not told a second time in other words."""
    summary = "Number of injured at Tarn: twenty or twenty-six"
    assert steps(OLD, NEW, explained_by="later report", summary=summary) == [summary]


@pytest.mark.parametrize(("new", "old", "summary", "expected"), [
    (NEW[2], OLD[2], "Injured people", "People: twenty-six, earlier twenty"),
    (NEW[2], OLD[2], "Injured, 26 or 20: what is known", "People: twenty-six, earlier twenty"),
    ("26 were injured at the mill.", "20 were injured at the mill.", "How many were injured",
     "Figure: 26, earlier 20"),
    ("26 people were injured in 4 houses.", "20 people were injured in 3 houses.", "Injured: 20 or 26",
     "Injured: 26, earlier 20"),
    ("26 people were injured in 4 houses.", "20 people were injured in 3 houses.", "Injured people", "Injured people"),
    ("26 people were injured, up from 20.", "20 people were injured.", "Injured: 20 or 26", "Injured: 26, earlier 20"),
    ("26 people were injured.", "Some people were injured.", "Injured: 26", "Injured: 26"),
])
def test_a_moved_figure_is_named_where_it_is_plain_which(new: str, old: str, summary: str, expected: str) -> None:
    """By what the divergence is called, else by what is counted; else the summary stays as it is."""
    assert steps(("Post", "2032-03-20", old), ("Post", "2032-03-21", new), summary=summary) == [expected]


def told_again(new: Report, *old: Report, stories: Sequence[Sequence[str]] = ()) -> tuple[Moved, ...]:
    """What moved between a new sentence and facts that were told, where no divergence tells it."""
    briefing = briefed(*old, new, told=[f"f{len(old) + 1}"], stories=stories)
    return moved(ledger(briefing, " ".join(str(n) for n in range(1, len(old) + 1))))


LIKE = "people were injured when the mill of Oster burned down on Friday night."


@pytest.mark.parametrize(("new", "expected"), [
    (("Post", "2032-03-21", f"Thirty {LIKE}"), ["People: thirty, earlier twenty"]),
    (("Courier", "2032-03-21", f"Thirty {LIKE}"), []),
    (("Courier", "2032-03-21", f"Thirty {LIKE[:-1]}, not twenty, as first reported."),
     ["People: thirty, earlier twenty"]),
    (("Post", "2032-03-19", f"Thirty {LIKE}"), []),
    (("Post", "2032-03-21", "Thirty sheep were injured when the mill of Oster burned down on Friday night."), []),
    (("Post", "2032-03-21", "Thirty people were fined for fishing in the lake of Lannick without a licence."), []),
    (("Post", "2032-03-21", "Many people were injured when the mill of Oster burned down on Friday night."), []),
])
def test_a_figure_moves_between_sentences_much_alike(new: Report, expected: list[str]) -> None:
    """Of one publisher, or where the new one says that it revises; they must count the same."""
    assert [each.summary for each in told_again(new, ("Post", "2032-03-20", f"Twenty {LIKE}"))] == expected


def test_a_new_sentence_is_held_against_the_fact_most_like_it() -> None:
    """Within its story; both positions stand on their own facts and origins."""
    far: Report = ("Post", "2032-03-20", "Forty people were injured when the inn of Lannick burned down in May.")
    near: Report = ("Post", "2032-03-20", f"Twenty {LIKE}")
    new: Report = ("Post", "2032-03-21", f"Thirty {LIKE}")
    for one, two, best in ((far, near, "2"), (near, far, "1")):
        (step,) = told_again(new, one, two)
        assert (step.story, step.summary) == ("s1", "People: thirty, earlier twenty")
        assert step.latest == Position(new[2], ("f3",), ("o3",))
        assert step.earlier == Position(near[2], (f"f{best}",), (f"o{best}",))
    assert told_again(new, near, stories=[["d2"], ["d1"]]) == ()
    (step,) = told_again(new, near, stories=[["d9"], ["d1", "d2"]])
    assert step.story == "s2"


def test_what_is_told_already_has_not_moved_between_sentences() -> None:
    """Nor what an old document says, nor against a fact that readers were not told."""
    old, new = ("Post", "2032-03-20", f"Twenty {LIKE}"), ("Post", "2032-03-21", f"Thirty {LIKE}")
    briefing = briefed(old, new, told=["f2"])
    assert len(moved(ledger(briefing))) == 1
    assert moved(ledger(briefing, told=[claim(briefing, "f1"), claim(briefing, "f2")])) == ()
    assert moved(ledger(briefing, "1 2", told=[claim(briefing, "f1")])) == ()
    assert moved(ledger(briefing, told=[])) == ()


def test_a_figure_that_moved_is_told_once() -> None:
    """By the divergence that tells it; the sentences it stands in add nothing."""
    old, new = ("Post", "2032-03-20", f"Twenty {LIKE}"), ("Post", "2032-03-21", f"Thirty {LIKE}")
    divergence = differing((old, new), side("f2"), side("f1"), summary="Number of injured: twenty or thirty")
    briefing = briefed(old, new, divergences=[divergence], told=["f2"])
    assert [each.summary for each in moved(ledger(briefing))] == ["Number of injured: thirty, earlier twenty"]
    second = replace(divergence, id="v2", summary="Injured: twenty or thirty")
    assert len(moved(ledger(replace(briefing, divergences=(divergence, second))))) == 1


def news_of(divergence: Divergence, *reports: Report, seen: str = SEEN, told: Sequence[Told] = (),
            elsewhere: Sequence[Moved] = ()) -> bool:
    """Whether a divergence is told as one that appeared."""
    briefing = briefed(*reports, divergences=[divergence])
    return appeared(ledger(briefing, seen, told), elsewhere) == (divergence,)


@pytest.mark.parametrize(("seen", "importance", "news"), [
    ("1", 1, True), ("1", 2, True), ("1", 3, False), ("1 2", 1, False), ("", 1, True)])
def test_a_divergence_appears_with_a_new_document(seen: str, importance: int, news: bool) -> None:
    """Where it matters."""
    divergence = differing((OLD, NEW), side("f1"), side("f2"), importance=importance)
    assert news_of(divergence, OLD, NEW, seen=seen) is news


def test_a_divergence_that_is_told_elsewhere_does_not_appear() -> None:
    """As a figure that moved: by the new side's facts, not by the old one's."""
    divergence = differing((OLD, NEW), side("f1"), side("f2"))
    for fact, news in (("f2", False), ("f9", True)):
        step = Moved("s1", "", side(fact), side("f1"))
        assert news_of(divergence, OLD, NEW, elsewhere=[step]) is news


THIRD: Report = ("Radio", "2032-03-22", "Forty people were injured when the mill of Oster burned down, a nurse said.")


def told_divergence(*facts: str, reports: Sequence[Report] = (OLD, NEW, THIRD)) -> Told:
    """One that was told with these facts on its sides."""
    briefing = briefed(*reports)
    return Told("divergence", tuple(traced(briefing, each) for each in facts), COUNTS)


def test_a_divergence_that_was_told_appears_again_with_a_side_that_was_not() -> None:
    """A new document on a side that readers know brings nothing."""
    two = differing((OLD, NEW, THIRD), side("f1"), side("f2"))
    three = differing((OLD, NEW, THIRD), side("f1"), side("f2"), side("f3"))
    grown = differing((OLD, NEW, THIRD), side("f1", "f3"), side("f2"))
    known = [told_divergence("f1", "f2")]
    assert not news_of(two, OLD, NEW, THIRD, seen="1", told=known)
    assert news_of(three, OLD, NEW, THIRD, seen="1 2", told=known)
    assert not news_of(three, OLD, NEW, THIRD, seen="1 2 3", told=known)
    assert not news_of(grown, OLD, NEW, THIRD, seen="1 2", told=known)
    assert not news_of(three, OLD, NEW, THIRD, seen="1 2", told=[*known, claim(briefed(OLD, NEW, THIRD), "f3")])


def test_a_divergence_is_the_one_that_was_told_where_two_sides_are() -> None:
    """One side in common is another matter, and so are two sides that are one now."""
    two = differing((OLD, NEW, THIRD), side("f1"), side("f2"))
    assert news_of(two, OLD, NEW, THIRD, seen="1", told=[told_divergence("f1", "f3")])
    claims = [claim(briefed(OLD, NEW), each) for each in ("f1", "f2")]
    assert news_of(two, OLD, NEW, THIRD, seen="1", told=claims)
    merged = differing((OLD, NEW, THIRD), side("f1", "f2"), side("f3"))
    assert news_of(merged, OLD, NEW, THIRD, seen="1 2", told=[told_divergence("f1", "f2")])
    split = [Told("divergence", (traced(briefed(OLD, NEW), "f1", "f2"), Side("Nobody knows.", ())), COUNTS)]
    assert news_of(two, OLD, NEW, seen="1", told=split)


def test_a_side_that_was_corrected_is_announced_no_more() -> None:
    """The figure that readers were told is overtaken leaves the divergence; with one side left there is none."""
    briefing = briefed(OLD, NEW, THIRD)
    step = Told("moved", (traced(briefing, "f2"), traced(briefing, "f1")), MOVED[0])
    three = differing((OLD, NEW, THIRD), side("f1"), side("f2"), side("f3"),
                      summary="Number of injured: twenty, twenty-six or forty")
    (left,) = appeared(ledger(replace(briefing, divergences=(three,)), "1 2", [step]), [])
    assert left.summary == "Number of injured: twenty-six or forty"
    assert [p.facts for p in left.positions] == [("f2",), ("f3",)]
    two = differing((OLD, NEW, THIRD), side("f1"), side("f3"))
    assert appeared(ledger(replace(briefing, divergences=(two,)), "1 2", [step]), []) == ()


@pytest.mark.parametrize(("new", "versions", "expected"), [
    ((None, None, f"Thirty {LIKE}"), {"1": "x"}, ["People: thirty, earlier twenty"]),
    ((None, None, f"Thirty {LIKE}"), {"1": "y"}, []),
    ((None, None, f"Thirty {LIKE}"), {}, []),
    (("Post", None, f"Thirty {LIKE}"), {}, ["People: thirty, earlier twenty"]),
    (("Courier", None, f"Thirty {LIKE}"), {}, []),
    (("Courier", None, f"The number of injured has risen from twenty to thirty; thirty {LIKE}"), {},
     ["People: thirty, earlier twenty"]),
    ((None, None, "Thirty people were fined for fishing in the lake of Lannick."), {"1": "x"}, []),
    ((None, None, f"Twenty {LIKE}"), {"1": "x"}, []),
])
def test_a_figure_moves_when_its_document_is_gone(new: Report, versions: dict[str, str], expected: list[str]) -> None:
    """Written over it, or by the same publisher: what readers were told is remembered; another's word, another matter
    and the same figure move nothing."""
    briefing = briefed(new, told=["f1"])
    known = Told("claim", (Side(f"Twenty {LIKE}", (Trace("x", f"Twenty {LIKE}"),), ("Post",)),))
    found = moved(Ledger(briefing, [known], frozenset({"x"}), versions))
    assert [each.summary for each in found] == expected
    assert all((each.earlier.statement, each.earlier.facts) == (f"Twenty {LIKE}", ()) for each in found)


PIER = "The repair of the pier of Lannick will cost {} million euros, the {} said."
COMPANY: Report = ("Post", "2032-03-20", PIER.format(4, "company"))
MAYOR: Report = ("Radio", "2032-03-20", PIER.format(7, "mayor"))
COST = "Cost of the repair: 4 or 7 million euros"


def ended(*later: Report, told: Sequence[Report] = (COMPANY, MAYOR), shown: Sequence[str] = (),
          holders: Sequence[tuple[str, ...]] | None = None, closed: Sequence[str] = ()) -> list[tuple[object, ...]]:
    """The divergence of the first reports as it is settled by later ones: (facts, what was said before)."""
    briefing = briefed(*told, *later, told=shown)
    names = holders or [None] * len(told)
    sides = tuple(traced(briefing, f"f{n}", holders=name) for n, name in enumerate(names, 1))
    known = [Told("divergence", sides, COST), *(Told("settled", (), each) for each in closed)]
    seen = " ".join(str(n) for n in range(1, len(told) + 1))
    return [(each.story, each.summary, each.latest.facts, each.latest.statement, each.latest.origins,
             [(one.statement, one.facts, one.origins) for one in each.earlier])
            for each in settled(ledger(briefing, seen, known))]


NOW_SEVEN: Report = ("Post", "2032-03-21", PIER.format(7, "company"))
SETTLED = ("s1", COST, ("f3", "f2"), NOW_SEVEN[2], ("o3", "o2"), [(COMPANY[2], ("f1",), ())])


def test_a_divergence_is_settled_where_every_side_says_the_same() -> None:
    """One side turned, the other stands by its word; what was said before is told."""
    assert ended(NOW_SEVEN) == [SETTLED]


@pytest.mark.parametrize("later", [
    [("Post", "2032-03-21", PIER.format(9, "company"))],
    [("Courier", "2032-03-21", PIER.format(7, "company"))],
    [("Post", "2032-03-21", "The school of Oster opens at 7, the company said.")],
    [("Post", "2032-03-21", PIER.format(7, "company").replace("will cost", "will not cost"))],
    [("Post", "2032-03-21", "The company has ordered 7 million euros worth of ships.")],
    [(None, "2032-03-21", PIER.format(7, "company"))],
    [],
])
def test_a_divergence_stays_open_while_a_side_has_not_turned(later: list[Report]) -> None:
    """A third figure, somebody else's word, another matter, a denial, a voice without a name."""
    assert ended(*later) == []


def test_a_divergence_is_settled_though_its_documents_are_gone() -> None:
    """One side stands by what readers were told."""
    briefing = briefed(NOW_SEVEN)
    sides = tuple(Side(each[2], (Trace(each[2], each[2]),), (str(each[0]),)) for each in (COMPANY, MAYOR))
    (end,) = settled(ledger(briefing, "", [Told("divergence", sides, COST)]))
    assert (end.summary, end.latest.facts, end.earlier) == (COST, ("f1",), ())
    other = briefed(("Post", "2032-03-21", PIER.format(9, "company")))
    assert settled(ledger(other, "", [Told("divergence", sides, COST)])) == ()


def test_a_word_of_another_story_settles_nothing() -> None:
    """Whoever says it."""
    sides = tuple(traced(briefed(COMPANY, MAYOR), each) for each in ("f1", "f2"))
    known = [Told("divergence", sides, COST)]
    for stories, count in (([["d1", "d2", "d3"]], 1), ([["d1", "d2"], ["d3"]], 0)):
        assert len(settled(ledger(briefed(COMPANY, MAYOR, NOW_SEVEN, stories=stories), "1 2", known))) == count


def test_both_sides_may_turn_to_a_third_figure() -> None:
    """Then both are what was said before, and the newest words tell it."""
    nine: list[Report] = [("Post", "2032-03-21", PIER.format(9, "company")),
                          ("Radio", "2032-03-21", PIER.format(9, "mayor"))]
    ((_, _, facts, statement, _, earlier),) = ended(*nine)
    assert (facts, statement) == (("f3", "f4"), nine[0][2])
    assert [each[1] for each in earlier] == [("f1",), ("f2",)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("holders", [
    [(), ("Radio",)], [("Post",), ()], [("Post", "Radio"), ("Radio",)], [("Post",), ("Post",)]])
def test_nobody_is_laid_a_word_that_may_be_another_ones(holders: list[tuple[str, ...]]) -> None:
    """A side of somebody unknown, or somebody on both sides: nobody can tell who turned."""
    assert ended(NOW_SEVEN, holders=holders) == []


def test_a_divergence_is_settled_once() -> None:
    """Not in the next mail again, nor twice where it was told twice."""
    assert ended(NOW_SEVEN, closed=[COST]) == []
    assert ended(NOW_SEVEN, closed=["Cost of another repair"]) == [SETTLED]
    briefing = briefed(COMPANY, MAYOR, NOW_SEVEN)
    known = Told("divergence", (traced(briefing, "f1"), traced(briefing, "f2")), COST)
    assert len(settled(ledger(briefing, "1 2", [known, known]))) == 1
    assert settled(ledger(briefing, "1 2", [replace(known, kind="claim")])) == ()


def test_three_sides_are_settled_when_the_last_one_turns() -> None:
    """Not before."""
    third: Report = ("Courier", "2032-03-20", PIER.format(5, "council"))
    told = (COMPANY, MAYOR, third)
    assert ended(NOW_SEVEN, told=told) == []
    council: Report = ("Courier", "2032-03-21", PIER.format(7, "council"))
    ((_, _, facts, _, _, earlier),) = ended(NOW_SEVEN, council, told=told)
    assert set(facts) == {"f4", "f5", "f2"}  # type: ignore[arg-type]
    assert [each[1] for each in earlier] == [("f1",), ("f3",)]  # type: ignore[attr-defined]


def test_what_settles_is_told_in_the_words_that_were_verified() -> None:
    """Those of the sentence that begins with the fact, where there is one."""
    briefing = briefed(COMPANY, MAYOR, NOW_SEVEN)
    worded = Section("s1", "In brief", (Sentence("Other words.", ("f2", "f3")), Sentence("Seven million.", ("f3",))))
    known = Told("divergence", (traced(briefing, "f1"), traced(briefing, "f2")), COST)
    (end,) = settled(ledger(replace(briefing, sections=(worded,)), "1 2", [known]))
    assert end.latest.statement == "Seven million."
