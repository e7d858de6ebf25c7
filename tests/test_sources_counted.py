"""What one source is and what another, over whole runs: agencies, templates, bulletins, and an editor's word."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.model import Briefing
from briefing.pipeline import run
from briefing.render.markdown import to_markdown
from briefing.settings import Settings
from briefing.sources.credits import agency

NOW = datetime(2031, 5, 9, tzinfo=UTC)


def briefing_of(folder: Path, texts: dict[str, str], **given: object) -> Briefing:
    """What the embedded engine makes of texts by file name."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return run([str(folder)], Settings(engine="extractive", **given), now=NOW).briefing  # type: ignore[arg-type]


def report(title: str, day: str, *paragraphs: str, author: str = "Ann Lee") -> str:
    """A file as a desk keeps it."""
    return "\n\n".join((f"{title}\nBy {author}\nPublished: {day}", *paragraphs, ""))


@pytest.mark.parametrize(("url", "name"), [
    ("https://www.globe.example/aponline/2031/05/06/world/ferry.html", "Associated Press"),
    ("https://www.globe.example/reuters/2031/05/06/world/ferry.html", "Reuters"),
    ("https://www.globe.example/wires/ap/article-1.html", "Associated Press"),
    ("https://post.example/news/afp/ferry-sinks", "AFP"),
    ("https://post.example/articles/reuters-stories/77/ferry", "Reuters"),
    ("https://post.example/apartments/ferry", None),
    ("https://post.example/tag/what-reuters-said/ferry", None),
    ("https://post.example/paper/ferry", None),
    ("https://reuters.example.org/world/ferry", None),
])
def test_a_folder_called_after_an_agency_holds_its_reports(url: str, name: str | None) -> None:
    """A word that only begins like its name, and a host, tell nothing."""
    assert agency((), (), (), url=url) == name


@pytest.mark.parametrize(("closing", "name"), [
    ("(Reporting by Ann Lee in Lannick and Luc Maro; Editing by Rina Sato)", "Reuters"),
    ("Reporting by Ann Lee; Additional reporting by Luc Maro; Editing by Rina Sato", "Reuters"),
    ("Divers will go down again on Friday. — AP", "Associated Press"),
    ("Divers will go down again on Friday. (Reuters)", "Reuters"),
    ("The harbour master told Reuters that divers would go down again.", None),
    ("Photo by Jon Alm for Reuters shows the quay.", None),
    ("Her reporting by night was followed by editing by day.", None),
])
def test_an_agency_is_known_by_how_it_signs(closing: str, name: str | None) -> None:
    """Not by a mention or a picture's credit."""
    assert agency((), (), (closing,)) == name


FOLLOW_UP = (
    "The ferry Alma sank off Lannick on Tuesday with 94 people on board, and nine of them drowned, the coast guard "
    "said.",
    "The Alma had left the harbour of Oster at noon for its daily run to the island, in a wind of force six.")


def test_an_agencys_report_of_two_days_later_is_no_copy(tmp_path: Path) -> None:
    """It repeats what led to it; the version of the same day is one."""
    first = report("Ferry sinks", "6 May 2031", f"LANNICK (AP) — {FOLLOW_UP[0]}", FOLLOW_UP[1],
                   "Boats took the others to the hospital of Oster, where the mayor met them in the evening.")
    later = report("Ferry owner charged", "8 May 2031",
                   "LANNICK (AP) — Prosecutors charged Brand Shipping with neglect on Thursday and searched it.",
                   "They took letters, logs and the plans of four ships, the prosecutor, Ines Kalt, told reporters.",
                   "Ines Kalt said the hull had been patched twice, and that nobody had told the inspectors of it.",
                   FOLLOW_UP[1])
    assert len(briefing_of(tmp_path, {"a.txt": first, "b.txt": later}).origins) == 2


QUAKES = {
    "quakes": (("A magnitude {} earthquake was reported on {} at {} a.m. {} miles from {}, according to the Survey. It "
                "was felt in {} and in {}. The earthquake occurred at a depth of {} miles. This bulletin was generated "
                "by a computer program that watches the instruments of the Survey."),
               ("4.1", "Tuesday", "6.12", "8", "Talvik", "Orsen", "Brede", "6.4"),
               ("5.3", "Thursday", "9.40", "2", "Kelmark", "Vindal", "Tarn", "2.1")),
    "matches": ("{} beat {} by {} to {} in the second league on {}. Some {} people saw the game in {}. This report was "
                "put together by a program from the data of the league and was read by an editor.",
                ("Oster", "Lannick", "3", "1", "6 May", "2,400", "Brand Park"),
                ("Velm", "Skarn", "2", "0", "8 May", "1,150", "Harbour Ground")),
    "floods": ("Der Pegel der {} bei {} erreichte am {} {} Zentimeter, teilte die Warte mit. In {} sind {} Keller "
               "überflutet. Diese Meldung wurde von einem Programm aus den Daten der Warte erstellt und geprüft.",
               ("Bree", "Altmoor", "6. Mai", "412", "Neudorf", "17"),
               ("Sill", "Weidach", "8. Mai", "655", "Steg", "40")),
    "fires": ("Un incendio quemó {} hectáreas cerca de {} el {}, informó el servicio forestal. Trabajan {} brigadas de "
              "{}. El viento sopla a {} kilómetros por hora. Esta nota fue generada por un programa con datos del "
              "servicio y revisada después.",
              ("120", "Valdora", "6 de mayo", "14", "Sierra Alta", "35"),
              ("980", "Montesur", "8 de mayo", "31", "Campo Real", "60")),
    "rates": ("{} sold bonds worth {} million crowns on {} at a rate of {} percent. Bids came to {} million, the debt "
              "office of {} said. This item was written by a program from the figures of the office, and an editor saw "
              "it.", ("Norland", "400", "6 May", "3.2", "910", "Orsen"),
              ("Sarvia", "150", "8 May", "4.6", "260", "Telm")),
}


@pytest.mark.parametrize("kind", QUAKES)
def test_two_events_in_one_template_are_two_sources(kind: str, tmp_path: Path) -> None:
    """Other names, days and figures outweigh the words they share; what frames them is not told, nothing diverges."""
    form, one, two = QUAKES[kind]
    briefing = briefing_of(tmp_path, {"a.txt": report(f"First: {one[0]}", "6 May 2031", form.format(*one)),
                                      "b.txt": report(f"Second: {two[0]}", "8 May 2031", form.format(*two))})
    assert len(briefing.origins) == 2
    assert not briefing.divergences


def test_a_copy_with_changed_figures_is_still_a_copy(tmp_path: Path) -> None:
    """An update changes the toll; the places and people are the same."""
    form = ("A wall fell on the market of {} on Monday and hurt {} people, {} of them children, the fire service of "
            "Oster said. Ivo Lent, who sells fish, saw the wall lean for {} days. The council closed the market.")
    briefing = briefing_of(tmp_path, {
        "a.txt": report("Wall falls", "6 May 2031", form.format("Lannick", "3", "1", "10")),
        "b.txt": report("Wall falls, eight hurt", "6 May 2031", form.format("Lannick", "8", "2", "12"))})
    assert len(briefing.origins) == 1


GROWING = {
    "toll": ("A blast at the mill of Lannick {} people on Monday, the fire service said.",
             ("hurt at least three", "hurt at least seven", "hurt 11")),
    "homes": ("A flood at Oster left {} homes without light on Monday, the council said.", ("200", "450", "1,300")),
    "patients": ("A fever has brought {} people of Velm to hospital since Monday, doctors said.", ("14", "39", "120")),
    "stranded": ("Snow at Skarn has stranded {} passengers since Monday, the railway said.", ("60", "140", "410")),
    "arrested": ("Police in Lannick arrested {} people on the quay on Monday, their chief said.", ("12", "19", "34")),
}


@pytest.mark.parametrize("kind", GROWING)
def test_a_growing_bulletin_is_one_source_whose_last_version_stands(kind: str, tmp_path: Path) -> None:
    """What its earlier versions say is explained, where it is told at all."""
    form, counts = GROWING[kind]
    more = ("The mayor, Ivo Lent, came home from a journey.", "A school was opened to those who needed a bed.")
    texts = {f"v{n}.txt": report("Bulletin", "6 May 2031", f"LANNICK (AP) — {form.format(each)}", *more[:n])
             for n, each in enumerate(counts)}
    briefing = briefing_of(tmp_path, texts)
    assert len(briefing.origins) == 1
    assert all(each.explained_by for each in briefing.divergences if each.kind == "figure")
    assert counts[-1] in " ".join(each.text for each in briefing.sections[0].sentences)


def test_a_translation_by_the_same_author_is_the_same_source(tmp_path: Path) -> None:
    """Of one agency and one day; another author of it is not."""
    english = report("Ferry sinks", "6 May 2031", f"LANNICK (AFP) — {FOLLOW_UP[0]}", FOLLOW_UP[1])
    french = report("Un ferry coule", "6 May 2031",
                    "LANNICK (AFP) — Le ferry Alma a coulé mardi au large de Lannick avec 94 personnes à bord, dont "
                    "neuf se sont noyées, selon les garde-côtes.",
                    "L’Alma avait quitté le port d’Oster à midi pour sa traversée quotidienne vers l’île.")
    assert len(briefing_of(tmp_path, {"a.txt": english, "b.txt": french}).origins) == 1
    other = french.replace("By Ann Lee", "By Luc Maro")
    assert len(briefing_of(tmp_path, {"b.txt": other}).origins) == 2


def test_a_page_without_a_statement_is_no_source_and_is_listed(tmp_path: Path) -> None:
    """A teaser, in no count."""
    briefing = briefing_of(tmp_path, {
        "a.txt": report("Ferry sinks", "6 May 2031", *FOLLOW_UP),
        "b.txt": "Ferry sinks\n\nRead more\n"})
    assert len(briefing.sources) == 1
    assert "1 independent source" in to_markdown(briefing)
    assert any(each.reason.startswith("no statement") for each in briefing.skipped)


PAPERS = {
    "post.txt": report("Ferry sinks", "6 May 2031", *FOLLOW_UP),
    "globe.txt": report("Ferry lost", "6 May 2031", *FOLLOW_UP, "A diver, Jon Alm, found the wreck at 40 metres."),
    "courier.txt": report("Inquiry into ferry", "7 May 2031", "Prosecutors in Oster opened an inquiry into the sinking "
                          "of the ferry Alma, which cost nine lives off Lannick.", author="Luc Maro"),
}


def test_files_set_by_hand_as_one_source_count_once(tmp_path: Path) -> None:
    """Whatever the rules say; the page tells that it was set by hand."""
    assert len(briefing_of(tmp_path, PAPERS).origins) == 2
    briefing = briefing_of(tmp_path, PAPERS, same_source=(("courier.txt", "globe.txt"),))
    assert len(briefing.origins) == 1
    assert "Set by hand: globe.txt, courier.txt: one source." in to_markdown(briefing)


def test_a_file_set_by_hand_as_its_own_source_counts_for_itself(tmp_path: Path) -> None:
    """Although it shares its text with another."""
    briefing = briefing_of(tmp_path, PAPERS, own_source=(("post.txt",),))
    assert len(briefing.origins) == 3
    assert "Set by hand: post.txt: a source of its own." in to_markdown(briefing)
    shared = next(each for section in briefing.sections for each in section.sentences if "Alma" in each.text)
    assert len(shared.support) >= 2


def test_a_name_and_what_is_left_out_are_set_by_hand(tmp_path: Path) -> None:
    """By a pattern; one that names no document is told."""
    briefing = briefing_of(tmp_path, PAPERS, publishers=(("p*.txt", "The Lannick Post"),),
                           exclude=("courier.txt", "no-such.txt"))
    assert [each.publisher for each in briefing.documents if (each.path or "").endswith("post.txt")] == [
        "The Lannick Post"]
    assert len(briefing.documents) == 2
    reasons = {each.item.rpartition("/")[2]: each.reason for each in briefing.skipped}
    assert reasons["courier.txt"] == "left out, as set by hand"
    assert reasons["no-such.txt"] == "names no document"
    page = to_markdown(briefing)
    assert "Set by hand: post.txt: published by The Lannick Post." in page
    assert "left out, as set by hand" in page


ARTICLE = (
    "The ferry Aurelia struck the quay at Lannick on Wednesday morning with 212 passengers aboard.",
    "17 people were injured, two of them seriously, the harbour authority said.",
    "The captain told investigators that the reverse thrust failed some forty metres before the berth.",
    "The ship was taken out of service and divers are to look at its propellers on Thursday.")
CRASH = "\n\n".join(("# Ferry in Lannick", "By Mara Holt, Daily Beacon, 12 March 2026", *ARTICLE, ""))


def letter(sender: str, *paragraphs: str) -> str:
    """A mail as a desk keeps it."""
    return (f"From: {sender}\nSubject: Ferry in Lannick\nDate: Wed, 11 Mar 2026 18:02:11 +0100\n"
            "Message-ID: <1@mail.example>\nContent-Type: text/plain; charset=utf-8\n\n"
            + "\n\n".join((*paragraphs, "")))


@pytest.mark.parametrize(("name", "text", "source"), [
    ("a.eml", letter("Anna Berg <anna.berg@gmail.com>", ARTICLE[2], "14 people were injured, I counted them myself."),
     "Anna Berg (mail)"),
    ("a.eml", letter("Anna Berg <anna.berg@gmail.com>", *ARTICLE[2:], ARTICLE[1].replace("17", "14")),
     "Anna Berg (mail)"),
    ("a.eml", letter("Beacon Letters <letters@beacon.example>", ARTICLE[2], "I saw it, and 14 people were injured."),
     "Beacon Letters"),
    ("a.eml", letter("Harbour Notes <notes@substack.com>\nList-Id: <notes.example>", ARTICLE[2],
                     "Reuters counted 14 people injured in the crash at Lannick."), "Harbour Notes"),
    ("a.txt", "\n\n".join((ARTICLE[0], ARTICLE[1].replace("17", "14"), *ARTICLE[2:])), "The ferry Aurelia struck"),
])
def test_a_figure_is_told_in_the_name_of_whoever_gives_it(tmp_path: Path, name: str, text: str, source: str) -> None:
    """Not of the paper whose sentences stand around it, which count for the paper only."""
    briefing = briefing_of(tmp_path, {"beacon.md": CRASH, name: text})
    page = to_markdown(briefing)
    rows = [line for line in page.splitlines() if line.startswith("| ") and "injured" in line]
    told = {each: [line for line in rows if f" {each} people" in line] for each in ("14", "17")}
    assert told["14"]
    assert all(line.startswith(f"| {source}") for line in told["14"])
    assert told["17"]
    assert all(line.startswith(("| Daily Beacon |", "| Daily Beacon, 12")) for line in told["17"])
    assert "publisher unknown, Anna Berg" not in page
    shared = [each for section in briefing.sections for each in section.sentences if each.text == ARTICLE[2]]
    assert all(len(each.support) == 1 for each in shared)


def test_a_mail_that_only_passes_an_article_on_is_a_copy_of_it(tmp_path: Path) -> None:
    """It says nothing that the article does not, and is never the original, whenever it was sent."""
    passed = letter("Anna Berg <anna.berg@gmail.com>", *ARTICLE)
    (origin,) = briefing_of(tmp_path, {"beacon.md": CRASH, "a.eml": passed}).origins
    assert origin.name == "Daily Beacon"
    assert [each.role for each in origin.members] == ["original", "copy"]
