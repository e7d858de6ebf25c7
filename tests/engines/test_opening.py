"""What a brief opens with."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.engines.engine import StoryInput
from briefing.engines.rules.worth import Told
from briefing.engines.rules.writing import follow, says_again, with_news
from briefing.language.headings import Heading
from briefing.model import Claim, Evidence, Fact, Story
from briefing.pipeline import run
from briefing.settings import Settings

POST = """Ferry Alma sinks off Lannick
By Ada Holm
Published: 6 May 2031

The port of Lannick, where 640 people work for Brand Shipping, was shut on Monday, its owner said.

Nine people drowned when the ferry Alma sank off Lannick on Monday, the coast guard said.
"""
COURIER = """Nine drown as the Alma sinks off Lannick
By Luc Maro
Published: 6 May 2031

A doctor at the clinic counted nine people who drowned when the ferry Alma sank off Lannick on Monday.

Divers will look at the wreck on Friday, the harbour master said.
"""


def test_a_brief_opens_with_what_the_headlines_are_about(tmp_path: Path) -> None:
    """Although a report tells of something else first."""
    (tmp_path / "post.txt").write_text(POST, encoding="utf-8")
    (tmp_path / "courier.txt").write_text(COURIER, encoding="utf-8")
    briefing = run([str(tmp_path)], Settings(engine="extractive"), now=datetime(2031, 5, 7, tzinfo=UTC)).briefing
    told = [each.text for each in briefing.sections[0].sentences]
    assert any("640 people" in each for each in told)
    assert "drowned when the ferry Alma sank" in told[0]


def test_a_brief_has_the_news_that_reports_open_with() -> None:
    """In the place of the last of what is worth more."""
    post = ["The council of Lannick keeps the old harbour open, said the mayor.", *(f"It is {n}." for n in range(6))]
    texts = {"d1": post, "d2": ["The old harbour of Lannick is kept open by the council, said a fisherman."]}
    facts = {}
    for document, lines in texts.items():
        for n, line in enumerate(lines):
            words = (Evidence(n * 99, n * 99 + 9, line),)
            facts[f"{document}{n}"] = Fact(f"{document}{n}", document, line, "event", words)
    claims = {f: Claim(f, "s1", fact.statement, (f,), ("o1",), "single-origin") for f, fact in facts.items()}
    told = [Told(claims[f], facts[f], facts[f].statement, 1.0, 0.5, False) for f in
            ("d11", "d12", "d13", "d14", "d15", "d10") if f in facts]
    story_input = StoryInput(Story("s1", "", ("d1", "d2")), (), (), facts, {}, {f: f"o{f[1]}" for f in facts})
    assert [each.fact.id for each in with_news(told, story_input)] == ["d11", "d12", "d13", "d14", "d10"]


def test_copies_of_an_opening_do_not_make_it_the_news() -> None:
    """One agency in three papers is one source; two sources of their own are more."""
    agency = "The council of Lannick keeps the old harbour open, said the mayor."
    flood = ("A flood reached the market of Oster in the night, firemen said.",
             "Firemen said that a flood in the night reached the market of Oster.")
    texts = {"d1": agency, "d2": agency, "d3": agency, "d4": flood[0], "d5": flood[1], "d6": flood[0]}
    facts = {d: Fact(d, d, text, "event", (Evidence(0, len(text), text),)) for d, text in texts.items()}
    facts |= {f"x{n}": Fact(f"x{n}", "d1", f"It is {n}.", "event", (Evidence(99 + n, 108 + n, f"It is {n}."),))
              for n in range(6)}
    homes = {"d1": "o1", "d2": "o1", "d3": "o1", "d4": "o2", "d5": "o3", "d6": "o4"}
    support = {f: homes[fact.document] for f, fact in facts.items()}
    told = [Told(Claim(f, "s1", facts[f].statement, (f,), (support[f],), "single-origin"), facts[f],
                 facts[f].statement, 1.0, 0.5, False) for f in ("x0", "x1", "x2", "x3", "x4", "d1", "d4")]
    story_input = StoryInput(Story("s1", "", tuple(texts)), (), (), facts, {}, support)
    assert with_news(told, story_input)[-1].fact.id == "d4"


PICTURED = """Lannick quay shut over rotten piles
By Ada Holm
Published: 6 May 2031

FILE - In this May 2, 2030, file photo, a crane stands over the quay. Divers in 2031 found that 14 of the piles under \
the quay of Lannick were rotten and had to go. (Press Photo/Jon Alm, File)

The quay of Lannick was shut on Monday because 14 of its piles are rotten, the harbour master, Ivo Lent, said.

Brand Shipping moved its ferries to Oster.
"""


EMPTY = """Rotten piles close quay
By Luc Maro
Published: 6 May 2031

Harbour master Ivo Lent shut the quay of Lannick on Monday because 14 of its piles are rotten.

The closure underscores the strategic role of the quay for Lannick.

Fishermen unloaded herring at the lock of Oster instead.
"""


def test_what_goes_on_behind_a_picture_is_told_in_the_words_of_the_report(tmp_path: Path) -> None:
    """A caption says again, at the head of the page, what the report says."""
    (tmp_path / "post.txt").write_text(PICTURED, encoding="utf-8")
    briefing = run([str(tmp_path)], Settings(engine="extractive"), now=datetime(2031, 5, 7, tzinfo=UTC)).briefing
    told = [each.text for section in briefing.sections for each in section.sentences]
    assert told[0].startswith("The quay of Lannick was shut on Monday")


def test_one_thing_is_told_once_and_those_who_say_it_again_are_credited(tmp_path: Path) -> None:
    """In three papers the same, in three wordings; the empty sentence of one is not told."""
    (tmp_path / "a.txt").write_text(PICTURED, encoding="utf-8")
    (tmp_path / "b.txt").write_text(EMPTY, encoding="utf-8")
    briefing = run([str(tmp_path)], Settings(engine="extractive"), now=datetime(2031, 5, 7, tzinfo=UTC)).briefing
    told = [each for section in briefing.sections for each in section.sentences]
    shut = [each for each in told if "shut" in each.text]
    assert len(shut) == 1
    assert len(shut[0].support) == 2
    assert not any("underscores" in each.text for each in told)
    assert any("herring" in each.text for each in told)


FIRST = """Tarnline lost data of 80,000 passengers
By Ada Holm
Published: 12 May 2031

The ferry operator Tarnline lost the data of 80,000 passengers in an attack on its computers, it said on Monday.

The transport minister, Ilse Brand, said she had full confidence in the head of Tarnline, Marek Ost.

Tarnline said no ransom was paid to the attackers. Sailings went on as usual.
"""
SECOND = """Minister calls on Tarnline chief to resign
By Luc Maro
Published: 16 May 2031

The transport minister, Ilse Brand, called on Friday for the resignation of the head of Tarnline, Marek Ost.

Tarnline paid $2.5 million to the attackers, according to an internal report seen by the paper.

The data of 80,000 passengers were lost in the attack.
"""


def test_two_acts_of_one_person_and_what_refuses_another_are_told(tmp_path: Path) -> None:
    """A page that told that the minister trusts him, and that no ransom was paid, would be read as the last word."""
    (tmp_path / "one.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "two.txt").write_text(SECOND, encoding="utf-8")
    briefing = run([str(tmp_path)], Settings(engine="extractive"), now=datetime(2031, 5, 17, tzinfo=UTC)).briefing
    told = {each.text: len(each.support) for section in briefing.sections for each in section.sentences}
    for text in ("full confidence", "resignation", "no ransom was paid", "paid $2.5 million"):
        assert [count for each, count in told.items() if text in each] == [1], text
    assert "resign" in briefing.title
    assert "resignation" in briefing.sections[0].sentences[0].text


def test_a_post_is_told_as_its_writers_words(tmp_path: Path) -> None:
    """Not as the page's own where one report sets it as a paragraph, and nobody cries out in a report."""
    post = "Very disappointed that the council of Lannick keeps the harbour shut."
    set_out = POST.replace("Nine people", f"{post}\n\nShame on all of them in Lannick!\n\nNine people")
    (tmp_path / "post.txt").write_text(set_out, encoding="utf-8")
    quoted = f"{COURIER}\n“{post[:-1]},” the trader Ivo Lent wrote.\n"
    (tmp_path / "courier.txt").write_text(quoted, encoding="utf-8")
    briefing = run([str(tmp_path)], Settings(engine="extractive"), now=datetime(2031, 5, 7, tzinfo=UTC)).briefing
    told = [each.text for section in briefing.sections for each in section.sentences]
    assert post not in told
    assert any("Ivo Lent wrote" in each for each in told)
    assert not any(each.endswith("!") for each in told)


def test_what_points_back_stands_behind_what_it_means() -> None:
    """Wherever on the page that is told; a brief has no room for it, and what means something untold stays."""
    texts = ("Velm pays two tolls and a fee.", "Skippers want these charges gone.", "A bridge opens.", "It rained.",
             "Those nets were torn.")
    facts = [Fact(f"f{n}", "d1", each, "event", (Evidence(0, 1, each),)) for n, each in enumerate(texts)]
    toll, charges, bridge, _, nets = (
        Told(Claim(f"c{n}", "s1", fact.statement, (fact.id,), ("o1",), "single-origin"), fact, text, 1, n, False)
        for n, (fact, text) in enumerate(zip(facts, texts, strict=True)))
    ordered: dict[Heading, list[Told]] = {"in_brief": [], "happened": [toll, bridge], "said": [nets, charges]}
    follow(ordered, facts)
    assert ordered == {"in_brief": [], "happened": [toll, charges, bridge], "said": [nets]}
    led: dict[Heading, list[Told]] = {"in_brief": [toll], "said": [charges]}
    follow(led, facts)
    assert led == {"in_brief": [toll], "said": [charges]}


DIGEST = (
    "Crane falls on quay of Lannick\nThe Lannick Post\n6 May 2031\n\n"
    "A crane fell on the quay of Lannick on Tuesday and crushed two sheds, the harbour master Ivo Lent said.\n\n"
    "Divers will look for its hook on Friday.\n",
    "Two sheds crushed on the quay of Lannick\nOster Herald\n6 May 2031\n\n"
    "Rosa Brand could not mend her own roof for years.\n\n"
    "Now a crane has crushed two sheds of hers on the quay of Lannick, and Ivo Lent has offered her a third.\n",
    "Morning round: a crane falls in Lannick\nBay Radio\n6 May 2031\n\n"
    "On the quay of Lannick the harbour master Ivo Lent is looking for the hook of a crane.\n\n"
    "Divers of Velm have been asked for help.\n",
)


def test_what_only_one_of_several_reports_speaks_of_is_not_in_the_brief(tmp_path: Path) -> None:
    """A scene that leads up to the news; further down it may be told."""
    for number, text in enumerate(DIGEST):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    briefing = run([str(tmp_path)], Settings(engine="extractive"), now=datetime(2031, 5, 7, tzinfo=UTC)).briefing
    assert len(briefing.stories) == 1
    assert not any("Rosa Brand" in each.text for each in briefing.sections[0].sentences)


@pytest.mark.parametrize(("other", "again"), [
    ("Holm said the funds belong to the town and are not about to return, adding that the council should lead the "
     "repair of the north bridge.", True),
    ("Holm said the funds belong to the town and are not about to return, adding that the ferry should sail on "
     "Sundays.", False),
])
def test_a_brief_has_no_room_for_one_clause_of_a_line_again(other: str, again: bool) -> None:
    """However long the rest of either line is."""
    line = ("Holm stressed the need for the council to lead the repair of the north bridge, given the many years "
            "in which it had let the piers and the railings of that crossing rot.")
    facts = [Fact(f"f{n}", "d1", each, "event", (Evidence(0, 1, each),)) for n, each in enumerate((other, line))]
    one, two = (Told(Claim(each.id, "s1", each.statement, (each.id,), ("o1",), "single-origin"), each, each.statement,
                     1, 0.5, False) for each in facts)
    assert says_again(one, two) is again
