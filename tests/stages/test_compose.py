"""Claims to a draft: no more than what was asked for, and nothing twice."""

from collections.abc import Iterator, Sequence

import pytest

from briefing.engines.engine import Pile, StoryInput
from briefing.engines.extractive import Extractive
from briefing.model import Document, Fact, Section, Sentence, Story
from briefing.render.escape import fold
from briefing.stages.align import align, candidates, counting_origins
from briefing.stages.compose import Draft, compose
from briefing.stages.deduplicate import deduplicate
from briefing.stages.diverge import diverge
from briefing.stages.extract import extract
from briefing.stages.stories import stories

PLACES = ("the harbour", "the school", "the old lock", "the town hall", "the dam", "the grain store", "the fish market")
DEEDS = ("was searched for fuel by divers from Lannick", "lost its roof in the storm of Monday night",
         "will be closed until the council has met again", "was opened to families who had lost their homes")
STORM = [" ".join(f"{place.capitalize()} of Oster {deed}." for place in PLACES[n:n + 5])
         for n, deed in enumerate(DEEDS)]
STRIKE = ("Teachers voted on Friday to end their strike. The union leader, Paul Grint, praised the offer on pay. "
          "The nineteen lost lessons will be made up before summer. Parents had asked for a judge to settle it. ")


def documents(*texts: str) -> tuple[Document, ...]:
    return tuple(Document(f"d{n}", None, f"{n:064x}", f"Report {n}", text, published="2031-05-06")
                 for n, text in enumerate(texts, 1))


class Recording(Extractive):
    """Writes one sentence for each it is allowed, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, int, str | None]] = []

    def write(self, inputs: Sequence[tuple[StoryInput, int]]) -> Iterator[tuple[str, tuple[Section, ...]]]:
        """As many sentences as allowed."""
        for story_input, most in inputs:
            story = story_input.story.id
            self.asked.append((story, most, story_input.focus))
            yield f"Title of {story}", (Section(story, "In brief", most * (Sentence("Told.", ()),)),)


def draft(pile: Sequence[Document], engine: Extractive, *, sentences: int, focus: str | None = None,
          piles: Sequence[Story] | None = None) -> tuple[Draft, dict[str, Fact]]:
    """The draft of a pile, and its facts."""
    facts, _ = extract([(each, ()) for each in pile], engine)
    origins, by_id, known = deduplicate(pile), {each.id: each for each in facts}, {each.id: each for each in pile}
    support = counting_origins(facts, pile, origins)
    inputs = []
    told = stories(pile) if piles is None else piles
    for story in told:
        here = tuple(each for each in facts if each.document in story.documents)
        (compared,) = engine.compare([Pile(here, candidates(here))], known, support)
        divergences = diverge(story.id, compared.findings, by_id, support)
        claims = align(story.id, compared.same, {each.id: each for each in here}, support, frozenset(known))
        inputs.append(StoryInput(story, claims, divergences, by_id, known, support, focus))
    return compose(inputs, engine, sentences=sentences), by_id


def texts(made: Draft) -> list[str]:
    return [sentence.text for section in made.sections for sentence in section.sentences]


@pytest.mark.parametrize("sentences", [1, 2, 3, 5, 8, 40])
def test_there_are_never_more_sentences_than_asked_for(sentences: int) -> None:
    """However much the documents tell."""
    pile = documents(*STORM)
    made, _ = draft(pile, Extractive(), sentences=sentences, piles=[Story("s1", "Storm", ("d1", "d2", "d3", "d4"))])
    assert 1 <= len(texts(made)) <= sentences


@pytest.mark.parametrize("sentences", [1, 4, 9])
def test_each_of_several_stories_has_no_more_sentences_than_asked_for(sentences: int) -> None:
    """`--sentences` is for one story; a pile of two events is told in two parts."""
    pile = documents(*STORM, STRIKE, STRIKE + "Schools open on Monday.")
    piles = [Story("s1", "Storm", ("d1", "d2", "d3", "d4")), Story("s2", "Strike", ("d5", "d6"))]
    made, _ = draft(pile, Recording(), sentences=sentences, piles=piles)
    for story in piles:
        assert sum(len(section.sentences) for section in made.sections if section.story == story.id) <= sentences


def test_no_two_sentences_repeat() -> None:
    """Four outlets that tell one thing in like words are told once."""
    told = "The ferry Alma struck the pier at Lannick before dawn and sank within the hour"
    pile = documents(*(f"{told}{rest}" for rest in (
        ", the coast guard said. Divers search the wreck.", ". Fishing boats saved 62 people from the water.",
        ", police said. The harbour stays closed for a week.",
        " on Monday. Its owner, Anna Brand, will pay for the pier.")))
    made, _ = draft(pile, Extractive(), sentences=20, piles=[Story("s1", "Ferry", ("d1", "d2", "d3", "d4"))])
    assert sum("struck the pier" in text for text in texts(made)) == 1
    assert len(set(map(fold, texts(made)))) == len(texts(made)) > 2


def test_every_sentence_names_facts_and_is_in_their_words() -> None:
    """The embedded engine invents nothing; a cut is shown."""
    made, facts = draft(documents(*STORM, STRIKE), Extractive(), sentences=20)
    assert len(texts(made)) > 5
    for section in made.sections:
        for sentence in section.sentences:
            assert sentence.facts
            statement = facts[sentence.facts[0]].statement
            assert sentence.text == statement or statement.startswith(sentence.text.rstrip(" …"))


def test_the_title_is_that_of_the_first_story() -> None:
    """And the engine is told the focus."""
    engine = Recording()
    piles = [Story("s1", "Storm", ("d1", "d2", "d3", "d4")), Story("s2", "Strike", ("d5",))]
    made, _ = draft(documents(*STORM, STRIKE), engine, sentences=9, focus="the dam", piles=piles)
    assert made.title == "Title of s1"
    assert [(story, focus) for story, _, focus in engine.asked] == [("s1", "the dam"), ("s2", "the dam")]


def test_a_story_of_one_document_beside_a_larger_one_takes_few_sentences() -> None:
    """And the larger one keeps most of them."""
    engine = Recording()
    piles = [Story("s1", "Storm", ("d1", "d2", "d3", "d4")), Story("s2", "Strike", ("d5",))]
    draft(documents(*STORM, STRIKE), engine, sentences=12, piles=piles)
    (_, large, _), (_, small, _) = engine.asked
    assert small < large
    assert small + large <= 12


def test_the_focus_comes_first() -> None:
    """What was asked about is told where there is room for little."""
    pile = documents("The ferry Alma struck the pier at Lannick before dawn and sank within the hour. Fishing boats "
                     "saved 62 people from the cold water. The harbour of Lannick stays closed while divers search "
                     "the wreck. The seamen’s union called a strike on all boats to the islands. ")
    assert "union" not in texts(draft(pile, Extractive(), sentences=1)[0])[0]
    assert "union" in texts(draft(pile, Extractive(), sentences=1, focus="strike of the union")[0])[0]


def test_nothing_to_tell_is_a_draft_with_a_title() -> None:
    """No claims, no sentences, and still something to call it by."""
    made, _ = draft(documents("One.", "Two."), Extractive(), sentences=5)
    assert texts(made) == []
    assert made.title
