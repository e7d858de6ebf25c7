"""The front of a mail, on stories made by hand: which stand where, with what of their news, and how each is called."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from pile import DAY, Tale, between, heap

from briefing.jobs.contested import same_subject
from briefing.jobs.room import Room
from briefing.jobs.selection import LABELS, select
from briefing.render.bulletin import Front, Item

TITLE = "Pier of Lannick opens again"
PLAIN = ("The pier opens again in June.", "A ferry had struck it on Sunday.", "Divers found a crack in pillar nine.",
         "Masons from Velm cut new granite blocks.", "Marta Quill signed the contract at noon.",
         "Fishermen must moor elsewhere till then.", "Insurers have not said whether they pay.",
         "Tourists walked along the closed quay.")
"""Sentences of which none says what another does, each of six words or more."""


def front(*tales: Tale, focus: str | None = None, headlines: Sequence[str] = (), sections: dict[str, str] | None = None,
          **room: object) -> Front:
    """What the mail tells of these stories; with room for all unless said otherwise."""
    briefing, news, fresh = heap(*tales, focus=focus)
    wide = {"words": 2000, "sentences": 99} | room
    return select(briefing, news, fresh, Room(**wide), frozenset(headlines), sections)  # type: ignore[arg-type]


def texts(item: Item) -> list[str]:
    """The sentences of an item, in their order."""
    return [each.text for each in item.sentences]


def lone(*says: str, title: str = TITLE, **fields: object) -> Tale:
    """A story that one document tells."""
    return Tale([title], says, **fields)  # type: ignore[arg-type]


def pair(*says: str, title: str = TITLE, **fields: object) -> Tale:
    """A story that two documents tell."""
    return Tale([title, title], says, **fields)  # type: ignore[arg-type]


# Where a story stands


def test_the_box_has_stories_of_several_documents_and_the_others_a_line_each() -> None:
    """So many as the job says; one of a single document only where a figure moved or was settled, or nothing else."""
    step, end = ("Cost: 5, earlier 4", "It costs 5 million.", "It costs 4 million."), ("Cost: 5 or 4", "It costs 5.")
    tales = [pair(PLAIN[0]), lone(PLAIN[1]), lone(steps=[step]), lone(ends=[end]), pair(PLAIN[2], title=PLAIN[2])]
    found = front(*tales)
    assert sorted(each.story for each in found.top) == ["s1", "s3", "s4", "s5"]
    assert [each.story for each in found.lines] == ["s2"]
    assert (len(front(*tales, stories=2).top), len(front(*tales, stories=2).lines)) == (2, 3)
    alone = front(lone(PLAIN[0]), lone(PLAIN[1]))
    assert ([each.story for each in alone.top], [each.story for each in alone.lines]) == (["s1"], ["s2"])


def test_a_story_that_weighs_too_little_is_on_the_page_only() -> None:
    """One that weighs just as much as asked for stays; where nothing is asked for even one that weighs less than
    nothing."""
    one = lone(PLAIN[0])
    assert [len(front(one, threshold=each).items) for each in (0.79, 0.8, 0.81)] == [1, 1, 0]
    assert front(one, threshold=0.81).more == 1
    dull = lone("The singer showed her selfie to fans.", title="A singer and her selfie")
    assert len(front(dull).items) == 1


def test_what_is_asked_for_in_the_job_goes_before_what_the_briefing_was_focused_on() -> None:
    """And without it the briefing's focus counts."""
    tales = [lone("The mill burned down.", title="Mill of Oster burns"), lone(PLAIN[0])]
    assert front(*tales, focus="pier").items[0].story == "s2"
    briefing, news, fresh = heap(*tales, focus="pier")
    assert select(briefing, news, fresh, Room(focus="mill")).items[0].story == "s1"
    assert select(briefing, news, fresh, Room(topics=("mill burned",), focus="mill")).items[0].story == "s1"


def test_what_answers_a_reader_comes_right_behind_the_event() -> None:
    """Before what counts who was hurt; of two divergences that which bears on it."""
    event = "The pier of Lannick opens again on Friday, a year after a ferry struck it."
    hurt, answer = "Three people were hurt on the quay in Velm.", "An insurer pays four million euros for the pillar."
    tale = pair(hurt, answer, event, title="Pier of Lannick opens again")
    assert texts(front(tale).top[0])[:2] == [event, hurt]
    assert texts(front(tale, focus="Which insurer pays?").top[0])[:2] == [event, answer]
    cows = between("She carried 40 cows.", "The Alma had 70 cows aboard.", summary="Number of cows: 40 or 70")
    dead = between(*SIDES)
    for focus, told in ((None, dead), ("How many cows?", cows)):
        sides = (event, *SIDES, "She carried 40 cows.", "The Alma had 70 cows aboard.")
        (found,) = front(pair(*sides, differs=[dead, cows]), focus=focus).top[0].appeared
        assert found.summary == told.summary


def test_lines_stand_below_the_sections_of_the_job() -> None:
    """In the order in which it names them; what lies in none of them comes last, in its own order."""
    tales = [pair(PLAIN[0]), *(lone(each) for each in PLAIN[1:6])]
    found = front(*tales, sections={"d3": "Courts", "d5": "Energy", "d6": "Courts", "d1": "Sport"})
    assert [(each.story, each.section) for each in found.lines] == [
        ("s2", "Courts"), ("s5", "Courts"), ("s4", "Energy"), ("s3", ""), ("s6", "")]
    late = Tale([TITLE, TITLE], [PLAIN[1]], old=1)
    home = front(pair(PLAIN[0]), pair(PLAIN[2], title=PLAIN[2]), late, stories=2,
                 sections={"d5": "Courts", "d6": "Energy"})
    assert [each.section for each in home.lines] == ["Energy"]  # where its new document lies


# How much of a story is told


@pytest.mark.parametrize(("stories", "each_tells"), [(1, 6), (2, 4), (3, 2), (4, 2)])
def test_the_fewer_stories_the_more_of_each(stories: int, each_tells: int) -> None:
    """Six sentences of one, four of two, else two."""
    found = front(*[pair(*PLAIN)] * stories)
    assert [len(each.sentences) for each in found.top] == [each_tells] * stories


def test_a_mail_has_so_many_words_and_sentences() -> None:
    """Forty words are its frame; each sentence costs its words and two for its citation, each title its words."""
    one = len(PLAIN[0].split()) + LABELS
    assert LABELS == 2
    assert [len(front(pair(PLAIN[0]), words=40 + each).items) for each in (one - 1, one)] == [0, 1]
    assert [len(front(pair(*PLAIN), sentences=each).items[0].sentences) for each in (1, 2, 3)] == [1, 2, 3]
    assert front(pair(PLAIN[0]), sentences=0).items == ()
    two = one + len(PLAIN[1].split()) + LABELS
    assert [len(front(pair(*PLAIN[:2]), words=40 + each).items[0].sentences) for each in (two - 1, two)] == [1, 2]
    titled = one + len(TITLE.split()) + one
    tales = [pair(PLAIN[0]), pair(PLAIN[0], title="Pier opens again in June")]  # as long as the other
    assert [len(front(*tales, words=40 + each).top) for each in (titled - 1, titled)] == [1, 2]


def test_what_finds_no_room_is_counted() -> None:
    """Of the box and of the lines; each story once."""
    tales = [pair(PLAIN[0]), lone(PLAIN[1]), lone(PLAIN[2])]
    assert [front(*tales, sentences=each).more for each in (0, 1, 2, 3)] == [3, 2, 1, 0]


STEP = ("Cost: 5 million, earlier 4 million", "The pier costs 5 million.", "The pier costs 4 million.")
END = ("Opening: June or July", "The pier opens in June, all say.")


def test_what_moved_and_was_settled_comes_before_sentences_and_takes_their_room() -> None:
    """Of what was settled one; with both at most as much as the story has room for."""
    item = front(pair(*PLAIN, steps=[STEP], ends=[END, END])).top[0]
    assert (len(item.moved), len(item.settled), len(item.sentences)) == (1, 1, 4)
    many = [(f"Cost {n}: 5, earlier 4", f"Part {n} costs 5 million.", "Once 4.") for n in range(8)]
    item = front(pair(*PLAIN, steps=many)).top[0]
    assert ([each.summary for each in item.moved], item.sentences) == ([each[0] for each in many[:6]], ())
    item = front(pair(*PLAIN, steps=[(f"{STEP[0]} in all", *STEP[1:])]), sentences=1).top[0]
    assert (len(item.moved), item.sentences) == (1, ())
    size = len(f"{STEP[0]} {STEP[1]}".split()) + LABELS
    assert [len(front(pair(steps=[STEP]), words=40 + each).items) for each in (size - 1, size)] == [0, 1]
    size = len(f"{END[0]} {END[1]}".split()) + LABELS
    assert [len(front(pair(ends=[END]), words=40 + each).items) for each in (size - 1, size)] == [0, 1]


def test_a_sentence_that_says_what_is_told_already_is_left_out() -> None:
    """Beside what moved or was settled, a side of a divergence, or another sentence: by most of its words."""
    said = "The pier costs 5 million, the mayor added."
    assert texts(front(pair(said, PLAIN[1], steps=[STEP])).top[0]) == [PLAIN[1]]
    assert texts(front(pair("The pier will open in June, all say.", PLAIN[1], ends=[END])).top[0]) == [PLAIN[1]]
    side = SIDES[0].replace("said", "said again")
    assert texts(front(pair(side, PLAIN[1], differs=[between(*SIDES)])).top[0]) == [PLAIN[1]]
    seven = "granite masons harbour lantern anchor rudder compass"
    assert texts(front(pair(f"{seven} velvet copper marble.", f"{seven} ribbon saddle violin.")).top[0]) == [
        f"{seven} velvet copper marble."]
    six = seven.removesuffix(" compass")
    assert len(front(pair(f"{six} velvet copper marble parrot.", f"{six} ribbon saddle violin orchid.")).top[0]
               .sentences) == 2


# A story in one line


def test_a_line_is_what_moved_else_what_was_settled_else_a_sentence_else_the_headline() -> None:
    """Of each the first."""
    box = pair(PLAIN[0], title="Pier opens in June")
    found = front(box, box, lone(*PLAIN[:2], steps=[STEP, STEP], ends=[END, END]), lone(*PLAIN[:2], ends=[END, END]),
                  lone(PLAIN[1], PLAIN[0]), lone(PLAIN[6], title="Masons of Velm at work"), stories=4)
    lines = {each.story: each for each in found.lines}
    assert sorted(lines) == ["s5", "s6"]  # what moved or was settled stands in the box as long as that has room
    found = front(box, lone(*PLAIN[:2], steps=[STEP, STEP], ends=[END, END]), lone(*PLAIN[:2], ends=[END, END]),
                  stories=0)
    kinds = {each.story: (len(each.moved), len(each.settled), len(each.sentences)) for each in found.lines}
    assert kinds == {"s1": (0, 0, 1), "s2": (1, 0, 0), "s3": (0, 1, 0)}
    assert texts(lines["s5"]) == [PLAIN[0]]  # it shares a word with the headline; the first one does not
    assert (lines["s6"].title, lines["s6"].sentences, lines["s6"].facts) == ("Masons of Velm at work", (), ("f9",))


def test_each_kind_of_line_needs_its_room() -> None:
    """What moved that of its words and its summary, what was settled that of its summary, a sentence and a headline
    their own."""
    def lines(tale: Tale, text: str) -> list[int]:
        size = len(text.split()) + LABELS
        return [len(front(tale, words=40 + each, stories=0).lines) for each in (size - 1, size)]

    assert lines(lone(steps=[STEP]), f"{STEP[1]} {STEP[0]}") == [0, 1]
    assert lines(lone(ends=[END]), END[0]) == [0, 1]
    assert lines(lone(PLAIN[0]), PLAIN[0]) == [0, 1]
    assert lines(lone(PLAIN[6]), TITLE) == [0, 1]


def test_a_sentence_says_a_headline_by_three_tenths_of_its_words() -> None:
    """Counted as often as the headlines of the new documents have them."""
    ten = "granite masons harbour lantern anchor rudder compass velvet copper marble"
    def told(words: int) -> int:
        text = " ".join(ten.split()[:words]) + " ribbon saddle."
        return len(front(lone(text, title=ten), stories=0).lines[0].sentences)

    assert [told(each) for each in (2, 3, 4)] == [0, 1, 1]


@pytest.mark.parametrize(("days", "told"), [
    (("2032-03-22", "2032-03-21"), 0), (("2032-03-21", "2032-03-21"), 1), (("2032-03-20", "2032-03-21"), 1),
    (("2032-03-22", ""), 1), (("", "2032-03-21"), 1)])
def test_a_headline_that_comes_late_is_no_line(days: tuple[str, str], told: int) -> None:
    """Where an earlier document of the story was published on a later day, as far as that is known."""
    late = Tale([TITLE, TITLE], ["", PLAIN[6]][1:], days, old=1)
    assert len(front(late, stories=0).lines) == told


# Which sentences


def test_the_sentence_that_says_most_of_the_headlines_comes_first() -> None:
    """And among these the one that more sources say, the shorter, the one that is no scrap."""
    assert texts(front(pair(PLAIN[1], PLAIN[0])).top[0]) == [PLAIN[0], PLAIN[1]]
    assert texts(front(pair(PLAIN[1], PLAIN[3], support=(1, 3))).top[0]) == [PLAIN[3], PLAIN[1]]
    longer = f"{PLAIN[3][:-1]} {'very ' * 30}slowly."
    assert texts(front(pair(longer, PLAIN[1])).top[0]) == [PLAIN[1], longer]
    assert texts(front(pair("It was cold.", PLAIN[1])).top[0]) == [PLAIN[1], "It was cold."]


@pytest.mark.parametrize(("words", "first"), [(30, True), (31, False)])
def test_from_thirty_words_on_each_one_more_costs(words: int, first: bool) -> None:
    """Thirty are free."""
    long = f"{'very ' * (words - 2)}slow going."
    assert (texts(front(pair(long, PLAIN[1])).top[0])[0] == long) is first


@pytest.mark.parametrize(("words", "first"), [(6, False), (7, True)])
def test_below_seven_words_a_sentence_says_little(words: int, first: bool) -> None:
    """Seven are enough."""
    short = f"{'very ' * (words - 2)}slow going."
    full = "Divers found a new crack in pillar nine."
    assert (texts(front(pair(short, full)).top[0])[0] == short) is first


def test_who_came_to_harm_comes_first_and_how_many_before_that() -> None:
    """Before what says a third of the headline."""
    harm, counts = "A fire broke out on the boat of a diver.", "Nine people were killed when the boat of a diver sank."
    assert texts(front(pair(PLAIN[2], harm, counts)).top[0]) == [counts, harm, PLAIN[2]]


def test_of_counts_of_the_harmed_only_the_latest_is_told() -> None:
    """By the day, then by the number; a count of something else, which says far less of the matter, does not stand in
    for it."""
    dead = [f"{n} people were killed when the pier of Lannick broke down." for n in ("Four", "Nine", "Six")]
    days = ("2032-03-19", "2032-03-21", "2032-03-20")
    assert texts(front(Tale([TITLE] * 3, dead, days)).top[0]) == [dead[1]]
    assert texts(front(Tale([TITLE] * 3, dead)).top[0]) == [dead[1]]
    assert texts(front(Tale([TITLE] * 3, dead, ("2032-03-19", "2032-03-20", "2032-03-21"))).top[0]) == [dead[2]]
    other = "In Velm three people were hurt by a horse on the road to market last week."
    assert texts(front(Tale([TITLE] * 2, [dead[0], other], ("2032-03-19", "2032-03-21"))).top[0]) == [dead[0]]


def test_counts_of_the_dead_and_of_the_injured_are_two() -> None:
    """Unless the second names somewhere that nothing else does."""
    dead, hurt = "Nine people died when the pier of Lannick broke down.", "More than 40 were injured in all of it."
    assert texts(front(pair(dead, hurt)).top[0]) == [dead, hurt]
    assert texts(front(pair(dead, hurt.replace("it", "Velm"))).top[0]) == [dead]
    assert texts(front(pair(dead, "At least six died of it at once.")).top[0]) == [dead]


def test_the_same_figures_are_not_told_twice() -> None:
    """Of a count of the harmed one, else two; in words or digits; whatever else the sentence says."""
    vote = "The council voted 51 to 49 for a new pier on Monday."
    assert texts(front(pair(vote, "With 51 against 49 votes the town got its way at last.")).top[0]) == [vote]
    other = "With 51 against 48 votes the town got its way at last."
    assert texts(front(pair(vote, other)).top[0]) == [vote, other]
    step = ("Number of dead: nine, earlier six", "The toll of the pier rose to nine.", "Six died.")
    again = ("Nine people died of what happened to the pier.", "Masons of Velm said 9 boats were near.")
    assert texts(front(pair(*again, steps=[step])).top[0]) == [again[1]]


def test_what_tells_the_title_comes_first() -> None:
    """A figure that moved, the sentence, or the sides of a divergence that say it."""
    step = ("Cost: 5 million, earlier 4 million", "The pier costs 5 million.", "The pier costs 4 million.")
    opens = "The pier of Lannick opens again in June."
    assert front(pair(opens, steps=[step])).top[0].first == "sentences"
    assert front(pair(opens, title="Pier costs 5 million", steps=[step])).top[0].first == "moved"
    assert front(pair(PLAIN[3], opens)).top[0].first == "moved"
    sides = (opens, "The pier of Lannick opens again in July.")
    differing = between(*sides, kind="date", summary="Opening: June or July")
    found = front(pair(*sides, PLAIN[3], differs=[differing])).top[0]
    assert (found.first, texts(found)) == ("appeared", [PLAIN[3]])


def test_a_headline_that_counts_the_harmed_comes_before_others() -> None:
    """Where it is told."""
    says = ("Nine people died at the pier of Lannick.", "The minister came to the pier of Lannick at noon.")
    tale = Tale(["Pier of Lannick: nine dead", "Minister came to the pier of Lannick at noon"], says)
    assert front(tale).top[0].title == "Pier of Lannick: nine dead"


def test_a_story_is_called_by_its_figure_only_where_that_has_a_name() -> None:
    """Where no headline is told; else by its words."""
    told = ("It costs 5 million.", "It costs 4 million.")
    for what, title in (("Cost", "Cost: 5 million, earlier 4 million"), ("Figure", "It costs 5 million")):
        assert front(lone(steps=[(f"{what}: 5 million, earlier 4 million", *told)])).top[0].title == title


def test_what_only_entertains_has_a_line() -> None:
    """However many tell it; it opens the mail only where nothing else is there."""
    dull = pair("The singer showed her selfie to fans.", title="Singer shows selfie to fans")
    found = front(dull, pair(PLAIN[0]))
    assert ([each.story for each in found.top], [each.story for each in found.lines]) == (["s2"], ["s1"])
    assert [each.story for each in front(dull).top] == ["s1"]


@pytest.mark.parametrize(("day", "first"), [
    ("in January 2031", False), ("in March 2032", True), ("in February 2032", True), ("in January 2032", False),
    ("in 2031", False), ("in 2032", True), ("on 31 January 2032", False), ("on 1 March", True)])
def test_what_happened_long_before_comes_last(day: str, first: bool) -> None:
    """Before the month that came before that in which it was published."""
    told = f"Masons of Velm worked there {day}, they recall."
    assert (texts(front(pair(told, PLAIN[1])).top[0])[0] == told) is first


def test_nothing_is_long_ago_in_a_report_without_a_day() -> None:
    """Then nobody knows."""
    told = "Masons of Velm worked there in January 2031, they recall."
    assert texts(front(pair(told, PLAIN[1], days=("",))).top[0])[0] == told


# Divergences

SIDES = ("The pier costs 12 million, the town said.", "The pier costs 18 million, the builder said.")


@pytest.mark.parametrize(("divergence", "told"), [
    (between(*SIDES), 1),
    (between(*SIDES, kind="date"), 1),
    (between(*SIDES, kind="status"), 1),
    (between(*SIDES, kind="wording"), 0),
    (between(*SIDES, importance=2), 0),
    (between(*SIDES, summary="What it costs"), 0),
    (between(*SIDES, explained_by="later report"), 0),
    (replace(between(*SIDES), within="within one report"), 0),
    (between(*SIDES, SIDES[0]), 1),
    (between(*SIDES, *SIDES), 0),
    (between(SIDES[0], "The pier could cost 18 million, the builder said."), 0),
    (between(SIDES[0], "The pier costs 18 million, the mayor said."), 1),
    (between(SIDES[0], "The pier costs 18 million, he said of a mighty motif."), 1),
    (between(SIDES[0], "Tourists walked along the closed quay."), 0),
])
def test_a_divergence_of_a_mail_is_plain(divergence: object, told: int) -> None:
    """Of importance 1, between sources, of figures, days or what is so, unexplained, with its values in its summary,
    of two or three sides that speak of one thing, and none of them hedged."""
    found = front(pair(PLAIN[1], PLAIN[2], differs=[divergence])).top[0]  # type: ignore[list-item]
    assert len(found.appeared) == told


def test_a_story_has_one_divergence_and_a_mail_three() -> None:
    """Figures before days before what is so; each takes the room of a sentence, and of its words."""
    kinds = [between(*SIDES, kind=each, summary=f"{each}: 12 or 18") for each in ("status", "date", "figure")]
    found = front(pair(*PLAIN, differs=kinds)).top[0]
    assert ([each.kind for each in found.appeared], len(found.sentences)) == (["figure"], 5)
    assert [each.kind for each in front(pair(differs=kinds[:2])).top[0].appeared] == ["date"]
    many = front(*[pair(PLAIN[1], differs=[between(*SIDES)])] * 5)
    assert sorted(len(each.appeared) for each in many.items) == [0, 0, 1, 1, 1]
    size = len(" ".join(("Cost: 12 or 18 million", *SIDES)).split()) + LABELS
    only = pair(differs=[between(*SIDES)])
    assert [len(front(only, words=40 + each).items) for each in (size - 1, size)] == [0, 1]
    odd = between("The pier costs 12 million.", "Tourists walked along the closed quay.")
    assert len(front(pair(differs=[odd, between(*SIDES)])).top[0].appeared) == 1


def test_a_story_with_something_to_tell_beside_needs_no_sentence() -> None:
    """One of which nothing is told yet has one at the least."""
    differing = between(*SIDES)
    three = [pair(*PLAIN, steps=[STEP], differs=[replace(differing, summary="Cost: 5 or 4")])] * 3
    assert [len(each.sentences) for each in front(*three).top] == [0, 0, 0]


def test_two_sides_speak_of_one_thing_by_a_third_of_their_words() -> None:
    """All that they have in common, held against the mean of both; of three each two."""
    ten = "granite masons harbour lantern anchor rudder compass velvet copper marble".split()
    other = "ribbon saddle violin orchid parrot goblet".split()
    def alike(shared: int) -> bool:
        return same_subject(between(" ".join(ten[:6]), " ".join([*ten[:shared], *other[:6 - shared]])))

    assert [alike(each) for each in range(5)] == [False, False, False, True, True]
    assert not same_subject(between(SIDES[0], SIDES[1], "Tourists walked along the closed quay."))


# Titles


def titled(titles: Sequence[str], *says: str, headlines: Sequence[str] = (), **fields: object) -> str:
    """What a story with these headlines is called."""
    return front(Tale(titles, says or (PLAIN[0],), **fields), headlines=headlines).top[0].title  # type: ignore[arg-type]


def test_a_story_is_called_by_the_headline_that_fits_its_news_best() -> None:
    """By the words it shares with what is told and with the other headlines; no question, none that is cut off, none
    too short or too long."""
    good = "Pier of Lannick opens in June"
    assert titled(["Divers and masons at work again", good]) == good
    assert titled(["Lannick in spring, by our reporter", "Ferry strikes the pier of Lannick", good], PLAIN[2]) != (
        "Lannick in spring, by our reporter")
    assert titled([f"{good}?", good]) == good
    assert titled([f"{good} and …", good]) == good
    assert titled(["Pier opens June", "Pier opens in June"]) == "Pier opens in June"
    for words, first in ((16, True), (17, False)):
        long = f"{good} {'so ' * (words - len(good.split()) - 1)}so"
        assert (titled([long, good]) == long) is first


def test_a_headline_with_the_earlier_figure_is_stale() -> None:
    """Unless it has the latest too, or that has the same."""
    step = ("Cost: 5 million, earlier 4 million", "The pier costs 5 million.", "The pier costs 4 million.")
    stale, other = "The pier costs 4 million", "Pier costs more"
    assert titled([stale, other], steps=[step]) == other
    assert titled([stale, other], steps=[(step[0], step[1], "In million euros the pier costs 4.")]) == other
    assert titled(["The pier costs 5 million", other], steps=[step]) == "The pier costs 5 million"
    both = ("Cost: 5 million, earlier 4 million", "The pier costs 5 million, not 4.", "The pier costs 4.")
    assert titled([stale, "Masons of Velm rebuild the quay"], steps=[both]) == stale


def test_a_headline_that_a_mail_had_gives_way_to_the_next_and_then_to_the_news() -> None:
    """In whatever case; a long sentence is cut after thirteen words; the story's own name comes last of all."""
    used = [TITLE.upper()]
    assert titled([TITLE, "Pier opens"], headlines=used) == "Pier opens"
    assert titled([TITLE], headlines=used) == PLAIN[0][:-1]
    fourteen = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    assert titled([TITLE], f"{fourteen}.", headlines=used) == fourteen
    long = fourteen.replace("thirteen", "thirteen,")
    assert titled([TITLE], f"{long} fifteen.", headlines=used) == f"{fourteen.rpartition(' ')[0]}…"
    assert titled([TITLE], PLAIN[0], headlines=[*used, PLAIN[0][:-1]], called="Pier") == "Pier"
    assert titled([TITLE], PLAIN[0], headlines=[*used, PLAIN[0][:-1], "Pier"], called="Pier") == "Pier"


def test_two_stories_of_a_mail_are_not_called_the_same() -> None:
    """The second is called by its next headline, or by what it tells."""
    found = front(pair(PLAIN[0]), pair(steps=[STEP]))
    assert sorted(each.title for each in found.top) == sorted([TITLE, STEP[0]])
    found = front(*[pair(PLAIN[0], steps=[STEP])] * 2)
    assert [each.title for each in found.top] == [TITLE, STEP[0]]


def test_only_headlines_of_new_documents_call_a_story() -> None:
    """However well an old one fits."""
    assert titled(["Pier of Lannick opens again in June", "Pier opens"], old=1) == "Pier opens"


# How much each thing counts: one headline of ten words, of which each is three tenths

TEN = "granite masons harbour lantern anchor rudder compass velvet copper marble"
OTHER = "parrot orchid saddle violin goblet ribbon"


def first_of(one: str, other: str, **fields: object) -> bool:
    """Whether the first of two sentences is worth more than the second, which comes before it in the briefing."""
    told = texts(front(pair(other, one, title=TEN, **fields)).top[0])
    assert len(told) == 2
    return told[0] == one


def sharing(words: int, *more: str) -> str:
    """A sentence with so many words of the headline; seven at the least."""
    own = TEN.split()[:words]
    return " ".join([*own, *more, *OTHER.split()[:max(0, 7 - words - len(more))]]) + "."


BARE = "Ada and Otis and Nell went by train."


def test_what_is_long_ago_costs_two() -> None:
    """As much as six to seven words of ten of the headline."""
    assert [first_of(sharing(each, "in", "2030"), BARE) for each in (6, 7)] == [False, True]


def test_the_harmed_count_as_three_words_of_the_headline() -> None:
    """Where they are counted; else as one."""
    counted = "Nine people were killed by a train."
    assert [first_of(counted, sharing(each)) for each in (3, 4)] == [True, False]
    assert [first_of("A fire broke out by a train.", sharing(each)) for each in (0, 1)] == [True, False]


@pytest.mark.parametrize(("words", "first"), [(35, True), (37, False)])
def test_a_word_beyond_thirty_costs_a_twentieth(words: int, first: bool) -> None:
    """Six cost as much as a word of the headline gives."""
    assert first_of(f"granite {'so ' * (words - 2)}so.", BARE) is first


@pytest.mark.parametrize(("published", "first"), [("2032-01-10", True), ("2032-02-10", False)])
def test_the_year_before_is_long_ago_from_february_on(published: str, first: bool) -> None:
    """Its last month may be meant."""
    told = "Masons of Velm worked there in 2031, they recall."
    assert (texts(front(pair(told, PLAIN[1], days=(published,))).top[0])[0] == told) is first


def test_a_sentence_is_as_new_as_the_latest_of_its_facts() -> None:
    """By whose day what is long ago is told."""
    says = ["Ada went by train in November 2031.", BARE]
    briefing, news, fresh = heap(Tale([TITLE] * 2, says, ("2031-12-05", "2032-03-21")))
    (section,) = news.sections
    both = replace(section, sentences=(replace(section.sentences[0], facts=("f1", "f2")), section.sentences[1]))
    def told(of: object) -> str:
        return select(briefing, replace(news, sections=(of,)), fresh, Room(words=2000)  # type: ignore[arg-type]
                      ).top[0].sentences[0].text

    assert (told(section), told(both)) == (says[0], says[1])


def test_a_headline_is_held_against_what_the_mail_tells_and_not_what_else_is_new() -> None:
    """In a line by all that is new; where a document has no headline, by its words."""
    step = ("Cost: 5 million, earlier 4 million", "The pier costs 5 million.", "The pier costs 4 million.")
    titles = ["Divers found a crack in pillar", "Pier costs so much"]
    assert front(Tale(titles, [PLAIN[2]], steps=[step]), sentences=1).top[0].title == titles[1]
    assert front(Tale(["Masons of Velm at work today", TITLE], [PLAIN[0]]), stories=0).lines[0].title == TITLE
    assert titled([""]) == PLAIN[0][:-1]
    assert titled(["The 2031", TITLE]) == TITLE


def test_a_headline_gains_by_what_it_shares_with_the_others() -> None:
    """Of those that are told alike."""
    says = "Ferry strikes quay, pier opens bazaar."
    assert titled(["Pier opens its bazaar", "Ferry strikes the quay", "Ferry strikes a quay"], says) == (
        "Ferry strikes the quay")
    assert titled(["Pier opens its bazaar", "Ferry strikes the quay"], says) == "Pier opens its bazaar"


@pytest.mark.parametrize(("odd", "more"), [("granite masons harbour lantern?", 1), ("granite masons harbour", 0)])
def test_a_question_loses_a_half_and_a_scrap_a_fifth(odd: str, more: int) -> None:
    """Of the two that a headline gains at most by what is told: one of which less is told may come before it."""
    six = TEN.split()[4:]
    other, less = (" ".join([*six, *OTHER.split()[:each]]) for each in (more, more + 1))
    assert titled([odd, other], f"{TEN}.") == other
    assert titled([less, odd], f"{TEN}.") == odd


# A story is called by what it tells


def test_the_first_sentence_of_a_story_tells_what_its_heading_says() -> None:
    """Though another counts who was hurt; only what is new today opens a story."""
    hurt = "Three people were hurt on the quay in Velm, the police said."
    event = "The pier of Lannick opens again on Friday, a year after a ferry struck it."
    found = front(pair(hurt, PLAIN[2], event, title="Pier of Lannick opens again")).top[0]
    assert (found.title, texts(found)[0]) == ("Pier of Lannick opens again", event)
    past = "The pier of Lannick opens again, the town said in March 2031."
    found = front(pair(hurt, past, title="Pier of Lannick opens again")).top[0]
    assert (found.title, texts(found)[0]) == (hurt.rstrip("."), hurt)


def test_what_a_report_opens_with_tells_its_heading_in_other_words() -> None:
    """Where it has a few of these; another sentence of it does not."""
    lead, title = "The owner of the pier pays 12 million for the repair, an insurer said.", "Insurer lowers estimate"
    found = front(lone(lead, PLAIN[7], title=title)).top[0]
    assert (found.title, texts(found)[0]) == (title, lead)
    found = front(Tale([title], [PLAIN[7], lead])).top[0]
    assert found.title != title


def test_a_figure_of_a_heading_is_told_too() -> None:
    """Of two sentences that say much the same the one that has it."""
    says = ["The owner of the pier expects a loss from the new harbour tax.",
            "The owner of the pier takes a loss of 5 million euros."]
    found = front(pair(*says, title="Pier owner takes 5 million euros loss from tax")).top[0]
    assert texts(found)[0] == says[1]


def test_a_story_whose_headlines_are_told_nowhere_is_a_line() -> None:
    """Beside one that is told; its line is its sentence, or its headline."""
    told, other = pair(PLAIN[0]), pair(PLAIN[3], title="Captain of ferry Alma arrested")
    found = front(other, told)
    assert ([each.story for each in found.top], [each.story for each in found.lines]) == (["s2"], ["s1"])
    assert front(other).top[0].title == PLAIN[3].rstrip(".")  # where there is no other, it is called by what it tells


def test_a_weighty_story_of_one_document_stands_in_the_box() -> None:
    """Where it tells of harm, or of what binds many; beside one that several tell of something else."""
    crane = lone("Two workers died when a crane fell in Velm, the police said.", title="Two dead as crane falls")
    choir = lone("The choir of Tolm won a prize in Quint.", title="Choir of Tolm wins prize")
    found = front(choir, pair(PLAIN[0]), crane)
    assert [each.story for each in found.top] == ["s3", "s2"]
    assert [each.story for each in found.lines] == ["s1"]


# Divergences that are told by the name of what they count

ABOARD = ("The coast guard brought all 298 people to Hask.", "She ran onto a rock with 310 aboard.")


@pytest.mark.parametrize(("summary", "sides", "fields", "told"), [
    ("Number aboard: 298 or 310 people", ABOARD, {}, 1),
    ("Number aboard: 298 or 310 people", ABOARD, {"importance": 3}, 0),
    ("Percentage: 4 per cent or 5.5 per cent", ABOARD, {}, 0),
    ("Sum: 298 euros or 310 euros", ABOARD, {}, 0),
    ("Length: 550 km or 2,300 miles", ABOARD, {}, 0),
    ("Number aboard: 100 or 310 people", ABOARD, {}, 0),
    ("Number aboard: 298 or more than 250 people", ABOARD, {}, 0),
    ("Number aboard: 298 or at least 310 people", ABOARD, {}, 1),
    ("Number aboard: at least 298 or more than 310 people", ABOARD, {}, 0),
    ("Number aboard: about 298 or 310 people", ABOARD, {}, 0),
    ("Number aboard: 298 or 310 people", (ABOARD[0], "There were 310 aboard, not 298."), {}, 0),
    ("Number aboard: 298 or 310 people", ABOARD, {"kind": "wording"}, 0),
])
def test_two_figures_that_exclude_each_other_are_told_by_what_they_count(
        summary: str, sides: Sequence[str], fields: dict[str, object], told: int) -> None:
    """In words however different: where it is named, the two lie near each other, none is open towards the other, and
    no side knows both."""
    divergence = between(*sides, summary=summary, **{"importance": 2} | fields)  # type: ignore[arg-type]
    assert len(front(pair(*sides, differs=[divergence])).top[0].appeared) == told


def test_a_heading_takes_no_side_of_a_difference() -> None:
    """Another headline calls the story, or its sentence."""
    event = "The ferry Alma ran aground off Lannick on Tuesday."
    titles = ["Ferry Alma runs aground with 310 aboard", "Ferry Alma aground off Lannick"]
    divergence = between(*ABOARD, summary="Number aboard: 298 or 310 people", importance=2)
    assert front(Tale(titles, [event, *ABOARD])).top[0].title in titles
    found = front(Tale(titles, [event, *ABOARD], differs=[divergence])).top[0]
    assert (found.title, len(found.appeared)) == (titles[1], 1)
    found = front(Tale(titles[:1] * 2, [event, *ABOARD], differs=[divergence])).top[0]
    assert "310" not in found.title


@pytest.mark.parametrize(("days", "told"), [((DAY,), 1), (("2032-03-20", DAY), 0), (("",), 0)])
def test_figures_of_two_days_are_none_that_a_mail_holds_against_each_other(days: Sequence[str], told: int) -> None:
    """They may have grown from one to the other."""
    divergence = between(*ABOARD, summary="Number aboard: 298 or 310 people", importance=2)
    assert len(front(pair(*ABOARD, differs=[divergence], days=days)).top[0].appeared) == told


def test_one_outlet_does_not_stand_against_itself() -> None:
    """What it says on the next day goes on from what it said."""
    briefing, news, fresh = heap(pair(*SIDES, differs=[between(*SIDES)]))
    for names, told in (("AB", 1), ("AA", 0)):
        papers = tuple(replace(each, publisher=name) for each, name in zip(briefing.documents, names, strict=True))
        found = select(replace(briefing, documents=papers), news, fresh, Room(words=2000))
        assert len(found.top[0].appeared) == told
