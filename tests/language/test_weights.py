"""What a text weighs for a reader, in each language."""

import pytest

from briefing.language.language import READ
from briefing.language.weights import dead_in, harmed_in, weights


@pytest.mark.parametrize(("code", "text", "counted"), [
    ("en", "Nine people were killed.", ["Nine"]),
    ("en", "Twenty-six more passengers were injured.", ["Twenty-six"]),
    ("en", "The toll has risen to 40.", ["40"]),
    ("en", "The number of dead in the town rose to 40.", ["40"]),
    ("en", "The storm killed at least two.", ["at least two"]),
    ("en", "At least four people were killed and 19 injured.", ["At least four", "19"]),
    ("en", "The thief killed a man and took 400 coins.", []),
    ("en", "Nine people were killed 400 km off Oster.", ["Nine"]),
    ("en", "The storm killed a man.", []),
    ("en", "Nine people came.", []),
    ("en", "The deadly deadline: nine people came.", []),
    ("de", "Bei dem Brand starben vier Menschen.", ["vier"]),
    ("de", "Die Zahl der Toten stieg auf sieben.", ["sieben"]),
    ("de", "Die Zahl der Toten ist am Montag auf sieben gestiegen.", ["sieben"]),
    ("de", "Neun Menschen kamen.", []),
    ("fr", "Quatre personnes ont été blessées.", ["Quatre"]),
    ("es", "El incendio dejó 14 muertos.", ["14"]),
    ("it", "Il crollo ha fatto nove morti.", ["nove"]),
    ("pt", "O incêndio deixou 14 mortos.", ["14"]),
    ("ru", "Погибли 12 человек.", ["12"]),
    ("zh", "火灾造成12人死亡。", ["12"]),
])
def test_who_counts_the_harmed(code: str, text: str, counted: list[str]) -> None:
    """A number of persons, and what became of them."""
    assert [each.text for each in harmed_in(text, code)] == counted


@pytest.mark.parametrize(("code", "text", "dead"), [
    ("en", "At least four people were killed and 19 injured.", "At least four"),
    ("en", "19 people were injured and four killed.", "four"),
    ("en", "The toll stands at seven dead in Oster and six dead in Velm.", None),
    ("en", "Nineteen people were injured.", None),
    ("en", "The toll is unknown.", None),
    ("de", "Bei dem Brand wurden vier Menschen getötet und 19 verletzt.", "vier"),
    ("de", "Die Zahl der Toten ist am Montag auf sieben gestiegen.", "sieben"),
    ("fr", "Le bilan s'élève à 12 morts.", "12"),
    ("es", "El número de muertos asciende a 14.", "14"),
    ("ru", "Погибли 12 человек.", "12"),
    ("zh", "火灾造成12人死亡。", "12"),
])
def test_the_one_figure_of_the_dead(code: str, text: str, dead: str | None) -> None:
    """Not that of the injured beside it; none where there are two."""
    found = dead_in(text, code)
    assert (found.text if found else None) == dead


@pytest.mark.parametrize(("code", "harm", "binding", "leisure"), [
    ("en", "A fire broke out.", "The parliament sat.", "The goalkeeper stayed."),
    ("de", "Ein Großbrand brach aus.", "Das Verwaltungsgericht tagte.", "Der Torhüter bleibt."),
    ("fr", "Un incendie a éclaté.", "Le parlement a siégé.", "Le chanteur est resté."),
    ("es", "Hubo un incendio.", "El parlamento se reunió.", "La cantante se quedó."),
    ("it", "È scoppiato un incendio.", "Il parlamento si è riunito.", "Il calciatore resta."),
    ("pt", "Houve um incêndio.", "O parlamento reuniu-se.", "O treinador fica."),
    ("ru", "Начался пожар.", "Парламент собрался.", "Вратарь остался."),
    ("zh", "发生火灾。", "议会开会。", "门将留队。"),
    ("ar", "اندلع حريق في الميناء.", "اجتمع البرلمان.", "بقي المدرب."),
])
def test_each_language_has_its_words(code: str, harm: str, binding: str, leisure: str) -> None:
    """Each kind of word is found, and none of the others."""
    words = weights(code)
    found = [[bool(pattern.search(text)) for pattern in (words.harm, words.binding, words.leisure)]
             for text in (harm, binding, leisure)]
    assert found == [[True, False, False], [False, True, False], [False, False, True]]
    assert code in READ


def test_a_language_without_a_list_has_none() -> None:
    """Nothing is found, and nothing fails."""
    assert not weights("xx").harm.search("fire")
    assert harmed_in("Nine people were killed.", "xx") == ()
