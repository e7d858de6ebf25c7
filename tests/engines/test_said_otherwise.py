"""What contradicts a sentence on the page is not left out as said already."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.pipeline import run
from briefing.settings import Settings

NOW = datetime(2031, 5, 9, tzinfo=UTC)
OPENING = {
    "en": ("The fire at the Marrow cotton mill in Tarn began in the boiler house.",
           "Tarn counts the cost of the fire at the Marrow cotton mill."),
    "es": ("El fuego de la hilandería Marrow, en Tarna, comenzó en la caldera.",
           "La ciudad de Tarna llora tras el fuego de la hilandería Marrow."),
}


@pytest.mark.parametrize(("code", "one", "other"), [
    ("en", "“The boiler was last looked at four years ago,” Lent, the fire warden, told reporters.",
     "“The boiler was last looked at four years ago,” Marta Quill, who owns the mill, told the Post."),
    ("es", "«La caldera nunca fue revisada», dijo el capataz, Ivo Lentes.",
     "«La caldera nunca fue revisada», dijo la dueña, Marta Quiles."),
    ("es", "Ivo Lentes, de 36 años, murió en la caldera.", "Ivo Lentes, de 63 años, murió en la caldera."),
    ("es", "La estación sigue cerrada al público.", "La estación fue reabierta al público."),
])
def test_what_says_otherwise_than_the_page_is_told_or_set_against_it(
    tmp_path: Path, code: str, one: str, other: str
) -> None:
    """Another speaker of the same words, another age, another state of the same road."""
    for name, day, opening, text in (("a", 6, OPENING[code][0], one), ("b", 7, OPENING[code][1], other)):
        (tmp_path / f"{name}.txt").write_text(f"{opening.rstrip('.')}\nPublished: 2031-05-0{day}\n\n{opening} {text}\n",
                                              encoding="utf-8")
    briefing = run([str(tmp_path)], Settings(engine="extractive"), now=NOW).briefing
    told = [each.text for section in briefing.sections for each in section.sentences]
    rows = [position.statement for each in briefing.divergences for position in each.positions]
    assert {one, other} <= {*told, *rows}
