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
