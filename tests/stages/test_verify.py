"""What stands of a draft once each sentence was held against its own evidence."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.engines.engine import Failure, Opinion
from briefing.judging.fault import Fault, worded
from briefing.judging.judge import MOST, Judge, passages_of
from briefing.language.headings import heading
from briefing.language.wording import differing
from briefing.model import (
    Divergence,
    Document,
    EngineNote,
    Evidence,
    Fact,
    Member,
    Origin,
    Position,
    Section,
    Sentence,
    Skipped,
)
from briefing.stages.verify import HEADLINE, verify
from briefing.text.newest import outdated

CASES = sorted((Path(__file__).parent / "cases" / "verify").glob("*.txt"))

TEXT = """The ferry struck the pier on Monday. Nine people were hurt, the coast guard said.
"The hull is holding," said Captain Ines Okoro."""
OTHER = "Eleven people were hurt when the ferry struck, a nurse said."


def unsupported(text: str, facts: Sequence[Fact], documents: Sequence[Document], *, origins: Sequence[Origin] = (),
                written: str | None = None, most: int | None = MOST) -> tuple[str, ...]:
    """Why a text does not stand on its facts, in plain English."""
    return tuple(map(worded, Judge(facts, documents, origins, written).faults(text, facts, most=most)))


class Engine:
    """An engine that mends as it was told, and remembers what it was asked."""

    note = EngineNote("scripted")

    def __init__(self, mended: dict[str, Sentence | None] | None = None, doubts: dict[str, str] | None = None,
                 words: dict[str, Sentence] | None = None, unplaced: dict[str, str] | None = None) -> None:
        self.mended = mended or {}
        self.doubts = doubts or {}
        self.words = words or {}
        self.unplaced = unplaced or {}
        self.asked: list[Failure] = []
        self.own: list[Sentence] = []

    def doubt(self, stories: Sequence[Sequence[Sentence]], *_: object) -> tuple[tuple[Opinion, ...], ...]:
        return tuple(tuple(Opinion(self.doubts.get(each.text), self.unplaced.get(each.text)) for each in sentences)
                     for sentences in stories)

    def revise(self, stories: Sequence[Sequence[Failure]], *_: object) -> tuple[tuple[Sentence | None, ...], ...]:
        self.asked += [failure for failures in stories for failure in failures]
        return tuple(tuple(self.mended.get(each.sentence.text) for each in failures) for failures in stories)

    def verbatim(self, sentence: Sentence, *_: object) -> Sentence | None:
        self.own.append(sentence)
        return self.words.get(sentence.text)


def fact(name: str, document: Document, quote: str) -> Fact:
    start = document.text.index(quote)
    return Fact(name, document.id, quote, "event", (Evidence(start, start + len(quote), quote),))


WIRE = Document("d1", None, "1" * 64, "Ferry", TEXT, publisher="Coast Wire", published="2031-05-07")
GAZETTE = Document("d2", None, "2" * 64, "Ferry", OTHER, publisher="Gazette", published="2031-05-07")
DOCUMENTS = (WIRE, GAZETTE)
FACTS = (fact("f1", WIRE, "The ferry struck the pier on Monday."),
         fact("f2", WIRE, "Nine people were hurt, the coast guard said."),
         fact("f3", GAZETTE, OTHER),
         fact("f4", WIRE, "\"The hull is holding,\" said Captain Ines Okoro."))
DIVERGENCE = Divergence("v1", "s1", "figure", 1, "How many people were hurt: two counts", (
    Position("Nine people were hurt.", ("f2",), ("o1",)), Position("Eleven people were hurt.", ("f3",), ("o2",))))


def sections(*sentences: Sentence, heading: str = "In brief") -> tuple[Section, ...]:
    return (Section("s1", heading, sentences),)


def run(drafted: tuple[Section, ...], *divergences: Divergence, engine: Engine | None = None, title: str = "Ferry",
        ) -> tuple[tuple[Section, ...], tuple[Divergence, ...], tuple[Skipped, ...], int]:
    found = verify(drafted, divergences, FACTS, DOCUMENTS, title, engine or Engine())  # type: ignore[arg-type]
    return found.sections, found.divergences, found.skipped, found.failed


def titled(drafted: tuple[Section, ...], title: str, mended: dict[str, Sentence | None] | None = None) -> str:
    """The title that such a draft ends with."""
    return verify(drafted, (), FACTS, DOCUMENTS, title, Engine(mended)).title  # type: ignore[arg-type]


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_text_lacks_what_its_case_says(path: Path) -> None:
    """Above the line evidence and text, below it the reasons, none where the text stands."""
    above, below = path.read_text(encoding="utf-8").split("----\n")
    lines = [line.partition(": ")[::2] for line in above.splitlines()]
    fields = dict(lines)
    passages = [value for key, value in lines if key == "passage"]
    first = Document("d1", None, "1" * 64, "", "\n\nThen.\n\n".join(passages), publisher=fields.get("publisher"),
                     published=fields.get("published"))
    second = replace(first, id="d2", text=fields.get("also", ""))
    facts = [replace(fact(f"f{number}", first, passage), when=fields.get("when"),
                     statement=fields.get("statement", passage)) for number, passage in enumerate(passages)]
    facts += [fact("f9", second, second.text)] if second.text else []
    reasons = unsupported(fields["text"], facts, (first, second), written=fields.get("written"))
    assert reasons == tuple(below.splitlines())


def test_what_stands_is_left_as_it_is() -> None:
    """A sound draft costs no call and loses nothing."""
    engine = Engine()
    drafted = sections(Sentence("Nine people were hurt.", ("f2",)), Sentence("The ferry struck the pier.", ("f1",)))
    assert run(drafted, DIVERGENCE, engine=engine) == (drafted, (DIVERGENCE,), (), 0)
    assert engine.asked == []


def test_what_fails_is_mended_once() -> None:
    """The engine is asked once for everything, with the reasons; what it mends stands."""
    wrong, right = Sentence("Ten people were hurt.", ("f2",)), Sentence("Nine people were hurt.", ("f2",))
    engine = Engine({wrong.text: right})
    kept, _, skipped, failed = run(sections(wrong), engine=engine)
    assert kept == sections(right)
    assert engine.asked == [Failure(wrong, ("figure Ten is not in the cited evidence",))]
    assert (skipped, failed) == ((), 0)


@pytest.mark.parametrize("mended", [None, Sentence("Ten people drowned.", ("f2",)), Sentence("Nine were hurt.", ()),
                                    Sentence("  ", ("f2",)), Sentence("Nine were hurt.", ("f2", "f99"))])
def test_what_fails_again_is_left_out_and_listed(mended: Sentence | None) -> None:
    """A section that keeps no sentence goes with it."""
    wrong = Sentence("Ten people were hurt.", ("f2",))
    kept, _, skipped, failed = run(sections(wrong), engine=Engine({wrong.text: mended}))
    assert kept == ()
    assert [(each.stage, each.item) for each in skipped] == [("verify", "Ten people were hurt.")]
    assert skipped[0].reason
    assert failed == 1


def test_evidence_of_another_sentence_does_not_count() -> None:
    """A figure must stand in the facts that its own sentence cites."""
    kept, _, skipped, _ = run(sections(Sentence("Eleven people were hurt.", ("f2",)),
                                       Sentence("Nine people were hurt.", ("f2",))))
    assert kept == sections(Sentence("Nine people were hurt.", ("f2",)))
    assert skipped == (Skipped("verify", "Eleven people were hurt.", "figure Eleven is not in the cited evidence"),)


def test_a_position_that_fails_drops_its_divergence() -> None:
    """Two must stand, each on evidence of its own."""
    false = replace(DIVERGENCE, positions=(DIVERGENCE.positions[0],
                                           replace(DIVERGENCE.positions[1], statement="Twelve people were hurt.")))
    same = replace(DIVERGENCE, positions=(DIVERGENCE.positions[0], DIVERGENCE.positions[0]))
    for each in (false, same):
        kept, skipped, failed = run(sections(), each)[1:]
        assert kept == ()
        assert skipped[-1].reason == "fewer than two of its positions stand on evidence of their own"
        assert failed == len(skipped)


def test_a_position_may_be_mended() -> None:
    """Its facts stay; only the words are the engine's."""
    wrong = replace(DIVERGENCE, positions=(DIVERGENCE.positions[0],
                                           replace(DIVERGENCE.positions[1], statement="Twelve people were hurt.")))
    engine = Engine({"Twelve people were hurt.": Sentence("Eleven people were hurt.", ("f3", "f1"))})
    assert run(sections(), wrong, engine=engine)[1] == (DIVERGENCE,)


def test_a_summary_that_fails_gives_way_to_one_that_states_nothing() -> None:
    """The divergence itself stands: silence about it would be worse."""
    kept, skipped, failed = run(sections(), replace(DIVERGENCE, summary="Whether 13 people were hurt"))[1:]
    assert [each.summary for each in kept] == ["The sources differ"]
    assert (len(skipped), failed) == (1, 1)


def test_a_third_position_that_fails_leaves_the_others() -> None:
    """And the summary may count those that are left."""
    third = Position("Thirty were hurt.", ("f1",), ("o1",))
    kept = run(sections(), replace(DIVERGENCE, summary="2 counts of the hurt",
                                   positions=(*DIVERGENCE.positions, third)))[1]
    assert kept == (replace(DIVERGENCE, summary="2 counts of the hurt"),)


def test_headings_and_titles_are_held_against_all_that_is_shown() -> None:
    """A heading gives way to a neutral one, a title to a sentence."""
    sentence = Sentence("Nine people were hurt.", ("f2",))
    kept, _, skipped, failed = run(sections(sentence, heading="Thirty missing"), title="Thirty hurt in ferry crash")
    assert kept == sections(sentence, heading="Also reported")
    assert [each.item for each in skipped] == ["Thirty missing", "Thirty hurt in ferry crash"]
    assert failed == 2
    assert titled(kept, "Thirty hurt in ferry crash") == "Nine people were hurt"
    assert titled(kept, "Nine hurt in ferry crash") == "Nine hurt in ferry crash"


def test_a_title_is_mended_once() -> None:
    """On the facts of the lead; what fails again gives way to a sentence."""
    wrong, lead = "Thirty hurt in ferry crash", sections(Sentence("Nine people were hurt.", ("f2",)))
    engine = Engine({wrong: Sentence("Nine hurt.", ("f2",))})
    assert verify(lead, (), FACTS, DOCUMENTS, wrong, engine).title == "Nine hurt"  # type: ignore[arg-type]
    (asked,) = engine.asked
    assert asked.sentence == Sentence(wrong, ("f2",))
    assert asked.reasons == (HEADLINE, "figure Thirty is not in the cited evidence")
    for failing in ("Forty hurt.", ". ", "..."):
        assert titled(lead, wrong, {wrong: Sentence(failing, ("f2",))}) == "Nine people were hurt"
    assert titled(lead, wrong, {wrong: Sentence("Nine\nhurt.", ("f2",))}) == "Nine hurt"
    assert titled((), wrong, {wrong: Sentence("Nine hurt.", ("f2",))}) == "Briefing"
    assert titled(lead, wrong, {wrong: Sentence(f"Nine people {'and so on ' * 20}were hurt.", ("f2",))}) == (
        "Nine people were hurt")


def test_a_sentence_without_facts_may_count_the_sources() -> None:
    """And nothing else."""
    count = Sentence("There are 2 documents.", ())
    kept, _, skipped, _ = run(sections(count, Sentence("Some 30 people drowned.", ())))
    assert kept == sections(count)
    assert len(skipped) == 1


def test_too_much_evidence_shows_nothing() -> None:
    """All behind one sentence is at most 2,400 characters."""
    long = Document("d3", None, "3" * 64, "", "The ferry struck the pier. " * 90)
    whole = fact("f5", long, long.text.strip())
    assert unsupported("The ferry struck.", (whole,), (long,)) == (
        "2429 characters of evidence for one sentence, at most 2400",)
    assert unsupported("The ferry struck.", (whole,), (long,), most=None) == ()


def test_origins_may_be_counted_in_words() -> None:
    """Two documents of one origin are two documents and one source."""
    origins = (Origin("o1", "Coast Wire", (Member("d1", "original"), Member("d2", "copy"))),)
    facts = (FACTS[1], FACTS[2])
    assert unsupported("Two documents, one source.", facts, DOCUMENTS, origins=origins) == ()
    assert unsupported("Three sources.", facts, DOCUMENTS, origins=origins) != ()


def test_a_sentence_may_not_tell_what_another_passage_says() -> None:
    """Its figures and names are there, and most of its words; what it tells stands elsewhere."""
    told = Sentence("A nurse said the ferry struck the pier on Monday.", ("f1",))
    kept, _, skipped, failed = run(sections(told))
    assert (kept, failed) == ((), 1)
    assert [each.reason for each in skipped] == [
        "“nurse” is added to what the cited evidence says; “nurse” stands in a passage that it does not cite"]
    assert run(sections(replace(told, facts=("f1", "f3"))))[3] == 0


def test_a_sentence_that_is_a_passage_is_doubted_by_nobody() -> None:
    """Whoever doubts it has another reason; a summary's point before the colon may have a word of its own."""
    same = Sentence("Nine people were hurt, the coast guard said", ("f2",))
    assert run(sections(same), engine=Engine(doubts={same.text: "I would rather not"}))[0] == sections(same)
    whole = Sentence(f"{same.text}.", ("f1", "f2"))
    assert run(sections(whole), engine=Engine(doubts={whole.text: "I would rather not"}))[0] == sections(whole)
    other = Sentence("Nine people were hurt.", ("f2",))
    assert run(sections(other), engine=Engine(doubts={other.text: "by whom?"}))[0] == ()


def test_a_sentence_may_be_mended_by_what_nobody_cited() -> None:
    """And a second reader is asked about it like any other."""
    wrong, right = Sentence("Ten people were hurt.", ("f2",)), Sentence("The ferry struck the pier.", ("f1",))
    assert run(sections(wrong), engine=Engine({wrong.text: right}))[0] == sections(right)
    assert run(sections(wrong), engine=Engine({wrong.text: right}, doubts={right.text: "which?"}))[0] == ()


def test_a_short_text_without_a_word_of_its_evidence_does_not_stand() -> None:
    """Too short to be told by its share of words, and yet it says something."""
    assert run(sections(Sentence("Everybody lies.", ("f1",))))[3] == 1


@pytest.mark.parametrize(("summary", "left"), [
    ("How many Ortosia hurt: nine or eleven people", "Nine or eleven people"),
    ("People hurt: nine or thirteen", "People hurt")])
def test_the_half_of_a_summary_that_holds_is_kept(summary: str, left: str) -> None:
    """The answers where the question has a foreign name, the question where the answers have a foreign figure."""
    _, (found,), skipped, _ = run((), replace(DIVERGENCE, summary=summary))
    assert found.summary == left
    assert [each.item for each in skipped] == [summary]


def test_a_title_says_what_the_sentences_say() -> None:
    """What stands in the evidence of a sentence and in none of them is no title."""
    drafted = sections(Sentence("The ferry struck the pier.", ("f1",)), Sentence("Eleven people were hurt.", ("f3",)))
    title = "Ferry struck, eleven people hurt, nurse said of pier"
    assert run(drafted, title=title)[2][0].reason == "“nurse” stands in no sentence of the briefing"
    assert titled(drafted, title) == "The ferry struck the pier"
    assert titled(drafted, "Ferry struck pier, eleven hurt") == "Ferry struck pier, eleven hurt"


def test_a_headline_that_the_text_tells_stands_in_for_one_that_it_does_not() -> None:
    """That of a document which is cited, whole and no question; nothing is lost by it."""
    drafted = sections(Sentence("The ferry struck the pier.", ("f1",)), Sentence("Eleven people were hurt.", ("f3",)))
    refused = "Ferry struck, eleven people hurt, nurse said of pier"
    for title, stands in (("Ferry struck pier, eleven hurt", True), ("Ferry struck pier, eleven hurt?", False),
                          ("Ferry struck pier, eleven people…", False), ("Ferry", False)):
        named = (replace(WIRE, title=refused), replace(GAZETTE, title=title))
        verified = verify(drafted, (), FACTS, named, refused, Engine())  # type: ignore[arg-type]
        assert (verified.title == title) is stands
        assert verified.skipped == ()


def test_a_summary_does_not_put_two_sides_together() -> None:
    """One that states something, and names no two sides, stands on one position; a question and its answers on all."""
    mixed = "Nine people were hurt when the ferry struck, a nurse said"
    _, (found,), skipped, _ = run((), replace(DIVERGENCE, summary=mixed))
    assert found.summary == "The sources differ"
    assert [(each.item, each.reason) for each in skipped] == [
        (mixed, "“ferry, struck, nurse” stands in a passage that it does not cite")]
    sides = "People hurt when the ferry struck: nine as the coast guard said, eleven as a nurse said"
    assert run((), replace(DIVERGENCE, summary=sides))[1][0].summary == sides
    own = "Eleven people were hurt when the ferry struck, a nurse said"
    assert run((), replace(DIVERGENCE, summary=own))[1][0].summary == own


def test_what_comes_to_repeat_an_earlier_sentence_is_told_once() -> None:
    """Two that were mended alike, also in another section; one that is left without a sentence goes."""
    wrong = [Sentence(f"{count} people were hurt on the ferry.", ("f2",)) for count in ("Ten", "Twelve")]
    right = Sentence("Nine people were hurt, the coast guard said.", ("f2",))
    engine = Engine({each.text: right for each in wrong})
    kept, _, skipped, failed = run((*sections(wrong[0]), *sections(wrong[1], heading="Also")), engine=engine)
    assert (kept, skipped, failed) == (sections(right), (), 0)
    other = Sentence("The ferry struck the pier on Monday.", ("f1",))
    assert run(sections(wrong[0], other, wrong[1]), engine=engine)[0] == sections(right, other)


def test_what_a_table_tells_is_not_told_again_behind_the_lead() -> None:
    """Of its own story; what the table does not tell is."""
    nine, ferry = Sentence("Nine people were hurt.", ("f2",)), Sentence("The ferry struck the pier on Monday.", ("f1",))
    hull = Sentence("\"The hull is holding,\" said Captain Ines Okoro.", ("f4",))
    lead, behind = Section("s1", "In brief", (hull,)), Section("s1", "Also", (nine, ferry))
    assert run((lead, behind), DIVERGENCE)[0] == (lead, replace(behind, sentences=(ferry,)))
    assert run((behind, lead), DIVERGENCE)[0] == (behind, lead)
    other = replace(behind, story="s2")
    assert run((lead, other), DIVERGENCE)[0] == (lead, other)


def test_a_title_is_of_the_first_story() -> None:
    """Neither the sentences nor the divergences of another make it stand."""
    ferry, nine = Sentence("The ferry struck the pier.", ("f1",)), Sentence("Nine people were hurt.", ("f2",))
    eleven = Sentence("Eleven people were hurt.", ("f3",))
    first, second = Section("s1", "In brief", (ferry,)), Section("s2", "In brief", (nine,))
    foreign = "figure {} is not in the cited evidence".format
    for drafted, divergences, title, figure in (
            ((first, second), (), "Nine hurt as ferry struck pier", foreign("Nine")),
            ((second, first), (), "Nine hurt", None),
            ((first,), (DIVERGENCE,), "Eleven hurt as ferry struck pier", None),
            ((first,), (replace(DIVERGENCE, story="s2"),), "Eleven hurt as ferry struck pier", foreign("Eleven"))):
        engine = Engine()
        verify(drafted, divergences, FACTS, DOCUMENTS, title, engine)  # type: ignore[arg-type]
        reasons = [reason for each in engine.asked for reason in each.reasons if reason.startswith("figure")]
        assert reasons == ([figure] if figure else [])
    told = Section("s2", "In brief", (Sentence(OTHER, ("f3",)),))
    title = "Eleven people hurt when the ferry struck, nurse said"
    assert titled((Section("s1", "In brief", (ferry, eleven)), told), title) == "The ferry struck the pier"


def test_a_summary_is_mended_too() -> None:
    """Once, on all of its positions; a second reader is not asked about it."""
    wrong = replace(DIVERGENCE, summary="Whether 13 people were hurt")
    engine = Engine({wrong.summary: Sentence("How many people were hurt", ("f2", "f3"))},
                    doubts={"How many people were hurt": "by whom?"})
    kept, skipped, _ = run((), wrong, engine=engine)[1:]
    assert ([each.summary for each in kept], skipped) == (["How many people were hurt"], ())


def test_only_what_cites_nothing_may_be_mended_to_cite_nothing() -> None:
    """A count of the sources by another; a second reader is not asked about it."""
    count, right = Sentence("There are five sources.", ()), Sentence("There are two documents.", ())
    wrong = Sentence("Ten people were hurt.", ("f2",))
    engine = Engine({count.text: right, wrong.text: right}, doubts={right.text: "by whom?"})
    assert run(sections(count), engine=engine)[0] == sections(right)
    kept, _, skipped, _ = run(sections(wrong), engine=engine)
    assert (kept, [each.item for each in skipped]) == ((), [wrong.text])


def test_a_sources_own_words_stand_in_where_a_sentence_fails() -> None:
    """Where they hold themselves; else the sentence is left out, with its own reasons."""
    wrong = Sentence("Ten people were hurt.", ("f2", "f99"))
    own = Sentence("Nine people were hurt, the coast guard said.", ("f2",))
    engine = Engine(words={wrong.text: own})
    verified = verify(sections(wrong), (), FACTS, DOCUMENTS, "Ferry", engine)  # type: ignore[arg-type]
    assert (verified.sections, verified.given_way) == (sections(own), {own.text})
    assert engine.own == [replace(wrong, facts=("f2",))]
    kept, _, skipped, _ = run(sections(wrong), engine=Engine(words={wrong.text: replace(own, text="Six were hurt.")}))
    assert kept == ()
    assert skipped == (Skipped("verify", wrong.text,
                               "it cites f99, which is no fact; figure Ten is not in the cited evidence"),)


def test_what_is_left_out_is_listed_by_its_beginning() -> None:
    """Eighty characters tell which it was."""
    long = Sentence("Ten people were hurt " + "and taken to the hospital of the town " * 4, ("f2",))
    ((item,),) = [[each.item for each in run(sections(long))[2]]]
    assert item == long.text[:80]


def test_a_title_has_a_length_that_can_be_read() -> None:
    """At most 150 characters, 200 of a sentence that stands in; one that is longer is none."""
    lead = "The ferry struck the pier on Monday"
    for length, stands in ((150, True), (151, False)):
        title = lead + "." * (length - len(lead))
        assert (titled(sections(Sentence(f"{lead}.", ("f1",))), title) == title) is stands
    for times, stands in ((8, True), (9, False)):
        long = Sentence("The ferry struck the pier on Monday" + ", it struck the pier" * times, ("f1",))
        assert (titled(sections(long), "Thirty drowned") != "Briefing") is stands
    short = Sentence("Nine people were hurt.", ("f2",))
    assert titled(sections(long, short), "Thirty drowned") == "Nine people were hurt"


def test_a_doubt_counts_for_its_own_sentence_only() -> None:
    """Whatever story it is told in."""
    first, second = Sentence("The ferry struck the pier.", ("f1",)), Sentence("Nine people were hurt.", ("f2",))
    third = Sentence("Eleven people were hurt.", ("f3",))
    drafted = (Section("s1", "In brief", (first, second)), Section("s2", "In brief", (third,)))
    kept, _, skipped, failed = run(drafted, engine=Engine(doubts={second.text: "by whom?"}))
    assert kept == (Section("s1", "In brief", (first,)), Section("s2", "In brief", (third,)))
    assert [(each.item, each.reason) for each in skipped] == [(second.text, "by whom?")]
    assert failed == 1


def test_a_position_keeps_the_documents_that_have_its_figures() -> None:
    """One that only speaks of the matter is no voice for the count."""
    both = replace(DIVERGENCE, positions=(
        Position("Nine people were hurt.", ("f2", "f3"), ("o1", "o2")),
        Position("Eleven people were hurt.", ("f3",), ("o2",))))
    origins = tuple(Origin(f"o{n}", name, (Member(f"d{n}", "original"),))
                    for n, name in enumerate(("Coast Wire", "Gazette"), 1))
    (kept,) = verify((), (both,), FACTS, DOCUMENTS, "Ferry", Engine(), origins=origins).divergences  # type: ignore[arg-type]
    assert kept.positions == (Position("Nine people were hurt.", ("f2",), ("o1",)), both.positions[1])
    (kept,) = verify((), (DIVERGENCE,), FACTS, DOCUMENTS, "Ferry", Engine(), origins=origins).divergences  # type: ignore[arg-type]
    assert kept == DIVERGENCE
    wire = Origin("o1", "Coast Wire", (Member("d1", "original", ("o3",)), Member("d9", "rewrite", ("o2",))))
    (kept,) = verify((), (replace(both, positions=(
        replace(both.positions[0], origins=("o1", "o2", "o3")), both.positions[1])),), FACTS, DOCUMENTS, "Ferry",
        Engine(), origins=(wire, origins[1])).divergences  # type: ignore[arg-type]
    assert kept.positions[0].origins == ("o1", "o3")


@pytest.mark.parametrize("statement", ["Nine people were hurt, or eleven.", "People were hurt."])
def test_a_position_that_none_of_its_documents_or_each_has_alone_keeps_them_all(statement: str) -> None:
    """What one has and the other not is no reason to drop either."""
    both = replace(DIVERGENCE, positions=(Position(statement, ("f2", "f3"), ("o1", "o2")), DIVERGENCE.positions[1]))
    assert run((), both)[1] == (both,)


def test_a_position_stands_on_its_own_facts_whatever_mended_it() -> None:
    """A statement of other facts is none of its; one that a second reader doubts falls, and so does one of no fact."""
    eleven = "Eleven people were hurt."
    wrong = replace(DIVERGENCE, positions=(DIVERGENCE.positions[0],
                                           replace(DIVERGENCE.positions[1], statement="Twelve people were hurt.")))
    engine = Engine({"Twelve people were hurt.": Sentence("Nine people were hurt.", ("f2",))})
    kept, skipped, _ = run((), wrong, engine=engine)[1:]
    assert (kept, skipped[0].reason) == ((), "figure Nine is not in the cited evidence")
    kept, skipped, _ = run((), DIVERGENCE, engine=Engine(doubts={eleven: "by whom?"}))[1:]
    assert (kept, skipped[0]) == ((), Skipped("verify", eleven, "by whom?"))
    third = replace(DIVERGENCE, positions=(*DIVERGENCE.positions, Position("There are two documents.", (), ("o1",))))
    kept, skipped, _ = run((), third)[1:]
    assert (kept, skipped) == ((DIVERGENCE,), (
        Skipped("verify", "There are two documents.", worded(Fault("no fact"))),))


def test_what_gives_way_gives_way_in_the_language_of_the_briefing() -> None:
    """A heading and a summary that state nothing."""
    text = ("Die Fähre stieß am Montag gegen den Pier von Lannick, und neun Menschen wurden dabei verletzt, wie die "
            "Küstenwache am Abend mitteilte. Die Stadt will den Hafen noch in dieser Woche wieder öffnen.")
    first, second = text.split(". ")
    document = replace(WIRE, text=text, language="de")
    facts = tuple(fact(f"f{n}", document, each) for n, each in enumerate((first, second.rstrip(".")), 1))
    drafted = sections(Sentence(f"{first}.", ("f1",)), Sentence(second, ("f2",)), heading="Dreißig Tote")
    apart = Divergence("v1", "s1", "figure", 1, "Ob 13 Menschen verletzt wurden", (
        Position(f"{first}.", ("f1",), ("o1",)), Position(second, ("f2",), ("o1",))))
    found = verify(drafted, (apart,), facts, (document,), "Fähre", Engine())  # type: ignore[arg-type]
    assert found.sections[0].heading == heading("also_reported", "de") != heading("also_reported", "en")
    assert found.divergences[0].summary == differing("de") != differing("en")


REFUSED = "Ferry struck, eleven people hurt, nurse said of pier"


def headline(drafted: tuple[Section, ...], *documents: Document, facts: Sequence[Fact] = FACTS) -> str:
    """The title in place of one that is refused, of documents with titles of their own."""
    return verify(drafted, (), facts, documents, REFUSED, Engine()).title  # type: ignore[arg-type]


def test_the_headline_that_tells_most_of_the_text_stands_in() -> None:
    """By the share of its words; of two that tell as much the later, and a day that is not known is early."""
    drafted = sections(Sentence("The ferry struck the pier.", ("f1",)), Sentence("Eleven people were hurt.", ("f3",)))
    some, more = "Ferry struck pier, people hurt", "Eleven people hurt as ferry struck"
    early, late, unknown = "2031-05-06", "2031-05-07", None
    for first, second, title in ((early, late, more), (late, early, some), (unknown, late, more),
                                 (late, unknown, some)):
        assert headline(drafted, replace(WIRE, title=some, published=first),
                        replace(GAZETTE, title=more, published=second)) == title
    whole, part = "Ferry struck pier, eleven hurt", "Ferry struck pier: how eleven people came to be hurt"
    for n, each in enumerate((WIRE, GAZETTE)):
        documents = [replace(each, title=whole), replace(DOCUMENTS[1 - n], title=part)]
        assert headline(drafted, *sorted(documents, key=lambda each: each.id)) == whole


def test_a_headline_of_what_the_first_story_does_not_cite_stands_in_for_nothing() -> None:
    """Though its words are told there."""
    ferry, nine = Sentence("The ferry struck the pier.", ("f1",)), Sentence("Nine people were hurt.", ("f2",))
    eleven = Sentence("Eleven people were hurt.", ("f3",))
    apart = (Section("s1", "In brief", (ferry, nine)), Section("s2", "In brief", (eleven,)))
    other = replace(GAZETTE, title="Ferry struck pier, nine hurt")
    assert headline(apart, WIRE, other) == "The ferry struck the pier"
    assert headline(sections(ferry, nine, eleven), WIRE, other) == other.title


def test_a_headline_of_an_earlier_state_stands_in_behind_the_sentences() -> None:
    """Where none can stand as a title; one that its evidence does not carry never does."""
    third = replace(WIRE, id="d3", sha256="3" * 64, published="2031-05-08")
    facts = (*FACTS, fact("f5", third, "The ferry struck the pier on Monday."))
    short = Sentence("The ferry struck the pier.", ("f1", "f5"))
    long = replace(short, text="The ferry struck the pier on Monday" + ", it struck the pier" * 9 + ".")
    eleven = Sentence("Eleven people were hurt.", ("f3",))
    old = replace(WIRE, title="Ferry struck pier, eleven hurt", published="2031-05-01")
    assert headline(sections(short, eleven), old, GAZETTE, third, facts=facts) == "The ferry struck the pier"
    whole = sections(long, replace(eleven, text=eleven.text[:-1] + ", eleven people" * 15 + "."))
    assert headline(whole, old, GAZETTE, third, facts=facts) == old.title
    for published in (old.published, third.published):
        false = replace(old, title="Ferry struck pier, thirty hurt", published=published)
        assert headline(whole, false, GAZETTE, third, facts=facts) == "Briefing"


def test_of_the_lead_what_the_headlines_are_about_stands_in() -> None:
    """Not whatever comes first; a headline that comments or shouts is the last to do."""
    nine, ferry = Sentence("Nine people were hurt.", ("f2",)), Sentence("The ferry struck the pier.", ("f1",))
    one, other = replace(WIRE, title="Ferry of Oster at pier"), replace(GAZETTE, title="Pier of Oster and its ferry")
    assert headline(sections(nine, ferry), one, other) == "The ferry struck the pier"
    plain = replace(WIRE, title="Nine people hurt, the ferry struck pier on Monday")
    monday = Sentence("The ferry struck the pier on Monday.", ("f1",))
    for title in ("Nine people hurt: why the ferry struck pier on Monday", "NINE PEOPLE HURT: FERRY STRUCK PIER"):
        assert headline(sections(nine, monday), plain, replace(GAZETTE, title=title)) == plain.title


def test_a_title_gives_way_to_a_sentence_of_the_lead() -> None:
    """Not to one of a later section."""
    nine, ferry = Sentence("Nine people were hurt.", ("f2",)), Sentence("The ferry struck the pier.", ("f1",))
    assert titled((*sections(nine), *sections(ferry, heading="Also")), "Thirty drowned") == "Nine people were hurt"


def test_pieces_that_only_white_space_parts_are_one_passage() -> None:
    """In the order of the document, each letter once; another document begins another passage."""
    one = replace(WIRE, text="One two.\n  Three four. Five six.")
    two = replace(one, id="d2")
    documents = {"d1": one, "d2": two}
    spans = [("d1", 11, 22), ("d1", 0, 8), ("d2", 0, 8), ("d1", 0, 3), ("d1", 0, 8)]
    assert [each.text for each in passages_of(spans, documents)] == ["One two.\n  Three four.", "One two."]
    assert [each.text for each in passages_of([("d1", 0, 3), ("d1", 11, 22)], documents)] == ["One", "Three four."]
    assert [each.text for each in passages_of([("d1", 0, 22), ("d1", 4, 8)], documents)] == ["One two.\n  Three four."]
    assert [each.text for each in passages_of([("d2", 23, 32), ("d1", 0, 3)], documents)] == ["One", "Five six."]


def test_a_quotation_may_run_on_into_the_next_piece() -> None:
    """Where nothing but a space parts them; a sentence left out between them is a cut that must be shown."""
    text = "“We saw smoke. Then there was fire. We ran to the boats,” said Ines Okoro."
    document = Document("d1", None, "1" * 64, "", text)
    first, between, last = (fact(f"f{n}", document, quote) for n, quote in enumerate(
        ("“We saw smoke.", "Then there was fire.", "We ran to the boats,” said Ines Okoro.")))
    whole = "“We saw smoke. Then there was fire. We ran to the boats,” said Ines Okoro."
    assert unsupported(whole, (first, between, last), (document,)) == ()
    assert unsupported("“We saw smoke. We ran to the boats,” said Ines Okoro.", (first, last), (document,)) != ()
    assert unsupported("“We saw smoke … We ran to the boats,” said Ines Okoro.", (first, last), (document,)) != ()


@pytest.mark.parametrize(("days", "expected"), [
    (("2031-05-01", "2031-05-07", "2031-05-08"), {"A"}),
    (("2031-05-01", "2031-05-07", "2032-05-08"), {"A", "B"}),
    (("2031-05-06", "2031-05-07", "2031-05-08"), set()),
    (("2031-05-07", "2031-05-07", "2031-05-12"), set()),
    ((None, "2031-05-07", "2031-05-07"), set()),
])
def test_a_title_of_an_earlier_state_of_the_news_is_known(days: tuple[str | None, ...], expected: set[str]) -> None:
    """It is of days before the one that most reports are near; what came later is never old."""
    reports = [replace(WIRE, id=name, title=name, published=day) for name, day in zip("ABC", days, strict=True)]
    assert outdated(reports) == expected
