"""Documents to facts: whoever reads, the words that show a fact stand in kept text, letter for letter."""

import re
from collections.abc import Iterable, Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.engines.engine import Reading
from briefing.engines.extractive import Extractive
from briefing.model import Chunk, Document, Fact, Figure, Removed, Skipped
from briefing.stages.extract import extract

TEXT = ("The bridge at Oster was closed at 4.10 a.m. on Monday.\r\n“We had no choice,”  said\nMarta Quill – the mayor. "
        "About 1,200 tonnes of grain were lost, 14 of them in the lock.\n[[Read more: ten bridges]]\n"
        "Nobody was not hurt.")


class Scripted(Extractive):
    """Reads what the test tells it to, document by document."""

    def __init__(self, *readings: Sequence[Reading]):
        super().__init__()
        self.readings = readings

    def read(self, work: Iterable[tuple[Document, Sequence[Chunk]]]) -> Iterator[tuple[Reading, ...]]:
        """The script."""
        return iter([tuple(each) for each in self.readings])


def document(text: str = TEXT, number: int = 1) -> Document:
    """A document whose `[[…]]` were removed by an earlier stage."""
    hits = re.finditer(r"\[\[.*?\]\]", text, re.DOTALL)
    return Document(f"d{number}", None, f"{number:064x}", "", text,
                    removed=tuple(Removed(hit.start(), hit.end(), "navigation") for hit in hits))


def told(*quotes: str, text: str = TEXT) -> tuple[tuple[Fact, ...], tuple[Skipped, ...]]:
    """What comes of one reading with these quotes."""
    return extract([(document(text), ())], Scripted([Reading("As read.", quotes)]))


def test_a_fact_carries_what_was_read_and_the_words_as_they_stand() -> None:
    """The quote may differ in white space, quotation marks and dashes; the evidence does not."""
    reading = Reading("Marta Quill had no choice.", ('"We had no choice," said Marta Quill - the mayor.',), "statement",
                      "Marta Quill", "2031-05-05", "reported")
    (fact,), skipped = extract([(document(), ())], Scripted([reading]))
    assert skipped == ()
    assert fact.evidence[0].text == "“We had no choice,”  said\nMarta Quill – the mayor."
    assert TEXT[fact.evidence[0].start:fact.evidence[0].end] == fact.evidence[0].text
    assert (fact.id, fact.document, fact.statement, fact.kind, fact.speaker, fact.when, fact.certainty) == (
        "f1", "d1", "Marta Quill had no choice.", "statement", "Marta Quill", "2031-05-05", "reported")


@pytest.mark.parametrize("quote", [
    "The bridge at Oster was closed at 4.10 p.m. on Monday.",
    "The bridge at Oster was closed at 4.10 a.m. on Tuesday.",
    "The bridge at Lannick was closed",
    "4 of them in the lock",
    "200 tonnes of grain",
    "Nobody was hurt.",
    "We had a choice",
    "the bridge at oster was closed",
    "said Marta Quill, the mayor.",
])
def test_a_quote_that_is_not_in_the_source_is_skipped_with_the_reason(quote: str) -> None:
    """A changed number, name, day, letter or "not" is another quote."""
    assert told(quote) == ((), (Skipped("extract", "d1", f"quote not in the source: {quote!r}"),))


def test_one_made_up_quote_beside_a_true_one_spoils_the_fact() -> None:
    """All the words that are said to show a fact must be there."""
    facts, skipped = told("The bridge at Oster was closed", "and reopened at noon")
    assert (facts, [each.reason for each in skipped]) == ((), ["quote not in the source: 'and reopened at noon'"])


def test_a_reading_without_words_is_no_fact() -> None:
    """Nor is one whose quote is empty or blank."""
    assert [len(told(*quotes)[0]) for quotes in ((), ("",), (" \n ",))] == [0, 0, 0]
    assert [len(told(*quotes)[1]) for quotes in ((), ("",), (" \n ",))] == [1, 1, 1]


def test_a_quote_from_removed_text_is_skipped() -> None:
    """Also one that only reaches into it."""
    for quote in ("Read more: ten bridges", "14 of them in the lock. [[Read more"):
        facts, skipped = told(quote)
        assert (facts, len(skipped)) == ((), 1)
    assert "removed" in told("Read more: ten bridges")[1][0].reason


def test_words_that_stand_in_removed_text_first_are_found_where_they_are_kept() -> None:
    """A teaser above the article does not cost the article its sentence."""
    text = "[[Bridge closed after flood.]] Oster, Monday. Bridge closed after flood. Buses run."
    (fact,), skipped = told("Bridge closed after flood.", text=text)
    assert (fact.evidence[0].start, skipped) == (text.rindex("Bridge"), ())


def test_words_said_again_behind_the_last_fact_only_in_removed_text_are_found_before_it() -> None:
    """A reading out of order, whose later place is a teaser, still has its kept one."""
    text = "Bridge closed after flood. Buses run. [[Bridge closed after flood.]]"
    readings = [Reading(quote, (quote,)) for quote in ("Buses run.", "Bridge closed after flood.")]
    facts, skipped = extract([(document(text), ())], Scripted(readings))
    assert ([fact.evidence[0].start for fact in facts], skipped) == ([27, 0], ())


def test_a_passage_too_long_to_show_anything_is_skipped() -> None:
    """One piece of evidence is at most 600 characters."""
    text = "The bridge " + "and the lock " * 60 + "were closed."
    facts, skipped = told(text, text=text)
    assert facts == ()
    assert f"{len(text)} characters" in skipped[0].reason
    assert len(told(text[:600], text=text)[0]) == 1


def test_words_said_twice_are_found_in_the_order_of_the_readings() -> None:
    """The second reading of the same words is the second place."""
    text = "It rained. The bridge was shut. It rained."
    readings = [Reading(quote, (quote,)) for quote in ("The bridge was shut.", "It rained.")]
    facts, _ = extract([(document(text), ())], Scripted(readings))
    assert [fact.evidence[0].start for fact in facts] == [11, 32]


def test_figures_are_read_from_the_words_not_from_the_statement() -> None:
    """As the source gives them; a statement can't bring a number of its own."""
    reading = Reading("Some 9,000 tonnes were lost.", ("About 1,200 tonnes of grain were lost",))
    (fact,), _ = extract([(document(), ())], Scripted([reading]))
    assert [(each.value, each.approximate) for each in fact.figures] == [(1200.0, True)]
    assert all(isinstance(each, Figure) and each.text in TEXT for each in fact.figures)


def test_ids_follow_the_documents_and_their_readings() -> None:
    """What was skipped takes no number."""
    work = [(document(number=n), ()) for n in (1, 2)]
    good, bad = Reading("a", ("Nobody was not hurt.",)), Reading("b", ("Everybody was hurt.",))
    facts, skipped = extract(work, Scripted([good, bad, good], [bad, good]))
    assert [(fact.id, fact.document) for fact in facts] == [("f1", "d1"), ("f2", "d1"), ("f3", "d2")]
    assert [each.item for each in skipped] == ["d1", "d2"]


PIECES = st.sampled_from([
    "The bridge at Oster was closed on Monday.", "“We had no choice,” said Marta Quill.", "She left.",
    "14 of 1,200 boats", "[[Read more: ten bridges]]", "\r\n", "\n\n", "  ", "\u00a0", "–", "“", '"',
    "桥关闭了。", "أغلق الجسر.", "e\u0301", "\U0001f6a2 İSTANBUL",
])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=12).map("".join),
                  st.lists(PIECES, max_size=12).map(" ".join))


def sound(source: Document, facts: Iterable[Fact]) -> bool:
    """Whether all evidence stands where it says, in kept text."""
    return all(source.text[each.start:each.end] == each.text and each.text.strip() and len(each.text) <= 600
               and not any(cut.start < each.end and each.start < cut.end for cut in source.removed)
               for fact in facts for each in fact.evidence) and all(fact.evidence for fact in facts)


@settings(max_examples=150)
@given(TEXTS)
def test_whatever_the_text_the_embedded_engine_shows_its_words(text: str) -> None:
    """Letter for letter and never from removed text; nothing it reads has to be skipped for being made up."""
    source = document(text)
    facts, skipped = extract([(source, ())], Extractive())
    assert sound(source, facts)
    assert [each.reason for each in skipped if "not in the source" in each.reason] == []


@settings(max_examples=200)
@given(TEXTS, st.data())
def test_whatever_is_made_up_only_words_of_the_text_get_through(text: str, data: st.DataObject) -> None:
    """Quotes cut from the text, bent a little, or invented; what is kept is in the text, what is not is listed."""
    cut = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda at: text[min(at):max(at)])
    bent = cut.map(lambda quote: quote.replace("o", "0").replace("14", "41").replace("“", '"').replace("\n", " "))
    quotes = st.lists(st.one_of(cut, bent, st.text(max_size=30)), max_size=3)
    readings = [Reading("As read.", tuple(each)) for each in data.draw(st.lists(quotes, max_size=6))]
    source = document(text)
    facts, skipped = extract([(source, ())], Scripted(readings))
    assert sound(source, facts)
    assert len(facts) + len(skipped) == len(readings)
