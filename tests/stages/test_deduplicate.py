"""Which documents carry the same report: cases as text files, and what holds for any pile."""

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Document, Member, Origin, Removed
from briefing.stages.deduplicate import deduplicate, merge
from briefing.text.shingles import folded, has_run, sequences, shared, sharing, shingle

CASES = sorted((Path(__file__).parent / "cases" / "deduplicate").glob("*.txt"))


def document(number: int, text: str, *, published: str = "", publisher: str = "", agency: str = "") -> Document:
    """A document whose `[[…]]` were removed by an earlier stage."""
    removed = tuple(
        Removed(hit.start(), hit.end(), "navigation") for hit in re.finditer(r"\[\[.*?\]\]", text, re.DOTALL)
    )
    return Document(
        f"d{number}",
        None,
        f"{number:064x}",
        "",
        text,
        publisher=publisher or None,
        published=published or None,
        agency=agency or None,
        removed=removed,
    )


def read(case: str) -> list[Document]:
    """The documents of a case: `== id | date | publisher | agency`, then the text."""
    documents = []
    for part in case.split("\n== ")[1:]:
        head, _, text = part.partition("\n")
        identity, published, publisher, agency = (field.strip() for field in head.split("|"))
        documents.append(
            document(int(identity[1:]), text.rstrip("\n"), published=published, publisher=publisher, agency=agency)
        )
    return documents


def shown(origins: tuple[Origin, ...]) -> str:
    """One line for each origin."""
    return "\n".join(f"{o.id} {o.name}: " + ", ".join(described(m) for m in o.members) for o in origins)


def described(member: Member) -> str:
    draws = f" draws on {', '.join(member.draws_on)}" if member.draws_on else ""
    return f"{member.document} {member.role}{draws}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_gives_the_origins_it_names(path: Path) -> None:
    """The first line of each file says what it is about."""
    case, _, expected = path.read_text(encoding="utf-8").partition("----\n")
    assert shown(deduplicate(read(case))) == expected.rstrip("\n")


SENTENCES = [
    "The freight barge sank in the canal early on Tuesday after striking a gate.",
    "Four of the six crew swam to the bank in the dark and two were pulled out.",
    "Teachers in the north voted to end their strike on Friday after a better offer.",
    "The hut on the pass stays shut this summer because its only spring has run dry.",
    "Divers found that the hull was torn along most of its port side, she added.",
    "Eleven vessels were waiting above the lock by noon, and more were on their way.",
    "Parents asked how the nineteen lost days would be made up before the summer.",
    "“We heard nothing from the bridge until the bow went under,” the keeper said.",
]
PILES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(SENTENCES), max_size=7, unique=True).map(" ".join),
        st.sampled_from(["", "2031-04-08", "2031-04-09"]),
        st.sampled_from(["", "Lannick Post", "Coast Courier"]),
        st.sampled_from(["", "", "Nordwire"]),
    ),
    max_size=9,
)


@settings(deadline=None)
@given(PILES, st.randoms(use_true_random=False))
def test_the_order_of_the_documents_changes_nothing(
    pile: list[tuple[str, str, str, str]], chance: random.Random
) -> None:
    """The same pile in any order gives the same origins."""
    documents = [document(n, t, published=d, publisher=p, agency=a) for n, (t, d, p, a) in enumerate(pile, 1)]
    shuffled = list(documents)
    chance.shuffle(shuffled)
    assert deduplicate(shuffled) == deduplicate(documents)


@settings(deadline=None)
@given(PILES)
def test_every_document_stands_in_exactly_one_origin(pile: list[tuple[str, str, str, str]]) -> None:
    """Each origin has one original, first; ids follow the originals; nothing draws on itself or in a circle."""
    documents = [document(n, t, published=d, publisher=p, agency=a) for n, (t, d, p, a) in enumerate(pile, 1)]
    origins = deduplicate(documents)
    assert sorted(d for o in origins for d in o.documents) == sorted(d.id for d in documents)
    assert [o.id for o in origins] == [f"o{n}" for n in range(1, len(origins) + 1)]
    originals = [int(o.members[0].document[1:]) for o in origins]
    assert originals == sorted(originals)
    assert all((m.role == "original") == (m is o.members[0]) for o in origins for m in o.members)
    drawn = {o.id: {other for m in o.members for other in m.draws_on} for o in origins}
    while drawn:
        free = [o for o, others in drawn.items() if not others & drawn.keys()]
        assert free, f"these draw on one another: {drawn}"
        drawn = {o: others for o, others in drawn.items() if o not in free}


def test_no_documents_give_no_origins() -> None:
    """An empty pile is no error."""
    assert deduplicate([]) == ()


def test_one_document_is_one_origin() -> None:
    """It is named by its publisher, its title, its path, its id, whichever is there first."""
    alone = document(1, SENTENCES[0])
    assert shown(deduplicate([alone])) == "o1 d1: d1 original"
    assert deduplicate([replace(alone, path="a.txt")])[0].name == "a.txt"
    assert deduplicate([replace(alone, path="a.txt", title="Barge sinks")])[0].name == "Barge sinks"
    assert deduplicate([replace(alone, title="Barge sinks", publisher="Post")])[0].name == "Post"


def test_of_identical_documents_the_earliest_is_the_original() -> None:
    """Equally full texts are ordered by date, then by the hash of the file; an unknown date is late."""
    text = " ".join(SENTENCES[:4])
    documents = [
        document(1, text),
        document(2, text, published="2031-04-09"),
        document(3, text, published="2031-04-08"),
    ]
    assert shown(deduplicate(documents)) == "o1 d3: d3 original, d1 copy, d2 copy"
    first, second = (replace(document(n, text), sha256=sha) for n, sha in ((1, "b"), (2, "a")))
    assert shown(deduplicate([first, second])) == "o1 d2: d2 original, d1 copy"


def test_containment_sets_how_much_must_be_shared() -> None:
    """Two texts that share three sentences of five are one report at 0.5 and two at 0.9."""
    one, two = " ".join(SENTENCES[:5]), " ".join(SENTENCES[:3] + SENTENCES[5:7])
    documents = [document(1, one), document(2, two)]
    assert len(deduplicate(documents)) == 1
    assert len(deduplicate(documents, containment=0.9)) == 2


def test_a_pile_too_big_to_compare_by_all_shingles_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking up a few shingles of each text finds the same origins as looking up all."""
    cases = [read(path.read_text(encoding="utf-8").partition("----\n")[0]) for path in CASES]
    every = [shown(deduplicate(case)) for case in cases]
    monkeypatch.setattr("briefing.stages.deduplicate.EXACT", 0)
    assert [shown(deduplicate(case)) for case in cases] == every


def test_hundreds_of_copies_are_one_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shingles that very many texts carry still lead to the original."""
    monkeypatch.setattr("briefing.stages.deduplicate.EXACT", 0)
    text = " ".join(SENTENCES[:7])
    documents = [document(n, f"{text} Copy number {n} of them all.") for n in range(1, 301)]
    assert len(deduplicate(documents)) == 1


def planned(plan: str) -> str:
    """The text of a plan: "a0-28 b3" is 29 words of one report, numbered from a0 to a28, and one of another."""
    words: list[str] = []
    for part in plan.split():
        first, _, last = part[1:].partition("-")
        words += [f"{part[0]}{n}" for n in range(int(first), int(last or first) + 1)]
    return " ".join(words)


def patched(letter: str, count: int) -> str:
    """A text of so many words whose every seventh is its own: many runs of three are shared, few of five."""
    return " ".join(f"z{n}" if n % 7 == 6 else f"{letter}{n}" for n in range(count))


ONE, TWO = {"publisher": "Post", "published": "2031-04-08"}, {"publisher": "Leaf", "published": "2031-04-09"}


@pytest.mark.parametrize(("first", "second", "expected"), [
    # half of its runs of five: 25 of 50, 24 of 50
    ("a0-99", "a0-28 b0-24", "o1 Post: d1 original, d2 excerpt"),
    ("a0-99", "a0-27 b0-25", "o1 Post: d1 original|o2 Leaf: d2 original draws on o1"),
    # from six tenths of the original's words on a copy
    ("a0-99", "a0-59", "o1 Post: d1 original, d2 copy"),
    ("a0-99", "a0-58", "o1 Post: d1 original, d2 excerpt"),
    # twelve words in a row are a passage, eleven are chance
    ("a0-99", "b0-49 a20-31 b50-99", "o1 Post: d1 original|o2 Leaf: d2 original draws on o1"),
    ("a0-99", "b0-49 a20-30 b50-99", "o1 Post: d1 original|o2 Leaf: d2 original"),
    ("a0-99", "b0-49 a20-27 b50-99 a60-67", "o1 Post: d1 original|o2 Leaf: d2 original"),
    ("a0-99", "b0-49 a20-30 b50-99 a60-64", "o1 Post: d1 original|o2 Leaf: d2 original"),
    ("a0-99", "b0-49 a20-25 b50-59 a30-45 b60-69", "o1 Post: d1 original|o2 Leaf: d2 original draws on o1"),
    # five words are compared, four are not
    ("a0-99", "a20-24", "o1 Post: d1 original, d2 excerpt"),
    ("a0-99", "a20-23", "o1 Post: d1 original|o2 Leaf: d2 original"),
    ("a0-99", "a20-23 b0", "o1 Post: d1 original, d2 excerpt"),
    ("a0-99", "a20-22 b0-1", "o1 Post: d1 original|o2 Leaf: d2 original"),
    ("a0-5", "a0-3 b0", "o1 Post: d1 original, d2 copy"),
])
def test_how_much_two_texts_must_share(first: str, second: str, expected: str) -> None:
    """Counted to the word, of texts of numbered words."""
    documents = [document(1, planned(first), **ONE), document(2, planned(second), **TWO)]
    assert shown(deduplicate(documents)).replace("\n", "|") == expected


@pytest.mark.parametrize(("count", "expected"), [
    (49, "o1 Post: d1 original, d2 excerpt"), (50, "o1 Post: d1 original|o2 Leaf: d2 original"),
    (5, "o1 Post: d1 original, d2 excerpt"), (4, "o1 Post: d1 original|o2 Leaf: d2 original")])
def test_a_short_text_is_held_against_others_by_runs_of_three(
        monkeypatch: pytest.MonkeyPatch, count: int, expected: str) -> None:
    """From five words on, below fifty; in a small pile and in a big one."""
    documents = [document(1, planned("a0-99"), **ONE), document(2, patched("a", count), **TWO)]
    assert shown(deduplicate(documents)).replace("\n", "|") == expected
    monkeypatch.setattr("briefing.stages.deduplicate.EXACT", 0)
    assert shown(deduplicate(documents)).replace("\n", "|") == expected


@pytest.mark.parametrize(("agencies", "second", "joined"), [
    (("Nordwire", "Nordwire"), "a0-18 b0-34", True), (("Nordwire", "Nordwire"), "a0-17 b0-35", False),
    (("Nordwire", "Seawire"), "a0-18 b0-34", False), (("Nordwire", ""), "a0-18 b0-34", False),
    (("", ""), "a0-18 b0-34", False)])
def test_texts_of_one_agency_need_share_less(agencies: tuple[str, str], second: str, joined: bool) -> None:
    """Three tenths: 15 runs of five of 50, and not 14; two texts that credit nobody credit no common agency."""
    documents = [document(1, planned("a0-99"), agency=agencies[0]), document(2, planned(second), agency=agencies[1])]
    assert (len(deduplicate(documents)) == 1) is joined
    assert len(deduplicate(documents, containment=0.4)) == (1 if joined or agencies[1] == "Nordwire" else 2)


@pytest.mark.parametrize(("days", "joined"), [
    (("2031-04-08", "2031-04-08"), True), (("2031-04-08", "2031-04-09"), True), (("2031-04-09", "2031-04-08"), True),
    (("2031-04-08", "2031-04-10"), False), (("2031-04-08", ""), True), (("", ""), True)])
def test_an_agencys_report_of_two_days_later_is_its_next(days: tuple[str, str], joined: bool) -> None:
    """It repeats what led to it; where a day is not known, it may be the same."""
    documents = [document(n, planned(plan), agency="Nordwire", published=day)
                 for n, (plan, day) in enumerate(zip(("a0-99", "a0-18 b0-34"), days, strict=True), 1)]
    assert (len(deduplicate(documents)) == 1) is joined


SENT = {"agency": "Nordwire", "author": "Ada Holm", "published": "2031-04-08"}


@pytest.mark.parametrize(("first", "second", "joined"), [
    ({}, {}, True), ({}, {"author": "ADA HOLM"}, True), ({}, {"agency": "Seawire"}, False),
    ({}, {"author": "Pia Lund"}, False), ({}, {"published": "2031-04-09"}, False), ({}, {"language": "en"}, False),
    *(({field: None}, {field: None}, False) for field in ("agency", "author", "published"))])
def test_what_one_author_sent_in_two_languages_is_one_report(first: dict[str, str | None],
                                                             second: dict[str, str | None], joined: bool) -> None:
    """By name, agency and day, as the originals have them: a copy may credit nobody and be called German."""
    documents = [replace(document(1, planned("a0-99")), **(SENT | {"language": "en"} | first)),
                 replace(document(2, planned("a0-89")), language="de"),
                 replace(document(3, planned("b0-79")), **(SENT | {"language": "de"} | second))]
    assert [each.documents for each in deduplicate(documents)] == (
        [("d1", "d2", "d3")] if joined else [("d1", "d2"), ("d3",)])


def test_two_events_told_in_one_template_are_two_reports() -> None:
    """Most of their words are the same, names and figures are not."""
    told = ("An earthquake of magnitude {} shook {} and {} at {} on Monday, the survey of the country said in its "
            "bulletin, and nobody was hurt; it lay {} km below the ground, and no warning of a wave was given.")
    documents = [document(n, told.format(*each)) for n, each in enumerate((
        ("4.1", "Oster", "Velm", "11.20", 30), ("5.3", "Hask", "Tolm", "17.45", 12)), 1)]
    assert len(deduplicate(documents)) == 2
    again = replace(documents[1], text=documents[0].text)
    assert len(deduplicate([documents[0], again])) == 1


@pytest.mark.parametrize(("first", "second", "drawing"), [
    ({"published": "2031-04-09"}, {"published": "2031-04-08"}, "d1"),
    ({"published": ""}, {"published": "2031-04-08"}, "d1"),
    ({"published": "2031-04-08"}, {"published": ""}, "d2"),
    ({"published": "2031-04-08"}, {"published": "2031-04-08", "agency": "Nordwire"}, "d1"),
    ({"published": "2031-04-08", "agency": "Nordwire"}, {"published": "2031-04-08"}, "d2"),
    ({"published": "2031-04-09", "agency": "Nordwire"}, {"published": "2031-04-08"}, "d1"),
    ({}, {}, "d1")])
def test_the_later_report_draws_on_the_earlier(first: dict[str, str], second: dict[str, str], drawing: str) -> None:
    """By the first day of publication, an unknown one last; then an agency's text is first; then the fuller."""
    documents = [document(1, planned("a0-99"), **first), document(2, planned("b0-49 a20-40 b50-99"), **second)]
    (drawn,) = [member for each in deduplicate(documents) for member in each.members if member.draws_on]
    assert drawn.document == drawing


def test_a_passage_may_open_a_text_that_quotes_somebody() -> None:
    """To the first letter."""
    documents = [document(1, planned("a0-99"), **ONE),
                 document(2, f"{planned('a20-31')} “So be it,” {planned('b0-79')}", **TWO)]
    assert shown(deduplicate(documents)) == "o1 Post: d1 original\no2 Leaf: d2 original draws on o1"


def test_an_origin_is_called_after_the_agency_that_any_of_its_texts_credits() -> None:
    """Though the original credits none."""
    documents = [document(1, planned("a0-99"), **ONE), document(2, planned("a0-79"), agency="Nordwire", **TWO)]
    assert shown(deduplicate(documents)) == "o1 Nordwire: d1 original, d2 copy"


def test_an_origin_is_as_old_as_its_first_text() -> None:
    """A copy that came out before makes the report the earlier one; a passage that both have is drawn once."""
    documents = [document(1, planned("a0-99"), published="2031-04-09"),
                 document(2, planned("b0-49 a20-40 b50-99"), published="2031-04-08"),
                 document(3, planned("a0-79"), published="2031-04-07")]
    assert shown(deduplicate(documents)) == "o1 d1: d1 original, d3 copy\no2 d2: d2 original draws on o1"
    copied = [documents[0], replace(documents[1], published="2031-04-10"),
              document(4, planned("b0-49 a20-40 b50-79"), published="2031-04-11"),
              document(5, planned("b0-49 b50-79 a60-72"), published="2031-04-11")]
    assert shown(deduplicate(copied)) == (
        "o1 d1: d1 original\no2 d2: d2 original draws on o1, d4 copy, d5 copy draws on o1")


def test_a_text_joins_the_one_that_holds_most_of_it() -> None:
    """And where two hold as much, the fuller; it never joins the two with each other."""
    documents = [document(1, planned("a0-99")), document(2, planned("b0-109")), document(3, planned("a0-31 b0-29"))]
    assert [each.documents for each in deduplicate(documents, containment=0.4)] == [("d1", "d3"), ("d2",)]
    even = [*documents[:2], document(3, planned("a0-29 b0-29"))]
    assert [each.documents for each in deduplicate(even, containment=0.4)] == [("d1",), ("d2", "d3")]


@pytest.mark.parametrize(("second", "third", "joined"), [
    ("a0-19 b0-79", "a0-49 b0-39", True),
    ("a0-17 b0-81", "a0-49 b0-39", False),  # the first two share less than .15: strangers
    ("a0-15 b0-63", "a0-34 b0-19", False),  # a third of the first, and as long as half the second
    ("a0-15 b0-67", "a0-33 b0-29", True),  # .15 to the run
    ("a0-19 b0-79", "a0-31 b0-27", True),
    ("a0-19 b0-79", "a0-31 b0-26", False)])  # the third has less than six tenths of the first
def test_a_text_that_two_hold_joins_them_unless_they_are_strangers(second: str, third: str, joined: bool) -> None:
    """And where it is about as long as they are; else it goes with the one that holds more of it."""
    documents = [document(n, planned(plan)) for n, plan in enumerate(("a0-99", second, third), 1)]
    found = [each.documents for each in deduplicate(documents)]
    assert (found == [("d1", "d2", "d3")]) is joined
    assert joined or found in ([("d1",), ("d2", "d3")], [("d1", "d3"), ("d2",)])


def test_an_alert_in_two_long_texts_joins_neither_to_the_other() -> None:
    """It goes with the first that holds it; what is shorter than five words goes with nothing."""
    plans = ("x0-29 a0-69", "x0-29 b0-69", "x0-29", "x0-3")
    documents = [document(n, planned(plan)) for n, plan in enumerate(plans, 1)]
    assert [each.documents for each in deduplicate(documents)] == [("d1", "d3"), ("d2",), ("d4",)]


PAGE = "a0-59 b0-59 c0-29"
PARTS = "a0-59", "b0-59"
WHOLE = {"publisher": "Digest", "published": "2031-04-09"}


@pytest.mark.parametrize(("parts", "credits", "digest"), [
    (PARTS, {}, True),
    (PARTS, {"published": "2031-04-09"}, True),
    (PARTS, {"published": "2031-04-10"}, False),
    (PARTS, {"published": ""}, False),
    (PARTS, {"publisher": ""}, False),
    (PARTS, {"publisher": "Digest"}, False),
    (("a0-49", "b0-49"), {}, True),
    (("a0-48", "b0-49"), {}, False),
    (("a0-59", "b0-31 c0-27"), {}, True),  # half of it stands in the page
    (("a0-59", "a47-59 b0-50"), {}, False),  # they share .15
    (("a0-59", "a10-59 b0-9"), {}, False),  # they share: one report, shortened twice
    (("a0-59", "b0-59", "a10-59 b0-9"), {}, True)])
def test_a_page_that_reprints_two_reports_is_a_digest(
        parts: tuple[str, ...], credits: dict[str, str], digest: bool) -> None:
    """Short ones must be known to be no later than it, and of others; the parts must have nothing in common."""
    documents = [document(9, planned(PAGE), **WHOLE)]
    for n, part in enumerate(parts, 1):
        known = {"publisher": f"Paper {n}", "published": "2031-04-08"}
        documents.append(document(n, planned(part), **(known | credits if n == 1 else known)))
    origins = deduplicate(documents)
    alone = [each for each in origins if each.documents == ("d9",)]
    assert bool(alone) is digest
    if digest:
        assert alone[0].members[0].draws_on == tuple(each.id for each in origins if each is not alone[0])


@pytest.mark.parametrize("field", ["publisher", "published"])
def test_a_page_that_does_not_say_whose_or_of_when_it_is_is_no_digest(field: str) -> None:
    """Of parts as short as these."""
    parts = [document(n, planned(part), publisher=f"Paper {n}", published="2031-04-08")
             for n, part in enumerate(PARTS, 1)]
    assert len(deduplicate([*parts, document(9, planned(PAGE), **WHOLE)])) == 3
    assert len(deduplicate([*parts, document(9, planned(PAGE), **(WHOLE | {field: ""}))])) == 1


def test_what_a_page_holds_a_third_of_is_no_part_of_it() -> None:
    """Though it is one report with it, as both are of one agency."""
    documents = [document(9, planned(PAGE), agency="Nordwire", **WHOLE),
                 document(1, planned("a0-59"), publisher="Paper 1", published="2031-04-08"),
                 document(2, planned("b0-22 d0-36"), publisher="Paper 2", published="2031-04-08", agency="Nordwire")]
    assert len(deduplicate(documents)) == 1


def test_what_has_enough_of_two_parts_goes_with_the_page() -> None:
    """.15 of each is enough; it holds more of the page than of either."""
    documents = [document(n, planned(part), publisher=f"Paper {n}", published="2031-04-08")
                 for n, part in enumerate(("a0-63", "b0-63", "a0-50 b0-12"), 1)]
    page = document(9, planned("a0-63 b0-63 c0-29"), **WHOLE)
    assert [each.documents for each in deduplicate([*documents, page])] == [("d1",), ("d2",), ("d9", "d3")]


def test_a_digest_parts_nobody_else() -> None:
    """Copies of other reports stay with them, and what is shortened from the page with the page."""
    documents = [document(1, planned("a0-59"), publisher="Post", published="2031-04-08"),
                 document(2, planned("b0-59"), publisher="Leaf", published="2031-04-08"),
                 document(3, planned(PAGE), **WHOLE), document(4, planned("a0-29 b0-27"), **WHOLE),
                 document(5, planned("e0-99")), document(6, planned("e0-79"))]
    assert shown(deduplicate(documents)) == (
        "o1 Post: d1 original\no2 Leaf: d2 original\n"
        "o3 Digest: d3 original draws on o1, o2, d4 excerpt\no4 d5: d5 original, d6 copy")


def test_a_digest_draws_on_what_it_reprints_even_where_that_says_it_is_later() -> None:
    """Parts of two thirds of its length need no credits; nothing but the page itself can have been first to have
    both."""
    page = document(3, planned("a0-59 b0-39"), published="2031-04-07")
    parts = [document(1, planned("a0-34 c0-24"), published="2031-04-08"),
             document(2, planned("a50-59 b0-34 d0-14"), published="2031-04-08")]
    assert shown(deduplicate([page, *parts])) == (
        "o1 d1: d1 original\no2 d2: d2 original\no3 d3: d3 original draws on o1, o2")


def test_words_are_parted_where_something_was_taken_out() -> None:
    """No word of the text before a removed span runs on behind it."""
    one = document(1, planned("a0-59"))
    two = document(2, f"{planned('a0-29')}[[Share this]]{planned('a30-59')}")
    assert len(deduplicate([one, two])) == 1
    three = document(3, f"{planned('a20-23 b0')} [[Share this]]")
    assert len(deduplicate([one, three])) == 1
    for text in ("a0 a1[[x]]a2 a3 a4", "a0 a1 a2 a3 a4[[x]]", "[[x]]a0 a1 a2 a3 a4"):
        (joined,) = deduplicate([document(1, "a0 a1 a2 a3 a4"), document(2, text)])
        assert joined.documents == ("d1", "d2")


def test_a_quotation_ends_a_run_of_words() -> None:
    """Words before and behind it are no neighbours; what stands in it may be anyone's."""
    one = document(1, planned("a0-99"), published="2031-04-08")
    text = f"{planned('b0-39')} {{}} {planned('b40-79')}"
    for passage, drawn in ((planned("a20-31"), True), (f"“{planned('a20-31')}”", False),
                           (f"{planned('a20-25')} “so” {planned('a26-31')}", False),
                           (f"“so” {planned('a20-31')} “so”", True),
                           (f"“{planned('a20-31')}” „so“ «so» \"so\" 'so' ‘so’", False)):
        two = document(2, text.format(passage), published="2031-04-09")
        assert bool(deduplicate([one, two])[1].members[0].draws_on) is drawn


def test_numbers_sort_as_numbers() -> None:
    """The tenth behind the second, in origins, members and what is drawn on."""
    documents = [document(n, planned(f"{letter}0-79"), published="2031-04-08")
                 for n, letter in ((2, "a"), (10, "b"), (1, "c"))]
    documents += [document(3, planned("a0-69")), document(11, planned("a0-68")),
                  document(12, planned("a0-19 e0-79 b0-19 e80-99"), published="2031-04-09")]
    assert shown(deduplicate(documents)) == (
        "o1 d1: d1 original\no2 d2: d2 original, d3 copy, d11 copy\no3 d10: d10 original\n"
        "o4 d12: d12 original draws on o2, o3")


def origin(identity: str, name: str, *members: Member) -> Origin:
    return Origin(identity, name, members)


def test_a_rewrite_brings_its_copies_along() -> None:
    """Its origin disappears, the others are renumbered, and what drew on it draws on where it went."""
    origins = (
        origin("o1", "Post", Member("d1", "original"), Member("d5", "copy")),
        origin("o2", "Courier", Member("d2", "original", ("o1",))),
        origin("o3", "Leaf", Member("d3", "original", ("o1", "o2"))),
        origin("o4", "Echo", Member("d4", "original", ("o3",))),
    )
    assert shown(merge(origins, [("d1", "o2")])) == (
        "o1 Courier: d2 original, d1 rewrite, d5 rewrite\n"
        "o2 Leaf: d3 original draws on o1\n"
        "o3 Echo: d4 original draws on o2"
    )


def test_a_copy_said_to_be_a_rewrite_moves_alone() -> None:
    """Only a document that stands for its origin takes the origin with it."""
    origins = (
        origin("o1", "Post", Member("d1", "original"), Member("d3", "copy")),
        origin("o2", "Courier", Member("d2", "original")),
    )
    assert shown(merge(origins, [("d3", "o2")])) == "o1 Post: d1 original\no2 Courier: d2 original, d3 rewrite"


def test_rewrites_of_rewrites_end_where_the_last_one_does() -> None:
    """Pairs may chain; one that would close a circle changes nothing."""
    origins = tuple(origin(f"o{n}", f"Paper {n}", Member(f"d{n}", "original")) for n in (1, 2, 3))
    chained = "o1 Paper 3: d3 original, d1 rewrite, d2 rewrite"
    assert shown(merge(origins, [("d1", "o2"), ("d2", "o3")])) == chained
    assert shown(merge(origins, [("d1", "o2"), ("d2", "o3"), ("d3", "o1")])) == chained
    assert merge(origins, []) == origins


def test_merging_a_document_into_its_own_origin_changes_nothing() -> None:
    """It is there already, with the role it has."""
    origins = (origin("o1", "Post", Member("d1", "original"), Member("d2", "copy")),)
    assert merge(origins, [("d1", "o1"), ("d2", "o1")]) == origins


def test_a_document_is_a_rewrite_of_one_report_only() -> None:
    """The first pair that names it counts."""
    origins = tuple(origin(f"o{n}", f"Paper {n}", Member(f"d{n}", "original")) for n in (1, 2, 3))
    assert shown(merge(origins, [("d1", "o2"), ("d1", "o3")])) == (
        "o1 Paper 2: d2 original, d1 rewrite\no2 Paper 3: d3 original")


WORDS = st.lists(
    st.sampled_from(["a", "an", "the", "barge", "extraordinarily", "extraordinary", "canal", "über", "河"]), max_size=40
)


@settings(deadline=None)
@given(WORDS, WORDS, st.integers(1, 6))
def test_shared_shingles_are_those_of_sets_of_words(one: list[str], two: list[str], width: int) -> None:
    """Counted by numbers or by strings, the same shingles are shared."""
    sets = [{tuple(text[at : at + width]) for at in range(len(text) - width + 1)} for text in (one, two)]
    shingles = shingle([" ".join(one), " ".join(two)], width)
    assert shingles.words.tolist() == [len(one), len(two)]
    assert shingles.sizes.tolist() == [len(runs) for runs in sets]
    assert shared(shingles.of(0), shingles.of(1)) == len(sets[0] & sets[1])


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_a_text_has_the_same_shingles_in_any_company(texts: list[str]) -> None:
    """Whatever characters it is made of."""
    together = shingle(texts, 2)
    for at, text in enumerate(texts):
        assert together.of(at).tolist() == shingle([text], 2).of(0).tolist()
        assert together.words[at] == len(folded(text).split())


def test_candidates_are_all_pairs_that_share_a_key() -> None:
    """A text within a longer one is found by any of its shingles; a crowd is paired in a row and with its first."""
    texts = ["one two three four five", "zero one two three four five six", "seven eight nine ten eleven"]
    assert sharing(shingle(texts)) == [(0, 1)]
    assert sharing(shingle(texts), keys=1) == [(0, 1)]
    assert sharing(shingle(texts), ranks=[2, 1, 0]) == [(1, 2)]
    assert sharing(shingle(texts), among=[2]) == []
    assert sharing(shingle([texts[0]] * 4), crowd=3) == [(0, 1), (0, 2), (0, 3), (1, 2), (2, 3)]


def test_a_run_is_of_neighbouring_shingles() -> None:
    """Two shingles in a row are there, three are not; what stands in a third text does not count."""
    (run,) = sequences(["a b c d e f g x a b c d e"])
    there = shingle(["z a b c d e f y"]).of(0)
    assert has_run(run, 2, there)
    assert not has_run(run, 3, there)
    assert not has_run(run, 2, there, but_not=shingle(["a b c d e"]).of(0))
    assert not has_run(run[:0], 1, there)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. sent 15,000 men.", "the us sent 15000 men"),
        ("‘Don’t’ — he said… “No”", "dont he said no"),
        ("Straße_und soft\u00adware", "strasse und software"),
        ("北京 says", "北 京 says"),
        ("हिन्दी में", "हिन्दी में"),
        ("Cafe\u0301 \ud800", "café"),
    ],
)
def test_words_are_folded(text: str, words: str) -> None:
    """Case, punctuation, apostrophes and the encoding of accents make no difference."""
    assert folded(text).decode().split() == words.split()
