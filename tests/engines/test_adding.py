"""What a candidate adds to a page: in four languages, with texts that no list was written beside."""

import pytest

from briefing.engines.rules.adding import Page

ON_THE_PAGE = {
    "en": ("The harbour master of Lannick, Ivo Lent, closed the ferry quay on Monday after divers found rotten piles.",
           "Ivo Lent said the council of Lannick should pay for new piles at the ferry quay."),
    "de": ("Der Hafenmeister von Lannick, Ivo Lent, sperrte am Montag den Fähranleger, nachdem Taucher die Pfähle "
           "morsch gefunden hatten.",
           "Ivo Lent sagte, der Stadtrat von Lannick solle neue Pfähle am Fähranleger bezahlen."),
    "fr": ("Le capitaine du port de Lannick, Ivo Lent, a fermé lundi le quai des ferries, des plongeurs ayant trouvé "
           "des pieux pourris.",
           "Ivo Lent a déclaré que la mairie de Lannick devait payer de nouveaux pieux au quai des ferries."),
    "es": ("El capitán del puerto de Lannick, Ivo Lent, cerró el lunes el muelle de los ferris porque unos buzos "
           "hallaron pilotes podridos.",
           "Ivo Lent dijo que el ayuntamiento de Lannick debía pagar nuevos pilotes en el muelle de los ferris."),
}
EMPTY = {
    "en": ("The closure reflects the growing importance of the quay for Lannick.",
           "Lannick continues to play a significant role in the harbour’s broader strategy."),
    "de": ("Die Sperrung unterstreicht die wachsende Bedeutung des Fähranlegers für Lannick.",
           "Lannick spielt weiterhin eine wichtige Rolle in der breiteren Strategie des Hafens."),
    "fr": ("La fermeture souligne l’importance croissante du quai pour Lannick.",
           "Lannick continue de jouer un rôle majeur dans la stratégie du port."),
    "es": ("El cierre refleja la creciente importancia del muelle para Lannick.",
           "Lannick sigue siendo clave en la estrategia general del puerto."),
}
AGAIN = {
    "en": "New piles at the ferry quay of Lannick should be paid for by the council, according to Ivo Lent.",
    "de": "Neue Pfähle am Fähranleger von Lannick soll nach Ansicht von Ivo Lent der Stadtrat bezahlen.",
    "fr": "De nouveaux pieux au quai des ferries de Lannick doivent être payés par la mairie, selon Ivo Lent.",
    "es": "Nuevos pilotes en el muelle de los ferris de Lannick debía pagar el ayuntamiento, según Ivo Lent.",
}
NEWS = {
    "en": ("The ferry quay of Lannick was closed after 14 piles were found rotten.",
           "The ferry quay of Lannick was built by Brand Marine, which drove the piles.",
           "Fishermen unloaded herring from trawlers by lantern light."),
    "de": ("Der Fähranleger von Lannick wurde gesperrt, nachdem 14 Pfähle morsch waren.",
           "Fischer entluden Heringe im Schein der Laternen."),
    "fr": ("Le quai des ferries de Lannick a été fermé, 14 pieux étant pourris.",
           "Le quai des ferries de Lannick a été construit par Brand Marine.",
           "Des pêcheurs déchargeaient leurs harengs à la lanterne."),
    "es": ("El muelle de los ferris de Lannick fue cerrado porque 14 pilotes estaban podridos.",
           "El muelle de los ferris de Lannick fue construido por Brand Marine.",
           "Unos pescadores descargaban arenques a la luz de los faroles."),
}


def adds(text: str, code: str) -> bool:
    """Whether a text adds to the page of its language."""
    told = ON_THE_PAGE[code]
    page = Page([*((each, code) for each in told), (text, code)])
    for place in range(len(told)):
        page.add(place)
    return page.adds(len(told))


@pytest.mark.parametrize(("code", "text"), [(code, text) for code in EMPTY for text in EMPTY[code]])
def test_a_sentence_of_general_words_and_known_names_adds_nothing(code: str, text: str) -> None:
    """"The growing importance of": no figure, day, name or act."""
    assert not adds(text, code)


@pytest.mark.parametrize("code", AGAIN)
def test_what_is_on_the_page_in_other_words_adds_nothing(code: str) -> None:
    """One thing is told once."""
    assert not adds(AGAIN[code], code)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code in NEWS for text in NEWS[code]])
def test_a_figure_a_name_or_an_act_of_its_own_is_told(code: str, text: str) -> None:
    """However much of the rest is known."""
    assert adds(text, code)


def test_a_quotation_in_words_that_nobody_told_is_told() -> None:
    """Beside a clause that says what is known; one in known words is not."""
    known = "Ivo Lent said the council of Lannick should pay for new piles at the ferry quay, as he has said"
    assert adds(f"{known}: “Rust, shipworm, greed and forty winters have eaten everything beneath us.”", "en")
    assert not adds("“The council of Lannick should pay for new piles at the ferry quay,” Ivo Lent said.", "en")


@pytest.mark.parametrize(("text", "more"), [
    ("The ferry Alma left the quay of Lannick at 11:36 a.m. on Monday.", False),
    ("The Alma sailed from Lannick harbour at 11:36 a.m., Brand Shipping said.", False),
    ("At 11:36 a.m. a crane fell on the fish market of Velm and crushed two stalls.", True),
    ("The ferry Alma left the quay of Lannick at 9:10 a.m. on Monday.", True),
])
def test_what_gives_a_figure_again_and_little_else_adds_nothing(text: str, more: bool) -> None:
    """Two reports name the airport and the hour of one flight in two ways; another thing at that hour is another."""
    told = ("The ferry Alma, with Brand Shipping men on board, left Lannick harbour at 11:36 a.m. on Monday and was "
            "back at its quay four hours later.", "Brand Shipping said that the ferry sailed on time.")
    page = Page([*((each, "en") for each in told), (text, "en")])
    for place in range(len(told)):
        page.add(place)
    assert page.adds(len(told)) is more


def test_a_name_makes_no_news_of_what_has_been_told() -> None:
    """That a report puts the town into another county adds nothing to the arrest."""
    told = "Ivo Lent, 67, was charged with 269 counts of fraud in Lannick after a crew member called a lawyer."
    again = "Ivo Lent of Oster was charged in Lannick with fraud after a crew member called."
    page = Page([(told, "en"), (again, "en")])
    page.add(0)
    assert not page.adds(1)
