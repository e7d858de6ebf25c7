"""Rows of tables: evidence with their heads, set against what another report tells or another table has."""

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.cli import main
from briefing.text.tables import heads, row

SEATS = ("| Party | Seats | Change |", "|---|---|---|", "| Dock List | 17 | +3 |", "| Hill Union | 12 | −1 |")


def briefed(folder: Path, **files: str) -> dict[str, Any]:
    """The record of a briefing on texts by their names."""
    pile = folder / "pile"
    pile.mkdir()
    for name, text in files.items():
        (pile / f"{name}.md").write_text(text, encoding="utf-8")
    assert main(["write", str(pile), "-o", str(folder / "out"), "--engine", "extractive"]) == 0
    return json.loads((folder / "out" / "briefing.json").read_text(encoding="utf-8"))


def report(title: str, outlet: str, day: str, *paragraphs: str) -> str:
    """A report in Markdown under its head."""
    return "\n\n".join((f"# {title}", f"{outlet}, {day}", *paragraphs))


def test_each_row_stands_under_the_head_of_its_table() -> None:
    """The head and its dashes tell nothing themselves; a line beside the table is none of it."""
    assert heads(("Talks begin.", *SEATS, "That is all.")) == (None, -1, -1, 1, 1, None)


def test_below_a_head_that_spans_several_columns_the_next_row_is_the_head() -> None:
    """Headings of the whole table and their dashes tell nothing themselves."""
    spanned = ("| Council |  |  |", "|---|---|---|", "| Party | 2031 |  |", "|---|---|---|", "|  | Seats | Votes |",
               *SEATS[2:])
    assert heads(spanned) == (None, -1, -1, -1, -1, 4, 4)
    assert row(spanned[5], spanned[4]).told == "Dock List – Seats: 17; Votes: +3."


def test_a_row_is_told_with_what_its_columns_are_called() -> None:
    """In the order of the table; an empty cell is left out."""
    assert row(SEATS[2], SEATS[0]).told == "Dock List – Seats: 17; Change: +3."
    assert row("| Dock List | 17 |  |", SEATS[0]).told == "Dock List – Seats: 17."
    assert row("North | 4 | 9", "Dead | Hurt").told == "North – Dead: 4; Hurt: 9."


@pytest.mark.parametrize("lines", [
    ("Home | News | Sport", "Weather | Video | More"),  # links
    ("2019 | 4 | 9", "2020 | 5 | 8"),  # no head says of what
    ("| Party | Seats |",),
    ("| Name | Office |", "|---|---|", "| Ada Holt | Mayor |"),
])
def test_what_has_no_head_or_no_figures_is_no_table(lines: tuple[str, ...]) -> None:
    """It is read as any other line."""
    assert set(heads(lines)) == {None}


PILES = {
    "seats": (
        report("Oxmoor votes", "Oxmoor Times", "7 May 2026", "The count for the Oxmoor council ended on Thursday.",
               "\n".join(SEATS)),
        report("Dock List ahead", "Coast Wire", "7 May 2026",
               "The Dock List won 19 seats on the Oxmoor council on Thursday, its leader, Jon Arp, said."),
        ("17 or 19 seats",),
    ),
    "German seats": (
        report("Ergebnis der Wahl in Altmoor", "Altmoorer Blatt", "7. Mai 2026",
               "Die Wahl zum Kreistag in Altmoor ist am Donnerstag ausgezählt worden.",
               "| Liste | Sitze |\n|---|---|\n| Deichbund | 14 |\n| Freie Bauern | 9 |"),
        report("Der Deichbund gewinnt", "Küstenpost", "7. Mai 2026",
               "Der Deichbund erhält im Kreistag von Altmoor 16 Sitze, sagte Wahlleiter Uwe Janns am Donnerstag."),
        ("14 oder 16 Sitze",),
    ),
    "Spanish dead": (
        report("Las víctimas por comarcas", "El Valle", "7 de mayo de 2026",
               "La riada del miércoles dejó víctimas en dos comarcas, informó el gobierno.",
               "| Comarca | Muertos | Heridos |\n|---|---|---|\n| Alta Sierra | 5 | 20 |\n| Marina Baja | 1 | 8 |"),
        report("Riada en Alta Sierra", "La Voz", "7 de mayo de 2026",
               "En Alta Sierra murieron siete personas por la riada del miércoles, dijo la alcaldesa, Rosa Peña."),
        ("Número de muertos: 5 o siete personas",),
    ),
    "sums": (
        report("What the port will pay", "Pier News", "7 May 2026", "The port of Elsey set its budget on Thursday.",
               "| Work | Price | Year |\n|---|---|---|\n| North mole | $18 million | 2027 |\n"
               "| Fish hall | $7 million | 2028 |"),
        report("Port of Elsey builds", "Coast Wire", "7 May 2026",
               "The north mole of the port of Elsey will have a price of $21 million, an engineer said Thursday."),
        ("$18 million or $21 million",),
    ),
    "French shares": (
        report("Le vote commune par commune", "Le Val", "7 mai 2026", "La préfecture a publié jeudi les résultats.",
               "| Commune | Participation | Oui |\n|---|---|---|\n| Les Aulnes | 51,2 % | 60,1 % |\n"
               "| Vieux-Pont | 44,0 % | 38,9 % |"),
        report("Les Aulnes vote", "Le Soir du Val", "7 mai 2026",
               "La participation aux Aulnes a été de 57,4 %, selon la mairie, jeudi soir."),
        ("51,2 % ou 57,4 %",),
    ),
    "Chinese seats": (
        report("海城选举结果", "海城日报", "2026年5月7日", "选举委员会星期四公布了海城议会选举的最后结果。",
               "| 政党 | 席位 |\n|---|---|\n| 渔民党 | 18 |\n| 山城联盟 | 11 |"),
        report("渔民党获胜", "晚报", "2026年5月7日", "渔民党在海城议会选举中获得23个席位，该党星期四表示。"),
        ("18 或 23",),
    ),
    "two tables": (
        report("The flood in figures", "Vale Post", "7 May 2026", "The flood struck three towns on Wednesday.",
               "| Town | Dead | Missing |\n|---|---|---|\n| Orle | 8 | 2 |\n| Lower Sant | 3 | 5 |"),
        report("Flood: the count", "Coast Wire", "7 May 2026", "The army counted the victims until Thursday morning.",
               "| Place | Dead | Hurt |\n|---|---|---|\n| Orle | 11 | 40 |\n| Lower Sant | 3 | 9 |"),
        ("Number of dead: 8 or 11",),
    ),
    "the same": (
        report("Oxmoor votes", "Oxmoor Times", "7 May 2026", "The count for the Oxmoor council ended on Thursday.",
               "\n".join(SEATS)),
        report("Hill Union ahead", "Coast Wire", "7 May 2026",
               "The Hill Union won 12 seats on the Oxmoor council on Thursday. The Dock List will lead the council."),
        (),
    ),
    "what they lost": (
        report("Oxmoor votes", "Oxmoor Times", "7 May 2026", "The count for the Oxmoor council ended on Thursday.",
               "\n".join(SEATS)),
        report("Dock List grows", "Coast Wire", "7 May 2026",
               "The Dock List gained three seats on the Oxmoor council on Thursday, the office said."),
        (),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PILES)
def test_a_row_is_set_against_what_another_report_tells_of_the_same(name: str, tmp_path: Path) -> None:
    """Only of the same thing, in the same column; the row is cited with its head."""
    first, second, rivals = PILES[name]
    record = briefed(tmp_path, first=first, second=second)
    found = [each["summary"] for each in record["divergences"] if each["kind"] == "figure"]
    assert len(found) == len(rivals), found
    assert all(part in summary for part, summary in zip(rivals, found, strict=True)), found
    facts = {each["id"]: each for each in record["facts"]}
    cited = [facts[fact] for each in record["divergences"] for side in each["positions"] for fact in side["facts"]]
    assert not rivals or any(len(each["evidence"]) == 2 and "|" in each["evidence"][1]["text"] for each in cited)
