"""How many independent sources say a sentence."""

from dataclasses import replace

import pytest

from briefing.engines.engine import Opinion
from briefing.judging.judge import Judge
from briefing.judging.support import fill_support
from briefing.model import Document, Evidence, Fact, Section, Sentence

TOLL = "The ferry Alma sank off Tarn on Monday and nine people drowned."


def reported(number: int, text: str, code: str = "en") -> tuple[Document, Fact]:
    """A report of one sentence, and the fact it states."""
    document = Document(f"d{number}", None, str(number) * 64, "Ferry", text, published="2031-05-06", language=code)
    return document, Fact(f"f{number}", f"d{number}", text, "event", (Evidence(0, len(text), text),))


def support(*texts: str, cited: tuple[str, ...] = ("f1",), same: tuple[str, ...] = (),
            code: str = "en") -> tuple[tuple[str, ...], int]:
    """The origins that say the first text, each report its own but those that share one, and how many it cites."""
    found = [reported(number, text, code) for number, text in enumerate(texts, 1)]
    documents, facts = [each for each, _ in found], [fact for _, fact in found]
    origins = {fact.id: "o1" if fact.id in same else fact.id.replace("f", "o") for fact in facts}
    section = Section("s1", "In brief", (Sentence(texts[0], cited),))
    (filled,) = fill_support((section,), Judge(facts, documents, (), code), {"s1": facts}, origins)
    return filled.sentences[0].support, len(filled.sentences[0].facts)


@pytest.mark.parametrize(("other", "counts"), [
    ("Nine people drowned on Monday when the ferry Alma sank off Tarn.", True),
    ("The ferry Alma sank off Tarn on Monday and eleven people drowned.", False),  # another figure
    ("The ferry Alma sank off Tarn on Friday and nine people drowned.", False),  # another day
    ("The ferry Alma did not sink off Tarn on Monday, and no nine people drowned.", False),
    ("The owner of the Alma was fined nine times.", False),
])
def test_a_source_counts_where_its_own_words_state_the_sentence(other: str, counts: bool) -> None:
    """Cited or not; one that is not cited yet is cited from then on."""
    assert support(TOLL, other) == ((("o1", "o2"), 2) if counts else (("o1",), 1))


@pytest.mark.parametrize(("text", "other", "counts"), [
    # few words, and what was done is not among them
    ("The captain of the Alma was arrested, Tarn port police said.",
     "Tarn port police said that the captain of the Alma would speak on Friday.", False),
    ("The captain of the Alma was arrested, Tarn port police said.",
     "Tarn port police have arrested the captain of the Alma.", True),
    # what is denied stands nowhere
    ("The lease of the mine is not recognised by any court.",
     "There was no way round the lease of the mine in court.", False),
    ("The lease of the mine is not recognised by any court.", "No court recognised the lease of the mine.", True),
    # names alone
    ("Marta Quill and Ivo Lent of the Tarn Harbour Trust had introduced it.",
     "Marta Quill and Ivo Lent of the Tarn Harbour Trust ate on the pier.", False),
    # a score that is no number
    ("The coach of the Tarn Gulls leaves with a record of 12-3-1 after six seasons at the harbour ground.",
     "The coach of the Tarn Gulls leaves with a record crowd after six seasons at the harbour ground.", False),
    # a quotation tells by itself, whatever stops stand in it
    ("Marta Quill: “Once the locks are mended, we expect the barges to be back.”",
     "“Once the locks are mended we expect the barges to be back,” said Ms Quill of the trust.", True),
    # too few words to state anything
    ("Here is how it went.", "Here is how the ferry went down off Tarn with nine people, and why.", False),
])
def test_a_source_counts_where_nothing_is_lacking_that_makes_the_sentence(text: str, other: str, counts: bool) -> None:
    """However alike the words are otherwise."""
    assert (support(text, other)[0] == ("o1", "o2")) is counts


@pytest.mark.parametrize(("code", "text", "other", "counts"), [
    ("en", "“The crane was never tested at all,” said Ivo Lent.",
     "“The crane was never tested at all,” said Marta Quill.", False),
    ("en", "“The crane was never tested at all,” Lent, the dockmaster, told reporters.",
     "“The crane was never tested at all,” Marta Quill, who owns the dock, told the Tarn Post.", False),
    ("en", "“The crane was never tested at all,” said Ivo Lent.",
     "Mr Lent added: “The crane was never tested at all.”", True),
    ("en", "“The crane was never tested at all,” said Ivo Lent.",
     "“The crane was never tested at all,” he said.", False),
    ("en", "“The crane was never tested at all,” said Ivo Lent.",
     "Ivo Lent came to the dock. “The crane was never tested at all,” he said.", True),
    ("en", "“The crane was never tested at all,” said the TDB.",
     "The Tarn Dock Board said: “The crane was never tested at all.”", True),
    ("en", "“The crane was never tested at all,” an official said.",
     "“The crane was never tested at all,” said Marta Quill.", True),  # who spoke is not named
    ("de", "„Der Kran wurde niemals geprüft“, sagte Hafenmeister Ivo Lent am Montag.",
     "„Der Kran wurde niemals geprüft“, sagte Reederin Marta Quill am Montag.", False),
    ("de", "„Der Kran wurde niemals geprüft“, sagte Hafenmeister Ivo Lent am Montag.",
     "„Der Kran wurde niemals geprüft“, sagte Lent am Montag.", True),
    ("es", "«La grúa nunca fue revisada», dijo el jefe del puerto, Ivo Lent.",
     "«La grúa nunca fue revisada», dijo la naviera, Marta Quiles.", False),
    ("fr", "« La grue n’a jamais été contrôlée », a déclaré Ivo Lent.",
     "« La grue n’a jamais été contrôlée », a déclaré Marta Quille.", False),
    ("ru", "«Кран ни разу не проверяли», — сказал Иван Лентов.",
     "«Кран ни разу не проверяли», — сказала Марта Квилова.", False),
    ("zh", "“吊车从来没有检查过”，李强说。", "“吊车从来没有检查过”，王芳说。", False),
    ("zh", "“吊车从来没有检查过”，港口主任李强说。", "“吊车从来没有检查过”，李强说。", True),
])
def test_a_quotation_counts_for_him_to_whom_the_source_lays_it(code: str, text: str, other: str, counts: bool) -> None:
    """The same words of another speaker are another's; a passage that names nobody must name him elsewhere."""
    assert (support(text, other, code=code)[0] == ("o1", "o2")) is counts


@pytest.mark.parametrize(("code", "text", "other", "counts"), [
    ("en", "A fire at the Marrow cotton mill in Tarn has angered the town.",
     "The town of Tarn is at a loss after the fire at the Marrow cotton mill.", False),
    ("en", "A fire at the Marrow cotton mill in Tarn has angered the town.",
     "The fire at the Marrow cotton mill angers the town of Tarn.", True),
    ("en", "Six weavers of the Marrow cotton mill in Tarn were killed.",
     "At the Marrow cotton mill in Tarn six weavers died.", True),
    ("de", "Das Feuer in der Weberei Marrow in Tarnau hat die Stadt empört.",
     "Nach dem Feuer in der Weberei Marrow bangt die Stadt Tarnau.", False),
    ("de", "Das Feuer in der Weberei Marrow in Tarnau hat die Stadt empört.",
     "Nach dem Feuer in der Weberei Marrow in Tarnau empörte sich die Stadt.", True),
    ("es", "El fuego de la hilandería Marrow, en Tarna, ha indignado a la comarca.",
     "La comarca de Tarna tiembla tras el fuego de la hilandería Marrow.", False),
    ("fr", "Le feu de la filature Marrow, à Tarne, a indigné la ville.",
     "La ville de Tarne tremble après le feu de la filature Marrow.", False),
])
def test_a_source_counts_where_it_has_what_was_done(code: str, text: str, other: str, counts: bool) -> None:
    """Whatever names and places both share: in some form of the verb, or by a word of its sense."""
    assert (support(text, other, code=code)[0] == ("o1", "o2")) is counts


@pytest.mark.parametrize(("published", "text", "counts"), [
    ("2031-06-20", "The bank of Tarn raised its rate on loans to weary builders.", False),
    ("2031-05-20", "The bank of Tarn raised its rate on loans to weary builders.", True),
    ("2031-06-20", "The bank of Tarn raised its rate on loans in 2030 to weary builders.", True),
    ("2033-05-06", "“The bank of Tarn raised its rate on loans to weary builders,” Ivo Lent said.", True),
])
def test_a_report_of_another_month_tells_of_another_time(published: str, text: str, counts: bool) -> None:
    """But for a quotation and for what has its year."""
    other = text.replace("weary builders.", "builders.")
    (one, first), (two, second) = reported(1, text), reported(2, other)
    documents = (one, replace(two, published=published))
    section = Section("s1", "In brief", (Sentence(text, ("f1",)),))
    judge = Judge((first, second), documents, (), "en")
    (filled,) = fill_support((section,), judge, {"s1": (first, second)}, {"f1": "o1", "f2": "o2"})
    assert (len(filled.sentences[0].support) == 2) is counts


def test_a_source_that_tells_half_of_what_another_says_is_not_cited_beside_it() -> None:
    """Where the first fact tells all of the sentence; a sentence of several sources keeps them all."""
    text = "The ferry Alma sank off Tarn on Monday and nine people drowned in the cold of the night."
    assert support(text, "The ferry Alma belonged to a trust off Tarn.", cited=("f1", "f2")) == (("o1",), 1)


def test_a_copy_adds_nothing() -> None:
    """It counts for the source it copies."""
    assert support(TOLL, TOLL, same=("f2",))[0] == ("o1",)


def test_a_sentence_without_facts_has_no_support() -> None:
    """Such as a count of the sources."""
    section = Section("s1", "In brief", (Sentence("Two sources tell of it.", ()),))
    assert fill_support((section,), Judge((), (), (), "en"), {}, {}) == (section,)


def test_what_is_cited_and_says_it_only_in_part_counts_once() -> None:
    """Two passages of one source may state a sentence together."""
    document, whole = reported(1, "The ferry Alma sank off Tarn. Nine people drowned on Monday.")
    halves = [replace(whole, id=name, evidence=(Evidence(start, end, document.text[start:end]),))
              for name, start, end in (("f1", 0, 29), ("f2", 30, 60))]
    section = Section("s1", "In brief", (Sentence(TOLL, ("f1", "f2")),))
    (filled,) = fill_support((section,), Judge(halves, (document,), (), "en"), {"s1": halves}, {"f1": "o1", "f2": "o1"})
    assert filled.sentences[0].support == ("o1",)


def test_of_two_sources_of_which_each_says_its_half_none_says_a_sentence() -> None:
    """A second reader who saw both named neither; by their words alone both would count."""
    found = [reported(1, "The owner will pay nine crews of the ferry Alma."),
             reported(2, "The owner could pay nine crews of the ferry Alma.")]
    facts = [fact for _, fact in found]
    text = "The owner will pay, or could pay, nine crews of the ferry Alma."
    section = Section("s1", "In brief", (Sentence(text, ("f1", "f2")),))
    judge, origins = Judge(facts, [each for each, _ in found], (), "en"), {"f1": "o1", "f2": "o2"}
    for opinion, expected in ((Opinion(seen=("f1", "f2")), ("o1",)), (Opinion(), ("o1", "o2")),
                              (Opinion(seen=("f1", "f2"), told_by=("f1", "f2")), ("o1", "o2"))):
        (filled,) = fill_support((section,), judge, {"s1": facts}, origins, {text: opinion})
        assert filled.sentences[0].support == expected


TEN = "granite masons harbour lantern anchor rudder compass velvet copper marble".split()
"""So many terms a sentence has, to count those that a source shares."""


def said(words: int, *more: str) -> str:
    """A report with so many of the ten terms."""
    return " ".join([*TEN[:words], *more]) + "."


def of_ten(cited: int, *others: int) -> tuple[str, ...]:
    """The origins that say a sentence of ten terms, where the first report, which it cites, has so many of them."""
    found = [reported(number, said(words)) for number, words in enumerate((cited, *others), 1)]
    facts = [fact for _, fact in found]
    section = Section("s1", "In brief", (Sentence(said(10), ("f1",)),))
    (filled,) = fill_support((section,), Judge(facts, [each for each, _ in found], (), "en"), {"s1": facts},
                             {fact.id: fact.id.replace("f", "o") for fact in facts})
    return filled.sentences[0].support


def test_a_source_says_a_sentence_by_two_thirds_of_its_words() -> None:
    """Or by nine tenths of what the cited ones have of them; one that is not cited by a third at the least."""
    assert of_ten(10, 6, 7) == ("o1", "o3")
    assert of_ten(5, 4, 5) == ("o1", "o3")
    assert of_ten(3, 3, 4) == ("o1", "o3")
    assert of_ten(10, *[10] * 10) == tuple(f"o{n}" for n in range(1, 12))


def test_three_passages_of_a_source_that_is_not_cited_are_looked_at() -> None:
    """The nearest by their words; one of them must say it alone."""
    def counts(rivals: int) -> bool:
        texts = [said(10, "by nine men"), *[said(10, "by ten men")] * rivals, said(8, "by nine men")]
        one_source = tuple(f"f{n}" for n in range(2, len(texts) + 1))
        found = [reported(number, text) for number, text in enumerate(texts, 1)]
        facts = [fact for _, fact in found]
        section = Section("s1", "In brief", (Sentence(texts[0], ("f1",)),))
        (filled,) = fill_support((section,), Judge(facts, [each for each, _ in found], (), "en"), {"s1": facts},
                                 {"f1": "o1"} | dict.fromkeys(one_source, "o2"))
        return filled.sentences[0].support == ("o1", "o2")

    assert [counts(rivals) for rivals in (2, 3)] == [True, False]


def test_no_more_is_cited_than_a_reader_can_hold_against_it() -> None:
    """2,400 characters in all; a source beyond them counts and is not cited."""
    long = f"{TOLL[:-1]}, {'where it is calm, ' * 29}it is said."
    assert 4 * len(long) <= 2400 < 5 * len(long)
    assert support(long, *[long] * 5) == (("o1", "o2", "o3", "o4", "o5", "o6"), 4)


def test_a_sentence_that_none_of_its_sources_says_counts_as_one_source() -> None:
    """The first of those it cites, as far as it is known for which they count."""
    found = [reported(number, "A choir sang at noon.") for number in (1, 2, 3)]
    facts = [fact for _, fact in found]
    section = Section("s1", "In brief", (Sentence(TOLL, ("f3", "f2", "f1")),))
    (filled,) = fill_support((section,), Judge(facts, [each for each, _ in found], (), "en"), {"s1": facts},
                             {"f2": "o2", "f3": "o3"})
    assert filled.sentences[0].support == ("o2",)


def test_the_first_passages_of_a_source_may_say_it_without_the_rest() -> None:
    """Each alone, then the first two together: what a third one denies does not take them back."""
    text = "The ferry Alma sank off Tarn. Nine people drowned on Monday. The ferry Alma did not sink."
    document, whole = reported(1, text)
    parts = [replace(whole, id=name, evidence=(Evidence(start, end, text[start:end]),))
             for name, start, end in (("f1", 0, 29), ("f2", 30, 60), ("f3", 61, len(text)))]
    other, fact = reported(4, TOLL)
    section = Section("s1", "In brief", (Sentence(TOLL, ("f1", "f2", "f3", "f4")),))
    (filled,) = fill_support((section,), Judge([*parts, fact], (document, other), (), "en"), {"s1": [*parts, fact]},
                             {"f1": "o1", "f2": "o1", "f3": "o1", "f4": "o4"})
    assert filled.sentences[0].support == ("o1", "o4")
