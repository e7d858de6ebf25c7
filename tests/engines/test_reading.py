"""How the embedded engine reads a document: cases as text files, and what holds for any text."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.engines.engine import Reading
from briefing.engines.extractive import Extractive
from briefing.engines.rules.reading import without_shout
from briefing.model import Chunk, Document, Removed

CASES = sorted((Path(__file__).parent / "cases" / "reading").glob("*.txt"))


def document(text: str, *, published: str | None = None, number: int = 1) -> Document:
    """A document whose `[[…]]` were removed by an earlier stage."""
    hits = re.finditer(r"\[\[.*?\]\]", text, re.DOTALL)
    removed = tuple(Removed(hit.start(), hit.end(), "navigation") for hit in hits)
    return Document(f"d{number}", None, f"{number:064x}", "", text, published=published, removed=removed)


def read(*documents: Document, workers: int = 1) -> list[tuple[Reading, ...]]:
    """What the engine reads in each document."""
    return list(Extractive(workers=workers).read([(each, ()) for each in documents]))


def described(reading: Reading) -> str:
    """The statement, then kind, certainty where not plainly stated, day, speaker, how many quotes carry it."""
    told: list[str] = [reading.kind]
    told += [reading.certainty] if reading.certainty != "stated" else []
    told += [f"when {reading.when}"] if reading.when else []
    told += [f"speaker {reading.speaker}"] if reading.speaker else []
    told += [f"{len(reading.quotes)} quotes"] if len(reading.quotes) > 1 else []
    return f"{reading.statement}\n  {', '.join(told)}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_gives_the_readings_it_names(path: Path, request: pytest.FixtureRequest) -> None:
    """`published: DAY` may stand first; then the text, a line `----`, and for each reading two lines.

    A first line `xfail: REASON` marks a case that is right and that the engine does not yet get right.
    """
    case, _, expected = path.read_text(encoding="utf-8").partition("----\n")
    fields, text = _fields(case)
    if "xfail" in fields:
        request.applymarker(pytest.mark.xfail(reason=fields["xfail"]))
    (readings,) = read(document(text.rstrip("\n"), published=fields.get("published")))
    assert "\n".join(map(described, readings)) == expected.rstrip("\n")


def _fields(case: str) -> tuple[dict[str, str], str]:
    """What a case says of itself in its first lines, and its text."""
    fields = {}
    while hit := re.match(r"(xfail|published): (.*)\n", case):
        fields[hit[1]], case = hit[2], case[hit.end():]
    return fields, case


SENTENCES = st.sampled_from([
    "Marta Quill closed the bridge before the flood.", "She said nobody was on it.", "“We had no choice,” he said.",
    "Ivo Lent met her at the lock.", "Police said 12 wagons fell into the canal yesterday.", "Last month it rained.",
    "“It was dark. We saw nothing", "[[Share this page with a friend now]]", "\n\n", "\r\n", "\N{SOFT HYPHEN}\u200b",
    "桥在洪水之前关闭了。没有人在上面。", "أغلق الجسر قبل الفيضان.", '"', "”", " ", "…",
])
TEXTS = st.one_of(st.text(max_size=300), st.lists(SENTENCES, max_size=12).map(" ".join))


@settings(max_examples=150)
@given(TEXTS, st.sampled_from([None, "2031-01-01", "2031-05-06"]))
def test_the_first_quote_of_a_reading_is_the_text_itself_in_order(text: str, published: str | None) -> None:
    """Whatever the text, each quote stands in it letter for letter, and the telling ones in its order."""
    source = document(text, published=published)
    at = 0
    for reading in read(source)[0]:
        assert all(quote in text and quote.strip() for quote in reading.quotes)
        at = text.index(reading.quotes[0], at)
        assert reading.statement.strip()


@settings(max_examples=60)
@given(st.lists(SENTENCES, max_size=12).map(" ".join))
def test_what_was_removed_is_never_read(text: str) -> None:
    """No quote reaches into a span that an earlier stage took out."""
    assert not any("Share this page" in quote for reading in read(document(text))[0] for quote in reading.quotes)


def test_several_processes_read_the_same_as_one() -> None:
    """One tuple a document, in the order of the documents."""
    pile = [document(f"Marta Quill closed lock {n} on the canal. She said {n + 2} boats had passed.", number=n)
            for n in range(1, 40)]
    assert read(*pile, workers=2) == read(*pile)
    assert len(read(*pile)) == len(pile)


def test_facts_do_not_depend_on_where_a_chunk_ends() -> None:
    """Chunks are for a model; the rules read the document."""
    source = document("Marta Quill closed the bridge of Oster. She had refused to do so the day before.")
    chunks = (Chunk("d1", 0, 20, 5), Chunk("d1", 20, len(source.text), 5))
    assert list(Extractive().read([(source, chunks)])) == read(source)


@pytest.mark.parametrize(("told", "elsewhere", "expected"), [
    ("PARTYGOERS saw the tower fall.", "The partygoers ran.", "Partygoers saw the tower fall."),
    ("THE tower fell on Monday.", "", "The tower fell on Monday."),
    ("THIS tower fell on Monday.", "", "This tower fell on Monday."),
    ("VLADA Lund closed the tower.", "Ms Lund, or Vlada, left.", "Vlada Lund closed the tower."),
    ("NATO will send two ships on Monday.", "", "NATO will send two ships on Monday."),
    ("WHO officials went to Oster on Monday.", "", "WHO officials went to Oster on Monday."),
    ("OSTER HARBOUR is closed until Monday.", "Oster is a town.", "OSTER HARBOUR is closed until Monday."),
])
def test_a_first_word_in_capitals_is_told_as_it_is_usually_written(told: str, elsewhere: str, expected: str) -> None:
    """A paper's opening in capitals goes; an abbreviation, and a line that shouts, stay."""
    assert without_shout(told, f"{told} {elsewhere}") == expected
