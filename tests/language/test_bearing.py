"""What bears on a question, and what a page says where nothing does."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing import pipeline
from briefing.language.bearing import Question, is_spoken_of
from briefing.model import Briefing
from briefing.render.html import to_html
from briefing.render.markdown import to_markdown
from briefing.settings import Settings

NOW = datetime(2032, 3, 22, tzinfo=UTC)
CARS = ("Electric cars sell well in Velm, dealers said.", "The price of used electric cars fell by a fifth.",
        "Fuel prices rose by four cents a litre in February.", "Thieves cut the cables of electric cars.")
FLOOD = (
    ("Four die in floods at Tolm", "Northern Wire",
     "Floods killed four people in Tolm on Friday after a day of rain. A dike broke at five in the morning, the county "
     "said. Helicopters took 60 people from roofs. The governor, Per Lund, said that the dike was inspected in May."),
    ("River Aln floods Tolm, four dead", "Tolm Herald",
     "Four people died when the river Aln flooded the town of Tolm on Friday. The water stood two metres high in the "
     "old town. About 1,300 people had to leave their homes. Soldiers filled sandbags through the night. Schools stay "
     "closed until Wednesday. Only one in five houses of Tolm is insured against floods, an association said."),
)


def briefed(folder: Path, focus: str | None, *reports: tuple[str, str, str]) -> Briefing:
    """A briefing of reports: (title, outlet, text)."""
    for number, (title, outlet, text) in enumerate(reports):
        (folder / f"{number}.txt").write_text(f"{title}\n{outlet} | 2032-03-21\n\n{text}\n", encoding="utf-8")
    return pipeline.run([str(folder)], Settings(engine="extractive", focus=focus), now=NOW).briefing


@pytest.mark.parametrize(("asked", "bearing"), [
    ("fuel prices", [2]), ("What happens to fuel prices?", [2]), ("Who cuts cables?", [3]), ("hydrogen", []),
    ("hydrogen prices of Brae", []), ("the", [])])
def test_a_text_bears_on_a_question_by_half_of_its_words(asked: str, bearing: list[int]) -> None:
    """The rare ones counting more: one that has only what all the pile speaks of does not."""
    question = Question(asked, CARS, "en")
    assert [n for n, each in enumerate(CARS) if question.bears(each)] == bearing


@pytest.mark.parametrize(("code", "asked", "told", "aside"), [
    ("en", "Which ferries are affected?", "Ferries stay in port at {}.", "Trains to {} are affected."),
    ("en", "Which ferries were cancelled?", "Ferries stay in port at {}.", "A concert in {} drew crowds."),
    ("de", "Welche Fähren sind betroffen?", "Die Fähren bleiben in {} im Hafen.", "Züge nach {} sind betroffen."),
    ("fr", "Quels bateaux sont touchés ?", "Les bateaux restent au port à {}.", "Les trains de {} sont touchés."),
    ("es", "¿Qué barcos están afectados?", "Los barcos siguen en el puerto de {}.", "Trenes de {} están afectados."),
    ("pt", "Quais barcos foram afetados?", "Os barcos ficam no porto de {}.", "Comboios de {} foram afetados."),
    ("it", "Quali traghetti sono colpiti?", "I traghetti restano nel porto di {}.", "I treni di {} sono colpiti."),
    ("ru", "Какие паромы отменены?", "Паромы стоят в порту {}.", "Концерт в городе {} собрал толпы."),
    ("zh", "哪些渡轮受影响?", "渡轮停在{}港口。", "前往{}的列车受影响。"),
    ("ar", "ما هي العبارات المتأثرة؟", "بقيت العبارات في ميناء {}.", "القطارات إلى {} تأثرت."),
])
def test_what_a_question_asks_after_is_enough(code: str, asked: str, told: str, aside: str) -> None:
    """Though nearly every text has it, and no text the words that the question is put with."""
    places = ("Orn", "Sell", "Varm", "Tolm", "Brae", "Lund")
    question = Question(asked, [told.format(each) for each in places] + [aside.format("Orn")], code)
    assert all(question.bears(told.format(each)) for each in places)
    assert not question.bears(aside.format("Orn"))


def test_a_page_that_speaks_of_what_is_asked_after_does_not_deny_it(tmp_path: Path) -> None:
    """Whatever the question says of it; of what no report has, it does."""
    assert "say nothing" not in to_markdown(briefed(tmp_path, "Which dikes are affected?", *FLOOD))
    assert "say nothing" in to_markdown(briefed(tmp_path, "Which bridges are affected?", *FLOOD))


def test_words_of_another_language_are_known_by_their_stems() -> None:
    """Within longer ones too."""
    told = ("Nur jedes fünfte Haus ist versichert.", "Die Hausversicherung zahlt nicht.", "Das Wasser stand hoch.")
    question = Question("Was sagt die Versicherung?", told, "de")
    assert [question.bearing(each) > 0 for each in told] == [True, True, False]


def test_the_brief_answers_what_is_asked_right_behind_the_event(tmp_path: Path) -> None:
    """Though it stands at the foot of one report."""
    brief = briefed(tmp_path, "Who is insured?", *FLOOD).sections[0].sentences
    assert "killed four" in brief[0].text
    assert "insured" in brief[1].text


def test_a_page_says_that_the_sources_say_nothing_on_what_is_asked(tmp_path: Path) -> None:
    """In every form, and in their own words alone; where they do, or nobody asks, it says no such thing."""
    page = briefed(tmp_path, "fuel prices", *FLOOD)
    assert "focus: fuel prices (in these words the sources say nothing on it)" in to_markdown(page)
    assert "(in these words the sources say nothing on it)" in to_html(page)
    for focus in ("insurance", None):
        assert "say nothing" not in to_markdown(briefed(tmp_path, focus, *FLOOD))


@pytest.mark.parametrize(("text", "known", "unknown", "said"), [
    ("Vier Menschen sind beim Hochwasser in Tolm gestorben, teilte die Feuerwehr am Freitag mit. Rund 1.300 Menschen "
     "mussten ihre Häuser verlassen.", "Hochwasser", "Strompreise", "in diesen Worten sagen die Quellen nichts dazu"),
    ("Quatre personnes sont mortes vendredi dans l'inondation de Tolm, ont annoncé les pompiers. Environ 1 300 "
     "habitants ont quitté leurs maisons.", "inondation", "carburant", "les sources n'en disent rien"),
    ("Cuatro personas murieron el viernes en la inundación de Tolm, informaron los bomberos. Unas 1.300 personas "
     "dejaron sus casas.", "inundación", "gasolina", "las fuentes no dicen nada al respecto"),
    ("Quatro pessoas morreram na sexta-feira na inundação de Tolm, informaram os bombeiros. Cerca de 1.300 pessoas "
     "deixaram as suas casas.", "inundação", "gasolina", "as fontes nada dizem a respeito"),
    ("Quattro persone sono morte venerdì nell'alluvione di Tolm, hanno detto i vigili del fuoco. Circa 1.300 persone "
     "hanno lasciato le loro case.", "alluvione", "benzina", "le fonti non ne dicono nulla"),
    ("В пятницу при наводнении в Толме погибли четыре человека, сообщили пожарные. Около 1300 человек покинули свои "
     "дома.", "наводнение", "бензин", "источники об этом ничего не говорят"),
    ("消防部门表示,周五托尔姆镇的洪水造成四人死亡。大约1300名居民离开了自己的家园。"
     "救援人员整夜都在工作。", "洪水", "汽油", "各来源未提及"),
    ("قال رجال الإطفاء إن أربعة أشخاص لقوا حتفهم يوم الجمعة في فيضانات تولم. وغادر نحو 1300 شخص منازلهم.", "فيضانات",
     "البنزين", "لا تقول المصادر شيئًا عن ذلك"),
])
def test_every_language_that_is_read_says_it_in_its_own_words(
        tmp_path: Path, text: str, known: str, unknown: str, said: str) -> None:
    """And keeps silent where the word stands in the documents."""
    report = (text.split(",")[0].split("،")[0][:60], "Tolm", text)
    assert said in to_markdown(briefed(tmp_path, unknown, report))
    page = briefed(tmp_path, known, report)
    assert is_spoken_of(known, page, page.documents[0].language)
    assert said not in to_markdown(page)


def test_the_divergence_that_bears_on_the_question_comes_first(tmp_path: Path) -> None:
    """Before one that matters more."""
    reports = (("Two die as ferry Alma sinks", "Lannick Post",
                "Two people were killed when the ferry Alma sank off Lannick on Sunday. She carried 40 cows."),
               ("Ferry Alma sinks, five dead", "Vale FM",
                "Five people were killed when the ferry Alma sank off Lannick on Sunday. She carried 70 cows."))
    assert [each.summary[:14] for each in briefed(tmp_path, None, *reports).divergences] == [
        "Number of dead", "Number of cows"]
    assert [each.summary[:14] for each in briefed(tmp_path, "How many cows?", *reports).divergences] == [
        "Number of cows", "Number of dead"]
