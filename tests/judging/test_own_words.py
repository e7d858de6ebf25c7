"""The words of a sentence that no passage has, in any form: listed, for nothing proves them."""

from pathlib import Path

import pytest

from briefing.check import check
from briefing.cli import main
from briefing.judging.ground import Ground
from briefing.judging.own_words import own_words
from briefing.language.read import Reading
from briefing.render.record import read_record

PILES = Path(__file__).parents[1] / "language" / "piles"

CASES = (
    ("en", "The school in Marn was closed on Monday, the mayor said.", "The bank in Marn was closed.", ("bank",)),
    ("en", "The school in Marn was closed on Monday, the mayor said.", "The mayor closed Marn's schools.", ()),
    ("en", "The alarm had been switched off.", "The alarm had been working.", ("working",)),
    ("en", "The tower collapsed at noon.", "The tower collapsed at noon, police said.", ("police",)),
    ("en", "Guards quit over pay.", "Guards resigned over pay.", ()),
    ("en", "Nine boats sank on 3 May 2031.", "Nine tugs sank on 3 May 2031.", ("tugs",)),
    ("en", "Nine boats sank on 3 May 2031.", "Nine boats sank on 3 May 2031.", ()),
    ("de", "Der Minister wies den Vorwurf zurück.", "Der Minister bestätigte den Vorwurf.", ("bestätigte",)),
    ("de", "Die Brücke über die Aar wurde gesperrt.", "Gesperrt ist die Brücke über die Aar.", ()),
    ("fr", "Le maire a fermé l'école de Marn.", "Le maire a fermé la banque de Marn.", ("banque",)),
    ("es", "La policía cerró el puente.", "La policía abrió el puente.", ("abrió",)),
    ("it", "Il sindaco ha chiuso la scuola.", "Il sindaco ha chiuso la banca.", ("banca",)),
    ("pt", "O prefeito fechou a escola.", "O prefeito fechou a fábrica.", ("fábrica",)),
    ("ru", "Мэр закрыл школу в Марне.", "Мэр закрыл завод в Марне.", ("завод",)),
    ("ar", "أغلق رئيس البلدية المدرسة", "أغلق رئيس البلدية المصنع", ("المصنع",)),
    ("zh", "市长关闭了学校。", "市长关闭了工厂。", ("工厂",)),
    ("zh", "市长周一关闭了学校。", "市长关闭了学校。", ()),
)


@pytest.mark.parametrize(("code", "evidence", "sentence", "own"), CASES)
def test_a_word_that_no_passage_has_is_the_writers_own(code: str, evidence: str, sentence: str,
                                                       own: tuple[str, ...]) -> None:
    """Forms of a word and synonyms that the lists know are the evidence's; numbers and days have their own gates."""
    assert own_words(Reading(sentence, code), Ground((Reading(evidence, code),))) == own


def test_who_published_and_whom_the_facts_name_are_not_own_words() -> None:
    """"He" of the passage may be called by his name, a passage by its outlet's."""
    ground = Ground((Reading("He closed the school.", "en"),), outlets=("Tarn Herald",), named=frozenset({"holm"}))
    assert own_words(Reading("Holm closed the school, Tarn Herald says.", "en"), ground) == ()


def test_what_cites_nothing_has_no_own_words() -> None:
    """It may state nothing, which another gate holds."""
    assert own_words(Reading("Nothing diverges.", "en"), Ground(())) == ()


@pytest.mark.parametrize("code", sorted(path.stem for path in PILES.glob("*.json")))
def test_the_embedded_engine_has_no_word_of_its_own(code: str, tmp_path: Path) -> None:
    """In any language that is read: every word of its page stands in what the sentence cites."""
    assert main(["write", str(PILES / code), "-o", str(tmp_path), "--engine", "extractive"]) == 0
    record = read_record((tmp_path / "briefing.json").read_text(encoding="utf-8"), code)
    assert check(record, strict=True) == ()


def test_an_edited_page_is_told_of_its_own_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are listed, and fail where that is asked for."""
    (tmp_path / "report.txt").write_text(
        "School shut in Marn\nMarn Post | 3 May 2031\n\nThe school in Marn was closed on Monday, mayor Ada Holm said. "
        "Its roof had been damaged by the storm on Sunday night.\n", encoding="utf-8")
    out = tmp_path / "out"
    assert main(["write", str(tmp_path / "report.txt"), "-o", str(out), "--engine", "extractive"]) == 0
    page = out / "briefing.md"
    assert main(["check", "--strict", str(page)]) == 0
    told_page = page.read_text(encoding="utf-8").replace(
        "The school in Marn was closed on Monday, mayor Ada Holm said.",
        "Mayor Ada Holm said that on Monday no bank or school was closed in Marn.", 1)
    page.write_text(told_page.replace("no bank or school", "the bank and the school"), encoding="utf-8")
    capsys.readouterr()
    assert main(["check", str(page)]) == 0
    told = capsys.readouterr()
    assert "the cited evidence has no form of “bank”" in told.out
    assert told.err.endswith("no gate is broken, but 1 text has words of its own, which nothing proves; see above\n")
    assert main(["check", "--strict", str(page)]) == 1
